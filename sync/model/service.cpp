#include "sync/model/service.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

namespace bangnin::sync {
namespace {

using Json = nlohmann::json;

constexpr std::size_t largest_file = 1024 * 1024;
constexpr std::size_t most_items = 1000;
constexpr int deepest = 8;

// Refuses deep nesting while parsing, so that hostile input cannot exhaust the stack.
Json parse_shallow(std::string_view text) {
    const auto shallow = [](int depth, Json::parse_event_t, Json&) { return depth <= deepest; };
    return Json::parse(text.begin(), text.end(), shallow, false);
}

const std::string* text_member(const Json& object, const char* name) {
    const auto found = object.find(name);
    return found == object.end() ? nullptr : found->get_ptr<const std::string*>();
}

std::expected<Item, CatalogueError> read_item(const Json& json, std::uint32_t expected_number) {
    if (!json.is_object()) return std::unexpected(CatalogueError::wrong_shape);
    const auto number = json.find("no");
    const auto* name = text_member(json, "name");
    const auto departments = json.find("departments");
    if (number == json.end() || !number->is_number_unsigned() || *number != expected_number || name == nullptr ||
        name->empty() || departments == json.end() || !departments->is_array() || departments->empty()) {
        return std::unexpected(CatalogueError::wrong_shape);
    }
    Item item{expected_number, *name, {}};
    for (const Json& department : *departments) {
        const auto* text = department.get_ptr<const std::string*>();
        if (text == nullptr || text->empty()) return std::unexpected(CatalogueError::wrong_shape);
        item.departments.push_back(*text);
    }
    return item;
}

void add_departments(const Item& item, std::vector<Department>& departments) {
    for (const std::string& name : item.departments) {
        const auto same = [&](const Department& known) { return known.name == name; };
        if (std::ranges::none_of(departments, same)) {
            departments.push_back({static_cast<std::uint32_t>(departments.size() + 1), name});
        }
    }
}

}  // namespace

std::expected<Catalogue, CatalogueError> parse_catalogue(std::string_view text) {
    if (text.size() > largest_file) return std::unexpected(CatalogueError::too_large);
    const Json json = parse_shallow(text);
    if (json.is_discarded()) return std::unexpected(CatalogueError::not_json);
    if (!json.is_object()) return std::unexpected(CatalogueError::wrong_shape);
    const auto items = json.find("items");
    if (items == json.end() || !items->is_array() || items->empty())
        return std::unexpected(CatalogueError::wrong_shape);
    if (items->size() > most_items) return std::unexpected(CatalogueError::too_large);
    Catalogue catalogue;
    if (const auto* source = text_member(json, "source")) catalogue.source = *source;
    for (const Json& entry : *items) {
        auto item = read_item(entry, static_cast<std::uint32_t>(catalogue.items.size() + 1));
        if (!item) return std::unexpected(item.error());
        add_departments(*item, catalogue.departments);
        catalogue.items.push_back(std::move(*item));
    }
    return catalogue;
}

std::expected<Catalogue, CatalogueError> load_catalogue(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::unexpected(CatalogueError::unreadable);
    std::string text(largest_file + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (file.bad()) return std::unexpected(CatalogueError::unreadable);
    text.resize(static_cast<std::size_t>(file.gcount()));
    return parse_catalogue(text);
}

}  // namespace bangnin::sync
