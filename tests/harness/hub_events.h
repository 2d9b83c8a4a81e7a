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

// The events of one type among them, in the same order.
std::vector<HubEvent> of_type(const std::vector<HubEvent>& events, const std::string& type);

}  // namespace bangnin::harness
