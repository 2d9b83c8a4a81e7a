// Everything of a storm: the hubs on their database, the proxy before them, and the machines' lives; and, when it is
// over, the comparison of what the hubs have with what the model says.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/faults/chaos/chaos_proxy.h"
#include "tests/faults/chaos/device_life.h"
#include "tests/sync/hub/hub_rig.h"

namespace bangnin::faults {

class ChaosHall {
  public:
    struct Options {
        std::string server;  // PostgreSQL's address; empty: the hub keeps its records in a file
        std::size_t hubs = 1;
        std::size_t devices = 30;
        std::uint64_t seed = 0;
    };
    explicit ChaosHall(const Options& options);
    ~ChaosHall();
    ChaosHall(const ChaosHall&) = delete;
    ChaosHall& operator=(const ChaosHall&) = delete;

    // All machines are enrolled, and the storm begins.
    void begin();
    // Until so many more pushes have gone to the hubs.
    bool more_pushes(std::size_t count);
    // Kills a hub while it has pushes to answer, and starts it again.
    void kill_hub(std::size_t hub);
    bool wait_until(const std::function<bool(const Tally&)>& reached) const { return proxy_->wait_until(reached); }
    // The machines' lives end, and the storm; until everything is told and heard.
    void calm();

    void expect_every_event_once_and_in_order();
    void expect_every_ticket_rating_and_call_once();
    void expect_refusals_at_both_ends();
    void expect_machines_troubled();

    Tally tally() const { return proxy_->tally(); }
    std::size_t events_told() const;

  private:
    // What a hall's machines do, one after the other, while the hubs have no more to do than they can.
    void live(std::size_t hall);
    std::vector<int> ports() const;
    // What each machine of a hall has heard of its queue is what the hub says of it now.
    void expect_heard(std::size_t hall);

    Options options_;
    std::vector<std::unique_ptr<hub::test::HubRig>> hubs_;
    std::unique_ptr<ChaosProxy> proxy_;
    std::vector<std::unique_ptr<DeviceLife>> lives_;
    std::vector<std::thread> halls_;
    std::atomic<bool> ending_{false};
    std::vector<harness::Identity> operators_;  // by hall
};

}  // namespace bangnin::faults
