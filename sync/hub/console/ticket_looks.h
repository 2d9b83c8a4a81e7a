// What is sealed of whoever took a ticket: read for its masks, and opened by the clerk whom they sit before, on record.
#pragma once

#include <optional>
#include <string>

#include "sync/hub/authority.h"
#include "sync/hub/console/case_office.h"
#include "sync/hub/console/person_masks.h"
#include "sync/hub/database.h"

namespace bangnin::hub::console {

class TicketLooks {
  public:
    explicit TicketLooks(Database& database) : database_(database) {}

    // Base64, as its machine sent it; empty: nothing was given, or it was deleted since.
    DatabaseResult<std::string> sealed(const std::string& ticket);
    // The same; it is in the audit log before it is given.
    DatabaseResult<std::string> look(const std::string& ticket, const std::string& reason, const StaffHand& hand);

  private:
    Database& database_;
};

// The caller answers for the trace.
std::optional<TicketPerson> open_ticket_person(const Authority& authority, const std::string& sealed);
PersonMasks ticket_masks(const Authority& authority, const std::string& sealed);

}  // namespace bangnin::hub::console
