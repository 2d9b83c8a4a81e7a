#include "sync/wire/enrolment_code.h"

#include <gtest/gtest.h>

#include <cctype>
#include <random>

namespace bangnin::sync::wire {
namespace {

EnrolmentCode random_code(std::mt19937_64& random) {
    EnrolmentCode code;
    for (auto& byte : code.secret) byte = static_cast<std::uint8_t>(random());
    for (auto& byte : code.fingerprint) byte = static_cast<std::uint8_t>(random());
    return code;
}

TEST(EnrolmentCodeTest, ComesBackHoweverItIsTyped) {
    std::mt19937_64 random(1);
    for (int round = 0; round < 500; ++round) {
        const EnrolmentCode code = random_code(random);
        std::string text = code.text();
        EXPECT_EQ(text.size(), 42U);
        EXPECT_EQ(EnrolmentCode::parse(text), code);
        std::string typed;
        for (const char letter : text) {
            if (letter != '-') typed += static_cast<char>(std::tolower(letter));
        }
        EXPECT_EQ(EnrolmentCode::parse(typed + " \n"), code);
        EXPECT_EQ(text.substr(0, 4), code.secret_text().substr(0, 4));
    }
}

TEST(EnrolmentCodeTest, OneWrongDigitOrTwoSwappedAreNoticed) {
    std::mt19937_64 random(2);
    const std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const std::string good = random_code(random).text();
    for (std::size_t at = 0; at < good.size(); ++at) {
        if (good[at] == '-') continue;
        for (const char digit : alphabet) {
            if (digit == good[at]) continue;
            std::string wrong = good;
            wrong[at] = digit;
            EXPECT_FALSE(EnrolmentCode::parse(wrong)) << wrong;
        }
        if (at + 1 < good.size() && good[at + 1] != '-' && good[at + 1] != good[at]) {
            std::string swapped = good;
            std::swap(swapped[at], swapped[at + 1]);
            EXPECT_FALSE(EnrolmentCode::parse(swapped)) << swapped;
        }
    }
    EXPECT_FALSE(EnrolmentCode::parse(""));
    EXPECT_FALSE(EnrolmentCode::parse(good.substr(1)));
    EXPECT_FALSE(EnrolmentCode::parse(good + "0"));
    EXPECT_FALSE(EnrolmentCode::parse(std::string(100, '-')));
}

}  // namespace
}  // namespace bangnin::sync::wire
