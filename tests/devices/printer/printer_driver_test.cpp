// The driver against the simulated printer over real TCP, and over a serial line.
#include <gtest/gtest.h>
#include <pty.h>
#include <termios.h>
#include <unistd.h>

#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

#include "devices/port/byte_stream.h"
#include "devices/printer/printer.h"
#include "devices/sim/printer_simulator.h"
#include "tests/devices/printer/rasters.h"

namespace bangnin::devices {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using testing::ticket_raster;

// Keeps a printer's events and waits for the one a test needs.
class Recorder {
  public:
    std::function<void(PrinterEvent)> sink() {
        return [this](PrinterEvent event) {
            const std::lock_guard lock(mutex_);
            events_.push_back(std::move(event));
            changed_.notify_all();
        };
    }

    template <typename Kind, typename Predicate>
    std::optional<Kind> wait_for(Predicate wanted, std::chrono::milliseconds limit = 20s) {
        std::unique_lock lock(mutex_);
        std::optional<Kind> found;
        changed_.wait_for(lock, limit, [&] {
            for (const PrinterEvent& event : events_) {
                const auto* kind = std::get_if<Kind>(&event);
                if (kind != nullptr && wanted(*kind)) found = *kind;
            }
            return found.has_value();
        });
        return found;
    }

    bool wait_done(std::uint64_t id) {
        return wait_for<JobDone>([id](const JobDone& done) { return done.id == id; }).has_value();
    }
    std::optional<JobFailed> wait_failed(std::uint64_t id) {
        return wait_for<JobFailed>([id](const JobFailed& failed) { return failed.id == id; });
    }

    void forget() {
        const std::lock_guard lock(mutex_);
        events_.clear();
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<PrinterEvent> events_;
};

class TempDirectory {
  public:
    TempDirectory() {
        std::string pattern = (std::filesystem::temp_directory_path() / "bangnin-printer-XXXXXX").string();
        path_ = ::mkdtemp(pattern.data());
    }
    ~TempDirectory() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

class PrinterDriverTest : public ::testing::Test {
  protected:
    void SetUp() override {
        auto made = sim::PrinterSimulator::create(directory_.path());
        ASSERT_TRUE(made.has_value()) << made.error();
        simulator_ = std::move(*made);
        start(cable());
    }

    void TearDown() override { printer_.reset(); }

    std::string cable() const { return "tcp://127.0.0.1:" + std::to_string(simulator_->port()); }

    // A crowded machine can be slow to plug and unplug: only a test of silence has it noticed early.
    void start(const std::string& url, std::chrono::milliseconds silent_limit = 20s) {
        auto printer =
            Printer::create({.url = url, .silent_limit = silent_limit, .confirm_limit = 20s}, recorder_.sink());
        ASSERT_TRUE(printer.has_value()) << printer.error().message;
        printer_ = std::move(*printer);
    }

    void control(json request) {
        request["device"] = "printer";
        const json answer = simulator_->control(request);
        ASSERT_TRUE(answer.at("ok").get<bool>()) << answer.dump();
    }

    // A driver has handed its job over when the wire has it; how far the printer has come, only the printer knows.
    bool wait_hung() {
        const auto limit = std::chrono::steady_clock::now() + 20s;
        while (!simulator_->control({{"device", "printer"}, {"do", "stats"}}).at("hung").get<bool>()) {
            if (std::chrono::steady_clock::now() > limit) return false;
            std::this_thread::yield();
        }
        return true;
    }

    json jobs() { return simulator_->control({{"device", "printer"}, {"do", "jobs"}}).at("jobs"); }

    bool wait_paper(Paper paper) {
        return recorder_
            .wait_for<StatusChanged>([paper](const StatusChanged& said) { return said.status.paper == paper; })
            .has_value();
    }
    bool wait_fine() {
        return recorder_
            .wait_for<StatusChanged>(
                [](const StatusChanged& said) { return !obstacle(said.status) && said.status.fault == Fault::none; })
            .has_value();
    }

