#include "kiosk/sealed_person.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "tests/freed_memory.h"

namespace bangnin::kiosk {
namespace {

Person person(std::string_view name, std::string_view number, std::string_view phone) {
    return {.name = Secret(name), .id_number = Secret(number), .phone = Secret(phone)};
}

TEST(SealedPerson, IsJsonOfWhatWasGiven) {
    const auto whole = person_json(person("李䶮", "150722198001011234", "13812345678"));
    EXPECT_EQ(nlohmann::json::parse(whole.view()),
              (nlohmann::json{{"name", "李䶮"}, {"id_number", "150722198001011234"}, {"phone", "13812345678"}}));
    EXPECT_EQ(person_json(person("", "", "13812345678")).view(), R"({"phone":"13812345678"})");
    EXPECT_TRUE(person_json({}).empty());
    EXPECT_EQ(*sealed_person(person("李小明", "", ""), ""), "") << "no certificate yet";
}

TEST(SealedPerson, AnyBytesGiveJson) {
    std::mt19937 random(5);
    for (int round = 0; round < 2000; ++round) {
        std::string name(random() % 24, ' ');
        for (char& byte : name) byte = static_cast<char>(random() % (round % 2 == 0 ? 256 : 128));
        const auto json = person_json(person(name, "1", ""));
        const auto read = nlohmann::json::parse(json.view(), nullptr, false);
        ASSERT_FALSE(read.is_discarded()) << json.view();
        if (round % 2 == 1 && !name.empty()) {
            EXPECT_EQ(read["name"], name);
        }
    }
}

TEST(SealedPerson, LeavesNothingBehind) {
    const auto given = person("包青山包青山包青山", "150722196702021236", "13900001111");
    {
        const testing_memory::FreedMemory numbers("150722196702021236");
        (void)person_json(given);
        EXPECT_EQ(numbers.found(), 0);
    }
    const testing_memory::FreedMemory names("包青山");
    (void)person_json(given);
    EXPECT_EQ(names.found(), 0);
    {
        const std::string careless(40, 'x');
        [[maybe_unused]] const std::string copy = careless + "包青山";
    }
    EXPECT_GT(names.found(), 0) << "the watch itself works";
}

}  // namespace
}  // namespace bangnin::kiosk
