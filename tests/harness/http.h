// HTTPS requests of a test or the demo to the hub: as an enrolled device where an identity is given, as a phone where
// not.
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/harness/process.h"

namespace bangnin::harness {

struct Identity {
    std::filesystem::path ca;           // trusted alone
    std::filesystem::path certificate;  // empty: no client certificate
    std::filesystem::path key;
};

struct Answer {
    long status = 0;
    std::string content_type;
    std::string body;
};

std::expected<Answer, std::string> http_get(const std::string& url, const Identity& identity,
                                            Milliseconds limit = Milliseconds(30000));
std::expected<Answer, std::string> http_post(const std::string& url, const Identity& identity, const std::string& body,
                                             Milliseconds limit = Milliseconds(30000));

}  // namespace bangnin::harness
