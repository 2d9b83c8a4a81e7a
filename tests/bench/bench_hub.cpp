// How fast a hub takes a long outbox in: 10,000 tickets of one device over one TLS connection, 500 a request, each
// request on disk before it is acknowledged; and what one ticket alone takes.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "tests/sync/hub/hub_rig.h"

namespace {

using namespace bangnin;
using Clock = std::chrono::steady_clock;

double milliseconds(Clock::duration duration) { return std::chrono::duration<double, std::milli>(duration).count(); }

void print(const char* name, std::vector<double> values) {
    std::ranges::sort(values);
    const double p50 = values[values.size() / 2];
    const double p99 = values[values.size() * 99 / 100];
    std::printf(R"({"name":"%s","value":%.3f,"unit":"ms","n":%zu,"p50":%.3f,"p99":%.3f})"
                "\n",
                name, p50, values.size(), p50, p99);
}

bool push(hub::test::Client& client, std::uint32_t kiosk, std::uint32_t first, std::uint32_t last) {
    const std::string device = "k" + std::to_string(kiosk);
    const auto reply =
        client.post("/v1/events", hub::test::push_body(device, "e", hub::test::tickets('A', kiosk, first, last)));
    const auto answer = sync::wire::decode_events_response(reply.body);
    return reply.status == 200 && answer && answer->high_water == last && answer->rejected.empty();
}

}  // namespace

int main(int count, char** words) {
    const bool quick = count > 1 && std::string_view(words[1]) == "--quick";
    setenv("BANGNIN_BIN_DIR", std::filesystem::canonical("/proc/self/exe").parent_path().c_str(), 0);
    hub::test::HubRig hub;
    hub.start();
    std::vector<double> drains;
    for (std::uint32_t kiosk = 1; kiosk <= (quick ? 2U : 8U); ++kiosk) {
        const auto client = hub.client(hub.enrol("k" + std::to_string(kiosk), "kiosk"));
        const auto begun = Clock::now();
        for (std::uint32_t first = 1; first <= 10'000; first += 500) {
            if (!push(*client, kiosk, first, first + 499)) return 1;
        }
        drains.push_back(milliseconds(Clock::now() - begun));
    }
    print("hub_drain_10000", drains);
    std::vector<double> singles;
    const auto client = hub.client(hub.enrol("k98", "kiosk"));
    for (std::uint32_t ticket = 1; ticket <= (quick ? 100U : 1000U); ++ticket) {
        const auto begun = Clock::now();
        if (!push(*client, 98, ticket, ticket)) return 1;
        singles.push_back(milliseconds(Clock::now() - begun));
    }
    print("hub_one_ticket", singles);
    return 0;
}
