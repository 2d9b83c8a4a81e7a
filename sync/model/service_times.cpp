#include "sync/model/service_times.h"

#include <algorithm>
#include <cmath>

namespace bangnin::sync {
namespace {

// An hour's mean is worth at most this many services, however many it has seen.
constexpr double most_weight = 1.0 / learning_rate;

bool is_hour(int hour) { return hour >= 0 && hour < 24; }

// The mean of two, each by its weight.
double mixed(double one, double weight, double other, double other_weight) {
    return (one * weight + other * other_weight) / (weight + other_weight);
}

}  // namespace

ServiceTimes learned(ServiceTimes known, int hour, double minutes) {
    if (!is_hour(hour) || !std::isfinite(minutes) || minutes < shortest_service || minutes > longest_service) {
        return known;
    }
    ServiceTimes::Hour& bin = known.hours.at(static_cast<std::size_t>(hour));
    bin.minutes = mixed(bin.minutes, bin.weight, minutes, 1.0);
    // A mean of n services: the next counts 1/(n+1), but never less than learning_rate.
    bin.weight = std::min(bin.weight + 1.0, most_weight - 1.0);
    return known;
}

double expected_minutes(const ServiceTimes& known, int hour, double prior_minutes) {
    double weight = 0;
    double minutes = 0;
    for (const ServiceTimes::Hour& bin : known.hours) {
        minutes += bin.minutes * bin.weight;
        weight += bin.weight;
    }
    const double any_hour = (minutes + prior_minutes * prior_weight) / (weight + prior_weight);
    if (!is_hour(hour)) return any_hour;
    const ServiceTimes::Hour& bin = known.hours.at(static_cast<std::size_t>(hour));
    return mixed(bin.minutes, bin.weight, any_hour, prior_weight);
}

}  // namespace bangnin::sync
