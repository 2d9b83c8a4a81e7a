#include "kiosk/journeys/layout/ink.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "ui/input/signature_picture.h"

namespace bangnin::kiosk {
namespace {

using screen::Colour;

constexpr float least_step = 5;      // units between two points that are drawn
constexpr float most_points = 6000;  // of all strokes: a scribble on the whole pad is drawn more coarsely

float step_for(const std::vector<input::PenLine>& lines, float scale) {
    float length = 0;
    for (const auto& line : lines) {
        for (std::size_t i = 1; i < line.size(); ++i) {
            length += std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
        }
    }
    return std::max(least_step, length * scale / most_points);
}

void draw_line(Page& page, const input::PenLine& line, const InkPlace& place, const screen::Rect& pad, float step) {
    screen::Point last;
    float last_half = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const screen::Point at{std::clamp(place.zero.x + line[i].x * place.scale, pad.x, pad.right()),
                               std::clamp(place.zero.y + line[i].y * place.scale, pad.y, pad.bottom())};
        const bool end = i == 0 || i + 1 == line.size();
        if (!end && std::hypot(at.x - last.x, at.y - last.y) < step) continue;
        const float half = line[i].radius * place.scale;
        if (i > 0 || line.size() == 1) page.ui.pen(i > 0 ? last : at, i > 0 ? last_half : half, at, half, Colour::ink);
        last = at;
        last_half = half;
    }
}

}  // namespace

void draw_ink(Page& page, const input::Ink& ink, float breadth, const InkPlace& place, const screen::Rect& pad) {
    std::vector<input::PenLine> lines;
    lines.reserve(ink.strokes.size());
    for (const auto& stroke : ink.strokes) lines.push_back(input::pen_line(stroke, breadth));
    const float step = step_for(lines, place.scale);
    for (const auto& line : lines) draw_line(page, line, place, pad, step);
}

PenSamples pen_area(Page& page, std::string_view id, std::string_view label, const screen::Rect& pad,
                    std::string_view value) {
    PenSamples written;
    for (const auto& sample : page.ui.trace_area(id, label, pad, screen::Role::field, value).samples) {
        const PenPhase phase = sample.phase == screen::TracePhase::down ? PenPhase::down
                               : sample.phase == screen::TracePhase::up ? PenPhase::up
                                                                        : PenPhase::move;
        const auto at = std::chrono::duration_cast<std::chrono::milliseconds>(sample.time.time_since_epoch());
        written.push_back({.phase = phase, .x = sample.at.x, .y = sample.at.y, .at = at});
    }
    return written;
}

}  // namespace bangnin::kiosk
