// The identity card reader's bad days: the journey goes on, the words on the screen fit what has happened, and the
// fault really was on the wire.
#include "tests/faults/hall.h"

namespace bangnin::faults {
namespace {

class IdReader : public Hall {
  protected:
    void come_to_the_reader() {
        open();
        if (HasFatalFailure()) return;
        ASSERT_TRUE(well(hub_told("id_reader", "ok")));
        ASSERT_TRUE(well(go_to_identify()));
        ASSERT_TRUE(well(wait_words("page.title", asks_for_card)));
    }
    Result<json> place(const json& fault = json::object()) {
        json request = {{"device", "id_reader"}, {"do", "place"}, {"card", harness::resident_card("李小䶮")}};
        request.update(fault);
        return device(request);
    }
    Result<json> lift() { return device({{"device", "id_reader"}, {"do", "remove"}}); }
    int fired(const std::string& fault) {
        const auto stats = device({{"device", "id_reader"}, {"do", "stats"}});
        return stats ? (*stats)["faults_fired"].value(fault, 0) : -1;
    }
    // The card was read: a ticket with an identity is on the screen and at the hub.
    void expect_ticket_by_card() {
        ASSERT_TRUE(well(rig().wait_screen("ticket.issued")));
        const auto ticket = shown();
        ASSERT_TRUE(well(ticket));
        const auto seen = ticket_at_hub(ticket->number);
        ASSERT_TRUE(well(seen));
        EXPECT_EQ(seen->value("identity", ""), "card");
        EXPECT_EQ(hub_count(), 1);
    }

