// The staff page: what it asks for, done, and what it tells, gathered.
#include <utility>

#include "kiosk/journeys/overloaded.h"
#include "kiosk/log.h"
#include "kiosk/part_news.h"
#include "kiosk/terminal.h"

namespace bangnin::kiosk {

namespace {

/// A disk this full stops the service before long.
constexpr int scarce_percent = 5;

std::optional<int> free_percent(const std::filesystem::path& folder) {
    std::error_code error;
    const auto space = std::filesystem::space(folder, error);
    if (error || space.capacity == 0) {
        return std::nullopt;
    }
    return static_cast<int>(space.available * 100 / space.capacity);
}

Language language_of(std::string_view code) {
    return code == "mn" ? Language::mn : code == "en" ? Language::en : Language::zh;
}

}  // namespace

StaffFacts::Printer Terminal::printer_facts() const {
    StaffFacts::Printer facts{.since_paper = staff_record_.since_paper, .roll_papers = config_.printer.roll_papers};
    if (periphery_.printer() == nullptr) {
        facts.state = PartState::absent;
        return facts;
    }
    const auto status = periphery_.printer()->status();
    switch (status.connection) {
        case devices::Connection::gone:
            facts.state = PartState::silent;
            return facts;
        case devices::Connection::unknown:
            facts.state = PartState::unknown;
            return facts;
        case devices::Connection::ok:
            break;
    }
    facts.paper = status.paper == devices::Paper::near_end ? PaperLevel::near_end
                  : status.paper == devices::Paper::ok     ? PaperLevel::plenty
                                                           : PaperLevel::unknown;
    const auto obstacle = devices::obstacle(status);
    if (obstacle) {
        facts.obstacle = not_printed_of(*obstacle);
    }
    facts.state = obstacle || facts.paper == PaperLevel::near_end ? PartState::care : PartState::well;
    return facts;
}

PartState Terminal::part_state(std::string_view part, PartState otherwise) const {
    const auto known = health_.parts().find(std::string(part));
    if (known == health_.parts().end()) {
        return PartState::unknown;
    }
    return known->second == "ok" ? PartState::well : otherwise;
}

StaffFacts Terminal::staff_facts() {
    const auto now = clock_.now();
    StaffFacts facts;
    facts.terminal = std::to_string(config_.kiosk.number);
    facts.printer = printer_facts();
    facts.id_reader = {
        .state = part_state("id_reader", PartState::silent), .done = tally_.cards_read, .failed = tally_.cards_failed};
    facts.scanner = {
        .state = part_state("scanner", PartState::silent), .done = tally_.codes_read, .failed = tally_.codes_failed};
    if (!periphery_.has_reader()) {
        facts.id_reader.state = PartState::absent;
    }
    if (!periphery_.has_scanner()) {
        facts.scanner.state = PartState::absent;
    }
    facts.hub = {.state = part_state("link", PartState::silent),
                 .last_contact = desk_.last_contact(),
                 .waiting = desk_.waiting_events()};
    if (config_.hub.url.empty()) {
        facts.hub.state = PartState::absent;
    }
    facts.store = {.state = part_state("store", PartState::care), .tickets_today = desk_.tickets_today(now.wall)};
    facts.voice = {.state = part_state("voice", PartState::silent), .earpieces = guidance_.earpieces()};
    facts.machine.free_percent = free_percent(config_.kiosk.state_dir);
    const bool scarce = facts.machine.free_percent && *facts.machine.free_percent < scarce_percent;
    facts.machine.hall_version = hall_version_.version;
    if (const auto& unusable = hall_version_.unusable) {
        facts.machine.hall_unusable = unusable->version;
    }
    facts.machine.state = scarce || facts.machine.hall_unusable ? PartState::care : PartState::well;
    facts.machine.version = BANGNIN_VERSION;
    facts.diary = diary_;
    return facts;
}

void Terminal::tell_health(StaffPart part, std::string_view word) {
    const auto now = clock_.now();
    health_.set(part == StaffPart::hub ? "link" : to_word(part), word, now);
    diary_.note(part, news_of(word), now.wall);
}

void Terminal::load_staff_words() {
    staff_record_ = load_staff_record(staff_record_file(config_.kiosk.state_dir));
    const auto now = clock_.now();
    // Switching the machine off does not shorten the pause that wrong PINs have earned.
    pin_guard_ = {.wrong = staff_record_.wrong_pins, .shut_until = now.steady + pause_after(staff_record_.wrong_pins)};
    tell_service(now);
}

Kept Terminal::keep_staff_words(Care care) {
    const auto kept = save_staff_record(staff_record_file(config_.kiosk.state_dir), staff_record_, care);
    if (kept == Kept::no) {
        log::trouble("staff.not_kept");
    }
    return kept;
}

void Terminal::tell_service(const Moment& now) {
    health_.set("service", staff_record_.service == ServiceState::paused ? "paused" : "ok", now);
}

Stopped Terminal::stopped() const {
    if (staff_record_.service == ServiceState::paused) {
        return Stopped::by_staff;
    }
    // Before the first opening nothing is known; the first picture must not frighten.
    return store_tried_ && !desk_.can_promise() ? Stopped::by_fault : Stopped::no;
}

void Terminal::begin_staff_page() {
    const auto now = clock_.now();
    staff_ = begin_staff({.pin = config_.staff.pin.empty() ? PinSetUp::no : PinSetUp::yes,
                          .guard = pin_guard_,
                          .service = staff_record_.service},
                         now);
    log::note("staff.opened");
}

void Terminal::apply(const StaffEvent& event) {
    if (!staff_) {
        return;
    }
    const auto page = screen_name(stage());
    auto next = step(*staff_, event, clock_.now(), config_.staff.times);
    const bool due_changed =
        next_deadline(next.state, config_.staff.times) != next_deadline(*staff_, config_.staff.times);
    if (!std::holds_alternative<staff_event::Tick>(event) || due_changed || !next.actions.empty()) {
        screen_->invalidate();
    }
    *staff_ = std::move(next.state);
    note_page(page);
    for (const auto& action : next.actions) {
        perform(action);
    }
}

void Terminal::perform(const StaffAction& action) {
    std::visit(Overloaded{
                   [&](const staff_action::CheckPin& wanted) { pins_.check(wanted.pin); },
                   [&](const staff_action::KeepGuard& wanted) {
                       pin_guard_ = wanted.guard;
                       staff_record_.wrong_pins = wanted.guard.wrong;
                       (void)keep_staff_words(Care::lasting);
                   },
                   [&](const staff_action::PrintTest&) {
                       if (periphery_.printer() == nullptr) {
                           return apply(StaffEvent{staff_event::TestFailed{NotPrinted::offline}});
                       }
                       paper_.print_test(clock_.now().wall);
                   },
                   [&](const staff_action::ReprintLast&) { reprint_last(); },
                   [&](const staff_action::CountPaper&) {
                       staff_record_.since_paper = 0;
                       diary_.note(StaffPart::printer, PartNews::paper_changed, clock_.now().wall);
                       if (periphery_.printer() != nullptr) {
                           take_status(periphery_.printer()->status());
                       }
                       apply(StaffEvent{staff_event::PaperCounted{keep_staff_words(Care::lasting)}});
                   },
                   [&](const staff_action::SyncNow&) { sync_now(); },
                   [&](const staff_action::SetService& wanted) {
                       staff_record_.service = wanted.service;
                       const auto kept = keep_staff_words(Care::lasting);
                       tell_service(clock_.now());
                       log::note(wanted.service == ServiceState::paused ? "service.paused" : "service.resumed");
                       apply(StaffEvent{staff_event::ServiceSet{wanted.service, kept}});
                   },
                   [&](const staff_action::OrderSignature&) {
                       open_signature({.purpose = SignaturePurpose::test},
                                      [this](const SignatureResult&) { apply(StaffEvent{staff_event::TouchTried{}}); });
                   },
                   [&](const staff_action::EndSession&) { apply(SessionEvent{session_event::JourneyEnd{}}); },
               },
               action);
}

void Terminal::reprint_last() {
    const auto now = clock_.now();
    const auto last = desk_.latest(now.wall);
    if (!last) {
        return apply(StaffEvent{staff_event::NothingToReprint{}});
    }
    apply(StaffEvent{staff_event::Reprinting{last->ticket.number}});
    if (periphery_.printer() == nullptr) {
        return apply(StaffEvent{staff_event::ReprintFailed{last->ticket.number, NotPrinted::offline}});
    }
    if (!paper_.prints(last->ticket.token)) {
        desk_.print_state(last->ticket.token, sync::PrintState::printing, "", now.wall);
        paper_.print({.ticket = last->ticket, .copy = ticket_action::Copy::reprint}, language_of(last->language),
                     board_.fresh(now.wall), acted_at_);
    }
}

void Terminal::sync_now() {
    if (config_.hub.url.empty()) {
        return apply(StaffEvent{staff_event::NoHub{}});
    }
    link_due_ = {};  // where it could not begin
    if (link_) {
        link_->try_now();
        tell_synced();
    }
}

void Terminal::tell_synced() {
    const bool heard = part_state("link", PartState::silent) == PartState::well;
    if (staff_ && heard && desk_.waiting_events() == 0) {
        apply(StaffEvent{staff_event::Synced{}});
    }
}

void Terminal::count_paper(const JobOutcome& outcome) {
    const bool printed = outcome.end == JobEnd::printed;
    diary_.note(StaffPart::printer, printed ? PartNews::printed : PartNews::not_printed, clock_.now().wall);
    if (printed) {
        ++staff_record_.since_paper;
        (void)keep_staff_words(Care::light);
    }
}

void Terminal::tell_staff(const JobOutcome& outcome) {
    const bool printed = outcome.end == JobEnd::printed;
    switch (outcome.kind) {
        case JobKind::test:
            return apply(printed ? StaffEvent{staff_event::TestPrinted{}}
                                 : StaffEvent{staff_event::TestFailed{outcome.reason}});
        case JobKind::ticket:
            return apply(printed ? StaffEvent{staff_event::Reprinted{outcome.number}}
                                 : StaffEvent{staff_event::ReprintFailed{outcome.number, outcome.reason}});
    }
}

void Terminal::take(const PinAnswer& answer) {
    if (!pins_.is_latest(answer)) {
        return;
    }
    const PinVerdict verdict = answer.verdict;
    if (verdict == PinVerdict::wrong) {
        log::trouble("staff.wrong_pin");
    }
    apply(verdict == PinVerdict::right ? StaffEvent{staff_event::PinRight{}} : StaffEvent{staff_event::PinWrong{}});
}

}  // namespace bangnin::kiosk
