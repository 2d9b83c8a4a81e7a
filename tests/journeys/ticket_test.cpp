// From the first touch to the hub, the phone and back to the kiosk, by every way of saying who one is.
#include <gmock/gmock.h>

#include "tests/harness/hub_events.h"
#include "tests/journeys/hall.h"

namespace bangnin::journeys {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;

class TicketTest : public HallTest {
  protected:
    // What the hub, a phone and the kiosk's own scanner say of a ticket that has just been issued and left.
    void expect_same_everywhere(const ShownTicket& ticket);
};

void TicketTest::expect_same_everywhere(const ShownTicket& ticket) {
    const auto at_hub = ticket_at_hub(ticket.number);
    ASSERT_TRUE(at_hub) << at_hub.error();
    EXPECT_EQ((*at_hub)["token"], ticket.token);

    // A phone has no certificate and signs in nowhere.
    EXPECT_EQ(ticket.address, rig().hub_url() + "/t/" + ticket.token);
    const auto page = rig().phone("/t/" + ticket.token);
    ASSERT_TRUE(page) << page.error();
    EXPECT_EQ(page->status, 200);
    EXPECT_THAT(page->content_type, HasSubstr("text/html"));
    EXPECT_THAT(page->body, HasSubstr(ticket.number));
    EXPECT_THAT(page->body, HasSubstr("<span class=\"count\">" + std::to_string(ticket.ahead) + "</span> 人"));

    ASSERT_OK(person().come());
    ASSERT_OK(person().scan(ticket.address));
    ASSERT_OK(rig().wait_screen("progress.case"));
    EXPECT_EQ(rig().value("progress.number"), ticket.number);
    EXPECT_EQ(rig().value("progress.ahead"), std::to_string(ticket.ahead) + " 人");
    ASSERT_OK(rig().tap("progress.done"));
}

TEST_F(TicketTest, ByCard) {
    ASSERT_OK(open());
    ASSERT_OK(person().come());
    ASSERT_OK(person().choose("department.3"));
    const auto ticket = person().identify_by_card(harness::resident_card("李小明"));
    ASSERT_TRUE(ticket) << ticket.error();
    EXPECT_EQ(ticket->number, "C1001");
    EXPECT_THAT(ticket->token, MatchesRegex("[0-9A-HJKMNP-TV-Z]{26}"));
    EXPECT_EQ(ticket->address.find(ticket->number), std::string::npos) << "an address that tells the number";
    const auto issued_at = std::chrono::steady_clock::now();
    const auto at_hub = ticket_at_hub(ticket->number);
    ASSERT_TRUE(at_hub) << at_hub.error();
    RecordProperty("arrived_ms",
                   static_cast<int>(
                       std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now() - issued_at).count()));
    EXPECT_EQ((*at_hub)["identity"], "card");
    ASSERT_OK(wait_value(rig(), "page.title", "取号成功，请取走小票"));
    ASSERT_OK(person().leave());
    expect_same_everywhere(*ticket);
}

TEST_F(TicketTest, ByPhoneNumber) {
    ASSERT_OK(open());
    ASSERT_OK(person().take_and_leave("department.1"));
    ASSERT_OK(person().come());
    ASSERT_OK(person().choose("department.1"));
    const auto ticket = person().identify_by_phone("13812345678");
    ASSERT_TRUE(ticket) << ticket.error();
    EXPECT_EQ(ticket->number, "A1002");
    EXPECT_EQ(ticket->ahead, 1);
    const auto at_hub = ticket_at_hub(ticket->number);
    ASSERT_TRUE(at_hub) << at_hub.error();
    EXPECT_EQ((*at_hub)["identity"], "phone");
    ASSERT_OK(person().leave());
    expect_same_everywhere(*ticket);
}

TEST_F(TicketTest, WithoutSayingWhoOneIs) {
    ASSERT_OK(open());
    const auto ticket = person().take_and_leave("department.2");
    ASSERT_TRUE(ticket) << ticket.error();
    EXPECT_EQ(ticket->number, "B1001");
    expect_same_everywhere(*ticket);
    const auto events = harness::hub_events(rig().hub_state(), "k1");
    ASSERT_TRUE(events) << events.error();
    const auto issued = harness::of_type(*events, "ticket.issued");
    ASSERT_EQ(issued.size(), 1U);
    EXPECT_EQ(issued[0].body["identity"], "none");
    EXPECT_FALSE(issued[0].body.contains("sealed"));
    EXPECT_FALSE(issued[0].body.contains("person"));
}

