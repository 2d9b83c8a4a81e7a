#pragma once
// One text engine for everything people see: shaping, line breaking, font fallback and vertical Mongolian, by
// Pango and Cairo over a font set of our own. The screen turns its answers into textures, paper into black dots;
// both ask the same engine, so the same words break at the same places on both.

#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct _cairo;  // cairo_t

namespace bangnin::text {

enum class Weight { regular, bold };

// vertical_mongolian: lines run from top to bottom, the columns from left to right; Han stands upright in them. The
// words are already centred for the eye in their column (its width is the line height): no shift of one's own. A joined
// word is never torn: one longer than its column reaches out of it, and the block's height says so.
enum class Flow { horizontal, vertical_mongolian };

enum class Align { start, centre, end };

// natural: each digit as wide as it is drawn. tabular: all digits equally wide (for numbers that change).
enum class Digits { natural, tabular };

inline constexpr std::size_t max_text_bytes = 8 * 1024;  // Longer text is cut at a character's boundary.
inline constexpr int max_side_px = 8192;                 // Neither side of a rendered text is larger.

struct Style {
    float size_px = 28.0F;  // em size, 4…1024; values outside are clamped.
    Weight weight = Weight::regular;
    Flow flow = Flow::horizontal;
    Align align = Align::start;   // of the lines within the block
    float line_height_px = 0.0F;  // 0: the font's own. Else like CSS line-height: the glyphs are centred in it.
    Digits digits = Digits::natural;
    int max_lines = 0;  // 0: all. Else what does not fit is cut and an ellipsis ends the last line.

    bool operator==(const Style&) const = default;
};

// A run of the text with a look of its own: a bold word, a larger figure. All runs stand on one baseline.
struct Span {
    // Into the text as given; a span that leaves the text is cut to it, an end within a character moves to its start.
    std::size_t start_byte = 0;
    std::size_t length_bytes = 0;
    Weight weight = Weight::bold;
    float size_px = 0.0F;  // 0: the style's.

    bool operator==(const Span&) const = default;
};

// A part of the text as given, cut like a span.
struct Range {
    std::size_t start_byte = 0;
    std::size_t length_bytes = 0;

    bool operator==(const Range&) const = default;
};

struct Line {
    std::size_t start_byte = 0;  // into the cleaned text (see clean_utf8).
    std::size_t length_bytes = 0;
    int width = 0;     // px along the line: for a vertical flow the length of the column.
    int baseline = 0;  // px from the block's top; for a vertical flow from its left side.

    bool operator==(const Line&) const = default;
};

// The block as laid out, as it stands on the page: width is always horizontal, height vertical.
struct Metrics {
    int width = 0;           // px, of the longest line (horizontal) or of all columns together (vertical)
    int height = 0;          // px, of all line boxes together (horizontal) or of the longest column (vertical)
    int unknown_glyphs = 0;  // characters that none of the fonts can show; drawn as boxes
    std::vector<Line> lines;

    bool operator==(const Metrics&) const = default;
};

// The rendered block: grey coverage, one byte a pixel (0 nothing … 255 full), rows of exactly `width` bytes from the
// top. Ink may leave the block a little, so the picture has a place of its own: its top left pixel belongs at
// (block_x + left, block_y + top). Empty text gives width = height = 0.
struct Coverage {
    int width = 0;
    int height = 0;
    int left = 0;
    int top = 0;
    Metrics metrics;  // the same that measure() gives
    std::vector<std::uint8_t> alpha;
};

enum class ErrorCode {
    configuration_unreadable,  // fonts.conf is missing or no fontconfig configuration
    fonts_missing,             // the configuration leads to no usable font
    out_of_memory,
};

struct Error {
    ErrorCode code = ErrorCode::configuration_unreadable;
    std::string detail;  // for the log; never shown to citizens
};

struct Options {
    std::filesystem::path fonts_conf;  // assets/fonts.conf; the machine's own configuration is never read.
    std::filesystem::path cache_dir;  // made if missing; holds fontconfig's cache of exactly these fonts. May be empty:
                                      // then the fonts are scanned anew at each start (some 0.2 s).
};

// Belongs to one thread. Several engines may live in several threads.
class Engine {
  public:
    [[nodiscard]] static std::expected<std::unique_ptr<Engine>, Error> create(const Options& options);

    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    // extent_px: the room along the lines, i.e. the width of the block (horizontal) or the height of the columns
    // (vertical); 0: no limit; less than two em counts as two em. Text is any bytes: what is no UTF-8 becomes U+FFFD,
    // control characters other than newline become spaces. Neither function fails: text that cannot be laid out gives
    // an empty answer.
    [[nodiscard]] Metrics measure(std::string_view text, const Style& style, int extent_px = 0,
                                  std::span<const Span> spans = {});
    [[nodiscard]] Coverage render(std::string_view text, const Style& style, int extent_px = 0,
                                  std::span<const Span> spans = {});

    // The same onto somebody's Cairo context, in its colour, the block's corner at its origin: letters stay letters
    // where the surface keeps them (PDF). A line is drawn under what is underlined (horizontal text only).
    Metrics paint(_cairo* painter, std::string_view text, const Style& style, int extent_px = 0,
                  std::span<const Range> underlined = {});

    // Opens the fonts that the first screen needs, so that it does not wait for them.
    void warm_up();

  private:
    struct State;
    explicit Engine(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// The text as the engine lays it out: valid UTF-8 of at most max_text_bytes, without control characters but newline.
[[nodiscard]] std::string clean_utf8(std::string_view bytes);

// Where the character that holds byte `place` of the given text begins in the cleaned text; past the text its end.
[[nodiscard]] std::size_t cleaned_place(std::string_view bytes, std::size_t place);

}  // namespace bangnin::text
