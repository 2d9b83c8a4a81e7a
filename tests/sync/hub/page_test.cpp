// The phone's page: what it says in each state, what it can never contain, and how a real hub serves it.
#include "sync/hub/page.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/sync/hub/hub_rig.h"

namespace bangnin::hub::test {
namespace {

using sync::TicketState;

TicketPage sample() {
    TicketPage page;
    page.ticket.token = sync::Token(sync::Token::Bytes{1}).text();
    page.ticket.number = "A1023";
    page.ticket.department = "帮您办窗口";
    page.ticket.ahead = 6;
    page.ticket.issued_at = sync::parse_instant("2026-03-12T02:42:00Z").value();
    page.ticket.as_of = sync::parse_instant("2026-03-12T02:45:00Z").value();
    page.ticket.estimate = sync::Estimate{18, 60, page.ticket.as_of};
    page.service = "投资项目代办";
    return page;
}

const Hall hall{"鄂伦春自治旗政务服务大厅", "0470-5621234", {}};

bool says(const std::string& html, std::string_view words) { return html.find(words) != std::string::npos; }

TEST(Page, SaysWhatAWaitingPersonWantsToKnow) {
    const std::string html = render_ticket(sample(), hall);
    for (const char* words : {"A1023", "投资项目代办", "帮您办窗口", ">6</span> 人", "18–60", "正在等候", "截至 10:45",
                              "2026 年 3 月 12 日", "tel:0470-5621234", "lang=\"zh-CN\"", "http-equiv=\"refresh\""}) {
        EXPECT_TRUE(says(html, words)) << words;
    }
    EXPECT_LE(html.size(), largest_page);
    EXPECT_FALSE(says(html, "{{"));
    EXPECT_FALSE(says(html, "<script"));
    EXPECT_FALSE(says(html, " style="));  // the security policy forbids them
}

TEST(Page, EachStateHasItsWords) {
    TicketPage page = sample();
    const std::pair<TicketState, const char*> states[] = {{TicketState::called, "请现在到窗口"},
                                                          {TicketState::serving, "正在办理"},
                                                          {TicketState::done, "办好了"},
                                                          {TicketState::missed, "已过号"},
                                                          {TicketState::cancelled, "已取消"}};
    for (const auto& [state, words] : states) {
        page.ticket.state = state;
        const std::string html = render_ticket(page, hall);
        EXPECT_TRUE(says(html, words)) << words;
        EXPECT_FALSE(says(html, "前面还有")) << words;
    }
    page.ticket.state = TicketState::waiting;
    page.day = TicketDay::past;
    EXPECT_TRUE(says(render_ticket(page, hall), "已过当天"));
    EXPECT_FALSE(says(render_ticket(page, hall), "前面还有"));
}

TEST(Page, LargeTextIsALinkNotAScript) {
    TicketPage page = sample();
    EXPECT_TRUE(says(render_ticket(page, hall), "?size=large\">大字"));
    page.look.size = TextSize::large;
    EXPECT_TRUE(says(render_ticket(page, hall), "class=\"large\""));
}

TEST(Page, PromisesNoWaitWhileAllWindowsHavePaused) {
    TicketPage page = sample();
    page.ticket.open_windows = 0;
    page.ticket.estimate.reset();
    const std::string html = render_ticket(page, hall);
    EXPECT_TRUE(says(html, "现在没有开放的窗口"));
    EXPECT_TRUE(says(html, ">6</span> 人"));
    EXPECT_FALSE(says(html, "分钟"));
    page.ticket.open_windows = 2;
    EXPECT_FALSE(says(render_ticket(page, hall), "没有开放的窗口"));
}

TEST(Page, RenewsItselfOnlyWhileSomethingCanHappen) {
    TicketPage page = sample();
    const auto renews = [&] { return says(render_ticket(page, hall), "http-equiv=\"refresh\""); };
    EXPECT_TRUE(renews());
    page.ticket.state = TicketState::done;
    EXPECT_FALSE(renews()) << "somebody may be writing what he thinks";
    page.ticket.state = TicketState::missed;
    EXPECT_TRUE(renews());
    page.day = TicketDay::past;
    EXPECT_FALSE(renews());
}

TEST(Page, AServedTicketIsRatedThere) {
    TicketPage page = sample();
    page.ticket.state = TicketState::done;
    EXPECT_FALSE(says(render_ticket(page, hall), "<form"));
    page.rating = {RatingStage::open, std::nullopt, "ID"};
    std::string html = render_ticket(page, hall);
    EXPECT_TRUE(says(html, "<form method=\"post\" action=\"/t/" + page.ticket.token + "\">"));
    EXPECT_TRUE(says(html, "name=\"rating\" value=\"ID\""));
    for (const char* grade : {"value=\"5\"", "value=\"4\"", "value=\"3\"", "value=\"2\"", "value=\"1\""}) {
        EXPECT_TRUE(says(html, grade)) << grade;
    }
    EXPECT_FALSE(says(html, "checked")) << "nothing is chosen for anybody";
    page.rating = {RatingStage::given, sync::Grade::dissatisfied, "ID"};
    html = render_ticket(page, hall);
    EXPECT_TRUE(says(html, "您的评价：不满意"));
    EXPECT_TRUE(says(html, "<details><summary>改评价"));
    page.rating = {RatingStage::closed, sync::Grade::dissatisfied, ""};
    EXPECT_FALSE(says(render_ticket(page, hall), "<form"));
    page.day = TicketDay::past;
    EXPECT_TRUE(says(render_ticket(page, hall), "办好了")) << "a ticket that was served stays that";
}

TEST(Page, EveryLanguageIsALinkAndSaysWhichItIs) {
    TicketPage page = sample();
    page.look.language = locale::Language::mongolian;
    const std::string html = render_ticket(page, hall);
    EXPECT_TRUE(says(html, "<html lang=\"mn-Mong\" class=\"columns\">"));
    EXPECT_TRUE(says(html, locale::mongolian_column("您的号码").value()));
    EXPECT_TRUE(says(html, "<span lang=\"zh-CN\">前面还有</span>")) << "what is not translated says that it is Chinese";
    EXPECT_TRUE(says(html, "?lang=en\" lang=\"en\""));
    EXPECT_TRUE(says(html, "?lang=mn&amp;size=large"));
    EXPECT_LE(html.size(), largest_page);
    page.look.language = locale::Language::english;
    EXPECT_TRUE(says(render_ticket(page, hall), "Ahead of you"));
    EXPECT_EQ(locale::language(), locale::Language::chinese) << "the thread's is as before";
}

TEST(Page, EscapesWhateverComesFromOutside) {
    EXPECT_EQ(html_escaped("<a href=\"x\">&'"), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
    EXPECT_EQ(html_escaped("李䶮𠮷"), "李䶮𠮷");
    EXPECT_EQ(html_escaped(std::string_view("a\0b", 3)), "a\uFFFDb");
    EXPECT_EQ(html_escaped("\xff\xe6\x9d"), "\uFFFD\uFFFD\uFFFD");
    EXPECT_EQ(html_escaped("\xed\xa0\x80"), "\uFFFD\uFFFD\uFFFD");  // half a surrogate pair
}

TEST(Page, NoBytesBreakOutOfIt) {
    std::mt19937 random(20261123);
    for (int round = 0; round < 500; ++round) {
        TicketPage page = sample();
        std::string bytes;
        for (std::uint32_t length = random() % 200; length > 0; --length) {
            bytes.push_back("<>\"'&{}/\n\0\xe6\xff script"[random() % 20]);
        }
        page.ticket.number = page.ticket.department = page.service = page.ticket.window = bytes;
        const std::string html = render_ticket(page, {bytes, bytes, {}});
        EXPECT_FALSE(says(html, "<script"));
        EXPECT_TRUE(html.ends_with("</html>\n"));
    }
}

TEST(Page, IsServedToAnyoneWithTheToken) {
    HubRig hub;
    hub.start();
    hub.client(hub.enrol("k1", "kiosk"))->post("/v1/events", push_body("k1", "e1", tickets('A', 1, 1, 3)));
    const auto phone = hub.client(hub.stranger());
    const Reply page = phone->get("/t/" + token_of('A', 1, 3).text());
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(page.type, "text/html; charset=utf-8");
    EXPECT_TRUE(says(page.body, "A1003"));
    EXPECT_TRUE(says(page.body, ">2</span> 人"));
    EXPECT_TRUE(says(page.body, "1 楼 3 号窗口"));
    for (const char* header : {"Content-Security-Policy: default-src 'none'", "X-Content-Type-Options: nosniff",
                               "Referrer-Policy: no-referrer", "Cache-Control: no-store"}) {
        EXPECT_TRUE(says(page.headers, header)) << header;
    }
    for (const std::string& token :
         {token_of('A', 1, 99).text(), std::string("garbage"), std::string("%3Cscript%3E"), std::string(1500, 'A')}) {
        const Reply unknown = phone->get("/t/" + token);
        EXPECT_EQ(unknown.status, 404);
        EXPECT_TRUE(says(unknown.body, "没有找到这个号"));
        EXPECT_FALSE(says(unknown.body, "<script"));
    }
}

}  // namespace
}  // namespace bangnin::hub::test
