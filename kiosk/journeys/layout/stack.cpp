#include "kiosk/journeys/layout/stack.h"

#include <algorithm>
#include <cstddef>

namespace bangnin::kiosk {
namespace {

struct Sums {
    float least = 0;
    float ideal = 0;
    float stretch = 0;
    std::size_t shown = 0;
};

Sums sums_of(std::span<const Need> needs, std::span<const Placed> places) {
    Sums sums;
    for (std::size_t i = 0; i < needs.size(); ++i) {
        if (places[i].shown == Shown::no) continue;
        const float gap = sums.shown == 0 ? 0 : needs[i].gap;
        sums.least += needs[i].least + gap;
        sums.ideal += std::max(needs[i].ideal, needs[i].least) + gap;
        sums.stretch += needs[i].stretch;
        ++sums.shown;
    }
    return sums;
}

// Leaves out what can be spared, the most sparable first, until the rest fits or nothing more can go.
Sums leave_out(std::span<const Need> needs, std::span<Placed> places, float room) {
    Sums sums = sums_of(needs, places);
    while (sums.least > room) {
        std::size_t most = needs.size();
        for (std::size_t i = 0; i < needs.size(); ++i) {
            if (places[i].shown == Shown::no || needs[i].spare == 0) continue;
            if (most == needs.size() || needs[i].spare >= needs[most].spare) most = i;
        }
        if (most == needs.size()) break;
        places[most].shown = Shown::no;
        sums = sums_of(needs, places);
    }
    return sums;
}

float height_of(const Need& need, const Sums& sums, float room) {
    const float ideal = std::max(need.ideal, need.least);
    if (sums.ideal <= room) {
        return sums.stretch > 0 ? ideal + (room - sums.ideal) * need.stretch / sums.stretch : ideal;
    }
    const float wanted = sums.ideal - sums.least;
    const float had = std::max(0.0F, room - sums.least);
    return wanted > 0 ? need.least + (ideal - need.least) * had / wanted : need.least;
}

// Gives by how much the parts do not fit.
float stack_all(std::span<const Need> needs, std::span<Placed> places, float top, float bottom) {
    const float room = bottom - top;
    const Sums sums = leave_out(needs, places, room);
    float y = top;
    bool first = true;
    for (std::size_t i = 0; i < needs.size(); ++i) {
        if (places[i].shown == Shown::no) continue;
        if (!first) y += needs[i].gap;
        first = false;
        places[i].top = y;
        places[i].height = height_of(needs[i], sums, room);
        y += places[i].height;
    }
    // What is touched goes down to where the hand is.
    const float free = bottom - y;
    if (free <= 0) return std::max(0.0F, sums.least - room);
    for (std::size_t i = 0; i < needs.size(); ++i) {
        if (needs[i].zone != Zone::information) places[i].top += free;
    }
    return 0;
}

}  // namespace

Stacked stack(std::span<const Need> needs, float top, float bottom, float controls_from) {
    Stacked stacked;
    stacked.places.assign(needs.size(), Placed{.shown = Shown::yes, .top = 0, .height = 0});
    const auto controls = std::ranges::find(needs, Zone::controls, &Need::zone);
    const auto read = static_cast<std::size_t>(controls - needs.begin());
    const std::span<Placed> places(stacked.places);
    stacked.missing = stack_all(needs, places, top, bottom);
    const bool high = read < needs.size() && places[read].top < controls_from;
    if (!high) return stacked;
    // The controls would begin out of reach: each zone has its own room.
    std::ranges::fill(stacked.places, Placed{.shown = Shown::yes, .top = 0, .height = 0});
    const float gap = needs[read].gap;
    stacked.missing = stack_all(needs.first(read), places.first(read), top, controls_from - gap);
    stacked.missing += stack_all(needs.subspan(read), places.subspan(read), controls_from, bottom);
    return stacked;
}

}  // namespace bangnin::kiosk
