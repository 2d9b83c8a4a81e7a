// 呼叫工作人员: the call goes into the log, and what becomes of it comes back to the session.
#include <utility>

#include "kiosk/log.h"
#include "kiosk/terminal.h"
#include "sync/model/token.h"
#include "sync/wire/codec.h"

namespace bangnin::kiosk {

void Terminal::page_staff() {
    const auto now = clock_.now();
    sync::wire::StaffCall call{.screen = std::string(screen_name(stage())), .call = sync::Token::random().text()};
    if (session_.place == Place::card_forgotten && session_.card_guard.clerk == Clerk::paged) {
        call.reason = sync::call_reason::card_forgotten;
    }
    const bool kept = desk_.append(sync::event_type::staff_call, sync::wire::encode(call), now.wall);
    log::trouble("staff.called", {{"screen", call.screen}, {"reason", call.reason}});
    calls_.add(std::move(call.call), now.steady);
    tell_hub();
    if (!kept || !link_ || board_.status().hub == Reachability::away) {
        apply(SessionEvent{session_event::StaffUnheard{}});
    }
}

void Terminal::take_contact_lost() { apply(SessionEvent{session_event::StaffUnheard{}}); }

// The call may wait behind other events: only an empty outbox says that the hub has it.
void Terminal::take_drained() {
    if (desk_.told_everything()) {
        apply(SessionEvent{session_event::StaffHeard{}});
    }
}

void Terminal::take_answers(const std::vector<sync::wire::Change>& changes) {
    for (const auto& change : changes) {
        const auto* answer = std::get_if<sync::wire::StaffAnswer>(&change);
        if (answer != nullptr && calls_.answered(answer->call, clock_.now().steady)) {
            log::note("staff.coming");
            apply(SessionEvent{session_event::StaffComing{}});
        }
    }
}

}  // namespace bangnin::kiosk
