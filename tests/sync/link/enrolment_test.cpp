#include "sync/link/enrolment.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/sync/link/test_certificates.h"

namespace bangnin::sync {
namespace {

TEST(Enrolment, ARequestProvesItsKeyAndKeepsAnExistingOne) {
    const auto first = make_request("");
    ASSERT_TRUE(first);
    const auto again = make_request(first->key_pem);
    ASSERT_TRUE(again);
    EXPECT_EQ(first->key_pem, again->key_pem);
    const TestIdentity ca = make_test_ca("ca");
    const std::string certificate = sign_test_request(ca, again->csr_pem);
    EXPECT_TRUE(certificate_fits(certificate, first->key_pem));
    EXPECT_FALSE(certificate_fits(certificate, make_request("")->key_pem));
    EXPECT_FALSE(certificate_fits("", first->key_pem));
}

TEST(Enrolment, FingerprintsTellAuthoritiesApart) {
    const TestIdentity one = make_test_ca("one"), two = make_test_ca("two");
    EXPECT_EQ(certificate_fingerprint(one.certificate_pem), certificate_fingerprint(one.certificate_pem));
    EXPECT_NE(certificate_fingerprint(one.certificate_pem), certificate_fingerprint(two.certificate_pem));
    EXPECT_FALSE(certificate_fingerprint("<html>"));
    EXPECT_FALSE(certificate_fingerprint(""));
}

TEST(Enrolment, AnyBytesAreNoCertificate) {
    std::mt19937_64 random(5);
    const std::string good = make_test_ca("one").certificate_pem;
    for (int round = 0; round < 500; ++round) {
        std::string bad = good;
        for (int change = 0; change < 6; ++change) bad[random() % bad.size()] = static_cast<char>(random());
        (void)certificate_fingerprint(bad);
    }
}

}  // namespace
}  // namespace bangnin::sync
