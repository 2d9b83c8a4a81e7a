// The driver against the real simulator at the other end of a pseudo-terminal.
#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "devices/id_card/reader.h"
#include "tests/devices/sim/sim_process.h"

namespace bangnin::devices {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

// Receives on the driver's thread, waits on the test's.
class Events {
  public:
    void put(ReaderEvent event) {
        const std::scoped_lock lock(mutex_);
        events_.push_back(std::move(event));
        changed_.notify_all();
    }

    // The next event of the kind that has not been waited for yet; events before it are passed over.
    template <typename Event>
    std::optional<Event> next(std::chrono::milliseconds limit = 10s) {
        std::unique_lock lock(mutex_);
        std::optional<Event> found;
        changed_.wait_for(lock, limit, [&] {
            for (; at_ < events_.size() && !found; ++at_) {
                if (auto* event = std::get_if<Event>(&events_[at_])) found = *event;
            }
            return found.has_value();
        });
        return found;
    }

    template <typename Event>
    int count() {
        const std::scoped_lock lock(mutex_);
        int number = 0;
        for (const auto& event : events_) number += std::holds_alternative<Event>(event) ? 1 : 0;
        return number;
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<ReaderEvent> events_;
    std::size_t at_ = 0;
};

class ReaderDriver : public testing::Test {
  protected:
    void SetUp() override {
        sim = test::SimProcess::start();
        ASSERT_NE(sim, nullptr);
        ReaderOptions options{.port = *parse_port_url("serial:" + sim->path("id-reader")), .timing = {}};
        // The reader's own limits, shortened where a test has to sit them out.
        options.timing.find_limit = 400ms;
        options.timing.select_limit = 400ms;
        options.timing.read_limit = 600ms;
        options.timing.status_limit = 400ms;
        options.timing.stall_limit = 150ms;
        options.timing.presence_pause = 50ms;
        options.timing.find_pause = find_pause;
        auto created = CardReader::create(options, [this](ReaderEvent event) { events.put(std::move(event)); });
        ASSERT_TRUE(created);
        reader = std::move(*created);
        ASSERT_TRUE(events.next<ReaderReady>());
    }
    void TearDown() override { reader.reset(); }

    json order(json request) {
        request["device"] = "id_reader";
        json answer = sim->control(request);
        EXPECT_TRUE(answer.value("ok", false)) << answer;
        return answer;
    }
    void place(json extra = json::object()) {
        extra["do"] = "place";
        extra["card"] = test::sample_card();
        order(extra);
    }
    int fired(const std::string& fault) { return order({{"do", "stats"}})["faults_fired"].value(fault, 0); }

    static constexpr auto find_pause = 60ms;
    std::unique_ptr<test::SimProcess> sim;
    Events events;
    std::unique_ptr<CardReader> reader;
};

TEST_F(ReaderDriver, ReadsACardNoticesItsRemovalAndReadsTheNext) {
    reader->start_reading();
    place();
    ASSERT_TRUE(events.next<CardPresent>());
    auto read = events.next<CardRead>();
    ASSERT_TRUE(read);
    EXPECT_EQ(read->card.name, "李小明");
    EXPECT_EQ(read->card.number, "11010519491231002X");
    EXPECT_TRUE(read->card.photo.empty());
    order({{"do", "remove"}});
    ASSERT_TRUE(events.next<CardRemoved>());
    place();
    ASSERT_TRUE(events.next<CardRead>());
    EXPECT_EQ(order({{"do", "stats"}})["reads"], 2);
    EXPECT_EQ(order({{"do", "stats"}})["bad_requests"], 0);
}

TEST_F(ReaderDriver, AsksForNoCardBeforeItIsWanted) {
    place();
    reader->start_reading();
    ASSERT_TRUE(events.next<CardRead>());
    const json stats = order({{"do", "stats"}});
    EXPECT_EQ(stats["commands"]["status"], 1);  // the greeting's; nothing while idle
    EXPECT_EQ(stats["commands"]["find"], 1);
}

TEST_F(ReaderDriver, ReadsPhotoAndNewAddressWhenAsked) {
    reader->start_reading({.photo = PhotoPolicy::keep, .new_address = NewAddressPolicy::ask});
    json card = test::sample_card();
    card["new_address"] = "大杨树镇";
    order({{"do", "place"}, {"card", card}});
    const auto read = events.next<CardRead>();
    ASSERT_TRUE(read);
    EXPECT_EQ(read->card.photo.size(), 1024U);
    EXPECT_EQ(read->card.new_address, "大杨树镇");
}

TEST_F(ReaderDriver, SurvivesNoiseAndSmallPieces) {
    order({{"do", "wire"}, {"chunk", 7}});
    place({{"fault", "noise"}, {"times", 3}});
    reader->start_reading();
    ASSERT_TRUE(events.next<CardRead>());
    EXPECT_EQ(fired("noise"), 3);
    EXPECT_EQ(events.count<ReadFailed>(), 0);
}

TEST_F(ReaderDriver, AsksAgainAfterADamagedRead) {
    for (const char* const fault : {"checksum", "truncate"}) {
        place({{"fault", fault}, {"on", "read"}});
        reader->start_reading();
        ASSERT_TRUE(events.next<CardRead>()) << fault;
        EXPECT_EQ(fired(fault), 1);
        order({{"do", "remove"}});
        ASSERT_TRUE(events.next<CardRemoved>());
    }
    EXPECT_EQ(events.count<ReadFailed>(), 0);
}

TEST_F(ReaderDriver, ReportsAReadDamagedTwice) {
    place({{"fault", "checksum"}, {"on", "read"}, {"times", 2}});
    reader->start_reading();
    const auto failed = events.next<ReadFailed>();
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->reason, ReadFailure::garbled);
    order({{"do", "remove"}});
    ASSERT_TRUE(events.next<CardRemoved>());
    place();
    ASSERT_TRUE(events.next<CardRead>());
}

TEST_F(ReaderDriver, ReportsASilentRead) {
    place({{"fault", "silent"}, {"on", "read"}});
    reader->start_reading();
    const auto failed = events.next<ReadFailed>();
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->reason, ReadFailure::no_answer);
    EXPECT_EQ(fired("silent"), 1);
    EXPECT_EQ(events.count<ReaderFault>(), 0);
}

