#include "sync/model/service.h"

#include <algorithm>

#include "sync/model/asset_file.h"

namespace bangnin::sync {
namespace {

using Json = nlohmann::json;

constexpr std::size_t most_items = 1000;
constexpr std::uint32_t latest_version = 1'000'000'000;

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
    if (text.size() > largest_asset) return std::unexpected(CatalogueError::too_large);
    const Json json = parse_shallow(text);
    if (json.is_discarded()) return std::unexpected(CatalogueError::not_json);
    if (!json.is_object()) return std::unexpected(CatalogueError::wrong_shape);
    const auto items = json.find("items");
    if (items == json.end() || !items->is_array() || items->empty())
        return std::unexpected(CatalogueError::wrong_shape);
    if (items->size() > most_items) return std::unexpected(CatalogueError::too_large);
    const auto version = json.find("version");
    if (version == json.end() || !version->is_number_unsigned() || *version == 0 || *version > latest_version) {
        return std::unexpected(CatalogueError::wrong_shape);
    }
    Catalogue catalogue;
    catalogue.version = version->get<std::uint32_t>();
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
    const auto text = read_asset(path);
    if (!text) {
        return std::unexpected(text.error() == AssetError::too_large ? CatalogueError::too_large
                                                                     : CatalogueError::unreadable);
    }
    return parse_catalogue(*text);
}

const Item* item_of(const Catalogue& catalogue, std::uint32_t number) {
    // Their numbers are 1, 2, 3 … in order.
    return number >= 1 && number <= catalogue.items.size() ? &catalogue.items[number - 1] : nullptr;
}

}  // namespace bangnin::sync
