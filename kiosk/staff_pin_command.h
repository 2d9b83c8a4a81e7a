// bangnin-terminal staff-pin: reads a PIN from standard input and prints what belongs into [staff] pin.
#pragma once

namespace bangnin::kiosk {

/// The program's exit status: 0, or 2 when what was typed is no PIN.
[[nodiscard]] int run_staff_pin();

}  // namespace bangnin::kiosk
