// Which jobs the desk believes to be on their way, against a printer that only remembers.
#include "kiosk/print_desk.h"

#include <gtest/gtest.h>

#include "devices/printer/escpos_encoder.h"
#include "tests/ui/text/engine_for_tests.h"

namespace bangnin::kiosk {
namespace {

class RememberingPrinter : public devices::Printer {
  public:
    void submit(devices::PrintJob job) override { jobs.push_back(std::move(job)); }
    devices::PrinterStatus status() const override { return {}; }
    std::vector<devices::PrintJob> jobs;
};

class PrintDeskTest : public testing::Test {
  protected:
    PrintDeskTest() {
        auto& service = config_.services.emplace_back();
        service.letter = 'A';
        service.name.zh = "综合服务";
        config_.hall.name.zh = "政务服务大厅";
        config_.hub.authority = "hall.example";
        desk_.emplace(config_, text::test_engine());
        desk_->use(&printer_);
    }
    void print(const std::string& token) {
        ticket_action::Print order;
        order.ticket.token = token;
        order.ticket.number = "A1001";
        order.ticket.url = "https://hall.example/t/" + token;
        desk_->print(order, Language::zh, true, {});
    }

    Config config_;
    RememberingPrinter printer_;
    std::optional<PrintDesk> desk_;
    const std::string one_ = "0123456789ABCDEFGHJKMNPQR4";
    const std::string other_ = "0123456789ABCDEFGHJKMNPQR8";
};

TEST_F(PrintDeskTest, ATestPaperIsNoTicket) {
    desk_->print_test({});
    ASSERT_EQ(printer_.jobs.size(), 1U);
    EXPECT_FALSE(desk_->prints({}));
    EXPECT_GT(printer_.jobs[0].raster.height, 150);
    const auto outcome =
        desk_->take(devices::JobFailed{.id = printer_.jobs[0].id, .reason = devices::PrintFailure::paper_out}, {});
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->kind, JobKind::test);
    EXPECT_EQ(outcome->number, "");
    EXPECT_EQ(outcome->reason, NotPrinted::paper_out);
}

TEST_F(PrintDeskTest, ATicketIsOnItsWayUntilThePrinterSaysHowItEnded) {
    EXPECT_FALSE(desk_->prints(one_));
    print(one_);
    ASSERT_EQ(printer_.jobs.size(), 1U);
    EXPECT_TRUE(desk_->prints(one_));
    EXPECT_FALSE(desk_->prints(other_));
    EXPECT_FALSE(desk_->take(devices::JobHanded{printer_.jobs[0].id}, {}));
    EXPECT_TRUE(desk_->prints(one_)) << "the paper may still be moving";
    const auto outcome = desk_->take(devices::JobDone{printer_.jobs[0].id}, {});
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->token, one_);
    EXPECT_EQ(outcome->number, "A1001");
    EXPECT_EQ(outcome->end, JobEnd::printed);
    EXPECT_FALSE(desk_->prints(one_));
    EXPECT_FALSE(desk_->take(devices::JobDone{printer_.jobs[0].id}, {})) << "it ends once";
}

TEST_F(PrintDeskTest, AFailedJobIsNoLongerOnItsWayAndTheOtherOneStillIs) {
    print(one_);
    print(other_);
    ASSERT_EQ(printer_.jobs.size(), 2U);
    devices::JobFailed failed;
    failed.id = printer_.jobs[0].id;
    failed.reason = devices::PrintFailure::paper_out;
    const auto outcome = desk_->take(failed, {});
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->end, JobEnd::not_printed);
    EXPECT_EQ(outcome->reason, NotPrinted::paper_out);
    EXPECT_FALSE(desk_->prints(one_));
    EXPECT_TRUE(desk_->prints(other_));
}

