// The desk against a real store in a folder of its own.
#include "kiosk/ticket_desk.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/kiosk/desk_fixture.h"

namespace bangnin::kiosk {
namespace {

using namespace std::chrono_literals;

using TicketDeskTest = DeskTest;

TEST_F(TicketDeskTest, IssuesAndCounts) {
    TicketDesk desk(config_);
    ASSERT_EQ(desk.open(monday), StoreHealth::well);
    const auto first = desk.issue(commit("r1", 0), Language::zh, monday);
    const auto second = desk.issue(commit("r2", 0), Language::zh, monday);
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->number, "A1001");
    EXPECT_EQ(first->url, "https://hall.example/t/" + first->token);
    EXPECT_EQ(second->number, "A1002");
    EXPECT_EQ(second->ahead, 1);
    EXPECT_LE(second->estimate.low_minutes, second->estimate.high_minutes);
    EXPECT_EQ(desk.queue('A', monday).ahead, 2U);
    EXPECT_EQ(desk.queue('B', monday).ahead, 0U);
}

TEST_F(TicketDeskTest, AForeseenTicketIsTheOneIssued) {
    TicketDesk desk(config_);
    ASSERT_EQ(desk.open(monday), StoreHealth::well);
    for (const char* request : {"r1", "r2"}) {
        const auto foreseen = desk.foresee(0, monday);
        ASSERT_TRUE(foreseen);
        EXPECT_EQ(desk.foresee(0, monday), foreseen) << "to look twice changes nothing";
        const auto issued = desk.issue(commit(request, 0), Language::zh, monday);
        ASSERT_TRUE(issued);
        EXPECT_EQ(*issued, *foreseen);
    }
}

TEST_F(TicketDeskTest, AForeseenTokenServesOneTicketOnly) {
    TicketDesk desk(config_);
    ASSERT_EQ(desk.open(monday), StoreHealth::well);
    const auto foreseen = desk.foresee(0, monday);
    const auto other = desk.issue(commit("r1", 1), Language::zh, monday);
    const auto later = desk.issue(commit("r2", 0), Language::zh, monday);
    ASSERT_TRUE(foreseen && other && later);
    EXPECT_EQ(other->number, "B1001");
    EXPECT_NE(other->token, later->token);
    EXPECT_NE(desk.foresee(0, monday)->token, foreseen->token);
}

TEST_F(TicketDeskTest, NothingIsForeseenWithoutADiskOrAQueue) {
    TicketDesk closed(config_);
    EXPECT_FALSE(closed.foresee(0, monday));
    TicketDesk desk(config_);
    ASSERT_EQ(desk.open(monday), StoreHealth::well);
    EXPECT_FALSE(desk.foresee(2, monday));
}

TEST_F(TicketDeskTest, NumbersAreReservedBeforeAnybodyAsksForThem) {
    TicketDesk desk(config_);
    desk.open(monday);
    const auto lines = [&] {
        std::ifstream stream(config_.kiosk.state_dir / "kiosk.db.numbers");
        return std::string(std::istreambuf_iterator<char>(stream), {});
    };
    Moment now{.steady = Steady{10s}, .wall = monday};
    desk.prepare(now);
    ASSERT_TRUE(desk.preparing_at());
    EXPECT_EQ(lines().find("R1 "), std::string::npos);
    now.steady = *desk.preparing_at();
    desk.prepare(now);
    EXPECT_FALSE(desk.preparing_at());
    EXPECT_NE(lines().find("R1 2026-11-23 A 20"), std::string::npos);
    EXPECT_NE(lines().find("R1 2026-11-23 B 20"), std::string::npos);
    ASSERT_TRUE(desk.issue(commit("r1", 0), Language::zh, monday));
    // A ticket is reason enough to look again, some time after it; and so is a new day.
    desk.prepare(now);
    ASSERT_TRUE(desk.preparing_at());
    EXPECT_GE(*desk.preparing_at() - now.steady, 1s);
    now.steady = *desk.preparing_at();
    desk.prepare(now);
    desk.prepare(now);
    EXPECT_FALSE(desk.preparing_at());
    now.wall += 24h;
    desk.prepare(now);
    EXPECT_TRUE(desk.preparing_at());
}

TEST_F(TicketDeskTest, TheSameRequestIsTheSameTicket) {
    TicketDesk desk(config_);
    desk.open(monday);
    EXPECT_EQ(desk.issue(commit("r1", 0), Language::zh, monday)->number,
              desk.issue(commit("r1", 0), Language::zh, monday)->number);
}

TEST_F(TicketDeskTest, OneOpenTicketForAPersonAndQueue) {
    TicketDesk desk(config_);
    desk.open(monday);
    const auto first = desk.issue(commit("r1", 0, "150722198001011231"), Language::zh, monday);
    EXPECT_EQ(desk.issue(commit("r2", 0, "150722198001011231"), Language::zh, monday)->number, first->number);
    EXPECT_EQ(desk.issue(commit("r3", 1, "150722198001011231"), Language::zh, monday)->number, "B1001");
    EXPECT_EQ(desk.issue(commit("r4", 0, "150722198001011258"), Language::zh, monday)->number, "A1002");
}

TEST_F(TicketDeskTest, AnExistingTicketHasTheCountsOfNow) {
    TicketDesk desk(config_);
    desk.open(monday);
    for (const char* request : {"r1", "r2", "r3"}) ASSERT_TRUE(desk.issue(commit(request, 0), Language::zh, monday));
    const auto first = desk.issue(commit("r4", 0, "150722198001011231"), Language::zh, monday);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->origin, TicketOrigin::fresh);
    EXPECT_EQ(first->ahead, 3);
    ASSERT_TRUE(desk.issue(commit("r5", 0), Language::zh, monday));
    const auto again = desk.issue(commit("r6", 0, "150722198001011231"), Language::zh, monday + 5min);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->origin, TicketOrigin::existing);
    EXPECT_EQ(again->number, first->number);
    EXPECT_EQ(again->ahead, 3) << "who came later is not ahead";
    EXPECT_EQ(again->estimate, first->estimate);

    sync::wire::TicketView hub;
    hub.state = sync::TicketState::waiting;
    hub.ahead = 1;
    hub.as_of = monday + 5min;
    const auto now = desk.as_of_now(*again, hub, monday + 5min);
    EXPECT_EQ(now.ahead, 1);
    EXPECT_LT(now.estimate.high_minutes, first->estimate.high_minutes);
    EXPECT_EQ(now.number, first->number);
    EXPECT_EQ(now.origin, TicketOrigin::existing);
    EXPECT_EQ(now.estimate.windows, OpenWindows::some);
    hub.open_windows = 0;
    EXPECT_EQ(desk.as_of_now(*again, hub, monday + 5min).estimate.windows, OpenWindows::none)
        << "no wait is promised while nobody calls";
    hub.open_windows.reset();
    hub.state = sync::TicketState::called;
    EXPECT_EQ(desk.as_of_now(*again, hub, monday + 5min).ahead, 0);
    EXPECT_EQ(again->standing, TicketStanding::waiting);
    EXPECT_EQ(now.standing, TicketStanding::waiting);
    for (const auto& [state, standing] : {std::pair(sync::TicketState::called, TicketStanding::called),
                                          std::pair(sync::TicketState::done, TicketStanding::finished),
                                          std::pair(sync::TicketState::missed, TicketStanding::missed),
                                          std::pair(sync::TicketState::cancelled, TicketStanding::cancelled)}) {
        hub.state = state;
        EXPECT_EQ(desk.as_of_now(*again, hub, monday + 5min).standing, standing) << "0 ahead is not what it is";
    }
}

