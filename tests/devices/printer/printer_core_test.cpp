#include "devices/printer/printer_core.h"

#include <gtest/gtest.h>

#include "devices/printer/escpos_encoder.h"
#include "tests/devices/printer/rasters.h"
#include "tests/devices/printer/virtual_printer.h"

namespace bangnin::devices {
namespace {

using namespace std::chrono_literals;
using testing::blank_raster;
using testing::ticket_raster;
using testing::VirtualPrinter;

class PrinterCoreTest : public ::testing::Test {
  protected:
    static void expect_failed(const VirtualPrinter& printer, std::uint64_t id, PrintFailure reason, Printed printed) {
        const auto failed = printer.said<JobFailed>();
        const auto found = std::ranges::find(failed, id, &JobFailed::id);
        ASSERT_NE(found, failed.end()) << "job " << id << " did not fail";
        EXPECT_EQ(to_code(found->reason), to_code(reason));
        EXPECT_EQ(found->printed, printed);
    }

    static bool done(const VirtualPrinter& printer, std::uint64_t id) {
        return std::ranges::count(printer.said<JobDone>(), id, &JobDone::id) == 1;
    }

    // After whatever went wrong is right again, a ticket must come out by itself and whole.
    static void expect_next_job_is_clean(VirtualPrinter& printer, std::uint64_t id) {
        printer.run_for(15s);
        const std::size_t before = printer.complete_pieces();
        printer.submit(id, ticket_raster());
        printer.run_for(1s);
        EXPECT_TRUE(done(printer, id));
        ASSERT_EQ(printer.complete_pieces(), before + 1);
        const auto& piece = printer.pieces().back();
        EXPECT_TRUE(piece.complete);
        const Raster ticket = ticket_raster();
        ASSERT_GE(piece.paper.dots().size(), ticket.rows.size());
        EXPECT_TRUE(std::equal(ticket.rows.begin(), ticket.rows.end(), piece.paper.dots().begin()));
    }
};

TEST_F(PrinterCoreTest, FirstSaysThatThePrinterIsGoneAndThenThatItIsFine) {
    VirtualPrinter printer;
    ASSERT_EQ(printer.said<StatusChanged>().size(), 1U);
    EXPECT_EQ(printer.said<StatusChanged>()[0].status.connection, Connection::gone);
    printer.settle();
    EXPECT_EQ(obstacle(printer.core().status()), std::nullopt);
    EXPECT_EQ(printer.core().status().paper, Paper::ok);
    EXPECT_EQ(printer.core().status().cover, Cover::closed);
    EXPECT_EQ(printer.core().status().fault, Fault::none);
}

TEST_F(PrinterCoreTest, AJobIsHandedThenDone) {
    for (const PrinterProfile& profile : printer_profiles()) {
        if (profile.status == Support::no) continue;
        VirtualPrinter printer(profile);
        printer.settle();
        const Raster ticket = ticket_raster(profile.width_dots);
        printer.submit(7, ticket);
        printer.settle();
        ASSERT_EQ(printer.said<JobHanded>().size(), 1U) << profile.name;
        EXPECT_TRUE(done(printer, 7)) << profile.name;
        EXPECT_TRUE(printer.said<JobFailed>().empty());
        if (profile.cut == Support::no) continue;
        ASSERT_EQ(printer.pieces().size(), 1U);
        EXPECT_TRUE(printer.pieces()[0].complete);
        EXPECT_TRUE(std::equal(ticket.rows.begin(), ticket.rows.end(), printer.pieces()[0].paper.dots().begin()));
    }
}

TEST_F(PrinterCoreTest, AJobEncodedBeforehandIsTheSameOnPaper) {
    const Raster ticket = ticket_raster();
    PrintJob job{.id = 7, .raster = ticket};
    job.encoded = encode_job(job.raster, job.cut, default_printer_profile()).value();
    job.raster.rows.assign(job.raster.rows.size(), 0);  // so that only the bytes given can have drawn it
    VirtualPrinter printer;
    printer.settle();
    printer.submit(std::move(job));
    printer.settle();
    EXPECT_TRUE(done(printer, 7));
    ASSERT_EQ(printer.pieces().size(), 1U);
    EXPECT_TRUE(std::equal(ticket.rows.begin(), ticket.rows.end(), printer.pieces()[0].paper.dots().begin()));
}

TEST_F(PrinterCoreTest, IsNotDoneBeforeThePrinterSaysSo) {
    VirtualPrinter printer;
    printer.settle();
    printer.submit(1, ticket_raster());
    printer.step(BytesWritten{printer.core().output().size()});  // taken by the system, and no further
    EXPECT_EQ(printer.said<JobHanded>().size(), 1U);
    printer.step(BytesReceived{std::vector<std::uint8_t>{0x12}});
    printer.step(BytesReceived{std::vector<std::uint8_t>{0x10, 0, 0, 0}});
    EXPECT_TRUE(printer.said<JobDone>().empty());
    printer.step(BytesReceived{std::vector<std::uint8_t>{0x00}});
    EXPECT_TRUE(done(printer, 1));
}

TEST_F(PrinterCoreTest, AJobSubmittedBeforeThePrinterIsFoundIsPrinted) {
    VirtualPrinter printer;
    printer.submit(1, ticket_raster());
    printer.settle();
    EXPECT_TRUE(done(printer, 1));
}

TEST_F(PrinterCoreTest, JobsArePrintedInTheirOrder) {
    VirtualPrinter printer;
    printer.settle();
    for (std::uint64_t id = 1; id <= 5; ++id) printer.submit(id, ticket_raster());
    printer.settle();
    const auto all = printer.said<JobDone>();
    ASSERT_EQ(all.size(), 5U);
    EXPECT_TRUE(std::ranges::is_sorted(all, {}, &JobDone::id));
    EXPECT_EQ(printer.complete_pieces(), 5U);
}

TEST_F(PrinterCoreTest, TooManyWaitingJobsAreRefused) {
    VirtualPrinter printer;
    printer.settle();
    const std::uint64_t most = PrinterCore::most_waiting_jobs + 1;  // one is under way
    for (std::uint64_t id = 1; id <= most + 1; ++id) printer.submit(id, ticket_raster());
    expect_failed(printer, most + 1, PrintFailure::queue_full, Printed::nothing);
    printer.settle();
    EXPECT_EQ(printer.said<JobDone>().size(), most);
}

TEST_F(PrinterCoreTest, WhatCannotBePrintedFailsAlone) {
    VirtualPrinter printer;
    printer.settle();
    printer.submit(1, blank_raster(600, 10));
    expect_failed(printer, 1, PrintFailure::unprintable, Printed::nothing);
    printer.submit(2, ticket_raster());
    printer.settle();
    EXPECT_TRUE(done(printer, 2));
}

TEST_F(PrinterCoreTest, WithoutPaperAJobFailsAtOnceAndNothingIsSent) {
    for (const auto name : {"generic-80", "clone-80-plain"}) {
        VirtualPrinter printer(*find_printer_profile(name));
        printer.settle();
        printer.machine().set_paper(sim::SimPaper::out);
        printer.run_for(4s);
        EXPECT_EQ(printer.core().status().paper, Paper::out);
        const std::size_t before = printer.bytes_sent();
        printer.submit(1, ticket_raster());
        expect_failed(printer, 1, PrintFailure::paper_out, Printed::nothing);
        EXPECT_EQ(printer.bytes_sent(), before);
        printer.machine().set_paper(sim::SimPaper::near_end);
        printer.run_for(4s);
        EXPECT_EQ(printer.core().status().paper, Paper::near_end);
        expect_next_job_is_clean(printer, 2);
    }
}

TEST_F(PrinterCoreTest, APrinterFoundWithoutPaperRefusesAndRecovers) {
    VirtualPrinter printer;
    printer.machine().set_paper(sim::SimPaper::out);
    printer.submit(1, ticket_raster());
    printer.run_for(1s);
    expect_failed(printer, 1, PrintFailure::paper_out, Printed::nothing);
    printer.run_for(1h);
    printer.machine().set_paper(sim::SimPaper::ok);
    printer.run_for(3s);
    EXPECT_EQ(obstacle(printer.core().status()), std::nullopt);
    expect_next_job_is_clean(printer, 2);
}

TEST_F(PrinterCoreTest, PaperThatEndsInAJobFailsItAndLeavesTheNextOneWhole) {
    for (const PrinterProfile& profile : printer_profiles()) {
        if (profile.status == Support::no || profile.width_dots != 576) continue;
        for (const std::uint64_t rows : {1U, 300U, 880U}) {
            VirtualPrinter printer(profile);
            printer.settle();
            printer.machine().set_fault(sim::SimFault::paper_out_after_rows, rows);
            printer.submit(1, ticket_raster());
            printer.run_for(6s);
            expect_failed(printer, 1, PrintFailure::paper_out, Printed::unknown);
            EXPECT_EQ(printer.complete_pieces(), 0U);
            printer.machine().set_paper(sim::SimPaper::ok);
            expect_next_job_is_clean(printer, 2);
        }
    }
}

TEST_F(PrinterCoreTest, AnOpenCoverStopsAndIsReported) {
    VirtualPrinter printer;
    printer.settle();
    printer.machine().set_cover(sim::SimCover::open);
    printer.settle();
    printer.submit(1, ticket_raster());
    expect_failed(printer, 1, PrintFailure::cover_open, Printed::nothing);
    printer.machine().set_cover(sim::SimCover::closed);
    expect_next_job_is_clean(printer, 2);
}

TEST_F(PrinterCoreTest, AJammedKnifeFailsTheJob) {
    VirtualPrinter printer;
    printer.settle();
    printer.machine().set_fault(sim::SimFault::cutter, 0);
    printer.submit(1, ticket_raster());
    printer.run_for(2s);
    expect_failed(printer, 1, PrintFailure::cutter, Printed::unknown);
    EXPECT_TRUE(printer.said<JobDone>().empty());
    printer.submit(2, ticket_raster());
    expect_failed(printer, 2, PrintFailure::cutter, Printed::nothing);
    printer.machine().set_fault(sim::SimFault::none, 0);
    expect_next_job_is_clean(printer, 3);
}

TEST_F(PrinterCoreTest, UnpluggedInAnyPlaceOfAJob) {
    for (const std::size_t bytes : {1U, 9U, 300U, 3000U, 6000U}) {
        VirtualPrinter printer;
        printer.settle();
        printer.submit(1, ticket_raster());
        printer.move_bytes(bytes);
        printer.unplug();
        expect_failed(printer, 1, PrintFailure::disconnected, Printed::partly);
        EXPECT_EQ(printer.core().status().connection, Connection::gone);
        printer.run_for(10s);
        printer.submit(2, ticket_raster());
        printer.settle();
        expect_failed(printer, 2, PrintFailure::disconnected, Printed::nothing);
        printer.plug();
        expect_next_job_is_clean(printer, 3);
    }
}

TEST_F(PrinterCoreTest, AJobRightAfterReplugNeedNotWaitForTheNextAttempt) {
    VirtualPrinter printer;
    printer.settle();
    printer.unplug();
    printer.run_for(1h);
    printer.plug();
    printer.submit(1, ticket_raster());
    printer.settle();
    EXPECT_TRUE(done(printer, 1));
}

TEST_F(PrinterCoreTest, APrinterThatHangsIsSilentWithinTheLimit) {
    for (const std::size_t pipe : {2000U, 200000U}) {
        VirtualPrinter printer;
        printer.set_pipe_room(pipe);
        printer.settle();
        printer.machine().set_fault(sim::SimFault::hang_after_bytes, 3000);
        printer.submit(1, ticket_raster());
        printer.submit(2, ticket_raster());
        printer.run_for(3900ms);
        EXPECT_TRUE(printer.said<JobFailed>().empty());
        printer.run_for(1s);
        expect_failed(printer, 1, PrintFailure::silent, pipe < 10000 ? Printed::partly : Printed::unknown);
        expect_failed(printer, 2, PrintFailure::silent, Printed::nothing);
        EXPECT_EQ(printer.core().status().connection, Connection::unknown);
        printer.submit(3, ticket_raster());
        printer.run_for(10s);
        expect_failed(printer, 3, PrintFailure::silent, Printed::nothing);
        printer.machine().set_fault(sim::SimFault::none, 0);
        expect_next_job_is_clean(printer, 4);
    }
}

TEST_F(PrinterCoreTest, APrinterThatNeverAnswersIsNeverFine) {
    VirtualPrinter printer;
    printer.machine().set_fault(sim::SimFault::silent, 0);
    printer.submit(1, ticket_raster());
    printer.run_for(5s);
    expect_failed(printer, 1, PrintFailure::silent, Printed::nothing);
    for (const auto& said : printer.said<StatusChanged>()) EXPECT_NE(said.status.connection, Connection::ok);
    printer.machine().set_fault(sim::SimFault::none, 0);
    expect_next_job_is_clean(printer, 2);
}

TEST_F(PrinterCoreTest, GoneSilentWhileIdleIsNoticed) {
    VirtualPrinter printer;
    printer.run_for(1min);
    printer.machine().set_fault(sim::SimFault::silent, 0);
    printer.run_for(1min);
    EXPECT_EQ(printer.core().status().connection, Connection::unknown);
}

TEST_F(PrinterCoreTest, AMutePrinterPrintsButIsNeverBelieved) {
    VirtualPrinter printer(*find_printer_profile("clone-80-mute"));
    printer.settle();
    printer.submit(1, ticket_raster());
    printer.submit(2, ticket_raster());
    printer.settle();
    EXPECT_EQ(printer.said<JobHanded>().size(), 2U);
    EXPECT_TRUE(printer.said<JobDone>().empty());
    expect_failed(printer, 1, PrintFailure::unconfirmed, Printed::unknown);
    EXPECT_EQ(printer.complete_pieces(), 2U);
    EXPECT_NE(printer.core().status().connection, Connection::ok);
}

TEST_F(PrinterCoreTest, APictureLeftByAnEarlierRunIsFilledUpAndCutOff) {
    VirtualPrinter printer;
    std::vector<std::uint8_t> torn{0x1B, 0x40, 0x1D, 0x76, 0x30, 0x00, 72, 0, 0xFF, 0x00};
    torn.insert(torn.end(), 5000, 0x55);
    printer.machine().receive(torn);
    printer.machine().connection_closed();
    expect_next_job_is_clean(printer, 1);
    ASSERT_EQ(printer.pieces().size(), 2U);
    EXPECT_FALSE(printer.pieces()[0].complete);
}

TEST_F(PrinterCoreTest, ATicketTornBetweenItsBandsIsCutOffWhenTheCallerKnowsOfIt) {
    VirtualPrinter printer(default_printer_profile(), PaperPath::may_hold_a_torn_ticket);
    std::vector<std::uint8_t> torn{0x1B, 0x40, 0x1D, 0x76, 0x30, 0x00, 1, 0, 2, 0, 0xFF, 0xFF};
    printer.machine().receive(torn);
    printer.machine().connection_closed();
    expect_next_job_is_clean(printer, 1);
}

TEST_F(PrinterCoreTest, AnswersThatComeLateAreNotTakenForTheNextJobs) {
    PrinterCore core({.url = {}}, 0);
    Clock::time_point now{};
    const auto feed = [&](std::vector<std::uint8_t> bytes) { return core.step(BytesReceived{bytes}, now); };
    const auto drain = [&] { return core.step(BytesWritten{core.output().size()}, now); };
    core.step(TimePassed{}, now);
    core.step(PortOpened{}, now);
    drain();
    feed({0x12});  // on line: the first probe goes out
    drain();
    for (int second = 0; second < 3; ++second) {  // no answer: the second probe goes out
        core.step(TimePassed{}, now += 500ms);
        drain();
    }
    core.step(JobSubmitted{{.id = 1, .raster = ticket_raster()}}, now);
    feed({0x00});  // the first probe's answer: others may follow
    EXPECT_TRUE(drain().events.empty());
    feed({0x00});
    now += 1s;
    CoreActions actions = core.step(TimePassed{}, now);
    actions = drain();
    ASSERT_EQ(actions.events.size(), 1U);
    EXPECT_TRUE(std::holds_alternative<JobHanded>(actions.events[0]));
    actions = feed({0x00});
    EXPECT_TRUE(std::holds_alternative<JobDone>(actions.events.at(0)));
}

TEST_F(PrinterCoreTest, AnsweringWithoutConfirmingIsUnconfirmed) {
    VirtualPrinter printer;
    printer.settle();
    printer.submit(1, ticket_raster());
    while (printer.said<JobHanded>().empty()) printer.step(BytesWritten{printer.core().output().size()});
    for (int second = 0; second < 25; ++second) {
        printer.step(BytesReceived{std::vector<std::uint8_t>{0x10, 0, 0, 0}});
        printer.run_for(1s);
    }
    expect_failed(printer, 1, PrintFailure::unconfirmed, Printed::unknown);
}

TEST_F(PrinterCoreTest, ShuttingDownEndsEveryJob) {
    VirtualPrinter printer;
    printer.settle();
    for (std::uint64_t id = 1; id <= 3; ++id) printer.submit(id, ticket_raster());
    printer.move_bytes(100);
    printer.step(ShutDown{});
    expect_failed(printer, 1, PrintFailure::cancelled, Printed::partly);
    expect_failed(printer, 2, PrintFailure::cancelled, Printed::nothing);
    expect_failed(printer, 3, PrintFailure::cancelled, Printed::nothing);
    EXPECT_EQ(printer.core().wake_at(), Clock::time_point::max());
}

TEST_F(PrinterCoreTest, IdlenessCostsNextToNothing) {
    VirtualPrinter printer;
    printer.run_for(10s);
    const std::size_t bytes = printer.bytes_sent();
    const std::size_t events = printer.events().size();
    printer.run_for(1h);
    EXPECT_LE(printer.bytes_sent() - bytes, 12U * 121U);
    EXPECT_EQ(printer.events().size(), events);
}

}  // namespace
}  // namespace bangnin::devices
