// What people thought of the service, at a real hub: each rating once, the person's last word in force.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "sync/hub/database.h"
#include "tests/sync/hub/hub_rig.h"

namespace bangnin::hub::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
namespace wire = sync::wire;

sync::Token name_of(std::uint8_t number) { return sync::Token(sync::Token::Bytes{0xAA, number}); }

class Ratings : public testing::Test {
  protected:
    void SetUp() override {
        hub_.start();
        kiosk_ = hub_.client(hub_.enrol("k1", "kiosk"));
        log_ = tickets('A', 1, 1, 1);
        given_ = log_[0].at;
    }
    sync::Rating rating(std::uint8_t name, sync::Grade grade, sync::Instant at) const {
        sync::Rating made;
        made.id = name_of(name);
        made.ticket = token_of('A', 1, 1);
        made.grade = grade;
        made.at = at;
        return made;
    }
    void add(const sync::Rating& rating) {
        log_.push_back({log_.size() + 1, sync::event_type::rating_given, rating.at, wire::encode(rating)});
    }
    wire::EventsResponse push(const std::string& epoch = "e1") { return push(*kiosk_, "k1", epoch, log_); }
    static wire::EventsResponse push(Client& client, const std::string& device, const std::string& epoch,
                                     const std::vector<sync::Event>& log) {
        const Reply reply = client.post("/v1/events", push_body(device, epoch, log));
        EXPECT_EQ(reply.status, 200) << reply.body;
        return wire::decode_events_response(reply.body).value_or(wire::EventsResponse{});
    }
    std::optional<wire::TicketRating> told(Client& client) const {
        const Reply reply = client.get("/v1/tickets/" + token_of('A', 1, 1).text());
        const auto view = wire::decode_ticket_view(reply.body);
        EXPECT_TRUE(view) << reply.body;
        return view ? view->rated : std::nullopt;
    }
    int count(const std::string& condition) const {
        const auto database = hub_.database().open();
        int rows = -1;
        database->session() << "SELECT COUNT(*) FROM ratings WHERE " + condition, soci::into(rows);
        return rows;
    }

    HubRig hub_;
    std::unique_ptr<Client> kiosk_;
    std::vector<sync::Event> log_;
    sync::Instant given_{};
};

TEST_F(Ratings, AreKeptWholeAndToldWithTheTicket) {
    push();
    EXPECT_FALSE(told(*kiosk_));
    sync::Rating bad = rating(1, sync::Grade::dissatisfied, given_);
    bad.reasons = {"slow", "came_twice"};
    bad.comment = "等了很久\n䶮𠮷";
    bad.anonymity = sync::Anonymity::anonymous;
    bad.sealed = "AAAA";
    add(bad);
    EXPECT_TRUE(push().rejected.empty());
    EXPECT_EQ(told(*kiosk_), (wire::TicketRating{sync::Grade::dissatisfied, given_}));
    EXPECT_EQ(count("grade = 2 AND reasons = 'slow came_twice' AND comment = '等了很久\n䶮𠮷' AND "
                    "anonymous = 1 AND sealed = 'AAAA' AND device = 'k1' AND source = 'kiosk' AND in_force = 1 AND "
                    "token = '" +
                    token_of('A', 1, 1).text() + "'"),
              1);
}

TEST_F(Ratings, TakeEffectOnceHoweverOftenTheyCome) {
    add(rating(1, sync::Grade::satisfied, given_));
    push();
    push();
    // The log numbered anew after a repair.
    const auto again = push("e2");
    EXPECT_TRUE(again.rejected.empty());
    EXPECT_EQ(again.high_water, 2U);
    EXPECT_EQ(count("1 = 1"), 1);
    hub_.kill();
    hub_.start();
    kiosk_ = hub_.client({hub_.stranger().ca, hub_.folder() / "k1.pem", hub_.folder() / "k1.key"});
    EXPECT_EQ(told(*kiosk_)->grade, sync::Grade::satisfied);
    EXPECT_TRUE(push("e3").rejected.empty());
    EXPECT_EQ(count("1 = 1"), 1);
}