TEST_F(TicketDeskTest, AHallWithoutAHubPrintsTheBareToken) {
    config_.hub.authority.clear();
    TicketDesk desk(config_);
    desk.open(monday);
    const auto ticket = desk.issue(commit("r1", 0), Language::zh, monday);
    ASSERT_TRUE(ticket);
    EXPECT_EQ(ticket->url, ticket->token);
}

TEST_F(TicketDeskTest, WithoutTheHubsKeyNothingPersonalTouchesTheDisk) {
    {
        TicketDesk desk(config_);
        desk.open(monday);
        ASSERT_TRUE(desk.issue(commit("r1", 0, "150722198001011231"), Language::zh, monday));
    }
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder_)) {
        if (!file.is_regular_file()) continue;
        std::ifstream stream(file.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
        EXPECT_EQ(bytes.find("150722198001011231"), std::string::npos) << file.path();
        EXPECT_EQ(bytes.find("李小明"), std::string::npos) << file.path();
    }
}

TEST_F(TicketDeskTest, ARestartKeepsTicketsAndForgetsNoNumber) {
    std::string token;
    {
        TicketDesk desk(config_);
        desk.open(monday);
        const auto ticket = desk.issue(commit("r1", 0), Language::zh, monday);
        token = ticket->token;
        desk.print_state(token, sync::PrintState::printing, "", monday);
    }
    TicketDesk desk(config_);
    ASSERT_EQ(desk.open(monday), StoreHealth::well);
    const auto known = desk.progress(token);
    ASSERT_TRUE(known);
    EXPECT_EQ(known->number, "A1001");
    EXPECT_EQ(known->from, KnownFrom::this_terminal);
    EXPECT_EQ(desk.issue(commit("r2", 0), Language::zh, monday)->number, "A1002");
    EXPECT_FALSE(desk.progress("0123456789ABCDEFGHJKMNPQR4"));
}

