// A case's page: what it tells the applicant in each state, and what it can never grow to or contain.
#include <gtest/gtest.h>

#include <random>

#include "sync/hub/page.h"
#include "tests/sync/hub/case_samples.h"

namespace bangnin::hub::test {
namespace {

using sync::CaseState;
using sync::ItemState;

const Hall hall{"鄂伦春自治旗政务服务大厅", "0470-5621234", {}};

bool says(const std::string& html, std::string_view words) { return html.find(words) != std::string::npos; }

sync::CaseItem item(std::uint32_t number, ItemState state) {
    sync::CaseItem item{*sync::item_of(basis().catalogue, number)};
    item.state = state;
    return item;
}

CasePage sample() {
    CasePage page;
    page.view.number = "BB260921001";
    page.view.as_of = instant_of("2026-09-23T02:42:00Z");
    sync::Case& now = page.view.now;
    now.token = case_token(1);
    now.project_name = "大杨树镇大豆精深加工投资项目";
    now.state = CaseState::under_review;
    now.agent = "王*";
    now.items = {item(7, ItemState::approved), item(16, ItemState::accepted), item(30, ItemState::supplement_required)};
    now.items[2].demand =
        sync::DemandMore{30, sync::DemandKind::supplement, {"使用林地现状调查表（盖章）"}, day_of("2026-09-30")};
    page.view.due = {{{sync::DeadlineKind::filing, 7, day_of("2026-09-24")}, {sync::DueState::due, 1}},
                     {{sync::DeadlineKind::supplement, 30, day_of("2026-09-30")}, {sync::DueState::due, 4}}};
    page.view.log = {{1, {}, instant_of("2026-09-21T02:00:00Z"), "submit", 0, "已收到您的代办帮办申请，共3项。"},
                     {2, {}, instant_of("2026-09-22T03:00:00Z"), "demand_more", 30, "需要补充材料"}};
    return page;
}

TEST(CasePage, SaysWhatIsWantedAndByWhen) {
    const std::string html = render_case(sample(), hall);
    for (const char* words : {"办件编号 BB260921001",
                              "帮办员 王*",
                              "大杨树镇大豆精深加工投资项目",
                              "2 项正在办，1 项办好了",
                              "请补 1 份材料",
                              "使用林地现状调查表（盖章）",
                              "9 月 30 日前都可以，还有 4 个工作日",
                              "已交的材料都有效",
                              "要补材料",
                              "正在办",
                              "办好了",
                              "建设项目使用林地审批",
                              "林草局",
                              "9 月 22 日起",
                              "2026-09-22 11:00",
                              "截至 10:42",
                              "tel:0470-5621234",
                              "aria-current=\"step\"",
                              "<main>",
                              "aria-label=\"语言\""}) {
        EXPECT_TRUE(says(html, words)) << words;
    }
    EXPECT_FALSE(says(html, "9 月 24 日前")) << "filing is the agent's";
    EXPECT_LT(html.find("建设项目使用林地审批</h3>"), html.find("企业投资项目备案</h3>"))
        << "what wants something first";
    EXPECT_LT(html.find("需要补充材料"), html.find("已收到您的代办帮办申请")) << "the latest first";
    EXPECT_FALSE(says(html, "{{"));
    EXPECT_FALSE(says(html, "<script"));
    EXPECT_FALSE(says(html, " style="));
    EXPECT_FALSE(says(html, "<form"));
}

TEST(CasePage, EachStateHasItsWords) {
    CasePage page = sample();
    page.view.due.clear();
    page.view.now.reason = "选址调整";
    const std::pair<CaseState, const char*> states[] = {
        {CaseState::submitted, "正等待受理"},      {CaseState::accepted, "正在安排帮办员"},
        {CaseState::declined, "没有受理。原因："}, {CaseState::entrusted, "正在制定方案"},
        {CaseState::planned, "方案已定"},          {CaseState::filing, "正协助您填写表单"},
        {CaseState::completed, "材料返还以后"},    {CaseState::archived, "材料已经返还"},
        {CaseState::rated, "谢谢您的评价"},        {CaseState::terminated, "已终止。原因："}};
    for (const auto& [state, words] : states) {
        page.view.now.state = state;
        const std::string html = render_case(page, hall);
        const bool broken_off = state == CaseState::declined || state == CaseState::terminated;
        EXPECT_TRUE(says(html, words)) << words;
        EXPECT_FALSE(says(html, "需要您做的")) << words;
        EXPECT_EQ(says(html, "选址调整"), broken_off) << words;
        EXPECT_EQ(says(html, "class=\"steps\""), !broken_off) << words;
    }
}

TEST(CasePage, DeadlinesThatPassedOrEndTodaySaySo) {
    CasePage page = sample();
    page.view.due[1].due = {sync::DueState::overdue, -2};
    EXPECT_TRUE(says(render_case(page, hall), "9 月 30 日已过，请尽快联系帮办员"));
    page.view.due[1].due = {sync::DueState::due_soon, 0};
    EXPECT_TRUE(says(render_case(page, hall), "今天（9 月 30 日）是最后一天"));
}

TEST(CasePage, WhatIsMissingOfTheWholeCaseIsWantedOnce) {
    CasePage page = sample();
    page.view.now.gaps = {{1, 0, {"营业执照", day_of("2026-09-28")}},
                          {2, 0, {"法人身份证", day_of("2026-09-28")}},
                          {3, 0, {"公章", day_of("2026-09-28")}, sync::GapState::closed}};
    const sync::wire::CaseDeadline gap{{sync::DeadlineKind::gap, 0, day_of("2026-09-28")}, {sync::DueState::due, 1}};
    page.view.due.insert(page.view.due.begin(), {gap, gap});
    const std::string html = render_case(page, hall);
    EXPECT_TRUE(says(html, "请补 2 份材料"));
    EXPECT_TRUE(says(html, "营业执照"));
    EXPECT_FALSE(says(html, "公章"));
    EXPECT_EQ(html.find("营业执照"), html.rfind("营业执照"));
}

TEST(CasePage, IsRatedThereOnceItIsArchived) {
    CasePage page = sample();
    page.view.now.state = CaseState::archived;
    page.rating = {RatingStage::open, std::nullopt, "ID"};
    EXPECT_TRUE(says(render_case(page, hall), "action=\"/c/" + case_token(1).text() + "\""));
}

TEST(CasePage, MongolianStandsInColumnsAndLargeIsLarge) {
    CasePage page = sample();
    page.look = {locale::Language::mongolian, TextSize::large};
    const std::string html = render_case(page, hall);
    EXPECT_TRUE(says(html, "<html lang=\"mn-Mong\" class=\"large columns\">"));
    EXPECT_TRUE(says(html, "<h1 lang=\"zh-CN\">"));
    page.look.language = locale::Language::english;
    EXPECT_TRUE(says(render_case(page, hall), "Any time until "));
}

// The largest case the rules allow, with texts that grow most when they are escaped.
TEST(CasePage, NeverGrowsBeyondItsSize) {
    CasePage page = sample();
    std::string text;
    for (int letter = 0; letter < 200; ++letter) text += '"';
    std::string reason;
    for (int letter = 0; letter < 1000; ++letter) reason += "<";
    page.view.now.project_name = text;
    page.view.now.agent = text;
    page.view.now.reason = reason;
    page.view.now.items.clear();
    page.view.due.clear();
    for (std::uint32_t number = 1; number <= 33; ++number) {
        sync::CaseItem wanting = item(number, ItemState::supplement_required);
        wanting.demand = sync::DemandMore{number, sync::DemandKind::supplement, {}, day_of("2026-09-30")};
        wanting.demand->what.assign(sync::most_entries, text);
        wanting.reason = reason;
        page.view.now.items.push_back(wanting);
        page.view.due.push_back({{sync::DeadlineKind::supplement, number, day_of("2026-09-30")}, {}});
        page.view.log.push_back({number, {}, page.view.as_of, "demand_more", number, reason + reason});
    }
    for (std::uint32_t number = 34; number < 300; ++number) {
        page.view.log.push_back({number, {}, page.view.as_of, "entrust", 0, "代办员已更换。"});
    }
    page.rating = {RatingStage::given, sync::Grade::satisfied, "ID"};
    for (const auto language : {locale::Language::chinese, locale::Language::mongolian, locale::Language::english}) {
        for (const CaseState state : {CaseState::under_review, CaseState::terminated}) {
            page.look.language = language;
            page.view.now.state = state;
            const std::string html = render_case(page, hall);
            EXPECT_LE(html.size(), largest_page);
            EXPECT_TRUE(html.ends_with("</html>\n"));
        }
    }
    page.look.language = locale::Language::chinese;
    const std::string html = render_case(page, hall);
    EXPECT_TRUE(says(html, "项，请问帮办员。"));
    EXPECT_TRUE(says(html, "更早的记录请问帮办员"));
}

TEST(CasePage, NoBytesBreakOutOfIt) {
    std::mt19937 random(20261128);
    for (int round = 0; round < 300; ++round) {
        std::string bytes;
        for (std::uint32_t length = random() % 200; length > 0; --length) {
            bytes.push_back("<>\"'&{}/\n\0\xe6\xff script"[random() % 20]);
        }
        CasePage page = sample();
        page.view.number = page.view.now.project_name = page.view.now.agent = page.view.now.reason = bytes;
        page.view.now.items[2].item.name = page.view.now.items[2].reason = bytes;
        page.view.now.items[2].demand->what = {bytes};
        page.view.log[1].words = bytes;
        const std::string html = render_case(page, hall);
        EXPECT_FALSE(says(html, "<script"));
        EXPECT_TRUE(html.ends_with("</html>\n"));
    }
}

}  // namespace
}  // namespace bangnin::hub::test
