#include <gmock/gmock.h>

#include "sync/seal/seal.h"
#include "tests/sync/store/store_fixture.h"

namespace bangnin::sync {
namespace {

TEST_F(StoreTest, TheLogHasNoGaps) {
    Store store = open();
    const Token token = store.issue_ticket(request("1"), morning)->token;
    EXPECT_EQ(store.append_event(event_type::staff_call, R"({"screen":"home"})", morning), 2U);
    ASSERT_TRUE(store.set_print_state(token, PrintState::printing, "", morning));
    EXPECT_EQ(store.set_print_state(token, PrintState::issued, "", morning).error(), StoreError::misuse);
    EXPECT_EQ(store.append_event(event_type::staff_call, "no object", morning).error(), StoreError::misuse);
    EXPECT_EQ(store.append_event(event_type::staff_call, R"({"screen":"x"})", morning), 4U);
    const auto batch = store.pending(10);
    std::vector<std::uint64_t> places;
    for (const Event& event : batch->events) places.push_back(event.seq);
    EXPECT_THAT(places, testing::ElementsAre(1, 2, 3, 4));
    EXPECT_EQ(store.pending(2)->events.size(), 2U);
}

TEST_F(StoreTest, TheIssuedEventSaysWhatTheTicketSays) {
    Store store = open();
    IssueRequest asked = request("1");
    asked.identity = Identity::card;
    asked.person = std::string(64, 'c');
    asked.sealed = std::string("\0\x01\xff sealed", 10);
    asked.estimate = Estimate{1, 9, morning};
    const Ticket ticket = store.issue_ticket(asked, morning).value();
    const Event event = store.pending(1)->events.at(0);
    EXPECT_EQ(event.type, "ticket.issued");
    EXPECT_EQ(event.at, morning);
    const auto body = wire::decode_ticket_issued(event.body);
    ASSERT_TRUE(body) << to_text(body.error());
    EXPECT_EQ(body->token, ticket.token.text());
    EXPECT_EQ(body->number, "A1001");
    EXPECT_EQ(body->day, ticket.day);
    EXPECT_EQ(body->person, asked.person);
    EXPECT_EQ(body->estimate, asked.estimate);
    EXPECT_EQ(base64_decode(body->sealed).value(), asked.sealed);
}

TEST_F(StoreTest, AcknowledgementIsIdempotentAndNeverGoesBack) {
    Store store = open();
    for (int index = 0; index < 5; ++index) ASSERT_TRUE(store.issue_ticket(request(std::to_string(index)), morning));
    const std::string epoch = store.epoch().value();
    ASSERT_TRUE(store.acknowledge(epoch, 3, {}, morning));
    ASSERT_TRUE(store.acknowledge(epoch, 3, {}, morning));
    ASSERT_TRUE(store.acknowledge(epoch, 1, {}, morning));
    EXPECT_EQ(store.pending_count(), 2U);
    EXPECT_EQ(store.pending(10)->events.front().seq, 4U);
    EXPECT_EQ(store.last_contact().value(), morning);
}

TEST_F(StoreTest, AnAcknowledgementOfAnotherEpochCountsForNothing) {
    Store store = open();
    ASSERT_TRUE(store.issue_ticket(request("1"), morning));
    EXPECT_EQ(store.acknowledge("other", 1, {}, morning).error(), StoreError::misuse);
    EXPECT_EQ(store.pending_count(), 1U);
}

TEST_F(StoreTest, RejectedEventsStayVisible) {
    Store store = open();
    for (int index = 0; index < 3; ++index) ASSERT_TRUE(store.issue_ticket(request(std::to_string(index)), morning));
    ASSERT_TRUE(store.acknowledge(*store.epoch(), 3, {{2, "bad_body", "no day"}}, morning));
    EXPECT_EQ(store.pending_count(), 0U);
    Store again = open();
    const auto rejected = again.rejected(10);
    ASSERT_EQ(rejected->size(), 1U);
    EXPECT_EQ(rejected->at(0).event.seq, 2U);
    EXPECT_EQ(rejected->at(0).code, "bad_body");
    EXPECT_EQ(rejected->at(0).detail, "no day");
}

TEST_F(StoreTest, ALogRestoredFromAnOldCopyStartsANewEpoch) {
    Store store = open();
    for (int index = 0; index < 5; ++index) ASSERT_TRUE(store.issue_ticket(request(std::to_string(index)), morning));
    const std::string epoch = store.epoch().value();
    ASSERT_TRUE(store.acknowledge(epoch, 2, {}, morning));
    EXPECT_EQ(store.acknowledge(epoch, 9, {}, morning).error(), StoreError::diverged);
    EXPECT_EQ(store.pending_count(), 3U);
    ASSERT_TRUE(store.begin_epoch(morning));
    const auto batch = store.pending(10);
    EXPECT_NE(batch->epoch, epoch);
    ASSERT_EQ(batch->events.size(), 3U);
    EXPECT_EQ(batch->events.front().seq, 1U);
    EXPECT_EQ(wire::decode_ticket_issued(batch->events.front().body)->number, "A1003");
    ASSERT_TRUE(store.issue_ticket(request("new"), morning));
    EXPECT_EQ(store.pending(10)->events.back().seq, 4U);
}

TEST_F(StoreTest, ACompanionSeesAndDecidesTheOwnersEvents) {
    Store owner = open();
    StoreOptions options = named();
    options.role = StoreRole::companion;
    auto companion = Store::open(file_, options, morning);
    ASSERT_TRUE(companion);
    ASSERT_TRUE(owner.issue_ticket(request("1"), morning));
    EXPECT_EQ(companion->pending(10)->events.size(), 1U);
    ASSERT_TRUE(companion->acknowledge(*companion->epoch(), 1, {}, morning));
    EXPECT_EQ(owner.pending_count(), 0U);
    // Numbers have one source.
    EXPECT_EQ(companion->issue_ticket(request("2"), morning).error(), StoreError::misuse);
}

}  // namespace
}  // namespace bangnin::sync
