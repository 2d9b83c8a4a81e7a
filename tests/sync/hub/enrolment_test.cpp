// A device's way in: the code, once, in time, for a key of its own; and what the hub's keys are good for.
#include "sync/link/enrolment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <future>

#include "sync/hub/authority.h"
#include "sync/hub/devices.h"
#include "sync/seal/seal.h"
#include "tests/harness/rig.h"
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
    ASSERT_TRUE(devices_.add_code(code, "k1", {Role::kiosk}, now_ + std::chrono::hours(1)));
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
    ASSERT_TRUE(devices_.add_code(code, "k1", {Role::kiosk}, now_ + std::chrono::hours(1)));
    ASSERT_TRUE(devices_.claim(code.secret_text(), "key", now_).value());
    EXPECT_TRUE(devices_.claim(code.secret_text(), "key", now_).value());
}

TEST_F(Records, AnEarlierKeyCountsNoMoreOnceTheDeviceIsEnrolledAnew) {
    for (const auto& [secret, key] : {std::pair<std::uint8_t, std::string>{1, "stolen"}, {2, "fresh"}}) {
        const EnrolmentCode code{{secret}, {}};
        ASSERT_TRUE(devices_.add_code(code, "k1", {Role::kiosk}, now_ + std::chrono::hours(1)));
        ASSERT_TRUE(devices_.claim(code.secret_text(), key, now_).value());
    }
    EXPECT_EQ(devices_.find("k1", "stolen").value(), std::nullopt);
    EXPECT_EQ(devices_.find("k1", "fresh").value(), Enrolment{Role::kiosk});
}

TEST_F(Records, ARevokedDeviceHasNoRole) {
    const EnrolmentCode code{{9}, {}};
    ASSERT_TRUE(devices_.add_code(code, "desk", {Role::operator_}, now_ + std::chrono::hours(1)));
    ASSERT_TRUE(devices_.claim(code.secret_text(), "key", now_).value());
    EXPECT_EQ(devices_.find("desk", "key").value(), Enrolment{Role::operator_});
    ASSERT_TRUE(devices_.revoke("desk", now_));
    EXPECT_EQ(devices_.find("desk", "key").value(), std::nullopt);
    EXPECT_EQ(devices_.find("never", "key").value(), std::nullopt);
}

