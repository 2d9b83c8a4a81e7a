// Bad ratings at the database: which they are, in what order they are answered, by when, and who is not told.
#include "sync/hub/console/follow_ups.h"

#include <gtest/gtest.h>

#include "sync/hub/console/audit_log.h"
#include "sync/hub/console/follow_up_page.h"
#include "sync/hub/intake.h"
#include "tests/sync/hub/hub_rig.h"
#include "tests/sync/hub/records.h"

namespace bangnin::hub::test {
namespace {

using namespace console;
using sync::Grade;

class FollowUpsTest : public testing::Test {
  protected:
    void SetUp() override {
        auto events = tickets('A', 1, 1, 4);
        given_ = events[0].at;
        const auto rate = [&](std::uint32_t of, Grade grade, sync::Anonymity anonymity, std::uint8_t name) {
            sync::Rating rating;
            rating.id = sync::Token(sync::Token::Bytes{0xAA, name});
            rating.ticket = token_of('A', 1, of);
            rating.grade = grade;
            rating.anonymity = anonymity;
            rating.comment = "等太久<b>";
            rating.at = given_ + std::chrono::minutes(name);
            events.push_back(
                {events.size() + 1, sync::event_type::rating_given, rating.at, sync::wire::encode(rating)});
            return rating.id.text();
        };
        named_ = rate(1, Grade::dissatisfied, sync::Anonymity::named, 1);
        anonymous_ = rate(2, Grade::very_dissatisfied, sync::Anonymity::anonymous, 2);
        good_ = rate(3, Grade::basically_satisfied, sync::Anonymity::named, 3);
        rate(4, Grade::dissatisfied, sync::Anonymity::named, 4);
        rate(4, Grade::satisfied, sync::Anonymity::named, 5);  // the person's last word
        ASSERT_TRUE(taken(*database_, {"k1", "e", events}, given_));
    }
    std::expected<void, StepRefusal> take(const std::string& rating, FollowUpStep step,
                                          const std::string& words = "打过电话，说明了原因。") {
        return follow_ups_.take(rating, {step, {given_, "boss", words}, "10.0.0.1"}).value();
    }
    FollowUp find(const std::string& rating) { return follow_ups_.find(rating).value().value(); }

    HubRig rig_;  // for its folder and its database
    std::unique_ptr<Database> database_ = rig_.database().open();
    FollowUps follow_ups_{*database_};
    sync::Instant given_{};
    std::string named_, anonymous_, good_;
};

TEST_F(FollowUpsTest, AreTheBadRatingsInForce) {
    const auto list = follow_ups_.list(10).value();
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[0].rating, named_);
    EXPECT_EQ(list[1].rating, anonymous_);
    EXPECT_FALSE(follow_ups_.find(good_).value());
    EXPECT_FALSE(follow_ups_.find("").value());
}

TEST_F(FollowUpsTest, WhoAskedNotToBeNamedIsNot) {
    EXPECT_EQ(find(named_).number, "A1001");
    EXPECT_EQ(find(anonymous_).number, "");
    EXPECT_EQ(find(anonymous_).anonymity, sync::Anonymity::anonymous);
}

TEST_F(FollowUpsTest, ContactThenMendThenReplyEachOnce) {
    EXPECT_EQ(take(named_, FollowUpStep::reply).error(), StepRefusal::wrong_step);
    EXPECT_EQ(take(named_, FollowUpStep::contact, "").error(), StepRefusal::bad_words);
    EXPECT_EQ(take(good_, FollowUpStep::contact).error(), StepRefusal::unknown_rating);
    for (const FollowUpStep step : {FollowUpStep::contact, FollowUpStep::mend, FollowUpStep::reply}) {
        EXPECT_EQ(find(named_).next(), step);
        ASSERT_TRUE(take(named_, step));
        EXPECT_EQ(take(named_, step).error(), StepRefusal::wrong_step);
    }
    EXPECT_FALSE(find(named_).next());
    EXPECT_EQ(find(named_).steps.at(FollowUpStep::mend).staff, "boss");
    EXPECT_EQ(follow_ups_.list(10).value().back().rating, named_) << "answered ones come last";
    const auto log = AuditLog(*database_).list({.staff = "boss"}).value();
    ASSERT_EQ(log.size(), 3U);
    EXPECT_EQ(log[0].entry.act, "follow_up_reply");
}

TEST_F(FollowUpsTest, FifteenWorkingDaysThenOverdue) {
    const auto calendar = sync::WorkCalendar::create({}, {}).value();
    FollowUp one = find(named_);
    one.at = sync::parse_instant("2026-03-06T02:00:00Z").value();  // a Friday
    EXPECT_EQ(one.due(calendar).text(), "2026-03-27");
    const auto page = [&](const char* now) {
        return render_follow_up({"大厅", {}, calendar, sync::parse_instant(now).value()}, one, "", {});
    };
    EXPECT_NE(page("2026-03-25T02:00:00Z").find("还剩 2 个工作日"), std::string::npos);
    EXPECT_NE(page("2026-03-31T02:00:00Z").find("已超 2 个工作日"), std::string::npos);
    EXPECT_NE(page("2026-03-25T02:00:00Z").find("等太久&lt;b&gt;"), std::string::npos);
}

}  // namespace
}  // namespace bangnin::hub::test
