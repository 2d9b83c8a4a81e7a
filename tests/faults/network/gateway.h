// Stands where the kiosk believes the hub to be. It ends the kiosk's TLS with the hub's own certificate, so that it can
// also be what no test of plain connections can: a portal's page, a failing hub, a hub whose answer is lost.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tests/harness/rig.h"

namespace bangnin::faults {

enum class Conduct {
    pass,                     // to the hub and back
    portal_page,              // 200 with HTML, as the login page of a network does
    empty_answer,             // 200 application/json with {}
    foreign_acknowledgement,  // 200 and a well-formed acknowledgement of everything, for another device
    server_error,             // 500
    too_many,                 // 429 with Retry-After
    deliver_and_cut,          // to the hub, but its answer is thrown away and the connection closed
};

struct SeenRequest {
    std::chrono::steady_clock::time_point at;  // when it had come in whole
    std::string method;
    std::string target;
    Conduct answered = Conduct::pass;
    bool is_push() const { return method == "POST" && target == "/v1/events"; }
};

class Gateway {
  public:
    // Listens at the rig's relay port; the rig must be made and its kiosk enrolled. Forwards as that kiosk.
    static harness::Result<std::unique_ptr<Gateway>> open(harness::Rig& rig);
    ~Gateway();
    Gateway(const Gateway&) = delete;
    Gateway& operator=(const Gateway&) = delete;

    void conduct(Conduct conduct);
    // As `too_many`, with this many seconds in Retry-After.
    void ask_for_patience(int seconds);
    std::vector<SeenRequest> seen() const;
    // How often events were answered so.
    std::size_t pushes_answered(Conduct conduct) const;

  private:
    struct Impl;
    explicit Gateway(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace bangnin::faults
