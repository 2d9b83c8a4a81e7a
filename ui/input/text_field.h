// The text in a field and where one is in it: pure, no drawing. Everything counts in what a person calls a character
// (grapheme clusters as Pango finds them: 李, é, a Mongolian letter with its variation selector), so that the caret
// never stands inside one and delete takes one away whole. Pasting does not exist.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bangnin::input {

enum class Allowed : std::uint8_t {
    text,    // all but control characters
    digits,  // 0–9: phone numbers
    code,    // 0–9 A–Z a–z: ID and credit codes
    number,  // 0–9 and the point: amounts
};

enum class Lines : std::uint8_t { one, many };  // many: a newline may be typed

struct FieldRules {
    Allowed allowed = Allowed::text;
    std::size_t max_characters = 64;  // 1…field_characters_limit; outside it is clamped
    Lines lines = Lines::one;

    bool operator==(const FieldRules&) const = default;
};

inline constexpr std::size_t field_characters_limit = 1000;
inline constexpr std::size_t field_bytes_per_character = 16;  // all characters together; a cluster may be longer

enum class Move : std::uint8_t { left, right, start, end };

enum class Selecting : std::uint8_t { no, yes };  // yes: the selection's other end stays

enum class Inserted : std::uint8_t {
    all,
    part,     // some characters are not allowed here, or there is no more room
    nothing,  // none of it; the field is as it was, its selection too
};

class TextField {
  public:
    // What of the text the rules forbid is left out. The caret stands at the end.
    explicit TextField(FieldRules rules, std::string_view text = {});
    // What was typed does not stay in memory.
    ~TextField();
    TextField(const TextField& other);
    TextField& operator=(const TextField& other);

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] const FieldRules& rules() const { return rules_; }
    [[nodiscard]] std::size_t characters() const { return stops_.size() - 1; }
    // Bytes where the caret may stand: 0 … the text's size; at least one.
    [[nodiscard]] const std::vector<std::size_t>& stops() const { return stops_; }
    [[nodiscard]] std::size_t caret_byte() const { return stops_[caret_]; }
    // start == end: nothing is selected.
    [[nodiscard]] std::size_t selection_start_byte() const;
    [[nodiscard]] std::size_t selection_end_byte() const;
    [[nodiscard]] std::string_view selected() const;

    // In the selection's place, else at the caret. Any bytes: what is no UTF-8 is left out.
    Inserted insert(std::string_view text);
    // The selection, else the character before (after) the caret.
    void backspace();
    void remove_next();

    // Without Selecting, left and right go to that end of a selection.
    void move(Move way, Selecting selecting = Selecting::no);
    // byte: anywhere in the text; the nearest stop before it.
    void place(std::size_t byte, Selecting selecting = Selecting::no);
    void select_all();

    // Empties the field and wipes the memory.
    void clear();

  private:
    [[nodiscard]] std::size_t stop_at_or_before(std::size_t byte) const;
    [[nodiscard]] std::size_t stop_at_or_after(std::size_t byte) const;
    [[nodiscard]] std::string allowed_part(std::string_view text) const;
    [[nodiscard]] bool fits(const std::string& text) const;
    void replace(std::size_t start_byte, std::size_t end_byte, std::string_view with);

    FieldRules rules_;
    std::string text_;                   // never grows beyond what it reserved, so that wiping reaches all of it
    std::vector<std::size_t> stops_{0};  // bytes where the caret may stand: 0 … size
    std::size_t caret_ = 0;              // indices into stops_
    std::size_t anchor_ = 0;
};

}  // namespace bangnin::input
