#include "kiosk/doctor.h"

#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <cstdlib>
#include <iterator>
#include <mutex>
#include <nlohmann/json.hpp>
#include <utility>

#include "devices/id_card/reader.h"
#include "devices/printer/printer.h"
#include "devices/scanner/scanner.h"
#include "kiosk/guidance.h"
#include "kiosk/journeys/overloaded.h"
#include "sync/link/link.h"
#include "sync/store/store.h"
#include "ui/input/handwriting/zinnia_matcher.h"
#include "ui/text/text_engine.h"

namespace bangnin::kiosk {

namespace {

using namespace std::chrono_literals;

constexpr auto device_limit = 6s;
constexpr auto link_limit = 8s;

/// The first answer of something that answers on a thread of its own. Outlives the asker when both hold it.
class FirstAnswer {
  public:
    void give(Check answer) {
        const std::scoped_lock lock(mutex_);
        if (!answer_) {
            answer_ = std::move(answer);
            given_.notify_all();
        }
    }
    Check wait(std::chrono::seconds limit, const std::string& part, const std::string& silence) {
        std::unique_lock lock(mutex_);
        given_.wait_for(lock, limit, [this] { return answer_.has_value(); });
        return answer_.value_or(Check{.part = part, .finding = Finding::trouble, .detail = silence});
    }

