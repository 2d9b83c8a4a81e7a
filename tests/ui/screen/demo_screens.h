#pragma once
// Screens for the tests and the benchmark: the home page of the design, and a page of another kind.

#include <functional>
#include <string>

#include "ui/screen/ui.h"

namespace bangnin::screen::demo {

struct Home {
    int tickets = 0;  // how often the first choice was activated
    int refused = 0;
    std::string clock = "10:42";
    Contrast contrast = Contrast::normal;
};

void draw_home(Ui& ui, Home& home);
// variant: which text the page shows.
void draw_page(Ui& ui, int variant);

}  // namespace bangnin::screen::demo
