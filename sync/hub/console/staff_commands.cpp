#include "sync/hub/console/staff_commands.h"

#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <expected>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

#include "sync/hub/console/password.h"
#include "sync/hub/console/staff_accounts.h"
#include "sync/hub/halls.h"
#include "sync/seal/seal.h"

namespace bangnin::hub::console {
namespace {

int failed(std::string_view reason, int status = status_failed) {
    std::fprintf(stderr, "bangnin-hub: %.*s\n", static_cast<int>(reason.size()), reason.data());
    return status;
}

// Typed letters are not shown for as long as it lives.
class Unseen {
  public:
    Unseen() {
        if (tcgetattr(STDIN_FILENO, &before_) != 0) return;
        termios without = before_;
        without.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        changed_ = tcsetattr(STDIN_FILENO, TCSAFLUSH, &without) == 0;
    }
    ~Unseen() {
        if (changed_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;

  private:
    termios before_{};
    bool changed_ = false;
};

// Without its line feed; nothing at the end of the input, or when it is longer than any password.
std::optional<sync::SecretText> read_line() {
    std::string line;
    line.reserve(2 * longest_password);
    char letter = 0;
    while (read(STDIN_FILENO, &letter, 1) == 1 && letter != '\n') {
        if (line.size() > longest_password) return std::nullopt;
        line.push_back(letter);
    }
    sync::SecretText text(line);
    sync::wipe(line);
    return text;
}

std::optional<sync::SecretText> asked(const char* question) {
    std::fputs(question, stderr);
    const Unseen unseen;
    auto line = read_line();
    std::fputs("\n", stderr);
    return line;
}

std::expected<sync::SecretText, std::string> read_password(const std::string& login) {
    const bool terminal = isatty(STDIN_FILENO) == 1;
    auto password = terminal ? asked("Password: ") : read_line();
    if (!password) return std::unexpected("a password has at most 256 bytes");
    if (const auto fault = password_fault(password->view(), login)) {
        return std::unexpected(std::string(to_text(*fault)));
    }
    if (terminal) {
        const auto again = asked("The same again: ");
        if (!again || again->view() != password->view()) return std::unexpected("the two are not the same");
    }
    return std::move(*password);
}

// Empty: of all halls.
std::string hall_of(const StaffOrder& order) {
    if (!order.hall.empty()) return order.hall;
    return parse_staff_role(order.role) == StaffRole::admin ? "" : first_hall;
}

// Why the order cannot be one, or nothing.
std::optional<std::string> wrong(const Config& config, const StaffOrder& order) {
    if (!login_valid(order.login)) return "a login is 1 to 32 small letters, digits, dots, dashes or underscores";
    if (!staff_text_valid(order.name)) return "a name is 1 to 64 bytes of text";
    if (!parse_staff_role(order.role)) return "the role must be clerk, agent, manager or admin";
    const std::vector<CallWindow>& windows = config.windows_of(hall_of(order));
    for (const std::string& window : order.windows) {
        if (std::ranges::find(windows, window, &CallWindow::name) == windows.end()) {
            return "the configuration has no window " + window;
        }
    }
    for (const std::string& department : order.departments) {
        if (!staff_text_valid(department)) return "a department's name is 1 to 64 bytes of text";
    }
    return std::nullopt;
}

nlohmann::json to_json(const StaffMember& staff) {
    return {{"login", staff.login},
            {"name", staff.name},
            {"role", to_text(staff.role)},
            {"windows", staff.windows},
            {"departments", staff.departments},
            {"state", staff.state == StaffState::active ? "active" : "disabled"},
            {"hall", staff.hall}};
}

std::string in_one_line(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

int changed(const DatabaseResult<bool>& outcome) {
    if (!outcome) return failed(to_text(outcome.error()));
    return *outcome ? status_good : failed("nobody has that login");
}

}  // namespace

int run_staff_add(const Config& config, const StaffOrder& order) {
    if (const auto fault = wrong(config, order)) return failed(*fault, status_usage);
    const auto password = read_password(order.login);
    if (!password) return failed(password.error(), status_usage);
    const auto hash = password_hash(password->view());
    if (!hash) return failed("no memory to hash the password");
    auto database = Database::open(config.database);
    if (!database) return failed(to_text(database.error()));
    const StaffMember staff{order.login,   order.name,        *parse_staff_role(order.role),
                            order.windows, order.departments, StaffState::active,
                            hall_of(order)};
    if (!staff.hall.empty()) {
        const auto hall = Halls(**database, config).find(staff.hall);
        if (!hall) return failed(to_text(hall.error()));
        if (!*hall) return failed("no hall has this id; `bangnin-hub halls` lists them", status_usage);
    }
    const auto added = StaffAccounts(**database).add(staff, *hash, sync::wall_clock_now());
    if (!added) return failed(to_text(added.error()));
    return *added ? status_good : failed("that login is taken");
}

int run_staff_list(const Config& config, CheckFormat format) {
    auto database = Database::open(config.database);
    if (!database) return failed(to_text(database.error()));
    const auto list = StaffAccounts(**database).list();
    if (!list) return failed(to_text(list.error()));
    nlohmann::json rows = nlohmann::json::array();
    for (const StaffMember& staff : *list) {
        if (format == CheckFormat::json) {
            rows.push_back(to_json(staff));
            continue;
        }
        std::printf("%s\t%s\t%s\t%s\t%s\t%s\t%s\n", staff.login.c_str(), std::string(to_text(staff.role)).c_str(),
                    staff.state == StaffState::active ? "active" : "disabled", staff.name.c_str(),
                    in_one_line(staff.windows).c_str(), in_one_line(staff.departments).c_str(), staff.hall.c_str());
    }
    if (format == CheckFormat::json) std::puts(rows.dump().c_str());
    return status_good;
}

int run_staff_password(const Config& config, const std::string& login) {
    const auto password = read_password(login);
    if (!password) return failed(password.error(), status_usage);
    const auto hash = password_hash(password->view());
    if (!hash) return failed("no memory to hash the password");
    auto database = Database::open(config.database);
    if (!database) return failed(to_text(database.error()));
    return changed(StaffAccounts(**database).set_password(login, *hash, sync::wall_clock_now()));
}

int run_staff_state(const Config& config, const std::string& login, StaffState state) {
    auto database = Database::open(config.database);
    if (!database) return failed(to_text(database.error()));
    return changed(StaffAccounts(**database).set_state(login, state, sync::wall_clock_now()));
}

}  // namespace bangnin::hub::console
