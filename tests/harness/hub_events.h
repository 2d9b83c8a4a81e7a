// What the hub keeps of a device's log, read from its database file while it runs: the one place where a test sees
// every event that was delivered, in the order in which it was.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace bangnin::harness {

struct HubEvent {
    std::string epoch;
    std::uint64_t seq = 0;
    std::string type;
    nlohmann::json body;
    std::string reject_code;  // empty: taken
};

// All events of `device`, by epoch and number.
std::expected<std::vector<HubEvent>, std::string> hub_events(const std::filesystem::path& hub_state,
                                                             const std::string& device);

// What the hub's rating table keeps of a ticket, in the order in which it came.
struct HubRating {
    int grade = 0;
    std::string reasons;  // codes, a blank between
    std::string comment;
    bool anonymous = false;
    std::string sealed;
    std::string revises;
    bool in_force = false;
};
std::expected<std::vector<HubRating>, std::string> hub_ratings(const std::filesystem::path& hub_state,
                                                               const std::string& ticket);

// Up to which change of the hub the kiosk has it all in its store.
std::expected<std::uint64_t, std::string> kiosk_cursor(const std::filesystem::path& kiosk_state);

// The events of one type among them, in the same order.
std::vector<HubEvent> of_type(const std::vector<HubEvent>& events, const std::string& type);

}  // namespace bangnin::harness
