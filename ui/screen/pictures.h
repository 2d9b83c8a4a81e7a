#pragma once
// Shaped texts, icons, shadows, bitmaps and illustrations as textures, kept as long as there is room.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "ui/screen/gl_texture.h"
#include "ui/screen/icons.h"
#include "ui/screen/ui.h"
#include "ui/text/bounded_cache.h"
#include "ui/text/text_engine.h"

namespace bangnin::screen {

// shown: made for a frame of the glass, so that it may tell something of the person in front of it. prepared: part of a
// page that was described ahead, for nobody in particular.
enum class Origin : std::uint8_t { shown, prepared };

struct Picture {
    std::shared_ptr<const GlTexture> texture = nullptr;  // nullptr: nothing to be seen (a space)
    int left = 0;                                        // of the texture, relative to the block's top left, px
    int top = 0;
    int width = 0;  // of the block, px
    int height = 0;
    int slice = 0;              // of shadows: px of each corner
    int margin = 0;             // of shadows: how far they reach beyond their surface
    int unknown_glyphs = 0;     // of texts: characters that no font has
    int torn_words = 0;         // and Latin words that do not stand on one line
    std::uint64_t content = 0;  // a hash of the key
    Origin origin = Origin::shown;
};

class Pictures {
  public:
    Pictures(text::Engine& engine, const IconSet& icons, std::size_t max_bytes)
        : engine_(engine), icons_(icons), cache_(max_bytes) {}

    // All lengths in px of the glass. References stay good until the next call.
    const Picture& text(std::string_view utf8, const text::Style& style, int extent_px,
                        std::span<const text::Span> spans);
    const Picture& icon(Icon icon, int side_px, float line_width);
    // blur_px as CSS understands it: twice the standard deviation.
    const Picture& shadow(int radius_px, int blur_px);
    const Picture& bitmap(std::string_view key, const Bitmap& bitmap);
    // scale: px of the glass for one px of the painter.
    const Picture& painted(std::string_view key, int width_px, int height_px, float scale,
                           const std::function<void(cairo_t*)>& painter);

    // Another scale: every picture is made anew.
    void clear() { cache_.clear(); }

    // Until end_preparing(), what is asked for counts as prepared; after `until` nothing new is made but for the first
    // picture, so that every round gets further, and an empty picture stands for the rest.
    void begin_preparing(std::chrono::steady_clock::time_point until);
    enum class Made : std::uint8_t { all, some };
    Made end_preparing();
    // What was not prepared is forgotten.
    void forget_shown();

    [[nodiscard]] std::size_t bytes() const { return cache_.bytes(); }
    [[nodiscard]] std::size_t size() const { return cache_.size(); }
    [[nodiscard]] std::size_t max_bytes() const { return cache_.max_bytes(); }

  private:
    // The picture of key_, or the empty one where no more may be made, or nullptr: make it.
    const Picture* known();
    const Picture& keep(const std::string& key, Picture picture);

    text::Engine& engine_;
    const IconSet& icons_;
    text::BoundedCache<std::string, Picture> cache_;
    std::string key_;  // under construction; kept to spare allocations
    const Picture nothing_;
    Origin origin_ = Origin::shown;
    std::chrono::steady_clock::time_point until_;  // of preparing
    Made made_ = Made::all;
    int made_now_ = 0;  // pictures since begin_preparing
};

}  // namespace bangnin::screen
