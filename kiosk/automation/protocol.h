// The automation port's requests: one JSON object a line. Pure: text in, a request or a reason out.
//
// Beside what fingers do, {"do":"press","key":"up|down|left|right|ok|louder|quieter"} presses a key of the keypad.
// While the port is open {"do":"stats"} also tells what the person was to hear since the session began:
// "voice":{"listening":bool,"volume":N,"playing":bool,"spoken":[{"kind","text","language"}]}.
#pragma once

#include <chrono>
#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ui/screen/geometry.h"
#include "ui/screen/keypad.h"

namespace bangnin::kiosk::automation {

/// Longer lines are refused.
inline constexpr std::size_t longest_line = std::size_t{64} * 1024;

struct GetTree {};
struct Tap {
    std::string name;  ///< id, or else label
};
struct Drag {
    screen::Point from;
    screen::Point to;
    std::chrono::milliseconds duration{120};
};
struct Stroke {
    std::string id;
    std::vector<std::vector<screen::Point>> strokes;  ///< 0…1 inside the node
};
struct Enter {
    std::string id;
    std::string text;
};
struct Keys {
    std::string text;
};
struct PressKey {
    screen::KeypadKey key = screen::KeypadKey::ok;
};
enum class WaitFor { screen, label, id };
struct Wait {
    WaitFor what = WaitFor::screen;
    std::string name;
    std::chrono::milliseconds limit{5000};
};
struct Screenshot {
    std::string file;
};
struct AdvanceClock {
    std::chrono::milliseconds by{0};
};
struct GetStats {};
struct Quit {};

using Request =
    std::variant<GetTree, Tap, Drag, Stroke, Enter, Keys, PressKey, Wait, Screenshot, AdvanceClock, GetStats, Quit>;

/// Total over all bytes; the error is a sentence for the caller.
[[nodiscard]] std::expected<Request, std::string> parse_request(std::string_view line);

/// {"ok":false,"error":"…"} without line end.
[[nodiscard]] std::string refusal(std::string_view reason);
/// {"ok":true}.
[[nodiscard]] std::string acceptance();

}  // namespace bangnin::kiosk::automation
