// The line itself: cut at any byte, silent, refused; the hub killed while events flow; no hub from the start.
#include "tests/faults/network/wire.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "tests/faults/network/network_hall.h"
#include "tests/harness/rig_files.h"

namespace bangnin::faults {
namespace {

using harness::Milliseconds;
using nlohmann::json;
using ::testing::HasSubstr;

class WireTest : public NetworkTest {
  protected:
    harness::Result<void> open_behind_wire() {
        return harness::in_turn({[&] { return prepare_relayed(); },
                                 [&]() -> harness::Result<void> {
                                     auto wire = Wire::open(rig());
                                     if (!wire) return std::unexpected(wire.error());
                                     wire_ = std::move(*wire);
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
        wire_.reset();
        NetworkTest::TearDown();
    }
    // The words above the estimate on the issued ticket's page.
    std::string estimate_label() {
        const auto tree = rig().tree();
        if (tree) {
            for (const json& node : (*tree)["nodes"]) {
                if (node["id"] == "ticket.estimate") {
                    return node["label"];
                }
            }
        }
        return {};
    }

    std::unique_ptr<Wire> wire_;
};

struct Cut {
    Toward direction;
    std::size_t bytes;
};

TEST_F(WireTest, CutAtAnyByteNothingIsLostAndNothingComesTwice) {
    ASSERT_OK(open_behind_wire());
    // In the request, in the answer, and (bytes beyond those) in the handshake of the next connection.
    const std::vector<Cut> cuts = {{Toward::hub, 0},     {Toward::hub, 1},    {Toward::hub, 300}, {Toward::hub, 700},
                                   {Toward::hub, 900},   {Toward::kiosk, 0},  {Toward::kiosk, 1}, {Toward::kiosk, 60},
                                   {Toward::kiosk, 200}, {Toward::kiosk, 280}};
    for (const Cut& cut : cuts) {
        SCOPED_TRACE(std::to_string(cut.bytes) + (cut.direction == Toward::hub ? " to the hub" : " to the kiosk"));
        const std::size_t before = wire_->cuts();
        wire_->cut_after(cut.direction, cut.bytes);
        ASSERT_OK(take());
        ASSERT_TRUE(until(harness::patience, [&] { return wire_->cuts() > before; })) << "the cut never happened";
        wire_->pass();
        ASSERT_OK(wait_delivered());
    }
    expect_once_and_in_order();
    EXPECT_GE(wire_->cuts(), cuts.size());
}

TEST_F(WireTest, SilentLineKeepsNobodyWaiting) {
    ASSERT_OK(open_behind_wire());
    wire_->stall();
    auto fastest = std::chrono::steady_clock::duration::max();
    for (int round = 0; round < 3; ++round) {
        const auto begun = std::chrono::steady_clock::now();
        ASSERT_OK(take());
        fastest = std::min(fastest, std::chrono::steady_clock::now() - begun);
    }
    // Who waits for the line waits each time until the link gives it up; a crowded machine is slow, but not each time
    // so.
    EXPECT_LT(fastest, std::chrono::seconds(5)) << "a person waited for the line";
    ASSERT_TRUE(until(harness::patience, [&] { return wire_->held_bytes() > 0; }));
    wire_->pass();
    expect_once_and_in_order();
}

TEST_F(WireTest, RefusedLine) {
    ASSERT_OK(open_behind_wire());
    wire_->refuse();
    for (int round = 0; round < 3; ++round) {
        ASSERT_OK(take());
    }
    wire_->pass();
    expect_once_and_in_order();
}

TEST_F(WireTest, HubKilledWhileEventsFlow) {
    ASSERT_OK(open());
    for (int round = 0; round < 5; ++round) {
        ASSERT_OK(take("department." + std::to_string(2 + round)));
        rig().kill_hub();  // with the ticket's events on their way, come, or not yet sent
        ASSERT_OK(take());
        ASSERT_OK(rig().start_hub());
        ASSERT_OK(take());
    }
    expect_once_and_in_order();
}

TEST_F(WireTest, ManyEventsThatWaitedAreTakenOnceByAHubThatDiesAgain) {
    ASSERT_OK(open());
    ASSERT_OK(take());
    ASSERT_OK(wait_delivered());
    rig().kill_hub();
    for (int count = 0; count < 8; ++count) {
        ASSERT_OK(take());
    }
    // Each hub is killed as soon as the kiosk may have found it.
    for (int life = 0; life < 4; ++life) {
        ASSERT_OK(rig().start_hub());
        until(Milliseconds(40 * life), [] { return false; });
        rig().kill_hub();
    }
    ASSERT_OK(rig().start_hub());
    expect_once_and_in_order();
}

TEST_F(WireTest, HubAwayFromTheStart) {
    ASSERT_OK(prepare());
    ASSERT_OK(rig().start_hub());
    ASSERT_OK(rig().start_simulators());
    ASSERT_OK(rig().enrol());
    rig().kill_hub();
    ASSERT_OK(rig().start_kiosk());
    ASSERT_OK(person().come());
    ASSERT_OK(person().choose("department.3"));
    const auto ticket = person().identify_by_card(harness::resident_card("李䶮"));
    ASSERT_TRUE(ticket) << ticket.error();
    EXPECT_EQ(ticket->number, "C1001");
    EXPECT_EQ(ticket->address, rig().hub_url() + "/t/" + ticket->token);
    EXPECT_EQ(estimate_label(), "大约等（按平时）") << "nothing was ever heard of the hub";
    ASSERT_OK(wait_value(rig(), "page.title", "取号成功，请取走小票"));
    ASSERT_OK(rig().start_hub());
    const auto arrived = ticket_at_hub(ticket->number);
    ASSERT_TRUE(arrived) << arrived.error();
    EXPECT_EQ((*arrived)["identity"], "card");
}

TEST_F(WireTest, NeverEnrolled) {
    ASSERT_OK(prepare());
    ASSERT_OK(rig().start_simulators());
    ASSERT_OK(rig().start_kiosk());
    ASSERT_OK(person().come());
    ASSERT_OK(person().choose("department.3"));
    const auto by_card = person().identify_by_card(harness::resident_card("李䶮"));
    ASSERT_TRUE(by_card) << by_card.error();
    EXPECT_EQ(by_card->number, "C1001");
    EXPECT_EQ(by_card->address, rig().hub_url() + "/t/" + by_card->token);
    ASSERT_OK(wait_value(rig(), "page.title", "取号成功，请取走小票"));
    ASSERT_OK(person().leave());
    const auto without = take();
    ASSERT_TRUE(without) << without.error();
    EXPECT_EQ(without->number, "C1002");
    EXPECT_EQ(without->ahead, 1);
    // There is no key to seal with, so nothing of the person is kept at all.
    for (const auto& entry : std::filesystem::recursive_directory_iterator(rig().kiosk_state())) {
        if (entry.is_regular_file()) {
            const auto content = harness::read_file(entry.path());
            ASSERT_TRUE(content) << content.error();
            EXPECT_THAT(*content, ::testing::Not(HasSubstr("李䶮"))) << entry.path();
            EXPECT_THAT(*content, ::testing::Not(HasSubstr("150723198001010018"))) << entry.path();
        }
    }
    // Enrolled later, it tells what happened before.
    rig().close_kiosk();
    ASSERT_OK(rig().start_hub());
    ASSERT_OK(rig().enrol());
    ASSERT_OK(rig().start_kiosk());
    ASSERT_OK(ticket_at_hub("C1001"));
    ASSERT_OK(ticket_at_hub("C1002"));
}

TEST_F(WireTest, EstimateSaysOfWhenItIs) {
    ASSERT_OK(open());
    ASSERT_OK(take());
    ASSERT_OK(wait_delivered());
    ASSERT_OK(person().come());
    ASSERT_OK(person().choose("department.3"));
    ASSERT_OK(person().without_identity());
    EXPECT_EQ(estimate_label(), "大约等");
    ASSERT_OK(person().leave());
    rig().kill_hub();
    ASSERT_TRUE(rig().kiosk({{"do", "clock"}, {"advance_s", 300}}));
    ASSERT_OK(person().come());
    ASSERT_OK(person().choose("department.3"));
    ASSERT_OK(person().without_identity());
    EXPECT_THAT(estimate_label(), HasSubstr("大约等（截至 "));
}

}  // namespace
}  // namespace bangnin::faults
