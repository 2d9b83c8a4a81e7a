// What of a document stands instead of a terminal's own sections, and what no document can say.
#include "sync/settings/hall_settings.h"

#include <gtest/gtest.h>

#include <random>

namespace bangnin::sync {
namespace {

using namespace std::chrono;

ServiceConfig queue(char letter, const std::string& department) {
    ServiceConfig service;
    service.letter = letter;
    service.department = department;
    service.name.zh = department;
    return service;
}

HallSettings own() {
    HallSettings settings;
    settings.name.zh = "大厅";
    settings.short_name.zh = "大厅";
    settings.open_until = "17:30";
    settings.rating.verify_days = 3;
    settings.services = {queue('A', "帮您办窗口"), queue('B', "自然资源局")};
    settings.notices.push_back({.text = {.zh = "停车场关闭", .mn = {}, .en = {}}});
    return settings;
}

HallSettings with(const std::string& text) {
    const auto settings = with_document(own(), text, "hall version 7");
    EXPECT_TRUE(settings) << settings.error().text();
    return settings.value_or(HallSettings{});
}

std::string refusal(const std::string& text) {
    const auto settings = with_document(own(), text, "hall version 7");
    return settings ? "accepted" : settings.error().text();
}

TEST(HallSettings, AnEmptyDocumentLeavesTheMachinesOwn) { EXPECT_EQ(with(""), own()); }

TEST(HallSettings, ASectionStandsWholeInsteadOfTheOwnOne) {
    const auto settings = with("[hall]\nname = \"新大厅\"\nopening = [\"mon-fri 09:00-17:00\"]\nzone = \"UTC\"\n");
    EXPECT_EQ(settings.name.zh, "新大厅");
    EXPECT_EQ(settings.short_name.zh, "新大厅") << "the own one goes with its section";
    EXPECT_EQ(settings.open_until, "");
    EXPECT_EQ(week_table(settings.opening).size(), 2U);
    EXPECT_EQ(settings.utc_offset_minutes, 0);
    EXPECT_EQ(settings.services, own().services);
    EXPECT_EQ(settings.rating, own().rating);
    EXPECT_EQ(settings.notices, own().notices);
}

TEST(HallSettings, EachSectionByItself) {
    const auto rating = with("[rating]\nmend_days = 10\n").rating;
    EXPECT_EQ(rating.mend_days, 10);
    EXPECT_EQ(rating.verify_days, usual_rating_terms().verify_days);
    EXPECT_EQ(rating.reasons, own().rating.reasons);
    const auto reasons = with("[[rating_reason]]\ncode = \"noise\"\nwords = \"太吵\"\nworst = 1\nbest = 2\n").rating;
    ASSERT_EQ(reasons.reasons.size(), 1U);
    EXPECT_EQ(reasons.reasons[0].code, "noise");
    EXPECT_EQ(reasons.verify_days, 3);
    const auto services = with(
        "[[service]]\nletter = \"B\"\ndepartment = \"自然资源局\"\n"
        "[[service]]\nletter = \"A\"\ndepartment = \"帮您办窗口\"\nagency = true\n");
    ASSERT_EQ(services.services.size(), 2U);
    EXPECT_EQ(services.services[0].letter, 'A') << "the agency window's first";
    EXPECT_EQ(with("notice = []\n").notices.size(), 0U);
}

TEST(HallSettings, WhatBelongsToOneMachineIsInNoDocument) {
    for (const std::string section : {"kiosk", "hub", "id_reader", "scanner", "printer", "voice", "staff", "times"}) {
        EXPECT_EQ(refusal("[" + section + "]\n"), "hall version 7:1: " + section + ": is not a known key");
    }
    EXPECT_EQ(refusal("[hall]\nname = \"大厅\"\nproduction = false\n"),
              "hall version 7:3: hall.production: is not a known key");
}

TEST(HallSettings, WhatIsWrongIsSaidWithItsLine) {
    EXPECT_EQ(refusal("[hall]\nopen_until = \"17:30\"\n"), "hall version 7:1: hall.name: is needed: the hall's name");
    EXPECT_EQ(refusal("[hall]\nname = \"大厅\"\nopening = [\"mon 8-12\"]\n"),
              "hall version 7:3: hall.opening: \"mon 8-12\" \"8-12\" must be hours such as 08:30-12:00, or closed");
    EXPECT_EQ(refusal("[[rating_reason]]\ncode = \"A\"\nwords = \"x\"\n"),
              "hall version 7:2: rating_reason[1].code: must be 1 to 32 of a-z and '_'");
    EXPECT_EQ(refusal("service = []\n"), "hall version 7:1: service: at least one [[service]] is needed");
    EXPECT_EQ(refusal("[[notice]]\nfrom = \"2026-10-01\"\n"), "hall version 7:1: notice[1].text: is needed");
    EXPECT_EQ(refusal("[[notice]]\ntext = \"x\"\nfrom = \"1 October\"\n"),
              "hall version 7:3: notice[1].from: must be a date such as \"2026-10-01\"");
    EXPECT_EQ(refusal("[[notice]]\ntext = \"x\"\nfrom = \"2026-10-02\"\nuntil = \"2026-10-01\"\n"),
              "hall version 7:4: notice[1].until: is before from");
    EXPECT_EQ(refusal("[hall\n").substr(0, 17), "hall version 7:1:");
    EXPECT_EQ(refusal(std::string(longest_settings + 1, '#')), "hall version 7: is larger than 256 KiB");
}

TEST(HallSettings, TheDaysNoticeIsTheFirstThatIsInForce) {
    const sys_days holiday = 2026y / October / 1;
    const std::vector<HallNotice> notices{
        {.text = {.zh = "放假", .mn = {}, .en = {}}, .from = holiday, .until = holiday + days(6)},
        {.text = {.zh = "停车", .mn = {}, .en = {}}, .from = {}, .until = holiday + days(7)}};
    const auto shown = [&](sys_days day, minutes of_day) -> std::string {
        constexpr int east_eight = 480;
        const auto* notice = notice_of_day(notices, day + of_day - minutes(east_eight), east_eight);
        return notice == nullptr ? "" : notice->text.zh;
    };
    EXPECT_EQ(shown(holiday - days(1), 23h + 59min), "停车");
    EXPECT_EQ(shown(holiday, 0min), "放假");
    EXPECT_EQ(shown(holiday + days(6), 23h + 59min), "放假");
    EXPECT_EQ(shown(holiday + days(7), 0min), "停车");
    EXPECT_EQ(shown(holiday + days(8), 0min), "");
}

TEST(HallSettings, AnyBytesHaveAnAnswer) {
    std::mt19937 random(7);
    const std::string good = "[hall]\nname = \"大厅\"\n[rating]\nmend_days = 3\n[[notice]]\ntext = { zh = \"x\" }\n";
    for (int round = 0; round < 400; ++round) {
        std::string text = good;
        for (int changes = 0; changes <= round % 7; ++changes) {
            text[random() % text.size()] = static_cast<char>(random() % 256);
        }
        const auto settings = with_document(own(), text, "d");
        EXPECT_TRUE(settings ? !settings->services.empty() : !settings.error().reason.empty());
    }
}

}  // namespace
}  // namespace bangnin::sync