TEST_F(Ratings, TheLastWordIsInForceInWhateverOrderTheyCome) {
    sync::Rating second = rating(2, sync::Grade::very_dissatisfied, given_ + minutes{5});
    second.revises = name_of(1);
    sync::Rating third = rating(3, sync::Grade::basically_satisfied, given_ + hours{24});
    third.revises = name_of(1);
    add(rating(1, sync::Grade::very_satisfied, given_));
    add(second);
    push();
    EXPECT_EQ(told(*kiosk_)->grade, sync::Grade::very_dissatisfied);
    EXPECT_EQ(told(*kiosk_)->at, second.at);
    add(third);
    push();
    EXPECT_EQ(told(*kiosk_)->grade, sync::Grade::basically_satisfied);
    // Another kiosk's, given in between, comes last.
    const auto other = hub_.client(hub_.enrol("k2", "kiosk"));
    const sync::Rating late = rating(4, sync::Grade::satisfied, given_ + hours{1});
    const auto answer = push(*other, "k2", "e1", {{1, sync::event_type::rating_given, late.at, wire::encode(late)}});
    EXPECT_TRUE(answer.rejected.empty());
    EXPECT_EQ(told(*kiosk_)->grade, sync::Grade::basically_satisfied);
    EXPECT_EQ(count("1 = 1"), 4);
    EXPECT_EQ(count("in_force = 1"), 1);
}

TEST_F(Ratings, ADayAfterTheFirstOrUnderAnothersNameTheyAreRefused) {
    add(rating(1, sync::Grade::very_satisfied, given_));
    sync::Rating late = rating(2, sync::Grade::very_dissatisfied, given_ + hours{24} + std::chrono::milliseconds{1});
    late.revises = name_of(1);
    add(late);
    const auto answer = push();
    ASSERT_EQ(answer.rejected.size(), 1U);
    EXPECT_EQ(answer.rejected[0].code, "too_late");
    const auto other = hub_.client(hub_.enrol("k2", "kiosk"));
    const sync::Rating copied = rating(1, sync::Grade::dissatisfied, given_ + minutes{1});
    const auto refused =
        push(*other, "k2", "e1", {{1, sync::event_type::rating_given, copied.at, wire::encode(copied)}});
    ASSERT_EQ(refused.rejected.size(), 1U);
    EXPECT_EQ(refused.rejected[0].code, "rating_taken");
    EXPECT_EQ(told(*kiosk_)->grade, sync::Grade::very_satisfied);
}

TEST_F(Ratings, MayComeBeforeTheirTicketOrWithoutOne) {
    const auto other = hub_.client(hub_.enrol("k2", "kiosk"));
    const sync::Rating early = rating(1, sync::Grade::dissatisfied, given_);
    sync::Rating bare = rating(2, sync::Grade::satisfied, given_);
    bare.ticket.reset();
    sync::Rating another = rating(3, sync::Grade::dissatisfied, given_ + hours{72});
    another.ticket.reset();
    EXPECT_TRUE(push(*other, "k2", "e1",
                     {{1, sync::event_type::rating_given, early.at, wire::encode(early)},
                      {2, sync::event_type::rating_given, bare.at, wire::encode(bare)},
                      {3, sync::event_type::rating_given, another.at, wire::encode(another)}})
                    .rejected.empty());
    push();
    EXPECT_EQ(told(*kiosk_)->grade, sync::Grade::dissatisfied);
    EXPECT_EQ(count("in_force = 1"), 3);
}

TEST_F(Ratings, AClerksConsoleIsNotToldWhoGaveWhichGrade) {
    add(rating(1, sync::Grade::very_dissatisfied, given_));
    push();
    const auto desk = hub_.client(hub_.enrol("desk", "operator"));
    EXPECT_FALSE(told(*desk));
    EXPECT_TRUE(told(*kiosk_));
    const Reply day = desk->get("/v1/tickets");
    EXPECT_EQ(day.body.find("grade"), std::string::npos);
}

TEST_F(Ratings, OnlyKiosksGiveThem) {
    const auto pad = hub_.client(hub_.enrol("p1", "pad"));
    const sync::Rating made = rating(1, sync::Grade::satisfied, given_);
    const auto answer = push(*pad, "p1", "e1", {{1, sync::event_type::rating_given, made.at, wire::encode(made)}});
    ASSERT_EQ(answer.rejected.size(), 1U);
    EXPECT_EQ(answer.rejected[0].code, "wrong_role");
    EXPECT_EQ(count("1 = 1"), 0);
}

}  // namespace
}  // namespace bangnin::hub::test
