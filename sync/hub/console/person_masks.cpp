#include "sync/hub/console/person_masks.h"

#include <nlohmann/json.hpp>

#include "sync/model/masked.h"
#include "sync/model/plain_text.h"

namespace bangnin::hub::console {
namespace {

constexpr std::size_t shortest_reason = 2;
constexpr std::size_t longest_reason = 100;

}  // namespace

TicketPerson read_ticket_person(std::string_view json) {
    const auto read = nlohmann::json::parse(json, nullptr, false);
    if (!read.is_object()) return {};
    const auto text = [&](const char* name) {
        const auto found = read.find(name);
        return found != read.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    return {text("name"), text("id_number"), text("phone")};
}

PersonMasks masks_of(const TicketPerson& person) {
    return {SealState::sealed, sync::masked_name(person.name), sync::masked_id_number(person.id_number),
            sync::masked_phone(person.phone)};
}

PersonMasks masks_of(const sync::ApplicantDetails& details) {
    const std::string& name = details.handler.empty() ? details.unit_head : details.handler;
    return {SealState::sealed, sync::masked_name(name), {}, sync::masked_phone(details.phone)};
}

bool look_reason_valid(std::string_view reason) {
    return reason.find('\n') == std::string_view::npos && sync::plain_text_valid(reason, longest_reason) &&
           !sync::plain_text_valid(reason, shortest_reason - 1);
}

}  // namespace bangnin::hub::console
