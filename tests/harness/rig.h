// A whole hall on one machine: the real hub, the real simulators and the real kiosk in one folder, each a process of
// its own, with the wires between them real (TLS, pseudo-terminals, TCP). Parts can be stopped, killed and started
// again on their own.
#pragma once

#include <expected>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "tests/harness/http.h"
#include "tests/harness/line_client.h"
#include "tests/harness/process.h"

namespace bangnin::harness {

template <typename T>
using Result = std::expected<T, std::string>;

enum class Window { offscreen, visible };
enum class Relay { none, between };

// The hub of a rig that is running, for a second kiosk of the same hall.
struct HubPlace {
    std::filesystem::path folder;  // of the rig that runs the hub
    int port = 0;
};

struct RigOptions {
    std::filesystem::path folder;  // everything is made below it
    Window window = Window::offscreen;
    std::string size;  // of the kiosk's window, such as 270x480; empty: 1080x1920, or half of it where it is visible
    Relay relay = Relay::none;        // between: the kiosk's traffic goes to relay_port, where the test listens
    std::string start = "attract";    // the kiosk's first screen
    std::string kiosk_configuration;  // TOML appended to the kiosk's configuration
    std::string hall_configuration;   // TOML keys of its [hall], each line ended
    std::string service_extra;        // one more [[service]] table, or empty
    std::string kiosk_id = "k1";
    int kiosk_number = 1;
    std::optional<HubPlace> joins;  // this rig has no hub of its own: its kiosk and devices belong to that hall
};

class Rig {
  public:
    // Makes the folders and configurations; starts nothing.
    static Result<Rig> create(const RigOptions& options);
    // create, then hub, simulators, enrolment and kiosk, all ready.
    static Result<Rig> start(const RigOptions& options);

    Result<void> start_hub();
    Result<void> start_simulators();
    // Starts the kiosk and waits for its first screen.
    Result<void> start_kiosk();
    // Starts it only.
    Result<void> launch_kiosk();
    // An operator's identity (where the hub is this rig's own) and the kiosk's, each by a one-time code as in service.
    Result<void> enrol();

    // Each stops as named: orderly (SIGTERM) or in the middle of an instruction (SIGKILL).
    void stop_hub() { hub_.reset(); }
    void stop_kiosk() { close_kiosk(); }
    void kill_hub();
    void kill_kiosk();
    void close_kiosk();

    // Asks the kiosk by its automation port, or the simulators; an answer that is not ok is an error text.
    Result<nlohmann::json> kiosk(const nlohmann::json& request, Milliseconds limit = patience);
    Result<nlohmann::json> simulator(const nlohmann::json& request);
    // JSON of the hub as its operator sees it: "/v1/…".
    Result<nlohmann::json> hub_json(const std::string& path);
    // A page as a phone gets it.
    Result<Answer> phone(const std::string& path);

    // Short ways to say what journeys say most.
    Result<void> tap(const std::string& id);
    Result<void> wait_screen(const std::string& screen, Milliseconds limit = patience);
    Result<void> wait_id(const std::string& id, Milliseconds limit = patience);
    Result<std::string> value(const std::string& id);  // the label or value that the semantics tree states for it
    Result<nlohmann::json> tree() { return kiosk({{"do", "tree"}}); }
    // The day's tickets at the hub, asked again until `done` holds or the limit passes.
    template <typename Done>
    Result<nlohmann::json> hub_tickets_until(Done done, Milliseconds limit = patience);

    const std::filesystem::path& folder() const { return options_.folder; }
    std::filesystem::path simulator_folder() const { return options_.folder / "sim"; }
    std::filesystem::path automation_socket() const { return options_.folder / "kiosk.socket"; }
    std::filesystem::path kiosk_state() const { return options_.folder / "kiosk"; }
    std::filesystem::path hub_state() const { return hub_folder() / "hub"; }
    HubPlace hub_place() const { return {.folder = hub_folder(), .port = hub_port_}; }
    std::string hub_url() const;
    int hub_port() const { return hub_port_; }
    int relay_port() const { return relay_port_; }
    Identity operator_identity() const;

    std::optional<Process>& hub_process() { return hub_; }
    std::optional<Process>& simulator_process() { return simulators_; }
    std::optional<Process>& kiosk_process() { return kiosk_process_; }

  private:
    explicit Rig(RigOptions options) : options_(std::move(options)) {}
    std::filesystem::path hub_folder() const { return options_.joins ? options_.joins->folder : options_.folder; }
    Result<void> enrol_device(const std::string& device, const std::string& role, const std::filesystem::path& state);

    RigOptions options_;
    int hub_port_ = 0;
    int relay_port_ = 0;
    std::optional<Process> hub_;
    std::optional<Process> simulators_;
    std::optional<Process> kiosk_process_;
    std::optional<LineClient> automation_;
    std::optional<LineClient> control_;
};

// Where the programs and the sources of this build are.
std::filesystem::path program(const std::string& name);
std::filesystem::path source_folder();
// A TCP port of the loopback that nobody listens on now.
Result<int> free_port();
// One short pause between two questions to something that offers no event to wait for.
void pause_between_questions();

template <typename Done>
Result<nlohmann::json> Rig::hub_tickets_until(Done done, Milliseconds limit) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    Result<nlohmann::json> last = std::unexpected("never asked");
    while (std::chrono::steady_clock::now() < deadline) {
        last = hub_json("/v1/tickets");
        if (last && done(*last)) {
            return last;
        }
        pause_between_questions();
    }
    return std::unexpected("the hub never got there; last seen: " + (last ? last->dump() : last.error()));
}

}  // namespace bangnin::harness
