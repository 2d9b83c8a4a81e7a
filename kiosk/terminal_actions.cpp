// What the journeys ask for, done.
#include <utility>

#include "kiosk/journeys/overloaded.h"
#include "kiosk/log.h"
#include "kiosk/terminal.h"
#include "sync/model/token.h"

namespace bangnin::kiosk {

namespace {

/// Before a link that could not begin is tried again.
constexpr std::chrono::seconds link_pause{30};
/// How long the hub may take to say how many people are ahead of a ticket that exists already.
constexpr std::chrono::milliseconds ahead_limit{1500};

}  // namespace

void Terminal::apply(const PersonEvent& event) {
    // Every key is an answer to the person and so a touch; the journeys' own rules follow.
    std::visit([this](const auto& one) { apply(one); }, event);
}

void Terminal::apply(SessionEvent event) {
    if (auto* home = std::get_if<session_event::GoHome>(&event);
        home != nullptr && ((ticket_ && has_typed(*ticket_)) || (rating_ && has_typed(*rating_)) ||
                            (entry_ && has_text(*entry_)) || (signature_ && has_ink(*signature_)))) {
        home->typed = session_event::Typed::something;
    }
    if (const auto* choice = std::get_if<session_event::Choose>(&event);
        choice != nullptr && choice->offer == Offer::ticket && view().closure() != Closure::none) {
        event = session_event::HallClosed{};
    }
    const bool begins = session_.place == Place::attract && (std::holds_alternative<session_event::Start>(event) ||
                                                             std::holds_alternative<session_event::GoHome>(event));
    auto next = step(session_, event, clock_.now(), config_.session_times);
    if (next.state != session_) {
        screen_->invalidate();
    }
    session_ = std::move(next.state);
    for (const auto action : next.actions) {
        perform(action);
    }
    if (begins && view().closure() != Closure::none) {
        apply(SessionEvent{session_event::HallClosed{}});
    }
}

void Terminal::apply(const TicketEvent& event) {
    if (!ticket_) {
        return;
    }
    const auto page = screen_name(stage());
    auto next = step(*ticket_, event, clock_.now(), board_.offer(), config_.ticket_times);
    if (!std::holds_alternative<ticket_event::Tick>(event)) {
        screen_->invalidate();
    }
    const auto before = std::exchange(ticket_, std::move(next.state));
    watch_paper(before);
    note_page(page);
    for (const auto& action : next.actions) {
        perform(action);
    }
}

void Terminal::apply(const PaperEvent& event) {
    auto next = step(papers_, event);
    if (next.unprinted != papers_.unprinted) {
        screen_->invalidate();
    }
    const bool news = next.unprinted.size() > papers_.unprinted.size();
    papers_ = std::move(next);
    if (news && ticket_) {
        // A page that leaves by itself must not take the notice along before it was read.
        apply(TicketEvent{ticket_event::Touch{}});
    }
}

void Terminal::watch_paper(const std::optional<TicketState>& before) {
    for (const auto& event : paper_events(before, ticket_)) {
        apply(event);
    }
}

void Terminal::note_page(std::string_view before) {
    if (screen_name(stage()) != before) {
        apply(SessionEvent{session_event::PageTurned{}});
    }
}

void Terminal::apply(const ProgressEvent& event) {
    if (!progress_) {
        return;
    }
    const auto page = screen_name(stage());
    auto next = step(*progress_, event, clock_.now(), config_.progress_times);
    const bool due_changed = next_deadline(next.state) != next_deadline(*progress_);
    if (!std::holds_alternative<progress_event::Tick>(event) || due_changed || !next.actions.empty()) {
        screen_->invalidate();
    }
    progress_ = std::move(next.state);
    note_page(page);
    for (const auto& action : next.actions) {
        perform(action);
    }
}

void Terminal::perform(SessionAction action) {
    switch (action) {
        case SessionAction::begin_ticket: {
            auto begun = begin_ticket(sync::Token::random().text(), board_.offer(), session_.card, reader_);
            ticket_ = std::move(begun.state);
            for (const auto& first : begun.actions) {
                perform(first);
            }
            return;
        }
        case SessionAction::begin_progress: {
            auto begun = begin_progress(scanner_);
            progress_ = std::move(begun.state);
            for (const auto& first : begun.actions) {
                perform(first);
            }
            return;
        }
        case SessionAction::begin_rating:
            return begin_rating_journey();
        case SessionAction::begin_staff:
            return begin_staff_page();
        case SessionAction::back_in_journey:
            if (entry_) {
                return apply(EntryEvent{entry_event::Back{}});
            }
            if (signature_) {
                return apply(SignatureEvent{signature_event::Back{}});
            }
            apply(TicketEvent{ticket_event::Back{}});
            apply(ProgressEvent{progress_event::Back{}});
            apply(RatingEvent{rating_event::Back{}});
            apply(StaffEvent{staff_event::Back{}});
            return;
        case SessionAction::drop_journey:
            return drop_journey();
        case SessionAction::wipe:
            // The journeys' states wipe themselves; what is left of the person is what the glass still shows.
            drop_journey();
            taken_.reset();
            toast_.reset();
            calls_.forget();
            guidance_.end_session();
            apply(PaperEvent{paper_event::SessionOver{}});
            screen_->forget_pictures();
            memory_due_ = true;
            return;
        case SessionAction::page_staff:
            return page_staff();
        case SessionAction::say_card:
            log::note("card.forgotten");
            return guidance_.say_card(stage(), view());
    }
}

void Terminal::drop_journey() {
    if (entry_) {
        entry_.reset();
        writing_.end_session();
    }
    signature_.reset();
    signature_taker_ = nullptr;
    watch_paper(std::exchange(ticket_, std::nullopt));
    existing_.reset();
    progress_.reset();
    rating_.reset();
    staff_.reset();
    pins_.forget();
    periphery_.stop_watching();
}

void Terminal::perform(const TicketAction& action) {
    std::visit(Overloaded{
                   [&](const ticket_action::Commit& wanted) { commit(wanted); },
                   [&](const ticket_action::Print& wanted) { print(wanted); },
                   [&](const ticket_action::WatchForCard&) { periphery_.watch_for_card(); },
                   [&](const ticket_action::StopWatching&) { periphery_.stop_watching(); },
                   [&](const ticket_action::CallStaff&) { apply(SessionEvent{session_event::CallStaff{}}); },
                   [&](const ticket_action::Answer&) { apply(SessionEvent{session_event::Answer{}}); },
                   [&](const ticket_action::QueueClosed&) { apply(SessionEvent{session_event::QueueClosed{}}); },
                   [&](const ticket_action::LeaveHome&) { apply(SessionEvent{session_event::JourneyHome{}}); },
                   [&](const ticket_action::EndSession&) { apply(SessionEvent{session_event::JourneyEnd{}}); },
               },
               action);
}

void Terminal::perform(const ProgressAction& action) {
    std::visit(Overloaded{
                   [&](const progress_action::AskHub& wanted) { ask_hub(wanted.token); },
                   [&](const progress_action::AskStore& wanted) { ask_store(wanted.token); },
                   [&](const progress_action::WatchScanner&) { scans_from_ = devices::Clock::now(); },
                   [&](const progress_action::StopScanner&) { scans_from_ = devices::Clock::time_point::max(); },
                   [&](const progress_action::Answer&) { apply(SessionEvent{session_event::Answer{}}); },
                   [&](const progress_action::LeaveHome&) { apply(SessionEvent{session_event::JourneyHome{}}); },
                   [&](const progress_action::EndSession&) { apply(SessionEvent{session_event::JourneyEnd{}}); },
               },
               action);
}

void Terminal::commit(const ticket_action::Commit& commit) {
    const auto paper = periphery_.printer() != nullptr ? Paper::begins : Paper::none;
    const auto ticket = desk_.issue(commit, session_.settings.language, clock_.now().wall, paper);
    if (ticket && ticket->origin == TicketOrigin::existing) {
        existing_ = Existing{.ticket = *ticket, .show_at = clock_.now().steady + ahead_limit};
        ask_hub_ahead();
    } else if (ticket) {
        show_ticket(*ticket);
        log::note("ticket.issued", {{"number", ticket->number}});
    } else {
        apply(TicketEvent{ticket_event::CommitFailed{ticket.error()}});
    }
    board_stale_ = true;
    tell_hub();
}

void Terminal::show_ticket(const IssuedTicket& ticket) {
    // Showing it queues the print at once: apply() performs the journey's Print before anything else happens.
    apply(TicketEvent{ticket_event::Committed{ticket}});
    taken_ = desk_.rated_ticket(ticket.token);
}

void Terminal::ask_hub_ahead() {
    const auto token = sync::Token::parse(existing_->ticket.token);
    if (!link_ || !token) {
        return show_existing();
    }
    link_->query_ticket(*token, [this, text = existing_->ticket.token](sync::QueryAnswer answer) {
        mailbox_.post(HubAnswer{.token = text, .answer = std::move(answer)});
    });
}

void Terminal::show_existing() {
    if (const auto known = std::exchange(existing_, std::nullopt)) {
        show_ticket(known->ticket);
    }
}

void Terminal::print(const ticket_action::Print& print) {
    const auto now = clock_.now();
    if (paper_.prints(print.ticket.token)) {
        return;  // the same person asked again: the paper on its way is this one
    }
    if (periphery_.printer() == nullptr) {
        desk_.print_state(print.ticket.token, sync::PrintState::not_printed, "no_printer", now.wall);
        apply(TicketEvent{ticket_event::PrintFailed{print.ticket.number, NotPrinted::offline}});
        return;
    }
    // First the record, then the bytes: a power cut in between leaves "printing", which the next start calls unknown.
    desk_.print_state(print.ticket.token, sync::PrintState::printing, "", now.wall);
    paper_.print(print, session_.settings.language, board_.fresh(now.wall), acted_at_);
}

// While the person looks for the card, the ticket that will very likely be theirs is drawn: confirming it then waits
// for the disk only. What was foreseen wrongly is drawn again when it is known.
void Terminal::foresee_ticket() {
    const auto* page = ticket_ ? std::get_if<ticket_stage::Identify>(&ticket_->stage) : nullptr;
    const auto* phone = ticket_ ? std::get_if<ticket_stage::Phone>(&ticket_->stage) : nullptr;
    if (phone != nullptr) {
        page = &phone->back;
    }
    if (page == nullptr) {
        if (std::exchange(foreseen_for_, std::nullopt)) {
            paper_.forget();
        }
        return;
    }
    const Wall now = clock_.now().wall;
    const Foresight wanted{.queue = page->queue,
                           .language = session_.settings.language,
                           .minute = std::chrono::floor<std::chrono::minutes>(now),
                           .board = board_reads_,
                           .store = desk_.opened()};
    if (periphery_.printer() == nullptr || foreseen_for_ == wanted) {
        return;
    }
    // Where the store cannot say it, issuing will meet the same trouble and tell of it; it is not asked all the time.
    foreseen_for_ = wanted;
    if (const auto ticket = desk_.foresee(page->queue, now)) {
        paper_.foresee(*ticket, wanted.language, board_.fresh(now));
    }
}

void Terminal::keep_link(const Moment& now) {
    if (config_.hub.url.empty() || linked_store_ == desk_.opened() || now.steady < link_due_) {
        return;
    }
    sync::LinkOptions options;
    options.hub_url = config_.hub.url;
    options.state_dir = config_.hub.state_dir;
    options.store_file = desk_.store_file();
    options.store = desk_.store_options();
    options.enrolment_code = config_.hub.enrolment_code;
    options.documents = {"catalogue", std::string(sync::hall_document)};
    std::error_code ignored;
    std::filesystem::create_directories(config_.hub.state_dir, ignored);
    std::filesystem::permissions(config_.hub.state_dir, std::filesystem::perms::owner_all, ignored);
    link_.reset();
    auto link = sync::Link::create(options, [this](sync::LinkEvent event) { mailbox_.post(std::move(event)); });
    if (link) {
        link_ = std::move(*link);
        // What an interrupted enrolment left to be adopted is adopted by now: the hub's key may be another one.
        desk_.load_certificate();
        linked_store_ = desk_.opened();
    } else {
        // People can still take tickets meanwhile.
        log::trouble("link.unusable");
        tell_health(StaffPart::hub, "unusable");
        link_due_ = now.steady + link_pause;
    }
}

void Terminal::ask_hub(const std::string& token) {
    const auto parsed = sync::Token::parse(token);
    if (!link_ || !parsed) {
        apply(ProgressEvent{progress_event::HubAway{token}});
        return;
    }
    link_->query_ticket(*parsed, [this, token](sync::QueryAnswer answer) {
        mailbox_.post(HubAnswer{.token = token, .answer = std::move(answer)});
    });
}

void Terminal::ask_store(const std::string& token) {
    const auto found = desk_.progress(token);
    apply(found ? ProgressEvent{progress_event::FoundHere{token, *found}}
                : ProgressEvent{progress_event::NotHere{token}});
}

void Terminal::tell_hub() {
    if (link_) {
        link_->notify_new_events();
    }
}

}  // namespace bangnin::kiosk
