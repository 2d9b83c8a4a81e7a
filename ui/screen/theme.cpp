#include "ui/screen/theme.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

namespace bangnin::screen {
namespace {

using Json = nlohmann::json;

// The keys of tokens.json, in the order of Colour. What comes after scrim has no key of its own.
constexpr std::array<std::string_view, 25> token_names = {
    "ink",      "pine900",  "pine800",  "pine700",  "pine600",  "pine200",  "pine100", "pine050",   "snow",
    "white",    "birch050", "birch100", "birch200", "birch400", "birch700", "larch",   "larchEdge", "larch200",
    "larch050", "care",     "sky100",   "sky700",   "rowan",    "rowan050", "scrim"};
static_assert(token_names.size() == static_cast<std::size_t>(Colour::scrim) + 1);

std::optional<unsigned> hex_digit(char c) {
    if (c >= '0' && c <= '9') {
        return static_cast<unsigned>(c - '0');
    }
    if (c >= 'a' && c <= 'f') {
        return static_cast<unsigned>(c - 'a' + 10);
    }
    if (c >= 'A' && c <= 'F') {
        return static_cast<unsigned>(c - 'A' + 10);
    }
    return std::nullopt;
}

std::expected<Rgba, ThemeError> colour_of(const Json& value, const std::string& where) {
    if (!value.is_string()) {
        return std::unexpected(ThemeError{where + ": a colour \"#RRGGBB\" is expected"});
    }
    auto colour = parse_hex_colour(value.get_ref<const std::string&>());
    if (!colour) {
        return std::unexpected(ThemeError{where + ": " + colour.error().reason});
    }
    return colour;
}

const Json* member(const Json& object, std::string_view key) {
    if (!object.is_object()) {
        return nullptr;
    }
    const auto found = object.find(key);
    return found == object.end() ? nullptr : &*found;
}

std::size_t index_of(Colour colour) { return static_cast<std::size_t>(colour); }

}  // namespace

std::expected<Rgba, ThemeError> parse_hex_colour(std::string_view text) {
    if (text.size() != 7 || text[0] != '#') {
        return std::unexpected(ThemeError{"a colour \"#RRGGBB\" is expected"});
    }
    std::array<unsigned, 6> digits{};
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const auto digit = hex_digit(text[i + 1]);
        if (!digit) {
            return std::unexpected(ThemeError{"a colour \"#RRGGBB\" is expected"});
        }
        digits.at(i) = *digit;
    }
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(digits.at(i) * 16 + digits.at(i + 1)); };
    return Rgba{byte(0), byte(2), byte(4), 255};
}

std::expected<Theme, ThemeError> Theme::load(const std::filesystem::path& tokens_json) {
    std::ifstream file(tokens_json, std::ios::binary);
    if (!file) {
        return std::unexpected(ThemeError{tokens_json.string() + ": cannot be read"});
    }
    std::string text(max_theme_bytes + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    auto theme = parse(text);
    if (!theme) {
        return std::unexpected(ThemeError{tokens_json.string() + ": " + theme.error().reason});
    }
    return theme;
}

std::expected<Theme, ThemeError> Theme::parse(std::string_view json) {
    if (json.size() > max_theme_bytes) {
        return std::unexpected(ThemeError{"larger than 256 KiB"});
    }
    const Json root = Json::parse(json, nullptr, false);
    if (root.is_discarded()) {
        return std::unexpected(ThemeError{"not JSON"});
    }
    Theme theme;
    const Json* colours = member(root, "colour");
    for (std::size_t i = 0; i < token_names.size(); ++i) {
        const std::string where = "colour." + std::string(token_names.at(i));
        const Json* token = colours == nullptr ? nullptr : member(*colours, token_names.at(i));
        const Json* hex = token == nullptr ? nullptr : member(*token, "hex");
        if (hex == nullptr) {
            return std::unexpected(ThemeError{where + ".hex: missing"});
        }
        const auto colour = colour_of(*hex, where + ".hex");
        if (!colour) {
            return std::unexpected(colour.error());
        }
        theme.colours_.at(i) = *colour;
    }
    theme.colours_.at(index_of(Colour::on_accent)) = theme.colours_.at(index_of(Colour::ink));
    theme.colours_.at(index_of(Colour::selected)) = theme.colours_.at(index_of(Colour::pine800));
    theme.colours_.at(index_of(Colour::on_selected)) = theme.colours_.at(index_of(Colour::white));
    theme.colours_.at(index_of(Colour::on_pine)) = theme.colours_.at(index_of(Colour::white));

    const Json* contrast = member(root, "high_contrast");
    const Json* high = contrast == nullptr ? nullptr : member(*contrast, "colour");
    const std::array<std::pair<std::string_view, Rgba*>, 6> wanted = {{{"ground", &theme.high_ground_},
                                                                       {"text", &theme.high_text_},
                                                                       {"accent", &theme.high_accent_},
                                                                       {"accentText", &theme.high_accent_text_},
                                                                       {"selectedGround", &theme.high_selected_},
                                                                       {"selectedText", &theme.high_selected_text_}}};
    for (const auto& [name, place] : wanted) {
        const std::string where = "high_contrast.colour." + std::string(name);
        const Json* hex = high == nullptr ? nullptr : member(*high, name);
        if (hex == nullptr) {
            return std::unexpected(ThemeError{where + ": missing"});
        }
        const auto colour = colour_of(*hex, where);
        if (!colour) {
            return std::unexpected(colour.error());
        }
        *place = *colour;
    }
    return theme;
}

Rgba Theme::ground(Colour colour, Contrast contrast) const {
    if (contrast == Contrast::normal) {
        return colours_.at(index_of(colour));
    }
    switch (colour) {
        case Colour::larch:
            return high_accent_;
        case Colour::selected:
            return high_selected_;
        default:
            return high_ground_;
    }
}

Rgba Theme::mark(Colour colour, Contrast contrast) const {
    if (contrast == Contrast::normal) {
        return colours_.at(index_of(colour));
    }
    switch (colour) {
        case Colour::on_accent:
            return high_accent_text_;
        case Colour::on_selected:
            return high_selected_text_;
        case Colour::larch:
        case Colour::larch_edge:
        case Colour::larch200:
            return high_accent_;
        default:
            return high_text_;
    }
}

}  // namespace bangnin::screen
