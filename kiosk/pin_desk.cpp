#include "kiosk/pin_desk.h"

#include "kiosk/staff_pin.h"

namespace bangnin::kiosk {

void PinDesk::check(const Secret& pin) {
    worker_ = std::jthread(
        [this, pin] { post_(staff_pin_matches(hash_, pin.text()) ? PinVerdict::right : PinVerdict::wrong); });
}

}  // namespace bangnin::kiosk
