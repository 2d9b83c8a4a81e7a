#include "ui/screen/pictures.h"

#include <cairo.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstring>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

#include "ui/text/wipe.h"

namespace bangnin::screen {
namespace {

constexpr int max_painted_side = 4096;
constexpr std::size_t entry_overhead = 256;  // of the cache and the driver, for each picture

enum class Family : char { text = 't', icon = 'i', shadow = 's', bitmap = 'b', painted = 'p' };

template <typename Value>
void append(std::string& key, const Value& value) {
    static_assert(std::is_arithmetic_v<Value> || std::is_enum_v<Value>);
    key.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void append_style(std::string& key, const text::Style& style) {
    append(key, style.size_px);
    append(key, style.weight);
    append(key, style.flow);
    append(key, style.align);
    append(key, style.line_height_px);
    append(key, style.digits);
    append(key, style.max_lines);
}

// `more`: bytes of text and runs that will follow. Nothing of an earlier key stays behind.
void begin(std::string& key, Family family, std::size_t more = 0) {
    constexpr std::size_t lengths_and_style = 256;
    text::wipe_and_reserve(key, lengths_and_style + more);
    key.assign(1, static_cast<char>(family));
}

// One pass of a moving average along a row or a column; three of them are as good as a Gaussian.
void average(std::vector<float>& from, std::vector<float>& to, int side, int reach, std::ptrdiff_t along,
             std::ptrdiff_t across) {
    const float share = 1.0F / static_cast<float>(2 * reach + 1);
    for (int line = 0; line < side; ++line) {
        const float* in = from.data() + line * across;
        float* out = to.data() + line * across;
        float sum = 0;
        for (int i = 0; i < std::min(reach, side); ++i) {
            sum += in[i * along];
        }
        for (int i = 0; i < side; ++i) {
            sum += i + reach < side ? in[(i + reach) * along] : 0.0F;
            out[i * along] = sum * share;
            sum -= i - reach >= 0 ? in[(i - reach) * along] : 0.0F;
        }
    }
    std::swap(from, to);
}

// A rounded square with soft edges, the pattern of all shadows of its kind.
std::vector<std::uint8_t> blurred_square(int side, int margin, int radius, float deviation) {
    const auto count = static_cast<std::size_t>(side) * static_cast<std::size_t>(side);
    std::vector<float> mask(count);
    const auto inner = static_cast<float>(margin + radius);
    const auto far = static_cast<float>(side - margin - radius);
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const float px = static_cast<float>(x) + 0.5F;
            const float py = static_cast<float>(y) + 0.5F;
            const float dx = std::max({inner - px, px - far, 0.0F});
            const float dy = std::max({inner - py, py - far, 0.0F});
            mask[static_cast<std::size_t>(y) * static_cast<std::size_t>(side) + static_cast<std::size_t>(x)] =
                std::clamp(static_cast<float>(radius) - std::hypot(dx, dy) + 0.5F, 0.0F, 1.0F);
        }
    }
    // Three averages of width w have the variance (w² − 1) / 4.
    const int reach = std::max(1, static_cast<int>(std::lround((std::sqrt(4 * deviation * deviation + 1) - 1) / 2)));
    std::vector<float> other(count);
    for (int pass = 0; pass < 3; ++pass) {
        average(mask, other, side, reach, 1, side);
        average(mask, other, side, reach, side, 1);
    }
    std::vector<std::uint8_t> alpha(count);
    std::ranges::transform(mask, alpha.begin(), [](float value) {
        return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0F, 1.0F) * 255.0F));
    });
    return alpha;
}

// Cairo keeps a pixel as one number, alpha in the highest byte; OpenGL ES wants the bytes R, G, B, A.
std::vector<std::uint8_t> rgba_rows(cairo_surface_t* surface, int width, int height) {
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
    cairo_surface_flush(surface);
    const unsigned char* rows = cairo_image_surface_get_data(surface);
    const int stride = cairo_image_surface_get_stride(surface);
    std::uint8_t* out = pixels.data();
    for (int y = 0; rows != nullptr && y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            std::uint32_t pixel = 0;
            std::memcpy(&pixel, rows + static_cast<std::ptrdiff_t>(y) * stride + static_cast<std::ptrdiff_t>(x) * 4, 4);
            *out++ = static_cast<std::uint8_t>(pixel >> 16U);
            *out++ = static_cast<std::uint8_t>(pixel >> 8U);
            *out++ = static_cast<std::uint8_t>(pixel);
            *out++ = static_cast<std::uint8_t>(pixel >> 24U);
        }
    }
    return pixels;
}

// Lines that begin within a word of Latin letters.
int torn_words(std::string_view utf8, const text::Metrics& metrics) {
    const auto letter = [&](std::size_t place) {
        return place < utf8.size() && std::isalpha(static_cast<unsigned char>(utf8[place])) != 0;
    };
    return static_cast<int>(std::ranges::count_if(metrics.lines, [&](const text::Line& line) {
        return line.start_byte > 0 && letter(line.start_byte - 1) && letter(line.start_byte);
    }));
}

}  // namespace

