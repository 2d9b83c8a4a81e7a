#include "tests/journeys/walk/walker.h"

#include <signal.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>
#include <string_view>
#include <vector>

#include "tests/harness/hub_events.h"

namespace bangnin::walk {
namespace {

using nlohmann::json;

constexpr std::size_t traced_actions = 60;
// Actions after which it is asked again whether all was met.
constexpr int further = 250;
constexpr std::size_t token_letters = 26;
// Enough for the longest way with a dialog on it, each key heard first where the voice is on.
constexpr int steps_home = 24;
// Of so many actions one asks for home, one walks away, one cuts the power.
constexpr int home_every = 40;
constexpr int away_every = 90;
constexpr int power_every = 500;
// Longer than any page waits for anybody.
constexpr int session_s = 130;
constexpr int rounds_until_idle = 5;

// How the names of keys begin behind which a journey goes on.
constexpr std::array<std::string_view, 9> leading_on{"home.ticket",     "home.progress", "home.rate",
                                                     "department.",     "service.",      "ticket.print",
                                                     "ticket.identify", "rating.",       "entry.method.handwriting"};

struct Size {
    int w, h;
};
constexpr Size surface{1080, 1920};  // that screens are drawn for, whatever the window's size

bool is_idle(const Page& page) { return page.screen == "attract" || page.screen == "closed"; }

}  // namespace

Result<void> end_kiosk(harness::Rig& rig) {
    auto& kiosk = rig.kiosk_process();
    if (!kiosk) return std::unexpected("the kiosk does not run");
    kiosk->send_signal(SIGTERM);
    const auto status = kiosk->wait_exit(harness::patience);
    if (!status) return std::unexpected("the kiosk does not end");
    if (*status != 0) return std::unexpected("the kiosk ends with status " + std::to_string(*status));
    return {};
}

Result<void> Walker::wrong(const std::string& what) const {
    std::string text = what + "\non " + place() + " in " + page_.language + ", after " +
                       std::to_string(report_.actions) + " actions from seed " + std::to_string(options_.seed) + ":";
    for (const std::string& action : trace_) text += "\n  " + action;
    return std::unexpected(text);
}

void Walker::note(const std::string& action) {
    trace_.push_back(place() + ": " + action);
    if (trace_.size() > traced_actions) trace_.pop_front();
}

Result<void> Walker::open_port() {
    auto port = harness::LineClient::connect(rig_.automation_socket(), harness::patience);
    if (!port) return std::unexpected(port.error());
    port_ = std::move(*port);
    return {};
}

Result<json> Walker::ask(const json& request) {
    auto answer = port_->ask(request);
    if (!answer) {
        const auto told = wrong("the kiosk does not answer to " + request.dump() + ": " + answer.error());
        return std::unexpected(told.error());
    }
    return answer;
}

Result<void> Walker::look() {
    const auto answer = ask({{"do", "tree"}});
    if (!answer) return std::unexpected(answer.error());
    const std::string language = page_.language;
    page_ = read_page(*answer);
    ++report_.screens[page_.screen];
    if (!language.empty() && page_.language != language) ++report_.switches;
    if (page_.has_dialog()) ++report_.screens["dialog"];
    report_.languages.insert(page_.language);
    if (const auto faults = faults_of(page_); !faults.empty()) return wrong(faults.front());
    if (page_.screen != "ticket.issued" || page_.words("ticket.qr").size() < token_letters) return {};
    address_ = page_.words("ticket.qr");
    const std::string token = address_.substr(address_.size() - token_letters);
    const std::string number = page_.words("ticket.number");
    const auto [known, fresh] = report_.tickets.emplace(token, number);
    if (!fresh && known->second != number) return wrong(known->second + " is now called " + number);
    return {};
}

Result<void> Walker::tap(const std::string& id) {
    note("tap " + id);
    const auto answer = ask({{"do", "tap"}, {"id", id}});
    if (!answer) return std::unexpected(answer.error());
    if (!answer->value("ok", false)) ++report_.withheld;
    return {};
}

// The page's own keys rather than the frame's, which are on every page; and often one that leads on, or a walk would
// turn in circles at home.
const Node* Walker::any_key() {
    const auto keys = page_.keys();
    const auto among = [&](auto wanted) {
        std::vector<const Node*> found;
        std::ranges::copy_if(keys, std::back_inserter(found), wanted);
        return found;
    };
    const auto own = among([](const Node* node) { return !node->id.starts_with("frame."); });
    const auto on = among([](const Node* node) {
        return std::ranges::any_of(leading_on, [&](std::string_view begin) { return node->id.starts_with(begin); });
    });
    constexpr int cases = 10;
    const int which = pick(random_, cases);
    const auto& chosen = which < 2 || own.empty() ? keys : which < 6 || on.empty() ? own : on;
    return chosen.empty() ? nullptr : chosen[static_cast<std::size_t>(pick(random_, static_cast<int>(chosen.size())))];
}

Result<void> Walker::press_a_key() {
    const Node* key = any_key();
    return key != nullptr ? tap(key->id) : Result<void>{};
}

// Before the kiosk could answer the first.
Result<void> Walker::press_at_once() {
    const Node* key = any_key();
    if (key == nullptr) return {};
    constexpr int most = 4;
    const int taps = 2 + pick(random_, most - 1);
    note("tap " + key->id + " " + std::to_string(taps) + " times at once");
    const json at{key->x + key->w / 2, key->y + key->h / 2};
    for (int i = 0; i < taps; ++i) {
        if (const auto sent = port_->send({{"do", "drag"}, {"from", at}, {"to", at}, {"ms", 0}}); !sent)
            return wrong(sent.error());
    }
    for (int i = 0; i < taps; ++i) {
        if (const auto answer = port_->receive(); !answer) return wrong(answer.error());
    }
    return {};
}

Result<void> Walker::touch_anywhere() {
    const json at{pick(random_, surface.w), pick(random_, surface.h)};
    note("touch " + at.dump());
    const auto answer = ask({{"do", "drag"}, {"from", at}, {"to", at}, {"ms", 0}});
    return answer ? Result<void>{} : std::unexpected(answer.error());
}

Result<void> Walker::drag_anywhere() {
    const json from{pick(random_, surface.w), pick(random_, surface.h)};
    const json to{pick(random_, surface.w), pick(random_, surface.h)};
    constexpr int quick_ms = 25;
    note("drag " + from.dump() + " to " + to.dump());
    const auto answer = ask({{"do", "drag"}, {"from", from}, {"to", to}, {"ms", quick_ms}});
    return answer ? Result<void>{} : std::unexpected(answer.error());
}

Result<void> Walker::press_the_keypad() {
    constexpr std::array keys{"up", "down", "down", "left", "right", "ok", "ok", "louder", "quieter"};
    const std::string key = keys[static_cast<std::size_t>(pick(random_, static_cast<int>(keys.size())))];
    note("keypad " + key);
    const auto answer = ask({{"do", "press"}, {"key", key}});
    return answer ? Result<void>{} : std::unexpected(answer.error());
}

Result<void> Walker::let_time_pass() {
    constexpr std::array seconds{1, 1, 3, 5, 10, 16, 25, 41, 101, 125, 900, 3600};
    int passed = seconds[static_cast<std::size_t>(pick(random_, static_cast<int>(seconds.size())))];
    constexpr int a_day = 86400;
    constexpr int in_a_day = 60;
    if (pick(random_, in_a_day) == 0) passed = a_day;
    note(std::to_string(passed) + " s pass");
    ++report_.troubles["clock moved"];
    const auto answer = ask({{"do", "clock"}, {"advance_s", passed}});
    return answer ? Result<void>{} : std::unexpected(answer.error());
}

// The clock is right again afterwards: set back by all that has passed.
Result<void> Walker::cut_the_power() {
    const bool orderly = pick(random_, 2) == 0;
    note(orderly ? "switched off" : "power cut");
    ++(orderly ? report_.switched_off : report_.power_cuts);
    port_.reset();
    if (auto ended = orderly ? end_kiosk(rig_) : Result<void>{}; !ended) return wrong(ended.error());
    rig_.kill_kiosk();
    if (auto started = rig_.start_kiosk(); !started) return wrong(started.error());
    return open_port();
}

Result<void> Walker::happened(const Result<std::string>& what) {
    if (!what) return wrong(what.error());
    note(*what);
    return {};
}

Result<void> Walker::act() {
    constexpr int in_all = 100;
    const int which = pick(random_, in_all);
    if (which < 24) return happened(troubles_.happen(random_, address_));
    if (which < 30) return let_time_pass();
    if (which < 40) return press_the_keypad();
    if (which < 44) return touch_anywhere();
    if (which < 47) return drag_anywhere();
    if (which < 52) return press_at_once();
    if (which < errand_until() && has_errand()) return run_errand();
    return press_a_key();
}

// As somebody would who only wants to be there again.
Result<void> Walker::one_key_nearer_home() {
    if (page_.has_dialog()) {
        const Node* confirm = page_.find("dialog.confirm");
        if (confirm != nullptr && confirm->enabled) return tap("dialog.confirm");
        const auto keys = page_.keys();
        return keys.empty() ? wrong("the dialog has no key") : tap(keys.front()->id);
    }
    if (page_.screen == "attract") return tap("attract.start");
    if (page_.screen == "closed") return tap("attract.anywhere");
    if (page_.screen == "card.forgotten") {
        if (auto lifted = troubles_.lift_card(); !lifted) return wrong(lifted.error());
        return tap("card.taken");
    }
    if (page_.screen == "staff.part") return tap("staff.back");
    if (page_.screen.starts_with("staff.")) return tap("staff.leave");
    return tap("frame.home");
}

Result<void> Walker::find_home() {
    ++report_.ways_home;
    for (int steps = 0; steps < steps_home; ++steps) {
        if (page_.screen == "home" && !page_.has_dialog()) return {};
        if (auto gone = one_key_nearer_home(); !gone) return gone;
        if (auto seen = look(); !seen) return seen;
    }
    return wrong("home is not reached in " + std::to_string(steps_home) + " steps");
}

Result<void> Walker::forget_everything() {
    if (pick(random_, 2) == 0) {
        if (auto placed = happened(troubles_.place_card(random_)); !placed) return placed;
    }
    return walk_away();
}

Result<void> Walker::walk_away() {
    ++report_.left_alone;
    for (int rounds = 0; rounds < rounds_until_idle; ++rounds) {
        note("nobody is there");
        const auto passed = ask({{"do", "clock"}, {"advance_s", session_s}});
        if (!passed) return std::unexpected(passed.error());
        if (auto seen = look(); !seen) return seen;
        if (page_.screen == "card.forgotten") {
            if (auto taken = take_card(); !taken) return taken;
        }
        if (is_idle(page_)) return {};
    }
    return wrong("nobody is there any more, and the idle screen does not come");
}

// Which the reader sees; where it cannot, the person says so. (At the very moment in which it does, the key may already
// be the idle screen's: then the person begins anew.)
Result<void> Walker::take_card() {
    if (auto lifted = troubles_.lift_card(); !lifted) return wrong(lifted.error());
    constexpr int until_seen_ms = 1500;
    note("the card is taken");
    const auto waited = ask({{"do", "wait"}, {"id", "attract.anywhere"}, {"ms", until_seen_ms}});
    if (!waited) return std::unexpected(waited.error());
    if (!waited->value("ok", false)) {
        if (auto told = tap("card.taken"); !told) return told;
    }
    return look();
}

Result<void> Walker::measure_frame() {
    if (!options_.longest_frame_ms) return {};
    const auto stats = ask({{"do", "stats"}});
    if (!stats) return std::unexpected(stats.error());
    const double longest = stats->value("longest_frame_ms", 0.0);
    if (longest > report_.longest_frame_ms) {
        report_.longest_frame_ms = longest;
        report_.longest_frame_after = trace_.empty() ? "" : trace_.back();
    }
    if (longest <= *options_.longest_frame_ms) return {};
    return wrong("a frame took " + std::to_string(longest) + " ms");
}

Result<void> Walker::step() {
    if (pick(random_, power_every) == 0) return cut_the_power();
    if (pick(random_, away_every) == 0) return forget_everything();
    if (pick(random_, home_every) == 0) return find_home();
    return act();
}

Result<void> Walker::walk(const std::function<bool()>& all_was_met) {
    if (auto opened = open_port(); !opened) return opened;
    int end = options_.actions;
    while (report_.actions < end) {
        if (auto seen = look(); !seen) return seen;
        if (auto done = step(); !done) return done;
        if (auto measured = measure_frame(); !measured) return measured;
        ++report_.actions;
        if (report_.actions == end && end < 3 * options_.actions && !all_was_met()) end += further;
    }
    for (const auto& [what, count] : troubles_.counts()) report_.troubles[what] += count;
    return look();
}

Result<void> Walker::until_all_is_well() {
    const auto deadline = std::chrono::steady_clock::now() + harness::patience;
    json health;
    while (std::chrono::steady_clock::now() < deadline) {
        const auto stats = ask({{"do", "stats"}});
        if (!stats) return std::unexpected(stats.error());
        health = stats->value("health", json::object());
        const bool well = std::ranges::all_of(std::array{"link", "printer", "id_reader", "scanner", "store"},
                                              [&](const char* part) { return health.value(part, "") == "ok"; });
        if (well) return {};
        harness::pause_between_questions();
    }
    return wrong("all is well again, but the kiosk says " + health.dump());
}

Result<void> Walker::every_number_is_at_the_hub() {
    const auto deadline = std::chrono::steady_clock::now() + harness::patience;
    std::string missing = "never asked";
    while (std::chrono::steady_clock::now() < deadline) {
        const auto events = harness::hub_events(rig_.hub_state(), "k1");
        if (!events) return wrong(events.error());
        std::map<std::string, int> there;
        for (const auto& event : harness::of_type(*events, "ticket.issued")) {
            if (!event.reject_code.empty()) return wrong("the hub rejects " + event.body.dump());
            if (++there[event.body.value("token", "")] > 1) return wrong("twice at the hub: " + event.body.dump());
        }
        const auto absent =
            std::ranges::find_if(report_.tickets, [&](const auto& ticket) { return !there.contains(ticket.first); });
        if (absent == report_.tickets.end()) return {};
        missing = absent->second;
        harness::pause_between_questions();
    }
    return wrong(missing + " was shown and never came to the hub");
}

Result<void> Walker::come_to_rest() {
    note("all is made well");
    if (auto healed = troubles_.heal(); !healed) return wrong(healed.error());
    if (auto left = walk_away(); !left) return left;
    if (auto well = until_all_is_well(); !well) return well;
    if (auto arrived = every_number_is_at_the_hub(); !arrived) return arrived;
    return find_home();
}

}  // namespace bangnin::walk
