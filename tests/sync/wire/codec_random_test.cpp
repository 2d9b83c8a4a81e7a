// Seeded damage to good messages: every decoder answers, and what it takes it can say again.
#include <gtest/gtest.h>

#include <random>

#include "tests/sync/wire/wire_samples.h"

namespace bangnin::sync::wire {
namespace {

std::string damaged(std::mt19937_64& random, std::string text) {
    const auto changes = 1 + random() % 4;
    for (std::uint64_t change = 0; change < changes && !text.empty(); ++change) {
        const auto at = random() % text.size();
        switch (random() % 3) {
            case 0:
                text[at] = static_cast<char>(random());
                break;
            case 1:
                text.erase(at, 1 + random() % 8);
                break;
            default:
                text.insert(at, text.substr(random() % text.size(), random() % 16));
        }
    }
    return text;
}

template <typename Decode>
void expect_total(const std::string& good, Decode decode) {
    std::mt19937_64 random(1);
    ASSERT_TRUE(decode(good));
    for (int round = 0; round < 5000; ++round) {
        const auto taken = decode(damaged(random, good));
        if (!taken) continue;
        const std::string said = encode(*taken);
        const auto again = decode(said);
        ASSERT_TRUE(again) << said;
        ASSERT_EQ(encode(*again), said);
    }
}

TEST(CodecRandom, EveryDecoderIsTotal) {
    expect_total(encode(sample_events()), decode_events_request);
    expect_total(encode(sample_answer()), decode_events_response);
    expect_total(encode(sample_issued()), decode_ticket_issued);
    expect_total(encode(TicketPrint{sample_issued().token, PrintState::printed, "", 1}), decode_ticket_print);
    expect_total(encode(sample_rating()), decode_rating_given);
    expect_total(encode(DeviceHealth{{{"printer", "ok"}}}), decode_device_health);
    expect_total(encode(StaffCall{"home", "asked", Token(Token::Bytes{7}).text()}), decode_staff_call);
    expect_total(encode(AnswerRequest{}), decode_answer_request);
    expect_total(encode(sample_changes()), decode_changes_response);
    expect_total(encode(EnrolRequest{"c", "r"}), decode_enrol_request);
    expect_total(encode(DeskOrder{"1", "王", CallCommand{call_command::Transfer{'B'}}}), decode_desk_order);
    expect_total(encode(EnrolResponse{"d", "r", "c", "s"}), decode_enrol_response);
    expect_total(encode(sample_view()), decode_ticket_view);
    expect_total(encode(Problem{"t", "t", 404, "d", "c", 7}), decode_problem);
}

}  // namespace
}  // namespace bangnin::sync::wire
