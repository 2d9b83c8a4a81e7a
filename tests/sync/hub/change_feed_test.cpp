// What the feed keeps, and whom it wakes: those whom something concerns, and nobody else.
#include "sync/hub/change_feed.h"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/strand.hpp>

namespace bangnin::hub {
namespace {

namespace asio = boost::asio;
namespace wire = sync::wire;
using Clock = ChangeFeed::Clock;

const sync::Instant now = sync::Instant{std::chrono::hours(12)};
const sync::LocalDay today = sync::LocalDay::from_number(0);

ChangeNews queue_news(std::uint64_t number, char service, std::uint32_t waiting) {
    ChangeNews news;
    news.newest = number;
    news.day = today;
    sync::QueueStatus status;
    status.service = service;
    status.waiting = waiting;
    news.queues.push_back({number, status});
    return news;
}

ChangeNews everything(std::uint64_t number) {
    ChangeNews news = queue_news(number, 'A', 4);
    news.extent = ChangeNews::Extent::everything;
    news.logs = {{"k1", {"e", 7}}};
    return news;
}

ChangeNews answer_news(std::uint64_t number, const std::string& device) {
    ChangeNews news;
    news.newest = number;
    news.day = today;
    news.answers.push_back({device, number, now, {"call", sync::CallAnswer::coming, now}});
    return news;
}

class Feed : public testing::Test {
  protected:
    void take(ChangeNews news) { feed_.take(feed_.begin_reading(), std::move(news), Clock::now()); }
    // Waits as a poll does; its name is noted when it goes on.
    void poll(const std::string& device, std::uint64_t cursor, const std::string& hall = first_hall) {
        poll_until(Clock::now() + patience, device, cursor, hall);
    }
    void poll_until(Clock::time_point deadline, const std::string& device, std::uint64_t cursor,
                    const std::string& hall = first_hall) {
        asio::co_spawn(
            asio::make_strand(loop_),
            [this, device, cursor, hall, deadline]() -> asio::awaitable<void> {
                // No temporary: g++ 12 destroys one in braces twice.
                const Listener who{device, Role::kiosk, hall};
                co_await feed_.wait(cursor, who, deadline);
                woken_.insert(device);
            },
            asio::detached);
        turn();
    }
    // Lets everything that can go on do so.
    void turn() {
        loop_.restart();
        while (loop_.poll() > 0) {
        }
    }

    static constexpr std::chrono::minutes patience{10};