    TempDirectory directory_;
    Recorder recorder_;
    std::unique_ptr<sim::PrinterSimulator> simulator_;
    std::unique_ptr<Printer> printer_;
};

TEST_F(PrinterDriverTest, PrintsATicketAndLeavesItInTheJobsFolder) {
    printer_->submit({.id = 1, .raster = ticket_raster()});
    ASSERT_TRUE(recorder_.wait_done(1));
    const json all = jobs();
    ASSERT_EQ(all.size(), 1U);
    EXPECT_TRUE(all[0].at("complete").get<bool>());
    EXPECT_TRUE(all[0].at("cut").get<bool>());
    EXPECT_LE(all[0].at("bytes").get<int>(), 14000);
    EXPECT_EQ(std::filesystem::file_size(directory_.path() / "jobs/001.escpos"), all[0].at("bytes").get<std::size_t>());
    EXPECT_GT(std::filesystem::file_size(directory_.path() / "jobs/001.png"), 500U);
    EXPECT_FALSE(obstacle(printer_->status()).has_value());
}

TEST_F(PrinterDriverTest, PaperOutIsReportedRefusedAndRecovered) {
    ASSERT_TRUE(wait_fine());
    control({{"do", "set"}, {"paper", "out"}});
    ASSERT_TRUE(wait_paper(Paper::out));
    printer_->submit({.id = 1, .raster = ticket_raster()});
    const auto failed = recorder_.wait_failed(1);
    ASSERT_TRUE(failed.has_value());
    EXPECT_EQ(failed->reason, PrintFailure::paper_out);
    EXPECT_EQ(failed->printed, Printed::nothing);
    control({{"do", "set"}, {"paper", "near_end"}});
    ASSERT_TRUE(wait_paper(Paper::near_end));
    printer_->submit({.id = 2, .raster = ticket_raster()});
    ASSERT_TRUE(recorder_.wait_done(2));
    EXPECT_EQ(jobs().size(), 1U);
}

TEST_F(PrinterDriverTest, UnpluggedAndPluggedInAgain) {
    ASSERT_TRUE(wait_fine());
    control({{"do", "unplug"}});
    ASSERT_TRUE(recorder_.wait_for<StatusChanged>([seen_fine = false](const StatusChanged& said) mutable {
        seen_fine = seen_fine || said.status.connection == Connection::ok;
        return seen_fine && said.status.connection == Connection::gone;
    }));
    printer_->submit({.id = 1, .raster = ticket_raster()});
    const auto failed = recorder_.wait_failed(1);
    ASSERT_TRUE(failed.has_value());
    EXPECT_EQ(failed->reason, PrintFailure::disconnected);
    control({{"do", "plug"}});
    printer_->submit({.id = 2, .raster = ticket_raster()});
    ASSERT_TRUE(recorder_.wait_done(2));
    EXPECT_EQ(jobs().size(), 1U);
}

TEST_F(PrinterDriverTest, UnpluggedInTheMiddleOfAJob) {
    ASSERT_TRUE(wait_fine());
    control({{"do", "set"}, {"fault", "hang_after_bytes:3000"}});
    printer_->submit({.id = 1, .raster = ticket_raster()});
    ASSERT_TRUE(recorder_.wait_for<JobHanded>([](const JobHanded&) { return true; }));
    ASSERT_TRUE(wait_hung());
    control({{"do", "unplug"}});
    const auto failed = recorder_.wait_failed(1);
    ASSERT_TRUE(failed.has_value());
    EXPECT_EQ(failed->reason, PrintFailure::disconnected);
    EXPECT_NE(failed->printed, Printed::nothing);
    control({{"do", "set"}, {"fault", "none"}});
    control({{"do", "plug"}});
    printer_->submit({.id = 2, .raster = ticket_raster()});
    ASSERT_TRUE(recorder_.wait_done(2));
    const json all = jobs();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_FALSE(all[0].at("complete").get<bool>());
    EXPECT_TRUE(all[1].at("complete").get<bool>());
}

TEST_F(PrinterDriverTest, AHangingPrinterFailsTheJobWithinTheLimit) {
    printer_.reset();
    recorder_.forget();
    start(cable(), 1500ms);
    ASSERT_TRUE(wait_fine());
    control({{"do", "set"}, {"fault", "hang_after_bytes:3000"}});
    const auto before = std::chrono::steady_clock::now();
    printer_->submit({.id = 1, .raster = ticket_raster()});
    const auto failed = recorder_.wait_failed(1);
    ASSERT_TRUE(failed.has_value());
    EXPECT_EQ(failed->reason, PrintFailure::silent);
    EXPECT_GE(std::chrono::steady_clock::now() - before, 1500ms);
    recorder_.forget();
    control({{"do", "set"}, {"fault", "none"}});
    ASSERT_TRUE(wait_fine());
    printer_->submit({.id = 2, .raster = ticket_raster()});
    EXPECT_TRUE(recorder_.wait_done(2));
    EXPECT_TRUE(jobs().back().at("complete").get<bool>());
}

TEST_F(PrinterDriverTest, AJammedKnifeFailsTheJob) {
    ASSERT_TRUE(wait_fine());
    control({{"do", "set"}, {"fault", "cutter"}});
    printer_->submit({.id = 1, .raster = ticket_raster()});
    const auto failed = recorder_.wait_failed(1);
    ASSERT_TRUE(failed.has_value());
    EXPECT_EQ(failed->reason, PrintFailure::cutter);
}

TEST_F(PrinterDriverTest, DestroyingTheDriverEndsItsJobs) {
    ASSERT_TRUE(wait_fine());
    control({{"do", "set"}, {"fault", "hang_after_bytes:3000"}});
    printer_->submit({.id = 1, .raster = ticket_raster()});
    printer_->submit({.id = 2, .raster = ticket_raster()});
    printer_.reset();
    ASSERT_TRUE(recorder_.wait_failed(2).has_value());
    EXPECT_EQ(recorder_.wait_failed(1)->reason, PrintFailure::cancelled);
}

TEST(PrinterDriver, RefusesAMalformedUrl) {
    for (const auto* url : {"", "tcp://", "printer", "tcp://127.0.0.1:99999"})
        EXPECT_FALSE(Printer::create({.url = url}, [](PrinterEvent) {}).has_value()) << url;
}

// A pseudo-terminal in place of the cable, its other end carried to and from the simulated printer.
TEST_F(PrinterDriverTest, PrintsOverASerialLine) {
    printer_.reset();
    int master = -1;
    int slave = -1;
    std::array<char, 128> name{};
    ASSERT_EQ(::openpty(&master, &slave, name.data(), nullptr, nullptr), 0);
    termios settings{};
    ::tcgetattr(slave, &settings);
    ::cfmakeraw(&settings);
    ::tcsetattr(slave, TCSANOW, &settings);
    const auto line = adopt_descriptor(master, "line");
    const auto wire = open_port("tcp://127.0.0.1:" + std::to_string(simulator_->port()), Clock::now() + 5s);
    ASSERT_TRUE(wire.has_value());
    const auto stop = Wakeup::create();
    const auto carry = [&](ByteStream& from, ByteStream& to) {
        std::array<std::uint8_t, 4096> buffer{};
        while (const auto got = from.read(buffer, Clock::now() + 60s, stop->get()))
            if (!write_all(to, std::span(buffer).first(*got), Clock::now() + 60s, stop->get())) return;
    };
    std::thread there([&] { carry(*line, **wire); });
    std::thread back([&] { carry(**wire, *line); });
    start(std::string("serial:") + name.data());
    printer_->submit({.id = 1, .raster = ticket_raster()});
    EXPECT_TRUE(recorder_.wait_done(1));
    EXPECT_EQ(jobs().size(), 1U);
    printer_.reset();
    (*stop)->signal();
    there.join();
    back.join();
    ::close(slave);
}

}  // namespace
}  // namespace bangnin::devices
