#pragma once
// An offscreen screen of 1080 × 1920 with the real renderer and text engine.

#include <filesystem>
#include <memory>

#include "ui/screen/screen.h"
#include "ui/text/text_engine.h"

namespace bangnin::screen {

struct Rig {
    std::unique_ptr<text::Engine> engine;
    std::unique_ptr<Screen> screen;

    // Ends the program when the machine cannot do it: nothing else could be tested then.
    [[nodiscard]] static Rig make(Options options = {});

    // Waits without sleeping and draws until nothing is due any more.
    void settle(const std::function<void(Ui&)>& painter) const;
};

[[nodiscard]] std::filesystem::path source_folder();

}  // namespace bangnin::screen
