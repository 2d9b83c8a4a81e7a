#include "ui/screen/icons.h"

#include <cairo.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

namespace bangnin::screen {
namespace {

using Json = nlohmann::json;

constexpr float grid_units = 48.0F;
constexpr int largest_side = 1024;

constexpr std::array<std::string_view, icon_count> icon_names = {
    "ticket", "apply", "scan",   "rate",    "book",  "back",  "home",  "type",  "half",    "voice", "bell",
    "card",   "phone", "qr",     "printer", "check", "close", "plus",  "right", "left",    "up",    "down",
    "arrow",  "adown", "search", "edit",    "sign",  "clock", "doc",   "cal",   "info",    "warn",  "cloudoff",
    "paper",  "bksp",  "brush",  "keyb",    "globe", "lock",  "trash", "undo",  "refresh", "power", "swap",
    "mega",   "userx", "people", "pin",     "desk",  "hand",  "pause", "flag",  "test",    "save",  "mask",
    "pc",     "sms",   "pine",   "face5",   "face4", "face3", "face2", "face1"};
static_assert(static_cast<std::size_t>(Icon::face1) + 1 == icon_count);

std::expected<Outline, IconError> outline_of(const Json& entry, std::string_view name) {
    const auto fail = [&](const std::string& why) {
        return std::unexpected(IconError{"icons." + std::string(name) + ": " + why});
    };
    if (!entry.is_object() || !entry.contains("d") || !entry["d"].is_string()) {
        return fail("each outline needs a \"d\"");
    }
    auto steps = parse_path(entry["d"].get_ref<const std::string&>());
    if (!steps) {
        return fail(steps.error().reason);
    }
    const bool filled = entry.contains("filled") && entry["filled"] == true;
    return Outline{std::move(*steps), filled ? Interior::filled : Interior::empty};
}

void trace(cairo_t* cairo, const Outline& outline) {
    for (const PathStep& step : outline.steps) {
        const auto& at = step.at;
        switch (step.kind) {
            case PathStep::Kind::move:
                cairo_move_to(cairo, at[0], at[1]);
                break;
            case PathStep::Kind::line:
                cairo_line_to(cairo, at[0], at[1]);
                break;
            case PathStep::Kind::cubic:
                cairo_curve_to(cairo, at[0], at[1], at[2], at[3], at[4], at[5]);
                break;
            case PathStep::Kind::close:
                cairo_close_path(cairo);
                break;
        }
    }
}

}  // namespace

std::string_view icon_name(Icon icon) { return icon_names.at(static_cast<std::size_t>(icon)); }

std::expected<IconSet, IconError> IconSet::load(const std::filesystem::path& icons_json) {
    std::ifstream file(icons_json, std::ios::binary);
    if (!file) {
        return std::unexpected(IconError{icons_json.string() + ": cannot be read"});
    }
    std::string text(max_icon_file_bytes + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    auto icons = parse(text);
    if (!icons) {
        return std::unexpected(IconError{icons_json.string() + ": " + icons.error().reason});
    }
    return icons;
}

std::expected<IconSet, IconError> IconSet::parse(std::string_view json) {
    if (json.size() > max_icon_file_bytes) {
        return std::unexpected(IconError{"larger than 256 KiB"});
    }
    const Json root = Json::parse(json, nullptr, false);
    if (root.is_discarded() || !root.is_object() || !root.contains("icons") || !root["icons"].is_object()) {
        return std::unexpected(IconError{"not a JSON object with \"icons\""});
    }
    const Json& table = root["icons"];
    IconSet set;
    for (std::size_t i = 0; i < icon_count; ++i) {
        const auto found = table.find(icon_names.at(i));
        if (found == table.end() || !found->is_array()) {
            return std::unexpected(IconError{"icons." + std::string(icon_names.at(i)) + ": missing"});
        }
        for (const Json& entry : *found) {
            auto outline = outline_of(entry, icon_names.at(i));
            if (!outline) {
                return std::unexpected(outline.error());
            }
            set.icons_.at(i).push_back(std::move(*outline));
        }
    }
    return set;
}

IconCoverage IconSet::render(Icon icon, int side_px, float line_width) const {
    const int side = std::clamp(side_px, 1, largest_side);
    IconCoverage picture{side,
                         std::vector<std::uint8_t>(static_cast<std::size_t>(side) * static_cast<std::size_t>(side))};
    const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface(
        cairo_image_surface_create(CAIRO_FORMAT_A8, side, side), cairo_surface_destroy);
    const std::unique_ptr<cairo_t, decltype(&cairo_destroy)> cairo(cairo_create(surface.get()), cairo_destroy);
    cairo_scale(cairo.get(), side / grid_units, side / grid_units);
    cairo_set_line_width(cairo.get(), std::clamp(line_width, 0.5F, 12.0F));
    cairo_set_line_cap(cairo.get(), CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cairo.get(), CAIRO_LINE_JOIN_ROUND);
    for (const Outline& outline : icons_.at(static_cast<std::size_t>(icon))) {
        trace(cairo.get(), outline);
        if (outline.interior == Interior::filled) {
            cairo_fill_preserve(cairo.get());
        }
        cairo_stroke(cairo.get());
    }
    cairo_surface_flush(surface.get());
    const unsigned char* rows = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    for (int y = 0; rows != nullptr && y < side; ++y) {
        std::memcpy(picture.alpha.data() + static_cast<std::ptrdiff_t>(y) * side,
                    rows + static_cast<std::ptrdiff_t>(y) * stride, static_cast<std::size_t>(side));
    }
    return picture;
}

}  // namespace bangnin::screen
