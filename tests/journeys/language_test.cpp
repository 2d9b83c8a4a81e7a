// The language may be changed on every page, and nothing of what was done is lost by it.
#include <gmock/gmock.h>

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
            return node.value("value", "");
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
