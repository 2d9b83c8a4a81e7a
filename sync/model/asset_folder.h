// Where the programs' fonts list, catalogue, forms and texts are.
#pragma once

#include <filesystem>
#include <optional>

namespace bangnin::sync {

// The first of these that holds fonts.conf: BANGNIN_ASSETS of the environment, the configured folder,
// ../share/bangnin/assets beside the program, the source folder this was built from.
[[nodiscard]] std::optional<std::filesystem::path> find_assets(const std::filesystem::path& configured);

}  // namespace bangnin::sync
