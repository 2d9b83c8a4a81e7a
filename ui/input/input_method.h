// What turns keys into words, seen from the keyboard: an input method takes one key and answers with everything that is
// to be shown. The keyboard knows no engine behind it; pinyin and strokes are librime's, rare characters and plain keys
// our own, handwriting has the same candidates but takes ink instead of keys (ui/input/handwriting).
//
// Every method belongs to one thread, the one that created it. press() never blocks on anything but its own work: an
// answer takes at most 50 ms (p99) from the key. Making a method may be slow (it opens dictionaries): see its header.
// No method learns: the same keys give the same answer in every session. All texts are UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bangnin::input {

enum class KeyboardKind : std::uint8_t { pinyin, stroke, handwriting, digits, latin, symbols, rare };

struct Candidate {
    std::string text;     // what choosing it commits; never empty
    std::string comment;  // what tells it from its neighbours (a code, a reading); may be empty

    bool operator==(const Candidate&) const = default;
};

enum class More : std::uint8_t { no, yes };

struct CandidatePage {
    std::vector<Candidate> candidates;  // best first, at most candidates_per_page
    std::size_t number = 0;             // counted from 0
    More previous = More::no;           // there is a page before this one
    More next = More::no;               // … and one after it

    bool operator==(const CandidatePage&) const = default;
};

// As many as a flick along the bar passes in one go.
inline constexpr std::size_t candidates_per_page = 30;
// What is written by hand is among the first or not at all.
inline constexpr std::size_t candidates_by_hand = 10;

// What is being typed and is not in the field yet.
struct Preedit {
    std::string text;            // as the person reads it: "li ming", "一丨丿", "U+4DAE"
    std::size_t caret_byte = 0;  // into text, at a character's boundary

    bool operator==(const Preedit&) const = default;
};

enum class KeyKind : std::uint8_t {
    character,      // text: one character that the keyboard shows
    backspace,      // removes what is before the caret
    clear,          // drops everything not committed
    space,          // takes the first candidate; a space where nothing is being typed
    enter,          // commits what was typed as it was typed (the letters)
    caret_left,     // moves the caret in the preedit
    caret_right,    //
    page_previous,  // candidates
    page_next,      //
    choose,         // index: takes the candidate of the page shown
};

struct Key {
    KeyKind kind = KeyKind::character;
    std::string text;       // of character
    std::size_t index = 0;  // of choose, from 0; one that is not there is ignored

    bool operator==(const Key&) const = default;
};

[[nodiscard]] inline Key character_key(std::string_view text) { return {KeyKind::character, std::string(text), 0}; }
[[nodiscard]] inline Key choose_key(std::size_t index) { return {KeyKind::choose, {}, index}; }
[[nodiscard]] inline Key plain_key(KeyKind kind) { return {kind, {}, 0}; }

enum class KeyOutcome : std::uint8_t {
    taken,   // the method used the key, even where nothing changed
    passed,  // the key means nothing here: it is the field's (backspace with nothing typed, enter …)
};

// Whether what is being typed may still become something.
enum class Prospect : std::uint8_t { some, none };

struct Answer {
    KeyOutcome outcome = KeyOutcome::taken;
    Prospect prospect = Prospect::some;
    std::string committed;  // goes into the field now; empty most of the time
    Preedit preedit;
    CandidatePage page;

    bool operator==(const Answer&) const = default;
};

inline constexpr std::size_t max_preedit_keys = 48;  // Further characters are taken and dropped.

class InputMethod {
  public:
    InputMethod() = default;
    InputMethod(const InputMethod&) = delete;
    InputMethod& operator=(const InputMethod&) = delete;
    virtual ~InputMethod() = default;

    // One key, and everything that is to be shown after it. Never fails: what an engine cannot do changes nothing.
    [[nodiscard]] virtual Answer press(const Key& key) = 0;

    // What is to be shown now, without a key (committed is empty).
    [[nodiscard]] virtual Answer shown() = 0;

    // Forgets what was being typed and what was committed; for a field's or a session's end.
    virtual void reset() = 0;
};

}  // namespace bangnin::input
