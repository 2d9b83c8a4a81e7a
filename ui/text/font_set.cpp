#include "ui/text/font_set.h"

#include <fontconfig/fontconfig.h>
#include <hb.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

namespace bangnin::text {
namespace {

struct ConfigurationRelease {
    void operator()(FcConfig* configuration) const { FcConfigDestroy(configuration); }
};
using ConfigurationPointer = std::unique_ptr<FcConfig, ConfigurationRelease>;

// The order in which the fonts are asked for a character. Noto Sans Mongolian comes last in a line of Han, since it
// brings figures and Latin of its own, which would not match.
constexpr const char* families = "Noto Sans CJK SC,BabelStone Han,HanaMinA,HanaMinB,Noto Sans Mongolian";

const FcChar8* fc(const std::string& text) { return reinterpret_cast<const FcChar8*>(text.c_str()); }

std::string escaped(const std::string& path) {
    std::string result;
    for (const char letter : path) {
        switch (letter) {
            case '&':
                result += "&amp;";
                break;
            case '<':
                result += "&lt;";
                break;
            case '>':
                result += "&gt;";
                break;
            default:
                result += letter;
        }
    }
    return result;
}

bool add_cache_folder(FcConfig* configuration, const std::filesystem::path& folder) {
    std::error_code ignored;  // Without a cache the fonts are scanned at each start: slower, not wrong.
    std::filesystem::create_directories(folder, ignored);
    const std::string part = "<fontconfig><cachedir>" + escaped(folder.string()) + "</cachedir></fontconfig>";
    return FcConfigParseAndLoadFromMemory(configuration, fc(part), FcTrue) != FcFalse;
}

std::expected<ConfigurationPointer, Error> load_configuration(const Options& options) {
    ConfigurationPointer configuration(FcConfigCreate());
    if (!configuration) {
        return std::unexpected(Error{ErrorCode::out_of_memory, "fontconfig configuration"});
    }
    // fontconfig looks for relative names elsewhere than in the working folder.
    std::error_code unknown;
    const auto file = std::filesystem::absolute(options.fonts_conf, unknown);
    if (!options.cache_dir.empty() &&
        !add_cache_folder(configuration.get(), std::filesystem::absolute(options.cache_dir, unknown))) {
        return std::unexpected(
            Error{ErrorCode::configuration_unreadable, "cache folder " + options.cache_dir.string()});
    }
    if (!std::filesystem::is_regular_file(file, unknown) ||
        FcConfigParseAndLoad(configuration.get(), fc(file.string()), FcTrue) == FcFalse) {
        return std::unexpected(Error{ErrorCode::configuration_unreadable, options.fonts_conf.string()});
    }
    FcConfigBuildFonts(configuration.get());
    const FcFontSet* fonts = FcConfigGetFonts(configuration.get(), FcSetSystem);
    if (fonts == nullptr || fonts->nfont == 0) {
        return std::unexpected(
            Error{ErrorCode::fonts_missing, "no font at the places in " + options.fonts_conf.string()});
    }
    return configuration;
}

ObjectPointer<PangoContext> make_context(PangoFontMap* map, Flow flow) {
    ObjectPointer<PangoContext> context(pango_font_map_create_context(map));
    pango_context_set_language(context.get(), pango_language_from_string("zh-cn"));
    pango_context_set_round_glyph_positions(context.get(), FALSE);
    if (flow == Flow::vertical_mongolian) {
        pango_context_set_base_gravity(context.get(), PANGO_GRAVITY_EAST);
        pango_context_set_gravity_hint(context.get(), PANGO_GRAVITY_HINT_NATURAL);
    }
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context.get(), options);
    cairo_font_options_destroy(options);
    pango_cairo_context_set_resolution(context.get(), 96.0);
    return context;
}

std::expected<Reach, Error> measure_reach(PangoContext* context) {
    constexpr double size_px = 1000;
    const auto description = FontSet::description(Flow::horizontal, Weight::regular, size_px);
    const ObjectPointer<PangoFont> font(pango_context_load_font(context, description.get()));
    hb_font_extents_t extents{};
    if (!font || hb_font_get_h_extents(pango_font_get_hb_font(font.get()), &extents) == 0) {
        return std::unexpected(Error{ErrorCode::fonts_missing, "the first font cannot be opened"});
    }
    return Reach{extents.ascender / (size_px * PANGO_SCALE), -extents.descender / (size_px * PANGO_SCALE)};
}

}  // namespace

std::expected<FontSet, Error> FontSet::create(const Options& options) {
    auto configuration = load_configuration(options);
    if (!configuration) {
        return std::unexpected(configuration.error());
    }
    // Pango has the machine's own configuration read in a thread of its own for as long as none is current.
    FcConfigSetCurrent(configuration->get());
    FontSet set;
    set.map_.reset(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
    if (!set.map_) {
        return std::unexpected(Error{ErrorCode::out_of_memory, "font map"});
    }
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(set.map_.get()), configuration->get());
    set.horizontal_ = make_context(set.map_.get(), Flow::horizontal);
    set.vertical_ = make_context(set.map_.get(), Flow::vertical_mongolian);
    const auto reach = measure_reach(set.horizontal_.get());
    if (!reach) {
        return std::unexpected(reach.error());
    }
    set.reach_ = *reach;
    return set;
}

DescriptionPointer FontSet::description(Flow /*flow*/, Weight weight, double size_px) {
    DescriptionPointer description(pango_font_description_new());
    pango_font_description_set_family_static(description.get(), families);
    pango_font_description_set_weight(description.get(),
                                      weight == Weight::bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(description.get(), size_px * PANGO_SCALE);
    return description;
}

}  // namespace bangnin::text
