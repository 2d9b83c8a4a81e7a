// What the bad days of the network share: a hall whose kiosk speaks through the test, and the one question that matters
// at the end, whether everything arrived once and in order.
#pragma once

#include "tests/harness/hall_test.h"
#include "tests/harness/hub_events.h"

namespace bangnin::faults {

class NetworkTest : public harness::HallTest {
  protected:
    // Hub, simulators and enrolment; the kiosk is to speak through relay_port and is not started yet.
    harness::Result<void> prepare_relayed();
    // Takes a ticket at the kiosk and remembers it as one that must arrive.
    harness::Result<harness::ShownTicket> take(const std::string& department = "department.3");
    // Until the hub has every ticket taken so far.
    harness::Result<void> wait_delivered();
    // Every ticket taken is at the hub exactly once, in the order of taking, its log without gaps, nothing rejected.
    void expect_once_and_in_order();
    static bool until(harness::Milliseconds limit, const std::function<bool()>& condition);

    const std::vector<harness::ShownTicket>& taken() const { return taken_; }

  private:
    std::vector<harness::ShownTicket> taken_;
};

}  // namespace bangnin::faults
