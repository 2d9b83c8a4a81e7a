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

Regions wide_regions(screen::Size surface, const Settings& settings) {
    constexpr float header_height = 112;
    constexpr float birch_height = 18;
    constexpr float below_page = 20;
    constexpr float edge = 12;
    const bool low = settings.reach == Reach::low;
    const float keys = keys_height(settings, 112, 180);
    const float caption = std::max(type_of(Role::secondary, settings.type_size).line_height, 84.0F);
    const float height = edge + caption + edge + keys + edge;
    const float top = surface.h - height;
    const float inner = surface.w - 2 * margin;

    Regions regions;
    regions.shape = Shape::wide;
    regions.header = {0, 0, surface.w, header_height};
    regions.birch = {0, header_height, surface.w, birch_height};
    regions.footer = {0, top, surface.w, height};
    regions.keys = {footer_margin, surface.h - edge - keys, surface.w - 2 * footer_margin, keys};
    const float reach_width = reach_key_width(settings, 208);
    regions.reach_key = {surface.w - footer_margin - reach_width, top + edge, reach_width, 84};
    const float remaining_width = settings.type_size >= TypeSize::large ? 330 : 250;
    const Rect strip{margin, top + edge, regions.reach_key.x - 24 - margin, caption};
    regions.remaining = {strip.right() - remaining_width, strip.y, remaining_width, strip.h};
    if (low) {
        regions.languages = {strip.x, strip.y, std::min(720.0F, strip.w - remaining_width - 24), 84};
        regions.caption = {};
    } else {
        regions.languages = {surface.w - 48 - 196 - 24 - 320, 10, 320, 92};
        regions.caption = {strip.x, strip.y, regions.remaining.x - 24 - strip.x, strip.h};
    }
    const float page_top = header_height + birch_height + 22;
    const float page_height = top - below_page - page_top;
    const float information = std::round((inner - column_gap) * information_share);
    regions.information = {margin, page_top, information, page_height};
    regions.controls = {margin + information + column_gap, page_top, inner - column_gap - information, page_height};
    if (low) {
        // The spoken words stand where one reads.
        const float words = 2 * type_of(Role::secondary, settings.type_size).line_height;
        regions.caption = {margin, page_top, information, words};
        regions.information.y += words + 16;
        regions.information.h -= words + 16;
    }
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

TypeRole type_of(Role role, TypeSize size) {
    return type_table[static_cast<std::size_t>(size)][static_cast<std::size_t>(role)];
}

float smallest_text(TypeSize size) { return type_of(Role::caption, size).size; }

Regions regions_of(screen::Size surface, const Settings& settings) {
    return shape_of(surface) == Shape::tall ? tall_regions(surface, settings) : wide_regions(surface, settings);
}

}  // namespace bangnin::kiosk
