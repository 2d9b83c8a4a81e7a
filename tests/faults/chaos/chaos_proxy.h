// Stands between thirty devices and their hubs, a port for each device, and does to their connections and requests what
// the plan says. One thread of its own drives all of it; what it did is counted and can be waited for.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "sync/link/link.h"
#include "tests/faults/chaos/fault_plan.h"
#include "tests/harness/process.h"

namespace bangnin::faults {

enum class Weather { calm, storm };  // calm: what begins from now on goes through untouched

struct Tally {
    std::map<Fault, std::size_t>
        faults;              // to connections and to pushes; not only begun: what is late counts once it is taken
    std::size_t pushes = 0;  // that went to a hub
    std::size_t pushes_under_way = 0;         // at a hub now, copies as well
    std::size_t copies_under_way = 0;         // that no device waits for
    std::size_t died_with_hub = 0;            // requests whose hub was killed before it answered
    std::size_t without_database = 0;         // that a hub answered with 503
    std::size_t told_strangers = 0;           // requests that a device trusted a portal with
    std::map<int, std::size_t> push_answers;  // by status
};

class ChaosProxy {
  public:
    // `hub_state`: the folder with the certificate and key that the hubs show. One port for each of `devices`.
    ChaosProxy(FaultPlan plan, const std::filesystem::path& hub_state, std::size_t devices);
    ~ChaosProxy();
    ChaosProxy(const ChaosProxy&) = delete;
    ChaosProxy& operator=(const ChaosProxy&) = delete;

    int port(std::size_t device) const;
    // Once it is enrolled: what ends the hub's TLS speaks to the hub as this device.
    void speak_as(std::size_t device, const sync::LinkFiles& files);
    // Where the hubs listen now; a hub that was started again has another port.
    void hubs_at(std::vector<int> ports);
    // Said before a hub is killed: requests that are with it now may die with it.
    void hub_ends();
    void weather(Weather weather);

    Tally tally() const;
    // False when patience has run out.
    bool wait_until(const std::function<bool(const Tally&)>& reached) const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace bangnin::faults
