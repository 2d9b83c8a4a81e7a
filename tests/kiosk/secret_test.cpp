#include "kiosk/journeys/secret.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace bangnin::kiosk {
namespace {

TEST(Secret, HoldsAndDropsDigits) {
    Secret secret;
    secret.append('1');
    secret.append('3');
    EXPECT_EQ(secret.text(), "13");
    secret.drop_last();
    EXPECT_EQ(secret.text(), "1");
    secret.wipe();
    EXPECT_TRUE(secret.empty());
    secret.drop_last();
    EXPECT_TRUE(secret.empty());
}

TEST(Secret, MovedFromIsEmpty) {
    Secret first("一个足够长的名字，不会放在短字符串的位置里");
    Secret second(std::move(first));
    EXPECT_TRUE(first.empty());  // NOLINT(bugprone-use-after-move): that it is empty is the promise
    EXPECT_FALSE(second.empty());
    Secret third("x");
    third = std::move(second);
    EXPECT_TRUE(second.empty());  // NOLINT(bugprone-use-after-move)
    EXPECT_EQ(third.text(), "一个足够长的名字，不会放在短字符串的位置里");
}

TEST(Secret, WipeLeavesNothingInTheBuffer) {
    Secret secret("150722198001011234-and-some-more-so-that-it-is-on-the-heap");
    const char* bytes = secret.text().data();
    const auto length = secret.text().size();
    secret.wipe();
    // The buffer is still the string's own (clear() keeps its capacity), so it may be looked at.
    EXPECT_EQ(std::string(bytes, length).find_first_not_of('\0'), std::string::npos);
}

TEST(Masking, ShowsWhatTheDesignShows) {
    EXPECT_EQ(masked_name("李小明"), "李*明");
    EXPECT_EQ(masked_name("李明"), "李*");
    EXPECT_EQ(masked_name("李"), "李");
    EXPECT_EQ(masked_name(""), "");
    EXPECT_EQ(masked_name("𠮷田小明"), "𠮷*明");
    EXPECT_EQ(masked_id_number("150722198001011234"), "1507**********1234");
    EXPECT_EQ(masked_id_number("123456"), "1****6");
    EXPECT_EQ(masked_id_number(""), "");
    EXPECT_EQ(masked_phone("13812345678"), "138****5678");
    EXPECT_EQ(masked_phone("1381"), "****");
}

TEST(Masking, ToleratesBrokenUtf8) {
    EXPECT_NO_FATAL_FAILURE((void)masked_name("\xE6\x9D"));
    EXPECT_NO_FATAL_FAILURE((void)masked_name("\x80\x80\x80"));
}

}  // namespace
}  // namespace bangnin::kiosk
