// What the simulated printer does with commands, sensors and control requests, seen from outside.
#include "devices/sim/printer_simulator.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "devices/sim/escpos_interpreter.h"
#include "devices/sim/printer_control.h"
#include "devices/sim/printer_machine.h"

namespace bangnin::devices::sim {
namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes operator+(Bytes left, const Bytes& right) {
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

const Bytes initialise{0x1B, 0x40};
const Bytes cut{0x1D, 0x56, 0x42, 0x00};
const Bytes two_rows{0x1D, 0x76, 0x30, 0x00, 0x01, 0x00, 0x02, 0x00, 0xA5, 0x5A};

const Paper& printed_by(EscposInterpreter& interpreter, const Bytes& bytes) {
    for (const std::uint8_t byte : bytes) interpreter.take(byte);
    return interpreter.paper();
}

TEST(EscposInterpreter, PrintsRasterInAllFourScales) {
    const std::array<Bytes, 4> expected{{{0xA5}, {0xCC, 0x33}, {0xA5}, {0xCC, 0x33}}};
    for (std::uint8_t scale = 0; scale < 4; ++scale) {
        for (const std::uint8_t written : {scale, static_cast<std::uint8_t>(scale + '0')}) {
            EscposInterpreter interpreter({});
            Bytes command = two_rows;
            command[3] = written;
            const Paper& paper = printed_by(interpreter, command);
            ASSERT_EQ(paper.height(), scale >= 2 ? 4U : 2U);
            const auto& row = expected[scale];
            EXPECT_TRUE(std::equal(row.begin(), row.end(), paper.dots().begin())) << int{scale};
            if (scale >= 2) {
                EXPECT_TRUE(std::equal(row.begin(), row.end(), paper.dots().begin() + 72));
            }
        }
    }
}

TEST(EscposInterpreter, FeedsByTheUnitThatWasSet) {
    EscposInterpreter fine({.width_dots = 576, .feed_units_per_inch = 406});
    EXPECT_EQ(printed_by(fine, {0x1B, 'J', 100}).height(), 50U);
    EXPECT_EQ(printed_by(fine, {0x1D, 'P', 203, 203, 0x1B, 'J', 100}).height(), 150U);
    EXPECT_EQ(printed_by(fine, {0x1B, 'd', 2}).height(), 210U);
}

TEST(EscposInterpreter, KeepsTheLeftMarginAndCutsOffWhatIsTooWide) {
    EscposInterpreter interpreter({.width_dots = 384, .feed_units_per_inch = 203});
    Bytes wide{0x1D, 0x76, 0x30, 0x00, 100, 0, 1, 0};
    wide.insert(wide.end(), 100, 0xFF);
    const Paper& paper = printed_by(interpreter, Bytes{0x1D, 'L', 4, 0} + wide + Bytes{0x1B, '@'} + two_rows);
    ASSERT_EQ(paper.height(), 3U);
    EXPECT_EQ(paper.dots()[0], 0x0F);
    EXPECT_EQ(paper.dots()[47], 0xFF);
    EXPECT_EQ(paper.dots()[48], 0xA5);
}

TEST(EscposInterpreter, PrintsStoredGraphicsCodesAndText) {
    EscposInterpreter interpreter({});
    const Bytes store{0x1D, '(', 'L', 11, 0, 0x30, 0x70, 0x30, 1, 2, 0x31, 8, 0, 1, 0, 0x81};
    const Paper& paper = printed_by(interpreter, store);
    EXPECT_EQ(paper.height(), 0U);
    printed_by(interpreter, {0x1D, '(', 'L', 2, 0, 0x30, 0x32});
    ASSERT_EQ(paper.height(), 2U);
    EXPECT_EQ(paper.dots()[0], 0x81);
    printed_by(interpreter, {0x1D, '(', 'k', 3, 0, 0x31, 0x43, 4, 0x1D, '(', 'k', 5, 0, 0x31, 0x50, 0x30, 'h', 'i'});
    printed_by(interpreter, {0x1D, '(', 'k', 3, 0, 0x31, 0x51, 0x30});
    EXPECT_EQ(paper.height(), 2U + 84U);
    printed_by(interpreter, {'o', 'k', 0x0A});
    EXPECT_EQ(paper.height(), 2U + 84U + 30U);
    EXPECT_TRUE(interpreter.is_between_commands());
}

TEST(PrinterMachine, AnswersEveryQueryInEveryState) {
    const auto answers = [](PrinterMachine& machine) {
        machine.take_answers();
        machine.receive(Bytes{0x10, 4, 1, 0x10, 4, 2, 0x10, 4, 3, 0x10, 4, 4});
        return machine.take_answers();
    };
    PrinterMachine machine({});
    EXPECT_EQ(answers(machine), (Bytes{0x12, 0x12, 0x12, 0x12}));
    machine.set_paper(SimPaper::near_end);
    EXPECT_EQ(answers(machine), (Bytes{0x12, 0x12, 0x12, 0x1E}));
    machine.set_paper(SimPaper::out);
    EXPECT_EQ(answers(machine), (Bytes{0x1A, 0x32, 0x12, 0x7E}));
    machine.set_paper(SimPaper::ok);
    machine.set_cover(SimCover::open);
    EXPECT_EQ(answers(machine), (Bytes{0x1A, 0x16, 0x12, 0x12}));
    machine.set_cover(SimCover::closed);
    machine.set_fault(SimFault::cutter, 0);
    machine.receive(initialise + two_rows + cut);
    EXPECT_EQ(answers(machine), (Bytes{0x1A, 0x52, 0x1A, 0x12}));
    EXPECT_TRUE(machine.take_pieces().empty());
    machine.set_fault(SimFault::none, 0);
    EXPECT_EQ(answers(machine), (Bytes{0x12, 0x12, 0x12, 0x12}));
    const auto pieces = machine.take_pieces();
    ASSERT_EQ(pieces.size(), 1U);
    EXPECT_TRUE(pieces[0].cut);
    EXPECT_FALSE(pieces[0].complete);
}

TEST(PrinterMachine, ReportsOnEnablingAndOnEveryChange) {
    PrinterMachine machine({});
    machine.set_paper(SimPaper::near_end);
    EXPECT_TRUE(machine.take_answers().empty());
    machine.receive(Bytes{0x1D, 'a', 0xFF});
    EXPECT_EQ(machine.take_answers(), (Bytes{0x10, 0x00, 0x03, 0x00}));
    machine.set_paper(SimPaper::near_end);
    EXPECT_TRUE(machine.take_answers().empty());
    machine.set_cover(SimCover::open);
    EXPECT_EQ(machine.take_answers(), (Bytes{0x38, 0x00, 0x03, 0x00}));
}

TEST(PrinterMachine, PaperAnswersWaitForTheirTurn) {
    PrinterMachine machine({});
    machine.set_paper(SimPaper::out);
    machine.receive(initialise + two_rows + cut + Bytes{0x1D, 'r', 1});
    EXPECT_TRUE(machine.take_answers().empty());
    machine.set_paper(SimPaper::near_end);
    EXPECT_EQ(machine.take_answers(), (Bytes{0x03}));
    EXPECT_EQ(machine.take_pieces().size(), 1U);
    machine.receive(Bytes{0x1D, 'I', 66});
    const Bytes name = machine.take_answers();
    EXPECT_EQ(name.front(), 0x5F);
    EXPECT_EQ(name.back(), 0x00);
}

TEST(PrinterMachine, AJobIsItsBytesFromInitialiseToCut) {
    PrinterMachine machine({});
    machine.receive(Bytes{0x10, 4, 1, 0, 0, 0} + initialise + two_rows + cut + Bytes{0x1D, 'r', 1});
    const auto pieces = machine.take_pieces();
    ASSERT_EQ(pieces.size(), 1U);
    EXPECT_EQ(pieces[0].bytes, initialise + two_rows + cut);
    EXPECT_TRUE(pieces[0].complete);
    machine.receive(initialise + two_rows + Bytes{0x1D, 'V', 0});
    EXPECT_FALSE(machine.take_pieces().at(0).complete) << "the knife went through the print";
}

TEST(PrinterMachine, HangsAfterTheBytesItWasTold) {
    PrinterMachine machine({});
    machine.set_fault(SimFault::hang_after_bytes, 4);
    EXPECT_GT(machine.room(), 0U);
    machine.receive(initialise + two_rows + cut + Bytes{0x10, 4, 1});
    EXPECT_TRUE(machine.is_hung());
    EXPECT_EQ(machine.room(), 0U);
    EXPECT_TRUE(machine.take_answers().empty());
    EXPECT_TRUE(machine.take_pieces().empty());
    EXPECT_EQ(machine.counts().at("hang_after_bytes"), 1U);
    machine.set_fault(SimFault::none, 0);
    EXPECT_EQ(machine.take_pieces().size(), 1U);
}

TEST(PrinterMachine, TakesAnyBytesInAnyState) {
    std::mt19937 random(9);
    for (int round = 0; round < 300; ++round) {
        PrinterMachine machine({.width_dots = 8 + static_cast<int>(random() % 600), .feed_units_per_inch = 203});
        for (int chunk = 0; chunk < 20; ++chunk) {
            Bytes noise(random() % 300);
            constexpr std::array<std::uint8_t, 8> starts{0x1B, 0x1D, 0x10, 0x1C, '@', 'v', '(', 0x05};
            for (auto& byte : noise)
                byte = random() % 3 == 0 ? starts[random() % starts.size()] : static_cast<std::uint8_t>(random());
            machine.receive(noise);
            machine.set_paper(static_cast<SimPaper>(random() % 3));
            machine.set_cover(static_cast<SimCover>(random() % 2));
            machine.set_fault(static_cast<SimFault>(random() % 5), random() % 500);
            if (random() % 4 == 0) machine.connection_closed();
            machine.take_answers();
            machine.take_pieces();
        }
    }
}

TEST(PrinterControl, ReadsEverySetting) {
    const auto set = parse_printer_request(
        {{"do", "set"}, {"paper", "near_end"}, {"cover", "open"}, {"fault", "hang_after_bytes:12"}});
    ASSERT_TRUE(set.has_value());
    const auto& value = std::get<SetPrinter>(*set);
    EXPECT_EQ(value.paper, SimPaper::near_end);
    EXPECT_EQ(value.cover, SimCover::open);
    EXPECT_EQ(value.fault->fault, SimFault::hang_after_bytes);
    EXPECT_EQ(value.fault->amount, 12U);
}

TEST(PrinterControl, RefusesWhatItDoesNotKnow) {
    for (const auto* text :
         {R"([])", R"({})", R"({"do":"dance"})", R"({"do":"set"})", R"({"do":"set","paper":"wet"})",
          R"({"do":"set","paper":1})", R"({"do":"set","cover":"ajar"})", R"({"do":"set","fault":"hang_after_bytes"})",
          R"({"do":"set","fault":"hang_after_bytes:x"})", R"({"do":"set","fault":"hang_after_bytes:1x"})",
          R"({"do":"set","fault":"cutter:1"})"})
        EXPECT_FALSE(parse_printer_request(nlohmann::json::parse(text)).has_value()) << text;
}

}  // namespace
}  // namespace bangnin::devices::sim
