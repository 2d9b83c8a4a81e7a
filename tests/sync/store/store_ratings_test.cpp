// What a person was thanked for is on the disk, with its event, and a change of mind takes the place of the first word.
#include <sqlite3.h>

#include <set>

#include "sync/seal/seal.h"
#include "tests/sync/store/store_fixture.h"

namespace bangnin::sync {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

class StoreRatings : public StoreTest {
  protected:
    static RatingRequest rating(const std::string& name, Grade grade = Grade::satisfied) {
        RatingRequest made;
        made.request = name;
        made.ticket = Token(Token::Bytes{7});
        made.grade = grade;
        return made;
    }
    static std::vector<Rating> sent(Store& store) {
        std::vector<Rating> ratings;
        const auto batch = store.pending(1000);
        for (const Event& event : batch->events) {
            if (event.type != event_type::rating_given) continue;
            auto body = wire::decode_rating_given(event.body);
            EXPECT_TRUE(body) << event.body;
            EXPECT_EQ(body->at, event.at);
            ratings.push_back(std::move(body.value()));
        }
        return ratings;
    }
    static void acknowledge_all(Store& store, Instant now) {
        const auto batch = store.pending(1000);
        ASSERT_TRUE(store.acknowledge(batch->epoch, batch->last_seq, {}, now));
    }
};

TEST_F(StoreRatings, AllOfItIsInTheEvent) {
    RatingRequest asked = rating("1", Grade::dissatisfied);
    asked.reasons = {"slow", "came_twice"};
    asked.comment = "等了很久\n䶮𠮷";
    asked.anonymity = Anonymity::anonymous;
    asked.sealed = "sealed bytes";
    Token id{Token::Bytes{}};
    {
        Store store = open();
        const auto recorded = store.record_rating(asked, morning);
        ASSERT_TRUE(recorded);
        id = recorded->id;
        EXPECT_FALSE(recorded->revises);
        EXPECT_EQ(recorded->at, morning);
        EXPECT_EQ(recorded->first_at, morning);
    }
    Store store = open();
    const auto events = sent(store);
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].id, id);
    EXPECT_EQ(events[0].ticket, asked.ticket);
    EXPECT_FALSE(events[0].revises);
    EXPECT_EQ(events[0].grade, Grade::dissatisfied);
    EXPECT_EQ(events[0].reasons, asked.reasons);
    EXPECT_EQ(events[0].comment, asked.comment);
    EXPECT_EQ(events[0].anonymity, Anonymity::anonymous);
    EXPECT_EQ(base64_decode(events[0].sealed), "sealed bytes");
    EXPECT_EQ(events[0].source, RatingSource::kiosk);
    EXPECT_EQ(store.rating_of(*asked.ticket)->value().grade, Grade::dissatisfied);
    EXPECT_FALSE(store.rating_of(Token::random())->has_value());
}

TEST_F(StoreRatings, OneConfirmationIsOneRating) {
    Store store = open();
    const auto first = store.record_rating(rating("1"), morning);
    const auto again = store.record_rating(rating("1"), morning + hours{1});
    ASSERT_TRUE(first && again);
    EXPECT_EQ(again->id, first->id);
    EXPECT_EQ(again->at, morning);
    EXPECT_EQ(sent(store).size(), 1U);
}

TEST_F(StoreRatings, AChangeNamesTheFirstAndIsAlwaysLater) {
    Store store = open();
    const auto first = store.record_rating(rating("1", Grade::very_satisfied), morning);
    const auto second = store.record_rating(rating("2", Grade::satisfied), morning + hours{24});
    // The clock was set back by a day in between.
    const auto third = store.record_rating(rating("3", Grade::very_dissatisfied), morning);
    ASSERT_TRUE(first && second);
    EXPECT_EQ(second->revises, first->id);
    EXPECT_NE(second->id, first->id);
    EXPECT_EQ(second->first_at, morning);
    EXPECT_EQ(third.error(), StoreError::too_late);
    const auto at_noon = store.record_rating(rating("other", Grade::satisfied), morning);
    EXPECT_EQ(at_noon.error(), StoreError::too_late);
    EXPECT_EQ(sent(store).size(), 2U);
    EXPECT_EQ(store.rating_of(*rating("").ticket)->value().id, second->id);
}

TEST_F(StoreRatings, AClockThatWasSetBackKeepsTheLastWordTheLast) {
    Store store = open();
    const auto first = store.record_rating(rating("1"), morning);
    const auto second = store.record_rating(rating("2"), morning - hours{3});
    const auto third = store.record_rating(rating("3"), morning - hours{2});
    ASSERT_TRUE(first && second && third);
    EXPECT_EQ(second->at, morning + milliseconds{1});
    EXPECT_EQ(third->at, morning + milliseconds{2});
    EXPECT_EQ(third->revises, first->id);
}

TEST_F(StoreRatings, ADayAfterTheFirstItIsTooLate) {
    Store store = open();
    ASSERT_TRUE(store.record_rating(rating("1"), morning));
    ASSERT_TRUE(store.record_rating(rating("2"), morning + hours{23}));
    EXPECT_EQ(store.record_rating(rating("3"), morning + hours{24} + milliseconds{1}).error(), StoreError::too_late);
    EXPECT_EQ(sent(store).size(), 2U);
    RatingRequest another = rating("4");
    another.ticket = Token(Token::Bytes{8});
    EXPECT_TRUE(store.record_rating(another, morning + hours{30}));
}

