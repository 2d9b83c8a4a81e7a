// A clerk's window over the wire, as a browser without scripts does it, and the stream that keeps it up to date.
#include <gtest/gtest.h>

#include <fstream>
#include <future>
#include <iterator>

#include "sync/hub/console/audit_log.h"
#include "sync/hub/console/window_stream.h"
#include "sync/seal/seal.h"
#include "tests/sync/hub/case_samples.h"
#include "tests/sync/hub/console/console_rig.h"
#include "tests/sync/hub/console/event_reader.h"

namespace bangnin::hub::test {
namespace {

using namespace console;

std::string words(sync::CallRefusal refusal) { return std::string(to_text(refusal)); }

class ConsoleWindow : public testing::Test {
  protected:
    void SetUp() override {
        hub_.start();
        kiosk_ = hub_.client(hub_.enrol("k1", "kiosk"));
        add_staff(hub_, "0527", "clerk", {"1"});
        browser_.emplace(hub_);
        ASSERT_EQ(browser_->sign_in("0527").status, 303);
        issue('A', 1, 3);
    }
    void issue(char service, std::uint32_t first, std::uint32_t last) {
        auto events = tickets(service, 1, first, last);
        for (sync::Event& event : events) event.seq = ++pushed_;
        ASSERT_EQ(kiosk_->post("/v1/events", push_body("k1", "e", std::move(events))).status, 200);
    }
    Reply page() { return browser_->get("/console/window/1"); }
    // As the page shows it.
    static std::string hidden(const Reply& page, const std::string& name) {
        const std::string mark = "name=\"" + name + "\" value=\"";
        const std::size_t begin = page.body.find(mark) + mark.size();
        return page.body.substr(begin, page.body.find('"', begin) - begin);
    }
    // Presses the page's button; gives the page it leads to.
    Reply press(const std::string& act, Fields more = {}) {
        more.emplace("do", act);
        more.emplace("expected", hidden(page(), "expected"));
        const Reply reply = browser_->post("/console/desk/1", more);
        EXPECT_EQ(reply.status, 303) << act << reply.body;
        return browser_->get(location_of(reply));
    }
    bool number_is(const Reply& page, const std::string& number) {
        return says(page, "<p class=\"number\">" + number + "</p>");
    }

