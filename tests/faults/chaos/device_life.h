// One machine of a hall while the network fails it: its store, its link, and the model of what it has told. The store
// and the link are those of the kiosk; what people and staff do there is drawn from the seed.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sync/link/link.h"
#include "tests/faults/chaos/fault_plan.h"

namespace bangnin::faults {

// An event as the model knows it: where it stands in the log is its place in the list.
struct Told {
    std::string type;
    std::string mark;         // what tells it from every other of its type, see mark_of
    std::string reject_code;  // empty: the hub must take it

    friend bool operator==(const Told&, const Told&) = default;
};
// The same out of an event's body.
std::string mark_of(const std::string& type, const std::string& body);

struct LifeOptions {
    std::string device;
    std::string hall;
    char service = 'A';       // whose tickets it gives
    std::uint32_t kiosk = 1;  // the number's digits
    std::filesystem::path folder;
    int port = 0;  // where it believes the hub to be
    std::uint64_t seed = 0;
};

// How often what happened to a machine itself.
struct Troubles {
    std::size_t restarts = 0;
    std::size_t behind = 0;    // events told by a clock that is a day or more behind
    std::size_t ahead = 0;     // or ahead
    std::size_t set_back = 0;  // steps of the clock into its own past
    std::size_t refused = 0;   // events that no hub can take
};

class DeviceLife {
  public:
    explicit DeviceLife(LifeOptions options);
    ~DeviceLife();
    DeviceLife(const DeviceLife&) = delete;
    DeviceLife& operator=(const DeviceLife&) = delete;

    // Starts the link, which enrols with this code; true once it has.
    bool begin(const std::string& code);
    // One thing that happens at the machine. On one thread at a time.
    void live_on();
    // Waits, as long as a test waits for anything, until the hub has decided all of it and this holds as well.
    bool settle(const std::function<bool(sync::Store&)>& also);

    const std::string& name() const { return options_.device; }
    const std::string& hall() const { return options_.hall; }
    char service() const { return options_.service; }
    const std::vector<Told>& told() const { return told_; }
    const std::vector<sync::Token>& tickets() const { return tickets_; }
    const Troubles& troubles() const { return troubles_; }
    sync::Store& store() { return *store_; }
    sync::LinkFiles files() const;
    void hurry() { link_->try_now(); }

  private:
    void open_store();
    void open_link(const std::string& code);
    void heard(const sync::LinkEvent& event);
    void note(const std::string& type, const std::string& body, const std::string& reject_code = "");
    sync::Instant now() const;

    void take_ticket();
    void print_last();
    void rate();
    void tell_health();
    void call_staff();
    void tell_nonsense();
    void step_clock();
    void restart();

    LifeOptions options_;
    Dice dice_;
    std::chrono::milliseconds skew_{0};
    std::optional<sync::Store> store_;
    std::vector<Told> told_;
    std::vector<sync::Token> tickets_;
    std::size_t rated_ = 0;  // of tickets_, the first so many
    bool printing_ = false;  // the last of tickets_
    Troubles troubles_;

    std::mutex mutex_;
    std::condition_variable something_;
    bool enrolled_ = false;
    std::unique_ptr<sync::Link> link_;
};

}  // namespace bangnin::faults
