#include "kiosk/journeys/motion.h"

#include <algorithm>

namespace bangnin::kiosk {
namespace {

float distance_left(const std::optional<Steady>& since, Steady now, std::chrono::milliseconds duration) {
    if (!since || now >= *since + duration) return 0;
    const auto part = static_cast<double>((now - *since).count()) / static_cast<double>(duration.count());
    return motion::page_shift * static_cast<float>(1 - motion::eased(part));
}

}  // namespace

namespace motion {

double eased(double part) {
    if (part <= 0) return 0;
    if (part >= 1) return 1;
    // The curve's x is (3 · 0.2 (1 − t)² t + t³), its y is (3 (1 − t) t² + t³); x grows with t.
    double low = 0;
    double high = 1;
    constexpr int halvings = 24;
    for (int i = 0; i < halvings; ++i) {
        const double t = (low + high) / 2;
        const double x = 3 * 0.2 * (1 - t) * (1 - t) * t + t * t * t;
        (x < part ? low : high) = t;
    }
    return 3 * (1 - low) * low * low + low * low * low;
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
