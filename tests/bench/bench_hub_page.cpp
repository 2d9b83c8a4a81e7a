// The page behind a ticket's QR code at 500 requests a second beside a million tickets: half of them today's, the rest
// any. The clients do not wait for one another (open loop): a page's time counts from the moment at which it was meant
// to be asked for. On connections that are kept, and as phones come: each on a new one, handshake included.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>
#include <random>
#include <string_view>

#include "tests/bench/bench_report.h"
#include "tests/bench/hub_bench.h"
#include "tests/bench/hub_clients.h"

namespace {

using namespace bangnin;
using bench::HubClients;
using Clock = HubClients::Clock;

constexpr int a_second = 500;
constexpr long long a_day = 2'500;  // tickets
constexpr long long waiting = 400;  // of today's
constexpr const char* queue = "A";

// Tickets of as many days back as it takes. Tokens are drawn by lot: where a row is says nothing of the next.
void fill(hub::Database& database, long long tickets) {
    soci::session& sql = database.session();
    const bool postgresql = database.kind() == hub::DatabaseKind::postgresql;
    const long long today = hub::test::today().number();
    const long long noon_ms = (today * 24 + 4) * 3'600'000;
    const std::string numbers =
        postgresql ? "SELECT n FROM generate_series(0, " + std::to_string(tickets - 1) + ") AS n"
                   : "WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < " +
                         std::to_string(tickets - 1) + ") SELECT n FROM numbers";
    const std::string token =
        postgresql ? "upper(substr(md5(n::text), 1, 25)) || '0'" : "substr(hex(randomblob(13)), 1, 25) || '0'";
    const std::string day = std::to_string(today) + " - n / " + std::to_string(a_day);
    const std::string place = "n % " + std::to_string(a_day);
    // Milliseconds of years are more than 32 bits, in which PostgreSQL would count.
    const std::string day_ms = "CAST(86400000 AS bigint)";
    sql << "INSERT INTO tickets(token, number, service, department, day, device, issued_ms, identity, language, "
           "priority, rank, state, \"window\", print_state, print_reason, print_copy) SELECT " +
               token + ", 'A' || (1000 + " + place + "), '" + queue + "', '帮您办窗口', " + day + ", 'k1', " +
               std::to_string(noon_ms) + " - n / " + std::to_string(a_day) + " * " + day_ms + " + " + place +
               ", 'none', 'zh', 'ordinary', 2, CASE WHEN n < " + std::to_string(waiting) +
               " THEN 'waiting' ELSE 'done' END, '', 'printed', '', 1 FROM (" + numbers + ") AS all_numbers";
    sql << (postgresql ? "ANALYZE tickets" : "PRAGMA wal_checkpoint(TRUNCATE)");
}

std::vector<std::string> tokens(hub::Database& database, const std::string& where) {
    std::vector<std::string> found;
    std::string token;
    soci::statement rows =
        (database.session().prepare << "SELECT token FROM tickets WHERE " + where + " ORDER BY token LIMIT 5000",
         soci::into(token));
    rows.execute();
    while (rows.fetch()) found.push_back(token);
    return found;
}

enum class Connections { kept, fresh };

class Phones {
  public:
    Phones(const hub::test::HubRig& hub, Connections connections)
        : connections_(connections),
          clients_(hub.port(), {hub.stranger()}, [this](const HubClients::Answer& answer) { finished(answer); }) {}

    std::vector<double> ask(const std::vector<std::string>& pages, int count) {
        const auto begun = Clock::now();
        int asked = 0;
        const auto due = [&](int number) { return begun + std::chrono::microseconds(1'000'000 / a_second) * number; };
        while (delays_.size() < static_cast<std::size_t>(count) && failures_ == 0) {
            const auto now = Clock::now();
            if (now - begun > std::chrono::seconds(count / a_second + 30)) return {};
            while (asked < count && due(asked) <= now) {
                begin(pages[static_cast<std::size_t>(asked) % pages.size()], due(asked));
                ++asked;
            }
            const auto pause = asked < count ? due(asked) - Clock::now() : std::chrono::milliseconds(10);
            clients_.run(std::chrono::duration_cast<std::chrono::microseconds>(
                std::max<Clock::duration>(pause, Clock::duration::zero())));
        }
        return failures_ == 0 ? delays_ : std::vector<double>{};
    }

  private:
    void begin(const std::string& token, Clock::time_point due) {
        if (idle_.empty()) {
            idle_.push_back(clients_.add());
            due_.resize(idle_.back() + 1);
        }
        const std::size_t client = idle_.back();
        idle_.pop_back();
        due_[client] = due;
        clients_.get(client, "/t/" + token);
    }
    void finished(const HubClients::Answer& answer) {
        if (answer.status != 200 || answer.body.find("<html") == std::string_view::npos) ++failures_;
        delays_.push_back(std::chrono::duration<double, std::milli>(answer.at - due_[answer.client]).count());
        if (connections_ == Connections::fresh) clients_.close(answer.client);
        idle_.push_back(answer.client);
    }

    Connections connections_;
    HubClients clients_;
    std::vector<std::size_t> idle_;
    std::vector<Clock::time_point> due_;
    std::vector<double> delays_;
    std::size_t failures_ = 0;
};

bool measure(const std::string& name, const std::string& server, long long tickets, int seconds) {
    hub::test::HubRig hub(server);
    {
        const auto database = hub.database().open();
        fill(*database, tickets);
    }
    hub.start("warn");
    const auto database = hub.database().open();
    const std::string today = std::to_string(hub::test::today().number());
    std::vector<std::string> pages = tokens(*database, "day = " + today + " AND state = 'waiting'");
    const std::vector<std::string> old = tokens(*database, "day < " + today);
    while (pages.size() < old.size() * 2) {
        pages.push_back(pages[pages.size() % waiting]);
        pages.push_back(old[pages.size() % old.size()]);
    }
    std::shuffle(pages.begin(), pages.end(), std::mt19937(7));
    for (const auto& [connections, suffix] : {std::pair{Connections::kept, ""}, {Connections::fresh, "_fresh"}}) {
        Phones warm(hub, connections);
        if (warm.ask(pages, a_second).empty()) return false;
        Phones phones(hub, connections);
        const auto delays = phones.ask(pages, seconds * a_second);
        if (delays.empty()) return false;
        bench::report(name + suffix, "ms", delays, {.p99 = 10});
    }
    return true;
}

}  // namespace

int main(int count, char** words) {
    const bool quick = count > 1 && std::string_view(words[1]) == "--quick";
    bench::find_programs();
    const bench::BenchServer server;
    const long long tickets = quick ? 50'000 : 1'000'000;
    const int seconds = quick ? 4 : 20;
    bench::report_machine("before_page");
    const bool measured = measure("hub_page_sqlite", "", tickets, seconds) &&
                          measure("hub_page_postgresql", server.uri(), tickets, seconds);
    bench::report_machine("after_page");
    return measured ? 0 : 1;
}
