#include "tests/harness/applicant.h"

#include <cstdlib>

namespace bangnin::harness {

using nlohmann::json;

namespace {

Result<void> outcome(const Result<json>& answer) {
    return answer ? Result<void>{} : Result<void>(std::unexpected(answer.error()));
}

}  // namespace

json resident_card(const std::string& name, const std::string& number) {
    return {{"type", "resident"},  {"name", name},
            {"sex", "1"},          {"ethnic", "52"},
            {"birth", "19800101"}, {"address", "内蒙古自治区鄂伦春自治旗阿里河镇"},
            {"number", number},    {"issuer", "鄂伦春自治旗公安局"},
            {"from", "20200101"},  {"to", "20400101"}};
}

Result<void> in_turn(std::initializer_list<Step> steps) {
    for (const Step& step : steps) {
        if (auto outcome = step(); !outcome) {
            return outcome;
        }
    }
    return {};
}

Step Applicant::tap(const std::string& id) {
    return [this, id] { return rig_.tap(id); };
}

Step Applicant::screen(const std::string& name) {
    return [this, name] { return rig_.wait_screen(name); };
}

Step Applicant::device(const json& request) {
    return [this, request] { return outcome(rig_.simulator(request)); };
}

Result<void> Applicant::come() {
    auto seen = rig_.tree();
    if (!seen) {
        return outcome(seen);
    }
    if ((*seen)["screen"] == "home") {
        return {};
    }
    return in_turn({screen("attract"), tap("attract.start"), screen("home")});
}

Result<void> Applicant::choose(const std::string& department, const std::string& service) {
    auto there = in_turn({tap("home.ticket"), screen("ticket.department"), tap(department)});
    if (there && !service.empty()) {
        there = in_turn({screen("ticket.service"), tap(service)});
    }
    return there ? rig_.wait_screen("ticket.identify") : there;
}

Result<ShownTicket> Applicant::identify_by_card(const json& card) {
    return ticket_after(in_turn({device({{"device", "id_reader"}, {"do", "place"}, {"card", card}}),
                                 screen("ticket.issued"), device({{"device", "id_reader"}, {"do", "remove"}})}));
}

Result<ShownTicket> Applicant::identify_by_phone(const std::string& number) {
    const json keys = {{"do", "keys"}, {"text", number}};
    return ticket_after(
        in_turn({tap("ticket.identify.phone"), [&] { return rig_.wait_id("keypad.1"); },
                 [&] { return outcome(rig_.kiosk(keys)); }, tap("ticket.print"), screen("ticket.issued")}));
}

Result<ShownTicket> Applicant::without_identity() {
    return ticket_after(in_turn({tap("ticket.print"), screen("ticket.issued")}));
}

Result<ShownTicket> Applicant::ticket_after(const Result<void>& way) {
    return way ? shown() : std::unexpected(way.error());
}

Result<ShownTicket> Applicant::shown() {
    auto number = rig_.value("ticket.number");
    auto address = rig_.value("ticket.qr");
    auto ahead = rig_.value("ticket.ahead");
    if (!number || !address || !ahead) {
        return std::unexpected("the ticket is not wholly on the screen");
    }
    return ShownTicket{.number = *number,
                       .address = *address,
                       .token = address->substr(address->rfind('/') + 1),
                       .ahead = std::atoi(ahead->c_str())};
}

Result<void> Applicant::leave() { return in_turn({tap("ticket.done"), screen("attract")}); }

Result<ShownTicket> Applicant::take_and_leave(const std::string& department) {
    const auto there = in_turn({[&] { return come(); }, [&] { return choose(department); }});
    if (!there) {
        return std::unexpected(there.error());
    }
    auto ticket = without_identity();
    if (!ticket) {
        return ticket;
    }
    const auto left = leave();
    return left ? ticket : std::unexpected(left.error());
}

Result<void> Applicant::scan(const std::string& code) {
    return in_turn({tap("home.progress"), screen("progress.scan"),
                    device({{"device", "scanner"}, {"do", "scan"}, {"text", code}})});
}

}  // namespace bangnin::harness
