#include "sync/hub/console/staff.h"

#include <algorithm>
#include <array>

#include "sync/model/plain_text.h"

namespace bangnin::hub::console {
namespace {

struct RoleWords {
    StaffRole role;
    std::string_view name;
    std::string_view words;
};
constexpr std::array roles{
    RoleWords{StaffRole::clerk, "clerk", "窗口人员"}, RoleWords{StaffRole::agent, "agent", "代办员"},
    RoleWords{StaffRole::manager, "manager", "管理人员"}, RoleWords{StaffRole::admin, "admin", "系统管理员"}};

}  // namespace

std::string_view to_text(StaffRole role) { return std::ranges::find(roles, role, &RoleWords::role)->name; }
std::string_view role_words(StaffRole role) { return std::ranges::find(roles, role, &RoleWords::role)->words; }

std::optional<StaffRole> parse_staff_role(std::string_view text) {
    const auto found = std::ranges::find(roles, text, &RoleWords::name);
    return found == roles.end() ? std::nullopt : std::optional(found->role);
}

bool login_valid(std::string_view login) {
    return !login.empty() && login.size() <= 32 && std::ranges::all_of(login, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '.' || letter == '_' ||
               letter == '-';
    });
}

bool staff_text_valid(std::string_view text) {
    return !text.empty() && text.size() <= 64 && text.find('\n') == std::string_view::npos &&
           sync::plain_text_valid(text, text.size());
}

std::string hall_noted(const StaffMember& staff) { return staff.hall.empty() ? first_hall : staff.hall; }

bool may_serve(const StaffMember& staff, std::string_view window) {
    return staff.windows.empty() || std::ranges::find(staff.windows, window) != staff.windows.end();
}

std::optional<PasswordFault> password_fault(std::string_view password, std::string_view login) {
    if (password.size() > longest_password) return PasswordFault::too_long;
    if (!sync::plain_text_valid(password, longest_password) || password.find('\n') != std::string_view::npos) {
        return PasswordFault::not_text;
    }
    if (sync::plain_text_valid(password, shortest_password - 1)) return PasswordFault::too_short;
    if (!login.empty() && password.find(login) != std::string_view::npos) return PasswordFault::has_login;
    if (password.find_first_not_of(password.front()) == std::string_view::npos) return PasswordFault::one_letter;
    return std::nullopt;
}

std::string_view to_text(PasswordFault fault) {
    switch (fault) {
        case PasswordFault::too_short:
            return "a password has at least 10 characters";
        case PasswordFault::too_long:
            return "a password has at most 256 bytes";
        case PasswordFault::has_login:
            return "a password must not contain the login";
        case PasswordFault::one_letter:
            return "a password is more than one character over and over";
        case PasswordFault::not_text:
            return "a password is one line of UTF-8";
    }
    return "";
}

}  // namespace bangnin::hub::console
