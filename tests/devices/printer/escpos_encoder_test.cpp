#include "devices/printer/escpos_encoder.h"

#include <gtest/gtest.h>

#include "devices/printer/band_plan.h"
#include "devices/sim/escpos_interpreter.h"
#include "tests/devices/printer/rasters.h"

namespace bangnin::devices {
namespace {

using testing::blank_raster;
using testing::fill;
using testing::random_raster;
using testing::set_dot;
using testing::ticket_raster;

// Half the makers count ESC J in 1/406 inch until told otherwise.
sim::InterpreterModel model_for(const PrinterProfile& profile) {
    return {.width_dots = profile.width_dots, .feed_units_per_inch = profile.set_units == Support::yes ? 406 : 203};
}

struct Outcome {
    Raster picture;  // as wide as the printer
    std::vector<sim::MechanismTask> tasks;
};

Outcome print(const std::vector<std::uint8_t>& bytes, const PrinterProfile& profile) {
    sim::EscposInterpreter printer(model_for(profile));
    Outcome outcome;
    for (const std::uint8_t byte : bytes) {
        const auto task = printer.take(byte);
        if (task != sim::MechanismTask::none) outcome.tasks.push_back(task);
    }
    EXPECT_TRUE(printer.is_between_commands());
    EXPECT_EQ(printer.unknown_commands(), 0U);
    const sim::Paper& paper = printer.paper();
    outcome.picture = {.width_dots = paper.width_dots(),
                       .height = static_cast<int>(paper.height()),
                       .rows = {paper.dots().begin(), paper.dots().end()}};
    return outcome;
}

// The picture on paper as wide as the printer's, padding cleared.
Raster widened(const Raster& raster, int width) {
    Raster wide = blank_raster(width, raster.height);
    for (int y = 0; y < raster.height; ++y)
        for (int x = 0; x < raster.width_dots; ++x)
            if ((raster.row(y)[static_cast<std::size_t>(x / 8)] >> (7 - x % 8) & 1) != 0) set_dot(wide, x, y);
    return wide;
}

// The cut's own feed is blank; it is taken off before comparing.
void expect_same_print(const Raster& raster, const PrinterProfile& profile) {
    const auto bytes = encode_job(raster, Cut::partial, profile);
    ASSERT_TRUE(bytes.has_value());
    Raster printed = print(*bytes, profile).picture;
    const Raster expected = widened(raster, profile.width_dots);
    ASSERT_GE(printed.height, expected.height) << profile.name;
    const auto tail = printed.rows.begin() + static_cast<std::ptrdiff_t>(expected.rows.size());
    EXPECT_TRUE(std::all_of(tail, printed.rows.end(), [](std::uint8_t byte) { return byte == 0; })) << profile.name;
    printed.rows.erase(tail, printed.rows.end());
    EXPECT_TRUE(printed.rows == expected.rows) << profile.name << " " << raster.width_dots << "x" << raster.height;
}

TEST(EscposEncoder, PrintsExactlyThePictureOnEveryProfile) {
    std::mt19937 random(1);
    for (const PrinterProfile& profile : printer_profiles()) {
        for (int round = 0; round < 60; ++round) {
            const int width = 1 + static_cast<int>(random() % static_cast<unsigned>(profile.width_dots));
            const int full = round % 3 == 0 ? width : profile.width_dots;
            expect_same_print(random_raster(random, full, static_cast<int>(random() % 700)), profile);
        }
        expect_same_print(blank_raster(profile.width_dots, 0), profile);
        expect_same_print(blank_raster(8, 1), profile);
        expect_same_print(blank_raster(profile.width_dots, 2000), profile);
    }
}

TEST(EscposEncoder, PrintsNoise) {
    std::mt19937 random(2);
    for (const PrinterProfile& profile : printer_profiles()) {
        Raster raster = blank_raster(profile.width_dots, 300);
        for (auto& byte : raster.rows) byte = static_cast<std::uint8_t>(random());
        expect_same_print(raster, profile);
    }
}

TEST(EscposEncoder, PaddingBitsAreNotPrinted) {
    Raster raster = blank_raster(13, 40);
    std::ranges::fill(raster.rows, std::uint8_t{0xFF});
    for (const PrinterProfile& profile : printer_profiles()) expect_same_print(raster, profile);
}

TEST(EscposEncoder, EveryCommandKeepsTheProfilesLimits) {
    std::mt19937 random(3);
    for (const PrinterProfile& profile : printer_profiles()) {
        const Raster raster = random_raster(random, profile.width_dots, 4000);
        int next = 0;
        for (const Band& band : plan_bands(raster, profile).bands) {
            EXPECT_EQ(band.top, next);
            next += band.rows;
            const int step = doubles_height(band.scale) ? 2 : 1;
            EXPECT_EQ(band.rows % step, 0);
            if (band.kind == BandKind::feed) {
                EXPECT_LE(band.rows, 255);
                EXPECT_EQ(profile.feed, Support::yes);
            } else {
                EXPECT_LE(band.rows / step, profile.rows_per_command);
                EXPECT_LE(static_cast<std::size_t>(band.data_bytes * band.rows / step), longest_command_data(profile));
            }
            EXPECT_TRUE(profile.scaling == Support::yes || band.scale == Scale::none);
        }
        EXPECT_EQ(next, raster.height);
    }
}

TEST(EscposEncoder, ATicketOnAnEvenGridIsSmall) {
    const Raster ticket = ticket_raster();
    const auto bytes = encode_job(ticket, Cut::partial, default_printer_profile());
    ASSERT_TRUE(bytes.has_value());
    EXPECT_LE(bytes->size(), 14000U);
    const auto plain = encode_job(ticket, Cut::partial, *find_printer_profile("clone-80-plain"));
    ASSERT_TRUE(plain.has_value());
    EXPECT_LT(bytes->size() * 3, plain->size());
}

TEST(EscposEncoder, BlankPaperCostsNextToNothing) {
    const auto bytes = encode_job(blank_raster(576, 1000), Cut::none, default_printer_profile());
    ASSERT_TRUE(bytes.has_value());
    EXPECT_LE(bytes->size(), 600U);
    const auto fed = encode_job(blank_raster(576, 1000), Cut::none, *find_printer_profile("epson-80"));
    ASSERT_TRUE(fed.has_value());
    EXPECT_LE(fed->size(), 40U);
}

TEST(EscposEncoder, TheCutAndThenTheQuestionComeLast) {
    Raster raster = blank_raster(384, 40);
    fill(raster, 0, 0, 384, 40);
    for (const PrinterProfile& profile : printer_profiles()) {
        const auto tasks = print(encode_job(raster, Cut::partial, profile).value(), profile).tasks;
        ASSERT_FALSE(tasks.empty());
        EXPECT_EQ(tasks.front(), sim::MechanismTask::began);
        const bool cuts = std::ranges::count(tasks, sim::MechanismTask::cut) +
                              std::ranges::count(tasks, sim::MechanismTask::cut_without_feed) ==
                          1;
        EXPECT_EQ(cuts, profile.cut == Support::yes) << profile.name;
        const bool asks = tasks.back() == sim::MechanismTask::report_paper;
        EXPECT_EQ(asks, profile.status == Support::yes) << profile.name;
    }
    const auto uncut =
        print(encode_job(raster, Cut::none, default_printer_profile()).value(), default_printer_profile());
    EXPECT_EQ(std::ranges::count(uncut.tasks, sim::MechanismTask::cut), 0);
    EXPECT_EQ(uncut.picture.height, 40);
}

TEST(EscposEncoder, NothingIsCutThrough) {
    Raster raster = blank_raster(576, 40);
    fill(raster, 0, 0, 576, 40);
    const PrinterProfile profile = *find_printer_profile("clone-80-plain");
    EXPECT_GE(print(encode_job(raster, Cut::partial, profile).value(), profile).picture.height,
              40 + profile.cutter_distance_dots);
}

TEST(EscposEncoder, RefusesWhatCannotBePrinted) {
    Raster raster = blank_raster(576, 10);
    raster.rows.pop_back();
    EXPECT_EQ(encode_job(raster, Cut::partial, default_printer_profile()).error(), EncodeError::malformed);
    EXPECT_EQ(encode_job(blank_raster(0, 0), Cut::partial, default_printer_profile()).error(), EncodeError::malformed);
    EXPECT_EQ(encode_job(blank_raster(8, max_raster_height + 1), Cut::partial, default_printer_profile()).error(),
              EncodeError::malformed);
    EXPECT_EQ(encode_job(blank_raster(577, 10), Cut::partial, default_printer_profile()).error(),
              EncodeError::too_wide);
}

TEST(PrinterProfiles, AreFoundByTheirNames) {
    for (const PrinterProfile& profile : printer_profiles()) {
        ASSERT_TRUE(find_printer_profile(profile.name).has_value());
        EXPECT_EQ(find_printer_profile(profile.name)->width_dots, profile.width_dots);
        EXPECT_LE(profile.width_dots, max_raster_width);
        EXPECT_EQ(profile.width_dots % 16, 0) << "double-width bands would end beyond the paper";
    }
    EXPECT_FALSE(find_printer_profile("no such printer").has_value());
    EXPECT_EQ(default_printer_profile().name, "generic-80");
}

}  // namespace
}  // namespace bangnin::devices
