#include "kiosk/journeys/ticket/ticket_paper.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <random>
#include <string>

#include "devices/printer/escpos_encoder.h"
#include "tests/ui/text/engine_for_tests.h"
#include "ui/paper/png.h"

namespace bangnin::kiosk {
namespace {

TicketPaper usual_ticket() {
    TicketPaper ticket;
    ticket.hall = "鄂伦春自治旗政务服务大厅";
    ticket.brand = "蒙速办 · 帮您办";
    ticket.mongolian = "ᠦᠢᠯᠡᠴᠢᠯᠡᠭᠡᠨ ᠦ ᠲᠠᠩᠬᠢᠮ";
    ticket.number = "A1023";
    ticket.service = "林草局　2 楼 3 号窗口";
    ticket.ahead = 3;
    ticket.wait = WaitMinutes{8, 14};
    ticket.time = "2026-03-12 10:42";
    ticket.kiosk = "自助机 2 号";
    ticket.qr_url = "https://hub.elunchun.gov.cn/t/7ZK4M2X9QW3T8R5VBN6HJ1CDPE";
    return ticket;
}

TicketPaper full_ticket() {
    TicketPaper ticket = usual_ticket();
    ticket.hall = "鄂伦春自治旗政务服务中心大厅大杨树镇分厅（二）";
    ticket.number = "A11000";
    ticket.service = "住房和城乡建设局、自然资源局联合窗口　2 楼 13、14、15 号窗口";
    ticket.ahead = 188;
    ticket.wait = WaitMinutes{240, 315};
    ticket.as_of = "10:32";
    ticket.copy = TicketCopy::reprint;
    ticket.qr_url = "https://bangnin.elunchunzizhiqi.hulunbeier.gov.cn:8443/t/7ZK4M2X9QW3T8R5VBN6HJ1CDPE";
    return ticket;
}

std::size_t wire_bytes(const paper::Raster& raster, std::string_view profile_name) {
    const auto profile = devices::find_printer_profile(profile_name);
    if (!profile) {
        ADD_FAILURE() << profile_name;
        return 0;
    }
    const devices::Raster picture{raster.width_dots, raster.height, raster.rows};
    const auto job = devices::encode_job(picture, devices::Cut::partial, *profile);
    EXPECT_TRUE(job);
    return job ? job->size() : 0;
}

TicketPrinter printer_of(PaperWidth width, std::string_view profile = {}) {
    if (profile.empty()) {
        profile = width == PaperWidth::mm80 ? "generic-80" : "generic-58";
    }
    return {text::test_engine(), width, [profile](const paper::Raster& raster) { return wire_bytes(raster, profile); }};
}

// What lies between two columns of dots.
paper::Raster cut_out(const paper::Raster& ticket, int left, int right) {
    paper::Raster part{.width_dots = right - left, .height = ticket.height, .rows = {}};
    for (int y = 0; y < ticket.height; ++y) {
        std::vector<std::uint8_t> row(static_cast<std::size_t>(part.stride()));
        for (int x = left; x < right; ++x) {
            const int at = x - left;
            if (ticket.black(x, y)) {
                row[static_cast<std::size_t>(at / 8)] |= static_cast<std::uint8_t>(0x80U >> (at % 8));
            }
        }
        part.rows.insert(part.rows.end(), row.begin(), row.end());
    }
    return part;
}

std::string read_code(const paper::Raster& ticket) {
    // Paper has a margin; the raster begins at the first dot.
    paper::Sheet sheet(ticket.width_dots + 64);
    paper::Stamp stamp;
    stamp.ink = ticket;
    sheet.put(32, 32, stamp);
    sheet.extend_to(sheet.height() + 32);
    const auto file =
        std::filesystem::path(testing::TempDir()) / ("ticket-" + std::to_string(std::random_device{}()) + ".png");
    EXPECT_EQ(paper::write_png(sheet.raster(), file), paper::PngResult::written);
    FILE* reader = popen(("zbarimg -q --raw --oneshot '" + file.string() + "' 2>/dev/null").c_str(), "r");
    std::string text;
    std::array<char, 256> piece{};
    while (reader != nullptr && std::fgets(piece.data(), piece.size(), reader) != nullptr) {
        text += piece.data();
    }
    if (reader != nullptr) {
        pclose(reader);
    }
    std::filesystem::remove(file);
    return text.substr(0, text.find('\n'));
}

int black_dots(const paper::Raster& raster) {
    int count = 0;
    for (const std::uint8_t byte : raster.rows) {
        count += std::popcount(byte);
    }
    return count;
}

TicketPaper offline_ticket() {
    TicketPaper ticket = usual_ticket();
    ticket.as_of = "10:32";
    return ticket;
}

TicketPaper english_ticket() {
    TicketPaper ticket = usual_ticket();
    ticket.hall = "Oroqen Banner Service Hall";
    ticket.brand = "Bangnin";
    ticket.service = "Forestry and Grassland　Window 3, 2nd floor";
    ticket.kiosk = "Kiosk 2";
    ticket.words = {.your_number = "Your number",
                    .ahead = "Ahead",
                    .ahead_unit = "people",
                    .wait = "About",
                    .wait_unit = "min",
                    .as_of = "As of",
                    .scan = "Scan to follow your turn",
                    .notice = "Missed your call? Tell the window today.",
                    .reprint = "Reprint"};
    return ticket;
}

struct Printing {
    PaperWidth width;
    const char* profile;
};
constexpr Printing printings[] = {
    {PaperWidth::mm80, "generic-80"}, {PaperWidth::mm80, "epson-80"}, {PaperWidth::mm58, "generic-58"}};

TEST(TicketPaper, TravelsInFewBytes) {
    for (const auto& [width, profile] : printings) {
        TicketPrinter printer = printer_of(width, profile);
        for (const TicketPaper& ticket : {usual_ticket(), offline_ticket(), full_ticket(), english_ticket()}) {
            EXPECT_LE(wire_bytes(printer.lay_out(ticket), profile), max_ticket_bytes) << profile;
        }
    }
}

// A ticket of usual length keeps its notice and its strip: taking either away changes it.
TEST(TicketPaper, GivesUpNothingOfAUsualTicket) {
    for (const auto& [width, profile] : printings) {
        TicketPrinter printer = printer_of(width, profile);
        for (const TicketPaper& ticket : {usual_ticket(), offline_ticket(), english_ticket()}) {
            TicketPaper without_notice = ticket;
            without_notice.words.notice.clear();
            EXPECT_GT(printer.lay_out(ticket).height, printer.lay_out(without_notice).height) << profile;
            TicketPaper without_strip = ticket;
            without_strip.mongolian.clear();
            EXPECT_GT(black_dots(printer.lay_out(ticket)), black_dots(printer.lay_out(without_strip))) << profile;
        }
    }
}

TEST(TicketPaper, HasTheWidthOfThePaper) {
    EXPECT_EQ(printer_of(PaperWidth::mm80).lay_out(usual_ticket()).width_dots, 576);
    EXPECT_EQ(printer_of(PaperWidth::mm58).lay_out(usual_ticket()).width_dots, 384);
}

TEST(TicketPaper, ItsCodeCanBeRead) {
    for (const PaperWidth width : {PaperWidth::mm80, PaperWidth::mm58}) {
        TicketPrinter printer = printer_of(width);
        for (const TicketPaper& ticket : {usual_ticket(), full_ticket()}) {
            EXPECT_EQ(read_code(printer.lay_out(ticket)), ticket.qr_url);
        }
    }
}

// The strip stands behind the code or before it, whole, and the code can be read at either place.
TEST(TicketPaper, HasItsLanguagesInTheHallsOrder) {
    constexpr int code_dots = 248;
    TicketPrinter printer = printer_of(PaperWidth::mm80);
    TicketPaper ticket = usual_ticket();
    const paper::Raster behind = printer.lay_out(ticket);
    ticket.order = PaperOrder::mongolian_first;
    const paper::Raster before = printer.lay_out(ticket);
    EXPECT_EQ(behind.height, before.height);
    EXPECT_EQ(black_dots(behind), black_dots(before));
    EXPECT_EQ(read_code(before), ticket.qr_url);
    EXPECT_EQ(read_code(cut_out(behind, 0, code_dots)), ticket.qr_url);
    EXPECT_EQ(read_code(cut_out(before, 0, code_dots)), "") << "the strip has taken its place";
    EXPECT_EQ(read_code(cut_out(before, 100, behind.width_dots)), ticket.qr_url);
    ticket.mongolian.clear();
    EXPECT_EQ(read_code(cut_out(printer.lay_out(ticket), 0, code_dots)), ticket.qr_url);
}

// Where both have no room beside each other the code comes first, as it must not be cut.
TEST(TicketPaper, CutsNoCodeForTheOrder) {
    TicketPrinter printer = printer_of(PaperWidth::mm58);
    TicketPaper ticket = usual_ticket();
    ticket.order = PaperOrder::mongolian_first;
    for (int words = 0; words < 3; ++words) {
        EXPECT_EQ(read_code(printer.lay_out(ticket)), ticket.qr_url);
        ticket.mongolian += " " + ticket.mongolian;
    }
}

TEST(TicketPaper, IsTheSameFromAWarmPrinter) {
    TicketPrinter cold = printer_of(PaperWidth::mm80);
    TicketPrinter warm = printer_of(PaperWidth::mm80);
    warm.warm_up(usual_ticket());
    EXPECT_EQ(warm.lay_out(usual_ticket()), cold.lay_out(usual_ticket()));
    EXPECT_EQ(warm.lay_out(usual_ticket()), cold.lay_out(usual_ticket()));
}

// Each part is really on the paper: without it, there is less ink.
TEST(TicketPaper, ShowsEachPart) {
    TicketPrinter printer = printer_of(PaperWidth::mm80);
    TicketPaper whole = usual_ticket();
    whole.as_of = "10:32";
    const int ink = black_dots(printer.lay_out(whole));
    const auto less = [&](auto change) {
        TicketPaper ticket = whole;
        change(ticket);
        return black_dots(printer.lay_out(ticket)) < ink;
    };
    EXPECT_TRUE(less([](TicketPaper& ticket) { ticket.hall.clear(); }));
    EXPECT_TRUE(less([](TicketPaper& ticket) { ticket.brand.clear(); }));
    EXPECT_TRUE(less([](TicketPaper& ticket) { ticket.mongolian.clear(); }));
    EXPECT_TRUE(less([](TicketPaper& ticket) { ticket.number.clear(); }));
    EXPECT_TRUE(less([](TicketPaper& ticket) { ticket.service.clear(); }));
    EXPECT_TRUE(less([](TicketPaper& ticket) { ticket.ahead.reset(); }));
    EXPECT_TRUE(less([](TicketPaper& ticket) { ticket.wait.reset(); }));
    EXPECT_TRUE(less([](TicketPaper& ticket) { ticket.as_of.clear(); }));
    EXPECT_TRUE(less([](TicketPaper& ticket) { ticket.time.clear(); }));
    EXPECT_TRUE(less([](TicketPaper& ticket) { ticket.kiosk.clear(); }));
    EXPECT_TRUE(less([](TicketPaper& ticket) { ticket.qr_url.clear(); }));
    EXPECT_TRUE(less([](TicketPaper& ticket) { ticket.words.notice.clear(); }));
    EXPECT_FALSE(less([](TicketPaper& ticket) { ticket.copy = TicketCopy::reprint; })) << "补打 adds to it";
}

TEST(TicketPaper, ANumberIsAsTallAsTheEyeNeeds) {
    TicketPrinter printer = printer_of(PaperWidth::mm80);
    TicketPaper only;
    only.words = {};
    only.words.your_number.clear();
    only.words.notice.clear();
    only.number = "A1023";
    const paper::Raster with = printer.lay_out(only);
    only.number = "";
    const paper::Raster without = printer.lay_out(only);
    EXPECT_GE(with.height - without.height, 130) << "capitals of 16 mm";
}

TEST(TicketPaper, LongNumbersStayOnThePaper) {
    for (const PaperWidth width : {PaperWidth::mm80, PaperWidth::mm58}) {
        TicketPrinter printer = printer_of(width);
        TicketPaper ticket;
        ticket.words.your_number.clear();
        ticket.words.notice.clear();
        ticket.number = "W88888888888";
        const paper::Raster raster = printer.lay_out(ticket);
        for (int y = 0; y < raster.height; ++y) {
            const bool rule = raster.black(0, y) && raster.black(raster.width_dots / 3, y);
            EXPECT_FALSE(raster.black(raster.width_dots - 1, y) && !rule) << "cut at the right edge, row " << y;
        }
    }
}

TEST(TicketPaper, BearsAnyContent) {
    std::mt19937 random(99);
    TicketPrinter printer = printer_of(PaperWidth::mm58);
    const auto bytes = [&](std::size_t most) {
        std::string text(random() % most, '\0');
        for (char& byte : text) {
            byte = static_cast<char>(random());
        }
        return text;
    };
    for (int i = 0; i < 40; ++i) {
        TicketPaper ticket = usual_ticket();
        ticket.hall = bytes(200);
        ticket.number = bytes(12);
        ticket.service = bytes(300);
        ticket.mongolian = bytes(60);
        ticket.as_of = bytes(40);
        ticket.kiosk = bytes(100);
        ticket.qr_url = bytes(1500);
        ticket.ahead = static_cast<int>(random());
        ticket.wait = WaitMinutes{static_cast<int>(random()), static_cast<int>(random())};
        const paper::Raster raster = printer.lay_out(ticket);
        ASSERT_EQ(raster.rows.size(), static_cast<std::size_t>(raster.stride() * raster.height));
        ASSERT_LE(raster.height, paper::Sheet::max_height);
    }
}

}  // namespace
}  // namespace bangnin::kiosk
