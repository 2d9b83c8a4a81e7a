// Since when the hub has not been heard, and when people are told so: pure.
#pragma once

#include <chrono>
#include <optional>

#include "kiosk/journeys/moment.h"
#include "kiosk/journeys/view.h"

namespace bangnin::kiosk {

/// A short gap is nobody's concern, and a notice that vanishes a second later only frightens.
inline constexpr std::chrono::seconds told_away_after{30};

class HubContact {
  public:
    void made() { lost_.reset(); }
    /// Each failed attempt may say so; the first counts.
    void lost(Steady now) { lost_ = lost_.value_or(now); }

    [[nodiscard]] Reachability hub() const { return lost_ ? Reachability::away : Reachability::reachable; }
    /// As people are told.
    [[nodiscard]] Reachability told(Steady now) const {
        return lost_ && now >= *lost_ + told_away_after ? Reachability::away : Reachability::reachable;
    }
    /// When told() would become away if nothing is heard; none: it is, or the hub is there.
    [[nodiscard]] std::optional<Steady> told_at(Steady now) const {
        return lost_ && told(now) == Reachability::reachable ? std::optional{*lost_ + told_away_after} : std::nullopt;
    }

  private:
    std::optional<Steady> lost_;
};

}  // namespace bangnin::kiosk
