// Where a test's hub keeps its records: a file of its own, or a database of its own on the tests' PostgreSQL, where
// BANGNIN_TEST_POSTGRESQL names one (a connection URI).
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "sync/hub/database.h"

namespace bangnin::hub::test {

// What BANGNIN_TEST_POSTGRESQL names; empty: nothing.
std::string server_to_test_on();

class TestDatabase {
  public:
    // `server`: a connection URI of its database "postgres"; empty: a file in `folder`.
    TestDatabase(const std::filesystem::path& folder, std::string server);
    ~TestDatabase();
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;

    // As a configuration has it.
    const std::string& text() const { return text_; }
    DatabasePlace place() const { return DatabasePlace::parse(text_).value(); }
    std::unique_ptr<Database> open() const { return Database::open(place()).value(); }

  private:
    std::string server_;  // empty: a file
    std::string name_;
    std::string text_;
};

}  // namespace bangnin::hub::test
