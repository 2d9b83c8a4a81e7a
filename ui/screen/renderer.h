#pragma once
// Draws display lists with OpenGL ES 2, only inside the damaged rectangles, over the frame that is already there.

#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "ui/screen/damage.h"
#include "ui/screen/display_list.h"

namespace bangnin::screen {

// Where the frame before is kept. window: in the window's own buffer, which a software renderer leaves as it was after
// presenting (proven at the start). texture: in a texture that is copied to the window for each presentation.
enum class Retention : std::uint8_t { window, texture };

class Renderer {
  public:
    // The OpenGL context is current. present: shows the window's buffer (swap).
    [[nodiscard]] static std::expected<std::unique_ptr<Renderer>, std::string> create(int width, int height,
                                                                                      std::function<void()> present);
    ~Renderer();
    Renderer(const Renderer&) = delete;
    Renderer& operator=(const Renderer&) = delete;

    // Another size: the old frame is gone.
    void resize(int width, int height);
    void keep_in(Retention retention);

    // Draws what of the list lies in the damage and presents it; comes back when the pixels are there.
    void draw(const DisplayList& list, std::span<const PixelRect> damage);

    // The retained frame: width * height * 4 bytes RGBA, rows from the top.
    [[nodiscard]] std::vector<std::uint8_t> read_frame();

    [[nodiscard]] const std::string& name() const;
    [[nodiscard]] Retention retention() const;

  private:
    struct State;
    explicit Renderer(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace bangnin::screen
