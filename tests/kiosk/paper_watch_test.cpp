#include "kiosk/journeys/ticket/paper_watch.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "tests/kiosk/ticket_samples.h"

namespace bangnin::kiosk {
namespace {

using namespace paper_event;

const LeftTicket first{.number = "A1001", .url = "https://hall.example/t/1"};
const LeftTicket second{.number = "B1001", .url = "https://hall.example/t/2"};

PaperWatch after(std::initializer_list<PaperEvent> events) {
    PaperWatch watch;
    for (const auto& event : events) watch = step(watch, event);
    return watch;
}

TEST(PaperWatch, APaperThatFailsAfterItsPageIsLeftIsTold) {
    const auto watch = after({PageLeft{first}, PrintFailed{"A1001", NotPrinted::paper_out}});
    ASSERT_EQ(watch.unprinted.size(), 1U);
    EXPECT_EQ(watch.unprinted.front(), (Unprinted{first, NotPrinted::paper_out}));
    EXPECT_TRUE(watch.printing.empty());
    EXPECT_EQ(step(watch, Noted{}), PaperWatch{});
}

TEST(PaperWatch, APaperThatComesOutIsNoNews) {
    EXPECT_EQ(after({PageLeft{first}, Printed{"A1001"}}), PaperWatch{});
    EXPECT_EQ(after({PageLeft{first}, Printed{"A1001"}, PrintFailed{"A1001", NotPrinted::cutter}}), PaperWatch{});
}

TEST(PaperWatch, AJobOfNobodyHereIsNoNews) {
    EXPECT_EQ(after({PrintFailed{"A1001", NotPrinted::paper_out}}), PaperWatch{});
    EXPECT_EQ(after({PageLeft{first}, SessionOver{}, PrintFailed{"A1001", NotPrinted::paper_out}}), PaperWatch{});
}

TEST(PaperWatch, SeveralAreToldOneAfterTheOther) {
    auto watch = after({PageLeft{first}, PageLeft{second}, PrintFailed{"B1001", NotPrinted::cutter},
                        PrintFailed{"A1001", NotPrinted::offline}});
    ASSERT_EQ(watch.unprinted.size(), 2U);
    EXPECT_EQ(watch.unprinted.front().ticket, second);
    watch = step(watch, Noted{});
    ASSERT_EQ(watch.unprinted.size(), 1U);
    EXPECT_EQ(watch.unprinted.front().ticket, first);
}

TEST(PaperWatch, APageThatIsThereAgainTellsByItself) {
    EXPECT_EQ(after({PageLeft{first}, PageShown{"A1001"}, PrintFailed{"A1001", NotPrinted::cutter}}), PaperWatch{});
    EXPECT_EQ(after({PageLeft{first}, PrintFailed{"A1001", NotPrinted::cutter}, PageShown{"A1001"}}), PaperWatch{});
}

TEST(PaperWatch, AnyOrderOfEventsTellsEachFailureOnce) {
    const std::vector<PaperEvent> events{PageLeft{first},
                                         PageLeft{second},
                                         PageShown{"A1001"},
                                         Printed{"A1001"},
                                         Printed{"B1001"},
                                         PrintFailed{"A1001", NotPrinted::paper_out},
                                         PrintFailed{"B1001", NotPrinted::cutter},
                                         Noted{},
                                         SessionOver{}};
    std::mt19937 random(7);
    PaperWatch watch;
    for (int i = 0; i < 20'000; ++i) {
        const auto before = watch;
        const auto& event = events[random() % events.size()];
        watch = step(before, event);
        std::set<std::string> numbers;
        for (const auto& ticket : watch.printing) EXPECT_TRUE(numbers.insert(ticket.number).second);
        for (const auto& one : watch.unprinted) EXPECT_TRUE(numbers.insert(one.ticket.number).second);
        const bool failed = std::holds_alternative<PrintFailed>(event);
        EXPECT_TRUE(failed || watch.unprinted.size() <= before.unprinted.size());
    }
}

std::optional<TicketState> page(PrintState print, const std::string& number = "A1023") {
    ticket_stage::Issued issued;
    issued.ticket = samples::ticket(number);
    issued.print = print;
    TicketState state;
    state.stage = issued;
    return state;
}

TEST(PaperWatch, FollowsTheTicketJourney) {
    TicketState choosing;
    choosing.stage = ticket_stage::Department{};
    const auto left = paper_events(page(PrintState::printing), choosing);
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(std::get<PageLeft>(left.front()).ticket, (LeftTicket{samples::ticket().number, samples::ticket().url}));
    EXPECT_EQ(paper_events(page(PrintState::printing), std::nullopt).size(), 1U) << "home while it prints";
    for (const auto print : {PrintState::printed, PrintState::not_printed, PrintState::can_reprint}) {
        EXPECT_TRUE(paper_events(page(print), choosing).empty()) << "the page has told";
    }
    EXPECT_TRUE(paper_events(page(PrintState::printing), page(PrintState::not_printed)).empty());
    const auto shown = paper_events(choosing, page(PrintState::printing));
    ASSERT_EQ(shown.size(), 1U);
    EXPECT_EQ(std::get<PageShown>(shown.front()).number, "A1023");
    EXPECT_TRUE(paper_events(std::nullopt, std::nullopt).empty());
}

}  // namespace
}  // namespace bangnin::kiosk
