// 评价服务: the journey's words to the store and to the hub, and theirs to it.
#include <utility>

#include "kiosk/journeys/overloaded.h"
#include "kiosk/log.h"
#include "kiosk/terminal.h"
#include "sync/model/token.h"

namespace bangnin::kiosk {

namespace {

RatedTicket ticket_of(const sync::wire::TicketView& view) {
    return {.token = view.token,
            .number = view.number,
            .service = std::string(1, view.service),
            .window = view.window,
            .issued_at = view.issued_at};
}

/// The hub tells when the last word was given only; the first was given then or before.
std::optional<GivenRating> rating_of(const sync::wire::TicketView& view) {
    if (!view.rated) {
        return std::nullopt;
    }
    return GivenRating{.grade = view.rated->grade, .at = view.rated->at, .first_at = view.rated->at};
}

}  // namespace

void Terminal::begin_rating_journey() {
    auto begun = begin_rating({.request_seed = sync::Token::random().text(),
                               .taken = taken_,
                               .scanner = scanner_,
                               .call_back = desk_.can_seal() ? CallBack::possible : CallBack::impossible});
    rating_ = std::move(begun.state);
    for (const auto& first : begun.actions) {
        perform(first);
    }
}

void Terminal::apply(const RatingEvent& event) {
    if (!rating_) {
        return;
    }
    const auto page = screen_name(stage());
    auto next = step(*rating_, event, clock_.now(), config_.hall.rating);
    const bool due_changed = next_deadline(next.state) != next_deadline(*rating_);
    if (!std::holds_alternative<rating_event::Tick>(event) || due_changed || !next.actions.empty()) {
        screen_->invalidate();
    }
    *rating_ = std::move(next.state);
    note_page(page);
    for (const auto& action : next.actions) {
        perform(action);
    }
}

void Terminal::perform(const RatingAction& action) {
    std::visit(Overloaded{
                   [&](const rating_action::AskHub& wanted) { ask_hub_to_rate(wanted.token); },
                   [&](const rating_action::AskStore& wanted) {
                       apply(RatingEvent{rating_event::StoreSaid{.token = wanted.token,
                                                                 .ticket = desk_.rated_ticket(wanted.token),
                                                                 .given = desk_.rating_of(wanted.token)}});
                   },
                   [&](const rating_action::Record& wanted) { record(wanted); },
                   [&](const rating_action::OpenEntry& wanted) { open_entry(wanted.order); },
                   [&](const rating_action::WatchScanner&) { scans_from_ = devices::Clock::now(); },
                   [&](const rating_action::StopScanner&) { scans_from_ = devices::Clock::time_point::max(); },
                   [&](const rating_action::Answer&) { apply(SessionEvent{session_event::Answer{}}); },
                   [&](const rating_action::LeaveHome&) { apply(SessionEvent{session_event::JourneyHome{}}); },
                   [&](const rating_action::EndSession&) { apply(SessionEvent{session_event::JourneyEnd{}}); },
               },
               action);
}

void Terminal::record(const rating_action::Record& wanted) {
    const auto recorded = desk_.rate(wanted, clock_.now().wall);
    if (recorded) {
        log::note("rating.recorded");  // of whom and how good is nobody's business here
        apply(RatingEvent{rating_event::Recorded{}});
    } else {
        log::trouble("rating.not_recorded");
        apply(RatingEvent{rating_event::NotRecorded{recorded.error()}});
    }
    tell_hub();
}

void Terminal::ask_hub_to_rate(const std::string& token) {
    const auto parsed = sync::Token::parse(token);
    if (!link_ || !parsed) {
        return apply(RatingEvent{rating_event::HubAway{token}});
    }
    link_->query_ticket(*parsed, [this, token](sync::QueryAnswer answer) {
        mailbox_.post(HubAnswer{.token = token, .answer = std::move(answer)});
    });
}

void Terminal::tell_rating(const HubAnswer& answer) {
    if (answer.answer) {
        apply(RatingEvent{rating_event::HubFound{
            .token = answer.token, .ticket = ticket_of(*answer.answer), .given = rating_of(*answer.answer)}});
    } else if (answer.answer.error() == sync::QueryFault::unknown_ticket) {
        apply(RatingEvent{rating_event::HubNotFound{answer.token}});
    } else {
        apply(RatingEvent{rating_event::HubAway{answer.token}});
    }
}

}  // namespace bangnin::kiosk
