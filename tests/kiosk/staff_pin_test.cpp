// The staff PIN's hash, and the file that keeps what staff said.
#include "kiosk/staff_pin.h"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <fstream>

#include "kiosk/pin_desk.h"
#include "kiosk/staff_record.h"

namespace bangnin::kiosk {
namespace {

TEST(StaffPin, OnlyTheRightPinMatches) {
    const auto hash = staff_pin_hash("482915");
    ASSERT_TRUE(hash);
    EXPECT_TRUE(hash->starts_with("$argon2id$"));
    EXPECT_EQ(hash->find("482915"), std::string::npos);
    EXPECT_TRUE(is_staff_pin_hash(*hash));
    EXPECT_TRUE(staff_pin_matches(*hash, "482915"));
    for (const char* wrong : {"482914", "48291", "4829150", "", "482915 "}) {
        EXPECT_FALSE(staff_pin_matches(*hash, wrong)) << wrong;
    }
    EXPECT_NE(*hash, staff_pin_hash("482915")) << "the salt is its own each time";
}

TEST(StaffPin, IsSixToTwelveDigits) {
    for (const char* bad : {"", "12345", "1234567890123", "12345a", "１２３４５６", "12 456"}) {
        EXPECT_EQ(staff_pin_hash(bad).error(), StaffPinError::not_digits) << bad;
    }
}

TEST(StaffPin, WhatIsNoHashOfOursIsRefused) {
    const std::string hash = staff_pin_hash("123456").value_or("");
    for (const std::string& bad : {std::string(), std::string("123456"), std::string("$argon2id$"),
                                   hash.substr(0, hash.size() / 2), "$argon2i$" + hash.substr(10),
                                   std::string("$argon2id$v=19$m=4194304,t=9,p=1$") + hash.substr(hash.rfind('$') - 22),
                                   std::string(500, '$')}) {
        EXPECT_FALSE(is_staff_pin_hash(bad)) << bad;
        EXPECT_FALSE(staff_pin_matches(bad, "123456")) << bad;
    }
}

TEST(StaffPin, TheDeskAnswersEachCheck) {
    std::vector<PinVerdict> verdicts;
    PinDesk desk(staff_pin_hash("123456").value_or(""), [&](PinAnswer answer) { verdicts.push_back(answer.verdict); });
    desk.check(Secret("654321"));
    desk.check(Secret("123456"));
    desk.stop();
    EXPECT_EQ(verdicts, (std::vector{PinVerdict::wrong, PinVerdict::right}));
}

TEST(StaffPin, WhoTypedBeforeOpensNothingForWhoTypesNow) {
    std::vector<PinAnswer> answers;
    PinDesk desk(staff_pin_hash("123456").value_or(""), [&](PinAnswer answer) { answers.push_back(answer); });
    desk.check(Secret("123456"));
    desk.check(Secret("654321"));
    desk.stop();
    ASSERT_EQ(answers.size(), 2U);
    EXPECT_FALSE(desk.is_latest(answers[0]));
    EXPECT_TRUE(desk.is_latest(answers[1]));
    desk.forget();
    EXPECT_FALSE(desk.is_latest(answers[1])) << "the page was left";
}

class StaffRecordTest : public testing::Test {
  protected:
    StaffRecordTest() {
        std::string name = (std::filesystem::temp_directory_path() / "bangnin-staff.XXXXXX").string();
        folder_ = ::mkdtemp(name.data()) == nullptr ? "" : name;
    }
    ~StaffRecordTest() override {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    [[nodiscard]] std::filesystem::path file() const { return staff_record_file(folder_); }

    std::filesystem::path folder_;
};

TEST_F(StaffRecordTest, KeepsWhatWasSaid) {
    EXPECT_EQ(load_staff_record(file()), StaffRecord{});
    const StaffRecord said{.service = ServiceState::paused, .since_paper = 123, .wrong_pins = 4};
    for (const auto care : {Care::lasting, Care::light}) {
        EXPECT_EQ(save_staff_record(file(), said, care), Kept::yes);
        EXPECT_EQ(load_staff_record(file()), said);
        EXPECT_EQ(save_staff_record(file(), {}, care), Kept::yes);
        EXPECT_EQ(load_staff_record(file()), StaffRecord{});
    }
    struct stat state{};
    ASSERT_EQ(::stat(file().c_str(), &state), 0);
    EXPECT_EQ(state.st_mode & 0777U, 0600U);
}

TEST_F(StaffRecordTest, ADamagedFileIsATerminalOfWhichNobodyHasSaidAnything) {
    for (const std::string& text : {std::string("{"), std::string("[1]"), std::string(100'000, 'x'),
                                    std::string(R"({"service":7,"since_paper":-3,"wrong_pins":"many"})")}) {
        std::ofstream(file(), std::ios::trunc) << text;
        EXPECT_EQ(load_staff_record(file()), StaffRecord{}) << text.substr(0, 60);
    }
}

TEST_F(StaffRecordTest, SaysWhenNothingCouldBeKept) {
    const StaffRecord paused{.service = ServiceState::paused};
    EXPECT_EQ(save_staff_record(folder_ / "absent" / "staff.json", paused, Care::lasting), Kept::no);
}

}  // namespace
}  // namespace bangnin::kiosk
