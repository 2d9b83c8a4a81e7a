#pragma once
// The keypad beside the screen: five keys to go through a page with and two for the loudness. To the machine it is a
// keyboard (USB HID); which of a keyboard's keys are meant is written here. Pure.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace bangnin::screen {

enum class KeypadKey : std::uint8_t {
    up,
    down,
    left,  // back
    right,
    ok,
    louder,
    quieter
};

struct KeyPress {
    KeypadKey key = KeypadKey::ok;
    std::chrono::steady_clock::time_point time;
};

// "up", "down", "left", "right", "ok", "louder", "quieter".
[[nodiscard]] std::string_view key_name(KeypadKey key);
[[nodiscard]] std::optional<KeypadKey> key_named(std::string_view name);

// SDL's code of the key (SDL_Keycode) and back: the arrows, Return (also the keypad's and the space bar) as ok, Escape
// and Backspace as left, + and − and the keys of a keyboard's loudness. Other keys mean nothing.
[[nodiscard]] std::optional<KeypadKey> key_of(std::int32_t sdl_keycode);
[[nodiscard]] std::int32_t sdl_keycode(KeypadKey key);

}  // namespace bangnin::screen
