// The JSON of cases: every entry of a log and every command comes back as it was, and no damage is taken for anything.
#include "sync/wire/case_codec.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "tests/sync/wire/wire_samples.h"

namespace bangnin::sync::wire {
namespace {

const LocalDay day = LocalDay::parse("2026-12-01").value();
const Actor wang{ActorRole::agent, "王䶮"};

std::vector<Command> all_commands() {
    return {Accept{{{"营业执照", day}, {"法人身份证", day}}},
            Accept{},
            Decline{"不在目录"},
            Entrust{"王䶮"},
            MakePlan{"先备案\n后用地", {{7, day}, {16, day}}},
            BeginFiling{},
            CloseGap{2},
            Archive{},
            Rate{Grade::basically_satisfied},
            Terminate{Side::hall, "弄虚作假"},
            FileItem{7},
            AcceptItem{7, {{"公章", day}}},
            DemandMore{7, DemandKind::rectification, {"一", "二"}, day, "漏了"},
            DemandMore{7, DemandKind::supplement, {"一"}, day},
            AnswerDemand{7},
            ApproveItem{7},
            RejectItem{7, "不符合规划"},
            WithdrawItem{7, "不办了"}};
}

Submission sample_submission() {
    return {
        Token(Token::Bytes{3}), "大豆加工", "", 7, {{7, "企业投资项目备案", {"发改委"}}, {16, "环评", {"甲", "乙"}}}};
}

std::vector<CaseEvent> all_events() {
    std::vector<CaseEvent> events{{1, {ActorRole::applicant, "李*明"}, noon(), "已收到。", sample_submission()}};
    for (const Command& command : all_commands()) events.push_back({2, wang, noon(), "说明", command});
    events.push_back({3, {ActorRole::department, "发改委", "counter"}, noon(), "", Completion{}});
    return events;
}

ApplicantDetails sample_details() {
    ApplicantDetails details;
    details.unit_name = "兴安农产品公司";
    details.phone = "0470-5712345";
    details.key_project = KeyProject::yes;
    details.purpose = "一\n二";
    details.signature = "AAAA";
    return details;
}

CaseRequest sample_request() {
    return {Token(Token::Bytes{4}), {ActorRole::applicant, "李小明"}, "大豆加工", "2026-1", {7, 16}, "",
            sample_details()};
}

CaseView sample_case_view() {
    CaseView view;
    view.number = "BB261123001";
    view.now.token = Token(Token::Bytes{3});
    view.now.project_name = "大豆加工";
    view.now.catalogue_version = 7;
    view.now.state = CaseState::terminated;
    view.now.agent = "王*";
    view.now.plan = "先备案";
    view.now.schedule = {{16, day}};
    view.now.reason = "选址调整";
    view.now.terminated_by = Side::applicant;
    view.now.grade = Grade::satisfied;
    view.now.completed_at = noon();
    view.now.events = 9;
    CaseItem asked{{7, "企业投资项目备案", {"发改委"}}, ItemState::supplement_required};
    asked.demand = DemandMore{7, DemandKind::supplement, {"营业执照"}, day};
    asked.demands_made = {2, 1};
    view.now.items = {asked, {{16, "环评", {"甲"}}, ItemState::rejected, {}, ItemState::filed, {}, "不符合规划"}};
    view.now.gaps = {{1, 0, {"公章", day}, GapState::closed}};
    view.due = {{{DeadlineKind::supplement, 7, day}, {DueState::overdue, -3, Certainty::provisional}}};
    view.log = {{1, wang, noon(), "accept_item", 7, "已受理。"}};
    view.submitted_at = view.as_of = noon();
    return view;
}

TEST(CaseCodec, EveryEntryOfALogComesBack) {
    for (const CaseEvent& event : all_events()) {
        const auto back = decode_case_event(encode(event));
        ASSERT_TRUE(back) << encode(event) << to_text(back.error());
        EXPECT_EQ(*back, event) << encode(event);
    }
}

TEST(CaseCodec, OrdersAndRequestsComeBack) {
    for (const Command& command : all_commands()) {
        const auto back = decode_case_order(encode(CaseOrder{12, wang, command}));
        ASSERT_TRUE(back) << to_text(back.error());
        EXPECT_EQ(back->version, 12U);
        EXPECT_EQ(back->by, wang);
        EXPECT_EQ(back->what, command);
    }
    const auto request = decode_case_request(encode(sample_request()));
    ASSERT_TRUE(request) << to_text(request.error());
    EXPECT_EQ(request->token, sample_request().token);
    EXPECT_EQ(request->items, sample_request().items);
    EXPECT_EQ(request->details, sample_details());
    EXPECT_EQ(decode_applicant_details(encode(sample_details())).value(), sample_details());
}

TEST(CaseCodec, ViewsComeBack) {
    const auto back = decode_case_view(encode(sample_case_view()));
    ASSERT_TRUE(back) << to_text(back.error());
    EXPECT_EQ(back->now, sample_case_view().now);
    EXPECT_EQ(back->due, sample_case_view().due);
    EXPECT_EQ(back->log, sample_case_view().log);
    EXPECT_EQ(encode(*back), encode(sample_case_view()));
    const auto json = nlohmann::json::parse(encode(sample_case_view()));
    EXPECT_EQ(json["version"], 9);
    EXPECT_EQ(json["state_words"], "已终止");
    EXPECT_EQ(json["items"][0]["demand"]["what"][0], "营业执照");
}

TEST(CaseCodec, WhatIsWrongIsNamedByPlace) {
    const auto order = [](const char* text) {
        const auto read = decode_case_order(text);
        return read ? std::string("taken") : read.error().where;
    };
    EXPECT_EQ(order(R"({"actor":{"role":"clerk","name":"w"},"do":"archive"})"), "version");
    EXPECT_EQ(order(R"({"version":1,"actor":{"role":"king","name":"w"},"do":"archive"})"), "actor/role");
    EXPECT_EQ(order(R"({"version":1,"actor":{"role":"clerk","name":""},"do":"archive"})"), "actor/name");
    EXPECT_EQ(order(R"({"version":1,"actor":{"role":"clerk","name":"w"},"do":"submit"})"), "do");
    EXPECT_EQ(order(R"({"version":1,"actor":{"role":"clerk","name":"w"},"do":"file_item"})"), "item");
    EXPECT_EQ(order(R"({"version":1,"actor":{"role":"clerk","name":"w"},"do":"rate","grade":6})"), "grade");
    EXPECT_EQ(order(R"({"version":1,"actor":{"role":"clerk","name":"w"},"do":"accept",
                        "missing":[{"what":"a","due":"2026-12-01"},{"what":"b","due":"soon"}]})"),
              "missing/1/due");
    auto both = sample_request();
    both.sealed = "AAAA";
    EXPECT_EQ(decode_case_request(encode(both)).error().where, "details");
    EXPECT_EQ(decode_case_request(std::string(max_case_bytes + 1, ' ')).error().fault, WireFault::too_large);
}

TEST(CaseCodec, AnyDamageIsSurvived) {
    std::mt19937 random(20261128);
    std::vector<std::string> good{encode(sample_request()), encode(sample_case_view())};
    for (const CaseEvent& event : all_events()) good.push_back(encode(event));
    for (int round = 0; round < 20000; ++round) {
        std::string text = good[random() % good.size()];
        for (std::uint32_t change = random() % 4 + 1; change > 0; --change) {
            text[random() % text.size()] = static_cast<char>(random());
        }
        const auto event = decode_case_event(text);
        ASSERT_TRUE(!event || decode_case_event(encode(*event)).value() == *event) << text;
        const auto view = decode_case_view(text);
        ASSERT_TRUE(!view || decode_case_view(encode(*view))) << text;
        (void)decode_case_order(text);
        (void)decode_case_request(text);
        (void)decode_applicant_details(text);
    }
}

}  // namespace
}  // namespace bangnin::sync::wire
