#include "tests/bench/kiosk_rounds.h"

#include <algorithm>
#include <ctime>
#include <fstream>
#include <functional>
#include <future>
#include <thread>
#include <utility>

#include "devices/id_card/id_number.h"
#include "sync/link/link.h"
#include "tests/harness/applicant.h"

namespace bangnin::bench {
namespace {

using harness::Milliseconds;
using nlohmann::json;
using Clock = std::chrono::steady_clock;
using Step = std::function<Result<void>()>;

Result<void> all(const std::vector<Step>& steps) {
    for (const Step& step : steps) {
        if (auto outcome = step(); !outcome) return outcome;
    }
    return {};
}

Result<void> outcome(const Result<harness::ShownTicket>& ticket) {
    return ticket ? Result<void>{} : std::unexpected(ticket.error());
}

}  // namespace

Result<void> take_ticket(Rig& rig, const std::string& department, std::chrono::milliseconds pace) {
    const std::vector<std::pair<std::string, std::string>> ways = {{"attract.start", "home"},
                                                                   {"home.ticket", "ticket.department"},
                                                                   {department, "ticket.identify"},
                                                                   {"ticket.print", "ticket.issued"},
                                                                   {"ticket.done", "attract"}};
    for (const auto& [key, page] : ways) {
        std::this_thread::sleep_for(pace);
        if (auto tapped = rig.tap(key); !tapped) return tapped;
        if (auto there = rig.wait_screen(page); !there) return there;
    }
    return {};
}

Result<void> take_ticket_by_phone(Rig& rig, const std::string& language) {
    const auto tap = [&](const std::string& id) { return [&rig, id] { return rig.tap(id); }; };
    const auto screen = [&](const std::string& name) { return [&rig, name] { return rig.wait_screen(name); }; };
    std::vector<Step> steps = {tap("attract.language." + language), screen("home"),      tap("home.ticket"),
                               screen("ticket.department"),         tap("department.2"), screen("ticket.identify"),
                               tap("ticket.identify.phone")};
    for (const char digit : std::string("13800138000")) steps.push_back(tap(std::string("keypad.") + digit));
    steps.insert(steps.end(), {tap("ticket.print"), screen("ticket.issued"), tap("ticket.done"), screen("attract")});
    return all(steps);
}

Result<void> take_ticket_as_person(Rig& rig, int person_number) {
    std::string sequence = std::to_string(person_number);
    sequence.insert(0, 3 - std::min<std::size_t>(sequence.size(), 3), '0');
    std::string number = "15072319800101" + sequence;
    number += devices::id_number_check_character(number);
    harness::Applicant person(rig);
    return harness::in_turn({[&] { return person.come(); }, [&] { return person.choose("department.1"); },
                             [&] { return outcome(person.identify_by_card(harness::resident_card("李小䶮", number))); },
                             [&] { return person.leave(); }});
}

Result<void> take_ticket_with_phone(Rig& rig) {
    harness::Applicant person(rig);
    return harness::in_turn({[&] { return person.come(); }, [&] { return person.choose("department.1"); },
                             [&] { return outcome(person.identify_by_phone("13800138000")); },
                             [&] { return person.leave(); }});
}

Result<double> take_ticket_seen_at_hub(Rig& rig, std::size_t tickets_before) {
    harness::Applicant person(rig);
    if (auto there = harness::in_turn({[&] { return person.come(); }, [&] { return person.choose("department.1"); }});
        !there) {
        return std::unexpected(there.error());
    }
    const auto confirmed = Clock::now();
    if (auto tapped = rig.tap("ticket.print"); !tapped) return std::unexpected(tapped.error());
    const auto seen =
        rig.hub_tickets_until([&](const json& view) { return view.at("tickets").size() > tickets_before; });
    const std::chrono::duration<double, std::milli> taken = Clock::now() - confirmed;
    if (!seen) return std::unexpected(seen.error());
    auto left = harness::in_turn({person.screen("ticket.issued"), [&] { return person.leave(); }});
    if (!left) return std::unexpected(left.error());
    return taken.count();
}

Result<void> come_to_write(Rig& rig) {
    harness::Applicant person(rig);
    const auto ticket = person.take_and_leave("department.3");
    if (!ticket) return std::unexpected(ticket.error());
    return harness::in_turn({[&] { return person.come(); }, person.tap("home.rate"), person.screen("rating.scan"),
                             person.device({{"device", "scanner"}, {"do", "scan"}, {"text", ticket->address}}),
                             person.screen("rating.grade"), person.tap("rating.grade.5"),
                             person.screen("rating.reasons"), person.tap("rating.comment"),
                             person.screen("entry.text")});
}

Result<double> type_letter(Rig& rig, char letter) {
    if (const auto typed = rig.kiosk({{"do", "keys"}, {"text", std::string(1, letter)}}); !typed) {
        return std::unexpected(typed.error());
    }
    const auto stats = rig.kiosk({{"do", "stats"}});
    if (!stats) return std::unexpected(stats.error());
    return stats->at("tap_to_frame_ms").get<double>();
}

Result<void> press(Rig& rig, const std::string& id) {
    const auto tree = rig.tree();
    if (!tree) return std::unexpected(tree.error());
    for (const json& node : (*tree)["nodes"]) {
        if (node.value("id", "") != id) continue;
        const auto rect = node["rect"].get<std::vector<double>>();
        const double x = rect.at(0) + rect.at(2) / 2;
        const double y = rect.at(1) + rect.at(3) / 2;
        const auto slid = rig.kiosk({{"do", "drag"}, {"from", {x, y}}, {"to", {x + 120, y}}, {"ms", 48}});
        if (!slid) return std::unexpected(slid.error());
        return {};
    }
    return std::unexpected("nothing on the screen is called " + id);
}

Result<std::chrono::duration<double, std::milli>> processor_time(pid_t process) {
    clockid_t clock{};
    timespec used{};
    if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &used) != 0) {
        return std::unexpected("no processor clock of the kiosk");
    }
    return std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec);
}

Result<double> proportional_megabytes(pid_t process) {
    std::ifstream stream("/proc/" + std::to_string(process) + "/smaps_rollup");
    std::string word;
    while (stream >> word) {
        if (word == "Pss:") {
            double kilobytes = 0;
            stream >> kilobytes;
            return kilobytes / 1024.0;
        }
    }
    return std::unexpected("no smaps_rollup of the kiosk");
}

Result<std::chrono::duration<double, std::milli>> drain(const Rig& rig, std::uint64_t events) {
    sync::LinkOptions options;
    options.hub_url = rig.hub_url();
    options.state_dir = rig.kiosk_state() / "link";
    options.store_file = rig.kiosk_state() / "kiosk.db";
    std::promise<void> drained;
    std::uint64_t delivered = 0;  // the link's thread alone
    const auto begun = Clock::now();
    auto link = sync::Link::create(options, [&](const sync::LinkEvent& event) {
        if (const auto* some = std::get_if<sync::OutboxDrained>(&event)) {
            const bool before = delivered < events;
            delivered += some->delivered;
            if (before && delivered >= events) drained.set_value();
        }
    });
    if (!link) return std::unexpected("no link");
    auto all_drained = drained.get_future();
    const bool good = all_drained.wait_for(std::chrono::seconds(120)) == std::future_status::ready;
    const auto took = Clock::now() - begun;
    (*link)->stop();
    if (!good) return std::unexpected("the hub did not take the outbox");
    return took;
}

}  // namespace bangnin::bench
