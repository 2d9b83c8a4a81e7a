#include "kiosk/journeys/progress/progress_journey.h"

#include <utility>

#include "kiosk/journeys/overloaded.h"

namespace bangnin::kiosk {

namespace {

using namespace progress_event;
using Actions = std::vector<ProgressAction>;

void scan_again(ProgressState& state, ScanProblem problem) { state.stage = progress_stage::Scan{problem}; }

/// A code that leads nowhere. What the person already sees is not taken away for it, and a look-up that runs is not
/// given up for mere noise.
void refuse(ProgressState& state, ScanProblem problem, const Moment& now, const ProgressTimes& times) {
    const bool looking = std::holds_alternative<progress_stage::LookingUp>(state.stage) ||
                         std::holds_alternative<progress_stage::LookingUpHere>(state.stage);
    if (auto* shown = std::get_if<progress_stage::Shown>(&state.stage)) {
        shown->problem = problem;
        shown->problem_until = now.steady + times.notice;
    } else if (!looking || problem != ScanProblem::unreadable) {
        scan_again(state, problem);
    }
}

void look_up(ProgressState& state, Actions& actions, const std::string& token, const Moment& now,
             const ProgressTimes& times) {
    state.stage = progress_stage::LookingUp{.token = token, .give_up_at = now.steady + times.look_up};
    actions.emplace_back(progress_action::Answer{});
    actions.emplace_back(progress_action::AskHub{token});
}

void ask_store(ProgressState& state, Actions& actions, const std::string& token, HubSaid hub) {
    state.stage = progress_stage::LookingUpHere{.token = token, .hub = hub};
    actions.emplace_back(progress_action::AskStore{token});
}

void scanned(ProgressState& state, Actions& actions, const ScannedCode& code, const Moment& now,
             const ProgressTimes& times) {
    switch (code.kind) {
        case CodeKind::ticket: {
            // The scanner may report the same code many times a second while the ticket lies under it.
            const auto* running = std::get_if<progress_stage::LookingUp>(&state.stage);
            const auto* local = std::get_if<progress_stage::LookingUpHere>(&state.stage);
            const bool same = (running != nullptr && running->token == code.token) ||
                              (local != nullptr && local->token == code.token);
            if (!same) {
                look_up(state, actions, code.token, now, times);
            }
            return;
        }
        case CodeKind::case_record:
            return refuse(state, ScanProblem::case_code, now, times);
        case CodeKind::foreign:
            return refuse(state, ScanProblem::foreign, now, times);
        case CodeKind::unreadable:
            return refuse(state, ScanProblem::unreadable, now, times);
    }
}

/// The token still awaited from the hub; none when an answer is late and nobody waits for it any more.
bool awaits_hub(const ProgressState& state, const std::string& token) {
    const auto* stage = std::get_if<progress_stage::LookingUp>(&state.stage);
    return stage != nullptr && stage->token == token;
}

bool awaits_store(const ProgressState& state, const std::string& token) {
    const auto* stage = std::get_if<progress_stage::LookingUpHere>(&state.stage);
    return stage != nullptr && stage->token == token;
}

void leave(ProgressState& state, Actions& actions, ProgressAction where) {
    state.life = ProgressLife::over;
    actions.emplace_back(progress_action::StopScanner{});
    actions.push_back(std::move(where));
}

void back(ProgressState& state, Actions& actions) {
    if (std::holds_alternative<progress_stage::Scan>(state.stage)) {
        leave(state, actions, progress_action::LeaveHome{});
    } else {
        scan_again(state, ScanProblem::none);
    }
}

void tick(ProgressState& state, Actions& actions, const Moment& now) {
    if (const auto* stage = std::get_if<progress_stage::LookingUp>(&state.stage);
        stage != nullptr && now.steady >= stage->give_up_at) {
        ask_store(state, actions, std::string(stage->token), HubSaid::nothing);
    }
    if (auto* shown = std::get_if<progress_stage::Shown>(&state.stage);
        shown != nullptr && shown->problem != ScanProblem::none && now.steady >= shown->problem_until) {
        shown->problem = ScanProblem::none;
    }
}

}  // namespace

ProgressStep begin_progress(ScannerHealth scanner) {
    return {.state = {.stage = progress_stage::Scan{}, .scanner = scanner, .life = ProgressLife::running},
            .actions = {progress_action::WatchScanner{}}};
}

ProgressStep step(const ProgressState& current, const ProgressEvent& event, const Moment& now,
                  const ProgressTimes& times) {
    ProgressStep next{.state = current, .actions = {}};
    if (current.life == ProgressLife::over) {
        return next;
    }
    ProgressState& state = next.state;
    Actions& actions = next.actions;
    std::visit(Overloaded{
                   [&](const Scanned& seen) { scanned(state, actions, seen.code, now, times); },
                   [&](const HubFound& answer) {
                       if (awaits_hub(state, answer.token)) {
                           state.stage = progress_stage::Shown{
                               .ticket = answer.ticket, .problem = ScanProblem::none, .problem_until = {}};
                       }
                   },
                   [&](const HubNotFound& answer) {
                       // The hub may not have this terminal's newest tickets yet.
                       if (awaits_hub(state, answer.token)) {
                           ask_store(state, actions, answer.token, HubSaid::not_found);
                       }
                   },
                   [&](const HubAway& answer) {
                       if (awaits_hub(state, answer.token)) {
                           ask_store(state, actions, answer.token, HubSaid::nothing);
                       }
                   },
                   [&](const FoundHere& answer) {
                       if (awaits_store(state, answer.token)) {
                           state.stage = progress_stage::Shown{
                               .ticket = answer.ticket, .problem = ScanProblem::none, .problem_until = {}};
                       }
                   },
                   [&](const NotHere& answer) {
                       if (awaits_store(state, answer.token)) {
                           const bool hub_knew =
                               std::get<progress_stage::LookingUpHere>(state.stage).hub == HubSaid::not_found;
                           scan_again(state, hub_knew ? ScanProblem::not_found : ScanProblem::hub_away);
                       }
                   },
                   [&](const ScanAgain&) { scan_again(state, ScanProblem::none); },
                   [&](const Done&) { leave(state, actions, progress_action::EndSession{}); },
                   [&](const Back&) { back(state, actions); },
                   [&](const ScannerFault&) { state.scanner = ScannerHealth::faulty; },
                   [&](const ScannerReady&) { state.scanner = ScannerHealth::well; },
                   [&](const Tick&) { tick(state, actions, now); },
               },
               event);
    return next;
}

std::optional<Steady> next_deadline(const ProgressState& state) {
    if (const auto* stage = std::get_if<progress_stage::LookingUp>(&state.stage)) {
        return stage->give_up_at;
    }
    if (const auto* shown = std::get_if<progress_stage::Shown>(&state.stage);
        shown != nullptr && shown->problem != ScanProblem::none) {
        return shown->problem_until;
    }
    return std::nullopt;
}

std::string_view screen_name(const ProgressState& state) {
    return std::holds_alternative<progress_stage::Shown>(state.stage) ? "progress.case" : "progress.scan";
}

}  // namespace bangnin::kiosk