const Picture* Pictures::known() {
    if (Picture* found = cache_.find(key_)) {
        if (origin_ == Origin::prepared) {
            found->origin = Origin::prepared;
        }
        return found;
    }
    if (origin_ == Origin::shown) {
        return nullptr;
    }
    if (made_now_ > 0 && std::chrono::steady_clock::now() >= until_) {
        made_ = Made::some;
        return &nothing_;
    }
    ++made_now_;
    return nullptr;
}

void Pictures::begin_preparing(std::chrono::steady_clock::time_point until) {
    origin_ = Origin::prepared;
    until_ = until;
    made_ = Made::all;
    made_now_ = 0;
}

Pictures::Made Pictures::end_preparing() {
    origin_ = Origin::shown;
    return made_;
}

void Pictures::forget_shown() {
    cache_.erase_if([](const Picture& picture) { return picture.origin == Origin::shown; });
    text::wipe(key_);
}

const Picture& Pictures::keep(const std::string& key, Picture picture) {
    picture.content = std::hash<std::string>{}(key);
    picture.origin = origin_;
    const std::size_t bytes = entry_overhead + key.size() + (picture.texture ? picture.texture->bytes() : 0);
    return *cache_.insert(key, std::move(picture), bytes);
}

const Picture& Pictures::text(std::string_view utf8, const text::Style& style, int extent_px,
                              std::span<const text::Span> spans) {
    begin(key_, Family::text, utf8.size() + spans.size_bytes());
    append_style(key_, style);
    append(key_, extent_px);
    append(key_, spans.size());
    for (const text::Span& span : spans) {
        append(key_, span.start_byte);
        append(key_, span.length_bytes);
        append(key_, span.weight);
        append(key_, span.size_px);
    }
    key_.append(utf8);
    if (const Picture* found = known()) {
        return *found;
    }
    const text::Coverage coverage = engine_.render(utf8, style, extent_px, spans);
    Picture picture{.left = coverage.left,
                    .top = coverage.top,
                    .width = coverage.metrics.width,
                    .height = coverage.metrics.height,
                    .unknown_glyphs = coverage.metrics.unknown_glyphs,
                    .torn_words = torn_words(utf8, coverage.metrics)};
    picture.texture = GlTexture::upload(GlTexture::Kind::mask, coverage.width, coverage.height, coverage.alpha);
    return keep(key_, std::move(picture));
}

const Picture& Pictures::icon(Icon icon, int side_px, float line_width) {
    begin(key_, Family::icon);
    append(key_, icon);
    append(key_, side_px);
    append(key_, line_width);
    if (const Picture* found = known()) {
        return *found;
    }
    const IconCoverage coverage = icons_.render(icon, side_px, line_width);
    Picture picture{.width = coverage.side, .height = coverage.side};
    picture.texture = GlTexture::upload(GlTexture::Kind::mask, coverage.side, coverage.side, coverage.alpha);
    return keep(key_, std::move(picture));
}

const Picture& Pictures::shadow(int radius_px, int blur_px) {
    begin(key_, Family::shadow);
    append(key_, radius_px);
    append(key_, blur_px);
    if (const Picture* found = known()) {
        return *found;
    }
    const float deviation = static_cast<float>(blur_px) / 2.0F;
    const int margin = static_cast<int>(std::ceil(3 * deviation)) + 1;
    Picture picture{.slice = 2 * margin + radius_px, .margin = margin};
    const int side = 2 * picture.slice + 1;
    picture.texture =
        GlTexture::upload(GlTexture::Kind::mask, side, side, blurred_square(side, margin, radius_px, deviation));
    return keep(key_, std::move(picture));
}

const Picture& Pictures::bitmap(std::string_view key, const Bitmap& bitmap) {
    begin(key_, Family::bitmap, key.size());
    append(key_, bitmap.width);
    append(key_, bitmap.height);
    key_.append(key);
    if (const Picture* found = known()) {
        return *found;
    }
    Picture picture{.width = bitmap.width, .height = bitmap.height};
    picture.texture = GlTexture::upload(GlTexture::Kind::mask, bitmap.width, bitmap.height, bitmap.alpha);
    return keep(key_, std::move(picture));
}

const Picture& Pictures::painted(std::string_view key, int width_px, int height_px, float scale,
                                 const std::function<void(cairo_t*)>& painter) {
    const int width = std::clamp(width_px, 1, max_painted_side);
    const int height = std::clamp(height_px, 1, max_painted_side);
    begin(key_, Family::painted, key.size());
    append(key_, width);
    append(key_, height);
    append(key_, scale);
    key_.append(key);
    if (const Picture* found = known()) {
        return *found;
    }
    const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface(
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height), cairo_surface_destroy);
    const std::unique_ptr<cairo_t, decltype(&cairo_destroy)> cairo(cairo_create(surface.get()), cairo_destroy);
    cairo_scale(cairo.get(), scale, scale);
    painter(cairo.get());
    Picture picture{.width = width, .height = height};
    picture.texture =
        GlTexture::upload(GlTexture::Kind::colour, width, height, rgba_rows(surface.get(), width, height));
    return keep(key_, std::move(picture));
}

}  // namespace bangnin::screen
