#include "sync/hub/metrics.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>

namespace bangnin::hub {
namespace {

constexpr std::size_t most_codes = 64;

void describe(std::string& text, std::string_view name, std::string_view type, std::string_view help) {
    text += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
}

void gauge(std::string& text, std::string_view name, std::string_view help, std::uint64_t value) {
    describe(text, name, "gauge", help);
    text += fmt::format("{} {}\n", name, value);
}

void counter(std::string& text, std::string_view name, std::string_view help, std::uint64_t value) {
    describe(text, name, "counter", help);
    text += fmt::format("{} {}\n", name, value);
}

}  // namespace

void Metrics::answered(std::string_view route, int status, std::chrono::steady_clock::duration took) {
    const double seconds = std::chrono::duration<double>(took).count();
    const std::lock_guard lock(mutex_);
    ++answers_[{route, status}];
    Times& times = times_[route];
    ++times.count;
    times.seconds += seconds;
    const auto bound = std::ranges::lower_bound(bounds, seconds);
    if (bound != bounds.end()) ++times.buckets.at(static_cast<std::size_t>(bound - bounds.begin()));
}

void Metrics::taken(std::size_t events) {
    const std::lock_guard lock(mutex_);
    ++requests_;
    events_ += events;
}

void Metrics::rejected(const std::string& code) {
    const std::lock_guard lock(mutex_);
    if (rejections_.size() < most_codes || rejections_.contains(code)) ++rejections_[code];
}

std::string Metrics::text(const MetricsNow& now) const {
    std::string text;
    const std::lock_guard lock(mutex_);
    describe(text, "bangnin_hub_requests_total", "counter", "Requests answered, by route and status.");
    for (const auto& [key, count] : answers_) {
        text +=
            fmt::format("bangnin_hub_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", key.first, key.second, count);
    }
    constexpr std::string_view seconds = "bangnin_hub_request_seconds";
    describe(text, seconds, "histogram", "From a request's last byte to its answer's first; a poll's wait included.");
    for (const auto& [route, times] : times_) {
        std::uint64_t below = 0;
        for (std::size_t index = 0; index < bounds.size(); ++index) {
            below += times.buckets[index];
            text += fmt::format("{}_bucket{{route=\"{}\",le=\"{}\"}} {}\n", seconds, route, bounds[index], below);
        }
        text += fmt::format("{}_bucket{{route=\"{}\",le=\"+Inf\"}} {}\n", seconds, route, times.count);
        text += fmt::format("{0}_sum{{route=\"{1}\"}} {2}\n{0}_count{{route=\"{1}\"}} {3}\n", seconds, route,
                            times.seconds, times.count);
    }
    counter(text, "bangnin_hub_intake_requests_total", "Requests with devices' events that were taken.", requests_);
    counter(text, "bangnin_hub_intake_events_total", "Devices' events in them, those sent again too.", events_);
    describe(text, "bangnin_hub_intake_rejections_total", "counter", "Events that can never be taken, by code.");
    for (const auto& [code, count] : rejections_) {
        text += fmt::format("bangnin_hub_intake_rejections_total{{code=\"{}\"}} {}\n", code, count);
    }
    gauge(text, "bangnin_hub_connections", "Clients connected.", static_cast<std::uint64_t>(connections_.load()));
    gauge(text, "bangnin_hub_polls_waiting", "Devices that wait for a change.", now.polls_waiting);
    gauge(text, "bangnin_hub_intake_waiting", "Requests with events that wait for the database.", now.intake_waiting);
    gauge(text, "bangnin_hub_database_readable", "1 where the records can be read.", now.database_readable ? 1 : 0);
    gauge(text, "bangnin_hub_schema_version", "Of the database.", static_cast<std::uint64_t>(now.schema_version));
    gauge(text, "bangnin_hub_newest_change", "Number of the newest change that devices hear of.", now.newest_change);
    return text;
}

}  // namespace bangnin::hub
