// How long a service takes, learned from those that ended. Pure.
//
// For each hour of the day an exponentially weighted mean; the configured prior counts as prior_weight services, and
// what other hours have learned stands in where an hour knows too little.
#pragma once

#include <array>
#include <cstdint>

namespace bangnin::sync {

struct ServiceTimes {
    struct Hour {
        double weight = 0;  // of the services seen, each counting less as later ones come
        double minutes = 0;
        friend bool operator==(const Hour&, const Hour&) = default;
    };
    std::array<Hour, 24> hours{};
    friend bool operator==(const ServiceTimes&, const ServiceTimes&) = default;
};

inline constexpr double learning_rate = 0.08;  // weight of the latest: about the last dozen services count
inline constexpr double prior_weight = 4.0;
// What is not a service's length: a clerk who forgot to finish, or pressed by mistake.
inline constexpr double shortest_service = 0.2;
inline constexpr double longest_service = 480.0;

// `minutes` outside the bounds teach nothing. `hour`: 0–23 of the hall's clock, when the service began; others teach
// nothing.
ServiceTimes learned(ServiceTimes known, int hour, double minutes);

// What a service that begins in that hour is expected to take.
double expected_minutes(const ServiceTimes& known, int hour, double prior_minutes);

}  // namespace bangnin::sync
