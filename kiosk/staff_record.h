// What staff have said of this terminal, kept over a restart in a small file beside the store: whether the service is
// paused, what was printed since the paper was changed, and how often the PIN was wrong.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>

#include "kiosk/journeys/staff/staff.h"

namespace bangnin::kiosk {

struct StaffRecord {
    ServiceState service = ServiceState::open;
    std::uint64_t since_paper = 0;  ///< papers printed
    std::size_t wrong_pins = 0;     ///< in a row
    friend bool operator==(const StaffRecord&, const StaffRecord&) = default;
};

[[nodiscard]] std::filesystem::path staff_record_file(const std::filesystem::path& state_dir);

/// A file that is absent or damaged: a terminal of which nobody has said anything.
[[nodiscard]] StaffRecord load_staff_record(const std::filesystem::path& file);

/// lasting: on the disk when it returns. light: written, but not waited for; a power cut may undo it.
enum class Care { lasting, light };
/// Replaces the file as a whole.
[[nodiscard]] Kept save_staff_record(const std::filesystem::path& file, const StaffRecord& record, Care care);

}  // namespace bangnin::kiosk
