#include "sync/link/enrolment.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
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

class Identities : public testing::Test {
  protected:
    Identities() {
        std::string folder = (std::filesystem::temp_directory_path() / "bangnin-identity-XXXXXX").string();
        if (mkdtemp(folder.data()) == nullptr) ADD_FAILURE() << "no temporary folder";
        state_ = folder;
    }
    ~Identities() override { std::filesystem::remove_all(state_); }
    bool replace(const std::string& content) const {
        return replace_identity(state_, {{"a", content}, {"b", content}, {"c", content}, {"d", content}});
    }
    void expect(const std::string& content) const {
        for (const char* name : {"a", "b", "c", "d"}) EXPECT_EQ(read_small_file(state_ / name), content) << name;
        for (const char* name : {"identity.draft", "identity.decided"}) {
            EXPECT_FALSE(std::filesystem::exists(state_ / name)) << name;
        }
    }
    std::filesystem::path state_;
};

TEST_F(Identities, OneThatCouldNotBeAdoptedIsAdoptedLater) {
    EXPECT_TRUE(replace("first"));
    expect("first");
    std::filesystem::remove(state_ / "b");
    std::filesystem::create_directories(state_ / "b" / "in the way");
    EXPECT_FALSE(replace("second"));
    EXPECT_FALSE(adopt_identity(state_));
    std::filesystem::remove_all(state_ / "b");
    EXPECT_TRUE(adopt_identity(state_));
    expect("second");
    EXPECT_TRUE(adopt_identity(state_));
}

TEST_F(Identities, OneThatCouldNotBeAdoptedIsSupersededByTheNext) {
    EXPECT_TRUE(replace("first"));
    std::filesystem::remove(state_ / "b");
    std::filesystem::create_directories(state_ / "b" / "in the way");
    EXPECT_FALSE(replace("second"));
    EXPECT_FALSE(replace("third"));
    std::filesystem::remove_all(state_ / "b");
    EXPECT_TRUE(replace("fourth"));
    expect("fourth");
    // Nor is a decided folder without anything in it in the way.
    std::filesystem::create_directories(state_ / "identity.decided");
    EXPECT_TRUE(replace("fifth"));
    expect("fifth");
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