TEST_F(StoreRatings, WithoutATicketEachIsOneOfItsOwn) {
    Store store = open();
    std::set<std::string> names;
    for (int name = 0; name < 3; ++name) {
        RatingRequest asked = rating(std::to_string(name));
        asked.ticket.reset();
        const auto recorded = store.record_rating(asked, morning + hours{48 * name});
        ASSERT_TRUE(recorded);
        EXPECT_FALSE(recorded->revises);
        names.insert(recorded->id.text());
    }
    EXPECT_EQ(names.size(), 3U);
    for (const Rating& body : sent(store)) EXPECT_FALSE(body.ticket);
}

TEST_F(StoreRatings, WhatIsOutOfRangeIsMisuse) {
    Store store = open();
    std::vector<RatingRequest> wrong(7, rating("1"));
    wrong[0].request.clear();
    wrong[1].request = std::string(65, 'r');
    wrong[2].reasons = {"Slow"};
    wrong[3].reasons = std::vector<std::string>(9, "slow");
    wrong[4].comment = std::string(501, 'a');
    wrong[5].comment = "\xff";
    wrong[6].sealed = std::string(24 * 1024 + 1, 's');
    for (const RatingRequest& asked : wrong) {
        EXPECT_EQ(store.record_rating(asked, morning).error(), StoreError::misuse);
    }
    EXPECT_EQ(store.pending_count(), 0U);
    RatingRequest largest = rating("2");
    largest.sealed = std::string(24 * 1024, 's');
    largest.reasons = {"a", "b", "c", "d", "e", "f", "g", "h"};
    for (std::size_t count = 0; count < longest_comment; ++count) largest.comment += "\n";
    EXPECT_TRUE(store.record_rating(largest, morning));
    EXPECT_EQ(sent(store).size(), 1U);
}

TEST_F(StoreRatings, NothingOfItStaysWhenItWasRefused) {
    StoreOptions small = named();
    small.max_pages = 40;
    Store store = open(small);
    StoreError refusal = StoreError::misuse;
    std::uint64_t taken = 0;
    for (int name = 0; name < 1000; ++name) {
        RatingRequest asked = rating(std::to_string(name));
        asked.ticket.reset();
        asked.sealed = std::string(4000, 's');
        const auto recorded = store.record_rating(asked, morning);
        if (!recorded) {
            refusal = recorded.error();
            break;
        }
        ++taken;
    }
    EXPECT_EQ(refusal, StoreError::full);
    EXPECT_EQ(store.pending_count(), taken);
    EXPECT_EQ(sent(store).size(), taken);
}

TEST_F(StoreRatings, AreKeptForAHubThatLosesThemAndThenForgotten) {
    const std::string secret = "PHONE-OF-ONE-PERSON-0123456789";
    const std::string words = "A COMMENT THAT NOBODY ELSE WRITES";
    {
        Store store = open();
        RatingRequest asked = rating("1");
        asked.comment = words;
        asked.sealed = secret;
        ASSERT_TRUE(store.record_rating(asked, morning));
        const std::string before = store.pending(1)->events.at(0).body;
        acknowledge_all(store, morning);
        ASSERT_TRUE(store.begin_epoch(morning));
        RatingRequest later = rating("2");
        later.ticket.reset();
        for (std::uint32_t day = 1; day < resend_days; ++day) {
            later.request = "day " + std::to_string(day);
            ASSERT_TRUE(store.record_rating(later, morning + hours{24 * day}));
        }
        acknowledge_all(store, morning);
        ASSERT_TRUE(store.purge(30, morning + hours{24 * resend_days}));
        // A hub that never heard of either epoch is told of all of it, in the order it was given.
        EXPECT_EQ(store.rewind(store.epoch().value(), 0, morning), resend_days);
        EXPECT_EQ(store.pending(1)->events.at(0).body, before);
        acknowledge_all(store, morning);
        later.request = "last";
        ASSERT_TRUE(store.record_rating(later, morning + hours{24 * resend_days}));
        ASSERT_TRUE(store.purge(30, morning + hours{24 * resend_days}));
        EXPECT_EQ(store.rating_of(*asked.ticket)->value().grade, asked.grade);
        ASSERT_TRUE(store.purge(1, morning + hours{24 * resend_days}));
        EXPECT_FALSE(store.rating_of(*asked.ticket)->has_value());
    }
    const std::string bytes = read_file(file_);
    EXPECT_EQ(bytes.find(words), std::string::npos);
    EXPECT_EQ(bytes.find(base64_encode(secret).substr(0, 30)), std::string::npos);
}

TEST_F(StoreRatings, AStoreOfTheVersionBeforeLearnsThem) {
    {
        Store store = open();
        ASSERT_TRUE(store.issue_ticket(request("1"), morning));
    }
    sqlite3* handle = nullptr;
    ASSERT_EQ(sqlite3_open(file_.c_str(), &handle), SQLITE_OK);
    const char* back =
        "DROP INDEX outbox_of_rating; ALTER TABLE outbox DROP COLUMN rating; DROP TABLE rating;"
        "ALTER TABLE log DROP COLUMN authority; ALTER TABLE log DROP COLUMN first_era; PRAGMA user_version = 1";
    ASSERT_EQ(sqlite3_exec(handle, back, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(handle);
    sqlite3_close(handle);
    Store store = open();
    EXPECT_FALSE(store.recovered_from_corruption());
    ASSERT_TRUE(store.record_rating(rating("1"), morning));
    EXPECT_EQ(store.ticket_count(), 1U);
    EXPECT_EQ(store.pending_count(), 2U);
}

}  // namespace
}  // namespace bangnin::sync
