// Who may call what: the one place where rights are given.
#pragma once

#include "sync/hub/console/staff.h"

namespace bangnin::hub {

enum class Access {
    anyone,
    device,     // any enrolled device that is not revoked
    operator_,  // a device enrolled in the role "operator"
    clerk,      // whoever is signed in at the console
    agent,      // agents and those above them
    manager,    // managers and admins
    admin,
};

// What needs a session of the console rather than a certificate.
constexpr bool of_console(Access access) { return access >= Access::clerk; }

constexpr bool may(console::StaffRole role, Access access) {
    using console::StaffRole;
    switch (access) {
        case Access::anyone:
        case Access::clerk:
            return true;
        case Access::agent:
            return role >= StaffRole::agent;
        case Access::manager:
            return role >= StaffRole::manager;
        case Access::admin:
            return role == StaffRole::admin;
        case Access::device:
        case Access::operator_:
            return false;
    }
    return false;
}

}  // namespace bangnin::hub
