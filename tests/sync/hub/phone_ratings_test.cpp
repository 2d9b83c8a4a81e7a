// Ratings given on a phone, at a real hub: once for a service, changed within a day, and however often they are sent.
#include "sync/hub/phone_ratings.h"

#include <gtest/gtest.h>

#include <future>

#include "sync/hub/console/form.h"
#include "tests/sync/hub/hub_rig.h"

namespace bangnin::hub::test {
namespace {

using sync::Grade;

sync::Token name_of(std::uint8_t number) { return sync::Token(sync::Token::Bytes{0xBB, number}); }

TEST(Form, IsReadAsBrowsersWriteIt) {
    const auto fields = console::parse_form("grade=2&comment=a+b%0D%0A%E7%AD%89&grade=5&empty=&alone").value();
    EXPECT_EQ(fields.at("grade"), "2");
    EXPECT_EQ(fields.at("comment"), "a b\n等");
    EXPECT_EQ(fields.at("empty"), "");
    EXPECT_EQ(fields.at("alone"), "");
    EXPECT_FALSE(console::parse_form("comment=%4"));
    EXPECT_FALSE(console::parse_form("comment=%zz"));
    EXPECT_FALSE(console::parse_form("comment=%1B")) << "nobody types that";
    EXPECT_FALSE(console::parse_form(std::string(console::longest_form + 1, 'a')));
    std::string many;
    for (std::size_t field = 0; field <= console::most_fields; ++field) many += "f" + std::to_string(field) + "=&";
    EXPECT_FALSE(console::parse_form(many));
    EXPECT_TRUE(console::parse_form("")->empty());
}

TEST(PhoneRating, NeedsAGradeAndThePagesOwnName) {
    const std::string id = name_of(1).text();
    const auto given = phone_rating_of({{"rating", id}, {"grade", "1"}, {"comment", "慢"}, {"anonymous", "yes"}});
    EXPECT_EQ(given, (PhoneRating{name_of(1), Grade::very_dissatisfied, "慢", sync::Anonymity::anonymous}));
    EXPECT_TRUE(phone_rating_of({{"rating", id}, {"grade", "5"}}));
    EXPECT_FALSE(phone_rating_of({{"rating", id}}));
    EXPECT_FALSE(phone_rating_of({{"rating", id}, {"grade", "6"}}));
    EXPECT_FALSE(phone_rating_of({{"rating", id}, {"grade", "0"}}));
    EXPECT_FALSE(phone_rating_of({{"rating", "x"}, {"grade", "5"}}));
    EXPECT_FALSE(phone_rating_of({{"rating", id}, {"grade", "5"}, {"comment", std::string(501, 'a')}}));
    EXPECT_FALSE(phone_rating_of({{"rating", id}, {"grade", "5"}, {"comment", "\x1b"}}));
}

class PhoneRatingsTest : public testing::Test {
  protected:
    void SetUp() override {
        hub_.start();
        kiosk_ = hub_.client(hub_.enrol("k1", "kiosk"));
        phone_ = hub_.client(hub_.stranger());
        ASSERT_EQ(kiosk_->post("/v1/events", push_body("k1", "e", tickets('A', 1, 1, 2))).status, 200);
        database_ = hub_.database().open();
        database_->session() << "UPDATE tickets SET state = 'done' WHERE number = 'A1001'";
    }
    static std::string page(std::uint32_t ticket = 1) { return "/t/" + token_of('A', 1, ticket).text(); }
    Reply rate(std::uint8_t name, int grade, const std::string& rest = "", std::uint32_t ticket = 1) {
        return phone_->post(page(ticket), "rating=" + name_of(name).text() + "&grade=" + std::to_string(grade) + rest,
                            "application/x-www-form-urlencoded");
    }
    int count(const std::string& condition) {
        int rows = -1;
        database_->session() << "SELECT COUNT(*) FROM ratings WHERE " + condition, soci::into(rows);
        return rows;
    }
    bool shows(const std::string& words) { return phone_->get(page()).body.find(words) != std::string::npos; }