TEST_F(TicketTest, DepartmentOfTwoQueuesAsksWhich) {
    ASSERT_OK(open());
    ASSERT_OK(person().come());
    ASSERT_OK(rig().tap("home.ticket"));
    ASSERT_OK(rig().wait_screen("ticket.department"));
    EXPECT_EQ(rig().kiosk({{"do", "tap"}, {"label", "林草局"}}).has_value(), true);
    ASSERT_OK(rig().wait_screen("ticket.service"));
    ASSERT_OK(rig().tap("service.2"));
    ASSERT_OK(rig().wait_screen("ticket.identify"));
    const auto grass = person().without_identity();
    ASSERT_TRUE(grass) << grass.error();
    EXPECT_EQ(grass->number, "Q1001");
    EXPECT_THAT(rig().value("ticket.window").value_or(""), HasSubstr("使用草原"));
    ASSERT_OK(person().leave());
    ASSERT_OK(person().come());
    ASSERT_OK(person().choose("department.12", "service.1"));
    const auto forest = person().without_identity();
    ASSERT_TRUE(forest) << forest.error();
    EXPECT_EQ(forest->number, "M1001");
    EXPECT_EQ(forest->ahead, 0) << "the other queue's person is not ahead";
}

TEST_F(TicketTest, PrintedIsSaidAtTheHubOnlyAfterPrinting) {
    ASSERT_OK(open());
    ASSERT_OK(person().take_and_leave("department.4"));
    const auto printed = rig().hub_tickets_until([](const json& view) {
        return view["tickets"].size() == 1 && view["tickets"][0]["print"]["state"] == "printed";
    });
    ASSERT_TRUE(printed) << printed.error();
    const auto events = harness::hub_events(rig().hub_state(), "k1");
    ASSERT_TRUE(events) << events.error();
    std::vector<std::string> outcomes;
    for (const auto& event : harness::of_type(*events, "ticket.print")) {
        outcomes.push_back(event.body["outcome"]);
    }
    EXPECT_THAT(outcomes, ::testing::ElementsAre("printing", "printed"));
}

TEST_F(TicketTest, ACardThatStillLiesThereIsAskedToBeLifted) {
    ASSERT_OK(open());
    ASSERT_OK(person().come());
    ASSERT_OK(person().choose("department.3"));
    const json place{{"device", "id_reader"}, {"do", "place"}, {"card", harness::resident_card("李小明")}};
    const json remove{{"device", "id_reader"}, {"do", "remove"}};
    ASSERT_OK(person().device(place)());
    ASSERT_OK(rig().wait_screen("ticket.issued"));
    ASSERT_OK(rig().tap("ticket.again"));
    ASSERT_OK(rig().tap("department.4"));
    ASSERT_OK(wait_value(rig(), "page.title", "请拿起身份证，再放一次"));
    EXPECT_THAT(rig().value("frame.caption").value_or(""), HasSubstr("请先拿起来，再放一次"));
    ASSERT_OK(person().device(remove)());
    ASSERT_OK(wait_value(rig(), "page.title", "请把身份证放在读卡区"));
    ASSERT_OK(person().device(place)());
    ASSERT_OK(rig().wait_screen("ticket.issued"));
    EXPECT_EQ(rig().value("ticket.number"), "D1001");
    ASSERT_OK(person().device(remove)());
}

TEST_F(TicketTest, ACardThatIsLeftIsAskedForUntilItIsGone) {
    ASSERT_OK(open());
    const json place{{"device", "id_reader"}, {"do", "place"}, {"card", harness::resident_card("李小明")}};
    const json remove{{"device", "id_reader"}, {"do", "remove"}};
    ASSERT_OK(person().come());
    ASSERT_OK(person().choose("department.3"));
    ASSERT_OK(person().device(place)());
    ASSERT_OK(rig().wait_screen("ticket.issued"));
    ASSERT_OK(rig().tap("ticket.done"));
    ASSERT_OK(rig().wait_screen("card.forgotten"));
    EXPECT_EQ(rig().value("page.title"), "请取回您的身份证");
    const auto tree = rig().kiosk({{"do", "tree"}});
    ASSERT_TRUE(tree);
    EXPECT_EQ(tree->dump().find("李"), std::string::npos) << "whose card it is, is nobody's business";
    (void)rig().kiosk({{"do", "screenshot"}, {"file", (folder() / "card.png").string()}});
    ASSERT_OK(rig().kiosk({{"do", "clock"}, {"advance_s", 31}}));
    ASSERT_OK(wait_value(rig(), "page.notice", "已经呼叫工作人员。"));
    ASSERT_OK(person().device(remove)());
    ASSERT_OK(rig().wait_screen("attract"));
}

