// Writing words: the field, the keyboard in force, what is being composed and what is being written by hand. Pure:
// step() is total over every state and event, asks no clock and knows no engine. The terminal presses the input
// methods' keys and asks the recogniser as the actions say, and gives back what they answer.
//
// Everything a person wrote is wiped with the state. A change of language, text size, contrast or reach is no event
// here: nothing that was entered depends on them.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/journeys/entry/entry_order.h"
#include "kiosk/journeys/moment.h"
#include "kiosk/journeys/pen_sample.h"
#include "kiosk/journeys/secret.h"
#include "kiosk/journeys/session/session.h"
#include "ui/input/ink.h"
#include "ui/input/input_method.h"
#include "ui/input/text_field.h"

namespace bangnin::kiosk {

using input::KeyboardKind;

/// After the finger has left the glass for so long, candidates are asked for.
inline constexpr std::chrono::milliseconds writing_pause{600};
inline constexpr std::size_t max_pen_strokes = 64;
inline constexpr std::size_t max_pen_points = 4096;  ///< of all strokes together; what is more is not kept

/// What was written with the finger, in units of the page.
struct Handwritten {
    input::Ink ink;
    void wipe() { ink.strokes.clear(); }
    [[nodiscard]] bool empty() const { return ink.strokes.empty(); }
    [[nodiscard]] std::size_t points() const;
};

struct Suggestion {
    Secret text;
    std::string comment;  ///< what tells it from its neighbours: "U+4DAE"; may be empty
    friend bool operator==(const Suggestion&, const Suggestion&) = default;
};

/// What is being composed and is not in the field yet, and what it may become.
struct Composing {
    Secret letters;                        ///< as the person reads them: "li ming"; empty in handwriting
    std::size_t caret_byte = 0;            ///< into letters
    std::vector<Suggestion> all;           ///< best first: the engine's page, or all that the recogniser gave
    input::More before = input::More::no;  ///< the engine has a page before this one
    input::More after = input::More::no;
    friend bool operator==(const Composing&, const Composing&) = default;
};

enum class Letters : std::uint8_t { small, capital_once, capital };
enum class RarePanel : std::uint8_t { radicals, strokes_beside, code };

/// What the line under the field tells beside the usual.
enum class EntryHint : std::uint8_t {
    none,
    full,            ///< no more room
    not_allowed,     ///< a character that does not belong here
    unreadable,      ///< 没认出来
    method_missing,  ///< this keyboard cannot be used now
    nothing_yet,     ///< a key that changes what is written, while nothing is
    no_character,    ///< a code that stands for nothing one can write
};

/// What has the keyboard's place: keys that write, or keys that move the caret, for who cannot put a finger there.
enum class EntryPanel : std::uint8_t { keyboard, caret };

/// What the caret's keys did last, for who does not see it.
struct CaretTold {
    enum class News : std::uint8_t { none, moved, at_start, at_end, deleted } news = News::none;
    Secret character;         ///< that was passed or taken away; may be empty
    std::uint32_t times = 0;  ///< something was told: the same words may be news again
};

/// How far the recogniser is with what was written.
enum class InkReading : std::uint8_t { idle, due, asked };

struct EntryState {
    explicit EntryState(const EntryOrder& order);

    EntrySubject subject;
    EntryKind kind;
    input::TextField field;
    Secret cleared;  ///< what 清空 took away, until something is written
    KeyboardKind keyboard = KeyboardKind::pinyin;
    EntryPanel panel = EntryPanel::keyboard;
    CaretTold caret;
    KeyboardKind words = KeyboardKind::pinyin;  ///< where 拼音 and "back to letters" lead: pinyin or latin
    Letters letters = Letters::small;
    RarePanel rare = RarePanel::radicals;
    std::size_t radical_group = 0;  ///< strokes − 1 of the radicals shown; the last group holds all longer ones
    std::size_t radical_page = 0;
    Composing composing;
    EntryHint hint = EntryHint::none;
    Secret committed;                   ///< what came into the field last, to be spoken
    std::vector<KeyboardKind> missing;  ///< keyboards that could not be opened

