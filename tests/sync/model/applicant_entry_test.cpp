#include "sync/model/applicant_entry.h"

#include <gtest/gtest.h>

#include <random>

namespace bangnin::sync {
namespace {

TEST(ApplicantEntry, Postcodes) {
    EXPECT_EQ(postcode_of("165450"), "165450");
    EXPECT_EQ(postcode_of(" １６５４５０　"), "165450") << "full-width, as an input method leaves it";
    for (const char* text : {"", "16545", "1654500", "16545a", "１６５４５"}) EXPECT_FALSE(postcode_of(text)) << text;
}

TEST(ApplicantEntry, Telephones) {
    for (const char* text : {"13812345678", "0470-5621234", "04705621234", "010-62345678", "01062345678",
                             "0755-12345678", "075512345678", "4001234567", "8001234567", "0470-5621234-801"}) {
        EXPECT_EQ(telephone_of(text), text);
    }
    EXPECT_EQ(telephone_of("138 1234 5678"), "13812345678");
    EXPECT_EQ(telephone_of("138-1234-5678"), "13812345678");
    EXPECT_EQ(telephone_of("+86 138 1234 5678"), "13812345678");
    EXPECT_EQ(telephone_of("008613812345678"), "13812345678");
    EXPECT_EQ(telephone_of("０４７０－５６２１２３４"), "0470-5621234");
    EXPECT_EQ(telephone_of("(0470)5621234"), "0470-5621234");
    EXPECT_EQ(telephone_of("（0470）5621234转801"), "0470-5621234-801");
    EXPECT_EQ(telephone_of("400-123-4567"), "4001234567");
    EXPECT_EQ(telephone_of("\u202a138\u00a01234\u200b5678\u202c"), "13812345678") << "copied, with what is not seen";
    EXPECT_EQ(telephone_of("0470–5621234"), "0470-5621234") << "another dash";
    for (const char* text :
         {"", "-", "1381234567", "138123456789", "12812345678", "23812345678", "5621234", "0470-562123", "12345",
          "13812", "0470-5621234-1234567", "0470-5621234-801-1", "0470-5621234-80a", "李小明", "400123456"}) {
        EXPECT_FALSE(telephone_of(text)) << text;
    }
}

TEST(ApplicantEntry, ProjectCodes) {
    const std::string code = "2026-150723-13-01-123456";
    EXPECT_EQ(project_code_of(code), code);
    EXPECT_EQ(project_code_of("20261507231301123456"), code);
    EXPECT_EQ(project_code_of("２０２６－150723－13－01－123456 "), code);
    for (const char* text : {"", "2026-150723-13-01-12345", "2026150723-13-01-123456", "2026-150723-13-01-1234567",
                             "2026-15072X-13-01-123456", "2026_150723_13_01_123456"}) {
        EXPECT_FALSE(project_code_of(text)) << text;
    }
}

TEST(ApplicantEntry, Investments) {
    EXPECT_EQ(investment_of("1200"), "1200.00万元");
    EXPECT_EQ(investment_of("1,200.5 万元"), "1200.50万元");
    EXPECT_EQ(investment_of("０００.０１"), "0.01万元");
    EXPECT_EQ(investment_of("007."), "7.00万元");
    EXPECT_EQ(investment_of("999999999.99"), "999999999.99万元");
    EXPECT_EQ(investment_of("1200.00万元"), "1200.00万元") << "as it is kept it may be typed again";
    for (const char* text : {"", "0", "0.00", "-5", "1.234", "1.2.3", ".5", "万元", "一千", "1e3", "1000000000"}) {
        EXPECT_FALSE(investment_of(text)) << text;
    }
}

TEST(ApplicantEntry, AnyBytesAreOneOrNone) {
    std::mt19937 random(20261129);
    for (int round = 0; round < 5000; ++round) {
        std::string bytes;
        for (std::uint32_t length = random() % 30; length > 0; --length) {
            bytes.push_back("0123456789-.,()+\xef\xbc\x8d\xbd \xe4\xb8\x87\xe2\x80\xff"[random() % 27]);
        }
        for (const auto& read : {postcode_of, telephone_of, project_code_of, investment_of}) {
            const auto kept = read(bytes);
            if (kept) {
                EXPECT_EQ(read(*kept), kept) << "what is kept is kept as it is";
            }
        }
    }
}

}  // namespace
}  // namespace bangnin::sync
