// How a print ended must reach the records although the store refuses it for a moment: later, in order, once.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/kiosk/desk_fixture.h"

namespace bangnin::kiosk {
namespace {

using namespace std::chrono_literals;
using sync::PrintState;

// Another program that writes: nobody else may meanwhile.
class Writer {
  public:
    explicit Writer(const std::filesystem::path& file) {
        writes_ = sqlite3_open(file.c_str(), &database_) == SQLITE_OK &&
                  sqlite3_exec(database_, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK;
    }
    ~Writer() { sqlite3_close(database_); }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    bool writes() const { return writes_; }

  private:
    sqlite3* database_ = nullptr;
    bool writes_ = false;
};

class OwedPrintTest : public DeskTest {
  protected:
    void SetUp() override {
        DeskTest::SetUp();
        desk_.emplace(config_);
        ASSERT_EQ(desk_->open(monday), StoreHealth::well);
    }
    void TearDown() override {
        desk_.reset();
        DeskTest::TearDown();
    }

    std::string issue(const std::string& request, Paper paper) {
        const auto ticket = desk_->issue(commit(request, 0), Language::zh, monday, paper);
        EXPECT_TRUE(ticket);
        return ticket ? ticket->token : std::string();
    }
    static Moment after(std::chrono::seconds passed) {
        return {.steady = Steady{} + 1h + passed, .wall = monday + passed};
    }

    struct Told {
        std::string token;
        std::string outcome;
        friend bool operator==(const Told&, const Told&) = default;
    };
    // What the hub will be told of prints, in this order.
    std::vector<Told> told() {
        auto store = sync::Store::open(config_.kiosk.state_dir / "kiosk.db", desk_->store_options(), monday);
        const auto batch = store->pending(1000);
        std::vector<Told> result;
        for (const auto& event : batch->events) {
            if (event.type == sync::event_type::ticket_print) {
                const auto body = nlohmann::json::parse(event.body);
                result.push_back({body.value("token", ""), body.value("outcome", "")});
            }
        }
        return result;
    }

    std::optional<TicketDesk> desk_;
};

TEST_F(OwedPrintTest, WhatTheStoreRefusedIsWrittenLaterInOrderAndOnce) {
    const auto first = issue("r1", Paper::begins);
    const auto second = issue("r2", Paper::none);
    const auto before = told();
    {
        const Writer writer(desk_->store_file());
        ASSERT_TRUE(writer.writes());
        desk_->print_state(first, PrintState::printed, "", monday);
        desk_->print_state(second, PrintState::printing, "", monday);
        desk_->print_state(second, PrintState::not_printed, "paper_out", monday);
        EXPECT_EQ(desk_->health(), StoreHealth::busy);
        desk_->settle(after(0s));
    }
    EXPECT_EQ(told(), before) << "nothing of it can be there yet";
    desk_->settle(after(9s));
    EXPECT_EQ(told(), before) << "a store that was locked a moment ago is not asked in every round";
    desk_->settle(after(10s));
    auto expected = before;
    expected.insert(expected.end(), {{first, "printed"}, {second, "printing"}, {second, "not_printed"}});
    EXPECT_EQ(told(), expected);
    desk_->settle(after(20s));
    desk_->settle(after(60s));
    EXPECT_EQ(told(), expected) << "once";
}

TEST_F(OwedPrintTest, TheNextOutcomeBringsTheOwedOnesBeforeIt) {
    const auto first = issue("r1", Paper::begins);
    const auto second = issue("r2", Paper::begins);
    auto expected = told();
    {
        const Writer writer(desk_->store_file());
        ASSERT_TRUE(writer.writes());
        desk_->print_state(first, PrintState::printed, "", monday);
    }
    desk_->print_state(second, PrintState::printed, "", monday);
    expected.insert(expected.end(), {{first, "printed"}, {second, "printed"}});
    EXPECT_EQ(told(), expected);
}

TEST_F(OwedPrintTest, TheNextTicketBringsTheOwedOnes) {
    const auto first = issue("r1", Paper::begins);
    {
        const Writer writer(desk_->store_file());
        ASSERT_TRUE(writer.writes());
        desk_->print_state(first, PrintState::printed, "", monday);
    }
    issue("r2", Paper::none);
    EXPECT_EQ(std::ranges::count(told(), Told{first, "printed"}), 1);
    EXPECT_EQ(desk_->health(), StoreHealth::well);
}

// What the records do not allow must not stand in the way of what they do.
TEST_F(OwedPrintTest, AnOutcomeThatCanNeverBeWrittenIsPassedOver) {
    const auto first = issue("r1", Paper::begins);
    {
        const Writer writer(desk_->store_file());
        ASSERT_TRUE(writer.writes());
        desk_->print_state("0123456789ABCDEFGHJKMNPQR4", PrintState::printed, "", monday);  // nobody's
        desk_->print_state(first, PrintState::printed, "", monday);
    }
    desk_->settle(after(0s));
    EXPECT_EQ(std::ranges::count(told(), Told{first, "printed"}), 1);
}

// A store that is opened again calls unfinished prints unknown; one whose end is known is not among them.
TEST_F(OwedPrintTest, OpeningAgainWritesWhatIsOwedFirst) {
    const auto first = issue("r1", Paper::begins);
    {
        const Writer writer(desk_->store_file());
        ASSERT_TRUE(writer.writes());
        desk_->print_state(first, PrintState::printed, "", monday);
    }
    ASSERT_EQ(desk_->open(monday), StoreHealth::well);
    EXPECT_EQ(std::ranges::count(told(), Told{first, "printed"}), 1);
    EXPECT_EQ(std::ranges::count(told(), Told{first, "not_printed"}), 0);
    EXPECT_FALSE(desk_->left_printing());
}

}  // namespace
}  // namespace bangnin::kiosk
