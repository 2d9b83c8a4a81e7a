#include "sync/hub/config.h"

// Its assertions are about bad files, which it reports as errors right after them.
#define TOML_ASSERT(condition) static_cast<void>(0)
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>

#include "sync/model/toml_text.h"

namespace bangnin::hub {
namespace {

// What reading a file comes to besides its values: the first error, and which keys the file might have had.
struct Reading {
    std::optional<ConfigError> error;
    std::set<std::string> keys;
};

// One table of the file: each key is asked for once, and what nobody asked for is an error at the end.
class Table {
  public:
    Table(const toml::table& table, std::string path, Reading& reading)
        : table_(table), path_(std::move(path)), reading_(reading) {}

    template <typename Value>
    void read(std::string_view key, Value& into, const char* wanted) {
        const toml::node* node = take(key);
        if (node == nullptr) return;
        const auto value = node->value_exact<Value>();
        if (!value) return fail(key, *node, std::string("must be ") + wanted);
        into = *value;
    }
    void text(std::string_view key, std::string& into) {
        read(key, into, "a text in quotes");
        if (into.size() > 300) fail(key, table_, "is longer than 300 bytes");
    }
    void path(std::string_view key, std::filesystem::path& into) {
        std::string text_value = into.string();
        text(key, text_value);
        into = text_value;
    }
    // Each 1 to 253 bytes long, as host names are.
    std::vector<std::string> texts(std::string_view key) {
        std::vector<std::string> all;
        const toml::node* node = take(key);
        if (node == nullptr) return all;
        const toml::array* list = node->as_array();
        if (list == nullptr || list->size() > 32) {
            fail(key, *node, "must be a list of at most 32 texts");
            return all;
        }
        for (const toml::node& item : *list) {
            const auto text = item.value_exact<std::string>();
            if (!text || text->empty() || text->size() > 253) {
                fail(key, item, "must be texts of 1 to 253 bytes");
                return all;
            }
            all.push_back(*text);
        }
        return all;
    }
    std::int64_t whole(std::string_view key, std::int64_t value, std::int64_t least, std::int64_t most) {
        const toml::node* node = table_.get(key);
        read(key, value, "a whole number");
        if (value < least || value > most) {
            fail(key, node != nullptr ? *node : table_,
                 "must be from " + std::to_string(least) + " to " + std::to_string(most));
        }
        return value;
    }
    double number(std::string_view key, double value, double least, double most) {
        const toml::node* node = take(key);
        if (node == nullptr) return value;
        const auto given = node->value<double>();
        if (!given || !(*given >= least && *given <= most)) {
            fail(key, *node, "must be a number from " + std::to_string(least) + " to " + std::to_string(most));
            return value;
        }
        return *given;
    }
    const toml::node* take(std::string_view key) {
        asked_.emplace(key);
        reading_.keys.insert(full(key));
        return table_.get(key);
    }
    void fail(std::string_view key, const toml::node& at, std::string reason) {
        if (!reading_.error) {
            reading_.error = ConfigError{{}, at.source().begin.line, full(key), std::move(reason)};
        }
    }
    void finish() {
        for (const auto& [key, node] : table_) {
            if (!asked_.contains(std::string(key.str()))) fail(key.str(), node, "is not a key of this file");
        }
    }

  private:
    std::string full(std::string_view key) const {
        return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
    }

