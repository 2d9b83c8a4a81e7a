#include <algorithm>
#include <array>

#include "sync/wire/fields.h"

namespace bangnin::sync::wire {
namespace {

struct Word {
    std::string_view name;
    DeskStep step;
};
constexpr std::array words{Word{"open", DeskStep::open}, Word{"pause", DeskStep::pause},
                           Word{"leave", DeskStep::leave}};

std::optional<DeskStep> parse_step(std::string_view text) {
    const auto found = std::ranges::find(words, text, &Word::name);
    return found == words.end() ? std::nullopt : std::optional(found->step);
}

std::string_view to_text(DeskStep step) { return std::ranges::find(words, step, &Word::step)->name; }

CallCommand command_of(std::string_view name, Fields& fields) {
    const auto token = [&] { return fields.filled_text("token", max_identifier_bytes); };
    if (name == "next") return call_command::Next{};
    if (name == "again") return call_command::Again{};
    if (name == "missed") return call_command::Missed{};
    if (name == "start") return call_command::Start{};
    if (name == "finish") return call_command::Finish{};
    if (name == "hold") return call_command::Hold{};
    if (name == "resume") return call_command::Resume{token()};
    if (name == "transfer") return call_command::Transfer{fields.letter("service")};
    if (name == "return") return call_command::Return{token()};
    if (name == "cancel") return call_command::Cancel{token()};
    if (name == "move") return call_command::Move{token(), fields.letter("service")};
    fields.fail(WireFault::out_of_range, "do");
    return call_command::Next{};
}

}  // namespace

std::string encode(const DeskOrder& order) {
    Json json{{"window", order.window}, {"clerk", order.clerk}};
    if (const auto* step = std::get_if<DeskStep>(&order.what)) {
        json["do"] = to_text(*step);
        return dump(json);
    }
    const auto& command = std::get<CallCommand>(order.what);
    json["do"] = name_of(command);
    if (concerns_window(command)) json["expected"] = order.expected;
    std::visit(
        [&json](const auto& one) {
            if constexpr (requires { one.token; }) json["token"] = one.token;
            if constexpr (requires { one.service; }) json["service"] = std::string(1, one.service);
        },
        command);
    return dump(json);
}

Decoded<DeskOrder> decode_desk_order(std::string_view text) {
    const auto json = parse_object(text, max_event_body_bytes);
    if (!json) return std::unexpected(json.error());
    Fields fields(*json, "");
    DeskOrder order;
    order.window = fields.filled_text("window", max_identifier_bytes);
    order.clerk = fields.filled_text("clerk", max_identifier_bytes);
    const std::string name = fields.filled_text("do", max_identifier_bytes);
    if (const auto step = parse_step(name)) {
        order.what = *step;
    } else {
        const CallCommand command = command_of(name, fields);
        if (concerns_window(command)) order.expected = fields.text("expected", max_identifier_bytes);
        order.what = command;
    }
    return fields.finish(std::move(order));
}

}  // namespace bangnin::sync::wire
