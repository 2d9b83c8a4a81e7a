// Answers that are none: what a portal, a failing hub, a busy hub and a lost connection do to the outbox. Nothing.
#include "tests/faults/network/gateway.h"
#include "tests/faults/network/network_hall.h"

namespace bangnin::faults {
namespace {

using harness::Milliseconds;

class AnswersTest : public NetworkTest {
  protected:
    // The whole hall behind a gateway that passes, with one ticket delivered.
    harness::Result<void> open_behind_gateway() {
        return harness::in_turn({[&] { return prepare_relayed(); },
                                 [&]() -> harness::Result<void> {
                                     auto gateway = Gateway::open(rig());
                                     if (!gateway) return std::unexpected(gateway.error());
                                     gateway_ = std::move(*gateway);
                                     return {};
                                 },
                                 [&] { return rig().start_kiosk(); },
                                 [&]() -> harness::Result<void> {
                                     auto ticket = take();
                                     if (!ticket) return std::unexpected(ticket.error());
                                     return wait_delivered();
                                 }});
    }
    void TearDown() override {
        gateway_.reset();
        NetworkTest::TearDown();
    }

    std::unique_ptr<Gateway> gateway_;
};

class NoAnswerTest : public AnswersTest, public ::testing::WithParamInterface<Conduct> {};

TEST_P(NoAnswerTest, CountsAsNoDelivery) {
    ASSERT_OK(open_behind_gateway());
    gateway_->conduct(GetParam());
    for (int round = 0; round < 3; ++round) {
        ASSERT_OK(take());
    }
    ASSERT_TRUE(until(harness::patience, [&] { return gateway_->pushes_answered(GetParam()) >= 3; }))
        << "answered " << gateway_->pushes_answered(GetParam()) << " times";
    const auto at_hub = rig().hub_json("/v1/tickets");
    ASSERT_TRUE(at_hub) << at_hub.error();
    EXPECT_EQ((*at_hub)["tickets"].size(), 1U);
    // A kiosk that lost its power meanwhile still has what was not delivered.
    rig().kill_kiosk();
    ASSERT_OK(rig().start_kiosk());
    gateway_->conduct(Conduct::pass);
    ASSERT_OK(take());
    expect_once_and_in_order();
}

std::string conduct_name(const ::testing::TestParamInfo<Conduct>& info) {
    switch (info.param) {
        case Conduct::portal_page:
            return "PortalPage";
        case Conduct::empty_answer:
            return "EmptyAnswer";
        case Conduct::foreign_acknowledgement:
            return "ForeignAcknowledgement";
        case Conduct::server_error:
            return "ServerError";
        case Conduct::too_many:
            return "TooMany";
        case Conduct::pass:
        case Conduct::deliver_and_cut:
            break;
    }
    return "Other";
}

INSTANTIATE_TEST_SUITE_P(Network, NoAnswerTest,
                         ::testing::Values(Conduct::portal_page, Conduct::empty_answer,
                                           Conduct::foreign_acknowledgement, Conduct::server_error, Conduct::too_many),
                         conduct_name);

TEST_F(AnswersTest, RetryAfterIsHonoured) {
    constexpr std::chrono::seconds patience(3);
    ASSERT_OK(open_behind_gateway());
    const std::size_t before = gateway_->seen().size();
    gateway_->ask_for_patience(static_cast<int>(patience.count()));
    ASSERT_OK(take());
    ASSERT_TRUE(until(harness::patience, [&] { return gateway_->pushes_answered(Conduct::too_many) >= 1; }));
    ASSERT_OK(take());  // news is no reason to ask earlier
    ASSERT_TRUE(until(harness::patience, [&] { return gateway_->pushes_answered(Conduct::too_many) >= 3; }));
    gateway_->conduct(Conduct::pass);
    expect_once_and_in_order();

    // Pushes follow one another, so each that comes after a refusal comes in knowledge of it.
    std::optional<std::chrono::steady_clock::time_point> refused;
    int gaps = 0;
    const auto all = gateway_->seen();
    for (std::size_t index = before; index < all.size(); ++index) {
        const SeenRequest& request = all[index];
        if (!request.is_push()) {
            continue;
        }
        if (refused) {
            EXPECT_GE(request.at - *refused, patience);
            ++gaps;
        }
        refused = request.answered == Conduct::too_many ? std::optional(request.at) : std::nullopt;
    }
    EXPECT_GE(gaps, 3);
}

TEST_F(AnswersTest, DeliveredOnceThoughTheAnswerWasLost) {
    ASSERT_OK(open_behind_gateway());
    for (int round = 0; round < 3; ++round) {
        const std::size_t before = gateway_->pushes_answered(Conduct::deliver_and_cut);
        gateway_->conduct(Conduct::deliver_and_cut);
        const auto ticket = take();
        ASSERT_TRUE(ticket) << ticket.error();
        // The same events come a second time although the hub has them.
        ASSERT_TRUE(until(harness::patience,
                          [&] { return gateway_->pushes_answered(Conduct::deliver_and_cut) >= before + 2; }));
        ASSERT_OK(ticket_at_hub(ticket->number));
        gateway_->conduct(Conduct::pass);
        ASSERT_TRUE(until(harness::patience, [&] {
            const auto all = gateway_->seen();
            return !all.empty() && all.back().answered == Conduct::pass;
        }));
    }
    ASSERT_OK(take());
    expect_once_and_in_order();
}

}  // namespace
}  // namespace bangnin::faults
