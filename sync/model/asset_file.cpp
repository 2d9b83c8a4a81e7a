#include "sync/model/asset_file.h"

#include <fstream>

namespace bangnin::sync {
namespace {

using Json = nlohmann::json;

constexpr int deepest = 8;

}  // namespace

std::expected<std::string, AssetError> read_asset(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::unexpected(AssetError::unreadable);
    std::string text(largest_asset + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (file.bad()) return std::unexpected(AssetError::unreadable);
    text.resize(static_cast<std::size_t>(file.gcount()));
    if (text.size() > largest_asset) return std::unexpected(AssetError::too_large);
    return text;
}

Json parse_shallow(std::string_view text) {
    const auto shallow = [](int depth, Json::parse_event_t, Json&) { return depth <= deepest; };
    return Json::parse(text.begin(), text.end(), shallow, false);
}

const std::string* text_member(const Json& object, const char* name) {
    const auto found = object.find(name);
    return found == object.end() ? nullptr : found->get_ptr<const std::string*>();
}

}  // namespace bangnin::sync
