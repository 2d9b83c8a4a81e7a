#pragma once
// A frame as a list of items in drawing order, in px of the glass. Cheap to build, to compare with the frame before,
// and to draw in part.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "ui/screen/damage.h"
#include "ui/screen/gl_texture.h"
#include "ui/screen/theme.h"
#include "ui/screen/ui.h"

namespace bangnin::screen {

struct Item {
    enum class Kind : std::uint8_t {
        fill,     // box, radius, corners
        outline,  // box, radius, line_width; the line lies inside
        stroke,   // from (box.x, box.y) to (box.x + box.w, box.y + box.h), line_width
        polygon,  // points
        picture,  // texture over box; a mask takes the colour
        frame9,   // texture around box: corners of `slice` px as they are, sides stretched, no middle
    };
    Kind kind = Kind::fill;
    Corners corners = Corners::all;
    Rgba colour = {};
    Rect box = {};
    float radius = 0;
    float line_width = 0;
    int slice = 0;
    std::optional<PixelRect> cut = std::nullopt;  // nothing of it is drawn outside
    std::uint32_t first_point = 0;
    std::uint32_t point_count = 0;
    std::shared_ptr<const GlTexture> texture = nullptr;  // kept alive by the list, even if the cache forgets it

    // Fills all of its box with one colour that lets nothing through.
    [[nodiscard]] bool opaque() const { return kind == Kind::fill && colour.a == 255 && radius <= 0; }
};

class DisplayList {
  public:
    void clear();
    // content: a hash of the picture if the item has one.
    void add(Item item, std::uint64_t content = 0);
    void add_polygon(std::span<const Point> points, Rgba colour);
    // What is added from now on is cut off outside; nullopt: nothing is.
    void cut_at(std::optional<PixelRect> rect) { cut_ = rect; }
    [[nodiscard]] const std::optional<PixelRect>& cut() const { return cut_; }

    [[nodiscard]] const std::vector<Item>& items() const { return items_; }
    [[nodiscard]] const std::vector<Trace>& traces() const { return traces_; }
    [[nodiscard]] std::span<const Point> points(const Item& item) const {
        return std::span(points_).subspan(item.first_point, item.point_count);
    }

  private:
    std::vector<Item> items_;
    std::vector<Trace> traces_;
    std::vector<Point> points_;
    std::optional<PixelRect> cut_;
};

}  // namespace bangnin::screen
