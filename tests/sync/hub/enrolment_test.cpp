// A device's way in: the code, once, in time, for a key of its own; and what the hub's keys are good for.
#include "sync/link/enrolment.h"

#include <gtest/gtest.h>

#include <fstream>

#include "sync/hub/authority.h"
#include "sync/hub/devices.h"
#include "sync/seal/seal.h"
#include "tests/sync/hub/hub_rig.h"

namespace bangnin::hub::test {
namespace {

using sync::wire::EnrolmentCode;

TEST(Enrolment, TheCodeCarriesTheAuthoritysFingerprint) {
    HubRig hub;
    hub.start();
    const auto code = EnrolmentCode::parse(hub.code_for("k1", "kiosk"));
    ASSERT_TRUE(code);
    const Reply ca = hub.client(hub.stranger())->get("/v1/ca");
    EXPECT_EQ(ca.status, 200);
    EXPECT_EQ(sync::certificate_fingerprint(ca.body), code->fingerprint);
}

TEST(Enrolment, ACodeWorksOnceAndAStrangersNever) {
    HubRig hub;
    hub.start();
    const auto code = EnrolmentCode::parse(hub.code_for("k1", "kiosk"));
    const auto request = sync::make_request("");
    ASSERT_TRUE(code && request);
    EXPECT_EQ(hub.enrol_with("0000000000000000", request->csr_pem).problem_code(), "bad_code");
    // Nonsense does not use the code up.
    EXPECT_EQ(hub.enrol_with(code->secret_text(), "not a request").problem_code(), "bad_csr");
    const Reply first = hub.enrol_with(code->secret_text(), request->csr_pem);
    ASSERT_EQ(first.status, 200) << first.body;
    const auto given = sync::wire::decode_enrol_response(first.body);
    ASSERT_TRUE(given);
    EXPECT_EQ(given->device, "k1");
    EXPECT_EQ(given->role, "kiosk");
    EXPECT_TRUE(sync::certificate_fits(given->certificate, request->key_pem));
    const auto other = sync::make_request("");
    const Reply second = hub.enrol_with(code->secret_text(), other->csr_pem);
    EXPECT_EQ(second.status, 403);
    EXPECT_EQ(second.problem_code(), "bad_code");
}

TEST(Enrolment, ACertificateOfAnotherAuthorityOpensNothing) {
    HubRig hub;
    hub.start();
    HubRig other;
    other.start();
    auto foreign = other.enrol("k1", "kiosk");
    hub.enrol("k1", "kiosk");
    foreign.ca = hub.stranger().ca;
    EXPECT_NE(hub.client(foreign)->get("/v1/changes").status, 200);
}

TEST(Enrolment, CommandLineMistakesAreStatusTwo) {
    HubRig hub;
    const std::string program = std::string(std::getenv("BANGNIN_BIN_DIR")) + "/bangnin-hub";
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"serve", "--config", "/nonexistent.toml"},
          {"enrol", "--device", "k1", "--role", "king", "--config", hub.config().string()},
          {"enrol", "--device", "../k1", "--config", hub.config().string()},
          {"enrol", "--config", hub.config().string()},
          {"dance"},
          {}}) {
        std::vector<std::string> arguments{program};
        arguments.insert(arguments.end(), words.begin(), words.end());
        auto process = harness::Process::start({.arguments = arguments, .environment = {}, .log = hub.folder() / "x"});
        ASSERT_TRUE(process);
        EXPECT_EQ(process->wait_exit(harness::Milliseconds(10000)), 2) << (words.empty() ? "" : words.front());
    }
}

class Records : public testing::Test {
  protected:
    Records() : database_(rig_.database().open()), devices_(*database_) {}
    HubRig rig_;  // for its folder
    std::unique_ptr<Database> database_;
    Devices devices_;
    const sync::Instant now_ = sync::parse_instant("2026-03-12T02:00:00.000Z").value();
};

TEST_F(Records, ACodeExpires) {
    const EnrolmentCode code{{1, 2, 3}, {}};
    ASSERT_TRUE(devices_.add_code(code, "k1", Role::kiosk, now_ + std::chrono::hours(1)));
    const auto late = devices_.claim(code.secret_text(), "key", now_ + std::chrono::hours(1));
    ASSERT_TRUE(late);
    ASSERT_FALSE(*late);
    EXPECT_EQ(late->error(), CodeFault::expired);
    const auto early = devices_.claim(code.secret_text(), "key", now_ + std::chrono::minutes(59));
    ASSERT_TRUE(early && *early);
    EXPECT_EQ((*early)->device, "k1");
    const auto again = devices_.claim(code.secret_text(), "other key", now_);
    ASSERT_TRUE(again && !*again);
    EXPECT_EQ(again->error(), CodeFault::used);
}

TEST_F(Records, ADeviceWhoseAnswerWasLostMayClaimAgain) {
    const EnrolmentCode code{{4}, {}};
    ASSERT_TRUE(devices_.add_code(code, "k1", Role::kiosk, now_ + std::chrono::hours(1)));
    ASSERT_TRUE(devices_.claim(code.secret_text(), "key", now_).value());
    EXPECT_TRUE(devices_.claim(code.secret_text(), "key", now_).value());
}

