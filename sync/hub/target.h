// The target of a request ("/v1/changes?cursor=7"), taken apart. Pure and total.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace bangnin::hub {

struct Target {
    std::string path;                          // percent-decoded, always begins with '/'
    std::map<std::string, std::string> query;  // percent-decoded; of a name given twice the first counts
};

inline constexpr std::size_t longest_target = 2048;
inline constexpr std::size_t most_query_parts = 16;

// Origin form only (RFC 9112 §3.2.1). Nothing for anything too long, badly encoded, or with control characters in it.
std::optional<Target> parse_target(std::string_view text);

// The byte that "%41" at the front of the text stands for (RFC 3986 §2.1).
std::optional<char> percent_byte(std::string_view text);

// A decimal number in 0–most, without sign or spaces.
std::optional<std::uint64_t> parse_whole(std::string_view text, std::uint64_t most);

}  // namespace bangnin::hub