    static constexpr const char* asks_for_card = "请把身份证放在读卡区";
    static constexpr const char* asks_again = "没读到，请拿起来再放一次";
    static constexpr const char* without_reader = "请用手机号取号，或直接取号";
};

// One spoilt reply is asked for again; the person notices nothing.
class OneSpoiltReply : public IdReader, public testing::WithParamInterface<const char*> {};

TEST_P(OneSpoiltReply, IsAskedForAgain) {
    come_to_the_reader();
    if (HasFatalFailure()) return;
    ASSERT_TRUE(well(place({{"fault", GetParam()}, {"on", "read"}})));
    expect_ticket_by_card();
    EXPECT_EQ(fired(GetParam()), 1);
}

INSTANTIATE_TEST_SUITE_P(All, OneSpoiltReply, testing::Values("checksum", "truncate", "noise"),
                         [](const auto& fault) { return std::string(fault.param); });

// The read fails for good: the person is asked to put the card down again, and that works.
struct FailedRead {
    std::string name;
    json fault;
};
void PrintTo(const FailedRead& read, std::ostream* out) { *out << read.name; }

class FailedReads : public IdReader, public testing::WithParamInterface<FailedRead> {};

TEST_P(FailedReads, AreSaidAndCanBeTriedAgain) {
    come_to_the_reader();
    if (HasFatalFailure()) return;
    ASSERT_TRUE(well(place(GetParam().fault)));
    ASSERT_TRUE(well(wait_words("page.title", asks_again)));
    EXPECT_EQ(screen(), "ticket.identify");
    EXPECT_GE(fired(GetParam().fault.value("fault", "")), 1);
    EXPECT_EQ(hub_count(), 0) << "nothing was read, yet there is a ticket";

    ASSERT_TRUE(well(device({{"device", "id_reader"}, {"do", "fault"}, {"fault", "none"}})));
    ASSERT_TRUE(well(lift()));
    // The reader sees the empty field before the card comes again, as it does with a human hand.
    const auto finds = [&] {
        const auto stats = device({{"device", "id_reader"}, {"do", "stats"}});
        return stats ? (*stats)["commands"].value("find", 0) : 0;
    };
    const int before = finds();
    ASSERT_TRUE(eventually([&] { return finds() >= before + 2; }));
    ASSERT_TRUE(well(place()));
    expect_ticket_by_card();
}

INSTANTIATE_TEST_SUITE_P(
    All, FailedReads,
    testing::Values(FailedRead{"CardRemovedDuringTheRead", {{"fault", "vanish"}, {"on", "read"}}},
                    FailedRead{"CardRemovedBeforeItIsSelected", {{"fault", "vanish"}, {"on", "select"}}},
                    FailedRead{"SelectFails", {{"fault", "select_fails"}}},
                    FailedRead{"ReadFails", {{"fault", "read_fails"}}},
                    FailedRead{"ChecksumWrongTwice", {{"fault", "checksum"}, {"on", "read"}, {"times", 2}}},
                    FailedRead{"TruncatedTwice", {{"fault", "truncate"}, {"on", "read"}, {"times", 2}}},
                    FailedRead{"SilentDuringTheRead", {{"fault", "silent"}, {"on", "read"}}}),
    [](const testing::TestParamInfo<FailedRead>& read) { return read.param.name; });

// A reader that answers nothing any more: the page says so and both other ways stay open. When it is back, it is used.
TEST_F(IdReader, DeadReaderLeavesTheOtherWays) {
    come_to_the_reader();
    if (HasFatalFailure()) return;
    ASSERT_TRUE(well(device({{"device", "id_reader"}, {"do", "fault"}, {"fault", "silent"}, {"times", 1000}})));
    ASSERT_TRUE(well(wait_words("page.title", without_reader)));
    EXPECT_GE(fired("silent"), 3);
    EXPECT_TRUE(well(hub_told("id_reader", "no_answer")));
    EXPECT_EQ(screen(), "ticket.identify");
    EXPECT_TRUE(on_screen("ticket.identify.phone"));
    EXPECT_TRUE(on_screen("ticket.print"));

    ASSERT_TRUE(well(device({{"device", "id_reader"}, {"do", "fault"}, {"fault", "none"}})));
    ASSERT_TRUE(well(wait_words("page.title", asks_for_card)));
    ASSERT_TRUE(well(place()));
    expect_ticket_by_card();
}

// Pulled out in the middle of a reply: the session survives, and the ticket is taken without it.
TEST_F(IdReader, UnpluggedDuringTheReadAndTakenWithoutIdentity) {
    come_to_the_reader();
    if (HasFatalFailure()) return;
    ASSERT_TRUE(well(place({{"fault", "unplug"}, {"on", "read"}})));
    ASSERT_TRUE(well(wait_words("page.title", without_reader)));
    EXPECT_EQ(fired("unplug"), 1);
    ASSERT_TRUE(well(rig().tap("ticket.print")));
    ASSERT_TRUE(well(rig().wait_screen("ticket.issued")));
    const auto ticket = shown();
    ASSERT_TRUE(well(ticket));
    const auto printed = hub_print(ticket->number, "printed");
    ASSERT_TRUE(well(printed));
    EXPECT_EQ(printed->value("identity", ""), "none");
}

// The person left while the reader was away; a reader that comes back, with a card on it, brings nobody back.
TEST_F(IdReader, RecoveryRevivesNoSession) {
    come_to_the_reader();
    if (HasFatalFailure()) return;
    ASSERT_TRUE(well(device({{"device", "id_reader"}, {"do", "unplug"}})));
    ASSERT_TRUE(well(wait_words("page.title", without_reader)));
    ASSERT_TRUE(well(hub_told_not("id_reader", "ok")));
    ASSERT_TRUE(well(rig().tap("frame.home")));
    ASSERT_TRUE(well(rig().wait_screen("home")));
    ASSERT_TRUE(well(place()));
    ASSERT_TRUE(well(device({{"device", "id_reader"}, {"do", "plug"}})));
    ASSERT_TRUE(well(hub_told("id_reader", "ok")));
    EXPECT_EQ(screen(), "home");
    EXPECT_EQ(hub_count(), 0);
    const auto stats = device({{"device", "id_reader"}, {"do", "stats"}});
    ASSERT_TRUE(well(stats));
    EXPECT_EQ(stats->value("reads", -1), 0) << "a card was read that nobody was asked for";
}

}  // namespace
}  // namespace bangnin::faults
