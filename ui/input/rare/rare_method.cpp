#include "ui/input/rare/rare_method.h"

#include <glib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ui/input/rare/han_set.h"
#include "ui/input/utf8.h"

namespace bangnin::input {
namespace {

constexpr std::size_t max_stroke_digits = 2;
constexpr std::size_t max_code_digits = 8;
constexpr std::size_t code_point_digits = 5;  // beyond them lies private use only
constexpr std::size_t max_code_point_digits = 6;

std::uint32_t hex_value(std::string_view digits) {
    std::uint32_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    return value;
}

std::string code_name(char32_t character) {
    std::array<char, 8> digits{};
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), static_cast<std::uint32_t>(character), 16);
    std::string name(digits.data(), end.ptr);
    std::ranges::transform(name, name.begin(),
                           [](char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c; });
    return "U+" + name;
}

char upper(char letter) { return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter; }

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

bool is_hex(char letter) { return is_digit(letter) || (letter >= 'A' && letter <= 'F'); }

// What stands in the preedit: a radical with strokes, or a code.
struct Search {
    std::optional<Radical> radical;
    std::string strokes;
    bool prefixed = false;  // "U+" was typed: a code point and no other code
    std::string code;

    [[nodiscard]] bool empty() const { return !radical && !prefixed && code.empty(); }
    [[nodiscard]] std::string text() const {
        if (radical) {
            return std::string(radical->text) + (strokes.empty() ? "" : "+" + strokes);
        }
        return (prefixed ? "U+" : "") + code;
    }
};

void add_unless_there(std::vector<char32_t>& found, std::optional<char32_t> character) {
    if (character && std::ranges::find(found, *character) == found.end()) {
        found.push_back(*character);
    }
}

// A Han character by its bytes stands before what else these digits mean, unless they name a Han character too.
void put_bytes_first(std::vector<char32_t>& found, std::optional<char32_t> character, std::uint32_t value) {
    if (!character || std::ranges::find(found, *character) != found.end()) {
        return;
    }
    const bool named = !found.empty() && found.front() == value && gb18030_han_index(value);
    found.insert(found.begin() + (named ? 1 : 0), *character);
}

// What may stand in a name or an address: what leaves ink, the spaces of the scripts written here, and what Mongolian
// needs between its letters.
bool is_writable(char32_t character) {
    constexpr std::array<char32_t, 4> without_ink{0x20, 0x180E, 0x202F, 0x3000};
    if (std::ranges::find(without_ink, character) != without_ink.end()) {
        return true;
    }
    return character <= 0x10FFFF && g_unichar_isgraph(character) && g_unichar_type(character) != G_UNICODE_PRIVATE_USE;
}

// Of bytes typed so far: the standard's long codes have a digit as every second byte.
bool may_go_on_as_bytes(std::string_view code) {
    const auto digit_at = [code](std::size_t at) { return code.size() <= at || code[at] == '3'; };
    return code.size() < max_code_digits && code[0] >= '8' && digit_at(2) && digit_at(6);
}

// The characters whose code points begin with the digits typed, all with this test.
class CodePoints {
  public:
    explicit CodePoints(const ShowsCharacter& shows) : shows_(shows) {}

    void add_beginning_so(std::uint32_t value, std::size_t typed, std::size_t digits) {
        const unsigned shift = 4U * static_cast<unsigned>(digits - typed);
        const std::uint32_t first = value << shift;
        const std::uint32_t lowest = digits > 4 ? 0x10000U : 0;
        // Fonts are asked for few characters only: an answer must come within a keystroke.
        const bool near = digits - typed <= 1;
        for (std::uint32_t code = std::max(first, lowest); code < first + (1U << shift); ++code) {
            if (gb18030_han_index(code) || (near && is_writable(code) && shows_(code))) {
                add_unless_there(found_, code);
            }
        }
    }
    [[nodiscard]] std::vector<char32_t> take() { return std::move(found_); }

  private:
    const ShowsCharacter& shows_;
    std::vector<char32_t> found_;
};

std::vector<char32_t> by_code(const RareTable& table, const ShowsCharacter& shows, const Search& search) {
    CodePoints points(shows);
    const std::size_t typed = search.code.size();
    const std::uint32_t value = hex_value(search.code);
    if (typed >= 2 && typed <= 4) {
        points.add_beginning_so(value, typed, 4);
    }
    if (typed >= 3 && typed <= code_point_digits) {
        points.add_beginning_so(value, typed, code_point_digits);
    }
    std::vector<char32_t> found = points.take();
    if (!search.prefixed && (typed == 4 || typed == 8)) {
        put_bytes_first(found, table.by_gb_code(value), value);
    }
    return found;
}

