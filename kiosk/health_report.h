// What staff are told about this terminal's parts: every change goes to the log at once and, gathered for a moment so
// that a flapping plug does not fill the outbox, to the hub as "device.health". Pure but for the log.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/journeys/moment.h"

namespace bangnin::kiosk {

class HealthReport {
  public:
    static constexpr std::chrono::seconds gather{2};

    /// `state`: a machine word: "ok", "paper_out", "not_connected" …
    void set(std::string_view part, std::string_view state, const Moment& now);

    /// A fact beside the states, which is no trouble whatever it says; empty: there is none any more.
    void tell(std::string_view fact, std::string_view value, const Moment& now);

    /// When the gathered changes are to be told; none: there is nothing new.
    [[nodiscard]] std::optional<Steady> due() const { return due_; }
    /// All parts as the body of the event; call when due. `told` afterwards, unless the store would not take it.
    [[nodiscard]] std::string body() const;
    void told() { due_.reset(); }
    void try_again(const Moment& now, std::chrono::seconds after) { due_ = now.steady + after; }

    [[nodiscard]] const std::map<std::string, std::string>& parts() const { return parts_; }

  private:
    std::map<std::string, std::string> parts_;
    std::optional<Steady> due_;
};

}  // namespace bangnin::kiosk
