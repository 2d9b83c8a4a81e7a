// Signing in at a real hub as a browser does it, and what a thief or a crowd can do there.
#include <gtest/gtest.h>

#include <future>
#include <nlohmann/json.hpp>
#include <optional>

#include "sync/hub/api/api.h"
#include "sync/hub/console/assets.h"
#include "sync/hub/console/sign_ins.h"
#include "tests/sync/hub/console/console_rig.h"

namespace bangnin::hub::test {
namespace {

class ConsoleSignIn : public testing::Test {
  protected:
    void SetUp() override {
        hub_.start();
        add_staff(hub_, "0527", "clerk", {"1"});
    }
    HubRig hub_;
};

TEST_F(ConsoleSignIn, LeadsToThePageThatWasAskedFor) {
    Browser browser(hub_);
    const Reply first = browser.get("/console");
    EXPECT_EQ(first.status, 303);
    EXPECT_EQ(location_of(first), "/console/sign-in?next=%2Fconsole");
    const Reply page = browser.get(location_of(first));
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(page.type, "text/html; charset=utf-8");
    EXPECT_TRUE(says(page, "工号"));
    const Reply in =
        browser.post("/console/session", {{"login", "0527"}, {"password", good_password}, {"next", "/console"}});
    EXPECT_EQ(in.status, 303) << in.body;
    EXPECT_EQ(location_of(in), "/console");
    const std::string cookie = in.headers.substr(in.headers.find("__Host-bangnin-session="));
    const std::string attributes = cookie.substr(0, cookie.find('\r'));
    for (const char* attribute : {"; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict"}) {
        EXPECT_NE(attributes.find(attribute), std::string::npos) << attributes;
    }
    const Reply home = browser.get("/console");
    EXPECT_EQ(home.status, 200);
    EXPECT_TRUE(says(home, "白音"));
    for (const char* header :
         {"Content-Security-Policy: default-src 'none'; style-src 'self'; script-src 'self'",
          "X-Content-Type-Options: nosniff", "X-Frame-Options: DENY", "Referrer-Policy: no-referrer",
          "Cache-Control: no-store", "Strict-Transport-Security: max-age="}) {
        EXPECT_NE(home.headers.find(header), std::string::npos) << header;
    }
}

TEST_F(ConsoleSignIn, NeverSaysWhichOfTheTwoWasWrong) {
    Browser browser(hub_);
    const Reply wrong = browser.sign_in("0527", "not the password");
    const Reply unknown = browser.sign_in("0999", "not the password");
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(unknown.status, 401);
    EXPECT_TRUE(says(wrong, "工号或密码不对"));
    std::string same = unknown.body;
    same.replace(same.find("0999"), 4, "0527");
    EXPECT_EQ(same, wrong.body);
    EXPECT_FALSE(says(wrong, "not the password"));
    EXPECT_EQ(hub_.log().find("not the password"), std::string::npos);
}

TEST_F(ConsoleSignIn, TooManyTriesAreRefusedEvenWithTheRightPassword) {
    Browser browser(hub_);
    for (int tries = 0; tries < console::most_attempts_of_login; ++tries) {
        EXPECT_EQ(browser.sign_in("0527", "wrong password").status, 401);
    }
    const Reply refused = browser.sign_in("0527");
    EXPECT_EQ(refused.status, 429);
    EXPECT_TRUE(says(refused, "十五分钟"));
}

TEST_F(ConsoleSignIn, WhatIsPostedFromElsewhereIsRefused) {
    Browser browser(hub_);
    EXPECT_EQ(
        browser.post("/console/session", {{"login", "0527"}, {"password", good_password}, {"form", "guess"}}).status,
        403)
        << "a sign-in as somebody else";
    ASSERT_EQ(browser.sign_in("0527").status, 303);
    EXPECT_EQ(browser.post("/console/sign-out", {{"form", "guess"}}).status, 403);
    EXPECT_EQ(browser.post("/console/sign-out", {{"form", ""}}).status, 403);
    EXPECT_EQ(browser.post_raw("/console/sign-out", "{}", "application/json").status, 415);
    EXPECT_EQ(browser.get("/console").status, 200) << "nothing was done";
}

TEST_F(ConsoleSignIn, SigningOutEndsTheSessionForAThiefToo) {
    Browser browser(hub_);
    ASSERT_EQ(browser.sign_in("0527").status, 303);
    Browser thief(hub_);
    thief.set_cookies(browser.cookies());
    EXPECT_EQ(thief.get("/console").status, 200);
    const Reply out = browser.post("/console/sign-out", {});
    EXPECT_EQ(out.status, 303);
    EXPECT_EQ(location_of(out), "/console/sign-in");
    EXPECT_EQ(thief.get("/console").status, 303);
    EXPECT_EQ(browser.get("/console").status, 303);
}

TEST_F(ConsoleSignIn, TheCommandEndsSessionsAndChangesPasswords) {
    Browser browser(hub_);
    ASSERT_EQ(browser.sign_in("0527").status, 303);
    ASSERT_TRUE(staff_command(hub_, {"password", "--login", "0527"}, "another long password"));
    EXPECT_EQ(browser.get("/console").status, 303);
    EXPECT_EQ(browser.sign_in("0527").status, 401);
    ASSERT_EQ(browser.sign_in("0527", "another long password").status, 303);
    ASSERT_TRUE(staff_command(hub_, {"disable", "--login", "0527"}));
    EXPECT_EQ(browser.get("/console").status, 303);
    EXPECT_EQ(browser.sign_in("0527", "another long password").status, 401);
    ASSERT_TRUE(staff_command(hub_, {"enable", "--login", "0527"}));
    EXPECT_EQ(browser.sign_in("0527", "another long password").status, 303);
}

TEST_F(ConsoleSignIn, TheCommandRefusesWhatIsNoAccount) {
    EXPECT_FALSE(staff_command(hub_, {"add", "--login", "0527", "--name", "谁"})) << "taken";
    EXPECT_FALSE(staff_command(hub_, {"add", "--login", "No Login", "--name", "谁"}));
    EXPECT_FALSE(staff_command(hub_, {"add", "--login", "0528", "--name", "谁", "--role", "king"}));
    EXPECT_FALSE(staff_command(hub_, {"add", "--login", "0528", "--name", "谁", "--window", "99"}));
    EXPECT_FALSE(staff_command(hub_, {"add", "--login", "0528", "--name", "谁"}, "short"));
    EXPECT_FALSE(staff_command(hub_, {"password", "--login", "0999"}));
    const auto listed = staff_command(hub_, {"list", "--json"});
    ASSERT_TRUE(listed) << listed.error();
    EXPECT_EQ(nlohmann::json::parse(*listed),
              nlohmann::json::parse(R"([{"login":"0527","name":"白音","role":"clerk","windows":["1"],"departments":[],
                                         "state":"active","hall":"main"}])"));
}

TEST_F(ConsoleSignIn, ACrowdOfGuessesLeavesTheHubAtWork) {
    std::vector<std::future<long>> guesses;
    for (int guess = 0; guess < 40; ++guess) {
        guesses.push_back(std::async(std::launch::async, [&, guess] {
            return Browser(hub_).sign_in("user" + std::to_string(guess), "some password").status;
        }));
    }
    EXPECT_EQ(hub_.client(hub_.stranger())->get("/healthz").status, 200);
    int compared = 0;
    for (auto& guess : guesses) {
        const long status = guess.get();
        EXPECT_TRUE(status == 401 || status == 429 || status == 503) << status;
        if (status == 401) ++compared;
    }
    EXPECT_GT(compared, 0);
    EXPECT_LE(compared, console::most_attempts_of_address);
}

TEST_F(ConsoleSignIn, TwoHubsKnowTheSameSessionsAndTries) {
    // On a database file there is one hub, which is asked twice.
    std::optional<HubRig> beside;
    if (!server_to_test_on().empty()) beside.emplace(hub_).start();
    HubRig& second = beside ? *beside : hub_;
    Browser browser(hub_);
    ASSERT_EQ(browser.sign_in("0527").status, 303);
    Browser other(second);
    other.set_cookies(browser.cookies());
    EXPECT_EQ(other.get("/console").status, 200);
    Browser guesser(hub_);
    for (int tries = 0; tries < console::most_attempts_of_login; ++tries) guesser.sign_in("0528", "wrong password");
    EXPECT_EQ(Browser(second).sign_in("0528").status, 429);
}

TEST_F(ConsoleSignIn, AssetsMayBeKeptForEver) {
    Browser browser(hub_);
    for (const console::Asset* asset : {&console::style_sheet(), &console::script()}) {
        const Reply reply = browser.get(asset->path());
        EXPECT_EQ(reply.status, 200);
        EXPECT_EQ(reply.body, asset->content);
        EXPECT_EQ(reply.type, asset->type);
        EXPECT_NE(reply.headers.find("immutable"), std::string::npos);
        EXPECT_TRUE(says(browser.get("/console/sign-in"), asset->path()));
    }
    EXPECT_EQ(browser.get("/console/assets/console.css").status, 404);
}

}  // namespace
}  // namespace bangnin::hub::test
