#include "tests/ui/input/handwriting/written.h"

#include <algorithm>
#include <utility>

namespace bangnin::input {
namespace {

using Corners = std::vector<std::pair<float, float>>;

Ink drawn(const std::vector<Corners>& strokes) {
    Ink ink;
    for (const Corners& corners : strokes) {
        InkStroke stroke;
        for (std::size_t i = 0; i + 1 < corners.size(); ++i) {
            constexpr int parts = 10;
            for (int part = 0; part < parts; ++part) {
                const float share = static_cast<float>(part) / parts;
                stroke.push_back({corners[i].first + (corners[i + 1].first - corners[i].first) * share,
                                  corners[i].second + (corners[i + 1].second - corners[i].second) * share, 0});
            }
        }
        stroke.push_back({corners.back().first, corners.back().second, 0});
        ink.strokes.push_back(std::move(stroke));
    }
    return ink;
}

}  // namespace

const std::vector<Written>& written_characters() {
    static const std::vector<Written> characters{
        {"十", drawn({{{10, 48}, {90, 46}}, {{50, 8}, {50, 94}}})},
        {"人", drawn({{{50, 10}, {44, 45}, {10, 92}}, {{48, 40}, {66, 68}, {92, 92}}})},
        {"大", drawn({{{12, 38}, {88, 34}}, {{50, 8}, {46, 50}, {12, 92}}, {{50, 42}, {66, 70}, {92, 90}}})},
        {"王", drawn({{{18, 16}, {82, 14}}, {{24, 50}, {76, 48}}, {{50, 16}, {50, 86}}, {{10, 88}, {90, 86}}})},
        {"口", drawn({{{20, 25}, {26, 80}}, {{20, 25}, {82, 22}, {76, 78}}, {{26, 78}, {76, 76}}})},
        {"日",
         drawn({{{28, 12}, {28, 90}}, {{28, 12}, {74, 12}, {74, 90}}, {{28, 50}, {74, 50}}, {{28, 86}, {74, 86}}})},
        {"中",
         drawn({{{18, 30}, {22, 66}}, {{18, 30}, {84, 28}, {78, 62}}, {{22, 62}, {78, 60}}, {{50, 6}, {50, 96}}})},
        {"木", drawn({{{10, 34}, {90, 32}},
                      {{50, 6}, {50, 95}},
                      {{48, 34}, {34, 62}, {8, 82}},
                      {{52, 34}, {70, 62}, {94, 80}}})},
        {"李", drawn({{{16, 20}, {84, 18}},
                      {{50, 4}, {50, 48}},
                      {{48, 20}, {34, 36}, {12, 46}},
                      {{52, 20}, {68, 36}, {90, 46}},
                      {{30, 54}, {70, 52}, {52, 66}},
                      {{52, 66}, {54, 94}, {42, 88}},
                      {{8, 74}, {92, 72}}})},
        {"明", drawn({{{12, 22}, {12, 74}},
                      {{12, 22}, {38, 22}, {38, 72}},
                      {{12, 46}, {38, 46}},
                      {{12, 70}, {38, 70}},
                      {{56, 12}, {56, 58}, {42, 94}},
                      {{56, 12}, {88, 12}, {88, 92}, {76, 86}},
                      {{56, 36}, {88, 36}},
                      {{56, 58}, {88, 58}}})},
        {"国", drawn({{{12, 10}, {12, 94}},
                      {{12, 10}, {88, 10}, {88, 94}},
                      {{28, 28}, {72, 28}},
                      {{32, 50}, {68, 50}},
                      {{50, 28}, {50, 76}},
                      {{26, 76}, {74, 76}},
                      {{60, 58}, {68, 68}},
                      {{12, 90}, {88, 90}}})},
        {"小", drawn({{{50, 8}, {50, 92}, {38, 84}}, {{30, 34}, {22, 54}, {10, 68}}, {{68, 32}, {80, 48}, {90, 66}}})},
    };
    return characters;
}

Ink ink_of(const std::string& text) { return std::ranges::find(written_characters(), text, &Written::text)->ink; }

Ink with_first_two_swapped(Ink ink) {
    std::swap(ink.strokes[0], ink.strokes[1]);
    return ink;
}

Ink with_first_two_joined(Ink ink) {
    ink.strokes[0].insert(ink.strokes[0].end(), ink.strokes[1].begin(), ink.strokes[1].end());
    ink.strokes.erase(ink.strokes.begin() + 1);
    return ink;
}

}  // namespace bangnin::input
