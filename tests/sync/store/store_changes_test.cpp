#include "tests/sync/store/store_fixture.h"

namespace bangnin::sync {
namespace {

QueueStatus queue_of(char service, Instant as_of, std::uint32_t waiting) {
    QueueStatus status;
    status.service = service;
    status.day = local_day(as_of, HallZone{});
    status.waiting = waiting;
    status.serving = 1;
    status.open_windows = 2;
    status.as_of = as_of;
    return status;
}

TEST_F(StoreTest, ChangesAndCursorMoveTogether) {
    Store store = open();
    EXPECT_EQ(store.cursor(), 0U);
    ASSERT_TRUE(store.apply_changes(7, {queue_of('A', morning, 3)}, morning));
    EXPECT_EQ(store.cursor(), 7U);
    EXPECT_EQ(store.queue_status('A').value()->waiting, 3U);
    EXPECT_FALSE(store.queue_status('B').value());
}

TEST_F(StoreTest, ATicketsFateComesFromTheHub) {
    Store store = open();
    const Token token = store.issue_ticket(request("1"), morning)->token;
    const wire::TicketChange called{token.text(), TicketState::called, 0, "5号窗口"};
    const wire::TicketChange stranger{Token::random().text(), TicketState::called, 0, "1"};
    ASSERT_TRUE(
        store.apply_changes(1, {called, stranger, wire::UnknownChange{"later", R"({"type":"later"})"}}, morning));
    EXPECT_EQ(store.ticket_by_token(token)->state, TicketState::called);
    EXPECT_EQ(store.ticket_by_token(token)->window, "5号窗口");
    EXPECT_EQ(store.ticket_count(), 1U);
}

TEST_F(StoreTest, PeopleAheadAreTheHubsPlusOurOwnUncounted) {
    Store store = open();
    EXPECT_EQ(store.people_ahead('A', morning), 0U);
    ASSERT_TRUE(store.issue_ticket(request("1"), morning));  // seq 1
    ASSERT_TRUE(store.issue_ticket(request("2"), morning));  // seq 2
    ASSERT_TRUE(store.issue_ticket(request("3", 'B'), morning));
    // Without the hub: those we know of.
    EXPECT_EQ(store.people_ahead('A', morning), 2U);
    QueueStatus status = queue_of('A', morning, 10);
    ASSERT_TRUE(store.apply_changes(1, {status}, morning));
    EXPECT_EQ(store.people_ahead('A', morning), 12U);
    status.included["k1"] = {store.epoch().value(), 1};
    ASSERT_TRUE(store.apply_changes(2, {status}, morning));
    EXPECT_EQ(store.people_ahead('A', morning), 11U);
    status.included["k1"] = {store.epoch().value(), 3};
    ASSERT_TRUE(store.apply_changes(3, {status}, morning));
    EXPECT_EQ(store.people_ahead('A', morning), 10U);
    // Yesterday's word says nothing about today.
    EXPECT_EQ(store.people_ahead('A', morning + std::chrono::hours{24}), 0U);
}

}  // namespace
}  // namespace bangnin::sync
