// The hub's one configuration file: TOML, every key documented in packaging/hub.example.toml, every other key refused.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sync/hub/address_range.h"
#include "sync/hub/database_place.h"
#include "sync/model/clock.h"
#include "sync/model/service.h"

namespace bangnin::hub {

struct ConfigError {
    std::string file;
    std::uint32_t line = 0;  // from 1; 0 when it concerns the file as a whole
    std::string key;
    std::string reason;
    std::string text() const;  // "file:line: key: reason"
};

// The id of the hall that is there from the beginning.
inline constexpr const char* first_hall = "main";
// 1–32 of [a-z0-9-].
bool hall_id_valid(std::string_view id);

// A window of the hall at which a clerk calls numbers.
struct CallWindow {
    std::string name;         // what is called and shown: "3"
    std::string place;        // where it is, in words: "2 楼 3 号窗口"
    std::set<char> services;  // letters of the queues it serves
};

// How many days what is kept; 0: for ever.
struct RetentionPolicy {
    int sealed_days = 180;
    int events_days = 1095;
    int queue_log_days = 1095;
    int audit_days = 1095;
};

struct Config {
    std::string hall_name = "政务服务大厅";
    std::string brand = "蒙速办 · 帮您办";
    std::string telephone;  // on the phone's page; empty: none
    sync::HallZone zone;

    std::string address = "0.0.0.0";
    std::uint16_t port = 8443;          // 0: any free one, told in the ready line
    std::vector<AddressRange> proxies;  // whose connections begin by saying whose they are
    std::vector<std::string> hosts;     // names and addresses the server certificate is for, beside localhost
    std::filesystem::path state_dir = "/var/lib/bangnin/hub";
    DatabasePlace database = *DatabasePlace::parse("");  // state_dir/hub.db when not given
    std::filesystem::path assets;                        // empty: found by sync::find_assets
    std::chrono::hours code_life{24};                    // of an enrolment code, 1–168
    std::chrono::days certificate_life{400};             // of a device's, 30–3650; renewed by it at two thirds
    std::chrono::seconds longest_poll{30};               // 1–120
    std::uint32_t threads = 1;                           // of the network side, 1–16
    std::uint32_t intake_connections = 2;                // to PostgreSQL, for devices' events alone, 1–16

    RetentionPolicy retention;

    // Of the first hall, and of those that have none of their own.
    std::vector<sync::Service> services;  // at least one, letters distinct
    std::vector<CallWindow> windows;      // names distinct; without any in the file one for each service
    // What other halls have of their own, by their ids.
    std::map<std::string, std::vector<sync::Service>> other_services{};
    std::map<std::string, std::vector<CallWindow>> other_windows{};

    const std::vector<sync::Service>& services_of(const std::string& hall) const;
    const std::vector<CallWindow>& windows_of(const std::string& hall) const;
};

inline constexpr std::size_t longest_config = std::size_t{256} * 1024;

// Total over all bytes. `file` only appears in errors.
std::expected<Config, ConfigError> parse_config(std::string_view toml, std::string_view file);
std::expected<Config, ConfigError> load_config(const std::filesystem::path& file);

// Every key that a file may have: "hub.port", and "service[1].letter" for one that each [[service]] may have.
std::set<std::string> config_keys();

}  // namespace bangnin::hub
