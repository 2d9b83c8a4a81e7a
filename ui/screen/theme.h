#pragma once
// The colours of the design, by name, in their normal and their high-contrast dress. Read from
// assets/theme/tokens.json.

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>
#include <string_view>

namespace bangnin::screen {

struct Rgba {
    std::uint8_t r = 0;
    std::uint8_t g = 0;
    std::uint8_t b = 0;
    std::uint8_t a = 255;

    bool operator==(const Rgba&) const = default;
};

// The tokens of tokens.json under "colour", and four that only mean something together with a ground:
// on_accent is what is written on larch, selected / on_selected a chosen surface and what is written on it,
// on_pine what is written on the pine grounds.
enum class Colour : std::uint8_t {
    ink,
    pine900,
    pine800,
    pine700,
    pine600,
    pine200,
    pine100,
    pine050,
    snow,
    white,
    birch050,
    birch100,
    birch200,
    birch400,
    birch700,
    larch,
    larch_edge,
    larch200,
    larch050,
    care,
    sky100,
    sky700,
    rowan,
    rowan050,
    scrim,
    on_accent,
    selected,
    on_selected,
    on_pine,
};
inline constexpr std::size_t colour_count = 29;

enum class Contrast { normal, high };

struct ThemeError {
    std::string reason;  // names the token that is missing or wrong; for the log
};

inline constexpr std::size_t max_theme_bytes = 256 * 1024;

class Theme {
  public:
    [[nodiscard]] static std::expected<Theme, ThemeError> load(const std::filesystem::path& tokens_json);
    [[nodiscard]] static std::expected<Theme, ThemeError> parse(std::string_view json);

    // The colour of a surface. In high contrast every surface is black, but the accent and what is selected.
    [[nodiscard]] Rgba ground(Colour colour, Contrast contrast) const;
    // The colour of what stands on a surface: text, icons, lines. In high contrast white, but what stands on the accent
    // or on something selected.
    [[nodiscard]] Rgba mark(Colour colour, Contrast contrast) const;

  private:
    Theme() = default;

    std::array<Rgba, colour_count> colours_{};
    Rgba high_ground_, high_text_, high_accent_, high_accent_text_, high_selected_, high_selected_text_;
};

// "#RRGGBB"; nothing else is a colour.
[[nodiscard]] std::expected<Rgba, ThemeError> parse_hex_colour(std::string_view text);

}  // namespace bangnin::screen
