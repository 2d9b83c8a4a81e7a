#include "kiosk/journeys/progress/scanned_code.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace bangnin::kiosk {
namespace {

constexpr auto hub = "hall.example:8443";
constexpr auto token = "0123456789ABCDEFGHJKMNPQR4";
constexpr auto ticket_address = "https://hall.example:8443/t/0123456789ABCDEFGHJKMNPQR4";
constexpr auto case_address = "https://hall.example:8443/c/0123456789ABCDEFGHJKMNPQR4";

TEST(ScannedCode, ReadsOurTicketsAndCases) {
    EXPECT_EQ(parse_scanned_code(ticket_address, hub), (ScannedCode{CodeKind::ticket, token}));
    EXPECT_EQ(parse_scanned_code(case_address, hub), (ScannedCode{CodeKind::case_record, token}));
}

TEST(ScannedCode, ForgivesWhatScannersDo) {
    EXPECT_EQ(parse_scanned_code("HTTPS://HALL.EXAMPLE:8443/t/0123456789abcdefghjkmnpqr4\r\n", hub),
              (ScannedCode{CodeKind::ticket, token}));
    EXPECT_EQ(parse_scanned_code("https://hall.example:8443/t/OI23456789ABCDEFGHJKMNPQR4", hub),
              (ScannedCode{CodeKind::ticket, token}));
}

TEST(ScannedCode, ATicketOfAHallWithoutAHubIsABareToken) {
    for (const char* authority : {"", hub}) {
        EXPECT_EQ(parse_scanned_code(token, authority), (ScannedCode{CodeKind::ticket, token}));
        EXPECT_EQ(parse_scanned_code(" 0123456789abcdefghjkmnpqr4\r\n", authority),
                  (ScannedCode{CodeKind::ticket, token}));
    }
    for (const char* text : {"0123456789ABCDEFGHJKMNPQR", "0123456789ABCDEFGHJKMNPQR44", "0123456789ABCDEFGHJKMNPQRU",
                             "0123456789ABCDEFGHJKMNPQR5", "https:///t/0123456789ABCDEFGHJKMNPQR4"}) {
        EXPECT_EQ(parse_scanned_code(text, "").kind, CodeKind::foreign) << text;
    }
}

TEST(ScannedCode, EverythingElseIsForeign) {
    for (const char* text :
         {"https://other.example/t/0123456789ABCDEFGHJKMNPQR4",
          "https://hall.example:8443.evil.example/t/0123456789ABCDEFGHJKMNPQR4",
          "http://hall.example:8443/t/0123456789ABCDEFGHJKMNPQR4", "https://hall.example:8443/t/",
          "https://hall.example:8443/t/0123", "https://hall.example:8443/x/0123456789ABCDEFGHJKMNPQR4",
          "https://hall.example:8443/t/0123456789ABCDEFGHJKMNPQR4/more", "6901234567892", "微信收款码"}) {
        EXPECT_EQ(parse_scanned_code(text, hub).kind, CodeKind::foreign) << text;
    }
}

TEST(ScannedCode, UnreadableBytes) {
    for (const std::string& text :
         {std::string{}, std::string("  \r\n"), std::string("\xFF\xFE"), std::string("a\0b", 3),
          std::string("\xC0\xAF"), std::string("\xED\xA0\x80"), std::string("\xE6\x9D"), std::string(3000, 'a')}) {
        EXPECT_EQ(parse_scanned_code(text, hub).kind, CodeKind::unreadable) << text;
    }
}

TEST(ScannedCode, AnyBytesHaveAnAnswer) {
    std::mt19937 random(20260312);
    std::uniform_int_distribution<int> byte(0, 255);
    for (int round = 0; round < 20'000; ++round) {
        const std::string good = round % 3 == 0 ? token : ticket_address;
        std::string text = good;
        for (int changes = 0; changes < round % 5; ++changes) {
            text[random() % text.size()] = static_cast<char>(byte(random));
        }
        text.resize(random() % (good.size() + 8), static_cast<char>(byte(random)));
        const auto code = parse_scanned_code(text, round % 2 == 0 ? hub : "");
        const bool ours = code.kind == CodeKind::ticket || code.kind == CodeKind::case_record;
        EXPECT_EQ(code.token.size(), ours ? 26U : 0U) << text;
    }
}

}  // namespace
}  // namespace bangnin::kiosk
