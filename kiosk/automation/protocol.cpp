#include "kiosk/automation/protocol.h"

#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

namespace bangnin::kiosk::automation {

namespace {

using Json = nlohmann::json;
using Parsed = std::expected<Request, std::string>;

constexpr std::size_t most_strokes = 200;
constexpr std::size_t most_points = 5000;
constexpr int deepest = 6;

std::unexpected<std::string> wrong(std::string reason) { return std::unexpected(std::move(reason)); }

std::optional<std::string> text_in(const Json& request, const char* key) {
    const auto found = request.find(key);
    if (found == request.end() || !found->is_string()) {
        return std::nullopt;
    }
    return found->get<std::string>();
}

std::optional<double> number_in(const Json& request, const char* key, double least, double most) {
    const auto found = request.find(key);
    if (found == request.end() || !found->is_number()) {
        return std::nullopt;
    }
    const double value = found->get<double>();
    return value >= least && value <= most ? std::optional{value} : std::nullopt;
}

std::optional<screen::Point> point_of(const Json& value) {
    if (!value.is_array() || value.size() != 2 || !value[0].is_number() || !value[1].is_number()) {
        return std::nullopt;
    }
    const screen::Point point{value[0].get<float>(), value[1].get<float>()};
    const bool usable =
        std::isfinite(point.x) && std::isfinite(point.y) && std::abs(point.x) < 1e5F && std::abs(point.y) < 1e5F;
    return usable ? std::optional{point} : std::nullopt;
}

Parsed parse_tap(const Json& request) {
    auto name = text_in(request, "id");
    if (!name) {
        name = text_in(request, "label");
    }
    if (!name) {
        return wrong("tap needs an id or a label");
    }
    return Tap{*name};
}

Parsed parse_drag(const Json& request) {
    const auto from = request.contains("from") ? point_of(request["from"]) : std::nullopt;
    const auto to = request.contains("to") ? point_of(request["to"]) : std::nullopt;
    if (!from || !to) {
        return wrong("drag needs from and to as [x,y]");
    }
    const auto duration = request.contains("ms") ? number_in(request, "ms", 0, 10'000) : std::optional{120.0};
    if (!duration) {
        return wrong("ms must be a number from 0 to 10000");
    }
    return Drag{*from, *to, std::chrono::milliseconds{static_cast<int>(*duration)}};
}

Parsed parse_stroke(const Json& request) {
    const auto id = text_in(request, "id");
    const auto found = request.find("strokes");
    if (!id || found == request.end() || !found->is_array() || found->size() > most_strokes) {
        return wrong("stroke needs an id and a list of strokes");
    }
    Stroke parsed{.id = *id, .strokes = {}};
    std::size_t points = 0;
    for (const auto& stroke : *found) {
        points += stroke.size();
        if (!stroke.is_array() || stroke.empty() || points > most_points) {
            return wrong("a stroke is a list of points");
        }
        auto& line = parsed.strokes.emplace_back();
        for (const auto& value : stroke) {
            const auto point = point_of(value);
            if (!point || point->x < 0 || point->x > 1 || point->y < 0 || point->y > 1) {
                return wrong("points are [x,y] from 0 to 1");
            }
            line.push_back(*point);
        }
    }
    return parsed;
}

Parsed parse_wait(const Json& request) {
    Wait wait;
    const std::array<std::pair<const char*, WaitFor>, 3> kinds{
        {{"screen", WaitFor::screen}, {"label", WaitFor::label}, {"id", WaitFor::id}}};
    bool named = false;
    for (const auto& [key, what] : kinds) {
        if (const auto name = text_in(request, key); name && !named) {
            wait.what = what;
            wait.name = *name;
            named = true;
        }
    }
    if (!named) {
        return wrong("wait needs a screen, a label or an id");
    }
    const auto limit = request.contains("ms") ? number_in(request, "ms", 0, 600'000) : std::optional{5000.0};
    if (!limit) {
        return wrong("ms must be a number from 0 to 600000");
    }
    wait.limit = std::chrono::milliseconds{static_cast<int>(*limit)};
    return wait;
}

Parsed parse_clock(const Json& request) {
    const auto seconds = number_in(request, "advance_s", 0, 366.0 * 24 * 3600);
    if (!seconds) {
        return wrong("clock needs advance_s, a number of seconds");
    }
    return AdvanceClock{std::chrono::milliseconds{static_cast<long long>(*seconds * 1000)}};
}

Parsed parse_text(const Json& request, const std::string& what) {
    const auto text = text_in(request, "text");
    if (what == "keys") {
        return text ? Parsed{Keys{*text}} : wrong("keys needs a text");
    }
    const auto id = text_in(request, "id");
    return id && text ? Parsed{Enter{*id, *text}} : wrong("enter needs an id and a text");
}

Parsed parse_press(const Json& request) {
    const auto name = text_in(request, "key");
    const auto key = name ? screen::key_named(*name) : std::nullopt;
    return key ? Parsed{PressKey{*key}} : wrong("press needs a key: up, down, left, right, ok, louder or quieter");
}

Parsed parse_object(const Json& request) {
    const auto what = text_in(request, "do");
    if (!what) {
        return wrong("a request says what to do: {\"do\":\"…\"}");
    }
    if (*what == "tree") return GetTree{};
    if (*what == "tap") return parse_tap(request);
    if (*what == "drag") return parse_drag(request);
    if (*what == "stroke") return parse_stroke(request);
    if (*what == "enter" || *what == "keys") return parse_text(request, *what);
    if (*what == "press") return parse_press(request);
    if (*what == "wait") return parse_wait(request);
    if (*what == "screenshot") {
        const auto file = text_in(request, "file");
        return file && !file->empty() ? Parsed{Screenshot{*file}} : wrong("screenshot needs a file");
    }
    if (*what == "clock") return parse_clock(request);
    if (*what == "stats") return GetStats{};
    if (*what == "quit") return Quit{};
    return wrong("nothing is known about \"" + *what + "\"");
}

/// JSON nested deeper than any request would only cost stack.
bool too_deep(std::string_view line) {
    int depth = 0;
    for (const char c : line) {
        depth += c == '[' || c == '{' ? 1 : 0;
        depth -= c == ']' || c == '}' ? 1 : 0;
        if (depth > deepest) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::expected<Request, std::string> parse_request(std::string_view line) {
    if (line.size() > longest_line) {
        return wrong("the line is too long");
    }
    // Brackets inside texts count too: a text with seven of them on one side is refused, which no request needs.
    if (too_deep(line)) {
        return wrong("nested too deeply");
    }
    const auto request = Json::parse(line, nullptr, false);
    if (!request.is_object()) {
        return wrong("not a JSON object");
    }
    return parse_object(request);
}

std::string refusal(std::string_view reason) {
    return Json{{"ok", false}, {"error", reason}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string acceptance() { return R"({"ok":true})"; }

}  // namespace bangnin::kiosk::automation