  private:
    std::mutex mutex_;
    std::condition_variable given_;
    std::optional<Check> answer_;
};

Check good(std::string part, std::string detail) {
    return {.part = std::move(part), .finding = Finding::good, .detail = std::move(detail)};
}

Check trouble(std::string part, std::string detail) {
    return {.part = std::move(part), .finding = Finding::trouble, .detail = std::move(detail)};
}

Check not_configured(std::string part) {
    return {.part = std::move(part), .finding = Finding::not_configured, .detail = "not configured"};
}

sync::Instant now() { return sync::wall_clock_now(); }

Check check_store(const Config& config) {
    const auto file = config.kiosk.state_dir / "kiosk.db";
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
        const auto parent = std::filesystem::exists(config.kiosk.state_dir, error)
                                ? config.kiosk.state_dir
                                : config.kiosk.state_dir.parent_path();
        return ::access(parent.c_str(), W_OK) == 0 ? good("store", "none yet; will be made in " + parent.string())
                                                   : trouble("store", parent.string() + " cannot be written");
    }
    sync::StoreOptions options;
    options.role = sync::StoreRole::companion;
    auto store = sync::Store::open(file, options, now());
    if (!store) {
        return trouble("store", std::string(to_text(store.error())));
    }
    const auto tickets = store->ticket_count();
    const auto pending = store->pending_count();
    if (!tickets || !pending) {
        return trouble("store", std::string(to_text(!tickets ? tickets.error() : pending.error())));
    }
    return good("store", std::to_string(*tickets) + " tickets, " + std::to_string(*pending) + " events for the hub");
}

Check check_fonts(const Config& config, const std::filesystem::path& assets) {
    auto engine = text::Engine::create({.fonts_conf = assets / "fonts.conf", .cache_dir = config.kiosk.cache_dir});
    if (!engine) {
        return trouble("fonts", engine.error().detail);
    }
    // The rare characters of names, and vertical Mongolian.
    const auto han = (*engine)->measure("李䶮𬭛𠮷㛃𮯠", {});
    text::Style vertical;
    vertical.flow = text::Flow::vertical_mongolian;
    const auto mongolian = (*engine)->measure("ᠮᠣᠩᠭᠣᠯ", vertical);
    const int unknown = han.unknown_glyphs + mongolian.unknown_glyphs;
    return unknown == 0 ? good("fonts", "every character shows")
                        : trouble("fonts", std::to_string(unknown) + " characters cannot be shown");
}

Check check_printer(const Config& config) {
    if (config.printer.url.empty()) {
        return not_configured("printer");
    }
    auto first = std::make_shared<FirstAnswer>();
    devices::Printer::Options options;
    options.url = config.printer.url;
    options.profile =
        devices::find_printer_profile(config.printer.profile).value_or(devices::default_printer_profile());
    const auto printer = devices::Printer::create(options, [first](const devices::PrinterEvent& event) {
        const auto* changed = std::get_if<devices::StatusChanged>(&event);
        if (changed == nullptr || changed->status.connection == devices::Connection::unknown) {
            return;
        }
        const auto obstacle = devices::obstacle(changed->status);
        // A connection that is only being made is no answer yet, unless it stays away until the limit.
        if (obstacle != devices::PrintFailure::disconnected) {
            first->give(obstacle ? trouble("printer", std::string(devices::to_code(*obstacle)))
                                 : good("printer", std::string(devices::to_code(changed->status.paper))));
        }
    });
    if (!printer) {
        return trouble("printer", printer.error().message);
    }
    return first->wait(device_limit, "printer", "does not answer");
}

Check check_id_reader(const Config& config) {
    const auto port = devices::parse_port_url(config.id_reader.url);
    if (!port) {
        return not_configured("id_reader");
    }
    auto first = std::make_shared<FirstAnswer>();
    const auto reader = devices::CardReader::create({.port = *port, .timing = {}}, [first](devices::ReaderEvent event) {
        if (const auto* ready = std::get_if<devices::ReaderReady>(&event)) {
            first->give(good("id_reader", ready->sam_number));
        } else if (const auto* fault = std::get_if<devices::ReaderFault>(&event)) {
            first->give(trouble("id_reader", std::string(devices::to_word(fault->reason)) + ": " + fault->detail));
        }
    });
    if (!reader) {
        return trouble("id_reader", reader.error().detail);
    }
    return first->wait(device_limit, "id_reader", "does not answer");
}

Check check_scanner(const Config& config) {
    const auto port = devices::parse_port_url(config.scanner.url);
    if (!port) {
        return not_configured("scanner");
    }
    auto first = std::make_shared<FirstAnswer>();
    const auto scanner = devices::Scanner::create({.port = *port}, [first](devices::ScannerEvent event) {
        if (std::holds_alternative<devices::ScannerReady>(event)) {
            first->give(good("scanner", "connected"));
        } else if (const auto* fault = std::get_if<devices::ScannerFault>(&event)) {
            first->give(trouble("scanner", std::string(devices::to_word(fault->reason)) + ": " + fault->detail));
        }
    });
    if (!scanner) {
        return trouble("scanner", scanner.error().detail);
    }
    return first->wait(device_limit, "scanner", "does not answer");
}

/// A folder that goes away with its contents.
class TemporaryFolder {
  public:
    TemporaryFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "bangnin-doctor.XXXXXX").string();
        if (::mkdtemp(name.data()) != nullptr) {
            path_ = name;
        }
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        if (!path_.empty()) {
            std::filesystem::remove_all(path_, ignored);
        }
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

// Without a PIN nobody can pause the terminal or test its printer at the machine.
Check check_staff_page(const Config& config) {
    if (config.staff.pin.empty()) {
        return {.part = "staff_page",
                .finding = Finding::not_configured,
                .detail = "no PIN: `bangnin-terminal staff-pin` makes one"};
    }
    return good("staff_page", "a PIN is set");
}

struct HubFound {
    Check link;
    std::optional<std::chrono::milliseconds> clock_ahead;  ///< of the hub's
};

HubFound ask_hub(const Config& config) {
    if (config.hub.url.empty()) {
        return {.link = not_configured("link"), .clock_ahead = {}};
    }
    if (!sync::LinkFiles(config.hub.state_dir).enrolled()) {
        return {.link = trouble("link", "not enrolled at the hub yet"), .clock_ahead = {}};
    }
    // An empty store of its own: the examination neither sends nor marks anything of the terminal's.
    const TemporaryFolder folder;
    const auto file = folder.path() / "empty.db";
    sync::StoreOptions store_options;
    store_options.device = config.kiosk.id;
    const auto owner = sync::Store::open(file, store_options, now());
    if (!owner) {
        return {.link = trouble("link", "no room for a temporary store"), .clock_ahead = {}};
    }
    auto first = std::make_shared<FirstAnswer>();
    auto clock_ahead = std::make_shared<std::optional<std::chrono::milliseconds>>();
    sync::LinkOptions options;
    options.hub_url = config.hub.url;
    options.state_dir = config.hub.state_dir;
    options.store_file = file;
    options.store = store_options;
    // The link begins by asking up to where the hub has the log, and that answer says what time it is there; the long
    // poll beside it does not.
    auto link = sync::Link::create(options, [first, clock_ahead](const sync::LinkEvent& event) {
        const auto* made = std::get_if<sync::ContactMade>(&event);
        if (made != nullptr && made->hub_time && !*clock_ahead) {
            *clock_ahead = made->at - *made->hub_time;
            first->give(good("link", "the hub answers"));
        } else if (std::holds_alternative<sync::ContactLost>(event)) {
            first->give(trouble("link", "the hub cannot be reached"));
        }
    });
    if (!link) {
        return {.link = trouble("link", "cannot be started"), .clock_ahead = {}};
    }
    auto found = first->wait(link_limit, "link", "the hub does not answer");
    (*link)->stop();  // from here on nobody writes the difference
    return {.link = std::move(found), .clock_ahead = *clock_ahead};
}

std::string_view to_word(Finding finding) {
    switch (finding) {
        case Finding::good:
            return "good";
        case Finding::not_configured:
            return "not_configured";
        case Finding::warning:
            return "warning";
        case Finding::trouble:
            return "trouble";
    }
    return "trouble";
}

}  // namespace

