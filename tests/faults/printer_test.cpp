// The ticket printer's bad days. Whatever it does, the number and its QR code stay on the screen, the hall learns why
// there is no paper, the session goes on, and a reprint carries the same number.
#include <algorithm>

#include "tests/faults/hall.h"

namespace bangnin::faults {
namespace {

enum class Plug { stays, pulled_when_hung };  // in the middle of the job

struct BadDay {
    std::string name;
    json break_it;  // "set" before the ticket is taken
    Plug plug = Plug::stays;
    std::string counter;               // of the simulator: proves that it happened
    std::vector<std::string> reasons;  // one of them is what the hub is told
    std::string words;                 // part of what the page says
    int papers = 0;                    // of the failed job that come out whole all the same, at the latest once healed
};

void PrintTo(const BadDay& day, std::ostream* out) { *out << day.name; }

class Printer : public Hall {
  protected:
    std::string hub_reason(const std::string& number) {
        const auto ticket = hub_print(number, "not_printed");
        return ticket ? (*ticket)["print"].value("reason", "") : ticket.error();
    }

    void pull_the_plug_in_the_middle() {
        ASSERT_TRUE(eventually([&] {
            const auto stats = device({{"device", "printer"}, {"do", "stats"}});
            return stats && stats->value("hung", false);
        })) << "the job never hung";
        ASSERT_TRUE(well(device({{"device", "printer"}, {"do", "unplug"}})));
    }

    void heal(const BadDay& day) {
        ASSERT_TRUE(well(set_printer({{"paper", "ok"}, {"cover", "closed"}, {"fault", "none"}})));
        if (day.plug == Plug::pulled_when_hung) {
            ASSERT_TRUE(well(device({{"device", "printer"}, {"do", "plug"}})));
        }
    }

