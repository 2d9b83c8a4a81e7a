#include "kiosk/config.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include "devices/port/port_url.h"
#include "devices/printer/profile.h"
#include "kiosk/config_rating.h"
#include "kiosk/config_reader.h"
#include "kiosk/staff_pin.h"
#include "sync/model/clock.h"
#include "sync/model/ticket.h"
#include "sync/model/toml_text.h"

namespace bangnin::kiosk {

namespace {

constexpr int minutes_of_day = 24 * 60;

/// "08:30" → minutes; "24:00" is the end of the day.
std::optional<int> minute_of(std::string_view text) {
    const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9' ? text[at] - '0' : -1; };
    if (text.size() != 5 || text[2] != ':' || digit(0) < 0 || digit(1) < 0 || digit(3) < 0 || digit(4) < 0) {
        return std::nullopt;
    }
    const int minute = (digit(0) * 10 + digit(1)) * 60 + digit(3) * 10 + digit(4);
    return digit(3) > 5 || minute > minutes_of_day ? std::nullopt : std::optional{minute};
}

/// "08:30-12:00".
std::optional<OpenHours> hours_of(std::string_view text) {
    if (text.size() != 11 || text[5] != '-') {
        return std::nullopt;
    }
    const auto begin = minute_of(text.substr(0, 5));
    const auto end = minute_of(text.substr(6));
    return begin && end && *begin < *end ? std::optional{OpenHours{*begin, *end}} : std::nullopt;
}

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

void read_opening(TableReader& reader, OpeningHours& hours) {
    for (const auto& [text, line] : reader.lines("opening")) {
        if (const auto added = add_week_line(hours, text); !added) {
            reader.fail_at(line, "opening", "\"" + text + "\" " + added.error());
        }
    }
    for (const auto& [text, line] : reader.lines("opening_dates")) {
        if (const auto added = add_date_line(hours, text); !added) {
            reader.fail_at(line, "opening_dates", "\"" + text + "\" " + added.error());
        }
    }
    if (!hours.week && !hours.dates.empty()) {
        reader.fail("opening_dates", "needs opening, the hours of an ordinary week");
    }
}

void read_hall(TableReader reader, Config& config) {
    reader.hall_text("name", config.hall.name);
    reader.hall_text("short_name", config.hall.short_name);
    reader.hall_text("brand", config.hall.brand);
    reader.text("open_until", config.hall.open_until, 5);
    read_opening(reader, config.hall.opening);
    reader.text("zone", config.zone, 64);
    reader.word("paper_order", config.paper_order,
                {{"zh-mn", PaperOrder::chinese_first}, {"mn-zh", PaperOrder::mongolian_first}});
    if (config.hall.name.zh.empty()) {
        reader.fail("name", "is needed: the hall's name");
    }
    if (!config.hall.open_until.empty() && !minute_of(config.hall.open_until)) {
        reader.fail("open_until", "must be a time such as \"17:30\"");
    }
    if (const auto zone = sync::HallZone::parse(config.zone)) {
        config.hall.utc_offset_minutes = static_cast<int>(zone->offset().count());
    } else {
        reader.fail("zone", "is not a known time zone");
    }
    if (config.hall.short_name.zh.empty()) {
        config.hall.short_name = config.hall.name;
    }
    reader.finish();
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

void read_service(TableReader reader, ServiceConfig& service) {
    std::string letter;
    reader.text("letter", letter, 8);
    if (letter.size() != 1 || letter[0] < 'A' || letter[0] > 'Z') {
        reader.fail("letter", "must be one letter from A to Z");
    } else {
        service.letter = letter[0];
    }
    reader.text("department", service.department);
    if (service.department.empty()) {
        reader.fail("department", "is needed");
    }
    reader.hall_text("name", service.name);
    if (service.name.zh.empty()) {
        service.name.zh = service.department;
    }
    reader.hall_text("hint", service.hint);
    reader.hall_text("window", service.window);
    reader.yes_or_no("agency", service.agency, Agency::no, Agency::yes);
    reader.number("prior_minutes", service.prior_minutes, 0.5, 480.0);
    reader.whole("open_windows", service.open_windows, 1, 99);
    for (const auto& text : reader.texts("hours")) {
        if (const auto hours = hours_of(text)) {
            service.hours.push_back(*hours);
        } else {
            reader.fail("hours", "must be times such as \"08:30-12:00\"");
        }
    }
    std::ranges::sort(service.hours, {}, &OpenHours::begin);
    reader.finish();
}

void read_services(TableReader& root, Config& config, ConfigProblems& problems) {
    const auto* node = root.take("service");
    const auto* list = node == nullptr ? nullptr : node->as_array();
    if (list == nullptr || list->empty()) {
        return root.fail("service", "at least one [[service]] is needed");
    }
    std::set<char> letters;
    std::size_t index = 0;
    for (const auto& entry : *list) {
        const std::string path = "service[" + std::to_string(++index) + "]";
        const auto* table = entry.as_table();
        if (table == nullptr) {
            return root.fail("service", "must be written as [[service]]");
        }
        TableReader reader(*table, path, problems);
        read_service(reader, config.services.emplace_back());
        if (!letters.insert(config.services.back().letter).second) {
            reader.fail("letter", "is already another service's letter");
        }
    }
    // The agency window stands first, whatever the file's order.
    auto behind_agency = config.services.begin();
    for (auto service = config.services.begin(); service != config.services.end(); ++service) {
        if (service->agency == Agency::yes) {
            std::rotate(behind_agency, service, service + 1);
            ++behind_agency;
        }
    }
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
    static const toml::table absent;
    const auto section = [&](std::string_view name) {
        const auto* node = root.take(name);
        if (node != nullptr && !node->is_table()) {
            root.fail(name, "must be a section, written [" + std::string(name) + "]");
        }
        const bool usable = node != nullptr && node->is_table();
        return TableReader(usable ? *node->as_table() : absent, std::string(name), problems);
    };
    read_hall(section("hall"), config);
    read_kiosk(section("kiosk"), config);
    read_services(root, config, problems);
    read_hub(section("hub"), config);
    read_device(section("id_reader"), config.id_reader);
    read_device(section("scanner"), config.scanner);
    read_printer(section("printer"), config.printer);
    read_voice(section("voice"), config.voice);
    read_staff(section("staff"), config.staff);
    read_times(section("times"), config);
    read_rating(section("rating"), config.hall.rating);
    read_reasons(root, config.hall.rating, problems);
    config.hall.rating.look_up = config.progress_times.look_up;
    root.finish();
    if (config.hub.state_dir.empty()) {
        config.hub.state_dir = config.kiosk.state_dir / "link";
    }
}

}  // namespace

std::string ConfigError::text() const {
    std::string message = file;
    message += line > 0 ? ":" + std::to_string(line) : "";
    message += ": ";
    message += key.empty() ? "" : key + ": ";
    return message + reason;
}

std::expected<Config, ConfigError> parse_config(std::string_view text, std::string_view file) {
    if (text.size() > longest_config) {
        return std::unexpected(
            ConfigError{.file = std::string(file), .line = 0, .key = {}, .reason = "is larger than 256 KiB"});
    }
    if (const auto line = sync::line_with_bare_letters(text)) {
        return std::unexpected(ConfigError{.file = std::string(file),
                                           .line = *line,
                                           .key = {},
                                           .reason = "letters beyond ASCII must stand in quotes"});
    }
    const auto parsed = toml::parse(text, file);
    if (!parsed) {
        return std::unexpected(ConfigError{.file = std::string(file),
                                           .line = parsed.error().source().begin.line,
                                           .key = {},
                                           .reason = std::string(parsed.error().description())});
    }
    Config config;
    ConfigProblems problems(file);
    read_root(parsed.table(), config, problems);
    if (problems.first()) {
        return std::unexpected(*problems.first());
    }
    return config;
}

std::set<std::string> config_keys() {
    // What the sections' keys are only their readers know; one of each list is enough to have it read.
    const auto parsed = toml::parse("[[service]]\n[[rating_reason]]\n");
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
    if (size > longest_config) {
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
