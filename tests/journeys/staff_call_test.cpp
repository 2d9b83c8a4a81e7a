// 呼叫工作人员 on the real programs: from the key to an operator's client, and the clerk's answer back to the person.
#include <gmock/gmock.h>

#include "tests/harness/hub_events.h"
#include "tests/journeys/hall.h"

namespace bangnin::journeys {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class StaffCallTest : public HallTest {
  protected:
    // The calls as an operator's client sees them.
    json calls() {
        const auto listed = rig().hub_json("/v1/calls");
        return listed ? (*listed)["calls"] : json::array();
    }
    // The latest call, once there are so many.
    Result<json> call_number(std::size_t count) {
        json all;
        const bool there = harness::eventually([&] {
            all = calls();
            return all.size() == count;
        });
        return there ? Result<json>(all[0]) : std::unexpected("the hub lists " + all.dump());
    }
    Result<json> answer(const json& call) {
        const auto said = harness::http_post(rig().hub_url() + "/v1/calls/" + call["call"].get<std::string>(),
                                             rig().operator_identity(), R"({"answer":"coming"})");
        if (!said) return std::unexpected(said.error());
        if (said->status != 200) return std::unexpected(said->body);
        return json::parse(said->body);
    }
    // The same, until the kiosk has what there was to hear.
    Result<void> answer_and_wait(const json& call) {
        const auto before = harness::kiosk_cursor(rig().kiosk_state());
        if (auto said = answer(call); !said) return std::unexpected(said.error());
        const bool heard = harness::eventually([&] { return harness::kiosk_cursor(rig().kiosk_state()) != before; });
        return heard ? Result<void>{} : std::unexpected("the kiosk has not asked for what is new");
    }
    Result<void> wait_key(const std::string& words) { return wait_value(rig(), "frame.call", words); }
    Result<void> wait_link(const std::string& state) {
        const bool there = harness::eventually([&] {
            const auto told = rig().kiosk({{"do", "stats"}});
            return told && ((*told)["health"].value("link", "") == "ok") == (state == "ok");
        });
        return there ? Result<void>{} : std::unexpected("the link never was " + state);
    }
    // The spoken words of a kind.
    std::vector<std::string> spoken(const std::string& kind) {
        std::vector<std::string> words;
        const auto stats = rig().kiosk({{"do", "stats"}});
        if (!stats) return words;
        for (const json& one : (*stats)["voice"]["spoken"]) {
            if (one["kind"] == kind) words.push_back(one["text"]);
        }
        return words;
    }
    void shoot(const std::string& name) {
        (void)rig().kiosk({{"do", "screenshot"}, {"file", (folder() / (name + ".png")).string()}});
    }
};

const std::string idle = "呼叫工作人员";
const std::string called = "已呼叫请稍等";
const std::string unheard = "没有送到请去窗口";
const std::string coming = "工作人员过来了";

TEST_F(StaffCallTest, TheClerksAnswerIsShownAndSaidToWhoCalled) {
    ASSERT_OK(open_at_home());
    ASSERT_OK(rig().tap("home.ticket"));
    ASSERT_OK(rig().wait_screen("ticket.department"));
    ASSERT_OK(rig().tap("frame.voice"));
    ASSERT_OK(rig().tap("frame.call"));
    ASSERT_OK(rig().tap("frame.call"));  // the first tap reads it
    ASSERT_OK(wait_key(called));
    EXPECT_THAT(spoken("notice"), Contains("已呼叫，请稍等。"));
    const auto call = call_number(1);
    ASSERT_TRUE(call) << call.error();
    EXPECT_EQ((*call)["device"], "k1");
    EXPECT_EQ((*call)["screen"], "ticket.department");
    EXPECT_EQ((*call)["reason"], "asked");
    EXPECT_EQ((*call)["state"], "open");
    EXPECT_THAT(spoken("notice"), Not(Contains("工作人员过来了。")));

    ASSERT_OK(answer(*call));
    ASSERT_OK(wait_key(coming));
    EXPECT_THAT(spoken("notice"), Contains("工作人员过来了。"));
    EXPECT_EQ((*rig().tree())["screen"], "ticket.department") << "nothing is lost by it";
    shoot("coming");
    const auto again = answer(*call);
    ASSERT_TRUE(again) << again.error();
    EXPECT_EQ((*again)["answered_by"], calls()[0]["answered_by"]);
    // In another language too, and the key goes back to its first words in the end.
    ASSERT_OK(rig().tap("frame.voice"));
    ASSERT_OK(rig().tap("frame.voice"));
    ASSERT_OK(rig().tap("frame.language.en"));
    ASSERT_OK(wait_key("Staff coming"));
    ASSERT_OK(rig().tap("frame.language.zh"));
    ASSERT_OK(rig().kiosk({{"do", "clock"}, {"advance_s", 60}}));
    ASSERT_OK(rig().tap("frame.contrast"));
    ASSERT_OK(rig().kiosk({{"do", "clock"}, {"advance_s", 61}}));
    ASSERT_OK(wait_key(idle));
}

TEST_F(StaffCallTest, TheNextPersonIsPromisedNothing) {
    ASSERT_OK(open_at_home());
    ASSERT_OK(rig().tap("frame.call"));
    const auto call = call_number(1);
    ASSERT_TRUE(call) << call.error();
    ASSERT_OK(rig().kiosk({{"do", "clock"}, {"advance_s", 130}}));
    ASSERT_OK(person().come());
    ASSERT_OK(wait_key(idle));
    ASSERT_OK(answer_and_wait(*call));
    ASSERT_OK(wait_key(idle));
    EXPECT_THAT(rig().value("frame.caption").value_or(""), Not(HasSubstr("工作人员过来了")));
    // Their own call is another one.
    ASSERT_OK(rig().tap("frame.call"));
    const auto theirs = call_number(2);
    ASSERT_TRUE(theirs) << theirs.error();
    ASSERT_OK(wait_key(called));
    ASSERT_OK(answer(*theirs));
    ASSERT_OK(wait_key(coming));
}

TEST_F(StaffCallTest, OnlyTheKioskThatCalledHearsIt) {
    ASSERT_OK(open_at_home());
    const auto other = open_second_kiosk("k2", 2);
    ASSERT_TRUE(other) << other.error();
    ASSERT_OK((*other)->tap("attract.call"));
    const auto theirs = call_number(1);
    ASSERT_TRUE(theirs) << theirs.error();
    EXPECT_EQ((*theirs)["device"], "k2");
    EXPECT_EQ((*theirs)["screen"], "attract");
    ASSERT_OK(rig().tap("frame.call"));
    ASSERT_TRUE(call_number(2));
    ASSERT_OK(wait_key(called));
    ASSERT_OK(answer(*theirs));
    ASSERT_OK(wait_value(**other, "attract.call", "工作人员过来了"));
    ASSERT_OK(wait_key(called));
}

TEST_F(StaffCallTest, WithoutTheHubNothingIsPromised) {
    ASSERT_OK(open_at_home());
    ASSERT_OK(wait_link("ok"));
    rig().kill_hub();
    ASSERT_OK(wait_link("away"));
    ASSERT_OK(rig().tap("frame.call"));
    ASSERT_OK(wait_key(unheard));
    EXPECT_THAT(rig().value("frame.caption").value_or(""), HasSubstr("请到帮您办窗口"));
    shoot("unheard");
    // It was kept: a clerk sees it as soon as the hub is back, and then it is said.
    ASSERT_OK(rig().start_hub());
    ASSERT_OK(wait_key(called));
    const auto call = call_number(1);
    ASSERT_TRUE(call) << call.error();
    // The hub goes once more between the call and its answer, and the answer is not lost.
    rig().kill_hub();
    ASSERT_OK(rig().start_hub());
    ASSERT_OK(answer(*call));
    ASSERT_OK(wait_key(coming));
}

TEST_F(StaffCallTest, AForgottenCardsClerkIsOnTheWayOnceHeSaysSo) {
    ASSERT_OK(open_at_home());
    ASSERT_OK(person().choose("department.3"));
    ASSERT_OK(
        person().device({{"device", "id_reader"}, {"do", "place"}, {"card", harness::resident_card("李小明")}})());
    ASSERT_OK(rig().wait_screen("ticket.issued"));
    ASSERT_OK(rig().tap("ticket.done"));
    ASSERT_OK(rig().wait_screen("card.forgotten"));
    ASSERT_OK(rig().kiosk({{"do", "clock"}, {"advance_s", 31}}));
    ASSERT_OK(wait_notice("已经呼叫工作人员。"));
    const auto call = call_number(1);
    ASSERT_TRUE(call) << call.error();
    EXPECT_EQ((*call)["reason"], "card_forgotten");
    EXPECT_EQ((*call)["screen"], "card.forgotten");
    ASSERT_OK(answer(*call));
    ASSERT_OK(wait_notice("工作人员已经过来。"));
    // The words at the top say it too, and go on saying it.
    ASSERT_OK(rig().kiosk({{"do", "clock"}, {"advance_s", 200}}));
    ASSERT_OK(wait_value(rig(), "frame.caption", "请取回您的身份证。工作人员已经过来。"));
    shoot("card-clerk");
    ASSERT_OK(person().device({{"device", "id_reader"}, {"do", "remove"}})());
    ASSERT_OK(rig().wait_screen("attract"));
    ASSERT_OK(wait_value(rig(), "attract.call", "呼叫工作人员"));
}

}  // namespace
}  // namespace bangnin::journeys
