// A CA, a server's and a device's certificate, made fresh for each test run.
#pragma once

#include <string>

namespace bangnin::sync {

struct TestIdentity {
    std::string certificate_pem;
    std::string key_pem;
};

TestIdentity make_test_ca(const std::string& name);
// How much of its time a certificate has left.
enum class TestLife { all, an_hour };
// For 127.0.0.1, so that a link finds the address in it.
TestIdentity make_test_leaf(const TestIdentity& ca, const std::string& name, TestLife left = TestLife::all);
// What a hub signs documents with.
TestIdentity make_test_signer(const TestIdentity& ca);
// For the key of a certificate request.
std::string sign_test_request(const TestIdentity& ca, const std::string& csr_pem);

}  // namespace bangnin::sync
