// The queues at the database: what clerks' commands change there, what the log keeps, what windows and devices see.
#include "sync/hub/queue_desk.h"

#include <gtest/gtest.h>

#include "sync/hub/changes.h"
#include "sync/hub/intake.h"
#include "sync/hub/views.h"
#include "tests/sync/hub/heard_changes.h"
#include "tests/sync/hub/hub_rig.h"
#include "tests/sync/hub/records.h"

namespace bangnin::hub::test {
namespace {

using namespace std::chrono_literals;
using namespace sync::call_command;
using sync::CallCommand;
using sync::CallRefusal;
using sync::QueuedState;

class QueueDeskTest : public testing::Test {
  protected:
    void SetUp() override {
        config_ = parse_config(configuration(rig_.folder() / "state", 0, rig_.database().text()) +
                                   "[[window]]\nname = \"1\"\nplace = \"2 楼 1 号窗口\"\nservices = \"A\"\n"
                                   "[[window]]\nname = \"2\"\nservices = \"AB\"\n",
                               "test")
                      .value();
        database_ = Database::open(config_.database).value();
        desk_.emplace(*database_, config_);
        for (const char* name : {"1", "2"}) ASSERT_TRUE(open(name).value());
        ASSERT_EQ(push('A', 1, 4), 4U);
    }
    DatabaseResult<bool> open(const std::string& name) {
        return desk_->set_window({.name = name, .state = sync::WindowState::open, .clerk = "wang"}, now_);
    }
    std::uint64_t push(char service, std::uint32_t first, std::uint32_t last) {
        auto events = tickets(service, 1, first, last);
        for (sync::Event& event : events) event.seq = ++pushed_;
        return taken(*database_, {"k1", "e", std::move(events)}, now_).value().high_water;
    }
    void rate(char service, std::uint32_t sequence) {
        sync::Rating rating;
        rating.id = sync::Token::random();
        rating.ticket = token_of(service, 1, sequence);
        rating.grade = sync::Grade::satisfied;
        rating.at = now_;
        sync::Event event{++pushed_, sync::event_type::rating_given, now_, sync::wire::encode(rating)};
        const auto kept = taken(*database_, {"k1", "e", {std::move(event)}}, now_);
        ASSERT_TRUE(kept);
        EXPECT_TRUE(kept->rejected.empty());
    }
    std::expected<sync::QueuedTicket, CallRefusal> tell(const CallCommand& command, const std::string& window = "1") {
        return desk_->tell(command, {.name = "wang", .window = window}, now_).value();
    }
    std::string next(const std::string& window = "1") {
        const auto called = tell(Next{}, window);
        return called ? called->number : std::string(to_text(called.error()));
    }
    void miss() {
        for (int call = 0; call < 2; ++call) {
            now_ += 30s;
            ASSERT_TRUE(tell(Again{}));
        }
        ASSERT_TRUE(tell(Missed{}));
    }
    sync::wire::TicketView view(char service, std::uint32_t sequence) {
        return Views(*database_, config_).ticket(token_of(service, 1, sequence), now_).value().value().view;
    }