    HubRig hub_;
    std::unique_ptr<Client> kiosk_;
    std::unique_ptr<Client> phone_;
    std::unique_ptr<Database> database_;
};

TEST_F(PhoneRatingsTest, AServedTicketIsRatedOnceHoweverOftenItIsSent) {
    EXPECT_TRUE(shows("请您评价这次服务"));
    for (int time = 0; time < 3; ++time) {
        const Reply reply = rate(1, 2, "&comment=%E6%85%A2%0D%0A%E5%BE%88&anonymous=yes");
        EXPECT_EQ(reply.status, 303) << reply.body;
        EXPECT_NE(reply.headers.find("Location: " + page()), std::string::npos);
    }
    EXPECT_EQ(count("1 = 1"), 1);
    EXPECT_EQ(count("grade = 2 AND comment = '慢\n很' AND anonymous = 1 AND source = 'phone' AND in_force = 1 AND "
                    "token = '" +
                    token_of('A', 1, 1).text() + "'"),
              1);
    EXPECT_TRUE(shows("您的评价：不满意"));
}

TEST_F(PhoneRatingsTest, ThePersonsLastWordIsInForce) {
    EXPECT_EQ(rate(1, 2).status, 303);
    EXPECT_EQ(rate(2, 4).status, 303) << "from a page opened anew";
    EXPECT_EQ(rate(2, 5).status, 303) << "from the same page, with another grade";
    EXPECT_EQ(count("1 = 1"), 3);
    EXPECT_EQ(count("in_force = 1 AND grade = 5 AND revises = '" + name_of(1).text() + "'"), 1);
    EXPECT_TRUE(shows("您的评价：非常满意"));
    database_->session() << "UPDATE ratings SET at_ms = at_ms - 90000000";
    EXPECT_EQ(rate(3, 1).status, 409);
    EXPECT_EQ(count("in_force = 1 AND grade = 5"), 1);
    EXPECT_FALSE(shows("改评价"));
    EXPECT_TRUE(shows("您的评价：非常满意"));
}

TEST_F(PhoneRatingsTest, TwoAtOnceAreOneAfterTheOther) {
    auto send = [&](std::uint8_t name, Grade grade) {
        return std::async(std::launch::async, [&, name, grade] {
            const auto own = hub_.database().open();
            return PhoneRatings(*own)
                .rate_ticket(token_of('A', 1, 1), {name_of(name), grade}, sync::wall_clock_now())
                .value()
                .has_value();
        });
    };
    auto one = send(1, Grade::satisfied);
    auto other = send(2, Grade::dissatisfied);
    auto again = send(1, Grade::satisfied);
    EXPECT_TRUE(one.get() && other.get() && again.get());
    EXPECT_EQ(count("1 = 1"), 2);
    EXPECT_EQ(count("in_force = 1"), 1);
    EXPECT_EQ(count("revises <> ''"), 1);
}

TEST_F(PhoneRatingsTest, WhatCannotBeRatedIsSaidOnAPage) {
    const Reply early = rate(1, 5, "", 2);
    EXPECT_EQ(early.status, 409);
    EXPECT_NE(early.body.find("现在还不能评价"), std::string::npos);
    EXPECT_EQ(rate(1, 5, "", 77).status, 404);
    EXPECT_EQ(rate(1, 6).status, 400);
    EXPECT_EQ(phone_->post(page(), "{}").status, 400);
    EXPECT_EQ(phone_->post("/t/garbage", "grade=5", "application/x-www-form-urlencoded").status, 404);
    EXPECT_NE(phone_->post(page(), std::string(200'000, 'a'), "application/x-www-form-urlencoded").status, 200);
    EXPECT_EQ(count("1 = 1"), 0);
}

TEST_F(PhoneRatingsTest, ThePageIsInTheTicketsLanguageUnlessAnotherIsAskedFor) {
    database_->session() << "UPDATE tickets SET language = 'mn'";
    EXPECT_TRUE(shows("<html lang=\"mn-Mong\""));
    EXPECT_NE(phone_->get(page() + "?lang=zh").body.find("<html lang=\"zh-CN\""), std::string::npos);
    const Reply reply = phone_->post(page() + "?lang=en&size=large", "rating=" + name_of(1).text() + "&grade=5",
                                     "application/x-www-form-urlencoded");
    EXPECT_NE(reply.headers.find("Location: " + page() + "?lang=en&size=large\r\n"), std::string::npos);
}

}  // namespace
}  // namespace bangnin::hub::test
