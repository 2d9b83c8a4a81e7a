#include "kiosk/pin_desk.h"

#include "kiosk/staff_pin.h"

namespace bangnin::kiosk {

void PinDesk::check(const Secret& pin) {
    worker_ = {};  // before the next begins: verdicts come one after another
    ++attempt_;
    worker_ = std::jthread([this, pin, attempt = attempt_] {
        const bool right = staff_pin_matches(hash_, pin.text());
        post_({.attempt = attempt, .verdict = right ? PinVerdict::right : PinVerdict::wrong});
    });
}

}  // namespace bangnin::kiosk
