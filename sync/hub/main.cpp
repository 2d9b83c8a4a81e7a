// bangnin-hub serve|enrol|devices|revoke|rotate-sealing|document|migrate|check: the command line.
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>

#include "sync/hub/commands.h"
#include "sync/hub/document_commands.h"

namespace {

using namespace bangnin::hub;

void set_up_log() {
    spdlog::set_default_logger(spdlog::stderr_logger_mt("hub"));
    spdlog::set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
    const char* level = std::getenv("BANGNIN_LOG");
    spdlog::set_level(level != nullptr ? spdlog::level::from_str(level) : spdlog::level::info);
}

}  // namespace

int main(int argc, char** argv) {
    umask(077);
    set_up_log();
    CLI::App app("The hub of a hall's self-service machines", "bangnin-hub");
    app.require_subcommand(1);
    app.fallthrough();
    std::string file = "/etc/bangnin/hub.toml";
    std::string device;
    std::string role = "kiosk";
    bool json = false;
    app.add_option("--config", file, "configuration file");
    const CLI::App* serve = app.add_subcommand("serve", "run the hub");
    CLI::App* enrol = app.add_subcommand("enrol", "print a one-time code for a device");
    enrol->add_option("--device", device, "the device's name")->required();
    enrol->add_option("--role", role, "kiosk, pad, board or operator");
    const CLI::App* devices = app.add_subcommand("devices", "list the devices, with when they were last seen");
    CLI::App* revoke = app.add_subcommand("revoke", "take nothing of a device any more");
    revoke->add_option("--device", device, "the device's name")->required();
    const CLI::App* rotate = app.add_subcommand("rotate-sealing", "make a new key for personal data");
    DocumentRequest request;
    const CLI::App* document = add_document_command(app, request);
    const CLI::App* migrate = app.add_subcommand("migrate", "bring the database up to date");
    CLI::App* check = app.add_subcommand("check", "check keys, certificates and database");
    check->add_flag("--json", json, "one JSON object");
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
    if (enrol->parsed()) return run_enrol(*config, device, role);
    if (devices->parsed()) return run_devices(*config);
    if (revoke->parsed()) return run_revoke(*config, device);
    if (rotate->parsed()) return run_rotate_sealing(*config);
    if (document->parsed()) return run_document(*config, request);
    if (migrate->parsed()) return run_migrate(*config);
    return run_check(*config, json ? CheckFormat::json : CheckFormat::text);
}
