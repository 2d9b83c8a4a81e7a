#include "ui/input/text_field.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

namespace bangnin::input {
namespace {

std::string_view marked(const TextField& field, std::string& storage) {
    storage = field.text();
    storage.insert(field.caret_byte(), "|");
    return storage;
}

#define EXPECT_FIELD(field, expected)                    \
    do {                                                 \
        std::string storage;                             \
        EXPECT_EQ(marked((field), storage), (expected)); \
    } while (false)

TEST(TextField, TypesAndDeletesWholeCharacters) {
    TextField field({});
    EXPECT_EQ(field.insert("李䶮"), Inserted::all);
    EXPECT_EQ(field.insert("𠮷"), Inserted::all);
    EXPECT_EQ(field.characters(), 3U);
    field.backspace();
    EXPECT_FIELD(field, "李䶮|");
    field.move(Move::left);
    EXPECT_FIELD(field, "李|䶮");
    field.remove_next();
    EXPECT_FIELD(field, "李|");
    field.remove_next();
    field.move(Move::start);
    field.backspace();
    EXPECT_FIELD(field, "|李");
}

TEST(TextField, KeepsClustersTogether) {
    TextField field({}, "e\u0301ᠮ᠋葛\U000E0100");
    EXPECT_EQ(field.characters(), 3U);
    field.backspace();
    field.backspace();
    EXPECT_FIELD(field, "e\u0301|");
    field.move(Move::left);
    EXPECT_EQ(field.caret_byte(), 0U);
    field.place(2);
    EXPECT_EQ(field.caret_byte(), 0U) << "never inside";
    field.move(Move::right);
    field.backspace();
    EXPECT_EQ(field.text(), "");
}

TEST(TextField, SelectsAndReplaces) {
    TextField field({}, "鄂伦春旗");
    field.move(Move::start);
    field.move(Move::right);
    field.move(Move::right, Selecting::yes);
    field.move(Move::right, Selecting::yes);
    EXPECT_EQ(field.selected(), "伦春");
    EXPECT_EQ(field.selection_start_byte(), 3U);
    EXPECT_EQ(field.selection_end_byte(), 9U);
    EXPECT_EQ(field.insert("温克"), Inserted::all);
    EXPECT_FIELD(field, "鄂温克|旗");
    field.select_all();
    field.backspace();
    EXPECT_EQ(field.text(), "");
}

TEST(TextField, LeavesASelectionAtItsEnds) {
    TextField field({}, "abcd");
    field.place(1);
    field.place(3, Selecting::yes);
    field.move(Move::left);
    EXPECT_FIELD(field, "a|bcd");
    field.place(3, Selecting::yes);
    field.move(Move::right);
    EXPECT_FIELD(field, "abc|d");
    EXPECT_EQ(field.selected(), "");
    field.move(Move::start, Selecting::yes);
    EXPECT_EQ(field.selected(), "abc");
    field.remove_next();
    EXPECT_FIELD(field, "|d");
}

TEST(TextField, TakesWhatItsKindAllows) {
    TextField phone({.allowed = Allowed::digits, .max_characters = 11});
    EXPECT_EQ(phone.insert("138-0013 8000"), Inserted::part);
    EXPECT_EQ(phone.text(), "13800138000");
    EXPECT_EQ(phone.insert("9"), Inserted::nothing);
    TextField code({.allowed = Allowed::code});
    EXPECT_EQ(code.insert("91150723MA0X李９"), Inserted::part);
    EXPECT_EQ(code.text(), "91150723MA0X");
    TextField amount({.allowed = Allowed::number});
    EXPECT_EQ(amount.insert("12.5万"), Inserted::part);
    EXPECT_EQ(amount.text(), "12.5");
    TextField line({});
    EXPECT_EQ(line.insert("a\nb\tc\x1B"), Inserted::part);
    EXPECT_EQ(line.text(), "abc");
    TextField lines({.lines = Lines::many});
    EXPECT_EQ(lines.insert("a\nb"), Inserted::all);
    EXPECT_EQ(lines.text(), "a\nb");
}

TEST(TextField, CutsAtItsLengthAndLeavesOutWhatIsNoText) {
    TextField field({.max_characters = 3});
    EXPECT_EQ(field.insert("李\xFF明\xE6\x98𠮷春"), Inserted::part);
    EXPECT_EQ(field.text(), "李明𠮷");
    field.move(Move::left, Selecting::yes);
    EXPECT_EQ(field.insert("春天"), Inserted::part) << "the selection makes room for one";
    EXPECT_EQ(field.text(), "李明春");
    EXPECT_EQ(field.insert("天"), Inserted::nothing);
    field.select_all();
    EXPECT_EQ(field.insert("\x01"), Inserted::nothing);
    EXPECT_EQ(field.selected(), "李明春") << "nothing put in, nothing lost";
}

TEST(TextField, HoldsMarksWithoutEnd) {
    TextField field({.max_characters = 2}, "e");
    for (int i = 0; i < 1000; ++i) {
        field.insert("\u0301");
    }
    EXPECT_EQ(field.characters(), 1U);
    EXPECT_LE(field.text().size(), 2 * field_bytes_per_character);
}

TEST(TextField, WipesWhatItDrops) {
    TextField field({}, "李小明的秘密");
    const char* memory = field.text().data();
    field.move(Move::left);
    field.backspace();
    EXPECT_EQ(std::string_view(memory + field.text().size(), 4), std::string_view("\0\0\0\0", 4));
    field.clear();
    EXPECT_EQ(field.text().data(), memory) << "never moved";
    EXPECT_EQ(std::string_view(memory, 18), std::string_view("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 18));
    EXPECT_EQ(field.characters(), 0U);
    EXPECT_EQ(field.insert("王"), Inserted::all);
}

// The simplest thing that could be right: a list of characters that never join, two places in it.
struct Model {
    std::vector<std::string> characters;
    std::size_t caret = 0;
    std::size_t anchor = 0;
    std::size_t most = 0;

    std::size_t low() const { return std::min(caret, anchor); }
    std::size_t high() const { return std::max(caret, anchor); }
    void erase(std::size_t from, std::size_t to) {
        characters.erase(characters.begin() + static_cast<std::ptrdiff_t>(from),
                         characters.begin() + static_cast<std::ptrdiff_t>(to));
        caret = anchor = from;
    }
    void insert(const std::vector<std::string>& more) {
        const std::size_t room = most - (characters.size() - (high() - low()));
        const std::size_t count = std::min(room, more.size());
        if (count == 0) {
            return;
        }
        const std::size_t at = low();
        erase(low(), high());
        characters.insert(characters.begin() + static_cast<std::ptrdiff_t>(at), more.begin(),
                          more.begin() + static_cast<std::ptrdiff_t>(count));
        caret = anchor = at + count;
    }
    void backspace() {
        if (low() != high()) {
            erase(low(), high());
        } else if (caret > 0) {
            erase(caret - 1, caret);
        }
    }
    void remove_next() {
        if (low() != high()) {
            erase(low(), high());
        } else if (caret < characters.size()) {
            erase(caret, caret + 1);
        }
    }
    void move(Move way, Selecting selecting) {
        const bool leaving = low() != high() && selecting == Selecting::no;
        if (way == Move::left) {
            caret = leaving ? low() : caret - (caret > 0 ? 1 : 0);
        } else if (way == Move::right) {
            caret = leaving ? high() : std::min(caret + 1, characters.size());
        } else {
            caret = way == Move::start ? 0 : characters.size();
        }
        if (selecting == Selecting::no) {
            anchor = caret;
        }
    }
    std::size_t byte_of(std::size_t place) const {
        std::size_t bytes = 0;
        for (std::size_t i = 0; i < place; ++i) {
            bytes += characters[i].size();
        }
        return bytes;
    }
    std::string text() const {
        std::string all;
        for (const std::string& character : characters) {
            all += character;
        }
        return all;
    }
};

void same_step(std::mt19937& random, TextField& field, Model& model) {
    constexpr std::array<std::string_view, 6> alphabet{"李", "𠮷", "a", "7", "e\u0301", "，"};
    const Selecting selecting = random() % 2 == 0 ? Selecting::no : Selecting::yes;
    switch (random() % 6) {
        case 0: {
            std::vector<std::string> typed(random() % 4);
            std::string joined;
            for (std::string& character : typed) {
                character = alphabet[random() % alphabet.size()];
                joined += character;
            }
            field.insert(joined);
            model.insert(typed);
            break;
        }
        case 1:
            field.backspace();
            model.backspace();
            break;
        case 2:
            field.remove_next();
            model.remove_next();
            break;
        case 3: {
            const std::size_t place = random() % (model.characters.size() + 1);
            field.place(model.byte_of(place), selecting);
            model.caret = place;
            model.anchor = selecting == Selecting::no ? place : model.anchor;
            break;
        }
        default: {
            const Move way = static_cast<Move>(random() % 4);
            field.move(way, selecting);
            model.move(way, selecting);
        }
    }
}

TEST(TextField, DoesAsTheModelDoes) {
    for (unsigned seed = 1; seed <= 40; ++seed) {
        std::mt19937 random(seed);
        const std::size_t most = 1 + random() % 20;
        TextField field({.max_characters = most});
        Model model{.characters = {}, .caret = 0, .anchor = 0, .most = most};
        for (int step = 0; step < 500; ++step) {
            same_step(random, field, model);
            ASSERT_EQ(field.text(), model.text()) << "seed " << seed << " step " << step;
            ASSERT_EQ(field.caret_byte(), model.byte_of(model.caret));
            ASSERT_EQ(field.selection_start_byte(), model.byte_of(model.low()));
            ASSERT_EQ(field.selection_end_byte(), model.byte_of(model.high()));
            ASSERT_EQ(field.characters(), model.characters.size());
        }
    }
}

// Joining characters, marks, halves of everything and plain noise: the promises that hold for any bytes.
TEST(TextField, KeepsItsPromisesWhateverIsTyped) {
    constexpr std::array<std::string_view, 12> pieces{"\u0301", "\u200D", "👩", "👧", "🇨",        "🇳",
                                                      "ᠮ",      "᠋",       "가", "ᆨ",  "\xF0\x9F", "\r\n"};
    std::mt19937 random(9);
    TextField field({.max_characters = 12, .lines = Lines::many});
    for (int step = 0; step < 20'000; ++step) {
        std::string typed(pieces[random() % pieces.size()]);
        if (random() % 8 == 0) {
            typed += static_cast<char>(random());
        }
        switch (random() % 5) {
            case 0:
                field.backspace();
                break;
            case 1:
                field.remove_next();
                break;
            case 2:
                field.place(random() % 200, random() % 2 == 0 ? Selecting::no : Selecting::yes);
                break;
            default:
                field.insert(typed);
        }
        ASSERT_LE(field.characters(), 12U);
        ASSERT_LE(field.text().size(), 12 * field_bytes_per_character);
        ASSERT_LE(field.selection_end_byte(), field.text().size());
        ASSERT_EQ(TextField(field.rules(), field.text()).text(), field.text()) << "valid and allowed";
    }
}

}  // namespace
}  // namespace bangnin::input
