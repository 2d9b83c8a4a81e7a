// Several devices' requests in one transaction: each is taken or left by itself, and what is written for many rows at
// once is what one after the other would have come to.
#include "sync/hub/intake.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <map>
#include <random>

#include "tests/sync/hub/hub_rig.h"

namespace bangnin::hub::test {
namespace {

namespace wire = sync::wire;

const sync::Instant noon = sync::Instant{std::chrono::hours(12)};

sync::Event print_of(std::uint64_t seq, const std::string& token, sync::PrintState outcome) {
    return {seq, sync::event_type::ticket_print, noon, encode(wire::TicketPrint{token, outcome, "", 1})};
}

IntakeBatch batch_of(const std::string& device, std::vector<sync::Event> events, const std::string& epoch = "e") {
    for (std::size_t index = 1; index < events.size(); ++index) events[index].seq = events[0].seq + index;
    return make_batch({device, epoch, std::move(events)}, {Role::kiosk}, noon);
}

class Intakes : public testing::Test {
  protected:
    ~Intakes() override {
        intake_.reset();  // its statements end before the connection that they were made on
        database_.reset();
        place_.reset();
        std::filesystem::remove_all(folder_);
    }

    std::vector<Intake::Result> take(const std::vector<IntakeBatch>& batches) {
        std::vector<const IntakeBatch*> group;
        for (const IntakeBatch& batch : batches) group.push_back(&batch);
        return intake_->take(group);
    }
    std::uint64_t high_water(const std::string& device) {
        const auto asked = take({batch_of(device, {})});
        return asked.at(0).value().value().response.high_water;
    }
    // Every row of a query, as text.
    std::vector<std::string> rows(const std::string& query) {
        std::vector<std::string> all;
        std::string row;
        soci::statement statement = (database_->session().prepare << query, soci::into(row));
        statement.execute();
        while (statement.fetch()) all.push_back(row);
        return all;
    }
    long long count(const std::string& table) {
        return std::stoll(rows("SELECT CAST(COUNT(*) AS TEXT) FROM " + table).at(0));
    }

    static std::filesystem::path made_folder() {
        const auto folder = std::filesystem::temp_directory_path() / ("bangnin-intake-" + std::to_string(getpid()));
        std::filesystem::create_directories(folder);
        return folder;
    }

