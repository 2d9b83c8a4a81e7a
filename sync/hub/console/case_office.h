// What staff do with cases at the console: each act with its entry in the audit log, in one transaction, and which case
// lies open at which window.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "sync/hub/case_desk.h"
#include "sync/hub/console/person_masks.h"
#include "sync/hub/console/staff.h"
#include "sync/hub/database.h"
#include "sync/model/token.h"
#include "sync/wire/case_codec.h"

namespace bangnin::hub::console {

// Who does it, and from where.
struct StaffHand {
    std::string login;
    std::string address;
    sync::Instant at{};
    std::string hall{first_hall};
};

// A window of a hall.
struct WindowPlace {
    std::string hall;
    std::string window;
};

class CaseOffice {
  public:
    explicit CaseOffice(Database& database) : database_(database) {}

    // The same filing under the same token again changes nothing, and is not written down again.
    CaseDesk::Answer file(const CaseFiling& filing, const CaseBasis& basis, const StaffHand& hand);
    CaseDesk::Answer carry_out(const sync::Token& token, const sync::wire::CaseOrder& order, const CaseBasis& basis,
                               const StaffHand& hand);
    // Those of a hall who may be entrusted with cases: agents whose accounts are active, by name.
    DatabaseResult<std::vector<std::string>> agents(const std::string& hall);

    // A case is laid open at a window for the ticket there, and lies there until that person is gone. No token: it is
    // put away.
    DatabaseResult<void> lay_open(const WindowPlace& place, const std::string& ticket,
                                  const std::optional<sync::Token>& token, const StaffHand& hand);
    // What lies open there for that ticket.
    DatabaseResult<std::optional<CaseFile>> at_window(const WindowPlace& place, const std::string& ticket);
    // Whether the case lies open where that clerk works, for somebody who is there now.
    DatabaseResult<bool> lies_open_with(const StaffMember& staff, const sync::Token& token);

  private:
    Database& database_;
};

}  // namespace bangnin::hub::console
