// The language may be changed on every page, and nothing of what was done is lost by it.
#include <gmock/gmock.h>

#include "tests/harness/hub_events.h"
#include "tests/journeys/hall.h"

namespace bangnin::journeys {
namespace {

class LanguageTest : public HallTest {
  protected:
    // Through all languages and back to Chinese: the page stays, and so does what `kept` names.
    void switch_all(const std::string& page, const std::vector<std::string>& kept);
    std::string kept_text(const json& tree, const std::string& id);
};

std::string LanguageTest::kept_text(const json& tree, const std::string& id) {
    for (const json& node : tree["nodes"]) {
        if (node["id"] == id) {
            return node.value("value", "") + (node.value("chosen", false) ? ", chosen" : "");
        }
    }
    return "absent: " + id;
}

void LanguageTest::switch_all(const std::string& page, const std::vector<std::string>& kept) {
    SCOPED_TRACE(page);
    const auto before = rig().tree();
    ASSERT_TRUE(before) << before.error();
    ASSERT_EQ((*before)["screen"], page);
    const std::string prefix = page == "attract" ? "attract.language." : "frame.language.";
    for (const std::string language : {"en", "mn", "zh"}) {
        ASSERT_OK(rig().tap(prefix + language));
        const auto after = rig().tree();
        ASSERT_TRUE(after) << after.error();
        if (page == "attract") {
            return;  // there a language is the first touch of a session
        }
        EXPECT_EQ((*after)["screen"], page);
        EXPECT_EQ((*after)["language"], language);
        for (const std::string& id : kept) {
            EXPECT_EQ(kept_text(*after, id), kept_text(*before, id)) << id << " in " << language;
        }
        if (language != "zh") {
            EXPECT_NE((*after)["nodes"], (*before)["nodes"]) << "no word of the page has changed";
        } else {
            EXPECT_EQ(kept_text(*after, "page.title"), kept_text(*before, "page.title"));
        }
    }
}

TEST_F(LanguageTest, OnEveryPageNothingIsLost) {
    ASSERT_OK(open_at_home());
    switch_all("home", {"frame.clock"});
    ASSERT_OK(rig().tap("home.ticket"));
    ASSERT_OK(rig().wait_screen("ticket.department"));
    switch_all("ticket.department", {});
    ASSERT_OK(rig().tap("department.12"));
    ASSERT_OK(rig().wait_screen("ticket.service"));
    switch_all("ticket.service", {});
    ASSERT_OK(rig().tap("service.2"));
    ASSERT_OK(rig().wait_screen("ticket.identify"));
    switch_all("ticket.identify", {});
    ASSERT_OK(rig().tap("ticket.identify.phone"));
    ASSERT_OK(rig().wait_id("keypad.1"));
    ASSERT_TRUE(rig().kiosk({{"do", "keys"}, {"text", "1381234"}}));
    const std::string page = (*rig().tree())["screen"];
    EXPECT_THAT(rig().value("ticket.phone.number").value_or(""), ::testing::HasSubstr("138"));
    switch_all(page, {"ticket.phone.number"});
    ASSERT_TRUE(rig().kiosk({{"do", "keys"}, {"text", "5678"}}));
    ASSERT_OK(rig().tap("ticket.print"));
    ASSERT_OK(rig().wait_screen("ticket.issued"));
    EXPECT_EQ(rig().value("ticket.number"), "Q1001");
    switch_all("ticket.issued", {"ticket.number", "ticket.qr"});
    const auto ticket = person().shown();
    ASSERT_TRUE(ticket) << ticket.error();
    ASSERT_OK(ticket_at_hub(ticket->number));
    ASSERT_OK(rig().tap("frame.home"));
    ASSERT_OK(rig().wait_screen("home"));
    ASSERT_OK(person().scan(ticket->address));
    ASSERT_OK(rig().wait_screen("progress.case"));
    switch_all("progress.case", {"frame.clock"});
    EXPECT_EQ(rig().value("progress.number"), ticket->number);
}

TEST_F(LanguageTest, OnEveryPageOfARatingNothingIsLost) {
    ASSERT_OK(open_at_home());
    const auto ticket = person().take_and_leave("department.3");
    ASSERT_TRUE(ticket) << ticket.error();
    ASSERT_OK(person().come());
    ASSERT_OK(rig().tap("home.progress"));
    ASSERT_OK(rig().wait_screen("progress.scan"));
    switch_all("progress.scan", {});
    ASSERT_OK(rig().tap("frame.home"));
    ASSERT_OK(rig().tap("home.rate"));
    ASSERT_OK(rig().wait_screen("rating.scan"));
    switch_all("rating.scan", {});
    ASSERT_OK(person().device({{"device", "scanner"}, {"do", "scan"}, {"text", ticket->address}})());
    ASSERT_OK(rig().wait_screen("rating.grade"));
    switch_all("rating.grade", {});
    EXPECT_THAT(rig().value("rating.service").value_or(""), ::testing::HasSubstr(ticket->number));
    ASSERT_OK(rig().tap("rating.grade.2"));
    ASSERT_OK(rig().wait_screen("rating.reasons"));
    ASSERT_OK(rig().tap("rating.reason.slow"));
    switch_all("rating.reasons", {"rating.reason.slow"});
    ASSERT_OK(rig().tap("rating.comment"));
    ASSERT_OK(rig().wait_screen("entry.text"));
    ASSERT_TRUE(rig().kiosk({{"do", "enter"}, {"id", "entry.field"}, {"text", "跑了三趟 ᠮᠣᠩᠭᠣᠯ"}}));
    switch_all("entry.text", {"entry.field"});
    ASSERT_OK(rig().tap("entry.done"));
    ASSERT_OK(rig().wait_screen("rating.reasons"));
    ASSERT_OK(rig().tap("rating.anonymous"));
    ASSERT_OK(rig().wait_screen("rating.phone"));
    ASSERT_TRUE(rig().kiosk({{"do", "keys"}, {"text", "1381234"}}));
    switch_all("rating.phone", {"rating.phone.number"});
    ASSERT_TRUE(rig().kiosk({{"do", "keys"}, {"text", "5678"}}));
    ASSERT_OK(rig().tap("rating.phone.confirm"));
    ASSERT_OK(rig().wait_screen("rating.reasons"));
    switch_all("rating.reasons", {"rating.reason.slow"});
    EXPECT_THAT(rig().value("rating.anonymous").value_or(""), ::testing::HasSubstr("138****5678"));
    ASSERT_OK(rig().tap("rating.submit"));
    ASSERT_OK(rig().wait_screen("rating.thanks"));
    switch_all("rating.thanks", {});
    ASSERT_OK(rig().tap("rating.done"));
    EXPECT_TRUE(harness::eventually([&] {
        const auto ratings = harness::hub_ratings(rig().hub_state(), ticket->token);
        return ratings && ratings->size() == 2 && ratings->back().reasons == "slow" &&
               ratings->back().comment == "跑了三趟 ᠮᠣᠩᠭᠣᠯ" && !ratings->back().anonymous;
    }));
}

// A dialog covers the page, not the keys of the languages.
TEST_F(LanguageTest, UnderADialogNothingIsLost) {
    ASSERT_OK(open_at_home());
    ASSERT_OK(person().choose("department.3"));
    ASSERT_OK(rig().tap("ticket.identify.phone"));
    ASSERT_OK(rig().wait_id("keypad.1"));
    ASSERT_TRUE(rig().kiosk({{"do", "keys"}, {"text", "1381234"}}));
    const std::string page = (*rig().tree())["screen"];
    ASSERT_OK(rig().tap("frame.home"));
    ASSERT_OK(wait_value(rig(), "dialog.title", "要回到首页吗？"));
    switch_all(page, {"ticket.phone.number"});
    ASSERT_OK(rig().tap("frame.language.en"));
    ASSERT_OK(wait_words(rig(), "dialog.title",
                         [](const std::string& words) { return words.starts_with("Leave this page"); }));
    (void)rig().kiosk({{"do", "screenshot"}, {"file", (folder() / "leave.png").string()}});
    ASSERT_OK(rig().tap("dialog.cancel"));
    EXPECT_THAT(rig().value("ticket.phone.number").value_or(""), ::testing::HasSubstr("138"));
    EXPECT_EQ((*rig().tree())["language"], "en");
    ASSERT_OK(rig().tap("frame.language.zh"));

    ASSERT_TRUE(rig().kiosk({{"do", "clock"}, {"advance_s", 105}}));
    ASSERT_OK(wait_value(rig(), "dialog.title", "您还在吗？"));
    const auto warned = rig().value("dialog.remaining");
    ASSERT_TRUE(warned) << warned.error();
    EXPECT_LE(std::stoi(*warned), 15);
    switch_all(page, {"ticket.phone.number"});
    ASSERT_OK(wait_value(rig(), "dialog.title", "您还在吗？"));
    EXPECT_GT(std::stoi(rig().value("dialog.remaining").value_or("0")), 15) << "time to read it in another language";
    ASSERT_OK(rig().tap("frame.language.mn"));
    (void)rig().kiosk({{"do", "screenshot"}, {"file", (folder() / "warning.png").string()}});
    EXPECT_FALSE(rig().tap("frame.back").has_value()) << "all else is covered";
    ASSERT_OK(rig().tap("dialog.confirm"));
    EXPECT_THAT(rig().value("ticket.phone.number").value_or(""), ::testing::HasSubstr("138"));
    EXPECT_EQ((*rig().tree())["language"], "mn");
}

TEST_F(LanguageTest, OnTheNoticeOfAPaperThatFailed) {
    ASSERT_OK(open());
    ASSERT_OK(person().device({{"device", "printer"}, {"do", "set"}, {"fault", "hang_after_bytes:2000"}})());
    ASSERT_OK(person().come());
    ASSERT_OK(person().choose("department.3"));
    const auto first = person().without_identity();
    ASSERT_TRUE(first) << first.error();
    ASSERT_OK(rig().tap("ticket.again"));
    ASSERT_OK(rig().wait_screen("ticket.department"));
    ASSERT_OK(person().device({{"device", "printer"}, {"do", "unplug"}})());
    ASSERT_OK(rig().wait_id("unprinted.number"));
    switch_all("ticket.department", {"unprinted.qr"});
    EXPECT_EQ(rig().value("unprinted.number"), first->number);
}

TEST_F(LanguageTest, WhereACardWasForgotten) {
    ASSERT_OK(open_at_home());
    ASSERT_OK(person().choose("department.3"));
    ASSERT_OK(
        person().device({{"device", "id_reader"}, {"do", "place"}, {"card", harness::resident_card("李小明")}})());
    ASSERT_OK(rig().wait_screen("ticket.issued"));
    ASSERT_OK(rig().tap("ticket.done"));
    ASSERT_OK(rig().wait_screen("card.forgotten"));
    switch_all("card.forgotten", {});
}

TEST_F(LanguageTest, OutsideTheOpeningHours) {
    RigOptions options;
    options.hall_configuration = "opening = [\"mon-sun closed\"]\n";
    ASSERT_OK(open(options));
    ASSERT_OK(rig().wait_screen("closed"));
    // As on the idle screen: a language is the first touch of a session, and home says what is closed.
    ASSERT_OK(rig().tap("frame.language.en"));
    ASSERT_OK(rig().wait_screen("home"));
    EXPECT_EQ((*rig().tree())["language"], "en");
    EXPECT_FALSE(rig().tap("home.ticket").has_value()) << "dimmed";
    ASSERT_OK(rig().tap("frame.language.zh"));
    switch_all("home", {"frame.clock"});
    ASSERT_TRUE(rig().kiosk({{"do", "clock"}, {"advance_s", 200}}));
    ASSERT_OK(rig().wait_screen("closed"));
    EXPECT_EQ((*rig().tree())["language"], "zh");
}

TEST_F(LanguageTest, ChosenOnTheIdleScreenHoldsForTheSessionOnly) {
    ASSERT_OK(open());
    ASSERT_OK(rig().tap("attract.language.en"));
    ASSERT_OK(rig().wait_screen("home"));
    EXPECT_EQ((*rig().tree())["language"], "en");
    ASSERT_TRUE(rig().kiosk({{"do", "clock"}, {"advance_s", 200}}));
    ASSERT_OK(rig().wait_screen("attract"));
    ASSERT_OK(person().come());
    EXPECT_EQ((*rig().tree())["language"], "zh") << "the next person's language is not the last one's";
}

}  // namespace
}  // namespace bangnin::journeys
