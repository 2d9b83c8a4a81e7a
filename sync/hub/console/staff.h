// Who works at the console, and what each may do. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/hub/config.h"

namespace bangnin::hub::console {

// Each may do what those before may: a clerk calls numbers, an agent (代办员) also moves cases, a manager also sees the
// hall's figures and answers bad ratings, an admin also looks after machines.
enum class StaffRole { clerk, agent, manager, admin };
std::string_view to_text(StaffRole role);
std::optional<StaffRole> parse_staff_role(std::string_view text);
std::string_view role_words(StaffRole role);  // as the console shows it

enum class StaffState { active, disabled };

struct StaffMember {
    std::string login;  // the staff number (工号)
    std::string name;   // as the console shows it
    StaffRole role = StaffRole::clerk;
    std::vector<std::string> windows;      // names of those they may serve at; empty: any
    std::vector<std::string> departments;  // whose items they review; empty: none in particular
    StaffState state = StaffState::active;
    std::string hall{first_hall};  // where they work; empty: an admin of all halls
};
// The hall that what is noted of them belongs to.
std::string hall_noted(const StaffMember& staff);

// 1–32 of [a-z0-9._-].
bool login_valid(std::string_view login);
// 1–64 bytes of UTF-8 without control characters: names, windows, departments.
bool staff_text_valid(std::string_view text);
bool may_serve(const StaffMember& staff, std::string_view window);

enum class PasswordFault {
    too_short,   // fewer than shortest_password characters
    too_long,    // more than longest_password bytes
    has_login,   // contains the login
    one_letter,  // one character over and over
    not_text,    // no UTF-8, or control characters
};
inline constexpr std::size_t shortest_password = 10;
inline constexpr std::size_t longest_password = 256;
std::optional<PasswordFault> password_fault(std::string_view password, std::string_view login);
std::string_view to_text(PasswordFault fault);  // a sentence for whoever sets it

}  // namespace bangnin::hub::console
