// A device's certificates are looked after: its own before it ends, and the one that personal data is sealed to.
#include "sync/link/enrolment.h"
#include "tests/sync/link/link_fixture.h"

namespace bangnin::sync {
namespace {

using std::chrono::days;

TEST(RenewalDue, WhenAThirdIsLeft) {
    const Instant from = parse_instant("2026-01-01T00:00:00.000Z").value();
    const Instant until = from + days(300);
    EXPECT_FALSE(renewal_due(from, until, from));
    EXPECT_FALSE(renewal_due(from, until, from + days(200) - std::chrono::milliseconds(1)));
    EXPECT_TRUE(renewal_due(from, until, from + days(200)));
    EXPECT_TRUE(renewal_due(from, until, until + days(1)));
}

class LinkUpkeep : public LinkTest {
  protected:
    // A hub that renews, and knows only the certificate's fingerprint it gave last.
    [[nodiscard]] Serving serve_hub() {
        return serve([this](const ServerRequest& request) -> ServerAnswer {
            if (request.target == "/v1/sealing") {
                const std::lock_guard lock(mutex_);
                ++looks_;
                something_.notify_all();
                return {.type = "application/x-pem-file", .body = sealing_};
            }
            if (is_push(request)) return accept(request);
            if (request.target != "/v1/renew") return hold();
            const auto asked = wire::decode_renew_request(request.body).value();
            requests_.push_back(asked.csr);
            if (cuts_ > 0) return --cuts_, ServerAnswer{.how = ServerAnswer::How::cut};
            const wire::EnrolResponse given{device_, "kiosk", sign_test_request(signer_, asked.csr), sealing_};
            return {.body = wire::encode(given)};
        });
    }
    LinkOptions soon() const {
        LinkOptions chosen = options();
        chosen.upkeep_after = std::chrono::seconds(0);
        return chosen;
    }
    // That it has looked so often more: what came of the looks before is decided.
    bool looked(int times) {
        std::unique_lock lock(mutex_);
        return something_.wait_for(lock, patience, [&, until = looks_ + times] { return looks_ >= until; });
    }
    LinkFiles files() const { return LinkFiles(file("state")); }

    TestIdentity signer_ = ca_;
    std::string sealing_ = ca_.certificate_pem;
    std::string device_ = "k1";
    std::vector<std::string> requests_;  // by the server's threads, under its lock
    int looks_ = 0;
    int cuts_ = 0;
};

TEST_F(LinkUpkeep, ACertificateThatEndsSoonIsRenewedForAKeyOfItsOwn) {
    enrol_by_hand(TestLife::an_hour);
    const std::string old_key = read_small_file(files().key);
    const auto serving = serve_hub();
    start(soon());
    ASSERT_TRUE(next<CertificatesRenewed>());
    const std::string key = read_small_file(files().key);
    EXPECT_NE(key, old_key);
    EXPECT_TRUE(certificate_fits(read_small_file(files().certificate), key));
    // And it speaks as its new self, of what it has to say.
    issue(1);
    link_->notify_new_events();
    EXPECT_EQ(delivered(), 1U);
    end();
    EXPECT_EQ(requests_.size(), 1U);
    EXPECT_FALSE(std::filesystem::exists(file("state/renewing.key")));
}

TEST_F(LinkUpkeep, AFreshOneIsLeftAlone) {
    enrol_by_hand();
    const std::string key = read_small_file(files().key);
    sealing_ = make_test_leaf(ca_, "sealing").certificate_pem;
    const auto serving = serve_hub();
    start(soon());
    // The look at what to seal to tells that the upkeep ran.
    ASSERT_TRUE(next<CertificatesRenewed>());
    EXPECT_EQ(only_certificate(read_small_file(files().sealing_certificate)), only_certificate(sealing_));
    end();
    EXPECT_TRUE(requests_.empty());
    EXPECT_EQ(read_small_file(files().key), key);
}

TEST_F(LinkUpkeep, ALostAnswerIsAskedForAgainWithTheSameKey) {
    enrol_by_hand(TestLife::an_hour);
    cuts_ = 2;
    const auto serving = serve_hub();
    start(soon());
    ASSERT_TRUE(next<CertificatesRenewed>());
    const std::string key = read_small_file(files().key);
    end();
    ASSERT_EQ(requests_.size(), 3U);
    EXPECT_TRUE(certificate_fits(sign_test_request(ca_, requests_.front()), key)) << "the key of the first request";
}

// Whoever answers in the hub's place: nothing that its authority has not signed is taken.
TEST_F(LinkUpkeep, WhatTheAuthorityHasNotSignedIsNotTaken) {
    enrol_by_hand(TestLife::an_hour);
    const std::string certificate = read_small_file(files().certificate);
    const TestIdentity another = make_test_ca("another authority");
    sealing_ = another.certificate_pem;
    const auto serving = serve_hub();
    LinkOptions chosen = soon();
    chosen.upkeep_every = std::chrono::seconds(0);
    start(chosen);
    ASSERT_TRUE(looked(3));
    end();
    EXPECT_TRUE(requests_.empty());
    EXPECT_EQ(read_small_file(files().sealing_certificate), ca_.certificate_pem);
    EXPECT_EQ(read_small_file(files().certificate), certificate);
}

TEST_F(LinkUpkeep, ACertificateForAnotherDeviceOrOfAnotherAuthorityIsNotTaken) {
    enrol_by_hand(TestLife::an_hour);
    const std::string key = read_small_file(files().key);
    for (const auto& [device, signer] : {std::pair{std::string("k2"), ca_}, {"k1", make_test_ca("another")}}) {
        SCOPED_TRACE(device);
        device_ = device;
        signer_ = signer;
        const auto serving = serve_hub();
        LinkOptions chosen = soon();
        chosen.upkeep_every = std::chrono::seconds(0);
        start(chosen);
        ASSERT_TRUE(looked(3));
        end();
        EXPECT_FALSE(requests_.empty());
        requests_.clear();
        EXPECT_EQ(read_small_file(files().key), key);
    }
}

}  // namespace
}  // namespace bangnin::sync