// Fewer digits than the shortest code has may become anything.
Prospect prospect_of(const Search& search, const std::vector<char32_t>& found) {
    constexpr std::size_t shortest = 4;
    const bool open = !found.empty() || search.radical.has_value() || search.code.size() < shortest ||
                      (!search.prefixed && may_go_on_as_bytes(search.code));
    return open ? Prospect::some : Prospect::none;
}

class RareMethod : public InputMethod {
  public:
    RareMethod(RareTable table, ShowsCharacter shows) : table_(std::move(table)), shows_(std::move(shows)) {}

    Answer press(const Key& key) override {
        std::string committed;
        const KeyOutcome outcome = handle(key, committed);
        Answer answer = shown();
        answer.outcome = outcome;
        answer.committed = std::move(committed);
        return answer;
    }

    Answer shown() override {
        Answer answer;
        answer.prospect = prospect_of(search_, found_);
        answer.preedit.text = search_.text();
        answer.preedit.caret_byte = answer.preedit.text.size();
        const std::size_t first = page_ * candidates_per_page;
        const std::size_t end = std::min(found_.size(), first + candidates_per_page);
        for (std::size_t i = first; i < end; ++i) {
            answer.page.candidates.push_back({utf8_of(found_[i]), code_name(found_[i])});
        }
        answer.page.number = page_;
        answer.page.previous = page_ > 0 ? More::yes : More::no;
        answer.page.next = end < found_.size() ? More::yes : More::no;
        return answer;
    }

    void reset() override {
        search_ = {};
        found_.clear();
        page_ = 0;
    }

  private:
    KeyOutcome handle(const Key& key, std::string& committed) {
        if (key.kind == KeyKind::character) {
            type(key.text);
            return KeyOutcome::taken;
        }
        if (search_.empty()) {
            return idle(key, committed);
        }
        switch (key.kind) {
            case KeyKind::space:
            case KeyKind::enter:
                choose(0, committed);
                break;
            case KeyKind::choose:
                choose(page_ * candidates_per_page + key.index, committed);
                break;
            case KeyKind::backspace:
                remove_last();
                break;
            case KeyKind::clear:
                reset();
                break;
            case KeyKind::page_previous:
                page_ -= page_ > 0 ? 1 : 0;
                break;
            case KeyKind::page_next:
                page_ += (page_ + 1) * candidates_per_page < found_.size() ? 1 : 0;
                break;
            case KeyKind::character:
            case KeyKind::caret_left:
            case KeyKind::caret_right:
                break;
        }
        return KeyOutcome::taken;
    }

    static KeyOutcome idle(const Key& key, std::string& committed) {
        if (key.kind == KeyKind::space) {
            committed.assign(1, ' ');
            return KeyOutcome::taken;
        }
        return key.kind == KeyKind::choose ? KeyOutcome::taken : KeyOutcome::passed;
    }

    void type(std::string_view text) {
        if (const auto radical = radical_of(text)) {
            search_ = {};
            search_.radical = radical;
            look();
        } else if (text.size() == 1 && (search_.radical ? add_stroke(text.front()) : add_code(upper(text.front())))) {
            look();
        }
    }

    bool add_stroke(char digit) {
        if (!is_digit(digit) || search_.strokes.size() >= max_stroke_digits) {
            return false;
        }
        search_.strokes += digit;
        return true;
    }

    bool add_code(char letter) {
        if (letter == 'U' && search_.empty()) {
            search_.prefixed = true;
            return true;
        }
        const std::size_t room = search_.prefixed ? max_code_point_digits : max_code_digits;
        if (!is_hex(letter) || search_.code.size() >= room) {
            return false;  // the + of U+ too: it is there already
        }
        search_.code += letter;
        return true;
    }

    void remove_last() {
        if (!search_.strokes.empty()) {
            search_.strokes.pop_back();
        } else if (!search_.code.empty()) {
            search_.code.pop_back();
        } else {
            search_ = {};
        }
        look();
    }

    void look() {
        page_ = 0;
        if (!search_.radical) {
            found_ = by_code(table_, shows_, search_);
            return;
        }
        std::optional<unsigned> strokes;
        if (!search_.strokes.empty()) {
            unsigned count = 0;
            std::from_chars(search_.strokes.data(), search_.strokes.data() + search_.strokes.size(), count);
            strokes = count;
        }
        found_ = table_.by_radical(*search_.radical, strokes);
    }

    void choose(std::size_t index, std::string& committed) {
        const bool on_page = index / candidates_per_page == page_;
        if (index < found_.size() && on_page) {
            committed = utf8_of(found_[index]);
            reset();
        }
    }

    RareTable table_;
    ShowsCharacter shows_;
    Search search_;
    std::vector<char32_t> found_;
    std::size_t page_ = 0;
};

}  // namespace

std::unique_ptr<InputMethod> make_rare_method(RareTable table, ShowsCharacter shows) {
    return std::make_unique<RareMethod>(std::move(table), std::move(shows));
}

}  // namespace bangnin::input