    asio::io_context loop_;
    ChangeFeed feed_;
    std::set<std::string> woken_;
};

TEST_F(Feed, TellsWhatIsNewAfterACursor) {
    take(everything(5));
    EXPECT_EQ(feed_.since(0, {"k1", Role::kiosk}, now).changes.size(), 1U);
    EXPECT_EQ(feed_.since(9, {"k1", Role::kiosk}, now).changes.size(), 1U) << "a cursor of a database that is no more";
    EXPECT_TRUE(feed_.since(5, {"k1", Role::kiosk}, now).changes.empty());
    take(queue_news(6, 'B', 2));
    const auto news = feed_.since(5, {"k1", Role::kiosk}, now);
    ASSERT_EQ(news.changes.size(), 1U);
    EXPECT_EQ(news.cursor, 6U);
    const auto& status = std::get<sync::QueueStatus>(news.changes[0]);
    EXPECT_EQ(status.service, 'B');
    EXPECT_EQ(status.included.at("k1"), (sync::LogMark{"e", 7}));
    EXPECT_TRUE(std::get<sync::QueueStatus>(feed_.since(5, {"k2", Role::kiosk}, now).changes[0]).included.empty());
    EXPECT_EQ(feed_.since(0, {"k1", Role::kiosk}, now).changes.size(), 2U);
}

TEST_F(Feed, AQueueWakesAllAndAnAnswerItsDeviceAlone) {
    take(everything(5));
    for (const char* device : {"k1", "k2", "k3"}) poll(device, 5);
    EXPECT_EQ(feed_.waiting(), 3U);
    take(answer_news(6, "k2"));
    turn();
    EXPECT_EQ(woken_, std::set<std::string>{"k2"});
    EXPECT_EQ(feed_.waiting(), 2U);
    take(queue_news(7, 'A', 5));
    turn();
    EXPECT_EQ(woken_.size(), 3U);
    EXPECT_EQ(feed_.waiting(), 0U);
}

TEST_F(Feed, AHallsNewsWakeItsOwnDevices) {
    take(everything(5));
    poll("k1", 5);
    poll("n1", 5, "north");
    ChangeNews news = queue_news(6, 'A', 1);
    news.queues[0].hall = "north";
    take(news);
    turn();
    EXPECT_EQ(woken_, std::set<std::string>{"n1"});
    EXPECT_TRUE(feed_.since(5, {"k1", Role::kiosk}, now).changes.empty());
    EXPECT_EQ(feed_.since(5, {"n1", Role::kiosk, "north"}, now).changes.size(), 1U);
    poll("n1", 6, "north");
    for (const std::uint64_t number : {7U, 8U, 9U, 10U}) {
        ChangeNews own;
        own.newest = number;
        own.day = today;
        if (number == 7) own.called.push_back({number, {{"A1001", "1", now}}});
        if (number == 8) own.cases.push_back({"k1", number, {"token", "2026-1", sync::CaseState::submitted, 1}});
        if (number == 9) own.documents.push_back({number, {"hall", 1}, first_hall});
        if (number == 10) own.documents.push_back({number, {"catalogue", 1}});
        woken_.clear();
        poll("k1", number - 1);
        take(own);
        turn();
        const bool of_all = number == 10;
        EXPECT_EQ(woken_, of_all ? (std::set<std::string>{"k1", "n1"}) : std::set<std::string>{"k1"}) << number;
    }
    EXPECT_EQ(feed_.since(6, {"n1", Role::operator_, "north"}, now).changes.size(), 1U) << "the catalogue alone";
    EXPECT_EQ(feed_.listening("north").size(), 0U);
}

TEST_F(Feed, WhoComesWithAnOldCursorDoesNotWait) {
    take(everything(5));
    poll("k1", 4);
    EXPECT_EQ(woken_.size(), 1U);
    poll("k2", 5);
    EXPECT_EQ(woken_.size(), 1U);
    feed_.close();
    turn();
    EXPECT_EQ(woken_.size(), 2U);
    poll("k3", 5);
    EXPECT_EQ(woken_.size(), 3U) << "nobody waits for a hub that ends";
}

TEST_F(Feed, WhoseDeadlineHasPassedGoesOn) {
    take(everything(5));
    const auto soon = Clock::now() + std::chrono::minutes(1);
    poll_until(soon, "k1", 5);
    poll("k2", 5);
    feed_.expire(soon - std::chrono::milliseconds(1));
    turn();
    EXPECT_TRUE(woken_.empty());
    feed_.expire(soon);
    turn();
    EXPECT_EQ(woken_, std::set<std::string>{"k1"});
    EXPECT_EQ(feed_.waiting(), 1U);
    poll_until(Clock::now(), "k3", 5);
    EXPECT_TRUE(woken_.contains("k3")) << "it came too late to wait at all";
}

// On one thread, where they go on a few at a time.
TEST_F(Feed, ManyAreWokenEachOnce) {
    take(everything(5));
    std::uint64_t number = 5;
    for (const std::size_t many : {1U, 31U, 32U, 33U, 64U, 1000U}) {
        std::size_t went_on = 0;
        for (std::size_t one = 0; one < many; ++one) {
            asio::co_spawn(
                loop_,
                [&]() -> asio::awaitable<void> {
                    const Listener who{"k1", Role::kiosk};
                    co_await feed_.wait(number, who, Clock::now() + patience);
                    ++went_on;
                },
                asio::detached);
        }
        turn();
        EXPECT_EQ(feed_.waiting(), many);
        take(queue_news(number + 1, 'A', 1));
        turn();
        EXPECT_EQ(went_on, many);
        EXPECT_EQ(feed_.waiting(), 0U);
        ++number;
    }
}

TEST_F(Feed, AWishForARatingIsForPads) {
    take(everything(5));
    poll("k1", 5);
    ChangeNews news;
    news.newest = 6;
    news.day = today;
    news.wished.push_back({6, {{"token", "A1001", "1", now}}});
    take(news);
    turn();
    const Listener pad{"p1", Role::pad};
    EXPECT_TRUE(feed_.since(5, {"k1", Role::kiosk}, now).changes.empty());
    ASSERT_EQ(feed_.since(5, pad, now).changes.size(), 1U);
    EXPECT_EQ(std::get<wire::RatingWish>(feed_.since(5, pad, now).changes[0]).number, "A1001");
    EXPECT_TRUE(feed_.since(6, pad, now).changes.empty());
    EXPECT_TRUE(feed_.since(5, pad, now + sync::rating_wish_open_for).changes.empty()) << "whoever it was has left";
    // A pad that comes with what it knew before does not wait.
    bool went_on = false;
    asio::co_spawn(
        loop_,
        [&]() -> asio::awaitable<void> {
            co_await feed_.wait(5, pad, Clock::now() + patience);
            went_on = true;
        },
        asio::detached);
    turn();
    EXPECT_TRUE(went_on);
}

TEST_F(Feed, WhoWaitsWhenTheNetworkGoesIsForgotten) {
    take(everything(5));
    auto held = std::make_shared<int>(1);
    const std::weak_ptr<int> still = held;
    asio::co_spawn(
        loop_,
        [this, held = std::move(held)]() -> asio::awaitable<void> {
            const Listener who{"k1", Role::kiosk};
            co_await feed_.wait(5, who, Clock::now() + patience);
            woken_.insert("k1");
        },
        asio::detached);
    turn();
    EXPECT_EQ(feed_.waiting(), 1U);
    EXPECT_FALSE(still.expired());
    feed_.forget();
    turn();
    EXPECT_TRUE(still.expired()) << "what it held is free";
    EXPECT_EQ(feed_.waiting(), 0U);
    take(queue_news(6, 'A', 1));
    turn();
    EXPECT_TRUE(woken_.empty());
}

TEST_F(Feed, WhoIsEnrolledAsAnotherThingIsWoken) {
    take(everything(5));
    feed_.take_devices({{"k1", "key", {Role::kiosk}}, {"k2", "key", {Role::kiosk}}});
    poll("k1", 5);
    poll("k2", 5);
    feed_.take_devices({{"k1", "key", {Role::kiosk, "north"}}, {"k2", "key", {Role::kiosk}}});
    turn();
    EXPECT_EQ(woken_, std::set<std::string>{"k1"});
    EXPECT_TRUE(feed_.is_enrolled("k1", "key", {Role::kiosk, "north"}));
    EXPECT_FALSE(feed_.is_enrolled("k1", "key", {Role::kiosk}));
    EXPECT_FALSE(feed_.is_enrolled("k1", "another", {Role::kiosk, "north"}));
}

TEST_F(Feed, ATicketThatChangedAgainIsToldOnce) {
    take(everything(5));
    for (const auto& [number, state] : {std::pair{6, sync::TicketState::called}, {7, sync::TicketState::serving}}) {
        ChangeNews news;
        news.newest = static_cast<std::uint64_t>(number);
        news.day = today;
        news.tickets.push_back({"k1", news.newest, {"token", state, 0, "3"}});
        take(news);
    }
    const auto changes = feed_.since(5, {"k1", Role::kiosk}, now).changes;
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(std::get<wire::TicketChange>(changes[0]).state, sync::TicketState::serving);
    EXPECT_TRUE(feed_.since(5, {"k2", Role::kiosk}, now).changes.empty());
    EXPECT_TRUE(feed_.since(7, {"k1", Role::kiosk}, now).changes.empty());
}

TEST_F(Feed, ACaseIsHeardByItsDeviceAndByOperators) {
    take(everything(5));
    for (const std::uint64_t number : {6, 7}) {
        ChangeNews news;
        news.newest = number;
        news.day = today;
        news.cases.push_back({"k1", number, {"token", "2026-1", sync::CaseState::submitted, 1}});
        take(news);
    }
    EXPECT_EQ(feed_.since(5, {"k1", Role::kiosk}, now).changes.size(), 1U) << "once, as it is now";
    EXPECT_TRUE(feed_.since(5, {"k2", Role::kiosk}, now).changes.empty());
    EXPECT_EQ(feed_.since(5, {"desk", Role::operator_}, now).changes.size(), 1U);
    EXPECT_TRUE(feed_.since(7, {"desk", Role::operator_}, now).changes.empty());
    ChangeNews news;
    news.newest = 8;
    news.day = today;
    news.documents.push_back({8, {"hall", 3}});
    take(news);
    EXPECT_EQ(feed_.since(7, {"k2", Role::kiosk}, now).changes.size(), 1U);
}

TEST_F(Feed, AnAnswerIsNoLongerToldOnceItsCallIsStale) {
    take(everything(5));
    take(answer_news(6, "k1"));
    EXPECT_EQ(feed_.since(5, {"k1", Role::kiosk}, now).changes.size(), 1U);
    EXPECT_TRUE(feed_.since(5, {"k1", Role::kiosk}, now + sync::call_open_for).changes.empty());
}

TEST_F(Feed, IsCurrentOnceWhatWasExpectedIsRead) {
    std::vector<bool> answers;
    const auto ask = [&] {
        asio::co_spawn(
            asio::make_strand(loop_),
            [&]() -> asio::awaitable<void> {
                answers.push_back(co_await feed_.current_by(Clock::now() + std::chrono::minutes(10)));
            },
            asio::detached);
        turn();
    };
    ask();
    EXPECT_TRUE(answers.empty()) << "nothing was ever read";
    take(everything(5));
    turn();
    EXPECT_EQ(answers, std::vector<bool>{true});
    const auto before = feed_.begin_reading();
    feed_.expect_news();
    ask();
    feed_.take(before, queue_news(6, 'A', 1), Clock::now());
    turn();
    EXPECT_EQ(answers.size(), 1U) << "that reading was begun before the news";
    take(queue_news(6, 'A', 1));
    turn();
    EXPECT_EQ(answers, (std::vector<bool>{true, true}));
    feed_.expect_news();
    ask();
    feed_.fail();
    turn();
    EXPECT_FALSE(answers.back());
    EXPECT_FALSE(feed_.readable(Clock::now()));
}

TEST_F(Feed, KnowsWhoIsEnrolledByTheirKeys) {
    feed_.take_devices({{"k1", "key", {Role::kiosk}}});
    EXPECT_EQ(feed_.enrolment_of("k1", "key"), Enrolment{Role::kiosk});
    EXPECT_EQ(feed_.enrolment_of("k1", "another"), std::nullopt);
    feed_.take_devices({});
    EXPECT_EQ(feed_.enrolment_of("k1", "key"), std::nullopt);
}

}  // namespace
}  // namespace bangnin::hub