    Handwritten written;
    enum class Pen : std::uint8_t { up, down } pen = Pen::up;
    std::chrono::milliseconds written_since{0};  ///< at of the first sample
    InkReading reading = InkReading::idle;
    Steady read_at{};          ///< meaningful while due
    std::uint32_t asking = 0;  ///< number of what was asked last; older answers are too late
};

namespace entry_event {
struct Type {
    std::string text;  ///< the character of a key
};
struct Backspace {};
struct Space {};
struct Choose {
    std::size_t index = 0;  ///< of Composing::all
};
/// The engine's next page of candidates, and the one before.
struct NextCandidates {};
struct PreviousCandidates {};
struct ChooseKeyboard {
    KeyboardKind keyboard = KeyboardKind::pinyin;
};
struct Shift {};
/// Radicals of so many strokes; the group that is shown already: its next page, of `pages`.
struct ShowRadicals {
    std::size_t group = 0;
    std::size_t pages = 1;
};
struct ShowRare {
    RarePanel panel = RarePanel::radicals;
};
struct Clear {};    ///< 清空
struct Restore {};  ///< takes that back
/// A finger in the field: where it came down, if it did, and where it is now. What lies between is selected.
struct PlaceCaret {
    std::optional<std::size_t> from;  ///< bytes of the field's text
    std::size_t to = 0;
};
/// The caret's keys come, or go.
struct OpenCaret {};
struct CloseCaret {};
struct MoveCaret {
    input::Move way = input::Move::left;
};
struct Write {
    PenSamples samples;
};
struct UndoStroke {};
struct Rewrite {};
struct Refused {};  ///< a key was touched that needs something written
struct Finish {};   ///< the gold key
struct Back {};
struct Tick {};
/// What the method said to the key.
struct MethodAnswered {
    input::Key key;
    input::Answer answer;
};
struct MethodMissing {
    KeyboardKind method = KeyboardKind::pinyin;
};
struct Recognised {
    std::uint32_t number = 0;
    std::vector<input::Candidate> candidates;
};
}  // namespace entry_event

using EntryEvent =
    std::variant<entry_event::Type, entry_event::Backspace, entry_event::Space, entry_event::Choose,
                 entry_event::NextCandidates, entry_event::PreviousCandidates, entry_event::ChooseKeyboard,
                 entry_event::Shift, entry_event::ShowRadicals, entry_event::ShowRare, entry_event::Clear,
                 entry_event::Restore, entry_event::PlaceCaret, entry_event::OpenCaret, entry_event::CloseCaret,
                 entry_event::MoveCaret, entry_event::Write, entry_event::UndoStroke, entry_event::Rewrite,
                 entry_event::Refused, entry_event::Finish, entry_event::Back, entry_event::Tick,
                 entry_event::MethodAnswered, entry_event::MethodMissing, entry_event::Recognised>;

namespace entry_action {
/// Press the method's key and give back MethodAnswered, or MethodMissing.
struct Press {
    KeyboardKind method = KeyboardKind::pinyin;
    input::Key key;
};
/// The method forgets what was being composed.
struct Forget {
    KeyboardKind method = KeyboardKind::pinyin;
};
/// Give back Recognised with the same number, whenever it is known.
struct Recognise {
    std::uint32_t number = 0;
    Handwritten written;
};
struct Answer {};  ///< the person has given an answer: the session's remaining time is shown
struct Close {
    EntryResult result;
};
}  // namespace entry_action

using EntryAction = std::variant<entry_action::Press, entry_action::Forget, entry_action::Recognise,
                                 entry_action::Answer, entry_action::Close>;

struct EntryStep {
    EntryState state;
    std::vector<EntryAction> actions;
};

/// The page as it opens; the language says only which letters come first.
[[nodiscard]] EntryState begin_entry(const EntryOrder& order, Language language);

[[nodiscard]] EntryStep step(const EntryState& state, const EntryEvent& event, const Moment& now);

/// When step(Tick) would next do something; none: never without another event.
[[nodiscard]] std::optional<Steady> next_deadline(const EntryState& state);

/// Something is in the field or on its way there.
[[nodiscard]] bool has_text(const EntryState& state);

/// Whether this keyboard may be chosen for the field.
[[nodiscard]] bool offers(const EntryState& state, KeyboardKind keyboard);

}  // namespace bangnin::kiosk
