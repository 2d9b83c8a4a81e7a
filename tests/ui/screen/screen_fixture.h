// A screen without a display, and the simplest page for it.
#pragma once

#include <gtest/gtest.h>

#include <functional>

#include "tests/ui/screen/rig.h"
#include "ui/screen/screen.h"

namespace bangnin::screen {

inline Rgba pixel(const Screen::Pixels& picture, int x, int y) {
    const auto* p = picture.rgba.data() + (static_cast<std::ptrdiff_t>(y) * picture.width + x) * 4;
    return {p[0], p[1], p[2], p[3]};
}

class ScreenTest : public testing::Test {
  protected:
    Rig rig_ = Rig::make();
    Screen& screen_ = *rig_.screen;
    int activations_ = 0;
    int refusals_ = 0;

    std::function<void(Ui&)> one_button(ButtonLook look = {.ground = Ground::primary}) {
        return [this, look](Ui& ui) {
            ui.fill({0, 0, 1080, 1920}, Colour::snow);
            const Touched touched = ui.button("go", "好的", {200, 400, 480, 120}, look);
            activations_ += touched.activated ? 1 : 0;
            refusals_ += touched.refused ? 1 : 0;
        };
    }
    void settle(const std::function<void(Ui&)>& painter) const { rig_.settle(painter); }
};

}  // namespace bangnin::screen
