// Two halls in one database: the same numbers on the same day, and nothing of one in the other. And a database from
// before there were halls.
#include "sync/hub/halls.h"

#include <gtest/gtest.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "sync/hub/changes.h"
#include "sync/hub/console/audit_log.h"
#include "sync/hub/console/staff_accounts.h"
#include "sync/hub/intake.h"
#include "sync/hub/queue_desk.h"
#include "sync/hub/schema.h"
#include "sync/hub/staff_calls.h"
#include "sync/hub/views.h"
#include "tests/sync/hub/hall_samples.h"
#include "tests/sync/hub/heard_changes.h"

namespace bangnin::hub::test {
namespace {

using namespace std::chrono_literals;
using namespace sync::call_command;
using sync::CallCommand;
using sync::CallRefusal;

class TwoHalls : public testing::Test {
  protected:
    void SetUp() override {
        ASSERT_TRUE(Halls(*database_, config_).add({north, north_name, "0470-1"}, now_).value());
        for (const std::string& hall : {std::string(first_hall), north}) {
            ASSERT_TRUE(
                desk(hall).set_window({.name = "1", .state = sync::WindowState::open, .clerk = "wang"}, now_).value());
        }
        take("k1", first_hall, tickets('A', 1, 1, 3));
        take("n1", north, north_tickets('A', 1, 3));
    }
    QueueDesk desk(const std::string& hall) { return {*database_, config_, hall}; }
    sync::wire::EventsResponse take(const std::string& device, const std::string& hall,
                                    std::vector<sync::Event> events) {
        std::uint64_t& last = logs_[device];
        for (sync::Event& event : events) event.seq = ++last;
        const auto taken = Intake(*database_).take({device, "e", std::move(events)}, {Role::kiosk, hall}, now_);
        EXPECT_TRUE(taken && *taken);
        return (*taken)->response;
    }
    std::expected<sync::QueuedTicket, CallRefusal> tell(const std::string& hall, const CallCommand& command) {
        return desk(hall).tell(command, {.name = "wang", .window = "1"}, now_).value();
    }
    FoundTicket found(const sync::Token& token) {
        return Views(*database_, config_).ticket(token, now_).value().value();
    }
    sync::wire::ChangesResponse heard(const Listener& who, std::uint64_t cursor = 0) {
        Changes changes(*database_, config_);
        return heard_changes(changes, cursor, who, now_);
    }
    std::vector<std::string> called(const Listener& who) {
        std::vector<std::string> numbers;
        for (const sync::wire::Change& change : heard(who).changes) {
            if (const auto* call = std::get_if<sync::wire::CallChange>(&change)) numbers.push_back(call->number);
        }
        return numbers;
    }
    std::map<char, std::uint32_t> waiting(const Listener& who) {
        std::map<char, std::uint32_t> counts;
        for (const sync::wire::Change& change : heard(who).changes) {
            if (const auto* queue = std::get_if<sync::QueueStatus>(&change)) counts[queue->service] = queue->waiting;
        }
        return counts;
    }

