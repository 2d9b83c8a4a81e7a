// The simulated module against the documented samples, byte by byte: it must not merely agree with our own driver.
#include "devices/sim/id_reader_simulator.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/devices/sim/sim_process.h"

namespace bangnin::devices::sim {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using Bytes = std::vector<std::uint8_t>;

class IdReader : public testing::Test {
  protected:
    // A request and a reply without their preambles; the checksum belongs to both.
    Bytes ask(const std::string& after_preamble) {
        Bytes request{0xAA, 0xAA, 0xAA, 0x96, 0x69};
        const auto rest = bytes_of_hex(after_preamble);
        request.insert(request.end(), rest->begin(), rest->end());
        Bytes reply;
        for (const auto& piece : reader.receive(request, now)) {
            reply.insert(reply.end(), piece.bytes.begin(), piece.bytes.end());
        }
        if (reply.size() < 5) return {};
        EXPECT_EQ(Bytes(reply.begin(), reply.begin() + 5), (Bytes{0xAA, 0xAA, 0xAA, 0x96, 0x69}));
        return {reply.begin() + 5, reply.end()};
    }
    static Bytes hex(const std::string& text) { return *bytes_of_hex(text); }
    void order(const json& request) {
        const json answer = reader.control(request, now);
        ASSERT_TRUE(answer.value("ok", false)) << answer;
    }
    void place() { order({{"do", "place"}, {"card", test::sample_card()}}); }

