// What is older than the policy allows goes: from the records, from the log's texts, and on SQLite from the bytes of
// the files; the rest stays, and the log tells what went.
#include "sync/hub/retention.h"

#include <gtest/gtest.h>

#include <fstream>

#include "sync/hub/console/audit_log.h"
#include "sync/hub/intake.h"
#include "tests/harness/rig.h"
#include "tests/sync/hub/hub_rig.h"

namespace bangnin::hub::test {
namespace {

namespace wire = sync::wire;

const std::string secret = "c2VjcmV0LXNlYWxlZC1ieXRlcw==";
const std::string person = std::string(60, 'f') + "0123";

std::vector<sync::Event> sealed_tickets(std::uint32_t first, std::uint32_t last) {
    std::vector<sync::Event> events = tickets('A', 1, first, last);
    for (sync::Event& event : events) {
        auto body = wire::decode_ticket_issued(event.body).value();
        body.identity = sync::Identity::card;
        body.person = person;
        body.sealed = secret;
        event.body = encode(body);
    }
    return events;
}

class Retained : public testing::Test {
  protected:
    void take(std::vector<sync::Event> events, sync::Instant when) {
        auto database = hub_.database().open();
        const IntakeBatch batch = make_batch({"k1", "e", std::move(events)}, {Role::kiosk}, when);
        const IntakeBatch* group = &batch;
        const auto taken = Intake(*database).take({&group, 1});
        ASSERT_TRUE(taken[0] && *taken[0]);
    }
    void retain() {
        const char* folder = std::getenv("BANGNIN_BIN_DIR");
        const auto printed =
            harness::run_program({std::string(folder != nullptr ? folder : "build/bin") + "/bangnin-hub", "retain",
                                  "--config", hub_.config().string()},
                                 harness::Milliseconds(60000));
        ASSERT_TRUE(printed) << printed.error();
        printed_ = *printed;
    }
    long long number(const std::string& query) {
        long long found = 0;
        hub_.database().open()->session() << query, soci::into(found);
        return found;
    }
    // How often a text stands in the database's files.
    std::size_t bytes_with(const std::string& text) {
        std::size_t found = 0;
        for (const char* suffix : {"", "-wal"}) {
            std::ifstream stream(hub_.folder() / (std::string("state/hub.db") + suffix), std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
            for (std::size_t at = bytes.find(text); at != std::string::npos; at = bytes.find(text, at + 1)) ++found;
        }
        return found;
    }

    HubRig hub_;
    sync::Instant now_ = sync::wall_clock_now();
    std::string printed_;
};

TEST_F(Retained, SealedDataGoesAndTheEventStays) {
    take(sealed_tickets(1, 600), now_ - std::chrono::days(200));
    take(sealed_tickets(601, 700), now_ - std::chrono::days(10));
    if (server_to_test_on().empty()) {
        EXPECT_GE(bytes_with(secret), 700U);
    }
    retain();
    EXPECT_EQ(number("SELECT COUNT(*) FROM events"), 700);
    EXPECT_EQ(number("SELECT COUNT(*) FROM events WHERE body LIKE '%" + secret + "%'"), 100);
    EXPECT_EQ(number("SELECT COUNT(*) FROM events WHERE body LIKE '%" + person + "%'"), 100);
    EXPECT_EQ(number("SELECT COUNT(*) FROM events WHERE body LIKE '%A1001%'"), 1) << "the ticket itself";
    EXPECT_EQ(number("SELECT deleted FROM deletion_log WHERE what = 'sealed'"), 600);
    EXPECT_NE(printed_.find("sealed: 600 older than"), std::string::npos) << printed_;
    if (server_to_test_on().empty()) {
        EXPECT_EQ(bytes_with(secret), 100U) << "in the files, byte for byte";
        EXPECT_EQ(bytes_with(person), 100U);
    }
    // A device that tells it again is understood.
    take(sealed_tickets(1, 700), now_);
    EXPECT_EQ(number("SELECT COUNT(*) FROM events WHERE body LIKE '%" + secret + "%'"), 100);
    retain();
    EXPECT_NE(printed_.find("nothing"), std::string::npos) << printed_;
}

TEST_F(Retained, EventsGoAsAWholeAndTheLogGoesOn) {
    take(tickets('A', 1, 1, 700), now_ - std::chrono::days(1200));
    take(tickets('A', 1, 701, 710), now_ - std::chrono::days(100));
    retain();
    EXPECT_EQ(number("SELECT COUNT(*) FROM events"), 10);
    EXPECT_EQ(number("SELECT MIN(seq) FROM events"), 701);
    EXPECT_EQ(number("SELECT deleted FROM deletion_log WHERE what = 'events'"), 700);
    EXPECT_EQ(number("SELECT high_water FROM logs"), 710);
    if (server_to_test_on().empty()) {
        // The ticket's own row has its token; what came in the event's words is gone.
        EXPECT_EQ(bytes_with("\"number\":\"A1007\""), 0U);
        EXPECT_EQ(bytes_with("\"number\":\"A1705\""), 1U);
    }
    // What is gone is known to have been taken: it does not come again, and what follows is taken.
    take(tickets('A', 1, 690, 715), now_);
    EXPECT_EQ(number("SELECT COUNT(*) FROM events"), 15);
    EXPECT_EQ(number("SELECT COUNT(*) FROM tickets"), 715);
}

TEST_F(Retained, TheAuditLogsChainGoesOnFromWhatIsGone) {
    const auto database = hub_.database().open();
    console::AuditLog audit(*database);
    for (int days : {1200, 1100, 1090, 1}) {
        const sync::Instant at = now_ - std::chrono::days(days);
        ASSERT_TRUE(audit.add({at, "boss", "sign_in", std::to_string(days), "done", "10.0.0.7"}));
    }
    retain();
    EXPECT_EQ(number("SELECT COUNT(*) FROM audit_log"), 2);
    EXPECT_EQ(number("SELECT deleted FROM deletion_log WHERE what = 'audit_log'"), 2);
    EXPECT_EQ(audit.first_broken().value(), std::nullopt) << "what was deleted by the policy is not missing";
    ASSERT_TRUE(audit.add({now_, "boss", "sign_out", "", "done", "10.0.0.7"}));
    EXPECT_EQ(audit.first_broken().value(), std::nullopt);
    // By anybody else it is.
    database->session() << "DELETE FROM audit_log WHERE entry = 3";
    EXPECT_EQ(audit.first_broken().value(), 3);
}

TEST_F(Retained, TheLatestEntryOfTheAuditLogStays) {
    const auto database = hub_.database().open();
    console::AuditLog audit(*database);
    ASSERT_TRUE(audit.add({now_ - std::chrono::days(3000), "boss", "sign_in", "", "done", ""}));
    ASSERT_TRUE(audit.add({now_ - std::chrono::days(2000), "boss", "sign_in", "", "done", ""}));
    retain();
    EXPECT_EQ(number("SELECT MIN(entry) FROM audit_log"), 2);
    ASSERT_TRUE(audit.add({now_, "boss", "sign_in", "", "done", ""}));
    EXPECT_EQ(audit.first_broken().value(), std::nullopt);
}

TEST_F(Retained, ForEverIsForEver) {
    std::ofstream(hub_.config(), std::ios::app)
        << "[retention]\nsealed_days = 0\nevents_days = 0\nqueue_log_days = 0\naudit_days = 0\n";
    take(sealed_tickets(1, 3), now_ - std::chrono::days(9000));
    retain();
    EXPECT_EQ(number("SELECT COUNT(*) FROM events WHERE body LIKE '%" + secret + "%'"), 3);
    EXPECT_EQ(number("SELECT COUNT(*) FROM deletion_log"), 0);
}

TEST_F(Retained, AHubThatRunsDeletesByItself) {
    take(sealed_tickets(1, 20), now_ - std::chrono::days(200));
    hub_.start();
    // The day begins as the hub does.
    const std::string told = "what=sealed rows=20";
    for (int tries = 0; tries < 500 && hub_.log().find(told) == std::string::npos; ++tries) {
        harness::pause_between_questions();
    }
    EXPECT_EQ(number("SELECT deleted FROM deletion_log WHERE what = 'sealed'"), 20);
    EXPECT_EQ(number("SELECT COUNT(*) FROM events WHERE body LIKE '%" + secret + "%'"), 0);
    hub_.stop();
    EXPECT_NE(hub_.log().find(told), std::string::npos) << hub_.log();
}

TEST(WithoutPersonalData, TheRestOfTheTextStays) {
    EXPECT_EQ(without_personal_data(R"({"a":1,"person":"x","sealed":"y","later":{"b":[2]}})"),
              R"({"a":1,"later":{"b":[2]}})");
    EXPECT_EQ(without_personal_data(R"({"a": 1})"), R"({"a": 1})");
    EXPECT_EQ(without_personal_data("\"sealed\""), "\"sealed\"");
}

}  // namespace
}  // namespace bangnin::hub::test
