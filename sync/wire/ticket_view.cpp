#include "sync/wire/fields.h"

namespace bangnin::sync::wire {

std::string encode(const TicketView& view) {
    Json json = {{"token", view.token},
                 {"number", view.number},
                 {"service", std::string(1, view.service)},
                 {"department", view.department},
                 {"state", sync::to_text(view.state)},
                 {"ahead", view.ahead},
                 {"window", view.window},
                 {"issued_at", sync::to_text(view.issued_at)},
                 {"as_of", sync::to_text(view.as_of)}};
    if (view.estimate) json["estimate"] = estimate_json(*view.estimate);
    if (view.open_windows) json["open_windows"] = *view.open_windows;
    if (view.rated) {
        json["rated_grade"] = number_of(view.rated->grade);
        json["rated_at"] = sync::to_text(view.rated->at);
    }
    return dump(json);
}

Decoded<TicketView> decode_ticket_view(std::string_view text) {
    const auto json = parse_object(text, max_event_body_bytes);
    if (!json) return std::unexpected(json.error());
    Fields fields(*json, "");
    TicketView view;
    view.token = fields.filled_text("token", max_identifier_bytes);
    view.number = fields.filled_text("number", max_identifier_bytes);
    view.service = fields.letter("service");
    view.department = fields.text("department", max_text_bytes, Presence::optional);
    view.state = fields.state<TicketState>("state", parse_ticket_state);
    view.ahead = static_cast<std::uint32_t>(fields.number("ahead", 1'000'000));
    view.window = fields.text("window", max_text_bytes, Presence::optional);
    view.issued_at = fields.instant("issued_at");
    view.estimate = fields.estimate("estimate");
    if (fields.has("open_windows")) {
        view.open_windows = static_cast<std::uint32_t>(fields.number("open_windows", 1'000'000));
    }
    view.as_of = fields.instant("as_of");
    const std::uint64_t rated = fields.number("rated_grade", 5, Presence::optional);
    if (const auto grade = grade_of(rated)) view.rated = TicketRating{*grade, fields.instant("rated_at")};
    return fields.finish(std::move(view));
}

}  // namespace bangnin::sync::wire
