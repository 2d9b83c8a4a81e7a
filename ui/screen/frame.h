#pragma once
// The frame under construction: what Ui writes to, and what it may look at.

#include <optional>
#include <string>

#include "ui/screen/display_list.h"
#include "ui/screen/geometry.h"
#include "ui/screen/pictures.h"
#include "ui/screen/press_feedback.h"
#include "ui/screen/scrolling.h"
#include "ui/screen/semantics.h"
#include "ui/screen/theme.h"
#include "ui/screen/touch.h"
#include "ui/screen/transitions.h"
#include "ui/screen/ui.h"

namespace bangnin::screen {

// From base px to px of the glass: one scale, the picture in the middle.
struct Projection {
    float scale = 1;
    float left = 0;
    float top = 0;

    [[nodiscard]] static Projection fit(Size base, int width, int height);
    [[nodiscard]] Point to_glass(Point p) const { return {p.x * scale + left, p.y * scale + top}; }
    [[nodiscard]] Point to_base(Point p) const { return {(p.x - left) / scale, (p.y - top) / scale}; }
    // Edges on whole px, so that they are sharp.
    [[nodiscard]] Rect to_glass(const Rect& rect) const;
};

class Recorder;

class Frame {
  public:
    Frame(const Theme& frame_theme, Pictures& frame_pictures) : theme(frame_theme), pictures(frame_pictures) {}

    void begin(Size surface, const Projection& placed, TimePoint time);

    const Theme& theme;
    Pictures& pictures;

    // What the finger did before this frame.
    std::optional<Touch::Press> pressed;
    std::optional<Touch::Done> done;
    Touch::Trace trace;
    std::string focus;
    // What moves from frame to frame; nullptr where nothing is shown.
    PressFeedback* feedback = nullptr;
    Scrolling* scrolling = nullptr;
    Transitions* transitions = nullptr;

    // The description.
    DisplayList list;
    Tree tree;
    Recorder* recorder = nullptr;  // takes the description down in words, where one is asked for
    TimePoint wish = TimePoint::max();
    bool done_taken = false;
    bool last_told = true;  // the control asked for last is in the tree

    Size base;
    Projection projection;
    Projection at_rest;  // the projection of what is not displaced
    TimePoint now;
    Contrast contrast = Contrast::normal;

    // The row or the pages being drawn: what of its controls lies outside cannot be touched.
    struct Window {
        std::string row;  // empty: pages
        Rect view;
        float offset = 0;
    };
    std::optional<Window> window;
};

}  // namespace bangnin::screen
