// Random walks through everything that can happen to a printer.
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "tests/devices/printer/rasters.h"
#include "tests/devices/printer/virtual_printer.h"

namespace bangnin::devices {
namespace {

using namespace std::chrono_literals;
using testing::fill;
using testing::VirtualPrinter;

Raster small_ticket() {
    Raster raster = testing::blank_raster(384, 200);
    fill(raster, 10, 0, 300, 190);
    fill(raster, 3, 191, 5, 3);
    return raster;
}

bool is_picture_of(const Raster& raster, const sim::Paper& paper) {
    if (paper.height() < static_cast<std::size_t>(raster.height)) return false;
    for (int y = 0; y < raster.height; ++y) {
        const auto row = raster.row(y);
        const auto printed = paper.dots().subspan(static_cast<std::size_t>(y) * paper.row_bytes(), row.size());
        if (!std::ranges::equal(row, printed)) return false;
    }
    return true;
}

class Walk {
  public:
    Walk(unsigned seed, const PrinterProfile& profile) : random_(seed), printer_(profile) {}

    void take_steps(int count) {
        for (int at = 0; at < count; ++at) take_step();
    }

    void put_everything_right() {
        printer_.plug();
        printer_.machine().set_fault(sim::SimFault::none, 0);
        printer_.machine().set_cover(sim::SimCover::closed);
        printer_.machine().set_paper(sim::SimPaper::ok);
        printer_.run_for(60s);
    }

    std::uint64_t submit() {
        printer_.submit(++last_id_, small_ticket());
        return last_id_;
    }

    VirtualPrinter& printer() { return printer_; }
    std::uint64_t last_id() const { return last_id_; }

  private:
    unsigned pick(unsigned below) { return std::uniform_int_distribution<unsigned>(0, below - 1)(random_); }

    void take_step() {
        auto& machine = printer_.machine();
        switch (pick(16)) {
            case 0:
            case 1:
            case 2:
                submit();
                break;
            case 3:
                printer_.unplug();
                break;
            case 4:
            case 5:
                printer_.plug();
                break;
            case 6:
                machine.set_paper(static_cast<sim::SimPaper>(pick(3)));
                break;
            case 7:
                machine.set_paper(sim::SimPaper::ok);
                break;
            case 8:
                machine.set_cover(static_cast<sim::SimCover>(pick(2)));
                break;
            case 9:
                machine.set_fault(static_cast<sim::SimFault>(pick(5)), pick(3000));
                break;
            case 10:
                machine.set_fault(sim::SimFault::none, 0);
                break;
            case 11:
                printer_.move_bytes(pick(2000));
                break;
            case 12:
                printer_.run_for(std::chrono::milliseconds(pick(20000)));
                break;
            case 13:
                printer_.step(BytesReceived{noise()});
                break;
            default:
                printer_.run_for(std::chrono::milliseconds(pick(1500)));
                break;
        }
    }

    std::span<const std::uint8_t> noise() {
        noise_.resize(printer_.connected() ? pick(6) : 0);
        // What no printer says: only these may come at any time without being mistaken for something.
        for (auto& byte : noise_) byte = static_cast<std::uint8_t>(0x80U | pick(128));
        return noise_;
    }

    std::mt19937 random_;
    VirtualPrinter printer_;
    std::vector<std::uint8_t> noise_;
    std::uint64_t last_id_ = 0;
};

class PrinterCoreWalk : public ::testing::TestWithParam<std::string_view> {};

TEST_P(PrinterCoreWalk, EveryJobEndsOnceAndDoneMeansPrinted) {
    for (unsigned seed = 1; seed <= 150; ++seed) {
        Walk walk(seed, *find_printer_profile(GetParam()));
        walk.take_steps(120);
        walk.put_everything_right();
        const std::size_t whole_before = walk.printer().complete_pieces();
        const std::uint64_t last = walk.submit();
        walk.printer().run_for(10s);

        std::map<std::uint64_t, int> endings;
        for (const JobDone& done : walk.printer().said<JobDone>()) ++endings[done.id];
        for (const JobFailed& failed : walk.printer().said<JobFailed>()) ++endings[failed.id];
        ASSERT_EQ(endings.size(), walk.last_id()) << "seed " << seed;
        for (const auto& [id, count] : endings) ASSERT_EQ(count, 1) << "job " << id << ", seed " << seed;

        const auto done = walk.printer().said<JobDone>();
        // A printer that is only asked now and then can hide a fault that comes and goes between two questions.
        if (find_printer_profile(GetParam())->automatic_status == Support::yes) {
            ASSERT_LE(done.size(), walk.printer().complete_pieces()) << "seed " << seed;
        }
        ASSERT_EQ(std::ranges::count(done, last, &JobDone::id), 1) << "seed " << seed;
        ASSERT_EQ(walk.printer().complete_pieces(), whole_before + 1) << "seed " << seed;
        const auto& piece = walk.printer().pieces().back();
        ASSERT_TRUE(piece.complete) << "seed " << seed;
        ASSERT_TRUE(is_picture_of(small_ticket(), piece.paper)) << "seed " << seed;
    }
}

INSTANTIATE_TEST_SUITE_P(Profiles, PrinterCoreWalk,
                         ::testing::Values("generic-80", "epson-80", "clone-80-plain", "epson-58"),
                         [](const auto& chosen) {
                             std::string name(chosen.param);
                             std::ranges::replace(name, '-', '_');
                             return name;
                         });

}  // namespace
}  // namespace bangnin::devices
