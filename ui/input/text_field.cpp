#include "ui/input/text_field.h"

#include <pango/pango.h>

#include <algorithm>
#include <cstring>

namespace bangnin::input {
namespace {

void wipe(std::string& text) {
    text.resize(text.capacity());
    explicit_bzero(text.data(), text.size());
    text.clear();
}

// Where the caret may stand in valid UTF-8: before each grapheme cluster and at the end.
std::vector<std::size_t> stops_of(const std::string& text) {
    std::vector<std::size_t> stops;
    if (text.empty()) {
        return {0};
    }
    const auto length = static_cast<int>(text.size());
    std::vector<PangoLogAttr> attributes(static_cast<std::size_t>(g_utf8_strlen(text.c_str(), length)) + 1);
    pango_get_log_attrs(text.c_str(), length, -1, pango_language_from_string("zh"), attributes.data(),
                        static_cast<int>(attributes.size()));
    const char* at = text.c_str();
    for (std::size_t i = 0; i + 1 < attributes.size(); ++i, at = g_utf8_next_char(at)) {
        if (i == 0 || attributes[i].is_cursor_position != 0) {
            stops.push_back(static_cast<std::size_t>(at - text.c_str()));
        }
    }
    stops.push_back(text.size());
    return stops;
}

bool is_ascii_digit(gunichar character) { return character >= '0' && character <= '9'; }

bool is_ascii_letter(gunichar character) {
    return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
}

bool is_text(gunichar character, Lines lines) {
    if (character == '\n') {
        return lines == Lines::many;
    }
    constexpr gunichar line_separator = 0x2028;
    constexpr gunichar paragraph_separator = 0x2029;
    return g_unichar_type(character) != G_UNICODE_CONTROL && character != line_separator &&
           character != paragraph_separator;
}

bool is_allowed(gunichar character, const FieldRules& rules) {
    switch (rules.allowed) {
        case Allowed::digits:
            return is_ascii_digit(character);
        case Allowed::code:
            return is_ascii_digit(character) || is_ascii_letter(character);
        case Allowed::number:
            return is_ascii_digit(character) || character == '.';
        case Allowed::text:
            break;
    }
    return is_text(character, rules.lines);
}

std::size_t room_of(const FieldRules& rules) { return rules.max_characters * field_bytes_per_character; }

}  // namespace

TextField::TextField(FieldRules rules, std::string_view text) : rules_(rules) {
    rules_.max_characters = std::clamp<std::size_t>(rules.max_characters, 1, field_characters_limit);
    text_.reserve(room_of(rules_));
    insert(text);
}

TextField::~TextField() { wipe(text_); }

// A copied string has room for its text only; growing would leave the text behind where it was.
TextField::TextField(const TextField& other)
    : rules_(other.rules_), stops_(other.stops_), caret_(other.caret_), anchor_(other.anchor_) {
    text_.reserve(room_of(rules_));
    text_ = other.text_;
}

TextField& TextField::operator=(const TextField& other) {
    if (this != &other) {
        wipe(text_);
        rules_ = other.rules_;
        text_.reserve(room_of(rules_));
        text_ = other.text_;
        stops_ = other.stops_;
        caret_ = other.caret_;
        anchor_ = other.anchor_;
    }
    return *this;
}

std::size_t TextField::selection_start_byte() const { return stops_[std::min(caret_, anchor_)]; }

std::size_t TextField::selection_end_byte() const { return stops_[std::max(caret_, anchor_)]; }

std::string_view TextField::selected() const {
    return std::string_view(text_).substr(selection_start_byte(), selection_end_byte() - selection_start_byte());
}

Inserted TextField::insert(std::string_view text) {
    std::string wanted = allowed_part(text);
    const bool whole = wanted.size() == text.size();
    const std::size_t start = selection_start_byte();
    const std::size_t end = selection_end_byte();
    std::string result;
    result.reserve(room_of(rules_) + wanted.size());
    Inserted outcome = Inserted::nothing;
    // As many of the characters as there is room for: the longest beginning that fits.
    std::vector<std::size_t> cuts = stops_of(wanted);
    for (; cuts.back() > 0; cuts.pop_back()) {
        result.assign(text_, 0, start).append(wanted, 0, cuts.back()).append(text_, end);
        if (fits(result)) {
            outcome = whole && cuts.back() == wanted.size() ? Inserted::all : Inserted::part;
            replace(start, end, std::string_view(wanted).substr(0, cuts.back()));
            break;
        }
    }
    wipe(result);
    wipe(wanted);
    return text.empty() ? Inserted::all : outcome;
}

void TextField::backspace() {
    if (caret_ != anchor_) {
        replace(selection_start_byte(), selection_end_byte(), {});
    } else if (caret_ > 0) {
        replace(stops_[caret_ - 1], stops_[caret_], {});
    }
}

void TextField::remove_next() {
    if (caret_ != anchor_) {
        replace(selection_start_byte(), selection_end_byte(), {});
    } else if (caret_ + 1 < stops_.size()) {
        replace(stops_[caret_], stops_[caret_ + 1], {});
    }
}

void TextField::move(Move way, Selecting selecting) {
    const bool leaving = caret_ != anchor_ && selecting == Selecting::no;
    switch (way) {
        case Move::left:
            caret_ = leaving ? std::min(caret_, anchor_) : caret_ - (caret_ > 0 ? 1 : 0);
            break;
        case Move::right:
            caret_ = leaving ? std::max(caret_, anchor_) : std::min(caret_ + 1, stops_.size() - 1);
            break;
        case Move::start:
            caret_ = 0;
            break;
        case Move::end:
            caret_ = stops_.size() - 1;
            break;
    }
    if (selecting == Selecting::no) {
        anchor_ = caret_;
    }
}

void TextField::place(std::size_t byte, Selecting selecting) {
    caret_ = stop_at_or_before(byte);
    if (selecting == Selecting::no) {
        anchor_ = caret_;
    }
}

void TextField::select_all() {
    anchor_ = 0;
    caret_ = stops_.size() - 1;
}

void TextField::clear() {
    wipe(text_);
    stops_ = {0};
    caret_ = anchor_ = 0;
}

std::size_t TextField::stop_at_or_before(std::size_t byte) const {
    return static_cast<std::size_t>(std::ranges::upper_bound(stops_, byte) - stops_.begin()) - 1;
}

std::size_t TextField::stop_at_or_after(std::size_t byte) const {
    return static_cast<std::size_t>(std::ranges::lower_bound(stops_, byte) - stops_.begin());
}

std::string TextField::allowed_part(std::string_view text) const {
    text = text.substr(0, room_of(rules_) + 4);
    std::string allowed;
    allowed.reserve(text.size());
    while (!text.empty()) {
        const gunichar character = g_utf8_get_char_validated(text.data(), static_cast<gssize>(text.size()));
        const bool valid = character != static_cast<gunichar>(-1) && character != static_cast<gunichar>(-2);
        const std::size_t bytes =
            valid ? static_cast<std::size_t>(g_utf8_next_char(text.data()) - text.data()) : std::size_t{1};
        if (valid && is_allowed(character, rules_)) {
            allowed.append(text.substr(0, bytes));
        }
        text.remove_prefix(bytes);
    }
    return allowed;
}

bool TextField::fits(const std::string& text) const {
    return text.size() <= room_of(rules_) && stops_of(text).size() - 1 <= rules_.max_characters;
}

// The caret goes behind what was put in. What follows may have joined it (a combining mark): then behind that too.
void TextField::replace(std::size_t start_byte, std::size_t end_byte, std::string_view with) {
    const std::size_t before = text_.size();
    text_.replace(start_byte, end_byte - start_byte, with);
    const std::size_t after = text_.size();
    if (after < before) {
        text_.resize(before);
        explicit_bzero(text_.data() + after, before - after);
        text_.resize(after);
    }
    stops_ = stops_of(text_);
    caret_ = anchor_ = stop_at_or_after(start_byte + with.size());
}

}  // namespace bangnin::input
