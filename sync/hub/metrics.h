// What a monitoring system asks the hub (the text format of Prometheus, 0.0.4): counts and times by route, never by
// device, address or token. Any thread.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace bangnin::hub {

// What is so at the moment of asking.
struct MetricsNow {
    std::size_t polls_waiting = 0;
    std::size_t intake_waiting = 0;  // requests
    bool database_readable = false;
    int schema_version = 0;
    std::uint64_t newest_change = 0;
};

class Metrics {
  public:
    // Of the latency histogram, in seconds; what takes longer counts in +Inf alone.
    static constexpr std::array<double, 12> bounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30};

    // `route`: the template, of static storage.
    void answered(std::string_view route, int status, std::chrono::steady_clock::duration took);
    void taken(std::size_t events);
    void rejected(const std::string& code);
    void connected() { ++connections_; }
    void disconnected() { --connections_; }

    std::string text(const MetricsNow& now) const;

  private:
    struct Times {
        std::array<std::uint64_t, bounds.size()> buckets{};  // of each bound alone, not of all below it
        std::uint64_t count = 0;
        double seconds = 0;
    };

    std::atomic<int> connections_ = 0;
    mutable std::mutex mutex_;
    std::map<std::pair<std::string_view, int>, std::uint64_t> answers_;
    std::map<std::string_view, Times> times_;
    std::map<std::string, std::uint64_t> rejections_;
    std::uint64_t events_ = 0;
    std::uint64_t requests_ = 0;
};

}  // namespace bangnin::hub
