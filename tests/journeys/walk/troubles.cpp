#include "tests/journeys/walk/troubles.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "tests/harness/applicant.h"

namespace bangnin::walk {
namespace {

using nlohmann::json;

constexpr std::array card_names{"李小明", "李小䶮", "𠮷田", "ᠪᠠᠲᠤ", "张三"};
// Twice as often good as bad, or nothing would ever be printed.
struct PrinterSetting {
    const char* what;
    const char* value;
};
constexpr std::array printer_settings{
    PrinterSetting{"paper", "out"},
    PrinterSetting{"paper", "near_end"},
    PrinterSetting{"paper", "ok"},
    PrinterSetting{"paper", "ok"},
    PrinterSetting{"cover", "open"},
    PrinterSetting{"cover", "closed"},
    PrinterSetting{"cover", "closed"},
    PrinterSetting{"fault", "cutter"},
    PrinterSetting{"fault", "silent"},
    PrinterSetting{"fault", "hang_after_bytes:700"},
    PrinterSetting{"fault", "paper_out_after_rows:40"},
    PrinterSetting{"fault", "none"},
    PrinterSetting{"fault", "none"},
    PrinterSetting{"fault", "none"},
};

template <typename Values>
const auto& one_of(Random& random, const Values& values) {
    return values[static_cast<std::size_t>(pick(random, static_cast<int>(values.size())))];
}

// That all of them come about in one walk, however they are thrown.
template <typename Faults>
std::string rarest(const Faults& faults, const json& counts) {
    return *std::ranges::min_element(faults, {}, [&](const char* fault) { return counts.value(fault, 0); });
}

// What a scanner makes of anything but a code of ours.
std::string rubbish(Random& random) {
    constexpr std::array digits{'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    constexpr int longest = 400;
    std::string hex;
    for (int left = 2 * (1 + pick(random, longest)); left > 0; --left) hex += one_of(random, digits);
    return hex;
}

}  // namespace

Result<std::string> Troubles::tell(const std::string& what, const json& request) {
    const auto answer = rig_.simulator(request);
    // Who scans on an unplugged scanner is told so; that is no trouble of the test's.
    if (!answer && answer.error().find("unplugged") == std::string::npos) {
        return std::unexpected(what + ": " + answer.error());
    }
    ++counts_[what];
    return what;
}

Result<std::string> Troubles::reader(Random& random) {
    json request{{"device", "id_reader"}};
    constexpr int cases = 14;
    const int which = pick(random, cases);
    if (which < 5) return place_card(random);
    if (which < 8) {
        const auto counts = fired("id_reader", "faults_fired");
        if (!counts) return std::unexpected(counts.error());
        const std::string fault = rarest(reader_faults, *counts);
        request.update({{"do", "place"}, {"card", harness::resident_card("李小明")}, {"fault", fault}});
        return tell("card with " + fault, request);
    }
    if (which < 10) {
        request["do"] = "remove";
        return tell("card removed", request);
    }
    return plug("id_reader", random);
}

Result<std::string> Troubles::place_card(Random& random) {
    return tell(
        "card placed",
        {{"device", "id_reader"}, {"do", "place"}, {"card", harness::resident_card(one_of(random, card_names))}});
}

// Out and in again, in three times as often: most of the day it is.
Result<std::string> Troubles::plug(const std::string& device, Random& random) {
    constexpr int fourths = 4;
    const std::string act = pick(random, fourths) == 0 ? "unplug" : "plug";
    return tell(device + " " + act, {{"device", device}, {"do", act}});
}

Result<std::string> Troubles::printer(Random& random) {
    constexpr int in_plug = 4;
    if (pick(random, in_plug) == 0) return plug("printer", random);
    const auto& [what, value] = one_of(random, printer_settings);
    return tell(std::string("printer's ") + what + " " + value, {{"device", "printer"}, {"do", "set"}, {what, value}});
}

Result<std::string> Troubles::spoil_a_reading() {
    const auto before = fired("id_reader", "faults_fired");
    if (!before) return std::unexpected(before.error());
    const std::string fault = rarest(reader_faults, *before);
    for (const json& request : {json{{"device", "id_reader"}, {"do", "plug"}},
                                json{{"device", "id_reader"}, {"do", "remove"}, {"fault", "none"}}}) {
        if (const auto answer = rig_.simulator(request); !answer) return std::unexpected(answer.error());
    }
    auto told =
        tell("card with " + fault,
             {{"device", "id_reader"}, {"do", "place"}, {"card", harness::resident_card("李小明")}, {"fault", fault}});
    constexpr std::chrono::milliseconds in_time(1500);
    const auto deadline = std::chrono::steady_clock::now() + in_time;
    while (told && std::chrono::steady_clock::now() < deadline) {
        const auto now = fired("id_reader", "faults_fired");
        if (!now) return std::unexpected(now.error());
        if (now->value(fault, 0) > before->value(fault, 0)) break;
        harness::pause_between_questions();
    }
    return told;
}

Result<std::string> Troubles::break_next_print() {
    const auto counts = fired("printer", "counts");
    if (!counts) return std::unexpected(counts.error());
    const std::string kind = rarest(print_faults, *counts);
    const bool counting = kind == "hang_after_bytes" || kind == "paper_out_after_rows";
    const json well{{"device", "printer"}, {"do", "set"}, {"paper", "ok"}, {"cover", "closed"}, {"fault", "none"}};
    for (const json& request : {json{{"device", "printer"}, {"do", "plug"}}, well}) {
        if (const auto answer = rig_.simulator(request); !answer) return std::unexpected(answer.error());
    }
    constexpr const char* soon = ":40";
    return tell("print broken by " + kind,
                {{"device", "printer"}, {"do", "set"}, {"fault", counting ? kind + soon : kind}});
}

Result<json> Troubles::fired(const std::string& device, const char* counts) {
    const auto stats = rig_.simulator({{"device", device}, {"do", "stats"}});
    if (!stats) return std::unexpected(stats.error());
    return stats->value(counts, json::object());
}

Result<std::string> Troubles::scan_ticket(const std::string& address) {
    constexpr const char* nobodys = "https://example.org/t/00000000000000000000000000";
    return tell("ticket scanned",
                {{"device", "scanner"}, {"do", "scan"}, {"text", address.empty() ? nobodys : address}});
}

Result<std::string> Troubles::scanner(Random& random, const std::string& address) {
    json request{{"device", "scanner"}, {"do", "scan"}};
    constexpr int cases = 8;
    const int which = pick(random, cases);
    if (which < 2) return scan_ticket(address);
    if (which == 2) {
        request["text"] = "https://example.org/menu?table=7";
        return tell("foreign code scanned", request);
    }
    if (which < 5) {
        request["hex"] = rubbish(random);
        if (pick(random, 2) == 0) request["suffix"] = "";
        return tell("rubbish scanned", request);
    }
    return plug("scanner", random);
}

Result<std::string> Troubles::hub() {
    if (rig_.hub_process()) {
        rig_.kill_hub();
        ++counts_["hub away"];
        return "hub away";
    }
    if (auto started = rig_.start_hub(); !started) return std::unexpected(started.error());
    ++counts_["hub back"];
    return "hub back";
}

Result<std::string> Troubles::happen(Random& random, const std::string& address) {
    // It stays away for some things' time only.
    constexpr int hub_goes = 60;
    constexpr int hub_comes = 12;
    if (pick(random, rig_.hub_process() ? hub_goes : hub_comes) == 0) return hub();
    constexpr int thirds = 3;
    switch (pick(random, thirds)) {
        case 0:
            return reader(random);
        case 1:
            return printer(random);
        default:
            return scanner(random, address);
    }
}

Result<void> Troubles::lift_card() {
    const auto answer = rig_.simulator({{"device", "id_reader"}, {"do", "remove"}});
    return answer ? Result<void>{} : std::unexpected(answer.error());
}

Result<void> Troubles::heal() {
    for (const json& request : {json{{"device", "id_reader"}, {"do", "fault"}, {"fault", "none"}},
                                {{"device", "id_reader"}, {"do", "plug"}},
                                {{"device", "id_reader"}, {"do", "remove"}},
                                {{"device", "scanner"}, {"do", "plug"}},
                                {{"device", "printer"}, {"do", "plug"}},
                                {{"device", "printer"}, {"do", "set"}, {"fault", "none"}},
                                {{"device", "printer"}, {"do", "set"}, {"paper", "ok"}, {"cover", "closed"}}}) {
        if (const auto answer = rig_.simulator(request); !answer) return std::unexpected(answer.error());
    }
    return rig_.hub_process() ? Result<void>{} : rig_.start_hub();
}

}  // namespace bangnin::walk
