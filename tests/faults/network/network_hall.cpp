#include "tests/faults/network/network_hall.h"

#include <algorithm>
#include <map>

namespace bangnin::faults {

using harness::HubEvent;
using harness::Milliseconds;
using harness::Result;
using harness::ShownTicket;
using nlohmann::json;

Result<void> NetworkTest::prepare_relayed() {
    harness::RigOptions options;
    options.relay = harness::Relay::between;
    return harness::in_turn({[&] { return prepare(options); }, [&] { return rig().start_hub(); },
                             [&] { return rig().start_simulators(); }, [&] { return rig().enrol(); }});
}

Result<ShownTicket> NetworkTest::take(const std::string& department) {
    auto ticket = person().take_and_leave(department);
    if (ticket) {
        taken_.push_back(*ticket);
    }
    return ticket;
}

Result<void> NetworkTest::wait_delivered() {
    const auto all_there = [&](const json& view) {
        return std::ranges::all_of(taken_, [&](const ShownTicket& ticket) {
            return std::ranges::any_of(view["tickets"],
                                       [&](const json& seen) { return seen["token"] == ticket.token; });
        });
    };
    const auto seen = rig().hub_tickets_until(all_there);
    return seen ? Result<void>{} : std::unexpected(seen.error());
}

void NetworkTest::expect_once_and_in_order() {
    const auto delivered = wait_delivered();
    ASSERT_TRUE(delivered) << delivered.error();
    const auto events = harness::hub_events(rig().hub_state(), "k1");
    ASSERT_TRUE(events) << events.error();
    std::map<std::string, std::uint64_t> last;
    for (const HubEvent& event : *events) {
        EXPECT_EQ(event.seq, ++last[event.epoch]) << "a gap or a double in epoch " << event.epoch;
        EXPECT_EQ(event.reject_code, "") << event.type << " " << event.body.dump();
    }
    EXPECT_EQ(last.size(), 1U) << "one log, one epoch";
    std::vector<std::string> tokens;
    for (const HubEvent& event : harness::of_type(*events, "ticket.issued")) {
        tokens.push_back(event.body["token"]);
    }
    std::vector<std::string> wanted;
    wanted.reserve(taken_.size());
    for (const ShownTicket& ticket : taken_) {
        wanted.push_back(ticket.token);
    }
    EXPECT_EQ(tokens, wanted);
}

bool NetworkTest::until(Milliseconds limit, const std::function<bool()>& condition) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    while (!condition()) {
        if (std::chrono::steady_clock::now() >= deadline) {
            return false;
        }
        harness::pause_between_questions();
    }
    return true;
}

}  // namespace bangnin::faults
