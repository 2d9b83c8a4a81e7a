// bangnin-hub serve|enrol|halls|devices|revoke|rotate-sealing|document|staff|migrate|check|backup|restore|retain: the
// command line.
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>

#include "sync/hub/commands.h"
#include "sync/hub/console/staff_commands.h"
#include "sync/hub/document_commands.h"
#include "sync/hub/hall_commands.h"
#include "sync/hub/maintenance.h"

namespace {

using namespace bangnin::hub;

void set_up_log() {
    spdlog::set_default_logger(spdlog::stderr_logger_mt("hub"));
    spdlog::set_pattern("time=%Y-%m-%dT%H:%M:%S.%e%z level=%l %v");
    const char* level = std::getenv("BANGNIN_LOG");
    spdlog::set_level(level != nullptr ? spdlog::level::from_str(level) : spdlog::level::info);
}

// The accounts of those who work at the console.
struct StaffCommands {
    explicit StaffCommands(CLI::App& app) : all(app.add_subcommand("staff", "the console's accounts")) {
        all->require_subcommand(1);
        add = all->add_subcommand("add", "a new account; asks for its password, or reads it from standard input");
        list = all->add_subcommand("list", "every account");
        password = all->add_subcommand("password", "another password; ends the account's sessions");
        disable = all->add_subcommand("disable", "nobody signs in with it any more; ends its sessions");
        enable = all->add_subcommand("enable", "a disabled account is in use again");
        for (CLI::App* command : {add, password, disable, enable}) {
            command->add_option("--login", order.login, "the staff number")->required();
        }
        add->add_option("--name", order.name, "as the console shows it")->required();
        add->add_option("--role", order.role, "clerk, agent, manager or admin");
        add->add_option("--hall", order.hall, "where they work; of an admin, when not given: all halls");
        add->add_option("--window", order.windows, "one they may serve at; none given: any");
        add->add_option("--department", order.departments, "one whose items they review");
        list->add_flag("--json", json, "one JSON array");
    }

    int run(const Config& config) const {
        if (add->parsed()) return console::run_staff_add(config, order);
        if (list->parsed()) return console::run_staff_list(config, json ? CheckFormat::json : CheckFormat::text);
        if (password->parsed()) return console::run_staff_password(config, order.login);
        return console::run_staff_state(
            config, order.login, disable->parsed() ? console::StaffState::disabled : console::StaffState::active);
    }

    CLI::App* all;
    CLI::App* add = nullptr;
    CLI::App* list = nullptr;
    CLI::App* password = nullptr;
    CLI::App* disable = nullptr;
    CLI::App* enable = nullptr;
    console::StaffOrder order;
    bool json = false;
};

}  // namespace

int main(int argc, char** argv) {
    umask(077);
    set_up_log();
    CLI::App app("The hub of a hall's self-service machines", "bangnin-hub");
    app.require_subcommand(1);
    app.fallthrough();
    std::string file = "/etc/bangnin/hub.toml";
    std::string device;
    EnrolOrder enrolment;
    bool json = false;
    bool rebuild = false;
    app.add_option("--config", file, "configuration file");
    const CLI::App* serve = app.add_subcommand("serve", "run the hub");
    CLI::App* enrol = app.add_subcommand("enrol", "print a one-time code for a device");
    enrol->add_option("--device", enrolment.device, "the device's name")->required();
    enrol->add_option("--role", enrolment.role, "kiosk, pad, board or operator");
    enrol->add_option("--hall", enrolment.hall, "where it stands; the first hall when not given");
    HallOrder hall_order;
    const CLI::App* halls = add_halls_command(app, hall_order);
    const CLI::App* devices = app.add_subcommand("devices", "list the devices, with when they were last seen");
    CLI::App* revoke = app.add_subcommand("revoke", "take nothing of a device any more");
    revoke->add_option("--device", device, "the device's name")->required();
    const CLI::App* rotate = app.add_subcommand("rotate-sealing", "make a new key for personal data");
    DocumentRequest request;
    const CLI::App* document = add_document_command(app, request);
    const CLI::App* migrate = app.add_subcommand("migrate", "bring the database up to date");
    CLI::App* check = app.add_subcommand("check", "check keys, certificates and database");
    check->add_flag("--json", json, "one JSON object");
    check->add_flag("--rebuild", rebuild, "make the cases' rows anew that do not follow from their logs");
    const StaffCommands staff(app);
    std::string folder;
    bool replace = false;
    CLI::App* backup = app.add_subcommand("backup", "copy records, keys and configuration into a folder");
    backup->add_option("folder", folder, "an empty or new folder")->required();
    CLI::App* restore = app.add_subcommand("restore", "put a backup's records and keys back");
    restore->add_option("folder", folder, "a backup's folder")->required();
    restore->add_flag("--replace", replace, "give up what is there already");
    const CLI::App* retain = app.add_subcommand("retain", "delete what [retention] no longer allows");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? status_good : status_usage;
    }
    const auto config = load_config(file);
    if (!config) {
        std::fprintf(stderr, "bangnin-hub: %s\n", config.error().text().c_str());
        return status_usage;
    }
    if (serve->parsed()) return run_serve(*config);
    if (enrol->parsed()) return run_enrol(*config, enrolment);
    if (halls->parsed()) return run_halls(*config, hall_order);
    if (devices->parsed()) return run_devices(*config);
    if (revoke->parsed()) return run_revoke(*config, device);
    if (rotate->parsed()) return run_rotate_sealing(*config);
    if (document->parsed()) return run_document(*config, request);
    if (migrate->parsed()) return run_migrate(*config);
    if (staff.all->parsed()) return staff.run(*config);
    if (backup->parsed()) return run_backup(*config, file, folder);
    if (restore->parsed()) return run_restore(*config, folder, replace ? Present::replace : Present::keep);
    if (retain->parsed()) return run_retain(*config);
    return run_check(*config, json ? CheckFormat::json : CheckFormat::text,
                     rebuild ? RowRepair::rebuild : RowRepair::none);
}
