// A hub that was restored from a backup has lost what it had acknowledged since: the device still has it and tells it
// again.
#include "sync/seal/seal.h"
#include "tests/sync/store/store_fixture.h"

namespace bangnin::sync {
namespace {

using std::chrono::hours;

class StoreRewind : public StoreTest {
  protected:
    // One ticket with sealed data, and a call for staff behind it.
    void issue_and_call(Store& store, int name, Instant now) {
        IssueRequest asked = request(std::to_string(name));
        asked.sealed = "sealed " + std::to_string(name);
        ASSERT_TRUE(store.issue_ticket(asked, now));
        ASSERT_TRUE(store.append_event(event_type::staff_call, R"({"screen":"home"})", now));
    }
    void acknowledge_all(Store& store) {
        const auto batch = store.pending(10'000);
        ASSERT_TRUE(store.acknowledge(batch->epoch, batch->events.empty() ? 0 : batch->events.back().seq, {}, morning));
    }
};

TEST_F(StoreRewind, WhatTheHubLostIsSentAgainAsItWas) {
    Store store = open();
    for (int name = 0; name < 4; ++name) issue_and_call(store, name, morning);
    const auto before = store.pending(100);
    acknowledge_all(store);
    ASSERT_TRUE(store.purge(30, morning));
    ASSERT_EQ(store.pending_count(), 0U);
    EXPECT_EQ(store.rewind(before->epoch, 3, morning), 5U);
    const auto again = store.pending(100);
    EXPECT_EQ(again->epoch, before->epoch);
    ASSERT_EQ(again->events.size(), 5U);
    for (std::size_t index = 0; index < 5; ++index) EXPECT_EQ(again->events[index], before->events[index + 3]);
    acknowledge_all(store);
    EXPECT_EQ(store.pending_count(), 0U);
}

TEST_F(StoreRewind, AHubThatLostNothingIsToldNothing) {
    Store store = open();
    issue_and_call(store, 1, morning);
    const std::string epoch = store.epoch().value();
    EXPECT_EQ(store.rewind(epoch, 0, morning), 0U);
    acknowledge_all(store);
    EXPECT_EQ(store.rewind(epoch, 2, morning), 0U);
    EXPECT_EQ(store.rewind(epoch, 99, morning), 0U);
    EXPECT_EQ(store.rewind("another", 1, morning).error(), StoreError::misuse);
    EXPECT_EQ(store.pending_count(), 0U);
}

TEST_F(StoreRewind, ARefusalThatTheHubLostIsAskedForAgain) {
    Store store = open();
    issue_and_call(store, 1, morning);
    const std::string epoch = store.epoch().value();
    ASSERT_TRUE(store.acknowledge(epoch, 2, {{2, "bad_body", ""}}, morning));
    EXPECT_EQ(store.rewind(epoch, 0, morning), 2U);
    EXPECT_TRUE(store.rejected(10)->empty());
    acknowledge_all(store);
    EXPECT_TRUE(store.rejected(10)->empty());
}

TEST_F(StoreRewind, WhereEarlierEventsAreGoneTheRestGoesUnderANewEpoch) {
    Store store = open();
    for (int day = 0; day < 10; ++day) issue_and_call(store, day, morning + hours{24 * day});
    const std::string epoch = store.epoch().value();
    acknowledge_all(store);
    const Instant today = morning + hours{24 * 9};
    ASSERT_TRUE(store.purge(30, today));
    // The calls of the first three days are gone; the tickets are all there.
    EXPECT_EQ(store.rewind(epoch, 0, today), 17U);
    const auto again = store.pending(100);
    EXPECT_NE(again->epoch, epoch);
    ASSERT_EQ(again->events.size(), 17U);
    std::set<std::string> numbers;
    for (std::size_t index = 0; index < 17; ++index) {
        const Event& event = again->events[index];
        EXPECT_EQ(event.seq, index + 1);
        if (event.type != event_type::ticket_issued) continue;
        const auto body = wire::decode_ticket_issued(event.body).value();
        EXPECT_TRUE(numbers.insert(body.day.text() + body.number).second);
        // Of those the sealed data is kept that a hub may have lost within the days of resending.
        EXPECT_EQ(body.sealed.empty(), index < 3) << index;
    }
    EXPECT_EQ(numbers.size(), 10U);
    // Within the days of resending the log is whole, and stays under its places.
    acknowledge_all(store);
    EXPECT_EQ(store.rewind(again->epoch, 10, today), 7U);
    EXPECT_EQ(store.epoch().value(), again->epoch);
    issue_and_call(store, 11, today);
    EXPECT_EQ(store.pending(100)->events.size(), 9U);
}

TEST_F(StoreRewind, AHubThatNeverHeardOfTheEpochIsToldOfTheEarlierOnesToo) {
    Store store = open();
    for (int name = 0; name < 3; ++name) issue_and_call(store, name, morning);
    acknowledge_all(store);
    ASSERT_TRUE(store.begin_epoch(morning));
    issue_and_call(store, 3, morning);
    const std::string second = store.epoch().value();
    acknowledge_all(store);
    EXPECT_EQ(store.pending_count(), 0U);
    EXPECT_EQ(store.rewind(second, 0, morning), 8U);
    const auto again = store.pending(100);
    ASSERT_EQ(again->events.size(), 8U);
    EXPECT_EQ(wire::decode_ticket_issued(again->events[0].body)->number, "A1001");
    EXPECT_EQ(wire::decode_ticket_issued(again->events[6].body)->number, "A1004");
    // The kiosk's own tickets after the hub's mark are counted by their new places.
    EXPECT_EQ(store.people_ahead('A', morning), 4U);
}

TEST_F(StoreRewind, WhatIsSealedInEarlierEpochsIsKeptAsLong) {
    Store store = open();
    for (int name = 0; name < 2; ++name) issue_and_call(store, name, morning);
    acknowledge_all(store);
    ASSERT_TRUE(store.begin_epoch(morning));
    issue_and_call(store, 2, morning + hours{24});
    acknowledge_all(store);
    ASSERT_TRUE(store.purge(30, morning + hours{24}));
    EXPECT_EQ(store.rewind(store.epoch().value(), 0, morning), 6U);
    const auto again = store.pending(100);
    ASSERT_EQ(again->events.size(), 6U);
    for (const Event& event : again->events) {
        if (event.type == event_type::ticket_issued) {
            EXPECT_FALSE(wire::decode_ticket_issued(event.body)->sealed.empty());
        }
    }
}

TEST_F(StoreRewind, AnotherIdentityIsToldNothingOfTheFormerOnes) {
    Store store = open();
    // The first enrolment only gives the name.
    const std::string unknown = store.epoch().value();
    ASSERT_TRUE(store.set_identity("k7", "one", morning));
    EXPECT_EQ(store.device(), "k7");
    EXPECT_EQ(store.epoch(), unknown);
    issue_and_call(store, 0, morning);
    acknowledge_all(store);
    ASSERT_TRUE(store.apply_changes(40, {}, morning));
    issue_and_call(store, 1, morning);
    ASSERT_TRUE(store.set_identity("k7", "one", morning));
    EXPECT_EQ(store.epoch(), unknown);

    int name = 2;
    constexpr std::uint64_t kept = 2;
    for (const auto& [device, authority] : {std::pair{"k8", "one"}, std::pair{"k8", "two"}}) {
        const std::string before = store.epoch().value();
        ASSERT_TRUE(store.set_identity(device, authority, morning));
        EXPECT_EQ(store.device(), device);
        EXPECT_NE(store.epoch(), before);
        EXPECT_EQ(store.cursor(), 0U);
        // What nobody has decided goes to the new one; nothing else, also if that one loses all it had.
        EXPECT_EQ(store.pending_count(), kept);
        EXPECT_EQ(store.pending(100)->events.at(0).seq, 1U);
        acknowledge_all(store);
        EXPECT_EQ(store.rewind(store.epoch().value(), 0, morning), kept);
        acknowledge_all(store);
        ASSERT_TRUE(store.begin_epoch(morning));
        issue_and_call(store, name++, morning);
        acknowledge_all(store);
        EXPECT_EQ(store.rewind(store.epoch().value(), 0, morning), kept + 2);
        acknowledge_all(store);
        issue_and_call(store, name++, morning);
        ASSERT_TRUE(store.apply_changes(40, {}, morning));
    }
    EXPECT_EQ(store.set_identity("", "two", morning).error(), StoreError::misuse);
    EXPECT_EQ(store.set_identity("k8", "", morning).error(), StoreError::misuse);
}

TEST_F(StoreRewind, TheConfigurationDoesNotRenameAnEnrolledDevice) {
    {
        Store store = open();
        EXPECT_EQ(store.device(), "k1");
        ASSERT_TRUE(store.set_identity("k7", "one", morning));
    }
    EXPECT_EQ(open().device(), "k7");
}

TEST_F(StoreRewind, AStoreThatDoesNotKnowItsAuthorityYetLearnsIt) {
    Store store = open();
    issue_and_call(store, 0, morning);
    acknowledge_all(store);
    const std::string epoch = store.epoch().value();
    ASSERT_TRUE(store.set_identity("k1", "one", morning));
    EXPECT_EQ(store.epoch(), epoch);
    ASSERT_TRUE(store.set_identity("k2", "one", morning));
    EXPECT_NE(store.epoch(), epoch);
}

TEST_F(StoreRewind, SealedDataIsBlankedAfterTheDaysOfResending) {
    const std::string secret = "SEALED-BYTES-OF-ONE-PERSON-0123456789";
    {
        Store store = open();
        IssueRequest asked = request("old");
        asked.sealed = secret;
        ASSERT_TRUE(store.issue_ticket(asked, morning));
        asked.request = "refused";
        ASSERT_TRUE(store.issue_ticket(asked, morning));
        // The second is rejected: staff must still be able to help, so its data stays.
        ASSERT_TRUE(store.acknowledge(*store.epoch(), 2, {{2, "bad_body", ""}}, morning));
        for (std::uint32_t day = 1; day <= resend_days; ++day) {
            ASSERT_TRUE(store.issue_ticket(request(std::to_string(day)), morning + hours{24 * day}));
        }
        ASSERT_TRUE(store.purge(30, morning + hours{24 * resend_days}));
    }
    const std::string bytes = read_file(file_);
    std::size_t copies = 0;
    for (auto found = bytes.find(secret); found != std::string::npos; found = bytes.find(secret, found + 1)) ++copies;
    // Overwritten, not merely unlinked.
    EXPECT_EQ(copies, 1U);
}

}  // namespace
}  // namespace bangnin::sync
