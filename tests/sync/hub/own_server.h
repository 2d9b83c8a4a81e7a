// A PostgreSQL of one test alone, which may fall: others go on with theirs.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <string>

#include "tests/harness/process.h"

namespace bangnin::hub::test {

class OwnServer {
  public:
    OwnServer() : folder_("/tmp/bangnin-postgresql-own-" + std::to_string(getpid())) { tell("start"); }
    ~OwnServer() { tell("stop"); }
    OwnServer(const OwnServer&) = delete;
    OwnServer& operator=(const OwnServer&) = delete;

    std::string uri() const { return "postgresql:///postgres?host=" + folder_ + "&user=postgres"; }
    // In the middle of whatever it does, as if its process were killed; it is back when this returns.
    void fall() { tell("fall"); }
    // Falls and stays away until it comes back.
    void go_away() { tell("away"); }
    void come_back() { tell("start"); }

  private:
    void tell(const char* command) {
        const auto done =
            harness::run_program({"/bin/sh", "tests/postgresql.sh", command, folder_}, harness::Milliseconds(100000));
        EXPECT_TRUE(done) << done.error();
    }
    std::string folder_;
};

}  // namespace bangnin::hub::test
