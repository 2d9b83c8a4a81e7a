// A bad day of everything at once: thirty machines of three halls whose clocks are wrong and whose power fails, a
// network that delays, cuts, doubles, reorders and lies, hubs that are killed and a database server that falls. At the
// end the hubs have exactly what the machines told: nothing lost, nothing doubled, all of it in order. What happens is
// drawn from BANGNIN_CHAOS_SEED; a failure says which it was.
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

#include "tests/faults/chaos/chaos_hall.h"
#include "tests/sync/hub/own_server.h"

namespace bangnin::faults {
namespace {

std::uint64_t chosen_seed() {
    constexpr std::uint64_t usual = 20260312;
    const char* given = std::getenv("BANGNIN_CHAOS_SEED");
    return given != nullptr ? std::strtoull(given, nullptr, 10) : usual;
}

bool every_fault_happened(const Tally& now) {
    constexpr std::size_t often = 3;
    return std::ranges::all_of(every_fault, [&](Fault fault) {
        const auto found = now.faults.find(fault);
        return found != now.faults.end() && found->second >= often;
    });
}

std::string summary(const ChaosHall& hall) {
    const Tally tally = hall.tally();
    std::string text = std::to_string(hall.events_told()) + " events, " + std::to_string(tally.pushes) +
                       " pushes, died with their hub " + std::to_string(tally.died_with_hub) + ", without a database " +
                       std::to_string(tally.without_database);
    for (const auto& [fault, count] : tally.faults)
        text += ", " + std::string(to_text(fault)) + " " + std::to_string(count);
    for (const auto& [status, count] : tally.push_answers) {
        text += ", answer " + std::to_string(status) + " " + std::to_string(count);
    }
    return text;
}

// Kills until one of the kills has hit a hub between a request and its answer.
void kill_in_the_middle(ChaosHall& hall, std::size_t hubs) {
    constexpr std::size_t most = 20;
    for (std::size_t kill = 0; kill < most && hall.tally().died_with_hub == 0; ++kill) hall.kill_hub(kill % hubs);
    EXPECT_GT(hall.tally().died_with_hub, 0U);
}

void expect_all_well(ChaosHall& hall) {
    const Tally tally = hall.tally();
    EXPECT_TRUE(every_fault_happened(tally));
    EXPECT_EQ(tally.told_strangers, 0U);
    // However often it was cut, doubled or late: no log ever had a gap for its hub.
    EXPECT_FALSE(tally.push_answers.contains(409));
    EXPECT_FALSE(tally.push_answers.contains(400));
    hall.expect_machines_troubled();
    hall.expect_every_event_once_and_in_order();
    hall.expect_every_ticket_rating_and_call_once();
    hall.expect_refusals_at_both_ends();
}

TEST(Chaos, TwoHubsOnAServerThatFalls) {
    const std::uint64_t seed = chosen_seed();
    const ::testing::ScopedTrace trace(__FILE__, __LINE__, "BANGNIN_CHAOS_SEED=" + std::to_string(seed));
    constexpr std::size_t pushes_between = 60;
    hub::test::OwnServer server;
    ChaosHall hall({.server = server.uri(), .hubs = 2, .devices = 30, .seed = seed});
    hall.begin();
    ASSERT_TRUE(hall.more_pushes(pushes_between));
    hall.kill_hub(0);
    ASSERT_TRUE(hall.more_pushes(pushes_between));
    server.fall();
    ASSERT_TRUE(hall.more_pushes(pushes_between));
    hall.kill_hub(1);
    ASSERT_TRUE(hall.more_pushes(pushes_between));
    server.fall();
    ASSERT_TRUE(hall.more_pushes(pushes_between));
    kill_in_the_middle(hall, 2);
    ASSERT_TRUE(hall.wait_until(every_fault_happened)) << summary(hall);
    hall.calm();
    std::cout << summary(hall) << '\n';
    EXPECT_GT(hall.tally().without_database, 0U) << "the server fell unseen";
    expect_all_well(hall);
}

TEST(Chaos, AHubOnAFile) {
    const std::uint64_t seed = chosen_seed() + 1;
    const ::testing::ScopedTrace trace(__FILE__, __LINE__, "BANGNIN_CHAOS_SEED=" + std::to_string(seed - 1));
    constexpr std::size_t pushes_between = 40;
    ChaosHall hall({.server = {}, .hubs = 1, .devices = 12, .seed = seed});
    hall.begin();
    for (int kill = 0; kill < 2; ++kill) {
        ASSERT_TRUE(hall.more_pushes(pushes_between));
        hall.kill_hub(0);
    }
    kill_in_the_middle(hall, 1);
    ASSERT_TRUE(hall.wait_until(every_fault_happened)) << summary(hall);
    hall.calm();
    std::cout << summary(hall) << '\n';
    expect_all_well(hall);
}

}  // namespace
}  // namespace bangnin::faults
