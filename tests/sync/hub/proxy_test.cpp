// Two hubs behind the real HAProxy with the configuration that is shipped: devices' certificates reach the hubs through
// it, and a hub that ends or falls is nobody's loss. On a database file there is one hub behind it.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <future>

#include "tests/harness/rig.h"
#include "tests/sync/hub/console/console_rig.h"
#include "tests/sync/hub/hub_rig.h"

namespace bangnin::hub::test {
namespace {

namespace wire = sync::wire;

const std::string proxy_address = "127.0.0.9";

void replace(std::string& text, const std::string& word, const std::string& by) {
    const std::size_t at = text.find(word);
    ASSERT_NE(at, std::string::npos) << "haproxy.cfg has no " << word;
    text.replace(at, word.size(), by);
}

std::uint64_t high_water(const Reply& reply) {
    EXPECT_EQ(reply.status, 200) << reply.body;
    return wire::decode_events_response(reply.body).value_or(wire::EventsResponse{}).high_water;
}

class Proxy : public testing::Test {
  protected:
    void SetUp() override {
        name_proxy(first_);
        first_.start();
        kiosk_ = first_.enrol("k1", "kiosk");
        if (!server_to_test_on().empty()) {
            second_.emplace(first_);
            name_proxy(*second_);
            second_->start();
        }
        start_proxy();
    }
    HubRig& second() { return second_ ? *second_ : first_; }

    // The proxy has an address of its own here, so that others than it reach the hub from this machine.
    static void name_proxy(const HubRig& hub) {
        std::ifstream own(hub.config());
        std::string text{std::istreambuf_iterator<char>(own), {}};
        replace(text, "[hub]\n", "[hub]\nproxies = [\"" + proxy_address + "\"]\n");
        std::ofstream(hub.config()) << text;
    }
    void start_proxy() {
        port_ = harness::free_port().value();
        std::ifstream shipped("packaging/hub/haproxy.cfg");
        std::string text{std::istreambuf_iterator<char>(shipped), {}};
        // Two descriptors each: a test's machine may allow fewer.
        replace(text, "maxconn 20000", "maxconn 500");
        replace(text, "bind :443", "bind 127.0.0.1:" + std::to_string(port_));
        replace(text, "10.0.0.11:8443", "127.0.0.1:" + std::to_string(first_.port()));
        replace(text, "10.0.0.12:8443", "127.0.0.1:" + std::to_string(second().port()));
        replace(text, "default-server send-proxy", "source " + proxy_address + "\n    default-server send-proxy");
        replace(text, "/etc/bangnin/ca.pem", first_.stranger().ca.string());
        const auto file = first_.folder() / "haproxy.cfg";
        std::ofstream(file) << text;
        auto process = harness::Process::start({.arguments = {"/usr/sbin/haproxy", "-db", "-f", file.string()},
                                                .environment = {},
                                                .log = first_.folder() / "haproxy.log"});
        ASSERT_TRUE(process) << process.error();
        proxy_.emplace(std::move(*process));
    }
    std::unique_ptr<Client> client(const harness::Identity& identity) const {
        return std::make_unique<Client>("https://127.0.0.1:" + std::to_string(port_), identity);
    }
    // As a device's link does: again, until it is told that it was taken.
    std::uint64_t push(std::uint32_t first, std::uint32_t last) {
        const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (std::chrono::steady_clock::now() < patience) {
            const Reply reply = client(kiosk_)->post("/v1/events", push_body("k1", "e", tickets('A', 1, first, last)));
            if (reply.status == 200) return high_water(reply);
            harness::pause_between_questions();
        }
        return 0;
    }

    HubRig first_;
    std::optional<HubRig> second_;
    harness::Identity kiosk_;
    int port_ = 0;
    std::optional<harness::Process> proxy_;
};

TEST_F(Proxy, ACertificateReachesTheHubThroughIt) {
    EXPECT_EQ(push(1, 5), 5U);
    EXPECT_EQ(client(first_.stranger())->get("/v1/changes").problem_code(), "no_certificate");
    EXPECT_EQ(client(first_.stranger())->get("/healthz").status, 200);
}

TEST_F(Proxy, TheHubKnowsWhoIsBehindIt) {
    ASSERT_EQ(push(1, 1), 1U) << "the proxy is up";
    Browser clerk(first_, "https://127.0.0.1:" + std::to_string(port_));
    EXPECT_EQ(clerk.sign_in("nobody", "wrong").status, 401);
    std::string address;
    first_.database().open()->session() << "SELECT address FROM audit_log WHERE act = 'sign_in'", soci::into(address);
    EXPECT_EQ(address, "127.0.0.1");
}

TEST_F(Proxy, WhoComesFromItsAddressWithoutSayingWhoseIsSentAway) {
    ASSERT_EQ(push(1, 1), 1U);
    const std::string asked = "curl -sS --interface " + proxy_address + " --cacert " + first_.stranger().ca.string() +
                              " " + first_.url() + "/healthz";
    EXPECT_NE(std::system(asked.c_str()), 0);
    EXPECT_NE(first_.log().find("does not say whose it is: not_one"), std::string::npos);
}

TEST_F(Proxy, WhoWaitsBehindItHears) {
    ASSERT_EQ(push(1, 1), 1U);
    const auto waiting = client(kiosk_);
    const auto known = wire::decode_changes_response(waiting->get("/v1/changes").body);
    ASSERT_TRUE(known);
    auto answered = std::async(std::launch::async, [&] {
        return waiting->get("/v1/changes?wait=15&cursor=" + std::to_string(known->cursor));
    });
    EXPECT_EQ(push(2, 2), 2U);
    EXPECT_FALSE(wire::decode_changes_response(answered.get().body)->changes.empty());
}

TEST_F(Proxy, AHubThatEndsOrFallsIsNobodysLoss) {
    EXPECT_EQ(push(1, 5), 5U);
    if (!second_) return;
    first_.stop();
    for (std::uint32_t last = 6; last <= 15; ++last) EXPECT_EQ(push(1, last), last);
    first_.start();
    // It listens at another port now; the proxy is told as an operator would.
    proxy_.reset();
    start_proxy();
    second_->kill();
    for (std::uint32_t last = 16; last <= 25; ++last) EXPECT_EQ(push(1, last), last);
    long long events = 0;
    first_.database().open()->session() << "SELECT COUNT(*) FROM events", soci::into(events);
    EXPECT_EQ(events, 25);
}

}  // namespace
}  // namespace bangnin::hub::test