TEST_F(TicketTest, WhoAsksAgainIsToldOfTheTicketThereIs) {
    ASSERT_OK(open());
    ASSERT_OK(person().take_and_leave("department.3"));
    const json card = harness::resident_card("李小明");
    ASSERT_OK(person().come());
    ASSERT_OK(person().choose("department.3"));
    const auto first = person().identify_by_card(card);
    ASSERT_TRUE(first) << first.error();
    ASSERT_OK(wait_value(rig(), "page.title", "取号成功，请取走小票"));
    ASSERT_OK(person().leave());
    ASSERT_OK(ticket_at_hub(first->number));
    ASSERT_OK(person().come());
    ASSERT_OK(person().choose("department.3"));
    const auto again = person().identify_by_card(card);
    ASSERT_TRUE(again) << again.error();
    EXPECT_EQ(again->number, first->number);
    EXPECT_EQ(again->ahead, 1) << "as the hub says now";
    ASSERT_OK(wait_value(rig(), "page.title", "您已有号码，请取走小票"));
    (void)rig().kiosk({{"do", "screenshot"}, {"file", (folder() / "existing.png").string()}});
    const auto printed = rig().hub_tickets_until([&](const json& view) {
        for (const json& ticket : view["tickets"]) {
            if (ticket["number"] == first->number) return ticket["print"].value("copy", 0) == 2;
        }
        return false;
    });
    EXPECT_TRUE(printed) << printed.error();
}

TEST_F(TicketTest, APaperThatFailsBehindThePersonsBackIsTold) {
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
    EXPECT_EQ(rig().value("unprinted.number"), first->number);
    EXPECT_EQ(rig().value("unprinted.qr"), first->address);
    (void)rig().kiosk({{"do", "screenshot"}, {"file", (folder() / "unprinted.png").string()}});
    EXPECT_FALSE(rig().tap("department.4").has_value()) << "the number must be seen first";
    ASSERT_OK(rig().tap("dialog.confirm"));
    ASSERT_OK(rig().tap("department.4"));
    ASSERT_OK(rig().wait_screen("ticket.identify"));
}

TEST_F(TicketTest, OneWaitingTicketForEachPersonAndQueue) {
    ASSERT_OK(open());
    const json card = harness::resident_card("李小明");
    const auto take = [&](const std::string& department, const json& whose) -> Result<ShownTicket> {
        if (auto there = person().come(); !there) return std::unexpected(there.error());
        if (auto there = person().choose(department); !there) return std::unexpected(there.error());
        auto ticket = person().identify_by_card(whose);
        if (auto left = person().leave(); ticket && !left) return std::unexpected(left.error());
        return ticket;
    };
    const auto first = take("department.3", card);
    ASSERT_TRUE(first) << first.error();
    const auto again = take("department.3", card);
    ASSERT_TRUE(again) << again.error();
    EXPECT_EQ(again->number, first->number);
    EXPECT_EQ(again->address, first->address);

    // A kiosk that lost its power still knows today's people.
    rig().kill_kiosk();
    ASSERT_OK(rig().start_kiosk());
    const auto after_restart = take("department.3", card);
    ASSERT_TRUE(after_restart) << after_restart.error();
    EXPECT_EQ(after_restart->number, first->number);

    const auto elsewhere = take("department.4", card);
    ASSERT_TRUE(elsewhere) << elsewhere.error();
    EXPECT_EQ(elsewhere->number, "D1001");
    const auto other_person = take("department.3", harness::resident_card("王芳", "150723199002020028"));
    ASSERT_TRUE(other_person) << other_person.error();
    EXPECT_EQ(other_person->number, "C1002");

    ASSERT_OK(ticket_at_hub("C1002"));
    const auto events = harness::hub_events(rig().hub_state(), "k1");
    ASSERT_TRUE(events) << events.error();
    EXPECT_EQ(harness::of_type(*events, "ticket.issued").size(), 3U);
}

}  // namespace
}  // namespace bangnin::journeys
