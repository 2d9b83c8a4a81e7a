// What may stand on a page of a person whose data is sealed, and what a person with the right to it is shown once. The
// caller of these answers for the trace that a look leaves. Pure.
#pragma once

#include <string>
#include <string_view>

#include "sync/model/applicant.h"

namespace bangnin::hub::console {

enum class SealState { nothing, sealed, unreadable };

struct PersonMasks {
    SealState state = SealState::nothing;
    std::string name{}, id_number{}, phone{};  // masked; empty where not given

    friend bool operator==(const PersonMasks&, const PersonMasks&) = default;
};

// What a ticket carries: {"id_number":…,"name":…,"phone":…}, each only where given.
struct TicketPerson {
    std::string name, id_number, phone;
};
TicketPerson read_ticket_person(std::string_view json);

PersonMasks masks_of(const TicketPerson& person);
PersonMasks masks_of(const sync::ApplicantDetails& details);

// Why somebody looks: 2–100 characters on one line.
bool look_reason_valid(std::string_view reason);

}  // namespace bangnin::hub::console
