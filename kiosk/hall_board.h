// What the screens show of the hall: its queues, who is called, whether the hub can be reached. Kept by the terminal,
// drawn by the journeys.
#pragma once

#include <optional>
#include <vector>

#include "kiosk/config.h"
#include "kiosk/hub_contact.h"
#include "kiosk/ticket_desk.h"
#include "sync/link/link.h"

namespace bangnin::kiosk {

class HallBoard {
  public:
    explicit HallBoard(const Config& config);

    /// The queues are other ones now; refresh() is to follow.
    void read_configuration();
    /// Reads the store again: after changes from the hub, an own ticket, a new minute.
    void refresh(TicketDesk& desk, Wall now);
    /// What the link told; true when something on the screen changes.
    bool take(const sync::LinkEvent& event, Steady now);
    /// Time passed; the same.
    bool pass(Steady now);
    /// When pass() would next change something.
    [[nodiscard]] std::optional<Steady> next_deadline(Steady now) const { return contact_.told_at(now); }

    [[nodiscard]] const std::vector<QueueLine>& queues() const { return queues_; }
    [[nodiscard]] const std::vector<DepartmentCell>& departments() const { return departments_; }
    [[nodiscard]] const HallStatus& status() const { return status_; }
    [[nodiscard]] TicketOffer offer() const;
    /// The queue numbers are as the hub has them now.
    [[nodiscard]] bool fresh(Wall now) const;

  private:
    const Config& config_;
    std::vector<QueueLine> queues_;
    std::vector<DepartmentCell> departments_;
    HallStatus status_;
    HubContact contact_;
};

}  // namespace bangnin::kiosk