    HubRig rig_;  // for its folder and its database
    Config config_ =
        parse_config(configuration(rig_.folder() / "state", 0, rig_.database().text()) + north_queues, "test").value();
    std::unique_ptr<Database> database_ = Database::open(config_.database).value();
    std::map<std::string, std::uint64_t> logs_;
    sync::Instant now_ = sync::Instant{std::chrono::days{today().number()}} + 5h;
    const Listener here_{"k1", Role::kiosk};
    const Listener there_{"n1", Role::kiosk, north};
};

TEST_F(TwoHalls, HaveTheSameNumbersOnTheSameDay) {
    EXPECT_EQ(found(token_of('A', 1, 3)).view.number, found(north_token('A', 3)).view.number);
    EXPECT_EQ(found(token_of('A', 1, 3)).view.ahead, 2U);
    EXPECT_EQ(found(north_token('A', 3)).view.ahead, 2U);
    // Within a hall a number is one ticket's.
    auto again = north_tickets('A', 1, 1);
    auto body = sync::wire::decode_ticket_issued(again[0].body).value();
    body.token = token_of('Z', 9, 9).text();
    again[0].body = encode(body);
    const auto answer = take("n2", north, again);
    ASSERT_EQ(answer.rejected.size(), 1U);
    EXPECT_EQ(answer.rejected[0].code, "number_taken");
    EXPECT_EQ(found(north_token('A', 1)).hall, (HallRow{north, north_name, "0470-1"}));
    EXPECT_EQ(found(token_of('A', 1, 1)).hall.name, config_.hall_name) << "the configuration's";
}

TEST_F(TwoHalls, CallEachTheirOwn) {
    ASSERT_TRUE(tell(north, Next{}));
    EXPECT_EQ(found(token_of('A', 1, 1)).view.state, sync::TicketState::waiting);
    EXPECT_EQ(found(north_token('A', 1)).view.state, sync::TicketState::called);
    EXPECT_EQ(desk(first_hall).view("1", now_).value().waiting.size(), 3U);
    EXPECT_EQ(desk(north).view("1", now_).value().waiting.size(), 2U);
    EXPECT_EQ(desk(first_hall).log(today(), "", 10).value().size(), 0U);
    EXPECT_EQ(desk(north).log(today(), "", 10).value().size(), 1U);
    // A token of the other hall is nobody's here.
    EXPECT_FALSE(tell(first_hall, Cancel{north_token('A', 2).text()}));
    EXPECT_EQ(found(north_token('A', 2)).view.state, sync::TicketState::waiting);
}

TEST_F(TwoHalls, HearEachOfTheirOwn) {
    EXPECT_EQ(waiting(here_), (std::map<char, std::uint32_t>{{'A', 3}, {'B', 0}}));
    EXPECT_EQ(waiting(there_), (std::map<char, std::uint32_t>{{'A', 3}})) << "it has one queue";
    const std::uint64_t before = heard(here_).cursor;
    ASSERT_TRUE(tell(north, Next{}));
    EXPECT_TRUE(heard(here_, before).changes.empty());
    EXPECT_EQ(heard(there_, before).changes.size(), 3U) << "the queue, the call, the ticket";
    EXPECT_EQ(called(here_), std::vector<std::string>{});
    EXPECT_EQ(called(there_), std::vector<std::string>{"A1001"});
}

TEST_F(TwoHalls, OneHallsWindowsAreNotTheOthers) {
    EXPECT_FALSE(desk(first_hall).set_window({.name = "9", .clerk = {}}, now_).value());
    ASSERT_TRUE(desk(north).set_window({.name = "9", .state = sync::WindowState::open, .clerk = "li"}, now_).value());
    EXPECT_EQ(found(token_of('A', 1, 1)).view.open_windows, 1U);
    EXPECT_EQ(found(north_token('A', 1)).view.open_windows, 2U);
    EXPECT_EQ(desk(first_hall).view("1", now_).value().clerk, "wang");
    ASSERT_TRUE(desk(north).set_window({.name = "1", .clerk = ""}, now_).value());
    EXPECT_EQ(desk(first_hall).view("1", now_).value().clerk, "wang");
}

TEST_F(TwoHalls, LearnEachHowLongAServiceTakes) {
    ASSERT_TRUE(tell(north, Next{}));
    ASSERT_TRUE(tell(north, Start{}));
    now_ += 20min;
    ASSERT_TRUE(tell(north, Finish{}));
    const auto hour = static_cast<std::size_t>(local_hour(now_, config_.zone));
    EXPECT_GT(service_times(database_->session(), {north, 'A'}).hours.at(hour).weight, 0);
    EXPECT_EQ(service_times(database_->session(), {first_hall, 'A'}).hours.at(hour).weight, 0);
}

TEST_F(TwoHalls, MidnightClosesBoth) {
    ASSERT_TRUE(tell(north, Next{}));
    now_ += 24h;
    ASSERT_TRUE(Changes(*database_, config_).begin_day(now_).value());
    EXPECT_EQ(found(token_of('A', 1, 1)).view.state, sync::TicketState::cancelled);
    EXPECT_EQ(found(north_token('A', 1)).view.state, sync::TicketState::cancelled);
    EXPECT_EQ(desk(first_hall).log(today(), "", 10).value().size(), 3U);
    EXPECT_EQ(desk(north).log(today(), "", 10).value().size(), 4U);
    EXPECT_EQ(desk(north).view("1", now_).value().clerk, "") << "who went home";
}

TEST_F(TwoHalls, AnswerEachTheirOwnCallsForAClerk) {
    const sync::Token call = sync::Token::random();
    take("n1", north,
         {{0, sync::event_type::staff_call, now_,
           encode(sync::wire::StaffCall{.screen = "home", .call = call.text()})}});
    EXPECT_TRUE(StaffCalls(*database_).list(now_, 10).value().empty());
    EXPECT_FALSE(StaffCalls(*database_).answer(call, {.at = now_, .by = "desk"}).value());
    EXPECT_EQ(StaffCalls(*database_, north).list(now_, 10).value().size(), 1U);
    EXPECT_TRUE(StaffCalls(*database_, north).answer(call, {.at = now_, .by = "desk"}).value());
}

TEST_F(TwoHalls, AKioskRatesNoTicketOfAnother) {
    sync::Rating rating;
    rating.id = sync::Token::random();
    rating.ticket = token_of('A', 1, 1);
    rating.at = now_;
    const auto answer = take("n1", north, {{0, sync::event_type::rating_given, now_, sync::wire::encode(rating)}});
    ASSERT_EQ(answer.rejected.size(), 1U);
    EXPECT_EQ(answer.rejected[0].code, "other_hall");
    EXPECT_FALSE(found(token_of('A', 1, 1)).view.rated);
}

TEST_F(TwoHalls, AreAddedAndNamedAnewButOnce) {
    Halls halls(*database_, config_);
    EXPECT_FALSE(halls.add({north, "另一个", ""}, now_).value());
    EXPECT_FALSE(halls.rename({.hall = "south", .name = "南"}).value());
    ASSERT_TRUE(halls.rename({.hall = north, .name = "北"}).value());
    ASSERT_TRUE(halls.rename({.hall = first_hall, .telephone = "0470-2"}).value());
    const auto list = halls.list().value();
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[0], (HallRow{first_hall, config_.hall_name, "0470-2"}));
    EXPECT_EQ(list[1], (HallRow{north, "北", "0470-1"}));
}

void run(soci::session& sql, const std::string& script) {
    for (std::size_t begin = 0; begin < script.size();) {
        const std::size_t end = std::min(script.find(';', begin), script.size());
        const std::string statement = script.substr(begin, end - begin);
        if (statement.find_first_not_of(" \n\t") != std::string::npos) sql << statement;
        begin = end + 1;
    }
}

// As a hub of the version before halls left it.
class OldDatabase : public testing::Test {
  protected:
    void SetUp() override {
        const DatabasePlace place = config_.database;
        soci::session sql;
        const bool file = place.kind() == DatabaseKind::sqlite;
        if (file) {
            sql.open(soci::sqlite3, "db=" + place.file());
        } else {
            sql.open(soci::postgresql, place.connection());
            sql << "CREATE TABLE schema_version(version INTEGER PRIMARY KEY)";
        }
        int version = 1;
        for (; version <= newest_schema(); ++version) {
            const std::string script = schema_script(version, place.kind());
            if (script.find("CREATE TABLE halls") != std::string::npos) break;
            run(sql, script);
            if (!file) sql << "INSERT INTO schema_version(version) VALUES(" + std::to_string(version) + ")";
        }
        ASSERT_LE(version, newest_schema());
        if (file) sql << "PRAGMA user_version = " + std::to_string(version - 1);
        const std::string day = std::to_string(today().number());
        run(sql, ticket("T1", "A1001", day, "'waiting'") + ticket("T2", "A1002", day, "'called'") +
                     "INSERT INTO windows VALUES('1', 'open', 'wang', 5);"
                     "INSERT INTO service_times VALUES('A', 9, 2.5, 11.5);"
                     "INSERT INTO devices(device, role, key, enrolled_at) VALUES('k1', 'kiosk', 'key', 'x');"
                     "INSERT INTO staff VALUES('wang', '王', 'clerk', '1', '', 'active', 'h', 1);"
                     "INSERT INTO staff VALUES('boss', '白', 'admin', '', '', 'active', 'h', 1);");
    }
    static std::string ticket(const std::string& token, const std::string& number, const std::string& day,
                              const std::string& state) {
        return "INSERT INTO tickets(token, number, service, department, day, device, issued_ms, identity, language, "
               "priority, state, \"window\", print_state, print_reason, print_copy, place_ms, change) VALUES('" +
               token + "', '" + number + "', 'A', 'd', " + day + ", 'k1', 7, 'none', 'zh', 'ordinary', " + state +
               ", '', 'printed', '', 1, 8, 3);";
    }
    HubRig rig_;
    Config config_ = parse_config(configuration(rig_.folder() / "state", 0, rig_.database().text()), "test").value();
};

TEST_F(OldDatabase, IsTheFirstHalls) {
    const auto database = Database::open(config_.database).value();
    const sync::Instant now = sync::Instant{std::chrono::days{today().number()}} + 5h;
    QueueDesk desk(*database, config_);
    const DeskView view = desk.view("1", now).value();
    EXPECT_EQ(view.clerk, "wang");
    EXPECT_EQ(view.state, sync::WindowState::open);
    ASSERT_EQ(view.waiting.size(), 1U);
    EXPECT_EQ(view.waiting[0].number, "A1001");
    EXPECT_EQ(view.waiting[0].place_at, sync::Instant{8ms});
    EXPECT_TRUE(QueueDesk(*database, config_, north).view("1", now).value().waiting.empty());
    EXPECT_EQ(service_times(database->session(), {first_hall, 'A'}).hours.at(9).minutes, 11.5);
    EXPECT_EQ(Devices(*database).find("k1", "key").value(), Enrolment{Role::kiosk});
    const auto staff = console::StaffAccounts(*database).list().value();
    ASSERT_EQ(staff.size(), 2U);
    EXPECT_EQ(staff[0].hall, "") << "an admin sees all halls";
    EXPECT_EQ(staff[1].hall, first_hall);
    EXPECT_EQ(console::AuditLog(*database).first_broken().value(), std::nullopt);
    // Changes count on from where they were.
    long long change = 0;
    database->session() << "SELECT change FROM tickets WHERE token = 'T1'", soci::into(change);
    EXPECT_EQ(change, 3);
}

// Another hub may be at work while this one brings the schema up to date.
TEST_F(OldDatabase, AHubOfTheVersionBeforeGoesOn) {
    const auto database = Database::open(config_.database).value();
    const std::string day = std::to_string(today().number());
    run(database->session(), ticket("T3", "A1003", day, "'waiting'") +
                                 "INSERT INTO windows(name, state, clerk, since_ms) VALUES('1', 'paused', '', 6) ON "
                                 "CONFLICT(name) DO UPDATE "
                                 "SET state = excluded.state;"
                                 "INSERT INTO change_marks(subject, number) VALUES('queue/A', 9) ON CONFLICT(subject) "
                                 "DO UPDATE SET number = "
                                 "excluded.number;"
                                 "UPDATE counters SET value = 9 WHERE name = 'change';");
    const auto heard =
        Changes(*database, config_).since(8, today(), sync::Instant{std::chrono::days{today().number()}} + 5h).value();
    ASSERT_EQ(heard.queues.size(), 1U);
    EXPECT_EQ(heard.queues[0].hall, first_hall);
    EXPECT_EQ(heard.queues[0].status.waiting, 2U);
}

}  // namespace
}  // namespace bangnin::hub::test
