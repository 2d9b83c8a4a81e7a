#pragma once
// The icons of the design: outlines on a grid of 48 units, one colour, round caps and joins. Read from
// assets/icons/icons.json, drawn at the size where they are used.

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace bangnin::screen {

// In the order of icon_names (icons.cpp), which are the keys of icons.json.
enum class Icon : std::uint8_t {
    ticket,
    apply,
    scan,
    rate,
    book,
    back,
    home,
    type,
    half,
    voice,
    bell,
    card,
    phone,
    qr,
    printer,
    check,
    close,
    plus,
    right,
    left,
    up,
    down,
    arrow,
    adown,
    search,
    edit,
    sign,
    clock,
    doc,
    cal,
    info,
    warn,
    cloudoff,
    paper,
    bksp,
    brush,
    keyb,
    globe,
    lock,
    trash,
    undo,
    refresh,
    power,
    swap,
    mega,
    userx,
    people,
    pin,
    desk,
    hand,
    pause,
    flag,
    test,
    save,
    mask,
    pc,
    sms,
    pine,
    face5,
    face4,
    face3,
    face2,
    face1,
};
inline constexpr std::size_t icon_count = 63;

[[nodiscard]] std::string_view icon_name(Icon icon);

// One step of an outline, absolute, in grid units.
struct PathStep {
    enum class Kind : std::uint8_t { move, line, cubic, close };
    Kind kind = Kind::move;
    std::array<float, 6> at{};  // move, line: x y; cubic: x1 y1 x2 y2 x y

    bool operator==(const PathStep&) const = default;
};

enum class Interior : std::uint8_t { empty, filled };

struct Outline {
    std::vector<PathStep> steps;
    Interior interior = Interior::empty;
};

struct IconError {
    std::string reason;  // for the log
};

inline constexpr std::size_t max_path_bytes = 4096;
inline constexpr std::size_t max_icon_file_bytes = 256 * 1024;

// SVG path data (W3C SVG 1.1, 8.3): M L H V C S Q T A Z, absolute and relative; arcs become cubics. Total: any bytes
// give steps or an error; all numbers lie within ±10,000.
[[nodiscard]] std::expected<std::vector<PathStep>, IconError> parse_path(std::string_view data);

// Grey coverage, one byte a pixel, rows from the top.
struct IconCoverage {
    int side = 0;
    std::vector<std::uint8_t> alpha;
};

class IconSet {
  public:
    [[nodiscard]] static std::expected<IconSet, IconError> load(const std::filesystem::path& icons_json);
    [[nodiscard]] static std::expected<IconSet, IconError> parse(std::string_view json);

    // side_px: of the square picture, 1…1024. line_width: in grid units (2.2 thin … 4 strong).
    [[nodiscard]] IconCoverage render(Icon icon, int side_px, float line_width) const;

  private:
    IconSet() = default;

    std::array<std::vector<Outline>, icon_count> icons_;
};

}  // namespace bangnin::screen
