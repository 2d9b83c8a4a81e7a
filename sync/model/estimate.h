// How long a person will wait: an interval, calibrated, never a promise. Pure.
//
// The idea: with n people waiting or being served before you and w windows open, all busy, you are called when n − w +
// 1 services have ended; each window ends one every `minutes_per_service` on average. The sum of k such times, each
// with a coefficient of variation of service_variation, has the coefficient service_variation/√k; the mean itself is
// only known to about prior_uncertainty. Both together shape a gamma distribution, of which the interval takes the 10th
// and the 90th percentile, rounded outwards to whole minutes: it covers the real wait at least 8 times in 10
// (tests/sync/model simulates halls to hold it to that).
#pragma once

#include <cstdint>
#include <optional>

#include "sync/model/clock.h"

namespace bangnin::sync {

// Minutes, low ≤ high; as of the moment the queue was last known.
struct Estimate {
    std::uint32_t low_min = 0;
    std::uint32_t high_min = 0;
    Instant as_of{};

    friend bool operator==(const Estimate&, const Estimate&) = default;
};

inline constexpr double service_variation = 0.8;
inline constexpr double prior_uncertainty = 0.25;
inline constexpr double stated_coverage = 0.8;

struct EstimateInput {
    std::uint32_t ahead = 0;    // people waiting before this one (people_ahead)
    std::uint32_t serving = 0;  // people being served now
    std::uint32_t open_windows = 1;
    double minutes_per_service = 10.0;  // clamped to 0.5–480; not a number counts as 10
    Instant as_of{};
};

// At most one day (1440 minutes). Nothing while no window is open: nobody knows when one will be.
std::optional<Estimate> estimate_wait(const EstimateInput& input);

}  // namespace bangnin::sync