TEST_F(ReaderDriver, FailedSelectAndReadAskForLiftingAndPuttingBack) {
    reader->start_reading();
    for (const auto& [fault, reason, status] : {std::tuple("select_fails", ReadFailure::select_failed, 0x81),
                                                std::tuple("read_fails", ReadFailure::read_failed, 0x41)}) {
        place({{"fault", fault}});
        const auto failed = events.next<ReadFailed>();
        ASSERT_TRUE(failed) << fault;
        EXPECT_EQ(failed->reason, reason);
        EXPECT_EQ(failed->status, status);
        order({{"do", "remove"}});
        ASSERT_TRUE(events.next<CardRemoved>());
    }
    place();
    ASSERT_TRUE(events.next<CardRead>());
}

TEST_F(ReaderDriver, ACardRemovedDuringTheReadGivesNoHalfCard) {
    reader->start_reading();
    for (const char* const command : {"select", "read"}) {
        place({{"fault", "vanish"}, {"on", command}});
        const auto failed = events.next<ReadFailed>();
        ASSERT_TRUE(failed) << command;
        EXPECT_EQ(failed->reason, ReadFailure::removed);
    }
    EXPECT_EQ(fired("vanish"), 2);
    EXPECT_EQ(events.count<CardRead>(), 0);
    place();
    ASSERT_TRUE(events.next<CardRead>());
}

TEST_F(ReaderDriver, TellsEveryStatusWordOfARead) {
    reader->start_reading();
    for (const auto& [status, reason] : {std::pair("33", ReadFailure::not_verified),
                                         {"40", ReadFailure::unknown_card},
                                         {"21", ReadFailure::refused},
                                         {"47", ReadFailure::read_failed}}) {
        place({{"fault", std::string("status:") + status}, {"on", "read"}});
        const auto failed = events.next<ReadFailed>();
        ASSERT_TRUE(failed) << status;
        EXPECT_EQ(failed->reason, reason) << status;
        order({{"do", "remove"}});
        ASSERT_TRUE(events.next<CardRemoved>());
    }
}

TEST_F(ReaderDriver, ComesBackAfterBeingUnplugged) {
    reader->start_reading();
    order({{"do", "unplug"}});
    const auto fault = events.next<ReaderFault>();
    ASSERT_TRUE(fault);
    EXPECT_EQ(fault->reason, ReaderFaultReason::not_connected);
    order({{"do", "plug"}});
    ASSERT_TRUE(events.next<ReaderReady>());
    place();
    ASSERT_TRUE(events.next<CardRead>());
    EXPECT_EQ(events.count<ReaderFault>(), 1);
}

TEST_F(ReaderDriver, UnpluggedInTheMiddleOfTheReply) {
    reader->start_reading();
    place({{"fault", "unplug"}, {"on", "read"}});
    const auto failed = events.next<ReadFailed>();
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->reason, ReadFailure::reader_lost);
    ASSERT_TRUE(events.next<ReaderFault>());
    order({{"do", "plug"}});
    ASSERT_TRUE(events.next<ReaderReady>());
    ASSERT_TRUE(events.next<CardRead>());  // the card still lies there
    EXPECT_EQ(fired("unplug"), 1);
}

TEST_F(ReaderDriver, ASilentReaderIsAFaultAndRecovers) {
    order({{"fault", "silent"}, {"times", 1000}});
    reader->start_reading();
    const auto fault = events.next<ReaderFault>(20s);
    ASSERT_TRUE(fault);
    EXPECT_EQ(fault->reason, ReaderFaultReason::no_answer);
    order({{"fault", "none"}});
    ASSERT_TRUE(events.next<ReaderReady>(20s));
}

TEST_F(ReaderDriver, StoppingForgetsTheCardButNotItsRemoval) {
    reader->start_reading();
    place();
    ASSERT_TRUE(events.next<CardRead>());
    reader->stop_reading();
    order({{"do", "remove"}});
    ASSERT_TRUE(events.next<CardRemoved>());
}

TEST_F(ReaderDriver, EndsAtOnceWhateverItWaitsFor) {
    const auto before = Clock::now();
    reader.reset();  // idle
    order({{"fault", "silent"}, {"times", 1000}});
    ReaderTiming patient;
    patient.status_limit = 60s;
    auto second = CardReader::create({.port = *parse_port_url(sim->path("id-reader")), .timing = patient},
                                     [](const ReaderEvent&) {});
    ASSERT_TRUE(second);
    while (fired("silent") == 0) std::this_thread::yield();
    second->reset();  // waiting for an answer
    EXPECT_LT(Clock::now() - before, 20s);
}

TEST_F(ReaderDriver, ASecondDriverIsToldThatTheReaderIsTaken) {
    Events others;
    auto second = CardReader::create({.port = *parse_port_url(sim->path("id-reader")), .timing = {}},
                                     [&](ReaderEvent event) { others.put(std::move(event)); });
    ASSERT_TRUE(second);
    const auto fault = others.next<ReaderFault>();
    ASSERT_TRUE(fault);
    EXPECT_EQ(fault->reason, ReaderFaultReason::busy);
    reader.reset();
    EXPECT_TRUE(others.next<ReaderReady>());
    second->reset();
}

}  // namespace
}  // namespace bangnin::devices
