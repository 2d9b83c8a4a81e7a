// The signature page: opened for a journey, signed on, and given back.
#include <utility>

#include "kiosk/journeys/overloaded.h"
#include "kiosk/terminal.h"

namespace bangnin::kiosk {

void Terminal::open_signature(const SignatureOrder& order, SignatureTaker taker) {
    apply(SessionEvent{session_event::OpenSignature{}});
    if (session_.place != Place::signature) {
        return;
    }
    signature_.emplace(order);
    signature_taker_ = std::move(taker);
    screen_->invalidate();
}

void Terminal::close_signature(const SignatureResult& result) {
    if (!signature_) {
        return;
    }
    signature_.reset();
    apply(SessionEvent{session_event::CloseAsked{}});
    screen_->invalidate();
    if (const auto taker = std::exchange(signature_taker_, nullptr)) {
        taker(result);
    }
}

void Terminal::apply(const SignatureEvent& event) {
    if (!signature_) {
        return;
    }
    const auto page = screen_name(stage());
    auto next = step(*signature_, event);
    *signature_ = std::move(next.state);
    screen_->invalidate();
    note_page(page);
    for (const auto& action : next.actions) {
        perform(action);
    }
}

void Terminal::perform(const SignatureAction& action) {
    std::visit(Overloaded{
                   [&](const signature_action::Answer&) { apply(SessionEvent{session_event::Answer{}}); },
                   [&](const signature_action::Close& wanted) { close_signature(wanted.result); },
               },
               action);
}

}  // namespace bangnin::kiosk