    const toml::table& table_;
    std::string path_;
    Reading& reading_;
    std::set<std::string> asked_;
};

void read_hall(Table& hall, Config& config) {
    hall.text("name", config.hall_name);
    hall.text("brand", config.brand);
    hall.text("telephone", config.telephone);
    std::string zone = "Asia/Shanghai";
    hall.text("zone", zone);
    const auto parsed = sync::HallZone::parse(zone);
    if (!parsed) {
        hall.fail("zone", *hall.take("zone"), "is not a zone known here: Asia/Shanghai, Asia/Urumqi, UTC or +HH:MM");
        return;
    }
    config.zone = *parsed;
    hall.finish();
}

void read_database(Table& hub, Config& config) {
    std::string where;
    hub.text("database", where);
    auto place = DatabasePlace::parse(where);
    if (!place) return hub.fail("database", *hub.take("database"), place.error());
    config.database = std::move(*place);
}

void read_hub(Table& hub, Config& config) {
    hub.text("address", config.address);
    config.port = static_cast<std::uint16_t>(hub.whole("port", config.port, 0, 65535));
    hub.path("state_dir", config.state_dir);
    hub.path("assets", config.assets);
    read_database(hub, config);
    config.code_life = std::chrono::hours(hub.whole("code_hours", config.code_life.count(), 1, 168));
    config.certificate_life =
        std::chrono::days(hub.whole("certificate_days", config.certificate_life.count(), 30, 3650));
    config.longest_poll = std::chrono::seconds(hub.whole("longest_poll_s", config.longest_poll.count(), 1, 120));
    config.threads = static_cast<std::uint32_t>(hub.whole("threads", config.threads, 1, 16));
    config.intake_connections =
        static_cast<std::uint32_t>(hub.whole("intake_connections", config.intake_connections, 1, 16));
    config.hosts = hub.texts("hosts");
    for (const std::string& text : hub.texts("proxies")) {
        const auto range = AddressRange::parse(text);
        if (!range)
            return hub.fail("proxies", *hub.take("proxies"), text + " is no address, nor a range like 10.0.0.0/24");
        config.proxies.push_back(*range);
    }
    hub.finish();
}

void read_retention(Table& table, Config& config) {
    // A device may tell of its last seven days again, and is to be understood.
    const auto days = [&](const char* key, int& into) {
        into = static_cast<int>(table.whole(key, into, 0, 36'500));
        if (into > 0 && into < 30) table.fail(key, *table.take(key), "must be 0 (for ever) or at least 30");
    };
    days("sealed_days", config.retention.sealed_days);
    days("events_days", config.retention.events_days);
    days("queue_log_days", config.retention.queue_log_days);
    days("audit_days", config.retention.audit_days);
    // 网络安全法 (Cybersecurity Law) article 21: logs are kept for six months at least.
    if (config.retention.audit_days > 0 && config.retention.audit_days < 184) {
        table.fail("audit_days", *table.take("audit_days"), "must be 0 (for ever) or at least 184");
    }
    table.finish();
}

// Whose it is; nothing: that cannot be a hall.
std::optional<std::string> read_hall_id(Table& table, const toml::table& at) {
    std::string hall{first_hall};
    table.text("hall", hall);
    if (hall_id_valid(hall)) return hall;
    table.fail("hall", at, "must be 1 to 32 small letters, digits and dashes");
    return std::nullopt;
}

void read_service(Table& table, const toml::table& at, Config& config) {
    const auto hall = read_hall_id(table, at);
    if (!hall) return;
    std::vector<sync::Service>& services = *hall == first_hall ? config.services : config.other_services[*hall];
    sync::Service service;
    std::string letter;
    table.text("letter", letter);
    if (letter.size() != 1 || letter[0] < 'A' || letter[0] > 'Z') {
        return table.fail("letter", at, "must be one letter from A to Z");
    }
    service.letter = letter[0];
    for (const sync::Service& other : services) {
        if (other.letter == service.letter) return table.fail("letter", at, letter + " is given twice");
    }
    table.text("department", service.department);
    if (service.department.empty()) return table.fail("department", at, "is needed");
    service.name = service.department;
    table.text("name", service.name);
    table.text("window", service.window);
    service.prior_minutes = table.number("prior_minutes", service.prior_minutes, 0.5, 480);
    service.open_windows = static_cast<std::uint32_t>(table.whole("open_windows", service.open_windows, 1, 99));
    table.finish();
    services.push_back(std::move(service));
}

void read_window(Table& table, const toml::table& at, Config& config) {
    const auto hall = read_hall_id(table, at);
    if (!hall) return;
    const std::vector<sync::Service>& services = config.services_of(*hall);
    std::vector<CallWindow>& windows = *hall == first_hall ? config.windows : config.other_windows[*hall];
    CallWindow window;
    table.text("name", window.name);
    if (window.name.empty() || window.name.size() > 16) return table.fail("name", at, "must be 1 to 16 bytes");
    for (const CallWindow& other : windows) {
        if (other.name == window.name) return table.fail("name", at, window.name + " is given twice");
    }
    window.place = window.name + " 号窗口";
    table.text("place", window.place);
    std::string letters;
    table.text("services", letters);
    for (const char letter : letters) {
        const auto known = std::ranges::find(services, letter, &sync::Service::letter);
        if (known == services.end()) {
            return table.fail("services", at, std::string("has ") + letter + ", which is no [[service]]");
        }
        window.services.insert(letter);
    }
    if (window.services.empty()) return table.fail("services", at, "must name at least one queue's letter");
    table.finish();
    windows.push_back(std::move(window));
}

// A hall that says nothing of its windows has one for each queue.
std::vector<CallWindow> one_for_each(const std::vector<sync::Service>& services) {
    std::vector<CallWindow> windows;
    for (const sync::Service& service : services) {
        const std::string name = std::to_string(windows.size() + 1);
        const std::string place = service.window.empty() ? name + " 号窗口" : service.window;
        windows.push_back({name, place, {service.letter}});
    }
    return windows;
}
void make_windows(Config& config) {
    if (config.windows.empty()) config.windows = one_for_each(config.services);
    for (const auto& [hall, services] : config.other_services) {
        config.other_windows.try_emplace(hall, one_for_each(services));
    }
}

void read_windows(Table& top, Config& config, Reading& reading) {
    const toml::node* windows = top.take("window");
    if (windows == nullptr) return;
    if (!windows->is_array()) return top.fail("window", *windows, "must be tables: [[window]]");
    std::size_t number = 0;
    for (const toml::node& node : *windows->as_array()) {
        if (!node.is_table()) return top.fail("window", node, "must be tables: [[window]]");
        Table table(*node.as_table(), "window[" + std::to_string(++number) + "]", reading);
        read_window(table, *node.as_table(), config);
    }
}

void read_all(const toml::table& file, Config& config, Reading& reading) {
    Table top(file, "", reading);
    const auto section = [&](const char* name, auto reader) {
        const toml::node* node = top.take(name);
        if (node == nullptr) return;
        if (!node->is_table()) return top.fail(name, *node, "must be a table");
        Table table(*node->as_table(), name, reading);
        reader(table, config);
    };
    section("hall", read_hall);
    section("hub", read_hub);
    section("retention", read_retention);
    const toml::node* services = top.take("service");
    if (services == nullptr || !services->is_array()) {
        top.fail("service", services != nullptr ? *services : file, "at least one [[service]] is needed");
        return;
    }
    std::size_t number = 0;
    for (const toml::node& node : *services->as_array()) {
        if (!node.is_table()) return top.fail("service", node, "must be tables: [[service]]");
        Table table(*node.as_table(), "service[" + std::to_string(++number) + "]", reading);
        read_service(table, *node.as_table(), config);
    }
    if (config.services.empty()) return top.fail("service", *services, "the first hall needs at least one");
    read_windows(top, config, reading);
    make_windows(config);
    top.finish();
}

}  // namespace

bool hall_id_valid(std::string_view id) {
    return !id.empty() && id.size() <= 32 && std::ranges::all_of(id, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-';
    });
}

const std::vector<sync::Service>& Config::services_of(const std::string& hall) const {
    const auto own = other_services.find(hall);
    return own == other_services.end() ? services : own->second;
}

const std::vector<CallWindow>& Config::windows_of(const std::string& hall) const {
    const auto own = other_windows.find(hall);
    return own == other_windows.end() ? windows : own->second;
}

std::string ConfigError::text() const {
    std::string result = file;
    if (line > 0) result += ":" + std::to_string(line);
    if (!key.empty()) result += ": " + key;
    return result + ": " + reason;
}

std::expected<Config, ConfigError> parse_config(std::string_view toml, std::string_view file) {
    if (toml.size() > longest_config) {
        return std::unexpected(ConfigError{std::string(file), 0, "", "is larger than 256 KiB"});
    }
    if (const auto line = sync::line_with_bare_letters(toml)) {
        return std::unexpected(ConfigError{std::string(file), *line, "", "letters beyond ASCII must stand in quotes"});
    }
    const toml::parse_result parsed = toml::parse(toml);
    if (!parsed) {
        return std::unexpected(ConfigError{std::string(file), parsed.error().source().begin.line, "",
                                           std::string(parsed.error().description())});
    }
    Config config;
    Reading reading;
    read_all(parsed.table(), config, reading);
    if (reading.error) {
        reading.error->file = file;
        return std::unexpected(*reading.error);
    }
    if (config.database.kind() == DatabaseKind::sqlite && config.database.file().empty()) {
        config.database = *DatabasePlace::parse((config.state_dir / "hub.db").string());
    }
    return config;
}

std::set<std::string> config_keys() {
    // What the tables' keys are only their readers know: one of each, with what a service needs, has them all read.
    const toml::parse_result parsed = toml::parse(
        "[hall]\n[hub]\n[retention]\n[[service]]\nletter = \"A\"\ndepartment = \"A\"\n[[window]]\nname = "
        "\"1\"\nservices = \"A\"\n");
    Config config;
    Reading reading;
    read_all(parsed.table(), config, reading);
    return reading.keys;
}

std::expected<Config, ConfigError> load_config(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return std::unexpected(ConfigError{file.string(), 0, "", "cannot be read"});
    std::string text(longest_config + 1, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    return parse_config(text, file.string());
}

}  // namespace bangnin::hub
