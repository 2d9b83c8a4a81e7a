#include "sync/model/clock.h"

#include <gtest/gtest.h>

#include <random>

namespace bangnin::sync {
namespace {

Instant at(std::string_view text) { return parse_instant(text).value(); }

TEST(Clock, InstantsAreReadAndWritten) {
    EXPECT_EQ(to_text(at("2026-11-23T08:16:00.123Z")), "2026-11-23T08:16:00.123Z");
    EXPECT_EQ(to_text(at("2026-11-23T08:16:00+08:00")), "2026-11-23T00:16:00.000Z");
    EXPECT_EQ(to_text(at("2026-11-23t08:16:00.9999999z")), "2026-11-23T08:16:00.999Z");
    EXPECT_EQ(to_text(at("2024-02-29T00:00:00-05:30")), "2024-02-29T05:30:00.000Z");
    for (const char* wrong :
         {"", "2026-11-23", "2026-11-23T08:16:00", "2026-13-23T08:16:00Z", "2026-02-30T08:16:00Z",
          "2026-11-23T24:00:00Z", "2026-11-23T08:16:60Z", "2026-11-23T08:16:00.Z", "2026-11-23T08:16:00.1234567890Z",
          "2026-11-23T08:16:00+15:00", "2026-11-23T08:16:00Zx", "1969-12-31T23:59:59Z", "1970-01-01T00:00:00+08:00",
          "9999-12-31T23:59:59-08:00", "2026-11-23 08:16:00Z", "２026-11-23T08:16:00Z"}) {
        EXPECT_FALSE(parse_instant(wrong)) << wrong;
    }
}

TEST(Clock, EveryInstantComesBack) {
    std::mt19937_64 random(11);
    for (int round = 0; round < 20'000; ++round) {
        const Instant instant{std::chrono::milliseconds{static_cast<std::int64_t>(random() % 253'402'300'800'000)}};
        ASSERT_EQ(parse_instant(to_text(instant)), instant);
    }
}

TEST(Clock, AnyBytesAreReadWithoutHarm) {
    std::mt19937_64 random(12);
    for (int round = 0; round < 20'000; ++round) {
        std::string text = "2026-11-23T08:16:00.123Z";
        for (int change = 0; change < 3; ++change) text[random() % text.size()] = static_cast<char>(random());
        if (const auto instant = parse_instant(text)) {
            ASSERT_EQ(parse_instant(to_text(*instant)), instant);
        }
        (void)LocalDay::parse(text.substr(0, 10));
        (void)HallZone::parse(text.substr(0, 6));
    }
}

TEST(Clock, TheHallsDayBeginsAtItsMidnight) {
    const HallZone zone;
    EXPECT_EQ(local_day(at("2026-11-23T15:59:59.999Z"), zone).text(), "2026-11-23");
    EXPECT_EQ(local_day(at("2026-11-23T16:00:00Z"), zone).text(), "2026-11-24");
    EXPECT_EQ(local_hour_minute(at("2026-11-23T16:05:59Z"), zone), "00:05");
    EXPECT_EQ(next_midnight(at("2026-11-23T16:00:00Z"), zone), at("2026-11-24T16:00:00Z"));
    EXPECT_EQ(next_midnight(at("2026-11-23T15:59:59Z"), zone), at("2026-11-23T16:00:00Z"));
    EXPECT_EQ(local_day(at("2026-11-23T17:00:00Z"), *HallZone::parse("Asia/Urumqi")).text(), "2026-11-23");
}

TEST(Clock, ZonesAreNamesOrDistances) {
    EXPECT_EQ(HallZone::parse("Asia/Shanghai")->offset(), std::chrono::minutes{480});
    EXPECT_EQ(HallZone::parse("-05:30")->offset(), std::chrono::minutes{-330});
    for (const char* wrong : {"", "asia/shanghai", "+8", "+08:60", "+15:00", "08:00", "Europe/Berlin"}) {
        EXPECT_FALSE(HallZone::parse(wrong)) << wrong;
    }
}

TEST(Clock, DaysAreNumbered) {
    const auto day = LocalDay::parse("2026-11-23").value();
    EXPECT_EQ(LocalDay::from_number(day.number()), day);
    EXPECT_LT(day, LocalDay::parse("2026-11-24").value());
    EXPECT_FALSE(LocalDay::parse("2026-02-29"));
}

}  // namespace
}  // namespace bangnin::sync
