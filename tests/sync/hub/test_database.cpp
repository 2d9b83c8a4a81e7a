#include "tests/sync/hub/test_database.h"

#include <gtest/gtest.h>
#include <libpq-fe.h>
#include <unistd.h>

#include <cstdlib>

namespace bangnin::hub::test {
namespace {

void tell(const std::string& server, const std::string& command) {
    const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(server.c_str()), &PQfinish);
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection.get(), command.c_str()), &PQclear);
    EXPECT_EQ(PQresultStatus(result.get()), PGRES_COMMAND_OK) << command << ": " << PQerrorMessage(connection.get());
}

}  // namespace

std::string server_to_test_on() {
    const char* server = std::getenv("BANGNIN_TEST_POSTGRESQL");
    return server != nullptr ? server : "";
}

TestDatabase::TestDatabase(const std::filesystem::path& folder, std::string server) : server_(std::move(server)) {
    if (server_.empty()) {
        text_ = (folder / "hub.db").string();
        return;
    }
    static int made = 0;
    name_ = "hub_" + std::to_string(getpid()) + "_" + std::to_string(++made);
    // One that an earlier run was killed with may be left.
    tell(server_, "DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
    tell(server_, "CREATE DATABASE " + name_ + " TEMPLATE template0");
    const std::string whole = "/postgres?";
    text_ = server_;
    text_.replace(text_.find(whole), whole.size(), "/" + name_ + "?");
}

TestDatabase::~TestDatabase() {
    if (!server_.empty()) tell(server_, "DROP DATABASE " + name_ + " WITH (FORCE)");
}

}  // namespace bangnin::hub::test
