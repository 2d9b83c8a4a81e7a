#include "tests/faults/hall.h"

#include <algorithm>

namespace bangnin::faults {
namespace {

constexpr std::size_t token_letters = 26;

}  // namespace

void Hall::open(harness::RigOptions options) {
    options.start = "home";
    ASSERT_TRUE(well(HallTest::open(options)));
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

Result<void> Hall::wait_words(const std::string& id, const std::string& part) {
    const auto said = HallTest::wait_words(
        rig(), id, [&](const std::string& words) { return words.find(part) != std::string::npos; });
    if (said) return {};
    return std::unexpected("\"" + part + "\" expected on " + screen() + ": " + said.error());
}

Result<void> Hall::go_to_identify(const std::string& department) {
    return harness::in_turn({[&] { return person().come(); }, [&] { return person().choose(department); }});
}

Result<Shown> Hall::take_ticket(const std::string& department) {
    const auto taken = harness::in_turn(
        {[&] { return go_to_identify(department); }, [&] { return rig().tap("ticket.print"); },
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

Result<json> Hall::hub_print(const std::string& number, const std::string& state, const std::string& reason) {
    return ticket_at_hub(number, [&](const json& ticket) {
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
    if (eventually(told)) return {};
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