    HubRig hub_;
    std::unique_ptr<Client> kiosk_;
    std::optional<Browser> browser_;
    std::uint64_t pushed_ = 0;
};

TEST_F(ConsoleWindow, ADayWithoutScripts) {
    const Reply home = browser_->get("/console");
    EXPECT_TRUE(says(home, "href=\"/console/window/1\""));
    EXPECT_FALSE(says(home, "/console/window/2")) << "not this clerk's";
    EXPECT_TRUE(says(page(), "等候 3 人"));
    EXPECT_TRUE(says(page(), "开始服务"));
    EXPECT_FALSE(says(page(), "value=\"next\"")) << "nothing to call at a window that is not theirs";
    EXPECT_TRUE(says(press("next"), "这个窗口现在由别人使用"));

    const Reply open = press("open");
    EXPECT_TRUE(says(open, "叫下一位"));
    EXPECT_TRUE(says(open, "data-key=\"F2\""));
    const Reply called = press("next");
    EXPECT_TRUE(number_is(called, "A1001")) << called.body;
    EXPECT_TRUE(says(called, "正在叫号　第 1 次"));
    EXPECT_TRUE(says(press("again"), words(sync::CallRefusal::too_soon)));
    EXPECT_TRUE(says(press("missed"), words(sync::CallRefusal::not_called_enough)));
    EXPECT_TRUE(says(press("start"), "正在办理"));
    EXPECT_TRUE(says(press("hold"), "继续办理"));
    EXPECT_TRUE(number_is(press("next"), "A1002"));
    EXPECT_FALSE(number_is(press("finish"), "A1002"));
    const Reply resumed = press("resume", {{"ticket", token_of('A', 1, 1).text()}});
    EXPECT_TRUE(number_is(resumed, "A1001"));
    const Reply moved = press("transfer", {{"queue", "B"}});
    EXPECT_TRUE(says(moved, "其他窗口（可转入）"));
    EXPECT_FALSE(says(press("move", {{"ticket", token_of('A', 1, 1).text()}, {"queue", "A"}}), "其他窗口（可转入）"));
    EXPECT_TRUE(says(press("pause"), "已暂停服务"));
    EXPECT_TRUE(says(press("dance"), "没有看懂"));
    EXPECT_TRUE(says(press("leave"), "这个窗口现在没有人"));
}

TEST_F(ConsoleWindow, APageThatIsBehindHitsNobodyElse) {
    press("open");
    const std::string nobody = hidden(page(), "expected");
    press("next");
    EXPECT_TRUE(says(press("next", {{"expected", nobody}}), words(sync::CallRefusal::other_ticket)));
    const std::string first = hidden(page(), "expected");
    press("finish");
    press("next");
    EXPECT_TRUE(says(press("finish", {{"expected", first}}), words(sync::CallRefusal::other_ticket)));
    EXPECT_TRUE(number_is(page(), "A1002"));
}

TEST_F(ConsoleWindow, AnotherClerkTakesOverOnlyByOpening) {
    press("open");
    press("next");
    add_staff(hub_, "0528", "clerk");
    Browser other(hub_);
    ASSERT_EQ(other.sign_in("0528").status, 303);
    const Reply seen = other.get("/console/window/1");
    EXPECT_TRUE(says(seen, "现在由 0527 使用"));
    EXPECT_TRUE(says(seen, "接替，开始服务"));
    const Reply refused = other.post("/console/desk/1", {{"do", "finish"}, {"expected", hidden(seen, "expected")}});
    EXPECT_TRUE(location_of(refused).ends_with("said=other_clerk"));
    EXPECT_TRUE(number_is(page(), "A1001"));
    other.post("/console/desk/1", {{"do", "open"}});
    EXPECT_TRUE(says(page(), "现在由 0528 使用"));
    EXPECT_EQ(browser_->get("/console/window/2").status, 404) << "a window that they do not serve at";
    EXPECT_EQ(browser_->post("/console/desk/2", {{"do", "open"}}).status, 404);
    EXPECT_EQ(browser_->get("/console/window/nowhere").status, 404);
}

// The case that a clerk opens for whoever is there, and only for them.
TEST_F(ConsoleWindow, ACaseLiesOpenAtTheWindow) {
    const auto counter = hub_.client(hub_.enrol("counter", "operator"));
    sync::wire::CaseRequest request{
        .token = case_token(1), .by = applicant, .project_name = "大豆<加工>", .items = {7, 30}};
    request.details = sync::ApplicantDetails{.unit_name = "兴安农产品公司", .phone = "13812345678"};
    const auto made = sync::wire::decode_case_view(counter->post("/v1/cases", encode(request)).body);
    ASSERT_TRUE(made);
    const sync::LocalDay day = basis().calendar.add_working_days(today(), 3);
    const sync::wire::CaseOrder accept{1, clerk, sync::Accept{{{"授权委托书", day}}}};
    ASSERT_EQ(counter->post("/v1/cases/" + case_token(1).text() + "/commands", encode(accept)).status, 200);
    const std::string look = "/console/cases/" + case_token(1).text() + "/look";
    const auto lay = [&](const std::string& number) {
        return browser_->post("/console/window/1/case", {{"ticket", hidden(page(), "ticket")}, {"case", number}});
    };
    press("open");
    press("next");
    EXPECT_TRUE(says(page(), "还没有打开办件"));
    EXPECT_TRUE(location_of(lay("BB000000000")).ends_with("said=no_case"));
    EXPECT_EQ(browser_->post(look, {{"reason", "核对身份"}}).status, 403) << "it lies open nowhere";
    EXPECT_EQ(location_of(lay(made->number)), "/console/window/1");
    const Reply open = page();
    EXPECT_TRUE(says(open, "大豆&lt;加工&gt;"));
    EXPECT_TRUE(says(open, made->number));
    EXPECT_TRUE(says(open, "材料 1"));
    EXPECT_TRUE(says(browser_->get("/console/window/1?tab=materials"), "授权委托书"));
    EXPECT_TRUE(says(browser_->get("/console/window/1?tab=log"), "您的申请已受理"));
    EXPECT_EQ(browser_->post(look, {{"reason", "核对身份"}}).status, 200);
    press("finish");
    EXPECT_EQ(browser_->post(look, {{"reason", "核对身份"}}).status, 403) << "that person is gone";
    press("next");
    EXPECT_TRUE(says(page(), "还没有打开办件")) << "it was the last one's";
    lay("https://hub/c/" + case_token(1).text());
    EXPECT_TRUE(says(page(), made->number)) << "scanned";
    EXPECT_EQ(browser_->post("/console/window/2/case", {{"case", made->number}}).status, 404) << "not theirs";
    EXPECT_EQ(browser_->post("/console/window/2/look", {{"reason", "核对身份"}}).status, 404);
    lay("");
    EXPECT_TRUE(says(page(), "还没有打开办件")) << "put away";
}

TEST_F(ConsoleWindow, WhoeverIsThereIsMaskedUntilTheClerkLooks) {
    const std::string person = R"({"id_number":"150722198001011234","name":"李小明","phone":"13812345678"})";
    std::ifstream pem(hub_.folder() / "state" / "sealing.pem");
    const std::string certificate(std::istreambuf_iterator<char>(pem), {});
    auto events = tickets('A', 1, 4, 4);
    auto body = sync::wire::decode_ticket_issued(events[0].body).value();
    body.sealed = sync::base64_encode(sync::seal(person, certificate).value());
    events[0].body = encode(body);
    events[0].seq = ++pushed_;
    ASSERT_EQ(kiosk_->post("/v1/events", push_body("k1", "e", events)).status, 200);
    press("open");
    for (int before = 0; before < 3; ++before) {
        EXPECT_FALSE(says(press("next"), "class=\"masks\"")) << "nothing was given";
        press("finish");
    }
    const Reply there = press("next");
    ASSERT_TRUE(number_is(there, "A1004")) << there.body;
    for (const char* mask : {"李*明", "1507**********1234", "138****5678"}) EXPECT_TRUE(says(there, mask)) << mask;
    EXPECT_FALSE(says(there, "13812345678"));
    const auto look = [&](const std::string& ticket, const std::string& reason) {
        return browser_->post("/console/window/1/look", {{"ticket", ticket}, {"reason", reason}});
    };
    EXPECT_TRUE(location_of(look(token_of('A', 1, 4).text(), "")).ends_with("said=reason"));
    EXPECT_TRUE(location_of(look(token_of('A', 1, 1).text(), "核对身份")).ends_with("said=gone"));
    const Reply opened = look(token_of('A', 1, 4).text(), "核对身份");
    EXPECT_TRUE(says(opened, "<dd>150722198001011234</dd>"));
    EXPECT_NE(opened.headers.find("no-store"), std::string::npos);
    const auto rows = AuditLog(*hub_.database().open()).list({.staff = "0527", .limit = 1}).value();
    EXPECT_EQ(rows[0].entry.act, "look_ticket");
    EXPECT_EQ(rows[0].entry.subject, "A1004，原因：核对身份");
    add_staff(hub_, "0528", "manager");
    Browser other(hub_);
    ASSERT_EQ(other.sign_in("0528").status, 303);
    other.get("/console/window/1");
    const Reply not_theirs =
        other.post("/console/window/1/look", {{"ticket", token_of('A', 1, 4).text()}, {"reason", "好奇"}});
    EXPECT_TRUE(location_of(not_theirs).ends_with("said=other_clerk")) << "only who serves them";
}

TEST_F(ConsoleWindow, EveryActIsInTheAuditLog) {
    press("open");
    press("next");
    press("missed");
    const auto database = hub_.database().open();
    AuditLog log(*database);
    const auto rows = log.list({.staff = {}, .limit = 3}).value();
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].entry.act, "missed");
    EXPECT_EQ(rows[0].entry.outcome, words(sync::CallRefusal::not_called_enough));
    EXPECT_EQ(rows[1].entry.act, "next");
    EXPECT_EQ(rows[1].entry.subject, "窗口 1 A1001");
    EXPECT_EQ(rows[1].entry.outcome, outcome_done);
    EXPECT_EQ(rows[1].entry.staff, "0527");
    EXPECT_EQ(rows[1].entry.address, "127.0.0.1");
    EXPECT_EQ(rows[2].entry.act, "open");
    EXPECT_FALSE(log.first_broken().value());
}

