#pragma once
// What a screen draws with, in base px. Immediate mode: the whole screen is described anew each frame; only what
// differs from the frame before is drawn. Valid only inside Screen::draw, on the screen's thread.

#include <chrono>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/screen/geometry.h"
#include "ui/screen/icons.h"
#include "ui/screen/semantics.h"
#include "ui/screen/theme.h"
#include "ui/text/text_engine.h"

using cairo_t = struct _cairo;

namespace bangnin::screen {

using TimePoint = std::chrono::steady_clock::time_point;

// A token of the theme, seen through the current contrast, or a fixed colour (illustrations only). opacity: 0…1.
struct Paint {
    constexpr Paint(Colour token, float token_opacity = 1.0F) : colour(token), opacity(token_opacity) {}  // NOLINT
    constexpr explicit Paint(Rgba fixed_colour) : fixed(fixed_colour) {}

    Colour colour = Colour::ink;
    std::optional<Rgba> fixed;
    float opacity = 1.0F;
};

enum class Elevation : std::uint8_t { none, card, dialog };  // tokens e1, e2
enum class VerticalAlign : std::uint8_t { top, middle, bottom };
enum class Corners : std::uint8_t { all, top, bottom };

struct TextLook {
    float size = 28.0F;  // base px
    text::Weight weight = text::Weight::regular;
    Colour colour = Colour::ink;
    text::Align align = text::Align::start;  // of the text in its box
    VerticalAlign vertical = VerticalAlign::top;
    float line_height = 0.0F;  // base px; 0: the font's own
    text::Flow flow = text::Flow::horizontal;
    int max_lines = 0;                            // 0: all
    text::Digits digits = text::Digits::tabular;  // the design asks for tabular figures everywhere
    float opacity = 1.0F;
};

// The grounds a control can have. primary is the one gold control of a screen.
enum class Ground : std::uint8_t {
    primary,
    secondary,
    quiet,
    pine,
    card,
    chip,
    key,
    footer,
    footer_call,
    function_key,
    language,
    plain
};
enum class Selection : std::uint8_t { unselected, selected };
enum class IconPlace : std::uint8_t { before, after, above };

struct ButtonLook {
    Ground ground = Ground::secondary;
    std::optional<Icon> icon = std::nullopt;
    IconPlace icon_place = IconPlace::before;
    float icon_size = 0.0F;  // 0: the ground's
    float icon_line = 0.0F;  // grid units; 0: the ground's
    float text_size = 0.0F;  // 0: the ground's
    float text_room = 0.0F;  // the label's lines break at this width; 0: at newlines only
    std::optional<text::Weight> weight = std::nullopt;
    text::Flow flow = text::Flow::horizontal;
    Availability availability = Availability::enabled;
    Selection selection = Selection::unselected;
    float radius = -1.0F;  // < 0: the ground's
};

// What the finger does with a control in this frame.
struct Touched {
    bool pressed = false;    // the finger is down on it
    bool activated = false;  // went down and up inside, without a drag: act now
    bool refused = false;    // the same, but the control is disabled: say why
    float depth = 0;         // how far it looks pressed: 0…1, on its way there and back
    Point at = {};           // the finger's place while pressed or activated, relative to the control's top left
    std::chrono::milliseconds held{0};  // how long the finger is down, or was when activated or refused

    explicit operator bool() const { return activated; }
};

// Where a finger was within a trace area, from its top left; the finger may have left it.
enum class TracePhase : std::uint8_t { down, move, up };
struct TraceSample {
    TracePhase phase = TracePhase::move;
    Point at;
    TimePoint time;
};

// Grey coverage for bitmap(): one byte a pixel, rows from the top, width * height bytes.
struct Bitmap {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> alpha;
};

class Frame;  // the frame under construction (ui/screen/frame.h)

class Ui {
  public:
    // -- plain drawing; everything lies above what was drawn before --
    void fill(const Rect& rect, Paint paint, float radius = 0.0F, Corners corners = Corners::all);
    // The line lies inside the rectangle.
    void outline(const Rect& rect, Paint paint, float width, float radius = 0.0F);
    void line(Point from, Point to, Paint paint, float width);
    // Where a round pen goes that is pressed more or less: from one place and half width to another, smooth at any
    // slant.
    void pen(Point from, float from_radius, Point to, float to_radius, Paint paint);
    // Filled; convex only.
    void polygon(std::span<const Point> points, Paint paint);
    void shadow(const Rect& rect, Elevation elevation, float radius = 28.0F);
    // line_width in grid units (2.2–2.6 at 80 px and more, 3–4 below); high contrast makes it 4.
    void icon(Icon icon, const Rect& rect, Paint paint, float line_width = 3.0F);

    // Text in its box: lines break at the box's width (vertical: columns at its height); nothing is clipped.
    // spans: runs in another weight or size; their size_px is base px. Gives the size used.
    Size text(const Rect& box, std::string_view utf8, const TextLook& look, std::span<const text::Span> spans = {});
    [[nodiscard]] Size measure(Size box, std::string_view utf8, const TextLook& look,
                               std::span<const text::Span> spans = {});

