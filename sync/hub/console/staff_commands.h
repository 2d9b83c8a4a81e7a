// bangnin-hub staff add|list|password|disable|enable: the accounts of those who work at the console.
#pragma once

#include <string>
#include <vector>

#include "sync/hub/commands.h"
#include "sync/hub/config.h"
#include "sync/hub/console/staff.h"

namespace bangnin::hub::console {

struct StaffOrder {
    std::string login;
    std::string name;
    std::string role = "clerk";
    std::string hall;  // empty: the first, or of an admin all
    std::vector<std::string> windows;
    std::vector<std::string> departments;
};

// Each gives the program's exit status and says what went wrong on standard error. A password is asked for twice where
// there is a terminal, without showing it; else it is the first line of standard input.
int run_staff_add(const Config& config, const StaffOrder& order);
int run_staff_list(const Config& config, CheckFormat format);
int run_staff_password(const Config& config, const std::string& login);
int run_staff_state(const Config& config, const std::string& login, StaffState state);

}  // namespace bangnin::hub::console