TEST_F(TicketDeskTest, AFirstCopyIsRecordedWithItsTicketAndCountsOnce) {
    std::string token;
    {
        TicketDesk desk(config_);
        desk.open(monday);
        token = desk.issue(commit("r1", 0), Language::zh, monday, Paper::begins)->token;
        desk.print_state(token, sync::PrintState::printing, "", monday);
        desk.print_state(token, sync::PrintState::printed, "", monday);
        EXPECT_EQ(desk.health(), StoreHealth::well);
        desk.print_state(token, sync::PrintState::printing, "", monday);  // a reprint
    }
    auto store = sync::Store::open(config_.kiosk.state_dir / "kiosk.db", {}, monday);
    ASSERT_TRUE(store);
    const auto kept = store->ticket_by_token(*sync::Token::parse(token));
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->print_state, sync::PrintState::printing);
    EXPECT_EQ(kept->copy, 2U);
}

TEST_F(TicketDeskTest, ADamagedStoreIsSetAsideAndServiceGoesOn) {
    {
        TicketDesk desk(config_);
        desk.open(monday);
        ASSERT_TRUE(desk.issue(commit("r1", 0), Language::zh, monday));
    }
    std::ofstream(config_.kiosk.state_dir / "kiosk.db", std::ios::binary | std::ios::trunc) << std::string(8192, 'x');
    TicketDesk desk(config_);
    EXPECT_EQ(desk.open(monday), StoreHealth::recovered);
    const auto next = desk.issue(commit("r2", 0), Language::zh, monday);
    ASSERT_TRUE(next);
    EXPECT_NE(next->number, "A1001") << "a number that was shown must not be shown again";
    EXPECT_EQ(desk.health(), StoreHealth::recovered);
}

TEST_F(TicketDeskTest, WithoutADiskThereIsNoNumberButAReason) {
    std::ofstream(folder_ / "state") << "a file where the folder should be";
    TicketDesk desk(config_);
    EXPECT_NE(desk.open(monday), StoreHealth::well);
    EXPECT_FALSE(desk.issue(commit("r1", 0), Language::zh, monday));
    std::filesystem::remove(folder_ / "state");
    EXPECT_TRUE(desk.issue(commit("r1", 0), Language::zh, monday)) << "the next try opens it again";
}

}  // namespace
}  // namespace bangnin::kiosk
