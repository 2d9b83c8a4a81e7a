// The change feed at a real hub: everything at first, then what is new, at once, and never a step left out.
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <thread>

#include "tests/sync/hub/hub_rig.h"

namespace bangnin::hub::test {
namespace {

namespace wire = sync::wire;

wire::ChangesResponse changes(Client& client, std::uint64_t cursor, int wait) {
    const Reply reply = client.get("/v1/changes?cursor=" + std::to_string(cursor) + "&wait=" + std::to_string(wait));
    EXPECT_EQ(reply.status, 200) << reply.body;
    return wire::decode_changes_response(reply.body).value_or(wire::ChangesResponse{});
}

const sync::QueueStatus* queue(const wire::ChangesResponse& response, char service) {
    for (const wire::Change& change : response.changes) {
        const auto* status = std::get_if<sync::QueueStatus>(&change);
        if (status != nullptr && status->service == service) return status;
    }
    return nullptr;
}

std::uint64_t push(Client& client, const std::string& device, std::vector<sync::Event> events) {
    const Reply reply = client.post("/v1/events", push_body(device, "e1", std::move(events)));
    EXPECT_EQ(reply.status, 200) << reply.body;
    return wire::decode_events_response(reply.body).value_or(wire::EventsResponse{}).high_water;
}

TEST(HubChanges, BeginWithEveryQueueAndSayWhatTheyInclude) {
    HubRig hub;
    hub.start();
    const auto kiosk = hub.client(hub.enrol("k1", "kiosk"));
    const auto other = hub.client(hub.enrol("k2", "kiosk"));
    const auto begin = changes(*kiosk, 0, 0);
    EXPECT_EQ(begin.changes.size(), 2U);
    ASSERT_NE(queue(begin, 'A'), nullptr);
    EXPECT_EQ(queue(begin, 'A')->waiting, 0U);
    EXPECT_EQ(queue(begin, 'A')->open_windows, 2U);
    EXPECT_TRUE(queue(begin, 'A')->included.empty());

    push(*kiosk, "k1", tickets('A', 1, 1, 3));
    const auto next = changes(*kiosk, begin.cursor, 0);
    ASSERT_EQ(next.changes.size(), 1U);
    ASSERT_NE(queue(next, 'A'), nullptr);
    EXPECT_EQ(queue(next, 'A')->waiting, 3U);
    EXPECT_EQ(queue(next, 'A')->included.at("k1"), (sync::LogMark{"e1", 3}));
    EXPECT_GT(next.cursor, begin.cursor);
    EXPECT_TRUE(changes(*kiosk, next.cursor, 0).changes.empty());
    // Another device's view counts the same people, with its own mark.
    const auto theirs = changes(*other, 0, 0);
    EXPECT_EQ(queue(theirs, 'A')->waiting, 3U);
    EXPECT_FALSE(queue(theirs, 'A')->included.contains("k1") && queue(theirs, 'A')->included.contains("k2"));
    // A cursor from a database that is no more gives everything.
    EXPECT_EQ(changes(*kiosk, next.cursor + 1000, 0).changes.size(), 2U);
}

TEST(HubChanges, ALongPollWakes) {
    HubRig hub;
    hub.start();
    const auto identity = hub.enrol("k1", "kiosk");
    const auto pusher = hub.client(identity);
    const auto poller = hub.client(identity);
    const std::uint64_t cursor = changes(*poller, 0, 0).cursor;
    std::promise<void> asking;
    auto polled = std::async(std::launch::async, [&] {
        asking.set_value();
        const auto begun = std::chrono::steady_clock::now();
        const auto answer = changes(*poller, cursor, 20);
        return std::pair{answer, std::chrono::steady_clock::now() - begun};
    });
    asking.get_future().wait();
    push(*pusher, "k1", tickets('B', 1, 1, 1));
    const auto [answer, took] = polled.get();
    ASSERT_EQ(answer.changes.size(), 1U);
    EXPECT_NE(queue(answer, 'B'), nullptr);
    EXPECT_LT(took, std::chrono::seconds(15));
}

TEST(HubChanges, ALongPollEndsWithTheHub) {
    HubRig hub;
    hub.start();
    const auto poller = hub.client(hub.enrol("k1", "kiosk"));
    const std::uint64_t cursor = changes(*poller, 0, 0).cursor;
    std::promise<void> asking;
    auto polled = std::async(std::launch::async, [&] {
        asking.set_value();
        return poller->get("/v1/changes?wait=20&cursor=" + std::to_string(cursor));
    });
    asking.get_future().wait();
    const auto begun = std::chrono::steady_clock::now();
    hub.stop();
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(8));
    const Reply reply = polled.get();
    // Answered, or never begun: not cut in the middle.
    EXPECT_TRUE(reply.status == 200 || reply.status == 0) << reply.status;
}

// Several devices push while others follow by cursor: a follower only ever sees counts grow, and once the pushing has
// ended one more round brings it to the exact end.
TEST(HubChanges, ACursorNeverSkips) {
    constexpr std::uint32_t per_device = 60;
    constexpr int pushers = 3;
    HubRig hub;
    hub.start();
    std::vector<harness::Identity> identities;
    for (int device = 1; device <= pushers; ++device) {
        identities.push_back(hub.enrol("k" + std::to_string(device), "kiosk"));
    }
    std::atomic<int> still_pushing = pushers;
    std::vector<std::jthread> threads;
    for (int device = 1; device <= pushers; ++device) {
        threads.emplace_back([&, device] {
            const auto client = hub.client(identities[static_cast<std::size_t>(device - 1)]);
            const auto kiosk = static_cast<std::uint32_t>(device);
            for (std::uint32_t next = 1; next <= per_device; next += 3) {
                push(*client, "k" + std::to_string(device), tickets('A', kiosk, next, next + 2));
            }
            --still_pushing;
        });
    }
    std::vector<std::uint32_t> ends(2);
    for (std::size_t follower = 0; follower < ends.size(); ++follower) {
        threads.emplace_back([&, follower] {
            const auto client = hub.client(identities[follower]);
            const std::string self = "k" + std::to_string(follower + 1);
            std::uint64_t cursor = 0;
            std::uint64_t mark = 0;
            for (bool last_round = false; true;) {
                const auto answer = changes(*client, cursor, last_round ? 0 : 1);
                EXPECT_GE(answer.cursor, cursor);
                cursor = answer.cursor;
                if (const auto* status = queue(answer, 'A')) {
                    EXPECT_GE(status->waiting, ends[follower]);
                    ends[follower] = status->waiting;
                    if (status->included.contains(self)) {
                        EXPECT_GE(status->included.at(self).seq, mark);
                        mark = status->included.at(self).seq;
                    }
                    EXPECT_GE(status->waiting, mark);
                }
                if (last_round && answer.changes.empty()) break;
                last_round = still_pushing == 0;
            }
            EXPECT_EQ(mark, per_device);
        });
    }
    threads.clear();
    for (const std::uint32_t end : ends) EXPECT_EQ(end, per_device * pushers);
}

TEST(HubChanges, ATicketsViewCountsThoseBefore) {
    HubRig hub;
    hub.start();
    const auto kiosk = hub.client(hub.enrol("k1", "kiosk"));
    push(*kiosk, "k1", tickets('A', 1, 1, 5));
    const Reply reply = kiosk->get("/v1/tickets/" + token_of('A', 1, 4).text());
    const auto view = wire::decode_ticket_view(reply.body);
    ASSERT_TRUE(view) << reply.body;
    EXPECT_EQ(view->number, "A1004");
    EXPECT_EQ(view->ahead, 3U);
    EXPECT_EQ(view->state, sync::TicketState::waiting);
    ASSERT_TRUE(view->estimate);
    EXPECT_LE(view->estimate->low_min, view->estimate->high_min);
    EXPECT_EQ(kiosk->get("/v1/tickets/" + token_of('Z', 1, 1).text()).problem_code(), "unknown_ticket");
    EXPECT_EQ(kiosk->get("/v1/tickets/x").problem_code(), "unknown_ticket");
    EXPECT_EQ(hub.client(hub.stranger())->get("/v1/tickets/" + token_of('A', 1, 4).text()).status, 401);
}

}  // namespace
}  // namespace bangnin::hub::test
