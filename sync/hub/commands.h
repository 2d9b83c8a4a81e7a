// The hub's commands: serve, enrol, devices, revoke, rotate-sealing, migrate, check. Each gives the program's exit
// status and says what went wrong on standard error.
#pragma once

#include <string>

#include "sync/hub/case_desk.h"
#include "sync/hub/config.h"

namespace bangnin::hub {

inline constexpr int status_good = 0;
inline constexpr int status_failed = 1;
inline constexpr int status_usage = 2;

int run_serve(const Config& config);
struct EnrolOrder {
    std::string device;
    std::string role = "kiosk";
    std::string hall{first_hall};
};
// Prints one line: the one-time code to type at the device.
int run_enrol(const Config& config, const EnrolOrder& order);
// Prints a line for each device that was ever enrolled: name, role, since when, last seen, revoked,
// and the hall where it is another than the first.
int run_devices(const Config& config);
// Nothing of the device is taken any more, by any hub on these records, from its next request on.
int run_revoke(const Config& config, const std::string& device);
// A new key for personal data; the earlier ones still open what was sealed to them.
int run_rotate_sealing(const Config& config);
// Brings the database up to date and ends.
int run_migrate(const Config& config);
// Whether keys, certificates, database and audit log are sound, and the rows of cases follow from their logs; as text,
// or as one JSON object. With RowRepair::rebuild the rows that do not are made anew.
enum class CheckFormat { text, json };
int run_check(const Config& config, CheckFormat format, RowRepair repair);

}  // namespace bangnin::hub
