// A field under any edits with any bytes: it keeps to its length, its caret stays on stops, its text stays allowed.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "ui/input/text_field.h"

namespace {

using namespace bangnin::input;

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

void edit(TextField& field, std::uint8_t command, std::string_view bytes) {
    const Selecting selecting = (command & 0x80U) != 0 ? Selecting::yes : Selecting::no;
    switch (command % 8) {
        case 0:
            field.backspace();
            break;
        case 1:
            field.remove_next();
            break;
        case 2:
            field.select_all();
            break;
        case 3:
            field.place(bytes.size(), selecting);
            break;
        case 4:
            field.move(static_cast<Move>(command / 8 % 4), selecting);
            break;
        default:
            field.insert(bytes);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) {
        return 0;
    }
    TextField field({.allowed = static_cast<Allowed>(data[0] % 4),
                     .max_characters = data[1] % 32U,
                     .lines = (data[1] & 0x80U) != 0 ? Lines::many : Lines::one});
    std::string_view rest(reinterpret_cast<const char*>(data) + 2, size - 2);
    while (rest.size() >= 2) {
        const auto command = static_cast<std::uint8_t>(rest[0]);
        const std::string_view bytes = rest.substr(2, static_cast<std::uint8_t>(rest[1]) % 24U);
        edit(field, command, bytes);
        rest.remove_prefix(2 + bytes.size());
        require(field.characters() <= field.rules().max_characters);
        require(field.selection_end_byte() <= field.text().size());
        require(TextField(field.rules(), field.text()).text() == field.text());
    }
    return 0;
}
