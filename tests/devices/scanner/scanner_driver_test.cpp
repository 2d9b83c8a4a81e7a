// The driver against the real simulator at the other end of a pseudo-terminal.
#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>
#include <optional>

#include "devices/scanner/scanner.h"
#include "tests/devices/sim/sim_process.h"

namespace bangnin::devices {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

class ScannerDriver : public testing::Test {
  protected:
    void SetUp() override {
        sim = test::SimProcess::start();
        ASSERT_NE(sim, nullptr);
        auto created = Scanner::create({.port = *parse_port_url("serial:" + sim->path("scanner"))},
                                       [this](ScannerEvent event) { put(std::move(event)); });
        ASSERT_TRUE(created);
        scanner = std::move(*created);
        ASSERT_TRUE(next<ScannerReady>());
    }
    void TearDown() override { scanner.reset(); }

    void put(ScannerEvent event) {
        const std::scoped_lock lock(mutex);
        events.push_back(std::move(event));
        changed.notify_all();
    }
    template <typename Event>
    std::optional<Event> next() {
        std::unique_lock lock(mutex);
        std::optional<Event> found;
        changed.wait_for(lock, 60s, [&] {
            for (; at < events.size() && !found; ++at) {
                if (auto* event = std::get_if<Event>(&events[at])) found = *event;
            }
            return found.has_value();
        });
        return found;
    }
    // What the next of a kind says.
    std::optional<ScanRejection> rejection() {
        const auto rejected = next<ScanRejected>();
        return rejected ? std::optional(rejected->reason) : std::nullopt;
    }
    std::optional<std::string> text() {
        const auto scan = next<Scan>();
        return scan ? std::optional(scan->text) : std::nullopt;
    }
    void order(json request) {
        request["device"] = "scanner";
        const json answer = sim->control(request);
        EXPECT_TRUE(answer.value("ok", false)) << answer;
    }

    std::unique_ptr<test::SimProcess> sim;
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<ScannerEvent> events;
    std::size_t at = 0;
    std::unique_ptr<Scanner> scanner;
};

TEST_F(ScannerDriver, ReadsCodesWholeAndInPieces) {
    const auto before = Clock::now();
    order({{"do", "scan"}, {"text", "https://hub/t/0123456789ABCDEFGHJKMNPQRS"}});
    const auto scan = next<Scan>();
    ASSERT_TRUE(scan);
    EXPECT_EQ(scan->text, "https://hub/t/0123456789ABCDEFGHJKMNPQRS");
    EXPECT_GE(scan->at, before);
    EXPECT_LE(scan->at, Clock::now());
    order({{"do", "scan"}, {"text", "取号 A1023"}, {"aim", "]Q1"}, {"suffix", "\r"}, {"chunk", 2}, {"gap_ms", 2}});
    const auto pieces = next<Scan>();
    ASSERT_TRUE(pieces);
    EXPECT_EQ(pieces->text, "取号 A1023");
    EXPECT_EQ(pieces->symbology, "Q1");
}

TEST_F(ScannerDriver, RejectsWhatIsNoText) {
    order({{"do", "scan"}, {"hex", "41 FF"}});
    ASSERT_EQ(rejection(), ScanRejection::not_utf8);
    order({{"do", "scan"}, {"text", std::string(9000, 'x')}});
    ASSERT_EQ(rejection(), ScanRejection::too_long);
    order({{"do", "scan"}, {"text", "no end"}, {"suffix", ""}});
    ASSERT_EQ(rejection(), ScanRejection::incomplete);
    order({{"do", "scan"}, {"text", "good"}});
    ASSERT_EQ(text(), "good");
}

TEST_F(ScannerDriver, ComesBackAfterBeingUnplugged) {
    for (int round = 0; round < 3; ++round) {
        order({{"do", "unplug"}});
        const auto fault = next<ScannerFault>();
        ASSERT_TRUE(fault);
        EXPECT_EQ(fault->reason, ScannerFaultReason::not_connected);
        order({{"do", "plug"}});
        ASSERT_TRUE(next<ScannerReady>());
        order({{"do", "scan"}, {"text", "again"}});
        ASSERT_TRUE(next<Scan>());
    }
}

TEST_F(ScannerDriver, EndsAtOnce) {
    const auto before = Clock::now();
    scanner.reset();
    EXPECT_LT(Clock::now() - before, 5s);  // it was going to wait for hours
}

}  // namespace
}  // namespace bangnin::devices