TEST_F(PrintDeskTest, WhatIsNotWaitedWithHasNoCountOnItsPaper) {
    const auto paper = [this](TicketStanding standing, int ahead) {
        ticket_action::Print order;
        order.ticket.token = one_;
        order.ticket.number = "A1001";
        order.ticket.url = "https://hall.example/t/" + one_;
        order.ticket.standing = standing;
        order.ticket.ahead = ahead;
        desk_->print(order, Language::zh, true, {});
        return printer_.jobs.back().raster.rows;
    };
    EXPECT_EQ(paper(TicketStanding::finished, 0), paper(TicketStanding::finished, 3));
    EXPECT_NE(paper(TicketStanding::waiting, 0), paper(TicketStanding::waiting, 3));
}

TEST_F(PrintDeskTest, AForeseenPaperIsTheSameAndServesOnlyItsOwnTicket) {
    ticket_action::Print order;
    order.ticket.token = one_;
    order.ticket.number = "A1001";
    order.ticket.url = "https://hall.example/t/" + one_;
    const auto paper = [&](const IssuedTicket& ticket) {
        order.ticket = ticket;
        desk_->print(order, Language::zh, true, {});
        return printer_.jobs.back();
    };
    const IssuedTicket ticket = order.ticket;
    IssuedTicket next = ticket;
    next.number = "A1002";
    const auto plain = paper(ticket);
    EXPECT_TRUE(plain.encoded.empty());

    desk_->foresee(ticket, Language::zh, true);
    const auto foreseen = paper(ticket);
    EXPECT_EQ(foreseen.raster.rows, plain.raster.rows);
    const auto profile = devices::default_printer_profile();
    EXPECT_EQ(foreseen.encoded, devices::encode_job(plain.raster, plain.cut, profile).value());
    EXPECT_TRUE(paper(ticket).encoded.empty()) << "it serves once";
    EXPECT_EQ(desk_->foreseen_prints(), 1U);

    desk_->foresee(ticket, Language::zh, true);
    desk_->forget();
    EXPECT_TRUE(paper(ticket).encoded.empty()) << "it was forgotten";

    for (const auto& [language, fresh, copy] : {std::tuple{Language::en, true, ticket_action::Copy::original},
                                                std::tuple{Language::zh, false, ticket_action::Copy::original},
                                                std::tuple{Language::zh, true, ticket_action::Copy::reprint}}) {
        IssuedTicket waiting = ticket;
        waiting.estimate.as_of = Wall{} + std::chrono::hours(1);
        desk_->foresee(waiting, Language::zh, true);
        order.ticket = waiting;
        order.copy = copy;
        desk_->print(order, language, fresh, {});
        EXPECT_TRUE(printer_.jobs.back().encoded.empty()) << "another paper";
    }
    order.copy = ticket_action::Copy::original;

    IssuedTicket unpromised = ticket;
    unpromised.estimate.windows = OpenWindows::none;
    EXPECT_NE(paper(unpromised).raster.rows, plain.raster.rows) << "paper promises no wait while no window is open";

    desk_->foresee(ticket, Language::zh, true);
    const auto other = paper(next);
    EXPECT_TRUE(other.encoded.empty());
    EXPECT_NE(other.raster.rows, plain.raster.rows);
}

TEST_F(PrintDeskTest, ThePaperHasItsLanguagesInTheHallsOrder) {
    config_.hall.name.mn = "ᠦᠢᠯᠡᠴᠢᠯᠡᠭᠡᠨ ᠦ ᠲᠠᠩᠬᠢᠮ";
    print(one_);
    config_.paper_order = PaperOrder::mongolian_first;
    print(one_);
    EXPECT_EQ(printer_.jobs[0].raster.height, printer_.jobs[1].raster.height);
    EXPECT_NE(printer_.jobs[0].raster.rows, printer_.jobs[1].raster.rows);
}

TEST_F(PrintDeskTest, WithoutAPrinterNothingIsOnItsWay) {
    desk_->use(nullptr);
    print(one_);
    EXPECT_FALSE(desk_->prints(one_));
}

}  // namespace
}  // namespace bangnin::kiosk
