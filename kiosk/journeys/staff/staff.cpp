#include "kiosk/journeys/staff/staff.h"

#include <algorithm>
#include <utility>

#include "kiosk/journeys/overloaded.h"

namespace bangnin::kiosk {

namespace {

using namespace staff_event;
using staff_stage::Desk;
using staff_stage::Pin;

struct Work {
    StaffState& state;
    std::vector<StaffAction>& actions;
    const Moment& now;
    const StaffTimes& times;

    template <typename Stage>
    [[nodiscard]] Stage* in() const {
        return std::get_if<Stage>(&state.stage);
    }
    void answer(StaffAnswer answer) const {
        if (auto* desk = in<Desk>()) {
            *desk = {.answer = answer};
        }
    }
};

/// What a person did, not what the terminal told: the variant names those first.
bool by_finger(const StaffEvent& event) { return event.index() <= StaffEvent(Touch{}).index(); }

void end(const Work& work) {
    work.state.life = StaffLife::over;
    work.actions.emplace_back(staff_action::EndSession{});
}

// ---- the PIN

void type(const Work& work, char digit) {
    auto* pin = work.in<Pin>();
    if (pin == nullptr || digit < '0' || digit > '9') {
        return;
    }
    pin->problem = PinProblem::none;
    if (pin->digits.text().size() < longest_pin) {
        pin->digits.append(digit);
    }
}

void confirm(const Work& work) {
    auto* pin = work.in<Pin>();
    if (pin == nullptr) {
        return;
    }
    if (pin->digits.text().size() < shortest_pin) {
        pin->problem = PinProblem::too_short;
        return;
    }
    work.actions.emplace_back(staff_action::CheckPin{std::move(pin->digits)});
    work.state.stage = staff_stage::Checking{};
}

void right(const Work& work) {
    if (work.in<staff_stage::Checking>() == nullptr) {
        return;
    }
    work.state.guard = {};
    work.state.stage = Desk{};
    work.actions.emplace_back(staff_action::KeepGuard{work.state.guard});
}

void wrong(const Work& work) {
    if (work.in<staff_stage::Checking>() == nullptr) {
        return;
    }
    PinGuard& guard = work.state.guard;
    ++guard.wrong;
    const auto pause = pause_after(guard.wrong);
    guard.shut_until = work.now.steady + pause;
    work.actions.emplace_back(staff_action::KeepGuard{guard});
    if (pause > std::chrono::seconds{0}) {
        work.state.stage = staff_stage::Shut{};
    } else {
        work.state.stage = Pin{.digits = {}, .problem = PinProblem::wrong};
    }
}

// ---- the page

bool busy(const Desk& desk) {
    return desk.answer == StaffAnswer::test_printing || desk.answer == StaffAnswer::reprinting;
}

/// One paper after the other: what the page says is about the one that is on its way.
template <typename Action>
void print(const Work& work, StaffAnswer meanwhile, Action action) {
    const auto* desk = work.in<Desk>();
    if (desk != nullptr && !busy(*desk)) {
        work.answer(meanwhile);
        work.actions.emplace_back(action);
    }
}

void test_ended(const Work& work, StaffAnswer answer, NotPrinted reason) {
    auto* desk = work.in<Desk>();
    if (desk != nullptr && desk->answer == StaffAnswer::test_printing) {
        *desk = {.answer = answer, .reason = reason};
    }
}

/// Somebody's first copy may end meanwhile: that is not what was asked for here.
void reprint_ended(const Work& work, StaffAnswer answer, const std::string& number, NotPrinted reason) {
    auto* desk = work.in<Desk>();
    if (desk != nullptr && desk->answer == StaffAnswer::reprinting && desk->number == number) {
        *desk = {.answer = answer, .number = number, .reason = reason};
    }
}

void sync(const Work& work) {
    auto* desk = work.in<Desk>();
    if (desk != nullptr) {
        *desk = {.answer = StaffAnswer::syncing, .give_up_at = work.now.steady + work.times.sync};
        work.actions.emplace_back(staff_action::SyncNow{});
    }
}

void answer_sync(const Work& work, StaffAnswer answer) {
    const auto* desk = work.in<Desk>();
    if (desk != nullptr && desk->answer == StaffAnswer::syncing) {
        work.answer(answer);
    }
}

void set_service(const Work& work, const ServiceSet& set) {
    work.state.service = set.service;
    const auto said = set.service == ServiceState::paused ? StaffAnswer::paused : StaffAnswer::resumed;
    work.answer(set.kept == Kept::yes ? said : StaffAnswer::not_kept);
}

template <typename Action>
void ask(const Work& work, Action action) {
    if (work.in<Desk>() != nullptr) {
        work.actions.emplace_back(std::move(action));
    }
}

/// What came of a key is told on the page where it was touched.
void forget_answer(const Work& work) {
    auto* desk = work.in<Desk>();
    if (desk != nullptr && !busy(*desk) && desk->answer != StaffAnswer::syncing) {
        *desk = {};
    }
}

void open_part(const Work& work, StaffPart part) {
    if (work.in<Desk>() != nullptr) {
        forget_answer(work);
        work.state.part = part;
        work.state.news_page = 0;
        work.state.keys_page = 0;
    }
}

void close_part(const Work& work) {
    if (work.state.part) {
        forget_answer(work);
        work.state.part.reset();
        work.state.keys_page = 0;
    }
}

void back(const Work& work) {
    if (work.state.part) {
        close_part(work);
    } else if (can_go_back(work.state)) {
        end(work);
    }
}

void tick(const Work& work) {
    if (work.now.steady - work.state.last_touch >= work.times.idle) {
        return end(work);
    }
    if (work.in<staff_stage::Shut>() != nullptr && work.now.steady >= work.state.guard.shut_until) {
        work.state.stage = Pin{};
    }
    const auto* desk = work.in<Desk>();
    if (desk != nullptr && desk->give_up_at && work.now.steady >= *desk->give_up_at) {
        work.answer(StaffAnswer::not_synced);
    }
}

void perform(const Work& work, const StaffEvent& event) {
    std::visit(Overloaded{
                   [&](const Digit& typed) { type(work, typed.digit); },
                   [&](const DeleteDigit&) {
                       if (auto* pin = work.in<Pin>()) {
                           pin->digits.drop_last();
                           pin->problem = PinProblem::none;
                       }
                   },
                   [&](const ClearDigits&) {
                       if (auto* pin = work.in<Pin>()) {
                           *pin = {};
                       }
                   },
                   [&](const ConfirmPin&) { confirm(work); },
                   [&](const PrintTest&) { print(work, StaffAnswer::test_printing, staff_action::PrintTest{}); },
                   [&](const ReprintLast&) { print(work, StaffAnswer::reprinting, staff_action::ReprintLast{}); },
                   [&](const PaperChanged&) { ask(work, staff_action::CountPaper{}); },
                   [&](const SyncNow&) { sync(work); },
                   [&](const TogglePause&) {
                       const bool paused = work.state.service == ServiceState::paused;
                       ask(work, staff_action::SetService{paused ? ServiceState::open : ServiceState::paused});
                   },
                   [&](const TryTouch&) { ask(work, staff_action::OrderSignature{}); },
                   [&](const ShowPage& wanted) { work.state.page = wanted.page; },
                   [&](const ShowKeys& wanted) { work.state.keys_page = wanted.page; },
                   [&](const OpenPart& wanted) { open_part(work, wanted.part); },
                   [&](const ClosePart&) { close_part(work); },
                   [&](const ShowNews& wanted) { work.state.news_page = wanted.page; },
                   [&](const Leave&) { end(work); },
                   [&](const Back&) { back(work); },
                   [](const Touch&) {},
                   [&](const PinRight&) { right(work); },
                   [&](const PinWrong&) { wrong(work); },
                   [&](const TestPrinted&) { test_ended(work, StaffAnswer::test_printed, NotPrinted::unknown); },
                   [&](const TestFailed& failed) { test_ended(work, StaffAnswer::test_failed, failed.reason); },
                   [&](const Reprinting& begun) {
                       if (auto* desk = work.in<Desk>(); desk != nullptr && desk->answer == StaffAnswer::reprinting) {
                           desk->number = begun.number;
                       }
                   },
                   [&](const Reprinted& done) {
                       reprint_ended(work, StaffAnswer::reprinted, done.number, NotPrinted::unknown);
                   },
                   [&](const ReprintFailed& failed) {
                       reprint_ended(work, StaffAnswer::reprint_failed, failed.number, failed.reason);
                   },
                   [&](const NothingToReprint&) {
                       reprint_ended(work, StaffAnswer::nothing_to_reprint, {}, NotPrinted::unknown);
                   },
                   [&](const PaperCounted& counted) {
                       work.answer(counted.kept == Kept::yes ? StaffAnswer::paper_counted : StaffAnswer::not_kept);
                   },
                   [&](const Synced&) { answer_sync(work, StaffAnswer::synced); },
                   [&](const NoHub&) { answer_sync(work, StaffAnswer::no_hub); },
                   [&](const ServiceSet& set) { set_service(work, set); },
                   [&](const TouchTried&) { work.answer(StaffAnswer::touch_tried); },
                   [&](const Tick&) { tick(work); },
               },
               event);
}

}  // namespace

std::chrono::seconds pause_after(std::size_t wrong) {
    constexpr std::size_t free_of_charge = 2;
    constexpr std::chrono::seconds first{30};
    constexpr std::chrono::seconds longest{15 * 60};
    if (wrong <= free_of_charge) {
        return {};
    }
    auto pause = first;
    for (std::size_t i = free_of_charge + 1; i < wrong && pause < longest; ++i) {
        pause *= 2;
    }
    return std::min(pause, longest);
}

StaffState begin_staff(const StaffStart& start, const Moment& now) {
    StaffState state{
        .stage = staff_stage::NotSetUp{}, .guard = start.guard, .service = start.service, .last_touch = now.steady};
    if (start.pin == PinSetUp::no) {
        return state;
    }
    if (now.steady < start.guard.shut_until) {
        state.stage = staff_stage::Shut{};
    } else {
        state.stage = Pin{};
    }
    return state;
}

StaffStep step(const StaffState& state, const StaffEvent& event, const Moment& now, const StaffTimes& times) {
    StaffStep next{.state = state, .actions = {}};
    if (state.life == StaffLife::over) {
        return next;
    }
    if (by_finger(event)) {
        next.state.last_touch = now.steady;
    }
    perform({.state = next.state, .actions = next.actions, .now = now, .times = times}, event);
    return next;
}

std::chrono::milliseconds time_left(const StaffState& state, const Moment& now, const StaffTimes& times) {
    return std::max(state.last_touch + times.idle - now.steady, std::chrono::milliseconds{0});
}

Steady next_deadline(const StaffState& state, const StaffTimes& times) {
    Steady first = state.last_touch + times.idle;
    if (std::holds_alternative<staff_stage::Shut>(state.stage)) {
        first = std::min(first, state.guard.shut_until);
    }
    if (const auto* desk = std::get_if<Desk>(&state.stage); desk != nullptr && desk->give_up_at) {
        first = std::min(first, *desk->give_up_at);
    }
    return first;
}

bool can_go_back(const StaffState& state) { return state.part || !std::holds_alternative<Desk>(state.stage); }

std::string_view screen_name(const StaffState& state) {
    if (!std::holds_alternative<Desk>(state.stage)) {
        return "staff.pin";
    }
    return state.part ? "staff.part" : "staff.home";
}

}  // namespace bangnin::kiosk
