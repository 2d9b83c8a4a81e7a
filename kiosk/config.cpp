#include "kiosk/config.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "devices/port/port_url.h"
#include "devices/printer/profile.h"
#include "kiosk/staff_pin.h"
#include "sync/model/ticket.h"
#include "sync/settings/hall_reader.h"

namespace bangnin::kiosk {

namespace {

using sync::ConfigProblems;
using sync::HallSections;
using sync::TableReader;

bool is_identifier(std::string_view text) {
    return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
               c == '-';
    });
}

/// Host and port of an https address without path; empty when it is none.
std::string authority_of(std::string_view url) {
    constexpr std::string_view scheme = "https://";
    if (!url.starts_with(scheme)) {
        return {};
    }
    url.remove_prefix(scheme.size());
    if (url.ends_with('/')) {
        url.remove_suffix(1);
    }
    const bool plain = std::ranges::none_of(url, [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || c == '/' || c == '?' || c == '#' || c == '@' || c == '"';
    });
    return plain ? std::string(url) : std::string{};
}

void read_neighbour(TableReader& reader, Config& config) {
    std::uint32_t neighbour = 1;
    const bool given = reader.has("neighbour");
    reader.whole("neighbour", neighbour, 1, 998);
    if (given && neighbour == config.kiosk.number) {
        reader.fail("neighbour", "is this machine's own number");
    }
    if (given) {
        config.hall.neighbour = static_cast<int>(neighbour);
    }
}

void read_kiosk(TableReader reader, Config& config) {
    KioskConfig& kiosk = config.kiosk;
    reader.text("id", kiosk.id, 64);
    if (!is_identifier(kiosk.id)) {
        reader.fail("id", "must be 1 to 64 of a-z, A-Z, 0-9, '.', '_' and '-'");
    }
    reader.whole("number", kiosk.number, 1, 998);
    if (!sync::kiosk_number_valid(kiosk.number)) {
        reader.fail("number", "must be 1-8, 90-98 or 990-998, so that no two kiosks share a ticket number");
    }
    reader.yes_or_no("production", kiosk.production, Production::no, Production::yes);
    reader.word("start", kiosk.start, {{"attract", Place::attract}, {"home", Place::home}});
    reader.word("display", kiosk.display, {{"fullscreen", Display::fullscreen}, {"windowed", Display::windowed}});
    std::uint32_t width = 1080;
    std::uint32_t height = 1920;
    reader.whole("width", width, 270, 8192);
    reader.whole("height", height, 270, 8192);
    reader.number("diagonal", kiosk.diagonal_inches, 10, 100);
    reader.yes_or_no("reduced_motion", kiosk.motion, Motion::full, Motion::none);
    kiosk.width = static_cast<int>(width);
    kiosk.height = static_cast<int>(height);
    reader.path("state_dir", kiosk.state_dir);
    reader.path("runtime_dir", kiosk.runtime_dir);
    reader.path("cache_dir", kiosk.cache_dir);
    reader.path("assets", kiosk.assets);
    reader.whole("keep_days", kiosk.keep_days, 1, 3650);
    read_neighbour(reader, config);
    reader.finish();
}

void read_hub(TableReader reader, Config& config) {
    HubConfig& hub = config.hub;
    reader.text("url", hub.url, 500);
    if (!hub.url.empty() && authority_of(hub.url).empty()) {
        reader.fail("url", "must be https://host:port");
    }
    reader.text("authority", hub.authority, 300);
    if (hub.authority.empty()) {
        hub.authority = authority_of(hub.url);
    } else if (authority_of("https://" + hub.authority) != hub.authority) {
        reader.fail("authority", "must be host or host:port");
    }
    reader.text("enrolment_code", hub.enrolment_code, 500);
    reader.path("state_dir", hub.state_dir);
    reader.finish();
}

/// A plain path becomes a serial port of the given speed; an address of devices/port is taken as it is.
void read_device(TableReader reader, DeviceConfig& device) {
    std::string name;
    std::uint32_t baud = devices::default_baud;
    reader.text("device", name, 1000);
    reader.whole("baud", baud, 1200, 921600);
    if (!devices::is_supported_baud(baud)) {
        reader.fail("baud", "is not a speed serial ports have");
    }
    if (!name.empty()) {
        const bool plain = name.starts_with('/');
        device.url = plain ? "serial:" + name + "?baud=" + std::to_string(baud) : name;
        if (!plain && reader.has("baud")) {
            reader.fail("baud", "goes with a plain device path only");
        }
        if (const auto port = devices::parse_port_url(device.url); !port) {
            reader.fail("device", port.error());
        }
    }
    reader.finish();
}

