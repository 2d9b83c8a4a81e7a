// Why an event can never be taken: kept with it, told to its device and shown to staff.
#pragma once

#include <string>

namespace bangnin::hub {

struct Refusal {
    std::string code;    // a machine word, see openapi.yaml
    std::string detail;  // for staff; none of the event's data
};

}  // namespace bangnin::hub
