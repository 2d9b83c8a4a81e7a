// What a screen needs to know beside the state of its journey.
//
// How screens and journeys meet. A screen is a function which draws one state and says what the person did in this
// frame; it keeps nothing between frames and decides nothing:
//
//   std::optional<SessionEvent>  draw_attract(screen::Ui&, const Session&, const View&); session/attract_screen.h
//   std::optional<SessionEvent>  draw_home(screen::Ui&, const Session&, const View&);             session/home_screen.h
//   std::optional<SessionEvent>  draw_frame(screen::Ui&, const Session&, const Frame&, const View&);
//   session/frame_screen.h
//                                header, birch line, footer keys, spoken words, remaining time: every screen but
//                                attract
//   std::optional<SessionEvent>  draw_overlay(screen::Ui&, const Session&, const View&); session/overlay_screen.h
//                                time-out warning (17) and the "really leave?" question, by session.overlay
//   std::optional<TicketEvent>   draw_ticket(screen::Ui&, const TicketState&, const View&); ticket/ticket_screen.h
//                                department, service, identify, phone keypad, committing, issued, not committed
//   std::optional<ProgressEvent> draw_progress(screen::Ui&, const ProgressState&, const View&);
//   progress/progress_screen.h
//   std::optional<RatingEvent>   draw_rating(screen::Ui&, const RatingState&, const View&); rating/rating_screen.h
//   std::optional<StaffEvent>    draw_staff(screen::Ui&, const StaffState&, const StaffFacts&, const View&);
//   staff/staff_screen.h
//
// The terminal calls Ui's begin with `screen_name(state)`, then the page, the frame and the overlay, and turns what
// they return into events. 返回 and 首页 belong to the frame (Back, GoHome); the terminal forwards Back to the journey.
// Spoken words: while `session.notice` is set they are the notice's, otherwise the state's own; the frame is given them
// ready-made in Frame::caption, which each journey's screen file makes:
//   std::string ticket_caption(const TicketState&, const View&), progress_caption(…), home_caption(const Session&,
//   const View&), notice_caption(Notice, const View&).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/journeys/hall_text.h"
#include "kiosk/journeys/moment.h"
#include "kiosk/journeys/motion.h"
#include "kiosk/journeys/session/closure.h"
#include "kiosk/journeys/session/session.h"
#include "kiosk/journeys/session/toast.h"

namespace bangnin::kiosk {

/// The hall as its configuration describes it.
struct Hall {
    HallText name;                 ///< 鄂伦春自治旗政务服务大厅
    HallText short_name;           ///< 鄂伦春自治旗 (attract header)
    HallText brand;                ///< 蒙速办·帮您办
    std::string open_until;        ///< "17:30", empty when not configured
    int utc_offset_minutes = 480;  ///< local time = UTC + this
    OpeningHours opening = {};     ///< when it serves people
    RatingTerms rating = usual_rating_terms();
    std::vector<HallNotice> notices = {};
    std::optional<int> neighbour = {};  ///< the number of the machine beside this one
    /// What everybody should know on this day; null: nothing.
    [[nodiscard]] const HallNotice* notice_at(Wall now) const {
        return sync::notice_of_day(notices, now, utc_offset_minutes);
    }
};

/// Whether a queue takes people now.
enum class QueueState { open, closed };

/// One queue (service) as configured and as last heard of.
struct QueueLine {
    std::string letter;      ///< "A"
    std::string department;  ///< 林草局
    HallText name;           ///< what the person chooses by
    HallText hint;           ///< second line instead of the waiting count (投资项目、不确定); may be empty
    HallText window;         ///< "2 楼 3 号窗口"
    QueueState state = QueueState::open;
    std::string opens_at;       ///< "14:00" when closed and known
    int waiting = 0;            ///< people ahead of a new ticket, own unsent ones included
    std::optional<Wall> as_of;  ///< when the hub said so; none: only this kiosk's own tickets are known
};

/// One department's cell: the queues it has, as indexes into View::queues.
struct DepartmentCell {
    HallText name;
    std::vector<std::size_t> queues;  ///< never empty
    bool agency = false;              ///< the 帮您办 window, drawn dark and first
};

/// The number called last anywhere in the hall.
struct CalledNumber {
    std::string number;
    std::string window;
};

enum class Reachability { reachable, away };

/// What is known of the hub and of the whole hall.
struct HallStatus {
    Reachability hub = Reachability::away;
    Reachability told = Reachability::reachable;  ///< as people are told: away only after a while without contact
    std::optional<Wall> as_of;                    ///< when queue numbers were last confirmed; none: never since start
    std::optional<CalledNumber> called;
    int waiting = 0;
    int open_windows = 0;
};

/// Local calendar time for the header, already converted.
struct LocalTime {
    int year = 0, month = 0, day = 0, weekday = 0;  ///< weekday 0 = Sunday
    int hour = 0, minute = 0;
};

[[nodiscard]] LocalTime local_time(Wall wall, int utc_offset_minutes);

/// "10:42" of a moment in the hall's time.
[[nodiscard]] std::string clock_text(Wall wall, int utc_offset_minutes);

/// Numbers older than this are shown grey with 截至.
inline constexpr std::chrono::seconds stale_after{60};

/// Everything beside the state. Built fresh for each frame; references stay valid during the drawing only.
struct View {
    Moment now;
    Settings settings;
    const Hall& hall;
    const std::vector<QueueLine>& queues;
    const std::vector<DepartmentCell>& departments;
    HallStatus status;
    std::optional<std::chrono::seconds> remaining;  ///< session time left; none: not shown yet
    std::chrono::seconds session_length{120};       ///< what `remaining` counts down from on this page; the bar's whole
    Motion motion = Motion::full;                   ///< as the hall has it
    Arriving arriving = {};                         ///< how far page and dialog are from their places
    std::optional<Toast> toast = {};
    Stopped stopped = Stopped::no;  ///< whether this terminal gives out numbers at all
    /// Whether the hall serves people now.
    [[nodiscard]] HallOpening opening() const { return hall_opening(hall.opening, now.wall, hall.utc_offset_minutes); }
    /// Why no number can be had here now.
    [[nodiscard]] Closure closure() const { return closure_of(stopped, opening().state); }
    [[nodiscard]] bool stale(std::optional<Wall> as_of) const { return !as_of || now.wall - *as_of > stale_after; }
};

/// What the frame around a page shows that depends on the page.
enum class BackKey { enabled, disabled };
/// Under a dialog nothing can be touched: there the language keys are drawn with it, at the same place.
enum class LanguageKeys { in_frame, over_dialog };
/// Whether the words at the foot are said, too, or only written.
enum class CaptionKind { spoken, written };
struct Frame {
    BackKey back = BackKey::disabled;
    std::string caption;  ///< the spoken words, two lines at most
    LanguageKeys languages = LanguageKeys::in_frame;
    CaptionKind kind = CaptionKind::spoken;
};

}  // namespace bangnin::kiosk