void read_printer(TableReader reader, PrinterConfig& printer) {
    reader.text("url", printer.url, 1000);
    if (!printer.url.empty()) {
        if (const auto port = devices::parse_port_url(printer.url); !port) {
            reader.fail("url", port.error());
        }
    }
    reader.text("profile", printer.profile, 64);
    if (!devices::find_printer_profile(printer.profile)) {
        std::string names;
        for (const auto& profile : devices::printer_profiles()) {
            names += names.empty() ? "" : ", ";
            names += profile.name;
        }
        reader.fail("profile", "is not a known printer; known are " + names);
    }
    reader.whole("roll_papers", printer.roll_papers, 0, 100'000);
    reader.finish();
}

void read_voice(TableReader reader, VoiceConfig& voice) {
    constexpr std::uint32_t volume_step = 10;
    reader.yes_or_no("at_start", voice.at_start, Voice::off, Voice::on);
    reader.yes_or_no("keypad_turns_on", voice.keypad, KeypadVoice::stays, KeypadVoice::turns_on);
    reader.whole("volume", voice.volume, 0, 100);
    if (voice.volume % volume_step != 0) {
        reader.fail("volume", "must be 0, 10, 20 … 100");
    }
    reader.whole("words_per_minute", voice.words_per_minute, 80, 450);
    reader.text("synthesiser", voice.synthesiser, 1000);
    if (voice.synthesiser.empty()) {
        reader.fail("synthesiser", "must name a program");
    }
    reader.path("recordings", voice.recordings);
    reader.path("headphone_switch", voice.headphone_switch);
    reader.finish();
}

void read_staff(TableReader reader, StaffConfig& staff) {
    reader.text("pin", staff.pin, 200);
    if (!staff.pin.empty() && !is_staff_pin_hash(staff.pin)) {
        reader.fail("pin", "must be what bangnin-terminal staff-pin prints, never the PIN itself");
    }
    reader.finish();
}

void read_times(TableReader reader, Config& config) {
    reader.seconds("session_s", config.session_times.session, 30, 3600);
    reader.seconds("writing_s", config.session_times.writing, 30, 3600);
    reader.seconds("warn_before_s", config.session_times.warn_before, 5, 300);
    reader.seconds("notice_s", config.session_times.notice, 2, 60);
    reader.seconds("staff_call_s", config.session_times.staff_called, 10, 3600);
    reader.seconds("ticket_taken_s", config.ticket_times.taken, 5, 300);
    reader.seconds("ticket_not_printed_s", config.ticket_times.not_printed, 20, 600);
    reader.seconds("look_up_s", config.progress_times.look_up, 1, 60);
    reader.seconds("staff_s", config.staff.times.idle, 20, 600);
    if (config.session_times.warn_before >= config.session_times.session) {
        reader.fail("warn_before_s", "must be shorter than session_s");
    }
    reader.finish();
}

void read_root(const toml::table& table, Config& config, ConfigProblems& problems) {
    TableReader root(table, "", problems);
    read_hall_sections(root, config.own, HallSections::whole);
    read_kiosk(root.section("kiosk"), config);
    read_hub(root.section("hub"), config);
    read_device(root.section("id_reader"), config.id_reader);
    read_device(root.section("scanner"), config.scanner);
    read_printer(root.section("printer"), config.printer);
    read_voice(root.section("voice"), config.voice);
    read_staff(root.section("staff"), config.staff);
    read_times(root.section("times"), config);
    root.finish();
    if (config.hub.state_dir.empty()) {
        config.hub.state_dir = config.kiosk.state_dir / "link";
    }
}

}  // namespace

void use(Config& config, const sync::HallSettings& settings) {
    config.hall.name = settings.name;
    config.hall.short_name = settings.short_name;
    config.hall.brand = settings.brand;
    config.hall.open_until = settings.open_until;
    config.hall.utc_offset_minutes = settings.utc_offset_minutes;
    config.hall.opening = settings.opening;
    config.hall.notices = settings.notices;
    config.hall.rating = settings.rating;
    config.hall.rating.look_up = config.progress_times.look_up;
    config.zone = settings.zone;
    config.paper_order = settings.paper_order;
    config.services = settings.services;
}

std::expected<Config, ConfigError> parse_config(std::string_view text, std::string_view file) {
    const auto parsed = sync::parse_toml(text, file);
    if (!parsed) {
        return std::unexpected(parsed.error());
    }
    Config config;
    ConfigProblems problems(file);
    read_root(*parsed, config, problems);
    if (problems.first()) {
        return std::unexpected(*problems.first());
    }
    use(config, config.own);
    return config;
}

std::set<std::string> config_keys() {
    // What the sections' keys are only their readers know; one of each list is enough to have it read.
    const auto parsed = toml::parse("[[service]]\n[[rating_reason]]\n[[notice]]\n");
    Config config;
    ConfigProblems problems("");
    read_root(parsed.table(), config, problems);
    return problems.asked();
}

std::expected<Config, ConfigError> load_config(const std::filesystem::path& file) {
    const auto unreadable = [&](std::string reason) {
        return std::unexpected(ConfigError{.file = file.string(), .line = 0, .key = {}, .reason = std::move(reason)});
    };
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (error) {
        return unreadable("cannot be read: " + error.message());
    }
    if (size > sync::longest_settings) {
        return unreadable("is larger than 256 KiB");
    }
    std::ifstream stream(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    if (!stream) {
        return unreadable("cannot be read");
    }
    return parse_config(text, file.string());
}

}  // namespace bangnin::kiosk
