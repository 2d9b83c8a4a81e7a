// The parts that several messages about cases share.
#pragma once

#include <string_view>
#include <vector>

#include "sync/wire/case_codec.h"
#include "sync/wire/fields.h"

namespace bangnin::sync::wire {

std::string_view to_text(ActorRole role);
std::string_view to_text(DemandKind kind);
std::string_view to_text(Side side);
std::string_view to_text(KeyProject key);
std::optional<DemandKind> parse_demand_kind(std::string_view text);
std::optional<Side> parse_side(std::string_view text);
std::optional<KeyProject> parse_key_project(std::string_view text);

// Text of a person's, in bytes: four for each of so many code points.
constexpr std::size_t bytes_for(std::size_t code_points) { return 4 * code_points; }

Json actor_json(const Actor& actor);
Actor actor_field(Fields& fields);

Json missing_json(const Missing& missing);
Json schedule_json(const std::vector<ScheduledFiling>& schedule);
std::vector<ScheduledFiling> schedule_field(Fields& fields);
Json item_json(const Item& item);
Item item_of(Fields& fields);

// The command's members beside "do".
void put_command(Json& into, const Command& command);
Command command_field(Fields& fields, std::string_view name);

// Each entry of the array "name" through `read`, which is given the entry's fields.
template <typename Read>
auto list_field(Fields& fields, const char* name, std::size_t most, Presence presence, Read read) {
    std::vector<decltype(read(fields))> list;
    const Json* entries = fields.array(name, most, presence);
    for (std::size_t index = 0; entries != nullptr && index < entries->size() && !fields.fault(); ++index) {
        Fields entry((*entries)[index], fields.path_of(name) + "/" + std::to_string(index));
        list.push_back(read(entry));
        fields.take_fault(entry);
    }
    return list;
}
std::vector<std::string> texts_field(Fields& fields, const char* name, std::size_t most, std::size_t largest);
std::uint32_t small_number(Fields& fields, const char* name, Presence presence = Presence::required);

}  // namespace bangnin::sync::wire
