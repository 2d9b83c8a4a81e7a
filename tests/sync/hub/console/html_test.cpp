// The console's markup and what browsers send it: text never becomes markup, no bytes break the readers.
#include "sync/hub/console/html.h"

#include <gtest/gtest.h>

#include <random>
#include <regex>

#include "sync/hub/console/form.h"
#include "sync/hub/console/page_frame.h"
#include "sync/hub/console/sign_in_page.h"

namespace bangnin::hub::console {
namespace {

TEST(ConsoleHtml, TextIsEscapedAndMarkupIsNot) {
    const Html inner = fill("<b>{{text}}</b>", {{"text", "<script>&'\""}});
    EXPECT_EQ(inner.markup(), "<b>&lt;script&gt;&amp;&#39;&quot;</b>");
    EXPECT_EQ(fill("<p>{{inner}}{{number}}{{absent}}</p>", {{"inner", inner}, {"number", 7}}).markup(),
              "<p>" + inner.markup() + "7</p>");
    EXPECT_EQ(fill("{{a}}", {{"a", "{{b}}"}, {"b", "x"}}).markup(), "{{b}}") << "what was filled in is no template";
    EXPECT_EQ(fill("{{open", {}).markup(), "{{open");
}

TEST(ConsoleHtml, AnAddressPartKeepsToItself) {
    EXPECT_EQ(url_part("3"), "3");
    EXPECT_EQ(url_part("a/b?c=d&e f"), "a%2Fb%3Fc%3Dd%26e%20f");
    EXPECT_EQ(url_part("林"), "%E6%9E%97");
}

TEST(ConsoleHtml, NoBytesBreakOutOfAPage) {
    std::mt19937 random(20261128);
    for (int round = 0; round < 300; ++round) {
        std::string bytes;
        for (std::uint32_t length = random() % 120; length > 0; --length) {
            bytes.push_back("<>\"'&{}/\n\0\xe6\xff script"[random() % 20]);
        }
        const Viewer viewer{{bytes, bytes, StaffRole::admin, {bytes}, {bytes}, StaffState::active}, bytes};
        for (const std::string& page : {render_sign_in({bytes, bytes, bytes, bytes, SignInFault::wrong}),
                                        render_notice_page(bytes, bytes, bytes, &viewer)}) {
            EXPECT_EQ(page.find("<script"), page.rfind("<script")) << "only our own";
            EXPECT_TRUE(page.ends_with("</html>\n"));
        }
    }
}

TEST(ConsoleHtml, PagesHoldNothingThatTheirPolicyForbids) {
    const Viewer viewer{{"0527", "白音", StaffRole::admin, {}, {}, StaffState::active}, "token"};
    for (const std::string& page : {render_sign_in({"大厅", "t", "", "", SignInFault::none}),
                                    render_notice_page("大厅", "标题", "话", &viewer)}) {
        EXPECT_EQ(page.find(" style="), std::string::npos);
        EXPECT_EQ(page.find("<style"), std::string::npos);
        EXPECT_FALSE(std::regex_search(page, std::regex(" on[a-z]+="))) << "no handlers";
        EXPECT_NE(page.find("lang=\"zh-CN\""), std::string::npos);
    }
}

TEST(ConsoleForm, IsReadAsABrowserWritesIt) {
    const auto form = parse_form("login=0527&words=%E4%BD%A0+%E5%A5%BD%0D%0A2&empty=&login=other&flag");
    ASSERT_TRUE(form);
    EXPECT_EQ(field(*form, "login"), "0527") << "the first counts";
    EXPECT_EQ(field(*form, "words"), "你 好\n2");
    EXPECT_EQ(field(*form, "empty"), "");
    EXPECT_TRUE(form->contains("flag"));
    EXPECT_EQ(field(*form, "absent"), "");
}

TEST(ConsoleForm, BadOnesAreRefused) {
    EXPECT_FALSE(parse_form("a=%"));
    EXPECT_FALSE(parse_form("a=%4"));
    EXPECT_FALSE(parse_form("a=%zz"));
    EXPECT_FALSE(parse_form("a=%00"));
    EXPECT_FALSE(parse_form(std::string(longest_form + 1, 'a')));
    std::string many;
    for (std::size_t index = 0; index <= most_fields; ++index) many += "f" + std::to_string(index) + "=1&";
    EXPECT_FALSE(parse_form(many));
}

TEST(ConsoleForm, WhatIsUnseenAroundATextIsNoneOfIt) {
    EXPECT_EQ(trimmed(" \n　李 明　\n "), "李 明");
    EXPECT_EQ(trimmed("　 \n"), "");
    EXPECT_EQ(trimmed(""), "");
}

TEST(ConsoleForm, CookiesAreFoundByTheirWholeName) {
    EXPECT_EQ(cookie_of("a=1; session=2;b=3", "session"), "2");
    EXPECT_EQ(cookie_of("mysession=1; session=2", "session"), "2");
    EXPECT_EQ(cookie_of("session", "session"), "");
    EXPECT_EQ(cookie_of("", "session"), "");
    EXPECT_NE(form_token("one"), form_token("other"));
    EXPECT_TRUE(same_secret("abc", "abc"));
    EXPECT_FALSE(same_secret("abc", "abd"));
    EXPECT_FALSE(same_secret("abc", "ab"));
}

TEST(ConsoleForm, OnlyOurOwnPagesAreNext) {
    EXPECT_EQ(safe_next("/console/window/3"), "/console/window/3");
    for (const char* elsewhere : {"", "https://evil.example", "//evil.example", "/console//evil.example", "/consoles",
                                  "/console\\evil", "/console/\r\nX: y", "/t/token", "console"}) {
        EXPECT_EQ(safe_next(elsewhere), "/console") << elsewhere;
    }
}

}  // namespace
}  // namespace bangnin::hub::console
