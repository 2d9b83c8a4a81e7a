// 查询进度: scan the QR of a ticket, see where it stands. Pure; step() is total over every state and event.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/journeys/moment.h"
#include "kiosk/journeys/progress/scanned_code.h"
#include "kiosk/journeys/ticket/ticket_standing.h"

namespace bangnin::kiosk {

struct ProgressTimes {
    std::chrono::seconds look_up{5};  ///< the hub's answer is awaited this long, then the own store is asked
    std::chrono::seconds notice{6};   ///< why a scan led nowhere stays this long over a result that is shown
};

enum class KnownFrom { hub, this_terminal };

/// What is shown of a ticket. Nothing personal is asked for and nothing is shown.
struct TicketProgress {
    std::string number = {};
    std::string service = {};  ///< queue letter; the screen looks up its name
    TicketStanding standing = TicketStanding::unknown;
    std::optional<int> ahead = {};  ///< people in front, while waiting
    std::string window = {};        ///< when called or served
    Wall issued_at{};
    Wall as_of{};  ///< when this was true
    KnownFrom from = KnownFrom::hub;
    friend bool operator==(const TicketProgress&, const TicketProgress&) = default;
};

/// Why the last scan led nowhere; shown on the scan page, which stays ready for the next one, and for a moment on a
/// result.
enum class ScanProblem {
    none,
    unreadable,  ///< not text we can make anything of
    foreign,     ///< somebody else's QR
    case_code,   ///< a case's QR (its progress is shown by the hub's page on the phone)
    not_found,   ///< the hub does not know this ticket
    hub_away,    ///< cannot be asked now and this terminal did not issue it
};

/// What the hub answered before the own store was asked.
enum class HubSaid { nothing, not_found };

enum class ScannerHealth { well, faulty };

namespace progress_stage {
struct Scan {
    ScanProblem problem = ScanProblem::none;
};
struct LookingUp {
    std::string token;
    Steady give_up_at{};
};
struct LookingUpHere {
    std::string token;
    HubSaid hub = HubSaid::nothing;
};
struct Shown {
    TicketProgress ticket;
    ScanProblem problem = ScanProblem::none;  ///< of a scan since then; the result stays
    Steady problem_until{};                   ///< meaningful unless none
};
}  // namespace progress_stage

using ProgressStage =
    std::variant<progress_stage::Scan, progress_stage::LookingUp, progress_stage::LookingUpHere, progress_stage::Shown>;

/// A journey that was left answers nothing any more, whatever still arrives.
enum class ProgressLife { running, over };

struct ProgressState {
    ProgressStage stage;
    ScannerHealth scanner = ScannerHealth::well;
    ProgressLife life = ProgressLife::running;
};

namespace progress_event {
struct Scanned {
    ScannedCode code;
};
struct HubFound {
    std::string token;
    TicketProgress ticket;
};
struct HubNotFound {
    std::string token;
};
struct HubAway {
    std::string token;
};
struct FoundHere {
    std::string token;
    TicketProgress ticket;
};
struct NotHere {
    std::string token;
};
struct ScanAgain {};
struct Done {};
struct Back {};
struct ScannerFault {};
struct ScannerReady {};
struct Tick {};
}  // namespace progress_event

using ProgressEvent = std::variant<progress_event::Scanned, progress_event::HubFound, progress_event::HubNotFound,
                                   progress_event::HubAway, progress_event::FoundHere, progress_event::NotHere,
                                   progress_event::ScanAgain, progress_event::Done, progress_event::Back,
                                   progress_event::ScannerFault, progress_event::ScannerReady, progress_event::Tick>;

namespace progress_action {
struct AskHub {
    std::string token;
};
struct AskStore {
    std::string token;
};
struct WatchScanner {};
struct StopScanner {};
struct Answer {};  ///< the person answered: the session's remaining time is shown
struct LeaveHome {};
struct EndSession {};
}  // namespace progress_action

using ProgressAction = std::variant<progress_action::AskHub, progress_action::AskStore, progress_action::WatchScanner,
                                    progress_action::StopScanner, progress_action::Answer, progress_action::LeaveHome,
                                    progress_action::EndSession>;

struct ProgressStep {
    ProgressState state;
    std::vector<ProgressAction> actions;
};

[[nodiscard]] ProgressStep begin_progress(ScannerHealth scanner);

[[nodiscard]] ProgressStep step(const ProgressState& state, const ProgressEvent& event, const Moment& now,
                                const ProgressTimes& times);

[[nodiscard]] std::optional<Steady> next_deadline(const ProgressState& state);

/// progress.scan (also while looking up) or progress.case.
[[nodiscard]] std::string_view screen_name(const ProgressState& state);

}  // namespace bangnin::kiosk