Check judge_clock(sync::Instant now, std::optional<std::chrono::milliseconds> ahead_of_hub) {
    using namespace std::chrono;
    constexpr auto harmless = 60s;
    constexpr auto bearable = 10min;
    const auto year = year_month_day{floor<days>(now)}.year();
    if (year < 2026y || year >= 2100y) {
        return trouble("clock", "the clock says " + sync::to_text(now) + ", which cannot be");
    }
    const auto apart = ahead_of_hub ? abs(*ahead_of_hub) : 0ms;
    if (apart <= harmless) {
        return good("clock", sync::to_text(now));
    }
    const std::string detail = "this terminal's clock is " + std::to_string(round<seconds>(apart).count()) + " s " +
                               (*ahead_of_hub > 0ms ? "ahead of" : "behind") + " the hub's";
    return {.part = "clock", .finding = apart <= bearable ? Finding::warning : Finding::trouble, .detail = detail};
}

Check judge_settings(const HallVersion& version) {
    const std::string in_force =
        version.version > 0 ? "the hub's version " + std::to_string(version.version) + " of the hall's settings"
                            : "this machine's own file";
    if (!version.unusable) {
        return good("settings", in_force);
    }
    return {.part = "settings",
            .finding = Finding::warning,
            .detail = words_of(*version.unusable) + "; it runs on " + in_force};
}

std::vector<Check> judge_voice(const voice::Probed& probed) {
    const auto part = [](std::string name, const voice::PartHealth& health, const std::string& detail) {
        const bool works = health.state == voice::PartState::ok;
        return Check{.part = std::move(name),
                     .finding = works ? Finding::good : Finding::warning,
                     .detail = works ? detail : health.reason};
    };
    const auto phrase = std::to_string(probed.phrase.count()) + " ms of speech made";
    return {part("voice.audio", probed.health.audio, "the device can be opened"),
            part("voice.synthesis", probed.health.synthesis, phrase),
            part("voice.recordings", probed.health.recordings, std::to_string(probed.recordings) + " recordings")};
}

Check judge_words(locale::Language language, const locale::Completeness& found) {
    const bool whole = found.fuzzy == 0 && found.untranslated == 0;
    return {.part = "words." + std::string(locale::code_of(language)),
            .finding = whole ? Finding::good : Finding::warning,
            .detail = std::to_string(found.translated) + " texts translated, " + std::to_string(found.fuzzy) +
                      " fuzzy (no native reader has passed them), " + std::to_string(found.untranslated) +
                      " untranslated"};
}

std::vector<Check> examine(const Config& config, const std::filesystem::path& assets) {
    const auto hub = ask_hub(config);
    std::vector<Check> checks{check_store(config),         judge_settings(choose_hall(config).version),
                              check_fonts(config, assets), judge_clock(now(), hub.clock_ahead),
                              check_printer(config),       check_id_reader(config),
                              check_scanner(config),       hub.link,
                              check_staff_page(config)};
    const TemporaryFolder folder;
    const input::MethodOptions writing{.data_dir = input::find_input_data(), .user_dir = folder.path()};
    std::ranges::move(examine_writing(writing, input::ZinniaMatcher::debian_model), std::back_inserter(checks));
    std::ranges::move(judge_voice(voice::probe(speaker_options(config.voice, assets))), std::back_inserter(checks));
    for (const auto language : {locale::Language::chinese, locale::Language::mongolian, locale::Language::english}) {
        checks.push_back(judge_words(language, locale::completeness_of(language)));
    }
    return checks;
}

bool fit(const std::vector<Check>& checks) {
    return std::ranges::none_of(checks, [](const auto& check) { return check.finding == Finding::trouble; });
}

std::string as_text(const std::vector<Check>& checks) {
    std::string text;
    for (const auto& check : checks) {
        text += check.part + ": " + std::string(to_word(check.finding)) + ": " + check.detail + "\n";
    }
    return text + (fit(checks) ? "fit for service\n" : "not fit for service\n");
}

std::string as_json(const std::vector<Check>& checks) {
    nlohmann::json list = nlohmann::json::array();
    for (const auto& check : checks) {
        list.push_back({{"part", check.part}, {"finding", to_word(check.finding)}, {"detail", check.detail}});
    }
    return nlohmann::json{{"fit", fit(checks)}, {"checks", std::move(list)}}.dump(
        -1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace bangnin::kiosk
