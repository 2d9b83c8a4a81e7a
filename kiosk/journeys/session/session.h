// The person's session: from the first touch on the idle screen to the moment everything of theirs is wiped.
// Pure: step() is total over every state and event and asks no clock.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/journeys/hall_text.h"
#include "kiosk/journeys/moment.h"
#include "kiosk/journeys/session/card_guard.h"

namespace bangnin::kiosk {

/// Heights of capitals in mm: 3.5–4.2, 4.8–5.6, 6.4–7.1, 8.5–9.0.
enum class TypeSize { small, normal, large, largest };
enum class Contrast { normal, high };
enum class Voice { off, on };
/// How loud the voice is, over what the hall has set.
enum class Volume { normal, louder, loudest };
enum class Reach { normal, low };

/// How this person wants the terminal to be. Lasts for the session, its last screen included.
struct Settings {
    Language language = Language::zh;
    TypeSize type_size = TypeSize::normal;
    Contrast contrast = Contrast::normal;
    Voice voice = Voice::off;
    Volume volume = Volume::normal;
    Reach reach = Reach::normal;
    friend bool operator==(const Settings&, const Settings&) = default;
};

/// Where the person is. The journeys' own steps are in their own states. card_forgotten: the session is over and wiped,
/// but a card still lies on the reader; the page speaks in the settings of the person who left it. entry and
/// signature: the journey of `asked_from` asks for words (entry/entry_order.h) or for a signature
/// (signature/signature_order.h) and waits for it. staff: nobody's session; the staff page has its own
/// time limit.
enum class Place { attract, home, ticket, progress, rating, entry, signature, card_forgotten, staff };

/// Where holding the hall's mark opens the staff page: nobody is in the middle of something.
[[nodiscard]] constexpr bool opens_staff(Place place) {
    return place == Place::attract || place == Place::home || place == Place::card_forgotten;
}

/// What lies over the page.
enum class Overlay { none, time_out_warning, leave_question };

/// The clerk that was called: 已呼叫，请稍等, then 工作人员过来了.
enum class StaffCall {
    idle,
    called,   ///< on its way to the hub
    heard,    ///< there, where a clerk sees it
    unheard,  ///< not there: nobody may be promised
    coming,   ///< a clerk has answered
};

/// What a person may begin at home. Those the terminal does not offer keep their place and say why when touched.
enum class Offer { ticket, apply, progress, rate, guide };

/// Short spoken and written answers to a touch; shown instead of the page's own words until they expire.
enum class Notice {
    none,
    large_on,
    largest_on,
    small_on,
    large_off,
    contrast_on,
    contrast_off,
    voice_on,
    voice_off,
    voice_missing,  ///< nothing can be heard from this terminal now
    volume_normal,
    volume_louder,
    volume_loudest,
    reach_low,
    reach_normal,
    language_changed,
    staff_called,
    staff_unheard,
    staff_coming,
    not_offered_here,  ///< apply, guide on a terminal without them: the 帮您办 window does it
    queue_closed,      ///< the chosen queue takes nobody now
    hall_closed,       ///< no number can be had here now: the view's closure says why
};

/// Time limits, from the configuration's [times].
struct SessionTimes {
    std::chrono::seconds session{120};       ///< without a touch, until the session ends
    std::chrono::seconds writing{300};       ///< the same where a person writes or signs, if it is longer
    std::chrono::seconds warn_before{20};    ///< the warning appears this long before the end
    std::chrono::seconds notice{6};          ///< how long a notice stays
    std::chrono::seconds staff_called{120};  ///< after this an unanswered call may be repeated
    std::chrono::seconds staff_delivery{5};  ///< the hub must have a call by then, or the person is told
};

enum class Answered { nothing_yet, something };

struct Session {
    Place place = Place::attract;
    Overlay overlay = Overlay::none;
    Settings settings;
    StaffCall staff = StaffCall::idle;
    Steady staff_since{};
    Notice notice = Notice::none;
    Steady notice_since{};
    Steady last_touch{};
    Voice voice_at_start = Voice::off;  ///< as the hall has it: what each session begins with
    std::size_t page = 0;               ///< of home's choices
    Place asked_from = Place::home;     ///< meaningful at entry and signature: where it is wanted
    CardPresence card = CardPresence::absent;
    CardGuard card_guard;                       ///< meaningful at card_forgotten
    Answered answered = Answered::nothing_yet;  ///< the remaining time is shown from the first answer on
    friend bool operator==(const Session&, const Session&) = default;
};

namespace session_event {
struct Touch {};  ///< any touch anywhere: the session's time starts again, a warning closes
struct Start {};  ///< attract: 触摸这里开始 or anywhere else
struct ChooseLanguage {
    Language language;
};
/// The settings: on the idle screen the first of them begins the session.
struct ToggleLarge {};  ///< the next text size: normal, large, largest, small, and normal again
struct ToggleContrast {};
struct ToggleVoice {};
struct VoiceMissing {};  ///< what was to be said could not be heard: 语音 goes off and says so
struct NextVolume {};    ///< 语音 held down: louder, loudest, normal again
struct Louder {};        ///< the keypad's + and −
struct Quieter {};
struct ToggleReach {};
struct CallStaff {};
struct StaffHeard {};    ///< the hub has the call
struct StaffUnheard {};  ///< it cannot be reached now
struct StaffComing {};   ///< a clerk answered a call of the person who is here
struct Choose {
    Offer offer;
};
/// Home has more than one page where the text is large and the screen small.
struct ShowPage {
    std::size_t page = 0;
};
struct PageTurned {};  ///< the journey shows another page: what was answered on the one before goes with it
struct Back {};
/// 首页 (where a card was forgotten: the words once more). The terminal fills in whether something was typed that would
/// be lost.
enum class Typed { nothing, something };
struct GoHome {
    Typed typed = Typed::nothing;
};
struct Stay {};         ///< 我还在，继续 (warning) or 继续填写 (question)
struct LeaveNow {};     ///< 不办了，清除我的信息 (warning) or yes (question)
struct Answer {};       ///< the person gave an answer in a journey
struct QueueClosed {};  ///< the chosen queue takes nobody now
struct HallClosed {};   ///< instead of Choose{ticket} while no number can be had here; also after Start from that page
/// The hall's mark was held: the staff page, where nobody is in the middle of something.
struct OpenStaff {};
/// What the reader says of its card.
struct CardOnReader {
    CardPresence card = CardPresence::absent;
};
struct CardTaken {};      ///< 我已经拿走了: for readers that cannot sense it
struct OpenEntry {};      ///< the journey asks for words; the terminal holds what is asked
struct OpenSignature {};  ///< the same for a signature
struct CloseAsked {};     ///< it has what it asked for, or the person went back: the journey goes on
struct JourneyHome {};    ///< the journey is over, the person stays: home
struct JourneyEnd {};     ///< the journey is over and the person with it: wipe, attract
struct Tick {};           ///< time passed
}  // namespace session_event

using SessionEvent =
    std::variant<session_event::Touch, session_event::Start, session_event::ChooseLanguage, session_event::ToggleLarge,
                 session_event::ToggleContrast, session_event::ToggleVoice, session_event::VoiceMissing,
                 session_event::NextVolume, session_event::Louder, session_event::Quieter, session_event::ToggleReach,
                 session_event::CallStaff, session_event::StaffHeard, session_event::StaffUnheard,
                 session_event::StaffComing, session_event::Choose, session_event::ShowPage, session_event::PageTurned,
                 session_event::Back, session_event::GoHome, session_event::Stay, session_event::LeaveNow,
                 session_event::Answer, session_event::QueueClosed, session_event::HallClosed, session_event::OpenStaff,
                 session_event::CardOnReader, session_event::CardTaken, session_event::OpenEntry,
                 session_event::OpenSignature, session_event::CloseAsked, session_event::JourneyHome,
                 session_event::JourneyEnd, session_event::Tick>;

/// What the terminal has to do about it, in this order.
enum class SessionAction {
    begin_ticket,
    begin_progress,
    begin_rating,
    begin_staff,
    back_in_journey,  ///< give Back to the active journey
    drop_journey,     ///< forget the active journey's state
    wipe,             ///< the session is over: nothing personal may remain in memory, texture or log
    page_staff,       ///< tell the hub that somebody waits at this terminal
    say_card,         ///< chime, and "请取回您的身份证"
};

struct SessionStep {
    Session state;
    std::vector<SessionAction> actions;
};

[[nodiscard]] SessionStep step(const Session& state, const SessionEvent& event, const Moment& now,
                               const SessionTimes& times);

/// How long the session lasts without a touch, where the person is.
[[nodiscard]] std::chrono::seconds session_length(const Session& state, const SessionTimes& times);

/// Time left until the session ends; none on the idle screen.
[[nodiscard]] std::optional<std::chrono::milliseconds> time_left(const Session& state, const Moment& now,
                                                                 const SessionTimes& times);

/// When step(Tick) would next change something; none: never without another event.
[[nodiscard]] std::optional<Steady> next_deadline(const Session& state, const SessionTimes& times);

/// "attract", "home" or "card.forgotten"; journeys name their own screens.
[[nodiscard]] std::string_view screen_name(const Session& state);

}  // namespace bangnin::kiosk
