// The staff page (staff.home): who holds the hall's mark and knows the staff PIN sees how the terminal's parts are,
// what each of them said lately (staff.part), and can print a test, print the last ticket once more, say that the paper
// was changed, sync, pause the service and resume it. Wrong PINs are answered by pauses that grow. Pure; step() is
// total over every state and event.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/journeys/moment.h"
#include "kiosk/journeys/secret.h"
#include "kiosk/journeys/staff/part_diary.h"
#include "kiosk/journeys/ticket/ticket_journey.h"

namespace bangnin::kiosk {

inline constexpr std::size_t shortest_pin = 6;
inline constexpr std::size_t longest_pin = 12;

/// Whether the hall configured a PIN.
enum class PinSetUp { no, yes };

/// Whether people are served here: by the staff's word.
enum class ServiceState { open, paused };

/// What was said before a restart must hold after it.
enum class Kept { no, yes };

/// Time limits, from the configuration's [times].
struct StaffTimes {
    std::chrono::seconds idle{60};  ///< without a touch, until the page leaves by itself
    std::chrono::seconds sync{10};  ///< how long the hub may take to answer
};

/// How often the PIN was wrong since it was last right; outlives the page.
struct PinGuard {
    std::size_t wrong = 0;
    Steady shut_until{};  ///< no PIN is taken before
    friend bool operator==(const PinGuard&, const PinGuard&) = default;
};

/// The pause after so many wrong PINs in a row: none for the first two, then 30 s, doubled each time up to 15 minutes.
[[nodiscard]] std::chrono::seconds pause_after(std::size_t wrong);

enum class PinProblem { none, too_short, wrong };

/// What came of the last key, shown on the page until the next one.
enum class StaffAnswer {
    none,
    test_printing,
    test_printed,
    test_failed,
    reprinting,
    reprinted,
    reprint_failed,
    nothing_to_reprint,  ///< no ticket was issued here today
    paper_counted,
    syncing,
    synced,
    not_synced,
    no_hub,
    paused,
    resumed,
    not_kept,  ///< done, but it could not be written down: a restart forgets it
    touch_tried,
};

namespace staff_stage {
struct NotSetUp {};
struct Pin {
    Secret digits = {};
    PinProblem problem = PinProblem::none;
};
/// Handed over; hashing takes a moment.
struct Checking {};
/// Too many wrong ones: the guard says until when.
struct Shut {};
struct Desk {
    StaffAnswer answer = StaffAnswer::none;
    std::string number = {};                  ///< of the ticket that is printed once more
    NotPrinted reason = NotPrinted::unknown;  ///< of what was not printed
    std::optional<Steady> give_up_at = {};    ///< while syncing
};
}  // namespace staff_stage

using StaffStage =
    std::variant<staff_stage::NotSetUp, staff_stage::Pin, staff_stage::Checking, staff_stage::Shut, staff_stage::Desk>;

enum class StaffLife { running, over };

struct StaffState {
    StaffStage stage;
    PinGuard guard;
    ServiceState service = ServiceState::open;
    Steady last_touch{};
    std::size_t page = 0;                ///< of the parts, where they do not all fit
    std::size_t keys_page = 0;           ///< the same of the keys
    std::optional<StaffPart> part = {};  ///< the one that was touched to see what it said
    std::size_t news_page = 0;           ///< of that
    StaffLife life = StaffLife::running;
};

namespace staff_event {
// From the screens.
struct Digit {
    char digit;  ///< '0'…'9'
};
struct DeleteDigit {};
struct ClearDigits {};
struct ConfirmPin {};
struct PrintTest {};
struct ReprintLast {};
struct PaperChanged {};
struct SyncNow {};
struct TogglePause {};
struct TryTouch {};    ///< 触摸测试: the page on which one signs
struct TouchTried {};  ///< somebody came back from it
struct ShowPage {
    std::size_t page = 0;
};
struct ShowKeys {
    std::size_t page = 0;
};
struct OpenPart {
    StaffPart part = StaffPart::printer;
};
struct ClosePart {};
struct ShowNews {
    std::size_t page = 0;
};
struct Leave {};
// From the frame.
struct Back {};
struct Touch {};
// From the terminal.
struct PinRight {};
struct PinWrong {};
struct TestPrinted {};
struct TestFailed {
    NotPrinted reason;
};
struct Reprinting {
    std::string number;
};
struct Reprinted {
    std::string number;
};
struct ReprintFailed {
    std::string number;
    NotPrinted reason;
};
struct NothingToReprint {};
struct PaperCounted {
    Kept kept = Kept::yes;
};
struct Synced {};
struct NoHub {};
struct ServiceSet {
    ServiceState service;
    Kept kept = Kept::yes;
};
struct Tick {};
}  // namespace staff_event

using StaffEvent =
    std::variant<staff_event::Digit, staff_event::DeleteDigit, staff_event::ClearDigits, staff_event::ConfirmPin,
                 staff_event::PrintTest, staff_event::ReprintLast, staff_event::PaperChanged, staff_event::SyncNow,
                 staff_event::TogglePause, staff_event::TryTouch, staff_event::TouchTried, staff_event::ShowPage,
                 staff_event::ShowKeys, staff_event::OpenPart, staff_event::ClosePart, staff_event::ShowNews,
                 staff_event::Leave, staff_event::Back, staff_event::Touch, staff_event::PinRight,
                 staff_event::PinWrong, staff_event::TestPrinted, staff_event::TestFailed, staff_event::Reprinting,
                 staff_event::Reprinted, staff_event::ReprintFailed, staff_event::NothingToReprint,
                 staff_event::PaperCounted, staff_event::Synced, staff_event::NoHub, staff_event::ServiceSet,
                 staff_event::Tick>;

namespace staff_action {
/// PinRight or PinWrong answers.
struct CheckPin {
    Secret pin;
};
/// The guard has changed: the next page begins with it, also after a restart.
struct KeepGuard {
    PinGuard guard;
};
struct PrintTest {};    ///< TestPrinted or TestFailed answers
struct ReprintLast {};  ///< Reprinting, then Reprinted or ReprintFailed; or NothingToReprint
struct CountPaper {};   ///< asks the printer how it is, and counts anew what is printed; PaperCounted answers
struct SyncNow {};      ///< Synced or NoHub may answer
struct SetService {     ///< ServiceSet answers
    ServiceState service;
};
struct OrderSignature {};  ///< shows the page on which one signs; TouchTried answers
struct EndSession {};
}  // namespace staff_action

using StaffAction = std::variant<staff_action::CheckPin, staff_action::KeepGuard, staff_action::PrintTest,
                                 staff_action::ReprintLast, staff_action::CountPaper, staff_action::SyncNow,
                                 staff_action::SetService, staff_action::OrderSignature, staff_action::EndSession>;

struct StaffStep {
    StaffState state;
    std::vector<StaffAction> actions;
};

/// What the terminal knows when somebody has held the mark.
struct StaffStart {
    PinSetUp pin = PinSetUp::no;
    PinGuard guard = {};
    ServiceState service = ServiceState::open;
};

[[nodiscard]] StaffState begin_staff(const StaffStart& start, const Moment& now);

[[nodiscard]] StaffStep step(const StaffState& state, const StaffEvent& event, const Moment& now,
                             const StaffTimes& times);

/// Time until the page leaves by itself.
[[nodiscard]] std::chrono::milliseconds time_left(const StaffState& state, const Moment& now, const StaffTimes& times);

[[nodiscard]] Steady next_deadline(const StaffState& state, const StaffTimes& times);

/// False where 返回 would do the same as the page's own key.
[[nodiscard]] bool can_go_back(const StaffState& state);

/// staff.pin, staff.home or staff.part.
[[nodiscard]] std::string_view screen_name(const StaffState& state);

}  // namespace bangnin::kiosk
