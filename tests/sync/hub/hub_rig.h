// A real hub in a folder of its own, and a real TLS client of it that keeps its connection.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sync/hub/config.h"
#include "sync/wire/codec.h"
#include "tests/harness/http.h"
#include "tests/harness/process.h"
#include "tests/sync/hub/test_database.h"

namespace bangnin::hub::test {

struct Reply {
    long status = 0;  // 0: no answer
    std::string type;
    std::string body;
    std::string headers;  // as received, one a line
    std::string problem_code() const;
};
// Where it leads; empty: nowhere.
std::string location_of(const Reply& reply);

// One connection, kept alive. Not for several threads at once.
class Client {
  public:
    Client(std::string base, harness::Identity identity);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    Reply get(const std::string& path);
    Reply post(const std::string& path, const std::string& body, const std::string& type = "application/json");
    Reply head(const std::string& path);
    // Connections made so far.
    long connections() const { return connections_; }

  private:
    Reply perform(const std::string& path, const std::string* body, const std::string& type, const char* method);

    std::string base_;
    harness::Identity identity_;
    void* handle_;
    long connections_ = 0;
};

class HubRig {
  public:
    explicit HubRig(const std::string& server = server_to_test_on());
    // Another hub beside `first`, on its records and with its keys.
    explicit HubRig(const HubRig& first);
    ~HubRig();

    void start(const std::string& log_level = "debug");
    void stop();  // SIGTERM, and waits for a good end
    void kill();  // SIGKILL

    std::string code_for(const std::string& device, const std::string& role, const std::string& hall = first_hall);
    // By a code, as a device does it; the key stays in the folder.
    harness::Identity enrol(const std::string& device, const std::string& role, const std::string& hall = first_hall);
    // bangnin-hub halls add.
    void add_hall(const std::string& hall, const std::string& name);
    // Before it starts.
    void configure_also(const std::string& toml);
    Reply enrol_with(const std::string& code_secret, const std::string& csr);
    harness::Identity stranger() const;  // trusts the hub, shows no certificate
    std::unique_ptr<Client> client(const harness::Identity& identity) const;

    const std::filesystem::path& folder() const { return folder_; }
    std::filesystem::path config() const { return folder_ / "hub.toml"; }
    std::string url() const { return "https://127.0.0.1:" + std::to_string(port_); }
    int port() const { return port_; }
    pid_t process_id() const { return process_->id(); }
    std::string log() const;
    const TestDatabase& database() const { return *database_; }

  private:
    std::filesystem::path folder_;
    std::shared_ptr<TestDatabase> database_;
    std::optional<harness::Process> process_;
    int port_ = 0;
};

std::string hub_program();
// The text of a hub's configuration for a state folder. `database`: as the configuration has it; empty: in the state
// folder.
std::string configuration(const std::filesystem::path& state, int port, const std::string& database = "");
// Today in the hall's zone.
sync::LocalDay today();
// A log of tickets for `service`: sequences and event numbers first…last.
std::vector<sync::Event> tickets(char service, std::uint32_t kiosk, std::uint32_t first, std::uint32_t last);
sync::Token token_of(char service, std::uint32_t kiosk, std::uint32_t sequence);
std::string push_body(const std::string& device, const std::string& epoch, std::vector<sync::Event> events);

}  // namespace bangnin::hub::test
