// The files of assets that the records read: whole, of a limited size, JSON of a limited depth.
#pragma once

#include <cstddef>
#include <expected>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace bangnin::sync {

inline constexpr std::size_t largest_asset = std::size_t{1024} * 1024;

enum class AssetError { unreadable, too_large };

std::expected<std::string, AssetError> read_asset(const std::string& path);

// Refuses deep nesting while parsing, so that hostile input cannot exhaust the stack; is_discarded() when refused.
nlohmann::json parse_shallow(std::string_view text);

// The member's text, or nothing when it is missing or something else.
const std::string* text_member(const nlohmann::json& object, const char* name);

}  // namespace bangnin::sync
