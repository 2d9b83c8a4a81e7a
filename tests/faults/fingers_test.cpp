// Impatient fingers: the key that takes the ticket is tapped again before the machine has answered, or before the
// person has seen that it has.
#include "tests/faults/hall.h"

namespace bangnin::faults {
namespace {

// How the taps follow one another.
enum class Pace {
    at_once,  // all on their way before the first is answered
    hand,     // each begins when the one before it has ended, and takes as long as a hand's
};
struct Hand {
    std::string name;
    int taps = 2;
    Pace pace = Pace::at_once;
};
void PrintTo(const Hand& hand, std::ostream* out) { *out << hand.name; }

constexpr int hand_ms = 120;

class Fingers : public Hall, public testing::WithParamInterface<Hand> {
  protected:
    json middle_of(const std::string& id) {
        const auto tree = rig().tree();
        for (const json& node : tree ? (*tree)["nodes"] : json::array()) {
            if (node.value("id", "") != id) continue;
            const json& rect = node["rect"];
            return {rect[0].get<double>() + rect[2].get<double>() / 2,
                    rect[1].get<double>() + rect[3].get<double>() / 2};
        }
        return nullptr;
    }

    // Fingers put down at one place, whatever lies there by then.
    void tap_there(const json& place, const Hand& hand) {
        const json finger = {
            {"do", "drag"}, {"from", place}, {"to", place}, {"ms", hand.pace == Pace::hand ? hand_ms : 0}};
        auto port = harness::LineClient::connect(rig().automation_socket(), harness::patience);
        ASSERT_TRUE(well(port));
        for (int tap = 0; tap < hand.taps; ++tap) {
            ASSERT_TRUE(well(port->send(finger)));
            if (hand.pace == Pace::hand) {
                ASSERT_TRUE(well(port->receive()));
            }
        }
        for (int tap = 0; hand.pace == Pace::at_once && tap < hand.taps; ++tap) ASSERT_TRUE(well(port->receive()));
    }
};

TEST_P(Fingers, TakeOneTicketAndOnePaper) {
    open();
    if (HasFatalFailure()) return;
    ASSERT_TRUE(well(go_to_identify()));
    const json place = middle_of("ticket.print");
    ASSERT_TRUE(place.is_array());
    tap_there(place, GetParam());
    if (HasFatalFailure()) return;
    // The number stays to be read: the same hand must not press what has come under it meanwhile.
    ASSERT_EQ(screen(), "ticket.issued");
    const auto first = shown();
    ASSERT_TRUE(well(first));
    EXPECT_TRUE(well(hub_print(first->number, "printed")));
    ASSERT_TRUE(well(leave()));

    // The next one's ticket comes behind everything the taps may have set going.
    const auto second = take_ticket();
    ASSERT_TRUE(well(second));
    ASSERT_TRUE(well(hub_print(second->number, "printed")));
    EXPECT_EQ(first->number, "A1001");
    EXPECT_EQ(second->number, "A1002");
    EXPECT_EQ(hub_count(), 2);
    EXPECT_EQ(printer_jobs().size(), 2u) << printer_jobs().dump();
    EXPECT_EQ(hub_rejected(), 0);
}

INSTANTIATE_TEST_SUITE_P(All, Fingers,
                         testing::Values(Hand{"TwoAtOnce", 2, Pace::at_once}, Hand{"TenAtOnce", 10, Pace::at_once},
                                         Hand{"DoubleTap", 2, Pace::hand}, Hand{"TenOneAfterTheOther", 10, Pace::hand}),
                         [](const testing::TestParamInfo<Hand>& hand) { return hand.param.name; });

}  // namespace
}  // namespace bangnin::faults
