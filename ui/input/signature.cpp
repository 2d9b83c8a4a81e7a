#include "ui/input/signature.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

namespace bangnin::input {
namespace {

constexpr float units_a_mm = 100;
constexpr int format_version = 1;
constexpr std::size_t numbers_a_point = 3;

float within(float value, float least, float greatest) {
    return std::isfinite(value) ? std::clamp(value, least, greatest) : least;
}

int units(float mm) { return static_cast<int>(std::lround(mm * units_a_mm)); }
float mm(std::int64_t units) { return static_cast<float>(units) / units_a_mm; }

std::size_t count_points(const Ink& ink) {
    std::size_t count = 0;
    for (const InkStroke& stroke : ink.strokes) {
        count += stroke.size();
    }
    return count;
}

std::unexpected<SignatureError> refused(const char* reason) { return std::unexpected(SignatureError{reason}); }

// Whole numbers only, within [least, greatest].
std::optional<std::int64_t> number(const nlohmann::json& json, std::int64_t least, std::int64_t greatest) {
    if (!json.is_number_integer()) {
        return std::nullopt;
    }
    if (json.is_number_unsigned() && json.get<std::uint64_t>() > static_cast<std::uint64_t>(greatest)) {
        return std::nullopt;
    }
    const auto value = json.get<std::int64_t>();
    return value < least || value > greatest ? std::nullopt : std::optional(value);
}

std::optional<SignatureField> field_from(const nlohmann::json& json) {
    if (!json.is_array() || json.size() != 2) {
        return std::nullopt;
    }
    const auto width = number(json[0], units(least_side_mm), units(greatest_side_mm));
    const auto height = number(json[1], units(least_side_mm), units(greatest_side_mm));
    if (!width || !height) {
        return std::nullopt;
    }
    return SignatureField{mm(*width), mm(*height)};
}

std::optional<InkStroke> stroke_from(const nlohmann::json& json, const SignatureField& field) {
    if (!json.is_array() || json.empty() || json.size() % numbers_a_point != 0 ||
        json.size() / numbers_a_point > max_signature_points) {
        return std::nullopt;
    }
    InkStroke stroke;
    std::int64_t before = 0;
    for (std::size_t i = 0; i < json.size(); i += numbers_a_point) {
        const auto x = number(json[i], 0, units(field.width_mm));
        const auto y = number(json[i + 1], 0, units(field.height_mm));
        const auto at = number(json[i + 2], before, std::numeric_limits<std::int32_t>::max());
        if (!x || !y || !at) {
            return std::nullopt;
        }
        before = *at;
        stroke.push_back({mm(*x), mm(*y), static_cast<std::int32_t>(*at)});
    }
    return stroke;
}

}  // namespace

float length_mm(const InkStroke& stroke) {
    float length = 0;
    for (std::size_t i = 1; i < stroke.size(); ++i) {
        length += std::hypot(stroke[i].x - stroke[i - 1].x, stroke[i].y - stroke[i - 1].y);
    }
    return length;
}

Signature::Signature(SignatureField field)
    : field_{within(field.width_mm, least_side_mm, greatest_side_mm),
             within(field.height_mm, least_side_mm, greatest_side_mm)} {}

void Signature::begin_stroke(InkPoint point) {
    end_stroke();
    if (ink_.strokes.size() == max_signature_strokes || points_ == max_signature_points || !std::isfinite(point.x) ||
        !std::isfinite(point.y)) {
        return;
    }
    undone_.clear();
    pen_ = Pen::down;
    ink_.strokes.emplace_back();
    add(point);
}

void Signature::extend_stroke(InkPoint point) {
    if (pen_ == Pen::down) {
        add(point);
    }
}

void Signature::end_stroke() { pen_ = Pen::up; }

void Signature::add(InkPoint point) {
    if (points_ == max_signature_points || !std::isfinite(point.x) || !std::isfinite(point.y)) {
        return;
    }
    InkStroke& stroke = ink_.strokes.back();
    // Rounded as it will be kept, so that a signature read back is the one that was drawn.
    point.x = mm(units(std::clamp(point.x, 0.0F, field_.width_mm)));
    point.y = mm(units(std::clamp(point.y, 0.0F, field_.height_mm)));
    point.at_ms = std::max(point.at_ms, stroke.empty() ? 0 : stroke.back().at_ms);
    stroke.push_back(point);
    ++points_;
}

void Signature::clear() {
    end_stroke();
    ink_.strokes.clear();
    undone_.clear();
    points_ = 0;
}

void Signature::undo() {
    end_stroke();
    if (can_undo()) {
        undone_.push_back(std::move(ink_.strokes.back()));
        ink_.strokes.pop_back();
        points_ = count_points(ink_);
    }
}

void Signature::redo() {
    end_stroke();
    if (can_redo()) {
        ink_.strokes.push_back(std::move(undone_.back()));
        undone_.pop_back();
        points_ = count_points(ink_);
    }
}

InkAmount Signature::amount() const {
    const bool enough =
        std::ranges::any_of(ink_.strokes, [](const InkStroke& stroke) { return length_mm(stroke) >= enough_ink_mm; });
    return enough ? InkAmount::enough : InkAmount::too_little;
}

std::string to_json(const Signature& signature) {
    nlohmann::json strokes = nlohmann::json::array();
    for (const InkStroke& stroke : signature.ink().strokes) {
        nlohmann::json numbers = nlohmann::json::array();
        for (const InkPoint& point : stroke) {
            numbers.push_back(units(point.x));
            numbers.push_back(units(point.y));
            numbers.push_back(point.at_ms);
        }
        strokes.push_back(std::move(numbers));
    }
    nlohmann::ordered_json json;
    json["v"] = format_version;
    json["size"] = {units(signature.field().width_mm), units(signature.field().height_mm)};
    json["strokes"] = strokes;
    return json.dump();
}

std::expected<Signature, SignatureError> signature_from_json(std::string_view text) {
    if (text.size() > max_signature_json_bytes) {
        return refused("a signature of too many bytes");
    }
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object() || json.size() != 3 || !json.contains("v") || !json.contains("size") ||
        !json.contains("strokes")) {
        return refused("not a signature");
    }
    if (json["v"] != format_version) {
        return refused("a signature of an unknown version");
    }
    const auto field = field_from(json["size"]);
    const auto& strokes = json["strokes"];
    if (!field || !strokes.is_array() || strokes.size() > max_signature_strokes) {
        return refused("a signature of a wrong size");
    }
    Signature signature(*field);
    std::size_t points = 0;
    for (const auto& numbers : strokes) {
        const auto stroke = stroke_from(numbers, *field);
        if (stroke) points += stroke->size();
        if (!stroke || points > max_signature_points) return refused("a signature's stroke is broken or too long");
        signature.begin_stroke(stroke->front());
        for (std::size_t i = 1; i < stroke->size(); ++i) {
            signature.extend_stroke((*stroke)[i]);
        }
        signature.end_stroke();
    }
    return signature;
}

}  // namespace bangnin::input