TEST_F(Records, AnEarlierKeyCountsNoMoreOnceTheDeviceIsEnrolledAnew) {
    for (const auto& [secret, key] : {std::pair<std::uint8_t, std::string>{1, "stolen"}, {2, "fresh"}}) {
        const EnrolmentCode code{{secret}, {}};
        ASSERT_TRUE(devices_.add_code(code, "k1", Role::kiosk, now_ + std::chrono::hours(1)));
        ASSERT_TRUE(devices_.claim(code.secret_text(), key, now_).value());
    }
    EXPECT_EQ(devices_.role_of("k1", "stolen").value(), std::nullopt);
    EXPECT_EQ(devices_.role_of("k1", "fresh").value(), Role::kiosk);
}

TEST_F(Records, ARevokedDeviceHasNoRole) {
    const EnrolmentCode code{{9}, {}};
    ASSERT_TRUE(devices_.add_code(code, "desk", Role::operator_, now_ + std::chrono::hours(1)));
    ASSERT_TRUE(devices_.claim(code.secret_text(), "key", now_).value());
    EXPECT_EQ(devices_.role_of("desk", "key").value(), Role::operator_);
    ASSERT_TRUE(devices_.revoke("desk", now_));
    EXPECT_EQ(devices_.role_of("desk", "key").value(), std::nullopt);
    EXPECT_EQ(devices_.role_of("never", "key").value(), std::nullopt);
}

TEST_F(Records, TheSecretItselfIsNotKept) {
    const EnrolmentCode code{{7, 7, 7, 7, 7, 7, 7, 7, 7, 7}, {}};
    ASSERT_TRUE(devices_.add_code(code, "k1", Role::kiosk, now_));
    for (const char* name : {"state/hub.db", "state/hub.db-wal"}) {
        std::ifstream stream(rig_.folder() / name, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
        EXPECT_EQ(bytes.find(code.secret_text()), std::string::npos) << name;
    }
}

TEST(AuthorityFiles, AreMadeOnceAndPrivate) {
    HubRig rig;
    const sync::Instant now = sync::wall_clock_now();
    const auto first = Authority::open(rig.folder() / "keys", {"hub.example"}, now);
    ASSERT_TRUE(first);
    const auto second = Authority::open(rig.folder() / "keys", {"hub.example"}, now);
    ASSERT_TRUE(second);
    EXPECT_EQ(first->ca_pem(), second->ca_pem());
    EXPECT_EQ(first->fingerprint(), second->fingerprint());
    for (const char* name : {"ca.key", "server.key", "sealing.key", "ca.pem"}) {
        EXPECT_EQ(std::filesystem::status(rig.folder() / "keys" / name).permissions() & std::filesystem::perms(077),
                  std::filesystem::perms::none)
            << name;
    }
}

std::string text_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

TEST(AuthorityFiles, TheServersCertificateIsRenewedTheAuthoritysNever) {
    HubRig rig;
    const auto folder = rig.folder() / "keys";
    const sync::Instant now = sync::wall_clock_now();
    const auto first = Authority::open(folder, {}, now);
    ASSERT_TRUE(first);
    const std::string server = text_of(first->server_certificate());
    ASSERT_TRUE(Authority::open(folder, {}, now + std::chrono::days(300)));
    EXPECT_EQ(text_of(first->server_certificate()), server);
    const auto later = Authority::open(folder, {}, now + std::chrono::days(800));
    ASSERT_TRUE(later);
    EXPECT_NE(text_of(first->server_certificate()), server);
    EXPECT_EQ(later->ca_pem(), first->ca_pem());
    const std::string renewed = text_of(first->server_certificate());
    ASSERT_TRUE(Authority::open(folder, {"new.example"}, now + std::chrono::days(800)));
    EXPECT_NE(text_of(first->server_certificate()), renewed);
}

TEST(AuthorityFiles, DamageIsSaidNotReplaced) {
    HubRig rig;
    const auto folder = rig.folder() / "keys";
    ASSERT_TRUE(Authority::open(folder, {}, sync::wall_clock_now()));
    std::ofstream(folder / "ca.key") << "broken";
    const auto opened = Authority::open(folder, {}, sync::wall_clock_now());
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error(), AuthorityError::damaged);
}

TEST(AuthorityFiles, WhatIsSealedOpensWithOpenssl) {
    HubRig rig;
    const auto folder = rig.folder() / "keys";
    const auto authority = Authority::open(folder, {}, sync::wall_clock_now());
    ASSERT_TRUE(authority);
    const auto sealed = sync::seal("{\"name\":\"李䶮\"}", authority->sealing_certificate_pem());
    ASSERT_TRUE(sealed);
    std::ofstream(rig.folder() / "sealed", std::ios::binary) << *sealed;
    const auto ran =
        harness::run_program({"/usr/bin/openssl", "cms", "-decrypt", "-inform", "DER", "-in",
                              (rig.folder() / "sealed").string(), "-inkey", (folder / "sealing.key").string(), "-recip",
                              (folder / "sealing.pem").string(), "-out", (rig.folder() / "opened").string()},
                             harness::Milliseconds(10000));
    ASSERT_TRUE(ran) << ran.error();
    EXPECT_EQ(text_of(rig.folder() / "opened"), "{\"name\":\"李䶮\"}");
}

}  // namespace
}  // namespace bangnin::hub::test
