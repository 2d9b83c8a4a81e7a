#pragma once
// A frame told instead of shown: which words are written where, in which colour and over which grounds, and where the
// controls' grounds and icons lie. For tests of what people can read and touch; nothing of it is made for the glass.

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ui/screen/display_list.h"
#include "ui/screen/geometry.h"
#include "ui/screen/semantics.h"
#include "ui/screen/theme.h"
#include "ui/screen/ui.h"

namespace bangnin::screen {

// Words as they stand on the glass.
struct Writing {
    std::string words = {};
    text::Flow flow = text::Flow::horizontal;
    float size = 0;                  // base px of the em
    Rect ink = {};                   // base px of the rectangle around all that is seen of them
    Rgba mark = {};                  // not opaque where the words are dimmed
    std::vector<Rgba> grounds = {};  // the colours under the ink, each once
    bool over_picture = false;       // an illustration is among them
    int unknown_glyphs = 0;          // characters that no font has
    int torn_words = 0;              // Latin words that do not stand on one line
    int layer = 0;                   // as of Node
};

// The ground that a control was given.
struct Surface {
    Rect rect;
    Ground ground = Ground::plain;
    int layer = 0;
};

struct Description {
    Tree tree;
    std::vector<Writing> writings;
    std::vector<Surface> surfaces;
    std::vector<Surface> icons;  // their boxes; the ground says nothing
};

struct Picture;
struct Projection;

// Takes down what a Ui draws.
class Recorder {
  public:
    void begin() {
        description_ = {};
        pictures_.clear();
    }
    // Before the words are in the list; `item` is what will be.
    void write(std::string_view words, const TextLook& look, const Picture& picture, const Item& item,
               const DisplayList& list, const Projection& projection, int layer);
    void surface(const Rect& rect, Ground ground, int layer) { description_.surfaces.push_back({rect, ground, layer}); }
    void icon(const Rect& rect, int layer) { description_.icons.push_back({rect, Ground::plain, layer}); }
    // The picture is the list's last item.
    void illustration(std::string_view key, const DisplayList& list, float scale, const Ui::Painter& painter);
    [[nodiscard]] Description take() { return std::move(description_); }

  private:
    struct Pixels {
        int width = 0;
        int height = 0;
        std::vector<Rgba> colours;
    };
    struct Seen {
        Rgba colour;
        bool picture = false;
    };
    [[nodiscard]] Seen seen_at(const DisplayList& list, Point point) const;
    [[nodiscard]] Rgba colour_of(const DisplayList& list, std::size_t item, Point point) const;

    Description description_;
    std::map<std::size_t, const Pixels*> pictures_;  // by their item's place in the list
    std::map<std::string, Pixels> painted_;          // by key and size; the same page is told in many dresses
};

}  // namespace bangnin::screen