    // A picture in one colour with whole pixels (QR codes): each of its pixels becomes a square of whole screen pixels,
    // the largest that fits, in the middle of the rectangle. The key names the content: another content, another key.
    void bitmap(std::string_view key, const Bitmap& bitmap, const Rect& rect, Paint paint);

    // A static picture painted once and kept as a texture. The painter draws in base px with (0,0) at the rectangle's
    // top left; it runs only when the picture is not at hand. The key names the content. Left out in high contrast.
    using Painter = std::function<void(cairo_t*)>;
    void illustration(std::string_view key, const Rect& rect, const Painter& painter);

    // -- surfaces and controls --
    // A card: white ground, radius 28, shadow; in high contrast a line around a black ground.
    void card(const Rect& rect);
    // The ground of a control in its state. Gives the colour of what stands on it.
    Colour surface(const Rect& rect, Ground ground, const Touched& touched, Selection selection = Selection::unselected,
                   Availability availability = Availability::enabled, float radius = -1.0F);
    // A control with its own ground, icon and label (newlines allowed). Acts when the finger goes down and up inside; a
    // drag of 12 px or leaving it cancels. Touching a disabled one gives `refused`.
    Touched button(std::string_view id, std::string_view label, const Rect& rect, const ButtonLook& look = {});
    // The same without any drawing but the focus ring, for cells that draw themselves (draw after asking).
    Touched touch_area(std::string_view id, std::string_view label, const Rect& rect,
                       Availability availability = Availability::enabled, Role role = Role::button,
                       std::string_view value = {});
    // A place where a finger writes or selects: every sample since the last frame, in their order. A drag cancels
    // nothing there. Draws the focus ring only. `activated` by a key, for a finger never is.
    struct Trace {
        std::vector<TraceSample> samples;
        bool activated = false;
    };
    [[nodiscard]] Trace trace_area(std::string_view id, std::string_view label, const Rect& rect,
                                   Role role = Role::field, std::string_view value = {});
    // Says of the control asked for last that it is chosen (see Chosen); button() does so by itself.
    void tell_chosen();
    // Says in words what is drawn at a place.
    void node(std::string_view id, Role role, std::string_view label, const Rect& rect, std::string_view value = {});

    // -- dialogs: what was drawn before is covered by the scrim (72 %) and out of reach --
    // `activated` when a finger touched the scrim outside `dialog`.
    Touched begin_modal(std::string_view id, std::string_view label, const Rect& dialog);
    void end_modal();

    // -- movement --
    // From now on what is drawn stands so far beside its place (base px, in whole px of the glass); {}: at it. What is
    // said of places, and where fingers meet controls, stays: it is where what moves will be.
    void displace(Point by);
    // How far a movement of this length is that began when `value` was first shown at `id`: 0…1, eased; 1 where nothing
    // moves. Its next pictures come by themselves.
    [[nodiscard]] float since_shown(std::string_view id, std::size_t value, std::chrono::milliseconds length);

    // -- content longer than its place --
    // A row longer than `view`, which fingers move from side to side: how far it has been moved, 0…extent − view.w.
    // Until end_row() nothing is drawn outside `view`, and a control of which little is to be seen cannot be touched
    // and is not in the tree.
    struct Row {
        Rect view;
        float extent = 0;
        float lead = 0;           // of the view's left: not the row's while the row has been moved
        std::size_t content = 0;  // another content begins at its beginning
    };
    [[nodiscard]] float begin_row(std::string_view id, const Row& row);
    void end_row();
    // Whether a finger or a key is moving it now.
    [[nodiscard]] bool row_moves(std::string_view id) const;
    // Moves it there by a key.
    void move_row(std::string_view id, float to);
    // Pages side by side of which `shown` is drawn at `view`, shifted by `shift`; the neighbour that is seen meanwhile
    // stands `width` beside it. `turned`: a finger has turned to that page.
    struct Pages {
        Rect view;
        float width = 0;
        std::size_t shown = 0;
        std::size_t count = 1;
    };
    struct Turning {
        float shift = 0;
        std::optional<std::size_t> turned = std::nullopt;
    };
    [[nodiscard]] Turning begin_pages(std::string_view id, const Pages& pages);
    void end_pages();

    // -- time --
    [[nodiscard]] TimePoint now() const;
    // Draw again at that time (animations, carets, clocks). The earliest wish counts; it holds for one frame.
    void request_frame_at(TimePoint when);

    [[nodiscard]] Size surface_size() const;  // of the base screen
    [[nodiscard]] Contrast contrast() const;
    void set_contrast(Contrast contrast);  // for the rest of this frame; each frame starts with normal

    explicit Ui(Frame& frame) : frame_(frame) {}
    Ui(const Ui&) = delete;
    Ui& operator=(const Ui&) = delete;

  private:
    void open_window(std::string row, const Rect& view, float offset);
    void close_window();
    // Whether a control here may be touched, and what of it is to be seen.
    [[nodiscard]] std::optional<Rect> in_window(const Rect& rect) const;

    Frame& frame_;
};

}  // namespace bangnin::screen
