#include "ui/input/handwriting/zinnia_matcher.h"

#include <zinnia.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include "ui/input/handwriting/shape.h"

namespace bangnin::input {
namespace {

constexpr std::size_t box = 1000;            // zinnia's field, in its own units
constexpr float margin = 0.15F;              // of the field, left around the ink on each side
constexpr std::size_t points_a_stroke = 48;  // zinnia looks at few points of a stroke; more only cost time

struct Frame {
    float left = 0, top = 0, scale = 0, shift_x = 0, shift_y = 0;

    [[nodiscard]] int x(float value) const { return on_field((value - left) * scale + shift_x); }
    [[nodiscard]] int y(float value) const { return on_field((value - top) * scale + shift_y); }

    static int on_field(float value) {
        return static_cast<int>(std::clamp(std::round(value), 0.0F, static_cast<float>(box - 1)));
    }
};

// The ink in the middle of the field, as large as the margin lets it be.
Frame frame_of(const Ink& ink) {
    float left = ink.strokes.front().front().x, right = left;
    float top = ink.strokes.front().front().y, bottom = top;
    for (const InkStroke& stroke : ink.strokes) {
        for (const InkPoint& point : stroke) {
            left = std::min(left, point.x);
            right = std::max(right, point.x);
            top = std::min(top, point.y);
            bottom = std::max(bottom, point.y);
        }
    }
    const float side = std::max({right - left, bottom - top, 1e-6F});
    const auto field = static_cast<float>(box);
    const float scale = field * (1 - 2 * margin) / side;
    return {left, top, scale, (field - (right - left) * scale) / 2, (field - (bottom - top) * scale) / 2};
}

using Character = std::unique_ptr<zinnia::Character>;

Character character_of(const Ink& ink) {
    Character character(zinnia::createCharacter());
    character->clear();
    character->set_width(box);
    character->set_height(box);
    const Frame frame = frame_of(ink);
    for (std::size_t s = 0; s < ink.strokes.size(); ++s) {
        const InkStroke& stroke = ink.strokes[s];
        const std::size_t count = std::min(stroke.size(), points_a_stroke);
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t from = count == 1 ? 0 : i * (stroke.size() - 1) / (count - 1);
            character->add(s, frame.x(stroke[from].x), frame.y(stroke[from].y));
        }
    }
    return character;
}

}  // namespace

struct ZinniaMatcher::Engine {
    std::unique_ptr<zinnia::Recognizer> recognizer;
};

ZinniaMatcher::ZinniaMatcher(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}
ZinniaMatcher::~ZinniaMatcher() = default;

std::expected<std::unique_ptr<ZinniaMatcher>, ZinniaError> ZinniaMatcher::create(const std::filesystem::path& model) {
    auto engine = std::make_unique<Engine>();
    engine->recognizer.reset(zinnia::createRecognizer());
    if (!engine->recognizer || !engine->recognizer->open(model.c_str())) {
        const char* why = engine->recognizer ? engine->recognizer->what() : "no memory";
        return std::unexpected(ZinniaError{model.string() + ": " + why});
    }
    return std::unique_ptr<ZinniaMatcher>(new ZinniaMatcher(std::move(engine)));
}

std::vector<Match> ZinniaMatcher::match(const Ink& ink, std::size_t limit) {
    const Ink clean = clean_ink(ink);
    if (clean.strokes.empty()) {
        return {};
    }
    const Character character = character_of(clean);
    const std::unique_ptr<zinnia::Result> result(engine_->recognizer->classify(*character, limit));
    std::vector<Match> matches;
    for (std::size_t i = 0; result && i < result->size() && matches.size() < limit; ++i) {
        matches.push_back({result->value(i), result->score(i)});
    }
    return matches;
}

}  // namespace bangnin::input
