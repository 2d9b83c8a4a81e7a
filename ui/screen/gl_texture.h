#pragma once
// A picture in the graphics memory. Made and destroyed on the screen's thread while its OpenGL context lives.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace bangnin::screen {

class GlTexture {
  public:
    // mask: one byte a pixel, takes the colour it is drawn in. colour: four bytes, RGBA, colour multiplied by alpha.
    enum class Kind : std::uint8_t { mask, colour };

    // pixels: width * height * (1 or 4) bytes, rows from the top.
    [[nodiscard]] static std::shared_ptr<const GlTexture> upload(Kind kind, int width, int height,
                                                                 std::span<const std::uint8_t> pixels);
    ~GlTexture();
    GlTexture(const GlTexture&) = delete;
    GlTexture& operator=(const GlTexture&) = delete;

    [[nodiscard]] Kind kind() const { return kind_; }
    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }
    [[nodiscard]] unsigned name() const { return name_; }
    [[nodiscard]] std::size_t bytes() const {
        return static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_) * (kind_ == Kind::mask ? 1 : 4);
    }

  private:
    GlTexture(Kind kind, int width, int height, unsigned name)
        : kind_(kind), width_(width), height_(height), name_(name) {}

    Kind kind_;
    int width_;
    int height_;
    unsigned name_;
};

}  // namespace bangnin::screen
