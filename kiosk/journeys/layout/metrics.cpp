#include "kiosk/journeys/layout/metrics.h"

#include <array>
#include <cmath>
#include <cstddef>

namespace bangnin::kiosk {
namespace {

using screen::Rect;
using text::Weight;

constexpr double millimetres_per_inch = 25.4;
// A page with all its parts, in every text size, needs this much; less would need smaller print.
constexpr screen::Size least_tall{950, 1690};
constexpr screen::Size least_wide{1300, 800};

constexpr float margin = 48;
constexpr float footer_margin = 32;
constexpr float column_gap = 40;
constexpr float information_share = 0.44F;  // of a wide page

constexpr std::size_t roles = 10;
constexpr std::size_t sizes = 4;
constexpr Weight plain = Weight::regular;
constexpr Weight strong = Weight::bold;
// tokens.json "type" and its large_type_shift, with the two sizes around them; rows are sizes, columns are roles.
constexpr std::array<std::array<TypeRole, roles>, sizes> type_table{{
    {{{21, 30, plain},
      {24, 36, plain},
      {30, 46, plain},
      {38, 58, plain},
      {30, 40, strong},
      {34, 46, strong},
      {40, 54, strong},
      {54, 74, strong},
      {60, 82, strong},
      {76, 90, strong}}},
    {{{28, 40, plain},
      {32, 48, plain},
      {40, 60, plain},
      {50, 76, plain},
      {40, 52, strong},
      {44, 60, strong},
      {52, 68, strong},
      {68, 92, strong},
      {80, 108, strong},
      {96, 112, strong}}},
    {{{38, 54, plain},
      {40, 60, plain},
      {50, 76, plain},
      {60, 84, plain},
      {46, 60, strong},
      {50, 76, strong},
      {60, 80, strong},
      {84, 112, strong},
      {96, 132, strong},
      {96, 112, strong}}},
    {{{48, 64, plain},
      {50, 68, plain},
      {60, 84, plain},
      {70, 92, plain},
      {56, 74, strong},
      {60, 84, strong},
      {70, 92, strong},
      {92, 120, strong},
      {100, 136, strong},
      {104, 120, strong}}},
}};

Shape shape_of(screen::Size surface) { return surface.h >= surface.w ? Shape::tall : Shape::wide; }

// Words of 大字 in English, and of the largest size in any flat language, need a third of the width each.
bool two_rows_of_keys(const Settings& settings) {
    if (settings.language == Language::mn) return false;
    return settings.type_size == TypeSize::largest ||
           (settings.type_size == TypeSize::large && settings.language == Language::en);
}

// Height of the six keys; columns of words make them higher.
float keys_height(const Settings& settings, float one_row, float two_rows) {
    if (settings.language == Language::mn) {
        if (settings.type_size == TypeSize::largest) return 232;
        if (settings.type_size == TypeSize::large) return 188;
    }
    return two_rows_of_keys(settings) ? two_rows : one_row;
}

float reach_key_width(const Settings& settings, float normal) {
    if (settings.type_size == TypeSize::largest) return 392;
    if (settings.type_size == TypeSize::large) return 308;
    return normal;
}

struct Ground {
    float keys, caption, remaining;
};

Regions tall_regions(screen::Size surface, const Settings& settings) {
    constexpr float header_height = 140;
    constexpr float birch_height = 18;
    constexpr float floor = 43;
    constexpr float below_page = 24;
    constexpr float above_keys = 16;
    constexpr float reach_height = 88;
    const bool low = settings.reach == Reach::low;
    const float caption = std::max(2 * type_of(Role::secondary, settings.type_size).line_height, reach_height);
    const float remaining = type_of(Role::caption, settings.type_size).line_height + 1;
    const float keys = keys_height(settings, 134, 312);

    Regions regions;
    regions.shape = Shape::tall;
    regions.header = {0, 0, surface.w, header_height};
    regions.birch = {0, header_height, surface.w, birch_height};
    const float inner = surface.w - 2 * margin;
    const float key_width = surface.w - 2 * footer_margin;
    if (!low) {
        const float height = above_keys + keys + 24 + caption + 26 + remaining + floor;
        const float top = surface.h - height;
        regions.footer = {0, top, surface.w, height};
        regions.keys = {footer_margin, top + above_keys, key_width, keys};
        const float words = regions.keys.bottom() + 24;
        const float reach_width = reach_key_width(settings, 208);
        regions.reach_key = {surface.w - footer_margin - reach_width, words - 2, reach_width, reach_height};
        regions.caption = {margin, words, regions.reach_key.x - 24 - margin, caption};
        regions.remaining = {margin, words + caption + 26, inner, remaining};
        regions.languages = {548, 22, 292, 96};
        regions.information = {margin, 190, inner, top - below_page - 190};
    } else {
        constexpr float row = 92;
        const float height = 18 + keys + 20;
        const float top = surface.h - height;
        regions.footer = {0, top, surface.w, height};
        regions.keys = {footer_margin, top + 18, key_width, keys};
        const float reach_width = reach_key_width(settings, 252);
        regions.reach_key = {surface.w - margin - reach_width, top - 12 - row, reach_width, row};
        regions.languages = {margin, top - 12 - row, regions.reach_key.x - 12 - margin, row};
        regions.caption = {margin, 168, inner, caption};
        regions.remaining = {548, 30, 280, 82};
        const float first = regions.caption.bottom() + 24;
        regions.information = {margin, first, inner, regions.languages.y - 16 - first};
        regions.controls_from = std::ceil(surface.h * 0.45F);
    }
    regions.controls = regions.information;
    return regions;
}

// The constant keys stand in a rail at the left, so that the page keeps its height; below the page lies a strip of
// words.
constexpr float spacious = 1000;  // a wide screen as high as this one has room for a higher header

float rail_width(screen::Size surface, const Settings& settings) {
    constexpr std::array flat{208.0F, 228.0F, 240.0F, 276.0F};
    // Two keys beside each other, whose words stand in columns.
    constexpr float columns = 252;
    constexpr float low_columns = 316;  // where the keys are too low for the largest words in one column
    if (settings.language != Language::mn) return flat[static_cast<std::size_t>(settings.type_size)];
    return surface.h < spacious && settings.type_size == TypeSize::largest ? low_columns : columns;
}

// What lies above and below a wide page.
struct Edges {
    float header;       // height
    float below_birch;  // free
    float above_strip;  // free
    float strip;        // height of what is touched in it
    float strip_edge;   // free above and below that
};

// Large words on a low glass need every millimetre: the lines come closer to what they part, and the
// header has the height of the language keys only while they are in it.
Edges wide_edges(screen::Size surface, const Settings& settings) {
    if (surface.h >= spacious) return {112, 18, 20, 84, 10};
    if (settings.type_size < TypeSize::large) return {92, 18, 20, 84, 10};
    if (settings.reach == Reach::low) return {76, 10, 12, 82, 5};
    return {92, 10, 12, 82, 5};
}

Regions wide_regions(screen::Size surface, const Settings& settings) {
    constexpr float birch_height = 18;
    constexpr float edge = 16;
    const float page_edge = surface.h >= spacious ? 44 : 24;
    const bool low = settings.reach == Reach::low;
    const Edges edges = wide_edges(surface, settings);
    const float header_height = edges.header;
    const float reach_height = edges.strip;
    const float rail = rail_width(surface, settings);
    const float strip_height = reach_height + 2 * edges.strip_edge;
    const float top = surface.h - strip_height;

    Regions regions;
    regions.shape = Shape::wide;
    regions.header = {0, 0, surface.w, header_height};
    regions.rail = {0, header_height, rail, surface.h - header_height};
    regions.birch = {rail, header_height, surface.w - rail, birch_height};
    regions.footer = {rail, top, surface.w - rail, strip_height};
    regions.keys = {edge, header_height + edge, rail - 2 * edge, surface.h - header_height - 2 * edge};
    const float reach_width = reach_key_width(settings, 208);
    regions.reach_key = {surface.w - edge - reach_width, top + edges.strip_edge, reach_width, reach_height};
    const float left = rail + page_edge;
    const Rect strip{left, top + edges.strip_edge, regions.reach_key.x - 24 - left, reach_height};
    constexpr std::array remaining_widths{190.0F, 230.0F, 250.0F, 150.0F};
    const float remaining = remaining_widths[static_cast<std::size_t>(settings.type_size)];
    regions.remaining = {strip.right() - remaining, strip.y, remaining, strip.h};
    const float clock = surface.w - 48 - 196 - 24;
    if (low) {
        regions.languages = {strip.x, strip.y, std::min(720.0F, regions.remaining.x - 24 - strip.x), strip.h};
        // The spoken words stand where one reads.
        const float words = std::round(surface.w * 0.42F);
        regions.caption = {words, 4, clock - words, header_height - 8};
    } else {
        regions.languages = {clock - 320, 5, 320, header_height - 10};
        regions.caption = {strip.x, strip.y, regions.remaining.x - 24 - strip.x, strip.h};
    }
    const float page_top = header_height + birch_height + edges.below_birch;
    const Rect page{left, page_top, surface.w - page_edge - left, top - edges.above_strip - page_top};
    divide(regions, page, information_share);
    return regions;
}

}  // namespace

std::expected<screen::Size, std::string> surface_of(const Glass& glass) {
    const double dots = std::hypot(glass.width, glass.height);
    if (!(glass.width > 0 && glass.height > 0 && glass.diagonal_inches > 0 && std::isfinite(glass.diagonal_inches))) {
        return std::unexpected("the screen has no size");
    }
    const double unit =
        static_cast<double>(millimetres_per_unit) * dots / (glass.diagonal_inches * millimetres_per_inch);
    const screen::Size surface{static_cast<float>(std::round(glass.width / unit)),
                               static_cast<float>(std::round(glass.height / unit))};
    const screen::Size least = shape_of(surface) == Shape::tall ? least_tall : least_wide;
    if (surface.w >= least.w && surface.h >= least.h) return surface;
    const auto millimetres = [](float units) {
        return std::to_string(static_cast<int>(std::lround(units * millimetres_per_unit)));
    };
    return std::unexpected("the screen is " + millimetres(surface.w) + " × " + millimetres(surface.h) +
                           " mm; a kiosk's page needs at least " + millimetres(least.w) + " × " + millimetres(least.h) +
                           " mm to be readable");
}

void divide(Regions& regions, const Rect& page, float share) {
    const float information = std::round((page.w - column_gap) * share);
    regions.information = {page.x, page.y, information, page.h};
    regions.controls = {page.x + information + column_gap, page.y, page.w - column_gap - information, page.h};
}

TypeRole type_of(Role role, TypeSize size) {
    return type_table[static_cast<std::size_t>(size)][static_cast<std::size_t>(role)];
}

float smallest_text(TypeSize size) { return type_of(Role::caption, size).size; }

Regions regions_of(screen::Size surface, const Settings& settings) {
    return shape_of(surface) == Shape::tall ? tall_regions(surface, settings) : wide_regions(surface, settings);
}

}  // namespace bangnin::kiosk
