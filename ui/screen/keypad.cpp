#include "ui/screen/keypad.h"

#include <SDL_keycode.h>

#include <array>
#include <utility>

namespace bangnin::screen {
namespace {

constexpr std::array<std::pair<KeypadKey, std::string_view>, 7> names{{{KeypadKey::up, "up"},
                                                                       {KeypadKey::down, "down"},
                                                                       {KeypadKey::left, "left"},
                                                                       {KeypadKey::right, "right"},
                                                                       {KeypadKey::ok, "ok"},
                                                                       {KeypadKey::louder, "louder"},
                                                                       {KeypadKey::quieter, "quieter"}}};

}  // namespace

std::string_view key_name(KeypadKey key) { return names.at(static_cast<std::size_t>(key)).second; }

std::optional<KeypadKey> key_named(std::string_view name) {
    for (const auto& [key, known] : names) {
        if (known == name) {
            return key;
        }
    }
    return std::nullopt;
}

std::optional<KeypadKey> key_of(std::int32_t sdl_keycode) {
    switch (sdl_keycode) {
        case SDLK_UP:
            return KeypadKey::up;
        case SDLK_DOWN:
            return KeypadKey::down;
        case SDLK_LEFT:
        case SDLK_ESCAPE:
        case SDLK_BACKSPACE:
        case SDLK_AC_BACK:
            return KeypadKey::left;
        case SDLK_RIGHT:
            return KeypadKey::right;
        case SDLK_RETURN:
        case SDLK_KP_ENTER:
        case SDLK_SPACE:
            return KeypadKey::ok;
        case SDLK_PLUS:
        case SDLK_EQUALS:  // the same key as + without shift
        case SDLK_KP_PLUS:
        case SDLK_VOLUMEUP:
            return KeypadKey::louder;
        case SDLK_MINUS:
        case SDLK_KP_MINUS:
        case SDLK_VOLUMEDOWN:
            return KeypadKey::quieter;
        default:
            return std::nullopt;
    }
}

std::int32_t sdl_keycode(KeypadKey key) {
    constexpr std::array<std::int32_t, 7> codes{SDLK_UP,     SDLK_DOWN, SDLK_LEFT, SDLK_RIGHT,
                                                SDLK_RETURN, SDLK_PLUS, SDLK_MINUS};
    return codes.at(static_cast<std::size_t>(key));
}

}  // namespace bangnin::screen
