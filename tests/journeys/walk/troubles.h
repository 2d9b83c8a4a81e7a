// What happens around a walker: cards come and go, devices fail and recover, the hub is away and comes back, the kiosk
// loses its power. Everything is counted, so that a test can say that it happened.
#pragma once

#include <array>
#include <map>
#include <random>
#include <string>

#include "tests/harness/rig.h"

namespace bangnin::walk {

using harness::Result;
using Random = std::mt19937;

/// Ways in which an answer of the card reader can be spoilt, and a job of the printer go wrong.
inline constexpr std::array reader_faults{"checksum",     "truncate",   "noise",  "silent",
                                          "select_fails", "read_fails", "vanish", "status:41"};
inline constexpr std::array print_faults{"cutter", "silent", "hang_after_bytes", "paper_out_after_rows"};

/// A whole number from 0 to `below` − 1, the same on every machine.
[[nodiscard]] inline int pick(Random& random, int below) {
    return static_cast<int>(random() % static_cast<std::uint32_t>(below));
}

class Troubles {
  public:
    explicit Troubles(harness::Rig& rig) : rig_(rig) {}

    /// One more thing happens. What it was, in a few words; an error text only where the test's own tools fail.
    /// `address`: of a ticket that somebody has in the hand.
    Result<std::string> happen(Random& random, const std::string& address);
    /// What people come to the devices for.
    Result<std::string> place_card(Random& random);
    Result<std::string> scan_ticket(const std::string& address);
    /// A card lies on a reader that is well but for its next answer: spoilt in the way that has come about least. It
    /// has come about, or the kiosk has not asked in time.
    Result<std::string> spoil_a_reading();
    /// The printer is well, and fails at its next job: in the way in which it has failed least so far.
    Result<std::string> break_next_print();
    /// All is well again: devices, paper and hub.
    Result<void> heal();
    /// The person takes the card that lies there, if one does.
    Result<void> lift_card();

    [[nodiscard]] const std::map<std::string, int>& counts() const { return counts_; }

  private:
    Result<std::string> reader(Random& random);
    Result<std::string> printer(Random& random);
    Result<std::string> scanner(Random& random, const std::string& address);
    Result<std::string> plug(const std::string& device, Random& random);
    Result<std::string> hub();
    Result<std::string> tell(const std::string& what, const nlohmann::json& request);
    /// How often each fault has come about, as the simulator counts.
    Result<nlohmann::json> fired(const std::string& device, const char* counts);

    harness::Rig& rig_;
    std::map<std::string, int> counts_;
};

}  // namespace bangnin::walk
