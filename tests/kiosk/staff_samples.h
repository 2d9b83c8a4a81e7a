// The staff page in each of its states, and terminals in good and in bad order.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "kiosk/journeys/staff/staff.h"
#include "kiosk/journeys/staff/staff_facts.h"

namespace bangnin::kiosk::staff_samples {

using namespace std::chrono_literals;

inline StaffState at_stage(const Moment& now, StaffStage stage) {
    StaffState state = begin_staff({.pin = PinSetUp::yes}, now);
    state.stage = std::move(stage);
    return state;
}

inline StaffState desk(const Moment& now, const staff_stage::Desk& shown) { return at_stage(now, shown); }

inline StaffState part(const Moment& now, StaffPart shown, const staff_stage::Desk& behind = {}) {
    StaffState state = desk(now, behind);
    state.part = shown;
    return state;
}

inline StaffState answered(const Moment& now, StaffAnswer answer, NotPrinted reason = NotPrinted::unknown) {
    return desk(now, {.answer = answer, .number = "A1023", .reason = reason});
}

inline std::vector<std::pair<std::string, StaffState>> states(const Moment& now) {
    using namespace staff_stage;
    std::vector<std::pair<std::string, StaffState>> list;
    list.emplace_back("not-set-up", at_stage(now, NotSetUp{}));
    list.emplace_back("pin-empty", at_stage(now, Pin{}));
    list.emplace_back("pin", at_stage(now, Pin{.digits = Secret("1234"), .problem = PinProblem::too_short}));
    list.emplace_back("pin-full", at_stage(now, Pin{.digits = Secret("123456789012")}));
    list.emplace_back("pin-wrong", at_stage(now, Pin{.digits = {}, .problem = PinProblem::wrong}));
    list.emplace_back("checking", at_stage(now, Checking{}));
    list.emplace_back("shut", at_stage(now, Shut{}));
    list.back().second.guard = {.wrong = 5, .shut_until = now.steady + 118s};
    list.emplace_back("desk", desk(now, {}));
    list.emplace_back("desk-test-printing", answered(now, StaffAnswer::test_printing));
    list.emplace_back("desk-test-printed", answered(now, StaffAnswer::test_printed));
    list.emplace_back("desk-test-failed", answered(now, StaffAnswer::test_failed, NotPrinted::cover_open));
    list.emplace_back("desk-reprinting", answered(now, StaffAnswer::reprinting));
    list.emplace_back("desk-reprint-failed", answered(now, StaffAnswer::reprint_failed));
    list.emplace_back("desk-syncing", desk(now, {.answer = StaffAnswer::syncing, .give_up_at = now.steady + 10s}));
    list.emplace_back("desk-not-kept", answered(now, StaffAnswer::not_kept));
    list.emplace_back("desk-paused", answered(now, StaffAnswer::paused));
    list.back().second.service = ServiceState::paused;
    for (const StaffPart shown : all_staff_parts) {
        list.emplace_back("part-" + std::string(to_word(shown)), part(now, shown));
    }
    list.emplace_back("part-answer", part(now, StaffPart::printer,
                                          {.answer = StaffAnswer::test_failed, .reason = NotPrinted::paper_out}));
    return list;
}

/// A morning on which much happened.
inline PartDiary diary(const Moment& now) {
    PartDiary diary;
    for (const StaffPart part : all_staff_parts) diary.note(part, PartNews::well, now.wall - 26h);
    diary.note(StaffPart::printer, PartNews::paper_out, now.wall - 25h);
    diary.note(StaffPart::printer, PartNews::not_printed, now.wall - 25h);
    diary.note(StaffPart::printer, PartNews::cover_open, now.wall - 24h);
    diary.note(StaffPart::printer, PartNews::paper_changed, now.wall - 24h);
    diary.note(StaffPart::printer, PartNews::well, now.wall - 24h);
    for (int i = 0; i < 34; ++i) diary.note(StaffPart::printer, PartNews::printed, now.wall - 30min);
    diary.note(StaffPart::printer, PartNews::paper_near_end, now.wall - 21min);
    for (int i = 0; i < 5; ++i) diary.note(StaffPart::printer, PartNews::printed, now.wall - 2min);
    for (int i = 0; i < 86; ++i) diary.note(StaffPart::id_reader, PartNews::card_read, now.wall - 3min);
    for (int i = 0; i < 2; ++i) diary.note(StaffPart::id_reader, PartNews::card_unread, now.wall - 1min);
    for (int i = 0; i < 41; ++i) diary.note(StaffPart::scanner, PartNews::code_read, now.wall - 4min);
    diary.note(StaffPart::hub, PartNews::all_sent, now.wall - 12min);
    diary.note(StaffPart::hub, PartNews::unreachable, now.wall - 10min);
    diary.note(StaffPart::hub, PartNews::not_the_hub, now.wall - 1min);
    diary.note(StaffPart::machine, PartNews::settings_in_force, now.wall - 2h);
    return diary;
}

inline StaffFacts well(const Moment& now) {
    StaffFacts facts;
    facts.terminal = "2";
    facts.printer = {.state = PartState::care,
                     .obstacle = {},
                     .paper = PaperLevel::near_end,
                     .since_paper = 560,
                     .roll_papers = 600};
    facts.id_reader = {.state = PartState::well, .done = 86, .failed = 2};
    facts.scanner = {.state = PartState::well, .done = 41, .failed = 0};
    facts.hub = {.state = PartState::silent, .last_contact = now.wall - 10min, .waiting = 12};
    facts.store = {.state = PartState::well, .tickets_today = 86};
    facts.voice = {.state = PartState::well, .earpieces = Earpieces::out};
    facts.machine = {.state = PartState::well, .free_percent = 71, .version = "0.1.0"};
    facts.diary = diary(now);
    return facts;
}

inline StaffFacts troubled(const Moment& now) {
    StaffFacts facts = well(now);
    facts.printer = {.state = PartState::unknown, .obstacle = {}, .paper = PaperLevel::unknown, .since_paper = 1234};
    facts.diary.note(StaffPart::id_reader, PartNews::not_connected, now.wall - 25h);
    facts.diary.note(StaffPart::scanner, PartNews::no_answer, now.wall - 21min);
    facts.diary.note(StaffPart::voice, PartNews::no_synthesis, now.wall - 21min);
    facts.diary.note(StaffPart::store, PartNews::started_anew, now.wall - 21min);
    facts.diary.note(StaffPart::machine, PartNews::settings_unusable, now.wall - 21min);
    facts.id_reader.state = PartState::silent;
    facts.scanner.state = PartState::silent;
    facts.store.state = PartState::care;
    facts.voice = {.state = PartState::silent, .earpieces = Earpieces::unknown};
    facts.machine.state = PartState::care;
    facts.machine.hall_version = 7;
    facts.machine.hall_unusable = 8;
    return facts;
}

/// A terminal that is nothing but itself.
inline StaffFacts alone() {
    StaffFacts facts;
    facts.terminal = "1";
    facts.printer.state = facts.id_reader.state = facts.scanner.state = PartState::absent;
    facts.hub.state = PartState::absent;
    facts.store.state = facts.machine.state = PartState::well;
    facts.machine.version = "0.1.0";
    return facts;
}

}  // namespace bangnin::kiosk::staff_samples
