// The console of several halls: whoever works in one sees and does nothing in another; an admin of all turns from one
// to the other.
#include <gtest/gtest.h>

#include "sync/hub/api/api.h"
#include "tests/sync/hub/console/console_rig.h"
#include "tests/sync/hub/hall_samples.h"

namespace bangnin::hub::test {
namespace {

class HallsAtTheConsole : public testing::Test {
  protected:
    void SetUp() override {
        hub_.configure_also(north_queues);
        hub_.start();
        hub_.add_hall(north, north_name);
        browser_.emplace(hub_);
        push("k1", first_hall, tickets('A', 1, 1, 2));
        auto events = north_tickets('A', 1, 1);
        sync::Rating rating;
        rating.id = rating_;
        rating.ticket = north_token('A', 1);
        rating.grade = sync::Grade::dissatisfied;
        rating.at = events[0].at;
        events.push_back({2, sync::event_type::rating_given, rating.at, sync::wire::encode(rating)});
        push("n1", north, std::move(events));
    }
    void push(const std::string& device, const std::string& hall, std::vector<sync::Event> events) {
        const auto client = hub_.client(hub_.enrol(device, "kiosk", hall));
        ASSERT_EQ(client->post("/v1/events", push_body(device, "e", std::move(events))).status, 200);
    }
    void sign_in(Browser& browser, const std::string& login, const std::string& role, const std::string& hall) {
        add_staff(hub_, login, role, {}, hall);
        ASSERT_EQ(browser.sign_in(login).status, 303);
    }
    std::string follow_up() const { return "/console/follow-ups/" + rating_.text(); }

    HubRig hub_;
    std::optional<Browser> browser_;
    const sync::Token rating_ = sync::Token(sync::Token::Bytes{0xAA, 1});
};

TEST_F(HallsAtTheConsole, AClerkWorksInTheirOwn) {
    sign_in(*browser_, "0101", "clerk", north);
    const Reply home = browser_->get("/console");
    EXPECT_TRUE(says(home, north_name));
    EXPECT_TRUE(says(home, "/console/window/9"));
    EXPECT_FALSE(says(home, "/console/window/2")) << "the first hall's";
    EXPECT_EQ(browser_->get("/console/window/2").status, 404);
    EXPECT_EQ(browser_->post("/console/desk/2", {{"do", "open"}, {"expected", ""}}).status, 404);
    EXPECT_EQ(browser_->get("/console/events?window=2").status, 404);
    // Window 1 is in both: theirs is opened, theirs is called.
    browser_->get("/console/window/1");
    ASSERT_EQ(browser_->post("/console/desk/1", {{"do", "open"}, {"expected", ""}}).status, 303);
    ASSERT_EQ(browser_->post("/console/desk/1", {{"do", "next"}, {"expected", ""}}).status, 303);
    EXPECT_TRUE(says(browser_->get("/console/window/1"), "A1001"));
    const auto counter = hub_.client(hub_.enrol("counter", "operator"));
    const Reply first = counter->get("/v1/windows/1");
    EXPECT_TRUE(says(first, R"("clerk":"")")) << first.body;
    EXPECT_TRUE(says(first, R"("present":null)"));
    EXPECT_EQ(browser_->get("/console/halls").status, 403);
}

TEST_F(HallsAtTheConsole, AManagerSeesTheirOwn) {
    sign_in(*browser_, "0201", "manager", "");
    EXPECT_FALSE(says(browser_->get("/console/devices"), "<b>n1</b>"));
    EXPECT_TRUE(says(browser_->get("/console/devices"), "<b>k1</b>"));
    EXPECT_FALSE(says(browser_->get("/console/follow-ups"), rating_.text()));
    EXPECT_EQ(browser_->get(follow_up()).status, 404);
    EXPECT_EQ(browser_->post(follow_up(), {{"step", "contact"}, {"words", "打过电话"}}).status, 404);
    Browser other(hub_);
    sign_in(other, "0301", "manager", north);
    EXPECT_TRUE(says(other.get("/console/devices"), "<b>n1</b>"));
    EXPECT_EQ(other.get(follow_up()).status, 200);
    EXPECT_TRUE(says(other.get("/console/statistics.csv"), "\"全部\",\"\",\"1\""));
    EXPECT_TRUE(says(browser_->get("/console/statistics.csv"), "\"全部\",\"\",\"2\""));
    EXPECT_FALSE(says(browser_->get("/console/audit"), "0301"));
    EXPECT_FALSE(says(other.get("/console/audit"), "0201"));
    EXPECT_TRUE(says(other.get("/console/audit"), "0301"));
}

TEST_F(HallsAtTheConsole, AnAdminOfAllTurnsFromOneToTheOther) {
    sign_in(*browser_, "boss", "admin", "");
    EXPECT_TRUE(says(browser_->get("/console/devices"), "<b>k1</b>"));
    const Reply choice = browser_->get("/console/halls");
    EXPECT_TRUE(says(choice, north_name));
    const std::string stale = browser_->form_token();
    ASSERT_EQ(browser_->post("/console/halls", {{"hall", north}}).status, 303);
    EXPECT_TRUE(says(browser_->get("/console/devices"), "<b>n1</b>"));
    EXPECT_FALSE(says(browser_->get("/console/devices"), "<b>k1</b>"));
    // A page of the first hall that is still open opens no window of this one.
    const Reply late = browser_->post("/console/desk/1", {{"do", "open"}, {"expected", ""}, {"form", stale}});
    EXPECT_EQ(late.status, 403);
    EXPECT_TRUE(says(browser_->get("/console"), "没有人"));
    EXPECT_TRUE(says(browser_->get("/console/audit"), "换大厅"));
    EXPECT_EQ(browser_->post("/console/halls", {{"hall", "south"}}).status, 404);
}

TEST_F(HallsAtTheConsole, AnAdminOfOneStaysThere) {
    sign_in(*browser_, "boss", "admin", north);
    EXPECT_FALSE(says(browser_->get("/console/halls"), "鄂伦春自治旗政务服务大厅"));
    EXPECT_EQ(browser_->post("/console/halls", {{"hall", first_hall}}).status, 404);
    EXPECT_FALSE(says(browser_->get("/console"), "/console/window/2"));
}

// Every page and form of the console × an admin of another hall: nothing of the first is told.
TEST_F(HallsAtTheConsole, NoRouteTellsAnythingOfAnotherHall) {
    add_staff(hub_, "0102", "clerk", {}, north);
    sign_in(*browser_, "first", "admin", first_hall);
    for (const Api::Route& route : Api::routes()) {
        if (!of_console(route.access) || route.path == "/console/events" || route.path == "/console/sign-out") continue;
        std::string path(route.path);
        for (const auto& [name, value] : {std::pair{"{name}", std::string("9")}, {"{rating}", rating_.text()}}) {
            if (const auto at = path.find(name); at != std::string::npos)
                path.replace(at, std::string(name).size(), value);
        }
        browser_->get("/console");
        const Reply reply =
            route.method == "POST"
                ? browser_->post(path, {{"do", "open"}, {"hall", north}, {"step", "contact"}, {"words", "x"}})
                : browser_->get(path);
        if (path != route.path) {
            EXPECT_EQ(reply.status, 404) << path;
        }
        for (const std::string& secret :
             {north_name, std::string("<b>n1</b>"), rating_.text(), std::string("0102"), north_token('A', 1).text()}) {
            EXPECT_FALSE(says(reply, secret)) << path << " tells " << secret;
        }
    }
}

}  // namespace
}  // namespace bangnin::hub::test
