// What the hall's days came to: how long people waited and were served, by queue, window and hour, and how they rated
// it. Of ratings only sums are given, never who gave which or who was rated. Pure, but for reading the records.
#pragma once

#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "sync/hub/config.h"
#include "sync/hub/database.h"
#include "sync/hub/halls.h"
#include "sync/hub/presence.h"
#include "sync/model/calling.h"
#include "sync/model/clock.h"

namespace bangnin::hub::console {

// One ticket, as far as it got.
struct TicketStory {
    char service = 'A';
    std::string window;  // empty: never called
    sync::QueuedState state = sync::QueuedState::waiting;
    int hour = 0;  // of its issue, on the hall's clock
    std::optional<std::chrono::milliseconds> waited{};
    std::optional<std::chrono::milliseconds> served{};
};

struct Sum {
    std::uint32_t issued = 0;
    std::uint32_t done = 0;
    std::uint32_t missed = 0;
    std::uint32_t called = 0;
    double waited_mean = 0;  // minutes, of those who were called
    double waited_p90 = 0;   // nine of ten waited no longer
    double served_mean = 0;  // minutes, of those who were done

    friend bool operator==(const Sum&, const Sum&) = default;
};
Sum summed(const std::vector<const TicketStory*>& stories);

// How many gave each grade: [0] 非常不满意 … [4] 非常满意.
using Grades = std::array<std::uint32_t, 5>;

// What became of cases in these days, whenever they came in.
struct CaseFigures {
    std::uint32_t submitted = 0;
    std::uint32_t completed = 0;
    std::uint32_t terminated = 0;
    std::uint32_t demands = 0;  // of supplements and rectification
};

struct Statistics {
    HallRow hall;
    sync::LocalDay from, to;
    Sum all;
    std::map<char, Sum> by_service;
    std::map<std::string, Sum> by_window;
    std::map<int, Sum> by_hour;
    Grades grades{};
    std::uint32_t wished = 0;  // ratings that were asked for at a window
    std::vector<DevicePresence> presence;
    CaseFigures cases{};
};
Statistics statistics_of(const std::vector<TicketStory>& stories, sync::LocalDay from, sync::LocalDay to);

inline constexpr std::int64_t most_days = 92;
inline constexpr int most_stories = 400'000;

// A hall's.
class StatisticsReader {
  public:
    StatisticsReader(Database& database, const Config& config, std::string hall = first_hall)
        : database_(database), config_(config), hall_(std::move(hall)) {}
    // Both days included.
    DatabaseResult<Statistics> read(sync::LocalDay from, sync::LocalDay to);

  private:
    std::vector<TicketStory> stories(sync::LocalDay from, sync::LocalDay to);
    void read_ratings(Statistics& statistics);
    void read_cases(Statistics& statistics);
    // On the hall's clock: when that day begins.
    long long midnight(sync::LocalDay day) const;

    Database& database_;
    const Config& config_;
    std::string hall_;
};

}  // namespace bangnin::hub::console
