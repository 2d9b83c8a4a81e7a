#include "devices/printer/status.h"

#include <gtest/gtest.h>

#include <set>

namespace bangnin::devices {
namespace {

constexpr PrinterStatus fine{.connection = Connection::ok,
                             .cover = Cover::closed,
                             .paper = Paper::ok,
                             .fault = Fault::none,
                             .online = Online::online};

constexpr std::array queries{StatusQuery::printer, StatusQuery::offline_cause, StatusQuery::error, StatusQuery::paper};

TEST(PrinterStatus, BytesThatAreNoAnswersChangeNothing) {
    const PrinterStatus unknown{.connection = Connection::unknown};
    for (int byte = 0; byte < 256; ++byte) {
        for (const StatusQuery query : queries) {
            const bool answer = (byte & 0x93) == 0x12;
            EXPECT_EQ(with_answer(unknown, query, static_cast<std::uint8_t>(byte)) == unknown, !answer) << byte;
        }
        const bool paper_answer = (byte & 0x90) == 0;
        EXPECT_EQ(with_paper_answer(unknown, static_cast<std::uint8_t>(byte)) == unknown, !paper_answer) << byte;
    }
}

TEST(PrinterStatus, ReadsEveryAnswer) {
    for (int byte = 0; byte < 256; ++byte) {
        if ((byte & 0x93) != 0x12) continue;
        const auto answer = static_cast<std::uint8_t>(byte);
        const auto bit = [byte](int mask) { return (byte & mask) != 0; };
        EXPECT_EQ(with_answer(fine, StatusQuery::printer, answer).online, bit(8) ? Online::offline : Online::online);
        EXPECT_EQ(with_answer(fine, StatusQuery::offline_cause, answer).cover, bit(4) ? Cover::open : Cover::closed);
        EXPECT_EQ(with_answer(fine, StatusQuery::offline_cause, answer).paper, bit(0x20) ? Paper::out : Paper::ok);
        const Paper paper = bit(0x60) ? Paper::out : bit(0x0C) ? Paper::near_end : Paper::ok;
        EXPECT_EQ(with_answer(fine, StatusQuery::paper, answer).paper, paper);
        const Fault fault = bit(0x20)   ? Fault::unrecoverable
                            : bit(0x08) ? Fault::cutter
                            : bit(0x04) ? Fault::recoverable
                            : bit(0x40) ? Fault::overheated
                                        : Fault::none;
        EXPECT_EQ(with_answer(fine, StatusQuery::error, answer).fault, fault);
    }
}

TEST(PrinterStatus, ReadsEveryReport) {
    for (int first = 0; first < 256; ++first) {
        for (int second = 0; second < 256; ++second) {
            for (const int third : {0x00, 0x03, 0x0C, 0x0F, 0x60, 0x10, 0x80}) {
                const std::array<std::uint8_t, 4> report{static_cast<std::uint8_t>(first),
                                                         static_cast<std::uint8_t>(second),
                                                         static_cast<std::uint8_t>(third), 0x0F};
                const PrinterStatus before{.connection = Connection::unknown};
                const PrinterStatus status = with_report(before, report);
                if ((first & 0x93) != 0x10 || (second & 0x90) != 0 || (third & 0x90) != 0) {
                    ASSERT_EQ(status, before);
                    continue;
                }
                ASSERT_EQ(status.connection, Connection::ok);
                ASSERT_EQ(status.online, (first & 8) != 0 ? Online::offline : Online::online);
                ASSERT_EQ(status.cover, (first & 0x20) != 0 ? Cover::open : Cover::closed);
                ASSERT_EQ(status.paper, (third & 0x0C) != 0   ? Paper::out
                                        : (third & 0x03) != 0 ? Paper::near_end
                                                              : Paper::ok);
                ASSERT_EQ(status.fault == Fault::none, (second & 0x6C) == 0);
                if ((second & 0x28) == 0x08) {
                    ASSERT_EQ(status.fault, Fault::cutter);
                }
            }
        }
    }
}

// The whole space of statuses: a job may go out exactly where nothing known stands against it.
TEST(PrinterStatus, EveryStatusHasItsObstacle) {
    for (const Connection connection : {Connection::ok, Connection::unknown, Connection::gone})
        for (const Cover cover : {Cover::unknown, Cover::closed, Cover::open})
            for (const Paper paper : {Paper::unknown, Paper::ok, Paper::near_end, Paper::out})
                for (const Fault fault : {Fault::unknown, Fault::none, Fault::cutter, Fault::recoverable,
                                          Fault::unrecoverable, Fault::overheated})
                    for (const Online online : {Online::unknown, Online::online, Online::offline}) {
                        const auto found = obstacle({connection, cover, paper, fault, online});
                        const bool sound = connection == Connection::ok && cover != Cover::open &&
                                           paper != Paper::out && (fault == Fault::unknown || fault == Fault::none) &&
                                           online != Online::offline;
                        ASSERT_EQ(!found.has_value(), sound);
                        if (connection == Connection::gone) {
                            ASSERT_EQ(found, PrintFailure::disconnected);
                        }
                        if (connection == Connection::unknown) {
                            ASSERT_EQ(found, PrintFailure::silent);
                        }
                        if (connection != Connection::ok) continue;
                        if (cover == Cover::open) {
                            ASSERT_EQ(found, PrintFailure::cover_open);
                        }
                        if (cover != Cover::open && paper == Paper::out) {
                            ASSERT_EQ(found, PrintFailure::paper_out);
                        }
                    }
}

TEST(PrinterStatus, NoAnswerIsNeverFine) {
    EXPECT_TRUE(obstacle(PrinterStatus{}).has_value());
    EXPECT_TRUE(obstacle(PrinterStatus{.connection = Connection::unknown,
                                       .cover = Cover::closed,
                                       .paper = Paper::ok,
                                       .fault = Fault::none,
                                       .online = Online::online})
                    .has_value());
    EXPECT_FALSE(obstacle(fine).has_value());
}

TEST(PrinterStatus, CodesAreDistinct) {
    std::set<std::string_view> codes;
    for (int reason = 0; reason <= static_cast<int>(PrintFailure::cancelled); ++reason)
        codes.insert(to_code(static_cast<PrintFailure>(reason)));
    EXPECT_EQ(codes.size(), static_cast<std::size_t>(PrintFailure::cancelled) + 1);
    EXPECT_EQ(to_code(PrintFailure::paper_out), "paper_out");
    EXPECT_EQ(to_code(Paper::near_end), "near_end");
    EXPECT_EQ(to_code(Connection::gone), "gone");
    EXPECT_EQ(to_code(Cover::open), "open");
    EXPECT_EQ(to_code(Fault::cutter), "cutter");
}

}  // namespace
}  // namespace bangnin::devices
