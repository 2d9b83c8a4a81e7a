// The terminal's one configuration file (TOML): read, checked and turned into values. packaging/kiosk.example.toml
// documents every key. Pure but for load_config, which reads the file.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/journeys/hall_text.h"
#include "kiosk/journeys/motion.h"
#include "kiosk/journeys/progress/progress_journey.h"
#include "kiosk/journeys/session/session.h"
#include "kiosk/journeys/staff/staff.h"
#include "kiosk/journeys/ticket/ticket_journey.h"
#include "kiosk/journeys/view.h"

namespace bangnin::kiosk {

using sync::ConfigError;

enum class Production { no, yes };
enum class Display { windowed, fullscreen };

struct KioskConfig {
    std::string id = "k1";     ///< 1…64 of [A-Za-z0-9._-]
    std::uint32_t number = 1;  ///< the digits in the ticket number
    Production production = Production::yes;
    Place start = Place::attract;  ///< the first screen: attract or home
    Display display = Display::fullscreen;
    int width = 1080;
    int height = 1920;
    double diagonal_inches = 21.5;  ///< of what shows pictures: sizes are kept in millimetres
    Motion motion = Motion::full;   ///< of pictures, for everybody at this terminal
    std::filesystem::path state_dir = "/var/lib/bangnin/kiosk";    ///< tickets and outbox
    std::filesystem::path runtime_dir = "/run/bangnin";            ///< memory-backed: the day's key
    std::filesystem::path cache_dir = "/var/cache/bangnin/kiosk";  ///< font cache
    std::filesystem::path assets;                                  ///< empty: found by sync::find_assets
    std::uint32_t keep_days = 30;                                  ///< tickets are records that long; 1…3650
};

struct HubConfig {
    std::string url;        ///< https://host:port; empty: this terminal works alone
    std::string authority;  ///< host[:port] in the QR codes; the url's when not given
    std::string enrolment_code;
    std::filesystem::path state_dir;  ///< certificates; <kiosk.state_dir>/link when not given
};

/// A device that is not configured is not there: its screens say so and the doctor does not ask for it.
struct DeviceConfig {
    std::string url;  ///< as devices/port/port_url.h; empty: none
};

struct PrinterConfig {
    std::string url;
    std::string profile = "generic-80";
    std::uint32_t roll_papers = 0;  ///< that a new roll is good for; 0: nobody has said
};

/// Whether the keypad's first key in a session turns the voice on: who uses it may not see the screen.
enum class KeypadVoice { stays, turns_on };

struct VoiceConfig {
    Voice at_start = Voice::off;                 ///< what each session begins with
    KeypadVoice keypad = KeypadVoice::turns_on;  ///< 语音 turns it off again
    std::uint32_t volume = 60;                   ///< 0…100, in steps of ten
    std::uint32_t words_per_minute = 150;        ///< of the synthesiser
    std::string synthesiser = "espeak-ng";       ///< a program, by path or as PATH knows it
    std::filesystem::path recordings;            ///< empty: voice/ of the assets
    std::filesystem::path headphone_switch;      ///< an input device that tells of plugged headphones; empty: none
};

struct StaffConfig {
    std::string pin;  ///< a hash (staff_pin.h); empty: the staff page says that it is not set up
    StaffTimes times;
};

struct Config {
    sync::HallSettings own;  ///< the hall's part as this file has it
    // The hall's part that is in force: see use().
    Hall hall;
    std::string zone = "Asia/Shanghai";
    PaperOrder paper_order = PaperOrder::chinese_first;
    std::vector<ServiceConfig> services;  ///< at least one; the agency window's first

    KioskConfig kiosk;
    HubConfig hub;
    DeviceConfig id_reader;
    DeviceConfig scanner;
    PrinterConfig printer;
    VoiceConfig voice;
    StaffConfig staff;
    SessionTimes session_times;
    TicketTimes ticket_times;
    ProgressTimes progress_times;
};

/// Total over all bytes; never throws. `file` only appears in errors.
[[nodiscard]] std::expected<Config, ConfigError> parse_config(std::string_view toml, std::string_view file);

[[nodiscard]] std::expected<Config, ConfigError> load_config(const std::filesystem::path& file);

/// Puts the hall's part in force; nothing that belongs to this machine changes.
void use(Config& config, const sync::HallSettings& settings);

/// Every key that a file may have: "printer.url", and "service[1].letter" for one that each [[service]] may have.
[[nodiscard]] std::set<std::string> config_keys();

/// Departments in the order of their first service, each with its queues.
[[nodiscard]] std::vector<DepartmentCell> departments_of(const Config& config);

/// Whether the queue takes people at this local minute of the day, and if not, when it does next today ("14:00").
struct Opening {
    QueueState state = QueueState::open;
    std::string opens_at;
};
[[nodiscard]] Opening opening_at(const std::vector<OpenPeriod>& hours, int minute_of_day);

}  // namespace bangnin::kiosk