    std::filesystem::path folder_ = made_folder();
    std::unique_ptr<TestDatabase> place_ = std::make_unique<TestDatabase>(folder_, server_to_test_on());
    std::unique_ptr<Database> database_ = place_->open();
    std::unique_ptr<Intake> intake_ = std::make_unique<Intake>(*database_);
};

TEST_F(Intakes, OneThatIsLeftLeavesTheOthers) {
    const auto results = take({batch_of("k1", tickets('A', 1, 1, 3)), batch_of("k2", tickets('A', 2, 5, 6)),
                               batch_of("k3", tickets('B', 3, 1, 2))});
    ASSERT_EQ(results.size(), 3U);
    EXPECT_EQ(results[0].value().value().response.high_water, 3U);
    ASSERT_FALSE(results[1].value());
    EXPECT_EQ(results[1].value().error().fault, IntakeFault::gap);
    EXPECT_EQ(results[2].value().value().response.high_water, 2U);
    EXPECT_EQ(count("events"), 5);
    EXPECT_EQ(count("tickets"), 5);
    EXPECT_EQ(high_water("k2"), 0U);
}

TEST_F(Intakes, TwoOfOneDeviceInOneGroupAreInTurn) {
    auto results = take({batch_of("k1", tickets('A', 1, 1, 3)), batch_of("k1", tickets('A', 1, 4, 6)),
                         batch_of("k1", tickets('A', 1, 1, 6)), batch_of("k1", tickets('A', 1, 8, 9))});
    EXPECT_EQ(results[1].value().value().response.high_water, 6U);
    EXPECT_EQ(results[2].value().value().response.high_water, 6U);
    EXPECT_EQ(results[3].value().error().high_water, 6U);
    EXPECT_EQ(count("events"), 6);
    EXPECT_EQ(high_water("k1"), 6U);
}

TEST_F(Intakes, ATicketAndWhatWasPrintedOfItComeTogether) {
    auto events = tickets('A', 1, 1, 2);
    const std::string first = token_of('A', 1, 1).text();
    const std::string second = token_of('A', 1, 2).text();
    events.push_back(print_of(0, first, sync::PrintState::printing));
    events.push_back(print_of(0, first, sync::PrintState::printed));
    EXPECT_TRUE(take({batch_of("k1", events)})[0].value().value().response.rejected.empty());
    // Of a ticket that came before: the last word counts.
    const auto later = take({batch_of(
        "k1", {print_of(5, second, sync::PrintState::printing), print_of(6, second, sync::PrintState::not_printed)})});
    EXPECT_TRUE(later[0].value().value().response.rejected.empty());
    EXPECT_EQ(rows("SELECT print_state FROM tickets ORDER BY number"),
              (std::vector<std::string>{"printed", "not_printed"}));
}

TEST_F(Intakes, APrintBeforeItsTicketIsRefusedAsItAlwaysWas) {
    auto events = tickets('A', 1, 1, 1);
    events.insert(events.begin(), print_of(1, token_of('A', 1, 1).text(), sync::PrintState::printed));
    const auto taken = take({batch_of("k1", events)})[0].value().value();
    ASSERT_EQ(taken.response.rejected.size(), 1U);
    EXPECT_EQ(taken.response.rejected[0].code, "unknown_ticket");
    EXPECT_EQ(rows("SELECT print_state FROM tickets"), std::vector<std::string>{"issued"});
}

// Whatever devices send, and however it falls into groups: the same rows as one event a request.
TEST_F(Intakes, GroupsComeToWhatSingleEventsComeTo) {
    std::mt19937 random(20'261'128);
    const auto one_of = [&](std::uint32_t most) {
        return std::uniform_int_distribution<std::uint32_t>(1, most)(random);
    };
    std::map<std::string, std::vector<sync::Event>> logs;
    for (std::uint32_t kiosk = 1; kiosk <= 3; ++kiosk) {
        auto& log = logs["k" + std::to_string(kiosk)];
        for (std::uint64_t seq = 1; seq <= 150; ++seq) {
            // Numbers and tokens of one another's, twice, and prints of what never was.
            const std::uint32_t number = one_of(60);
            const std::uint32_t owner = one_of(8) == 1 ? one_of(3) : kiosk;
            sync::Event event = tickets('A', owner, number, number)[0];
            if (one_of(3) > 1) event = print_of(seq, token_of('A', owner, number).text(), sync::PrintState::printed);
            if (one_of(20) == 1) event.body = "{}";
            if (one_of(30) == 1) event.type = "later.type";
            event.seq = seq;
            log.push_back(event);
        }
    }
    const std::string all_events =
        "SELECT device || ' ' || CAST(seq AS TEXT) || ' ' || COALESCE(reject_code, '') || "
        "body FROM events ORDER BY device, seq";
    const std::string all_tickets = "SELECT token || number || device || print_state FROM tickets ORDER BY token";
    // The devices take turns, so that which of them has a number first is the same in both.
    for (std::size_t at = 0; at < 150; at += 50) {
        std::vector<IntakeBatch> group;
        for (const auto& [device, log] : logs) {
            group.push_back(batch_of(device, {log.begin() + static_cast<std::ptrdiff_t>(at),
                                              log.begin() + static_cast<std::ptrdiff_t>(at + 50)}));
        }
        for (const auto& result : take(group)) ASSERT_TRUE(result && *result);
    }
    const auto events = rows(all_events);
    const auto known = rows(all_tickets);
    ASSERT_EQ(events.size(), 450U);
    for (const char* table : {"events", "tickets", "logs"}) database_->session() << std::string("DELETE FROM ") + table;
    for (std::size_t at = 0; at < 150; at += 50) {
        for (const auto& [device, log] : logs) {
            for (std::size_t index = at; index < at + 50; ++index) {
                const auto result = take({batch_of(device, {log[index]})});
                ASSERT_TRUE(result[0] && *result[0]);
            }
        }
    }
    EXPECT_EQ(rows(all_events), events);
    EXPECT_EQ(rows(all_tickets), known);
}

}  // namespace
}  // namespace bangnin::hub::test