TEST_F(ConsoleWindow, WhatCannotBeWrittenDownIsNotDone) {
    press("open");
    const auto records = hub_.database().open();
    records->session() << "ALTER TABLE audit_log RENAME TO audit_log_away";
    const Reply reply = browser_->post("/console/desk/1", {{"do", "next"}, {"expected", hidden(page(), "expected")}});
    EXPECT_EQ(reply.status, 503);
    records->session() << "ALTER TABLE audit_log_away RENAME TO audit_log";
    const Reply after = page();
    EXPECT_TRUE(says(after, "等候 3 人")) << "nobody was called";
    EXPECT_FALSE(says(after, "正在叫号"));
    EXPECT_TRUE(number_is(press("next"), "A1001"));
}

TEST_F(ConsoleWindow, TheStreamBringsWhatChangesAndEndsWithTheSession) {
    press("open");
    EventReader events(hub_, browser_->cookies(), "/console/events?window=1");
    const Event first = events.next("window");
    EXPECT_NE(first.data.find("等候 3 人"), std::string::npos) << first.data;
    EXPECT_FALSE(events.next("alive").data.empty());
    issue('A', 4, 4);
    EXPECT_NE(events.next("window").data.find("等候 4 人"), std::string::npos);
    press("next");
    EXPECT_NE(events.next("window").data.find("A1001"), std::string::npos);
    browser_->get("/console");
    ASSERT_EQ(browser_->post("/console/sign-out", {}).status, 303);
    events.next("over");
    EXPECT_TRUE(events.ended());
}

