// How many events a second the hub takes from several kiosks at once, each sending batches of 100 of its log as in
// service (a ticket with sealed data, printing, printed) over TLS and waiting for the answer, every batch on the disk
// before it is acknowledged. And the same of tickets alone.
#include <gtest/gtest.h>

#include <barrier>
#include <chrono>
#include <cstdio>
#include <string_view>
#include <thread>

#include "tests/bench/bench_report.h"
#include "tests/bench/hub_bench.h"

namespace {

using namespace bangnin;
using Clock = std::chrono::steady_clock;

constexpr std::uint32_t kiosks = 8;
constexpr std::uint32_t batch = 100;

enum class Log { as_in_service, tickets_alone };

sync::Event event_of(Log log, std::uint32_t kiosk, std::uint32_t seq) {
    const std::uint32_t ticket = log == Log::as_in_service ? (seq - 1) / 3 + 1 : seq;
    const sync::Event issued = hub::test::tickets('A', kiosk, ticket, ticket).front();
    if (log == Log::tickets_alone) return issued;
    if ((seq - 1) % 3 == 0) {
        auto body = sync::wire::decode_ticket_issued(issued.body).value();
        body.identity = sync::Identity::card;
        body.person = std::string(64, 'a');
        body.sealed = std::string(600, 's');
        return {seq, issued.type, issued.at, encode(body)};
    }
    const auto outcome = (seq - 1) % 3 == 1 ? sync::PrintState::printing : sync::PrintState::printed;
    const std::string token = hub::test::token_of('A', kiosk, ticket).text();
    return {seq, sync::event_type::ticket_print, issued.at, encode(sync::wire::TicketPrint{token, outcome, "", 1})};
}

// One kiosk's requests, made before anything is measured.
std::vector<std::string> requests(Log log, std::uint32_t kiosk, std::uint32_t first_batch, std::uint32_t batches) {
    std::vector<std::string> bodies;
    for (std::uint32_t number = first_batch; number < first_batch + batches; ++number) {
        std::vector<sync::Event> events;
        for (std::uint32_t seq = number * batch + 1; seq <= (number + 1) * batch; ++seq) {
            events.push_back(event_of(log, kiosk, seq));
        }
        bodies.push_back(hub::test::push_body("k" + std::to_string(kiosk), "e", std::move(events)));
    }
    return bodies;
}

struct Kiosk {
    std::uint32_t number;
    std::unique_ptr<hub::test::Client> client;
};

// Seconds for all kiosks to have sent so many batches each; nothing when one was not taken whole.
std::optional<double> send_all(Log log, std::vector<Kiosk>& senders, std::uint32_t first_batch, std::uint32_t batches) {
    std::atomic<int> failures = 0;
    std::barrier ready(kiosks + 1);
    std::vector<std::jthread> threads;
    for (Kiosk& kiosk : senders) {
        threads.emplace_back([&, log] {
            const auto bodies = requests(log, kiosk.number, first_batch, batches);
            ready.arrive_and_wait();
            std::uint64_t expected = std::uint64_t{first_batch} * batch;
            for (const std::string& body : bodies) {
                const auto answer = sync::wire::decode_events_response(kiosk.client->post("/v1/events", body).body);
                expected += batch;
                if (!answer || answer->high_water != expected || !answer->rejected.empty()) ++failures;
            }
        });
    }
    ready.arrive_and_wait();
    const auto begun = Clock::now();
    threads.clear();
    const double seconds = std::chrono::duration<double>(Clock::now() - begun).count();
    return failures == 0 ? std::optional(seconds) : std::nullopt;
}

bool measure(const std::string& name, Log log, const std::string& server, std::uint32_t batches, double least) {
    hub::test::HubRig hub(server);
    hub.start("warn");
    std::vector<Kiosk> senders;
    for (std::uint32_t number = 1; number <= kiosks; ++number) {
        senders.push_back({number, hub.client(hub.enrol("k" + std::to_string(number), "kiosk"))});
    }
    constexpr std::uint32_t rounds = 5;
    std::vector<double> rates;
    if (!send_all(log, senders, 0, 5)) return false;  // warms up
    for (std::uint32_t round = 0; round < rounds; ++round) {
        const auto seconds = send_all(log, senders, 5 + round * batches, batches);
        if (!seconds) return false;
        rates.push_back(kiosks * batches * batch / *seconds);
    }
    bench::report(name, "events/s", rates, {.least = least});
    return true;
}

}  // namespace

int main(int count, char** words) {
    const bool quick = count > 1 && std::string_view(words[1]) == "--quick";
    bench::find_programs();
    const std::uint32_t batches = quick ? 10 : 60;
    const bench::BenchServer server;
    bench::report_machine("before_ingest");
    const bool measured = measure("hub_ingest_sqlite", Log::as_in_service, "", batches, 10'000) &&
                          measure("hub_ingest_postgresql", Log::as_in_service, server.uri(), batches, 20'000) &&
                          measure("hub_ingest_tickets_sqlite", Log::tickets_alone, "", batches, 10'000) &&
                          measure("hub_ingest_tickets_postgresql", Log::tickets_alone, server.uri(), batches, 20'000);
    bench::report_machine("after_ingest");
    return measured ? 0 : 1;
}
