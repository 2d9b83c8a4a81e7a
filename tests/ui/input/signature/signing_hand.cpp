#include "tests/ui/input/signature/signing_hand.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>
#include <vector>

namespace bangnin::input {
namespace {

using Corners = std::vector<std::pair<float, float>>;

// A hand does not stop at corners, it goes round them (Chaikin's corner cutting).
Corners rounded(const Corners& corners) {
    Corners cut{corners.front()};
    for (std::size_t i = 0; i + 1 < corners.size(); ++i) {
        const auto [ax, ay] = corners[i];
        const auto [bx, by] = corners[i + 1];
        cut.emplace_back(ax * 0.75F + bx * 0.25F, ay * 0.75F + by * 0.25F);
        cut.emplace_back(ax * 0.25F + bx * 0.75F, ay * 0.25F + by * 0.75F);
    }
    cut.push_back(corners.back());
    return cut;
}

// The hand is slow where it turns and fast between.
void draw(Signature& signature, const Corners& taught, std::int32_t& at_ms) {
    const Corners corners = rounded(rounded(taught));
    constexpr std::int32_t frame_ms = 16;
    signature.begin_stroke({corners.front().first, corners.front().second, at_ms});
    for (std::size_t i = 1; i < corners.size(); ++i) {
        const float dx = corners[i].first - corners[i - 1].first;
        const float dy = corners[i].second - corners[i - 1].second;
        const float length = std::hypot(dx, dy);
        const int parts = std::max(1, static_cast<int>(length / (length > 4 ? 3.2F : 1.1F)));
        for (int part = 1; part <= parts; ++part) {
            const float share = static_cast<float>(part) / static_cast<float>(parts);
            at_ms += frame_ms;
            signature.extend_stroke({corners[i - 1].first + dx * share, corners[i - 1].second + dy * share, at_ms});
        }
    }
    signature.end_stroke();
    at_ms += 120;
}

}  // namespace

Signature signed_name() {
    Signature signature({120, 50});
    std::int32_t at_ms = 0;
    draw(signature, {{12, 13}, {42, 11}}, at_ms);
    draw(signature, {{27, 4}, {27, 24}, {14, 23}, {27, 13}, {34, 19}, {46, 24}}, at_ms);
    draw(signature, {{18, 28}, {37, 26}, {28, 32}, {30, 44}, {25, 42}}, at_ms);
    draw(signature, {{10, 36}, {48, 33}}, at_ms);
    draw(signature, {{62, 12}, {62, 36}, {63, 12}, {76, 11}, {75, 33}, {63, 23}, {74, 22}, {63, 34}, {75, 33}}, at_ms);
    draw(signature, {{90, 7}, {89, 26}, {80, 45}}, at_ms);
    draw(signature, {{90, 7}, {106, 6}, {106, 30}, {105, 45}, {98, 40}, {90, 18}, {105, 17}, {90, 28}, {112, 26}},
         at_ms);
    return signature;
}

Signature scribble(std::uint32_t seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<float> any(-20, 140);
    std::normal_distribution<float> step(0, 3);
    Signature signature({120, 50});
    const unsigned strokes = 1 + random() % 8;
    std::int32_t at_ms = 0;
    for (unsigned s = 0; s < strokes; ++s) {
        InkPoint point{any(random), any(random) / 2, at_ms};
        signature.begin_stroke(point);
        for (unsigned n = random() % 120; n > 0; --n) {
            const bool rests = random() % 6 == 0;
            point.x += rests ? 0 : step(random);
            point.y += rests ? 0 : step(random);
            point.at_ms += static_cast<std::int32_t>(random() % 40) - 5;
            signature.extend_stroke(point);
        }
        signature.end_stroke();
        at_ms = point.at_ms + 50;
    }
    return signature;
}

}  // namespace bangnin::input
