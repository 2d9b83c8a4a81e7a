#include "sync/model/estimate.h"

#include <algorithm>
#include <cmath>

namespace bangnin::sync {
namespace {

constexpr double longest_minutes = 1440.0;
// 10th and 90th percentile of the standard normal distribution.
constexpr double z_low = -1.2815515655446004;
constexpr double z_high = 1.2815515655446004;

// A quantile of the gamma distribution by Wilson and Hilferty's cube: exact enough for whole minutes.
double gamma_quantile(double mean, double variation, double z) {
    const double shape = 1.0 / (variation * variation);
    const double cube = 1.0 - 1.0 / (9.0 * shape) + z / (3.0 * std::sqrt(shape));
    return cube <= 0.0 ? 0.0 : mean * cube * cube * cube;
}

double sane_minutes(double minutes) {
    if (!std::isfinite(minutes)) return 10.0;
    return std::clamp(minutes, 0.5, 480.0);
}

std::uint32_t bounded(double minutes) { return static_cast<std::uint32_t>(std::clamp(minutes, 0.0, longest_minutes)); }

}  // namespace

std::optional<Estimate> estimate_wait(const EstimateInput& input) {
    if (input.open_windows == 0) return std::nullopt;
    const double minutes = sane_minutes(input.minutes_per_service);
    const double windows = input.open_windows;
    Estimate estimate;
    estimate.as_of = input.as_of;
    const double before = static_cast<double>(input.ahead) + static_cast<double>(input.serving);
    if (before < windows) {
        // Somebody is free, or about to be: "soon", at most one service's share of the windows.
        estimate.high_min = bounded(std::ceil(minutes / windows));
        return estimate;
    }
    const double services = before - windows + 1.0;
    const double mean = services * minutes / windows;
    const double variation =
        std::sqrt(service_variation * service_variation / services + prior_uncertainty * prior_uncertainty);
    estimate.low_min = bounded(std::floor(gamma_quantile(mean, variation, z_low)));
    estimate.high_min = bounded(std::ceil(gamma_quantile(mean, variation, z_high)));
    return estimate;
}

}  // namespace bangnin::sync