    HubRig rig_;  // for its folder and its database
    Config config_;
    std::unique_ptr<Database> database_;
    std::optional<QueueDesk> desk_;
    std::uint64_t pushed_ = 0;
    sync::Instant now_ = sync::Instant{std::chrono::days{today().number()}} + 5h;
};

TEST_F(QueueDeskTest, CallsTheFirstAndTellsItsTicket) {
    EXPECT_EQ(next(), "A1001");
    EXPECT_EQ(next("2"), "A1002");
    EXPECT_EQ(tell(Next{}).error(), CallRefusal::somebody_is_here);
    const auto called = view('A', 1);
    EXPECT_EQ(called.state, sync::TicketState::called);
    EXPECT_EQ(called.window, "2 楼 1 号窗口");
    EXPECT_EQ(view('A', 2).window, "2 号窗口") << "a window's place is its name where nothing else is said";
    EXPECT_EQ(view('A', 4).ahead, 1U);
    now_ += 9min;
    ASSERT_TRUE(tell(Finish{}));
    EXPECT_EQ(view('A', 1).state, sync::TicketState::done);
}

TEST_F(QueueDeskTest, WhatIsRefusedChangesNothing) {
    const auto before = desk_->view("1", now_).value();
    EXPECT_EQ(tell(Finish{}).error(), CallRefusal::nobody_is_here);
    EXPECT_EQ(tell(Return{"nobody"}).error(), CallRefusal::unknown_ticket);
    EXPECT_EQ(desk_->view("1", now_).value().waiting, before.waiting);
    EXPECT_TRUE(desk_->log(today(), "", 100).value().empty());
    EXPECT_EQ(tell(Next{}, "no such window").error(), CallRefusal::unknown_window);
}

TEST_F(QueueDeskTest, AWindowSeesItsOwnQueuesAndTheOthers) {
    ASSERT_EQ(push('B', 1, 2), 6U);
    EXPECT_EQ(next(), "A1001");
    ASSERT_TRUE(tell(Start{}));
    ASSERT_TRUE(tell(Hold{}));
    EXPECT_EQ(next(), "A1002");
    miss();
    EXPECT_EQ(next(), "A1003");
    const auto first = desk_->view("1", now_).value();
    ASSERT_TRUE(first.present);
    EXPECT_EQ(first.present->number, "A1003");
    ASSERT_EQ(first.held.size(), 1U);
    EXPECT_EQ(first.held[0].number, "A1001");
    ASSERT_EQ(first.missed.size(), 1U);
    EXPECT_EQ(first.missed[0].calls, 3U);
    ASSERT_EQ(first.waiting.size(), 1U);
    EXPECT_EQ(first.elsewhere.size(), 2U);
    const auto second = desk_->view("2", now_).value();
    EXPECT_FALSE(second.present);
    EXPECT_EQ(second.waiting.size(), 3U) << "A and B";
    EXPECT_TRUE(second.held.empty());
    EXPECT_EQ(view('A', 1).state, sync::TicketState::serving) << "a person laid aside is told that";
}

TEST_F(QueueDeskTest, WhoComesBackStandsBehindTwoAndThePhoneSaysSo) {
    EXPECT_EQ(next(), "A1001");
    miss();
    EXPECT_EQ(view('A', 1).state, sync::TicketState::missed);
    ASSERT_TRUE(tell(Return{token_of('A', 1, 1).text()}));
    EXPECT_EQ(view('A', 1).state, sync::TicketState::waiting);
    EXPECT_EQ(view('A', 1).ahead, 2U);
    EXPECT_EQ(view('A', 4).ahead, 3U);
    EXPECT_EQ(next(), "A1002");
}

TEST_F(QueueDeskTest, ATransferGoesToTheOtherQueueWithItsTime) {
    ASSERT_EQ(push('B', 1, 1), 5U);
    EXPECT_EQ(next(), "A1001");
    EXPECT_EQ(tell(Transfer{'Z'}).error(), CallRefusal::unknown_service) << "nobody would ever call it";
    ASSERT_TRUE(tell(Transfer{'B'}));
    const auto moved = view('A', 1);
    EXPECT_EQ(moved.service, 'B');
    EXPECT_EQ(moved.department, "发改委");
    EXPECT_TRUE(moved.window.empty());
    EXPECT_EQ(moved.ahead, 0U);
    EXPECT_EQ(tell(Move{token_of('A', 1, 2).text(), 'Z'}).error(), CallRefusal::unknown_service);
    ASSERT_TRUE(tell(Move{token_of('A', 1, 2).text(), 'B'}));
    EXPECT_EQ(view('A', 2).service, 'B');
}

TEST_F(QueueDeskTest, AWindowsCurrentTicketIsWhoIsThereOrWasTheLast) {
    const auto current = [&] { return desk_->view("1", now_).value().current; };
    EXPECT_EQ(current(), "");
    EXPECT_EQ(next(), "A1001");
    EXPECT_EQ(current(), token_of('A', 1, 1).text());
    ASSERT_TRUE(tell(Start{}));
    ASSERT_TRUE(tell(Hold{}));
    EXPECT_EQ(current(), token_of('A', 1, 1).text()) << "the last one";
    EXPECT_EQ(next(), "A1002");
    miss();
    ASSERT_TRUE(tell(Return{token_of('A', 1, 2).text()}));
    EXPECT_EQ(current(), token_of('A', 1, 2).text());
    EXPECT_EQ(desk_->view("2", now_).value().current, "");
    const Clerk late{.name = "wang", .window = "1", .expected = ""};
    EXPECT_EQ(desk_->tell(Next{}, late, now_).value().error(), CallRefusal::other_ticket);
    now_ += 24h;
    EXPECT_EQ(current(), "") << "another day";
}

TEST_F(QueueDeskTest, WhoIsFinishedIsToBeAskedForARating) {
    EXPECT_EQ(next(), "A1001");
    ASSERT_TRUE(tell(Finish{}));
    EXPECT_EQ(next(), "A1002");
    miss();
    std::string desk;
    int count = 0;
    database_->session() << "SELECT COUNT(*) FROM rating_wishes", soci::into(count);
    const std::string token = token_of('A', 1, 1).text();
    database_->session() << "SELECT desk FROM rating_wishes WHERE token = :t", soci::use(token), soci::into(desk);
    EXPECT_EQ(count, 1);
    EXPECT_EQ(desk, "1");
}

TEST_F(QueueDeskTest, TheLogSaysWhyThisOneWasCalledFirst) {
    EXPECT_EQ(next(), "A1001");
    now_ += 1min;
    ASSERT_TRUE(tell(Finish{}));
    const auto log = desk_->log(today(), "A1001", 10).value();
    ASSERT_EQ(log.size(), 2U);
    EXPECT_EQ(log[0].entry.command, "finish");
    EXPECT_EQ(log[1].entry.command, "next");
    EXPECT_EQ(log[1].clerk, "wang");
    EXPECT_EQ(log[1].entry.window, "1");
    EXPECT_EQ(log[1].entry.waiting, 4U);
    EXPECT_EQ(log[1].entry.earlier, 0U);
    EXPECT_EQ(log[1].entry.before, QueuedState::waiting);
    EXPECT_EQ(log[1].entry.after, QueuedState::called);
    EXPECT_TRUE(desk_->log(today(), "A1002", 10).value().empty());
    EXPECT_EQ(desk_->log(today(), "", 1).value().size(), 1U);
}

TEST_F(QueueDeskTest, EndedServicesTeachTheEstimate) {
    const auto before = view('A', 4).estimate.value();
    for (int person = 0; person < 2; ++person) {
        ASSERT_FALSE(next().empty());
        now_ += 60min;
        ASSERT_TRUE(tell(Finish{}));
    }
    ASSERT_EQ(push('A', 5, 20), 20U);
    const auto times = service_times(database_->session(), {first_hall, 'A'});
    EXPECT_DOUBLE_EQ(times.hours.at(13).minutes, 60.0) << "the hall's clock";
    EXPECT_DOUBLE_EQ(times.hours.at(14).minutes, 60.0);
    EXPECT_GT(view('A', 20).estimate.value().high_min, before.high_min);
}

TEST_F(QueueDeskTest, DevicesHearOfQueuesAndOfCalls) {
    Changes changes(*database_, config_);
    const auto all = heard_changes(changes, 0, {"k1", Role::kiosk}, now_);
    EXPECT_EQ(next(), "A1001");
    const auto news = heard_changes(changes, all.cursor, {"k1", Role::kiosk}, now_);
    ASSERT_EQ(news.changes.size(), 3U);
    const auto& queue = std::get<sync::QueueStatus>(news.changes[0]);
    EXPECT_EQ(queue.waiting, 3U);
    EXPECT_EQ(queue.serving, 1U);
    EXPECT_EQ(queue.open_windows, 2U) << "both serve A";
    const auto& call = std::get<sync::wire::CallChange>(news.changes[1]);
    EXPECT_EQ(call.number, "A1001");
    EXPECT_EQ(call.window, "2 楼 1 号窗口");
    EXPECT_EQ(call.at, now_);
    const auto& ticket = std::get<sync::wire::TicketChange>(news.changes[2]);
    EXPECT_EQ(ticket.token, token_of('A', 1, 1).text());
    EXPECT_EQ(ticket.state, sync::TicketState::called);
    EXPECT_EQ(heard_changes(changes, all.cursor, {"k2", Role::kiosk}, now_).changes.size(), 2U)
        << "it is not that kiosk's ticket";
    ASSERT_TRUE(desk_->set_window({.name = "2", .state = sync::WindowState::paused, .clerk = "wang"}, now_).value());
    const auto paused = heard_changes(changes, news.cursor, {"k1", Role::kiosk}, now_);
    ASSERT_EQ(paused.changes.size(), 2U) << "A and B";
    EXPECT_EQ(std::get<sync::QueueStatus>(paused.changes[0]).open_windows, 1U);
}

TEST_F(QueueDeskTest, PadsHearWhomToAskForARating) {
    Changes changes(*database_, config_);
    const Listener pad{"p1", Role::pad};
    EXPECT_EQ(next(), "A1001");
    const auto before = heard_changes(changes, 0, pad, now_);
    ASSERT_TRUE(tell(Finish{}));
    const auto wish_of = [&](const Listener& who) -> std::optional<sync::wire::RatingWish> {
        for (const auto& change : heard_changes(changes, before.cursor, who, now_).changes) {
            if (const auto* wish = std::get_if<sync::wire::RatingWish>(&change)) return *wish;
        }
        return std::nullopt;
    };
    const auto wish = wish_of(pad);
    ASSERT_TRUE(wish);
    EXPECT_EQ(wish->token, token_of('A', 1, 1).text());
    EXPECT_EQ(wish->number + "/" + wish->window, "A1001/1");
    EXPECT_EQ(wish->at, now_);
    EXPECT_FALSE(wish_of({"k1", Role::kiosk})) << "that is no kiosk's business";
    EXPECT_FALSE(wish_of({"p2", Role::pad, "north"}));
    // The next one at the same window takes its place.
    now_ += 1min;
    EXPECT_EQ(next(), "A1002");
    ASSERT_TRUE(tell(Finish{}));
    EXPECT_EQ(wish_of(pad)->number, "A1002");
    now_ += 1min;
    rate('A', 2);
    EXPECT_FALSE(wish_of(pad)) << "it is rated, and the one before has left";
    EXPECT_EQ(next(), "A1003");
    ASSERT_TRUE(tell(Finish{}));
    EXPECT_EQ(wish_of(pad)->number, "A1003");
    now_ += sync::rating_wish_open_for;
    EXPECT_FALSE(wish_of(pad)) << "whoever it was has left";
}

TEST_F(QueueDeskTest, YesterdaysTicketsAreOnlyRecords) {
    EXPECT_EQ(next(), "A1001");
    now_ += 24h;
    EXPECT_EQ(tell(Next{}).error(), CallRefusal::nobody_waits);
    EXPECT_FALSE(desk_->view("1", now_).value().present);
}

TEST_F(QueueDeskTest, TheDaysEndClosesWhatIsStillOpen) {
    ASSERT_EQ(next(), "A1001");
    ASSERT_TRUE(tell(Finish{}));
    ASSERT_EQ(next(), "A1002");
    miss();
    ASSERT_EQ(next(), "A1003");
    ASSERT_TRUE(tell(Start{}));
    Changes changes(*database_, config_);
    ASSERT_TRUE(changes.begin_day(now_).value());
    EXPECT_EQ(view('A', 4).state, sync::TicketState::waiting) << "the day is still running";
    now_ += 24h;
    ASSERT_TRUE(changes.begin_day(now_).value());
    const auto state = [&](std::uint32_t sequence) {
        const auto log = desk_->log(today(), sync::Number{'A', 1, sequence}.text(), 1).value();
        return log.empty() ? "" : std::string(to_text(log[0].entry.after));
    };
    EXPECT_EQ(state(1), "done");
    EXPECT_EQ(state(2), "missed");
    EXPECT_EQ(state(3), "expired");
    EXPECT_EQ(state(4), "expired");
    const auto served = desk_->log(today(), "A1003", 1).value().at(0);
    EXPECT_EQ(served.entry.command, "expire");
    EXPECT_EQ(served.entry.before, QueuedState::serving);
    EXPECT_EQ(served.entry.window, "1");
    EXPECT_EQ(served.entry.at, now_);
    EXPECT_EQ(served.clerk, "") << "nobody did it";
    EXPECT_EQ(view('A', 4).state, sync::TicketState::cancelled);
    const std::size_t entries = desk_->log(today(), "", 100).value().size();
    EXPECT_FALSE(changes.begin_day(now_).value());
    now_ += 24h;
    ASSERT_TRUE(changes.begin_day(now_).value());
    EXPECT_EQ(desk_->log(today(), "", 100).value().size(), entries) << "once";
}

TEST_F(QueueDeskTest, NobodyLeftAtYesterdaysWindowHindersToday) {
    ASSERT_EQ(next(), "A1001");
    ASSERT_TRUE(tell(Start{}));
    now_ += 24h;
    auto events = tickets('A', 1, 9, 9);
    auto body = sync::wire::decode_ticket_issued(events[0].body).value();
    body.day = sync::LocalDay::from_number(today().number() + 1);
    body.issued_at = now_;
    events[0].body = encode(body);
    events[0].seq = ++pushed_;
    ASSERT_TRUE(taken(*database_, {"k1", "e", events}, now_));
    EXPECT_EQ(next(), "A1009") << "also before the day's change was noticed";
}

TEST_F(QueueDeskTest, WithAllWindowsPausedNoWaitIsPromised) {
    EXPECT_EQ(view('A', 4).open_windows, 2U);
    ASSERT_TRUE(view('A', 4).estimate);
    for (const char* name : {"1", "2"}) {
        ASSERT_TRUE(
            desk_->set_window({.name = name, .state = sync::WindowState::paused, .clerk = "wang"}, now_).value());
    }
    EXPECT_EQ(view('A', 4).open_windows, 0U);
    EXPECT_FALSE(view('A', 4).estimate);
    ASSERT_TRUE(open("2").value());
    EXPECT_TRUE(view('A', 4).estimate);
}

TEST_F(QueueDeskTest, OnlyConfiguredWindowsAreThere) {
    EXPECT_FALSE(open("9").value());
    const auto windows = desk_->windows().value();
    ASSERT_EQ(windows.size(), 2U);
    EXPECT_EQ(windows[0].name, "1");
    EXPECT_EQ(windows[0].clerk, "wang");
    EXPECT_EQ(windows[0].state, sync::WindowState::open);
}

}  // namespace
}  // namespace bangnin::hub::test
