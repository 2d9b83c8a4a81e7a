// How long a ticket takes from the journey's hands to the printer's port, and how many bytes it is.
#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <mutex>

#include "devices/port/byte_stream.h"
#include "devices/printer/escpos_encoder.h"
#include "devices/sim/printer_simulator.h"
#include "tests/devices/printer/rasters.h"

namespace {

using namespace bangnin::devices;
using Milliseconds = std::chrono::duration<double, std::milli>;

void print_result(const char* name, const char* unit, std::vector<double> values) {
    std::ranges::sort(values);
    const auto at = [&](double share) {
        return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
    };
    std::printf(R"({"name":"%s","value":%.4f,"unit":"%s","n":%zu,"p50":%.4f,"p99":%.4f})"
                "\n",
                name, at(0.5), unit, values.size(), at(0.5), at(0.99));
}

void measure_encoding(const Raster& ticket, int rounds) {
    std::vector<double> times;
    std::size_t bytes = 0;
    for (int round = 0; round < rounds; ++round) {
        const auto before = Clock::now();
        const auto encoded = encode_job(ticket, Cut::partial, default_printer_profile());
        times.push_back(Milliseconds(Clock::now() - before).count());
        bytes = encoded ? encoded->size() : 0;
    }
    print_result("printer_encode_ticket", "ms", std::move(times));
    print_result("printer_ticket_bytes", "bytes", {static_cast<double>(bytes)});
}

class Stopwatch {
  public:
    void on(const PrinterEvent& event) {
        const std::lock_guard lock(mutex_);
        if (std::holds_alternative<JobHanded>(event)) handed_ = Clock::now();
        if (std::holds_alternative<JobDone>(event)) done_ = Clock::now();
        if (std::holds_alternative<JobFailed>(event)) failed_ = true;
        changed_.notify_all();
    }

    // The times of one job; false if it failed.
    bool time_job(Printer& printer, std::uint64_t id, const Raster& ticket, double& handed, double& done) {
        PrintJob job{.id = id, .raster = ticket};
        {
            const std::lock_guard lock(mutex_);
            handed_.reset();
            done_.reset();
        }
        const auto begun = Clock::now();
        printer.submit(std::move(job));
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, std::chrono::seconds(30), [this] { return done_ || failed_; });
        if (!handed_ || !done_) return false;
        handed = Milliseconds(*handed_ - begun).count();
        done = Milliseconds(*done_ - begun).count();
        return true;
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<Clock::time_point> handed_;
    std::optional<Clock::time_point> done_;
    bool failed_ = false;
};

int measure_printing(const Raster& ticket, int rounds) {
    std::string pattern = (std::filesystem::temp_directory_path() / "bangnin-bench-printer-XXXXXX").string();
    const std::filesystem::path directory = ::mkdtemp(pattern.data());
    int result = 1;
    if (auto simulator = sim::PrinterSimulator::create(directory)) {
        Stopwatch watch;
        auto printer = Printer::create({.url = "tcp://127.0.0.1:" + std::to_string((*simulator)->port())},
                                       [&watch](const PrinterEvent& event) { watch.on(event); });
        std::vector<double> handed;
        std::vector<double> done;
        double to_handed = 0;
        double to_done = 0;
        bool good = printer.has_value();
        for (int round = 0; good && round <= rounds; ++round) {
            good = watch.time_job(**printer, static_cast<std::uint64_t>(round), ticket, to_handed, to_done);
            if (round == 0) continue;  // the first one waits for the connection
            handed.push_back(to_handed);
            done.push_back(to_done);
        }
        if (good) {
            print_result("printer_submit_to_handed", "ms", std::move(handed));
            print_result("printer_submit_to_done", "ms", std::move(done));
            result = 0;
        }
    }
    std::error_code ignored;
    std::filesystem::remove_all(directory, ignored);
    return result;
}

}  // namespace

int main(int count, char** arguments) {
    const bool quick = count > 1 && std::strcmp(arguments[1], "--quick") == 0;
    const auto ticket = bangnin::devices::testing::ticket_raster();
    measure_encoding(ticket, quick ? 100 : 2000);
    return measure_printing(ticket, quick ? 20 : 200);
}