    IdReaderSimulator reader;
    SimClock::time_point now{};
    static constexpr auto find = "00 03 20 01 22";
    static constexpr auto select = "00 03 20 02 21";
    static constexpr auto read = "00 03 30 01 32";
    static constexpr auto address = "00 03 30 03 30";
};

TEST_F(IdReader, GivesTheDocumentedReplies) {
    EXPECT_EQ(ask("00 03 10 FF EC"), hex("00 04 00 00 90 94"));
    EXPECT_EQ(ask("00 03 11 FF ED"), hex("00 04 00 00 90 94"));
    EXPECT_EQ(ask("00 03 12 FF EE").size(), 2U + 3 + 16 + 1);
    EXPECT_EQ(ask("00 03 60 00 63"), hex("00 04 00 00 90 94"));
    EXPECT_EQ(ask("00 04 61 FF 50 CA"), hex("00 04 00 00 90 94"));
    EXPECT_EQ(ask(find), hex("00 04 00 00 80 84"));
    EXPECT_EQ(ask(select), hex("00 04 00 00 81 85"));
    EXPECT_EQ(ask(read), hex("00 04 00 00 41 45"));
    place();
    EXPECT_EQ(ask(find), hex("00 08 00 00 9F 00 00 00 00 97"));
    EXPECT_EQ(ask(select), hex("00 0C 00 00 90 00 00 00 00 00 00 00 00 9C"));
    const Bytes card = ask(read);
    EXPECT_EQ(card.size() + 5, 1295U);
    EXPECT_EQ(Bytes(card.begin(), card.begin() + 9), hex("05 08 00 00 90 01 00 04 00"));
    EXPECT_EQ(Bytes(card.begin() + 9, card.begin() + 15), hex("4E 67 0F 5C 0E 66"));  // 李小明
    EXPECT_EQ(ask(address), hex("00 04 00 00 91 95"));
}

TEST_F(IdReader, GivesTheFingerprintsDocumentedSizes) {
    for (const int size : {0, 512, 1024}) {
        json card = test::sample_card();
        card["fingerprint_bytes"] = size;
        order({{"do", "place"}, {"card", card}});
        ask(find);
        ask(select);
        const Bytes reply = ask("00 03 30 10 23");
        EXPECT_EQ(reply.size() + 5, 1297U + static_cast<std::size_t>(size));
        EXPECT_EQ(reply[9], size >> 8);
    }
}

TEST_F(IdReader, FindsAReadCardAgainOnlyAfterItWasLifted) {
    place();
    ask(find);
    ask(select);
    EXPECT_EQ(ask(read).size() + 5, 1295U);
    EXPECT_EQ(ask(find), hex("00 04 00 00 80 84"));
    EXPECT_EQ(ask(address), hex("00 04 00 00 91 95"));
    order({{"do", "remove"}});
    EXPECT_EQ(ask(address), hex("00 04 00 00 41 45"));
    place();
    EXPECT_EQ(ask(find), hex("00 08 00 00 9F 00 00 00 00 97"));
}

TEST_F(IdReader, AFailedReadSpoilsTheCardUntilItIsLifted) {
    place();
    order({{"fault", "read_fails"}});
    ask(find);
    ask(select);
    EXPECT_EQ(ask(read), hex("00 04 00 00 41 45"));
    EXPECT_EQ(ask(find), hex("00 08 00 00 9F 00 00 00 00 97"));
    EXPECT_EQ(ask(select), hex("00 04 00 00 81 85"));
    place();
    ask(find);
    EXPECT_EQ(ask(select).size(), 14U);
}

TEST_F(IdReader, FaultsFireOnceAndAreCounted) {
    for (const char* const fault : {"checksum", "truncate", "noise", "silent", "status:66"}) order({{"fault", fault}});
    EXPECT_EQ(ask(find), hex("00 04 00 00 80 DE"));  // checksum
    EXPECT_EQ(ask(find).size() + 5, 5U);             // truncated: the preamble alone
    order({{"do", "fault"}});                        // no new one
    Bytes request{0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x00, 0x03, 0x20, 0x01, 0x22};
    const auto noisy = reader.receive(request, now);
    ASSERT_EQ(noisy.size(), 1U);
    EXPECT_GT(noisy[0].bytes.size(), 11U);
    EXPECT_TRUE(reader.receive(request, now).empty());  // silent
    EXPECT_EQ(ask(find), hex("00 04 00 00 66 62"));
    EXPECT_EQ(ask(find), hex("00 04 00 00 80 84"));  // none left
    const json fired = reader.control({{"do", "stats"}}, now)["faults_fired"];
    EXPECT_EQ(fired, (json{{"checksum", 1}, {"truncate", 1}, {"noise", 1}, {"silent", 1}, {"status:66", 1}}));
}

TEST_F(IdReader, AnswersDamagedAndUnknownRequests) {
    EXPECT_EQ(ask("00 03 20 01 23"), hex("00 04 00 00 10 14"));
    EXPECT_EQ(ask("00 03 77 01 75"), hex("00 04 00 00 21 25"));
    EXPECT_EQ(reader.control({{"do", "stats"}}, now)["bad_requests"], 1);
}

TEST_F(IdReader, TakesRequestsInPiecesAndThroughNoise) {
    const Bytes request = hex("AA AA 96 AA AA AA 96 69 00 03 20 01 22");
    for (std::size_t i = 0; i + 1 < request.size(); ++i) {
        EXPECT_TRUE(reader.receive(std::span(request).subspan(i, 1), now).empty());
    }
    EXPECT_EQ(reader.receive(std::span(request).last(1), now).size(), 1U);
}

TEST_F(IdReader, MeasuresTheLeastTimeBetweenSearches) {
    ask(find);
    now += 350ms;
    ask(find);
    now += 300ms;
    ask(find);
    EXPECT_EQ(reader.control({{"do", "stats"}}, now)["least_find_gap_ms"], 300);
}

TEST_F(IdReader, SendsInPiecesAndLate) {
    order({{"do", "wire"}, {"chunk", 4}, {"gap_ms", 5}, {"delay_ms", 70}});
    const auto pieces = reader.receive(hex("AA AA AA 96 69 00 03 20 01 22"), now);
    ASSERT_EQ(pieces.size(), 3U);
    EXPECT_EQ(pieces[0].delay, 70ms);
    EXPECT_EQ(pieces[1].delay, 5ms);
    EXPECT_EQ(pieces[2].bytes.size(), 3U);
}

TEST_F(IdReader, SurvivesRandomBytes) {
    std::mt19937 random(29);
    place();
    for (int round = 0; round < 3000; ++round) {
        Bytes bytes(random() % 40);
        for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random());
        if (random() % 2 == 0) bytes.insert(bytes.begin(), {0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x00});
        reader.receive(bytes, now);
    }
    for (int i = 0; i < 5; ++i) reader.receive(Bytes(20), now);  // ends whatever had begun
    EXPECT_FALSE(ask(find).empty());
}

}  // namespace
}  // namespace bangnin::devices::sim
