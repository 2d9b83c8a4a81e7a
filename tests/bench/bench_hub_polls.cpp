// Ten thousand kiosks that wait for changes at once, each on its own TLS connection with a device's certificate (eight
// enrolled devices' among them all: the hub checks each connection's, and knows no difference). A ticket is taken, and
// every one of them is to hear of it: measured is from the moment at which it is sent until the answer is decrypted.
// All ask again at once, as in service. And what the hub's memory grows by for each that waits.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>
#include <future>
#include <string_view>
#include <thread>

#include "tests/bench/bench_report.h"
#include "tests/bench/hub_bench.h"
#include "tests/bench/hub_clients.h"

namespace {

using namespace bangnin;
using bench::HubClients;
using Clock = HubClients::Clock;

constexpr std::size_t devices = 8;

double milliseconds(Clock::duration duration) { return std::chrono::duration<double, std::milli>(duration).count(); }

class Polls {
  public:
    Polls(const hub::test::HubRig& hub, const std::vector<harness::Identity>& identities, std::size_t count)
        : clients_(hub.port(), identities, [this](const HubClients::Answer& answer) { hear(answer); }),
          cursors_(count, 0),
          heard_(count, false) {
        for (std::size_t client = 0; client < count; ++client) clients_.add();
    }

    // Everybody has heard how it is, and waits.
    bool settle() {
        for (std::size_t client = 0; client < cursors_.size(); ++client) {
            ask(client);
            // A crowd at the door, but no more than a listening queue.
            if (!until([&] { return client < came_ + 500; })) return false;
        }
        return until([&] { return came_ == cursors_.size(); }) && until_quiet();
    }

    // From the sending of one ticket until each has heard; empty where somebody has not.
    std::vector<double> round(hub::test::Client& kiosk, std::uint32_t ticket) {
        heard_.assign(heard_.size(), false);
        missing_ = heard_.size();
        delays_.clear();
        // Made before; what is sent and when is all that is measured.
        const std::string body = hub::test::push_body("pusher", "e", hub::test::tickets('A', 98, ticket, ticket));
        std::atomic<Clock::rep> sent = 0;
        auto pushed = std::async(std::launch::async, [&] {
            sent = Clock::now().time_since_epoch().count();
            return kiosk.post("/v1/events", body).status;
        });
        while (sent == 0) std::this_thread::yield();
        sent_ = Clock::time_point(Clock::duration(sent));
        const bool all = until([&] { return missing_ == 0; });
        const long status = pushed.get();
        if (status != 200 || !all) {
            std::fprintf(stderr, "status %ld, %zu heard nothing, %zu failures\n", status, missing_, failures_);
        }
        if (status != 200 || !all || !until_quiet()) return {};
        return delays_;
    }

    std::size_t failures() const { return failures_; }

  private:
    void ask(std::size_t client) {
        clients_.get(client, "/v1/changes?wait=60&cursor=" + std::to_string(cursors_[client]));
    }
    void hear(const HubClients::Answer& answer) {
        if (cursors_[answer.client] == 0) ++came_;
        // Read as far as it matters here: the whole would be the clients' time, not the hub's.
        constexpr std::string_view name = "\"cursor\":";
        const std::size_t at = answer.body.find(name);
        if (answer.status != 200 || at == std::string_view::npos) {
            ++failures_;
            return;
        }
        cursors_[answer.client] = std::stoull(std::string(answer.body.substr(at + name.size(), 20)));
        if (!heard_[answer.client] && answer.body.find("\"queue\"") != std::string_view::npos) {
            heard_[answer.client] = true;
            delays_.push_back(milliseconds(answer.at - sent_));
            --missing_;
        }
        ask(answer.client);
    }
    template <typename Done>
    bool until(Done done) {
        const auto patience = Clock::now() + std::chrono::seconds(60);
        while (!done()) {
            if (Clock::now() > patience || failures_ > 0) return false;
            clients_.run(std::chrono::milliseconds(10));
        }
        return true;
    }
    // What was asked again has reached the hub. It is never quite silent: some always ask anew because nothing came.
    bool until_quiet() {
        const auto end = Clock::now() + std::chrono::seconds(1);
        return until([&] { return Clock::now() > end; });
    }

    HubClients clients_;
    std::vector<std::uint64_t> cursors_;
    std::vector<bool> heard_;
    std::vector<double> delays_;
    std::size_t came_ = 0;  // have heard how it is
    std::size_t missing_ = 0;
    std::size_t failures_ = 0;
    Clock::time_point sent_{};
};

bool measure(const std::string& name, const std::string& server, std::size_t count, int rounds) {
    hub::test::HubRig hub(server);
    hub.start("warn");
    std::vector<harness::Identity> identities;
    for (std::size_t device = 1; device <= devices; ++device) {
        identities.push_back(hub.enrol("k" + std::to_string(device), "kiosk"));
    }
    const auto kiosk = hub.client(hub.enrol("pusher", "kiosk"));
    if (kiosk->get("/v1/changes").status != 200) return false;
    const double before = bench::private_memory_kb(hub.process_id());
    Polls polls(hub, identities, count);
    const auto begun = Clock::now();
    if (!polls.settle()) {
        std::fprintf(stderr, "%s: not all were answered, %zu failures\n", name.c_str(), polls.failures());
        return false;
    }
    std::fprintf(stderr, "%zu connected after %.1f s\n", count, milliseconds(Clock::now() - begun) / 1000);
    std::vector<double> delays;
    for (int round = 1; round <= rounds; ++round) {
        const auto some = polls.round(*kiosk, static_cast<std::uint32_t>(round));
        if (some.size() != count) {
            std::fprintf(stderr, "%s: %zu of %zu heard\n", name.c_str(), some.size(), count);
            return false;
        }
        delays.insert(delays.end(), some.begin(), some.end());
    }
    bench::report(name + "_delivery", "ms", delays, {.p99 = 300});
    const double each = (bench::private_memory_kb(hub.process_id()) - before) / static_cast<double>(count);
    bench::report(name + "_memory_each", "kB", count, each, each, {.p50 = 40});
    return true;
}

}  // namespace

int main(int count, char** words) {
    const bool quick = count > 1 && std::string_view(words[1]) == "--quick";
    bench::find_programs();
    const bench::BenchServer server;
    const std::size_t polls = count > 2 ? std::stoul(words[2]) : 10'000;
    const int rounds = quick ? 2 : 7;
    bench::report_machine("before_polls");
    const bool measured =
        measure("hub_polls_sqlite", "", polls, rounds) && measure("hub_polls_postgresql", server.uri(), polls, rounds);
    bench::report_machine("after_polls");
    return measured ? 0 : 1;
}
