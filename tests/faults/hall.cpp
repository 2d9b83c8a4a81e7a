#include "tests/faults/hall.h"

#include <stdlib.h>

#include <iostream>

namespace bangnin::faults {
namespace {

constexpr std::size_t token_letters = 26;

Result<void> in_turn(std::initializer_list<std::function<Result<void>()>> steps) {
    for (const auto& step : steps) {
        if (auto outcome = step(); !outcome) return outcome;
    }
    return {};
}

}  // namespace

bool eventually(const std::function<bool()>& done, Milliseconds limit) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    while (!done()) {
        if (std::chrono::steady_clock::now() >= deadline) return false;
        harness::pause_between_questions();
    }
    return true;
}

json sample_card() {
    return {{"type", "resident"},
            {"name", "李小䶮"},
            {"sex", "1"},
            {"ethnic", "52"},
            {"birth", "19800101"},
            {"address", "内蒙古自治区鄂伦春自治旗阿里河镇"},
            {"number", "150723198001010018"},
            {"issuer", "鄂伦春自治旗公安局"},
            {"from", "20200101"},
            {"to", "20400101"}};
}

Hall::Hall() {
    std::string pattern = (std::filesystem::temp_directory_path() / "bangnin-faults-XXXXXX").string();
    if (mkdtemp(pattern.data()) != nullptr) folder_ = pattern;
}

Hall::~Hall() {
    rig_.reset();
    std::error_code ignored;
    if (HasFailure()) {
        std::cerr << "logs and states are in " << folder_ << "\n";
    } else if (!folder_.empty()) {
        std::filesystem::remove_all(folder_, ignored);
    }
}

void Hall::open(harness::RigOptions options) {
    options.folder = folder_;
    options.start = "home";
    auto rig = Rig::start(options);
    ASSERT_TRUE(well(rig));
    rig_.emplace(std::move(*rig));
}

std::string Hall::screen() {
    const auto tree = rig().tree();
    return tree ? tree->value("screen", "") : tree.error();
}

bool Hall::on_screen(const std::string& id) { return rig().value(id).has_value(); }

std::string Hall::words(const std::string& id) { return rig().value(id).value_or(""); }

bool Hall::says(const std::string& part) {
    const auto tree = rig().tree();
    const auto contains = [&](const json& node) {
        return node.value("label", "").find(part) != std::string::npos ||
               node.value("value", "").find(part) != std::string::npos;
    };
    return tree && std::ranges::any_of((*tree)["nodes"], contains);
}

Result<void> Hall::wait_words(const std::string& id, const std::string& part, Milliseconds limit) {
    if (eventually([&] { return words(id).find(part) != std::string::npos; }, limit)) return {};
    return std::unexpected(id + " never said \"" + part + "\"; it says \"" + words(id) + "\" on " + screen());
}

Result<void> Hall::go_home() {
    if (screen() == "attract") {
        if (auto touched = rig().tap("attract.start"); !touched) return touched;
    }
    return rig().wait_screen("home");
}

Result<void> Hall::go_to_identify(const std::string& department) {
    return in_turn({[&] { return go_home(); }, [&] { return rig().tap("home.ticket"); },
                    [&] { return rig().wait_screen("ticket.department"); }, [&] { return rig().tap(department); },
                    [&] { return rig().wait_screen("ticket.identify"); }});
}

Result<Shown> Hall::take_ticket(const std::string& department) {
    const auto taken =
        in_turn({[&] { return go_to_identify(department); }, [&] { return rig().tap("ticket.print"); },
                 [&] { return rig().wait_screen("ticket.issued"); }, [&] { return rig().wait_id("ticket.qr"); }});
    if (!taken) return std::unexpected(taken.error());
    return shown();
}

Result<Shown> Hall::shown() {
    auto number = rig().value("ticket.number");
    auto address = rig().value("ticket.qr");
    if (!number || !address) return std::unexpected(number ? address.error() : number.error());
    if (address->size() < token_letters) return std::unexpected("no token in " + *address);
    return Shown{.number = *number, .token = address->substr(address->size() - token_letters)};
}

Result<void> Hall::leave() {
    return in_turn({[&] { return rig().tap("ticket.done"); }, [&] { return rig().wait_screen("attract"); }});
}

Result<void> Hall::set_printer(json setting) {
    setting["device"] = "printer";
    setting["do"] = "set";
    auto answer = device(setting);
    if (!answer) return std::unexpected(answer.error());
    return {};
}

json Hall::printer_jobs() {
    const auto answer = device({{"device", "printer"}, {"do", "jobs"}});
    return answer ? (*answer)["jobs"] : json(answer.error());
}

int Hall::printer_fault_count(const std::string& name) {
    const auto answer = device({{"device", "printer"}, {"do", "stats"}});
    return answer && answer->contains("counts") ? (*answer)["counts"].value(name, 0) : 0;
}

Result<json> Hall::hub_ticket(const std::string& number, const std::function<bool(const json&)>& until,
                              Milliseconds limit) {
    json found;
    const auto holds = [&](const json& view) {
        for (const json& ticket : view["tickets"]) {
            if (ticket.value("number", "") == number && until(ticket)) {
                found = ticket;
                return true;
            }
        }
        return false;
    };
    auto view = rig().hub_tickets_until(holds, limit);
    if (!view) return std::unexpected(number + ": " + view.error());
    return found;
}

Result<json> Hall::hub_print(const std::string& number, const std::string& state, const std::string& reason) {
    return hub_ticket(number, [&](const json& ticket) {
        const json& print = ticket["print"];
        return print.value("state", "") == state && (reason.empty() || print.value("reason", "") == reason);
    });
}

Result<void> Hall::hub_health(const std::function<bool(const json&)>& until) {
    json last;
    const auto told = [&] {
        const auto view = rig().hub_json("/v1/devices");
        if (!view) return false;
        for (const json& one : (*view)["devices"]) {
            if (one.value("device", "") != "k1" || !one["health"].is_object()) continue;
            last = one["health"];
            return until(last);
        }
        return false;
    };
    if (eventually(told, Milliseconds(20000))) return {};
    return std::unexpected("the hub was never told so; it knows " + last.dump());
}

Result<void> Hall::hub_told(const std::string& part, const std::string& state) {
    return hub_health([&](const json& health) { return health.value(part, "") == state; });
}

Result<void> Hall::hub_told_not(const std::string& part, const std::string& state) {
    return hub_health([&](const json& health) { return health.contains(part) && health.value(part, "") != state; });
}

int Hall::hub_count() {
    const auto view = rig().hub_json("/v1/tickets");
    return view ? static_cast<int>((*view)["tickets"].size()) : -1;
}

int Hall::hub_rejected() {
    const auto view = rig().hub_json("/v1/rejected");
    return view ? static_cast<int>((*view)["rejected"].size()) : -1;
}

}  // namespace bangnin::faults
