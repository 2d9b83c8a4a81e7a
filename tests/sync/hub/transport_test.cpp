// What the hub takes for a request, and under which TLS: said by a program that obeys no rules.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sync/hub/hub_rig.h"

namespace bangnin::hub::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class Transport : public testing::Test {
  protected:
    void SetUp() override { hub_.start(); }
    // These bytes, as printf writes them, and everything that is answered until the hub hangs up.
    std::string answers_to(const std::string& bytes) const { return shell("printf '" + bytes + "'", "-quiet"); }
    std::string handshake(const std::string& options) const { return shell("true", options); }

    HubRig hub_;

  private:
    std::string shell(const std::string& input, const std::string& options) const {
        const std::string client = "openssl s_client -connect 127.0.0.1:" + std::to_string(hub_.port()) + " -CAfile '" +
                                   hub_.stranger().ca.string() + "' " + options;
        const auto said = harness::run_program({"/bin/sh", "-c", input + " | " + client + " 2>&1 || true"},
                                               harness::Milliseconds(60000));
        EXPECT_TRUE(said) << said.error();
        return said.value_or("");
    }
};

// Each of them would be two requests to one and one to another, if a proxy stood in between.
TEST_F(Transport, ARequestWhoseEndIsUncertainIsNoneAndEndsTheConnection) {
    const std::string second = "GET /healthz HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n";
    for (const std::string fields :
         {"Transfer-Encoding: xchunked\\r\\n", "Transfer-Encoding: chunked, identity\\r\\n",
          "Content-Length: 5\\r\\nTransfer-Encoding: chunked\\r\\n", "Content-Length: 0\\r\\nContent-Length: 5\\r\\n",
          "Content-Length: +5\\r\\n", "Transfer-Encoding : chunked\\r\\n"}) {
        const std::string answers =
            answers_to("POST /v1/events HTTP/1.1\\r\\nHost: x\\r\\n" + fields + "\\r\\n0\\r\\n\\r\\n" + second);
        EXPECT_THAT(answers, HasSubstr("HTTP/1.1 400")) << fields;
        EXPECT_THAT(answers, HasSubstr("not_http")) << fields;
        EXPECT_THAT(answers, Not(HasSubstr("HTTP/1.1 200"))) << fields;
    }
}

TEST_F(Transport, ARequestIsForOneHost) {
    EXPECT_THAT(answers_to("GET /healthz HTTP/1.1\\r\\n\\r\\n"), HasSubstr("HTTP/1.1 400"));
    EXPECT_THAT(answers_to("GET /healthz HTTP/1.1\\r\\nHost: a\\r\\nHost: b\\r\\n\\r\\n"), HasSubstr("HTTP/1.1 400"));
    // As a proxy's check of health asks.
    EXPECT_THAT(answers_to("GET /healthz HTTP/1.0\\r\\n\\r\\n"), HasSubstr("HTTP/1.0 200"));
}

TEST_F(Transport, OnlyTlsWithFreshKeysAndWhatNoticesEveryChange) {
    EXPECT_THAT(handshake("-tls1_3"), HasSubstr("Cipher is TLS_"));
    EXPECT_THAT(handshake("-tls1_2"), HasSubstr("Cipher is ECDHE-ECDSA-AES"));
    for (const std::string refused :
         {"-tls1_1 -cipher DEFAULT:@SECLEVEL=0", "-tls1_2 -cipher ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0",
          "-tls1_2 -cipher ECDHE-ECDSA-AES256-SHA384", "-tls1_2 -cipher AES128-GCM-SHA256"}) {
        EXPECT_THAT(handshake(refused), HasSubstr("Cipher is (NONE)")) << refused;
    }
}

}  // namespace
}  // namespace bangnin::hub::test
