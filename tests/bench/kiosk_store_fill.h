// A store as it is after months of service, or after a week without network.
#pragma once

#include <filesystem>
#include <string>

namespace bangnin::bench {

// Makes `file` and what belongs to it with `count` tickets, spread evenly over the `days` days up to today, none of
// them told to the hub yet. What went wrong, or an empty text.
[[nodiscard]] std::string fill_store(const std::filesystem::path& file, int count, int days);

}  // namespace bangnin::bench
