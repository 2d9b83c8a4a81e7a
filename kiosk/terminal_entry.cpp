// The text-entry page: opened for a journey, written on with the writing desk's help, and given back.
#include <utility>

#include "kiosk/journeys/overloaded.h"
#include "kiosk/log.h"
#include "kiosk/terminal.h"
#include "ui/text/wipe.h"

namespace bangnin::kiosk {

namespace {

void wipe(input::Answer& answer) {
    text::wipe(answer.committed);
    text::wipe(answer.preedit.text);
    for (auto& candidate : answer.page.candidates) {
        text::wipe(candidate.text);
    }
}

}  // namespace

void Terminal::open_entry(const EntryOrder& order) {
    apply(SessionEvent{session_event::OpenEntry{}});
    if (session_.place != Place::entry) {
        return;
    }
    entry_.emplace(begin_entry(order, session_.settings.language));
    writing_.warm_up(entry_->keyboard);
    screen_->invalidate();
}

void Terminal::close_entry(const EntryResult& result) {
    if (!entry_) {
        return;
    }
    entry_.reset();
    writing_.end_session();
    apply(SessionEvent{session_event::CloseAsked{}});
    screen_->invalidate();
    give(result);
}

void Terminal::apply(const EntryEvent& event) {
    if (!entry_) {
        return;
    }
    auto next = step(*entry_, event, clock_.now());
    if (!std::holds_alternative<entry_event::Tick>(event)) {
        screen_->invalidate();
    }
    *entry_ = std::move(next.state);
    for (const auto& action : next.actions) {
        perform(action);
    }
}

void Terminal::perform(const EntryAction& action) {
    std::visit(Overloaded{
                   [&](const entry_action::Press& wanted) { press_method(wanted); },
                   [&](const entry_action::Forget& wanted) { writing_.forget(wanted.method); },
                   [&](const entry_action::Recognise& wanted) { writing_.recognise(wanted.number, wanted.written); },
                   [&](const entry_action::Answer&) { apply(SessionEvent{session_event::Answer{}}); },
                   [&](const entry_action::Close& wanted) { close_entry(wanted.result); },
               },
               action);
}

void Terminal::press_method(const entry_action::Press& wanted) {
    auto answer = writing_.press(wanted.method, wanted.key);
    if (!answer) {
        log::trouble("input.missing", {{"reason", answer.error()}});
        return apply(EntryEvent{entry_event::MethodMissing{wanted.method}});
    }
    const EntryEvent told = entry_event::MethodAnswered{.key = wanted.key, .answer = *answer};
    wipe(*answer);
    apply(told);
}

void Terminal::take(const InkAnswer& answer) {
    apply(EntryEvent{entry_event::Recognised{.number = answer.number, .candidates = answer.candidates}});
}

bool Terminal::enter(std::string_view text) {
    if (!entry_) {
        return false;
    }
    entry_event::MethodAnswered told;
    told.answer.committed = text;
    apply(EntryEvent{std::move(told)});
    return true;
}

void Terminal::give(const EntryResult& result) { apply(RatingEvent{rating_event::Written{result}}); }

}  // namespace bangnin::kiosk
