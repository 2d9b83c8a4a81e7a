#include "sync/hub/commands.h"

#include <openssl/rand.h>
#include <spdlog/spdlog.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "sync/hub/authority.h"
#include "sync/hub/back_office.h"
#include "sync/hub/console/audit_log.h"
#include "sync/hub/server.h"
#include "sync/hub/state_lock.h"

namespace bangnin::hub {
namespace {

int failed(std::string_view reason) {
    std::fprintf(stderr, "bangnin-hub: %.*s\n", static_cast<int>(reason.size()), reason.data());
    return status_failed;
}

std::expected<Authority, AuthorityError> open_authority(const Config& config) {
    return Authority::open(config.state_dir, config.hosts, sync::wall_clock_now());
}

// What there is to say of the audit log.
std::string audit_verdict(Database& database) {
    const auto broken = console::AuditLog(database).first_broken();
    if (!broken) return std::string(to_text(broken.error()));
    return *broken ? "entry " + std::to_string(**broken) + " is not as it was written" : "ok";
}

}  // namespace

int run_serve(const Config& config) {
    auto authority = open_authority(config);
    if (!authority) return failed(to_text(authority.error()));
    const StateLock lock(config.state_dir, StateLock::Use::together);
    if (!lock.held()) return failed("a backup is being put back here");
    auto database = Database::open(config.database);
    if (!database) return failed(to_text(database.error()));
    BackOffice office(std::move(*database), config);
    const auto served = serve(config, *authority, office, [](const Listening& listening) {
        const std::string address =
            listening.address.find(':') == std::string::npos ? listening.address : "[" + listening.address + "]";
        const nlohmann::json line = {{"listening", "https://" + address + ":" + std::to_string(listening.port)},
                                     {"port", listening.port}};
        std::puts(line.dump().c_str());
        std::fflush(stdout);
    });
    return served ? status_good : failed(served.error());
}

int run_enrol(const Config& config, const EnrolOrder& order) {
    const auto role = parse_role(order.role);
    if (!role) {
        failed("the role must be kiosk, pad, board or operator");
        return status_usage;
    }
    if (!device_name_valid(order.device)) {
        failed("a device's name is 1 to 64 letters, digits, dots, dashes or underscores");
        return status_usage;
    }
    const auto authority = open_authority(config);
    if (!authority) return failed(to_text(authority.error()));
    auto database = Database::open(config.database);
    if (!database) return failed(to_text(database.error()));
    const auto hall = Halls(**database, config).find(order.hall);
    if (!hall) return failed(to_text(hall.error()));
    if (!*hall) {
        failed("no hall has this id; `bangnin-hub halls` lists them");
        return status_usage;
    }
    sync::wire::EnrolmentCode code;
    code.fingerprint = authority->fingerprint();
    if (RAND_bytes(code.secret.data(), static_cast<int>(code.secret.size())) != 1) return failed("no random numbers");
    const auto added =
        Devices(**database)
            .add_code(code, order.device, {*role, order.hall}, sync::wall_clock_now() + config.code_life);
    if (!added) return failed(to_text(added.error()));
    std::puts(code.text().c_str());
    return status_good;
}

int run_devices(const Config& config) {
    auto database = Database::open(config.database);
    if (!database) return failed(to_text(database.error()));
    const auto devices = Devices(**database).list(Devices::Which::all);
    if (!devices) return failed(to_text(devices.error()));
    for (const Device& device : *devices) {
        const std::string seen = device.last_seen_at.empty() ? "never" : device.last_seen_at;
        const std::string end = device.revoked_at.empty() ? "" : "  revoked " + device.revoked_at;
        const std::string hall = device.hall == first_hall ? "" : "  hall " + device.hall;
        std::printf("%-24s %-9s enrolled %s  seen %s%s%s\n", device.name.c_str(),
                    std::string(to_text(device.role)).c_str(), device.enrolled_at.c_str(), seen.c_str(), end.c_str(),
                    hall.c_str());
    }
    return status_good;
}

int run_revoke(const Config& config, const std::string& device) {
    auto database = Database::open(config.database);
    if (!database) return failed(to_text(database.error()));
    const auto revoked = Devices(**database).revoke(device, sync::wall_clock_now());
    if (!revoked) return failed(to_text(revoked.error()));
    if (*revoked == Devices::Revocation::unknown) {
        return failed("no device has this name; `bangnin-hub devices` lists them");
    }
    std::printf("%s is revoked; a new code from `bangnin-hub enrol` brings it back\n", device.c_str());
    return status_good;
}

int run_rotate_sealing(const Config& config) {
    const auto authority = open_authority(config);
    if (!authority) return failed(to_text(authority.error()));
    const auto rotated = authority->rotate_sealing(sync::wall_clock_now());
    if (!rotated) return failed(to_text(rotated.error()));
    std::puts("a new sealing key is in the state folder: back the folder up, and copy it to the other hubs");
    return status_good;
}

int run_migrate(const Config& config) {
    if (config.database.kind() == DatabaseKind::sqlite) {
        std::error_code ignored;
        std::filesystem::create_directories(std::filesystem::path(config.database.file()).parent_path(), ignored);
    }
    const auto database = Database::open(config.database);
    if (!database) return failed(to_text(database.error()));
    std::printf("the database is at version %d\n", (*database)->schema_version());
    return status_good;
}

namespace {

// What there is to say of the cases, as the report has it.
nlohmann::json case_report(const CaseAudit& audit) {
    return {{"checked", audit.cases}, {"differing", audit.differing}, {"damaged", audit.damaged}};
}

}  // namespace

int run_check(const Config& config, CheckFormat format, RowRepair repair) {
    const auto authority = open_authority(config);
    std::string keys = authority ? "ok" : std::string(to_text(authority.error()));
    std::string records = "ok";
    std::string audit = "ok";
    int version = 0;
    CaseAudit cases;
    if (auto database = Database::open(config.database); !database) {
        records = to_text(database.error());
    } else {
        version = (*database)->schema_version();
        const auto sound = guarded("checking", [&] { return (*database)->verdict(); });
        records = sound ? *sound : std::string(to_text(sound.error()));
        const auto compared = CaseDesk(**database).audit(repair);
        if (!compared) records = to_text(compared.error());
        cases = compared.value_or(cases);
        audit = audit_verdict(**database);
    }
    const bool rows_good = cases.differing == 0 || repair == RowRepair::rebuild;
    const bool good = keys == "ok" && records == "ok" && audit == "ok" && rows_good && cases.damaged == 0;
    if (format == CheckFormat::json) {
        const nlohmann::json report = {{"ok", good},         {"keys", keys},   {"database", records},
                                       {"version", version}, {"audit", audit}, {"cases", case_report(cases)}};
        std::puts(report.dump().c_str());
    } else {
        std::printf("keys and certificates: %s\ndatabase (version %d): %s\naudit log: %s\n", keys.c_str(), version,
                    records.c_str(), audit.c_str());
        std::printf("cases: %ju, %ju differ from their log%s, %ju with a damaged log\n", std::uintmax_t{cases.cases},
                    std::uintmax_t{cases.differing}, repair == RowRepair::rebuild ? " and were made anew" : "",
                    std::uintmax_t{cases.damaged});
    }
    return good ? status_good : status_failed;
}

}  // namespace bangnin::hub
