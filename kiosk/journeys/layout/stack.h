// Where the parts of a page stand, one below the other. Pure.
#pragma once

#include <span>
#include <vector>

namespace bangnin::kiosk {

/// What is read stands at the top, what is touched at the bottom, within reach; `foot` is read right above it.
enum class Zone { information, foot, controls };

/// What one part of a page needs, in units.
struct Need {
    Zone zone = Zone::information;
    float least = 0;    ///< with less it cannot be shown
    float ideal = 0;    ///< as the design shows it; at least `least`
    float gap = 24;     ///< to the part above it; not at the top
    float stretch = 0;  ///< its share of the room nobody needs; 0: takes none
    int spare = 0;      ///< 0: always shown; else left out where there is no room, the highest first
};

enum class Shown { yes, no };
struct Placed {
    Shown shown = Shown::no;
    float top = 0;
    float height = 0;
};

struct Stacked {
    std::vector<Placed> places;  ///< one for each need
    float missing = 0;           ///< units by which even the least does not fit; 0: all is well
};

/// Stacks the parts between `top` and `bottom`. Room that nobody wants stays between what is read and what stands at
/// the foot. `controls_from`: no part of Zone::controls stands above it.
[[nodiscard]] Stacked stack(std::span<const Need> needs, float top, float bottom, float controls_from = 0);

}  // namespace bangnin::kiosk