TEST_F(ConsoleWindow, AStreamEndsWithTheHub) {
    EventReader events(hub_, browser_->cookies(), "/console/events?window=1");
    events.next("window");
    hub_.stop();
    EXPECT_TRUE(events.ended());
}

TEST_F(ConsoleWindow, OneSessionHasOnlySoManyStreams) {
    std::vector<std::unique_ptr<EventReader>> streams;
    for (int stream = 0; stream < most_streams_of_session; ++stream) {
        streams.push_back(std::make_unique<EventReader>(hub_, browser_->cookies(), "/console/events?window=1"));
        streams.back()->next("window");
    }
    EXPECT_EQ(browser_->get("/console/events?window=1").problem_code(), "too_many_streams");
    EXPECT_EQ(browser_->get("/console/events?window=2").status, 404);
    EXPECT_EQ(browser_->get("/console/events").status, 404);
    EXPECT_EQ(page().status, 200) << "pages are still served";
}

TEST(ConsoleStreams, PlacesComeBack) {
    Streams streams;
    std::vector<std::shared_ptr<void>> taken;
    for (int place = 0; place < most_streams_of_session; ++place) taken.push_back(streams.take("a"));
    EXPECT_FALSE(streams.take("a"));
    EXPECT_TRUE(streams.take("b"));
    taken.pop_back();
    EXPECT_TRUE(streams.take("a"));
    taken.clear();
    for (int place = 0; place < most_streams; ++place) taken.push_back(streams.take(std::to_string(place)));
    EXPECT_FALSE(streams.take("another"));
    EXPECT_TRUE(taken.back());
}

}  // namespace
}  // namespace bangnin::hub::test