    int complete_jobs() {
        int complete = 0;
        for (const json& job : printer_jobs()) complete += job.value("complete", false) ? 1 : 0;
        return complete;
    }
};

class PrinterBadDay : public Printer, public testing::WithParamInterface<BadDay> {};

TEST_P(PrinterBadDay, NumberStaysStaffKnowAndTheReprintIsTheSame) {
    const BadDay& day = GetParam();
    open();
    if (HasFatalFailure()) return;
    ASSERT_TRUE(well(hub_told("printer", "ok")));
    ASSERT_TRUE(well(set_printer(day.break_it)));
    const auto ticket = take_ticket();
    ASSERT_TRUE(well(ticket));
    if (day.plug == Plug::pulled_when_hung) pull_the_plug_in_the_middle();
    if (HasFatalFailure()) return;

    // The person: the number, its code, and what has happened.
    ASSERT_TRUE(well(wait_words("page.help", day.words)));
    ASSERT_EQ(screen(), "ticket.issued");
    auto still = shown();
    ASSERT_TRUE(well(still));
    EXPECT_EQ(*still, *ticket);
    EXPECT_NE(words("page.notice").find(ticket->number), std::string::npos) << words("page.notice");
    EXPECT_GE(printer_fault_count(day.counter), 1) << "the fault never took effect";
    EXPECT_LE(complete_jobs(), day.papers);

    // The hall.
    const std::string reason = hub_reason(ticket->number);
    EXPECT_NE(std::ranges::find(day.reasons, reason), day.reasons.end()) << reason;

    // The printer is well again: the page offers the paper, and it is the same ticket.
    heal(day);
    if (HasFatalFailure()) return;
    ASSERT_TRUE(well(rig().wait_id("ticket.print")));
    ASSERT_TRUE(well(rig().tap("ticket.print")));
    const auto printed = hub_print(ticket->number, "printed");
    ASSERT_TRUE(well(printed));
    EXPECT_EQ(printed->value("token", ""), ticket->token);
    EXPECT_EQ((*printed)["print"].value("copy", 0), 2);
    still = shown();
    ASSERT_TRUE(well(still));
    EXPECT_EQ(*still, *ticket);
    EXPECT_EQ(complete_jobs(), day.papers + 1) << printer_jobs().dump();
    EXPECT_EQ(hub_count(), 1);
    EXPECT_TRUE(well(hub_told("printer", "ok")));

    // And the next person's ticket is printed as if nothing had been.
    ASSERT_TRUE(well(leave()));
    const auto next = take_ticket();
    ASSERT_TRUE(well(next));
    EXPECT_TRUE(well(hub_print(next->number, "printed")));
    EXPECT_EQ(complete_jobs(), day.papers + 2) << printer_jobs().dump();
    EXPECT_EQ(hub_rejected(), 0);
}

INSTANTIATE_TEST_SUITE_P(
    All, PrinterBadDay,
    testing::Values(
        BadDay{"PaperOutBefore", {{"paper", "out"}}, Plug::stays, "paper_out", {"paper_out"}, "小票纸用完了"},
        BadDay{"PaperOutInTheMiddle",
               {{"fault", "paper_out_after_rows:200"}},
               Plug::stays,
               "paper_out_after_rows",
               {"paper_out"},
               "小票纸用完了"},
        BadDay{"CoverOpen", {{"cover", "open"}}, Plug::stays, "cover_open", {"cover_open"}, "盖子开着"},
        BadDay{"KnifeJammed", {{"fault", "cutter"}}, Plug::stays, "cutter", {"cutter"}, "切纸刀卡住了"},
        // It prints, but never says so: then nobody may claim that the ticket is printed, nor that it is not.
        BadDay{"Silent", {{"fault", "silent"}}, Plug::stays, "silent", {"silent"}, "没有回应", 1},
        BadDay{"HangsInTheMiddle",
               {{"fault", "hang_after_bytes:2000"}},
               Plug::stays,
               "hang_after_bytes",
               {"silent"},
               "没有回应",
               1},
        BadDay{"UnpluggedInTheMiddle",
               {{"fault", "hang_after_bytes:2000"}},
               Plug::pulled_when_hung,
               "hang_after_bytes",
               {"disconnected", "silent"},
               "打印机没有连上"}),
    [](const testing::TestParamInfo<BadDay>& day) { return day.param.name; });

// Staff are told what is wrong before anybody takes a ticket, and that it is over.
TEST_F(Printer, HubKnowsThePrintersStateAsItChanges) {
    open();
    if (HasFatalFailure()) return;
    ASSERT_TRUE(well(hub_told("printer", "ok")));
    ASSERT_TRUE(well(set_printer({{"paper", "near_end"}})));
    EXPECT_TRUE(well(hub_told("printer", "paper_near_end")));
    ASSERT_TRUE(well(set_printer({{"paper", "out"}})));
    EXPECT_TRUE(well(hub_told("printer", "paper_out")));
    ASSERT_TRUE(well(set_printer({{"paper", "ok"}, {"cover", "open"}})));
    EXPECT_TRUE(well(hub_told("printer", "cover_open")));
    ASSERT_TRUE(well(set_printer({{"cover", "closed"}})));
    EXPECT_TRUE(well(hub_told("printer", "ok")));
    ASSERT_TRUE(well(device({{"device", "printer"}, {"do", "unplug"}})));
    EXPECT_TRUE(well(hub_told("printer", "disconnected")));
    ASSERT_TRUE(well(device({{"device", "printer"}, {"do", "plug"}})));
    EXPECT_TRUE(well(hub_told("printer", "ok")));
}

// The person has gone; the printer that recovers brings back neither the page nor the paper.
TEST_F(Printer, RecoveryRevivesNoSession) {
    open();
    if (HasFatalFailure()) return;
    ASSERT_TRUE(well(hub_told("printer", "ok")));
    ASSERT_TRUE(well(set_printer({{"paper", "out"}})));
    ASSERT_TRUE(well(hub_told("printer", "paper_out")));
    const auto ticket = take_ticket();
    ASSERT_TRUE(well(ticket));
    ASSERT_TRUE(well(wait_words("page.help", "小票纸用完了")));
    ASSERT_TRUE(well(leave()));

    ASSERT_TRUE(well(set_printer({{"paper", "ok"}})));
    ASSERT_TRUE(well(hub_told("printer", "ok")));
    EXPECT_EQ(screen(), "attract");
    EXPECT_FALSE(on_screen("ticket.number"));

    // Behind everything that the recovery could have set going: the next ticket is the only paper.
    const auto next = take_ticket("department.2");
    ASSERT_TRUE(well(next));
    ASSERT_TRUE(well(hub_print(next->number, "printed")));
    EXPECT_EQ(complete_jobs(), 1) << printer_jobs().dump();
    EXPECT_TRUE(well(hub_print(ticket->number, "not_printed", "paper_out")));
}

}  // namespace
}  // namespace bangnin::faults
