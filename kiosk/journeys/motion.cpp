#include "kiosk/journeys/motion.h"

#include <algorithm>
#include <cmath>

namespace bangnin::kiosk {
namespace {

float distance_left(const std::optional<Steady>& since, Steady now, std::chrono::milliseconds duration) {
    if (!since || now >= *since + duration) return 0;
    const auto part = static_cast<double>((now - *since).count()) / static_cast<double>(duration.count());
    return motion::page_shift * static_cast<float>(1 - motion::eased(part));
}

}  // namespace

namespace motion {

int hill_shift(Steady now) {
    const auto cycle = now / attract_cycle;
    const double part = static_cast<double>((now % attract_cycle).count()) / static_cast<double>(attract_fade.count());
    const double way = cycle == 0 ? 0 : eased(part);
    const double share = cycle % 2 == 1 ? way : 1 - way;
    return cycle == 0 ? 0 : static_cast<int>(std::lround(most_hill_shift * share));
}

Steady next_hill_picture(Steady now) {
    const Steady begun = now - now % attract_cycle;
    const int here = hill_shift(now);
    for (Steady then = now + picture; then < begun + attract_fade; then += picture) {
        if (hill_shift(then) != here) return then;
    }
    const Steady end = begun + attract_fade;
    return now < end && hill_shift(end) != here ? end : begun + attract_cycle + std::chrono::milliseconds{1};
}

}  // namespace motion

void Arrivals::see(Shown& shown, std::string_view name, Steady now) {
    if (shown.name == name) return;
    shown.name = name;
    shown.since = now;
}

void Arrivals::see(std::string_view page, std::string_view dialog, Steady now) {
    see(page_, page, now);
    see(dialog_, dialog, now);
    if (!begun_) settle();
    begun_ = true;
}

void Arrivals::settle() {
    page_.since.reset();
    dialog_.since.reset();
}

Arriving Arrivals::at(Steady now) const {
    return {distance_left(page_.since, now, motion::page), distance_left(dialog_.since, now, motion::dialog)};
}

}  // namespace bangnin::kiosk