TEST_F(Records, TheSecretItselfIsNotKept) {
    const EnrolmentCode code{{7, 7, 7, 7, 7, 7, 7, 7, 7, 7}, {}};
    ASSERT_TRUE(devices_.add_code(code, "k1", {Role::kiosk}, now_));
    for (const char* name : {"state/hub.db", "state/hub.db-wal"}) {
        std::ifstream stream(rig_.folder() / name, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
        EXPECT_EQ(bytes.find(code.secret_text()), std::string::npos) << name;
    }
}

TEST(Renewal, TheOldKeyCountsUntilTheNewOneIsShown) {
    HubRig hub;
    hub.start();
    const harness::Identity old = hub.enrol("k1", "kiosk");
    const auto renewed_as = [&](const harness::Identity& asking, const std::string& name) {
        const auto request = sync::make_request("");
        const Reply reply = hub.client(asking)->post(
            "/v1/renew", sync::wire::encode(sync::wire::RenewRequest{request ? request->csr_pem : ""}));
        EXPECT_EQ(reply.status, 200) << reply.body;
        const auto given = sync::wire::decode_enrol_response(reply.body);
        EXPECT_TRUE(given && given->device == "k1" && given->role == "kiosk");
        harness::Identity identity{asking.ca, hub.folder() / (name + ".pem"), hub.folder() / (name + ".key")};
        std::ofstream(identity.certificate) << (given ? given->certificate : "");
        std::ofstream(identity.key) << (request ? request->key_pem : "");
        return identity;
    };
    const auto status_of = [&](const harness::Identity& identity) {
        // Asks the records themselves: the changes are given for a moment longer to whom the feed has known.
        return hub.client(identity)->get("/v1/sealing").status;
    };
    // An answer that was lost on the way: the device asks again with its old key, for another.
    const harness::Identity lost = renewed_as(old, "lost");
    EXPECT_EQ(status_of(old), 200);
    const harness::Identity fresh = renewed_as(old, "fresh");
    EXPECT_EQ(status_of(old), 200);
    EXPECT_EQ(status_of(lost), 403) << "superseded before it was shown";
    EXPECT_EQ(status_of(fresh), 200);
    EXPECT_EQ(status_of(old), 403) << "the new one was shown";
    // What it may do it may still do; another may not ask in its name.
    EXPECT_EQ(hub.client(fresh)->post("/v1/renew", R"({"csr":"nonsense"})").problem_code(), "bad_csr");
    EXPECT_EQ(hub.client(hub.stranger())->post("/v1/renew", "{}").status, 401);
    EXPECT_EQ(hub.client(old)->post("/v1/renew", "{}").status, 403);
}

std::string said_by(const HubRig& hub, std::vector<std::string> words) {
    words.insert(words.begin(), std::string(std::getenv("BANGNIN_BIN_DIR")) + "/bangnin-hub");
    words.insert(words.end(), {"--config", hub.config().string()});
    const auto ran = harness::run_program(words, harness::Milliseconds(10000));
    return ran ? *ran : "failed: " + ran.error();
}

TEST(Revocation, EndsADeviceAtOnceUntilANewCode) {
    HubRig hub;
    hub.start();
    const harness::Identity device = hub.enrol("k1", "kiosk");
    EXPECT_EQ(hub.client(device)->get("/v1/changes").status, 200);
    EXPECT_THAT(said_by(hub, {"revoke", "--device", "k9"}), testing::HasSubstr("failed"));
    EXPECT_THAT(said_by(hub, {"revoke", "--device", "k1"}), testing::HasSubstr("k1 is revoked"));
    EXPECT_THAT(said_by(hub, {"devices"}), testing::ContainsRegex("k1 .*kiosk .*revoked"));
    const Reply reply = hub.client(device)->get("/v1/changes");
    EXPECT_EQ(reply.status, 403);
    EXPECT_EQ(reply.problem_code(), "not_enrolled");
    EXPECT_EQ(hub.client(device)->post("/v1/renew", R"({"csr":"x"})").status, 403);
    // The earlier certificate, which whoever has the machine holds, stays worth nothing.
    const harness::Identity earlier{device.ca, hub.folder() / "earlier.pem", hub.folder() / "earlier.key"};
    std::filesystem::copy_file(device.certificate, earlier.certificate);
    std::filesystem::copy_file(device.key, earlier.key);
    const harness::Identity again = hub.enrol("k1", "kiosk");
    EXPECT_EQ(hub.client(again)->get("/v1/changes").status, 200);
    EXPECT_EQ(hub.client(earlier)->get("/v1/changes").status, 403);
}

// Who waits for news is told at once that there is none for him any more; others go on waiting.
TEST(Revocation, EndsAPollThatIsUnderWay) {
    HubRig hub;
    hub.start();
    const harness::Identity revoked = hub.enrol("k1", "kiosk");
    const harness::Identity other = hub.enrol("k2", "kiosk");
    const auto poll = [&hub](const harness::Identity& device) {
        return std::async(std::launch::async, [client = hub.client(device)] {
            const auto now = sync::wire::decode_changes_response(client->get("/v1/changes").body).value();
            return client->get("/v1/changes?wait=20&cursor=" + std::to_string(now.cursor));
        });
    };
    auto waiting = poll(other);
    auto ended = poll(revoked);
    const auto operator_client = hub.client(hub.enrol("desk", "operator"));
    while (operator_client->get("/metrics").body.find("bangnin_hub_polls_waiting 2") == std::string::npos) {
        ASSERT_NE(waiting.wait_for(std::chrono::seconds(0)), std::future_status::ready);
        harness::pause_between_questions();
    }
    EXPECT_THAT(said_by(hub, {"revoke", "--device", "k1"}), testing::HasSubstr("k1 is revoked"));
    EXPECT_EQ(ended.get().problem_code(), "not_enrolled");
    EXPECT_NE(waiting.wait_for(std::chrono::seconds(0)), std::future_status::ready) << "it began earlier";
    hub.stop();
    EXPECT_EQ(waiting.get().status, 200);
}

TEST(SealingKeys, ANewOneIsGivenOutAndTheOldOnesStillOpen) {
    HubRig hub;
    hub.start();
    const harness::Identity device = hub.enrol("k1", "kiosk");
    const std::string first = hub.client(device)->get("/v1/sealing").body;
    EXPECT_THAT(said_by(hub, {"rotate-sealing"}), testing::HasSubstr("a new sealing key"));
    const std::string second = hub.client(device)->get("/v1/sealing").body;
    EXPECT_NE(first, second);
    EXPECT_TRUE(sync::signed_by(second, hub.client(device)->get("/v1/ca").body));
    EXPECT_EQ(hub.client(hub.stranger())->get("/v1/sealing").status, 401);
    const auto authority = Authority::open(hub.folder() / "state", {}, sync::wall_clock_now());
    ASSERT_TRUE(authority);
    for (const std::string& certificate : {first, second}) {
        const auto sealed = sync::seal("李䶮", certificate);
        ASSERT_TRUE(sealed);
        const auto opened = authority->unseal(*sealed);
        ASSERT_TRUE(opened);
        EXPECT_EQ(opened->view(), "李䶮");
    }
    EXPECT_FALSE(authority->unseal("nothing that was sealed"));
}

// A key without its certificate is what an interrupted rotation leaves behind: it counts for nothing.
TEST(SealingKeys, AnInterruptedRotationChangesNothing) {
    HubRig rig;
    const auto folder = rig.folder() / "keys";
    const auto authority = Authority::open(folder, {}, sync::wall_clock_now());
    ASSERT_TRUE(authority);
    const std::string before = authority->sealing_certificate_pem();
    std::ofstream(folder / "sealing-2.key") << "half a k";
    EXPECT_EQ(authority->sealing_certificate_pem(), before);
    ASSERT_TRUE(Authority::open(folder, {}, sync::wall_clock_now()));
    ASSERT_TRUE(authority->rotate_sealing(sync::wall_clock_now()));
    EXPECT_NE(authority->sealing_certificate_pem(), before);
    std::ofstream(folder / "sealing-2.key") << "broken";
    EXPECT_EQ(authority->sealing_certificate_pem(), before) << "nothing is sealed to what cannot be opened";
    EXPECT_FALSE(Authority::open(folder, {}, sync::wall_clock_now()));
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
