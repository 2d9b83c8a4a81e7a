// 评价服务: scan the ticket, touch one of five grades, and if one likes say why. The grade is recorded the moment it is
// touched: who walks away then has rated. A ticket is rated once; within a day the grade can be changed. Nobody is
// asked who it is. Without a ticket there is no service that the rating could be about, and nothing to keep a second
// one apart from the first: it is not offered (一次一评). Pure; step() is total over every state and event.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/journeys/entry/entry_order.h"
#include "kiosk/journeys/hall_text.h"
#include "kiosk/journeys/moment.h"
#include "kiosk/journeys/progress/progress_journey.h"
#include "kiosk/journeys/progress/scanned_code.h"
#include "kiosk/journeys/secret.h"
#include "kiosk/journeys/ticket/ticket_journey.h"
#include "sync/model/rating.h"

namespace bangnin::kiosk {

/// The ticket whose service is rated, as far as it is known: another kiosk's with the hub away is a token only.
struct RatedTicket {
    std::string token = {};
    std::string number = {};   ///< A1023; empty: not known
    std::string service = {};  ///< queue letter; the screen looks up its name
    std::string window = {};   ///< where it was called; may be empty
    std::optional<Wall> issued_at = {};
    friend bool operator==(const RatedTicket&, const RatedTicket&) = default;
};

/// A rating that was given before.
struct GivenRating {
    sync::Grade grade = sync::Grade::very_satisfied;
    Wall at{};        ///< its last change
    Wall first_at{};  ///< sync::rating_change_limit later it stays as it is
    friend bool operator==(const GivenRating&, const GivenRating&) = default;
};

/// What the person says in this session. Comment and phone wipe themselves.
struct RatingWords {
    RatedTicket ticket = {};
    sync::Grade grade = sync::Grade::very_satisfied;
    std::vector<std::string> reasons =
        {};  ///< codes, in the order in which they were chosen; at most sync::most_reasons
    Secret comment = {};
    sync::Anonymity anonymity = sync::Anonymity::anonymous;
    Secret phone = {};  ///< to be called back at; set only where the person is not anonymous
    friend bool operator==(const RatingWords&, const RatingWords&) = default;
};

/// Why the last scan led nowhere; the page stays ready for the next one.
enum class RatingProblem {
    none,
    unreadable,
    foreign,    ///< somebody else's QR
    case_code,  ///< a case's QR: its rating is asked for when the case is closed
    not_found,  ///< neither the hub nor this terminal knows the ticket
    too_old,    ///< taken longer ago than RatingTerms::open
};

/// Why a rating was not recorded.
enum class RatingTrouble { store, too_late };

/// Which part of a rating is being recorded.
enum class RatingPart { grade, details };

/// Whether this terminal can keep a phone number so that only the hub can read it.
enum class CallBack { impossible, possible };

/// 改评价: a grade was touched in this journey already; the way back leads to its reasons.
enum class Asked { first, again };

/// Where an earlier rating of the ticket is known from: what another terminal took cannot be changed here.
enum class GivenWhere { here, elsewhere };

namespace rating_stage {
struct Scan {
    RatingProblem problem = RatingProblem::none;
};
struct LookingUp {
    std::string token;
    Steady give_up_at{};
};
struct LookingUpHere {
    std::string token;
    HubSaid hub = HubSaid::nothing;
    std::optional<RatedTicket> ticket = {};  ///< as the hub knows it
    std::optional<GivenRating> given = {};   ///< the same
};
/// 您 10:20 评价过：满意.
struct Given {
    RatedTicket ticket;
    GivenRating rating;
    GivenWhere where = GivenWhere::here;
};
/// The five grades; none is lit beforehand.
struct Grade {
    RatingWords words;                       ///< grade: meaningful once one was touched
    std::optional<GivenRating> before = {};  ///< what is about to be changed
    Asked asked = Asked::first;
};
/// Handed to the store, answer not yet there.
struct Recording {
    RatingWords words;
    RatingPart part = RatingPart::grade;
    Grade from;  ///< the question that was answered; meaningful for a grade
};
struct NotRecorded {
    RatingWords words;
    RatingPart part = RatingPart::grade;
    Grade from;
    RatingTrouble trouble = RatingTrouble::store;
};
struct Reasons {
    RatingWords words;
    std::size_t page = 0;
};
struct Phone {
    Reasons back;
    Secret digits;
    PhoneProblem problem = PhoneProblem::none;
};
struct Thanks {
    Steady leave_at{};
};
}  // namespace rating_stage

using RatingStage =
    std::variant<rating_stage::Scan, rating_stage::LookingUp, rating_stage::LookingUpHere, rating_stage::Given,
                 rating_stage::Grade, rating_stage::Recording, rating_stage::NotRecorded, rating_stage::Reasons,
                 rating_stage::Phone, rating_stage::Thanks>;

/// What the terminal knows when the journey begins.
struct RatingStart {
    std::string request_seed;               ///< random; one seed serves one journey
    std::optional<RatedTicket> taken = {};  ///< in this session: it need not be scanned
    ScannerHealth scanner = ScannerHealth::well;
    CallBack call_back = CallBack::possible;
};

/// A journey that was left answers nothing any more, whatever still arrives.
enum class RatingLife { running, over };

struct RatingState {
    RatingStage stage;
    RatingStart start;
    int request_count = 0;  ///< records asked for in this journey
    RatingLife life = RatingLife::running;
};

namespace rating_event {
// From the screens.
struct RateTaken {};  ///< the ticket of this session
struct ChooseGrade {
    sync::Grade grade;
};
struct Leave {};        ///< 不评价了，回首页
struct Skip {};         ///< 这次不评价
struct Change {};       ///< 修改: an earlier rating
struct ChangeGrade {};  ///< 改评价: the one just given
struct ToggleReason {
    std::string code;
};
struct ShowPage {
    std::size_t page = 0;
};
struct WriteComment {};
struct ToggleAnonymous {};
struct Digit {
    char digit;  ///< '0'…'9'
};
struct DeleteDigit {};
struct ClearDigits {};
struct ConfirmPhone {};
struct Submit {};
struct Retry {};
struct Done {};
// From the frame.
struct Back {};
struct Touch {};
// From the scanner.
struct Scanned {
    ScannedCode code;
};
struct ScannerFault {};
struct ScannerReady {};
// From the hub and the store.
struct HubFound {
    std::string token;
    RatedTicket ticket;
    std::optional<GivenRating> given = {};
};
struct HubNotFound {
    std::string token;
};
struct HubAway {
    std::string token;
};
struct StoreSaid {
    std::string token;
    std::optional<RatedTicket> ticket = {};
    std::optional<GivenRating> given = {};
};
struct Recorded {};
struct NotRecorded {
    RatingTrouble trouble = RatingTrouble::store;
};
// From the page on which words are written.
struct Written {
    EntryResult entry;
};
struct Tick {};
}  // namespace rating_event

using RatingEvent =
    std::variant<rating_event::RateTaken, rating_event::ChooseGrade, rating_event::Leave, rating_event::Skip,
                 rating_event::Change, rating_event::ChangeGrade, rating_event::ToggleReason, rating_event::ShowPage,
                 rating_event::WriteComment, rating_event::ToggleAnonymous, rating_event::Digit,
                 rating_event::DeleteDigit, rating_event::ClearDigits, rating_event::ConfirmPhone, rating_event::Submit,
                 rating_event::Retry, rating_event::Done, rating_event::Back, rating_event::Touch,
                 rating_event::Scanned, rating_event::ScannerFault, rating_event::ScannerReady, rating_event::HubFound,
                 rating_event::HubNotFound, rating_event::HubAway, rating_event::StoreSaid, rating_event::Recorded,
                 rating_event::NotRecorded, rating_event::Written, rating_event::Tick>;

namespace rating_action {
struct AskHub {
    std::string token;
};
struct AskStore {
    std::string token;
};
/// Write the rating; Recorded or NotRecorded answers. The same request id never makes a second record; another one
/// changes what was recorded for that ticket.
struct Record {
    std::string request;
    RatingWords words;
};
struct OpenEntry {
    EntryOrder order;
};
struct WatchScanner {};
struct StopScanner {};
struct Answer {};  ///< the person answered: the session's remaining time is shown
struct LeaveHome {};
struct EndSession {};
}  // namespace rating_action

using RatingAction = std::variant<rating_action::AskHub, rating_action::AskStore, rating_action::Record,
                                  rating_action::OpenEntry, rating_action::WatchScanner, rating_action::StopScanner,
                                  rating_action::Answer, rating_action::LeaveHome, rating_action::EndSession>;

struct RatingStep {
    RatingState state;
    std::vector<RatingAction> actions;
};

[[nodiscard]] RatingStep begin_rating(RatingStart start);

[[nodiscard]] RatingStep step(const RatingState& state, const RatingEvent& event, const Moment& now,
                              const RatingTerms& terms);

/// Time until the last page leaves by itself; none in the other stages.
[[nodiscard]] std::optional<std::chrono::milliseconds> time_left(const RatingState& state, const Moment& now);

[[nodiscard]] std::optional<Steady> next_deadline(const RatingState& state);

/// True when leaving would lose something the person said beyond the grade.
[[nodiscard]] bool has_typed(const RatingState& state);

/// False where 返回 has nothing to go back to.
[[nodiscard]] bool can_go_back(const RatingState& state);

/// Whether an earlier rating may still be changed here.
[[nodiscard]] bool changeable(const rating_stage::Given& given, Wall now);

/// rating.scan (also while looking up), rating.given, rating.grade, rating.reasons, rating.phone, rating.not_recorded,
/// rating.thanks. Recording shows the page it came from.
[[nodiscard]] std::string_view screen_name(const RatingState& state);

}  // namespace bangnin::kiosk
