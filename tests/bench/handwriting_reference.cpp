#include "tests/bench/handwriting_reference.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

namespace bangnin::bench {
namespace {

using input::Ink;
using input::InkPoint;
using input::InkStroke;

constexpr float kanjivg_box = 109;

// One path's data: moves and cubic curves, absolute or relative, as KanjiVG has them.
class PathReader {
  public:
    explicit PathReader(std::string_view data) : rest_(data) {}

    // Nothing for what is no such path.
    [[nodiscard]] std::optional<InkStroke> read() {
        while (skip_separators(), !rest_.empty()) {
            if (is_letter(rest_.front())) {
                command_ = rest_.front();
                rest_.remove_prefix(1);
            }
            if (!step()) {
                return std::nullopt;
            }
        }
        return corners_.size() > 1 ? std::optional(corners_) : std::nullopt;
    }

  private:
    static bool is_letter(char sign) { return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z'); }

    void skip_separators() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" ,\t\n"), rest_.size())); }
    bool step() {
        switch (command_) {
            case 'M':
            case 'm':
                return move();
            case 'C':
            case 'c':
                return curve(CurveFrom::first_handle);
            case 'S':
            case 's':
                return curve(CurveFrom::last_handle);
            default:
                return false;
        }
    }
    std::optional<float> number() {
        skip_separators();
        float value = 0;
        const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        if (error != std::errc()) {
            return std::nullopt;
        }
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        return value;
    }
    // Relative to where the last curve ended, for the small letters.
    std::optional<InkPoint> read_point() {
        const auto x = number();
        const auto y = number();
        if (!x || !y) {
            return std::nullopt;
        }
        const bool relative = command_ >= 'a' && !corners_.empty();
        const InkPoint from = relative ? corners_.back() : InkPoint{};
        return InkPoint{from.x + *x, from.y + *y, 0};
    }
    bool move() {
        const auto at = read_point();
        if (!at) {
            return false;
        }
        corners_.push_back(*at);
        mirrored_ = at;
        return true;
    }
    // S and s leave the first handle to the curve before.
    enum class CurveFrom { first_handle, last_handle };
    bool curve(CurveFrom from) {
        const auto first = from == CurveFrom::first_handle ? read_point() : mirrored_;
        const auto second = read_point();
        const auto end = read_point();
        if (!first || !second || !end || corners_.empty()) {
            return false;
        }
        constexpr int pieces = 12;
        const InkPoint start = corners_.back();
        for (int i = 1; i <= pieces; ++i) {
            const float t = static_cast<float>(i) / pieces;
            const float u = 1 - t;
            const std::array<float, 4> weights{u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t};
            corners_.push_back(
                {weights[0] * start.x + weights[1] * first->x + weights[2] * second->x + weights[3] * end->x,
                 weights[0] * start.y + weights[1] * first->y + weights[2] * second->y + weights[3] * end->y, 0});
        }
        mirrored_ = InkPoint{2 * end->x - second->x, 2 * end->y - second->y, 0};
        return true;
    }

    std::string_view rest_;
    char command_ = ' ';
    InkStroke corners_;
    std::optional<InkPoint> mirrored_;  // the second handle of the last curve, about its end
};

std::string whole_file(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

char32_t code_of(std::string_view text) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const std::size_t length = text.size();
    char32_t code = length == 1 ? byte(0) : byte(0) & (0x7FU >> length);
    for (std::size_t at = 1; at < length; ++at) {
        code = code << 6U | (byte(at) & 0x3FU);
    }
    return code;
}

}  // namespace

std::optional<Ink> strokes_of_svg(std::string_view svg) {
    Ink ink;
    constexpr std::string_view beginning = " d=\"";
    for (std::size_t at = svg.find(beginning); at != std::string_view::npos; at = svg.find(beginning, at)) {
        at += beginning.size();
        const auto stroke = PathReader(svg.substr(at, svg.find('"', at) - at)).read();
        if (!stroke) {
            return std::nullopt;
        }
        ink.strokes.push_back(*stroke);
    }
    return ink.strokes.empty() ? std::nullopt : std::optional(std::move(ink));
}

std::optional<WrittenCharacter> from_kanjivg(const std::filesystem::path& folder, const std::string& text) {
    std::array<char, 16> name{};
    std::snprintf(name.data(), name.size(), "%05x.svg", static_cast<unsigned>(code_of(text)));
    auto ink = strokes_of_svg(whole_file(folder / "kanjivg/package/dist/main" / name.data()));
    if (!ink) {
        return std::nullopt;
    }
    for (InkStroke& stroke : ink->strokes) {
        for (InkPoint& point : stroke) {
            point.x *= writing_box / kanjivg_box;
            point.y *= writing_box / kanjivg_box;
        }
        stroke = sampled(stroke);
    }
    return WrittenCharacter{text, std::move(*ink)};
}

std::optional<WrittenCharacter> from_hanzi_writer(const std::filesystem::path& folder, const std::string& text) {
    constexpr float top_of_box = 900;  // y runs upwards there, from −124
    const auto json =
        nlohmann::json::parse(whole_file(folder / "hanzi-writer/package" / (text + ".json")), nullptr, false);
    if (!json.is_object() || !json.contains("medians")) {
        return std::nullopt;
    }
    WrittenCharacter character{text, {}};
    for (const auto& median : json["medians"]) {
        InkStroke corners;
        for (const auto& point : median) {
            corners.push_back({point.at(0).get<float>(), top_of_box - point.at(1).get<float>(), 0});
        }
        if (!corners.empty()) {
            character.ink.strokes.push_back(sampled(corners));
        }
    }
    return character;
}

}  // namespace bangnin::bench
