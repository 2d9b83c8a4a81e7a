#include "sync/model/asset_folder.h"

#include <cstdlib>
#include <vector>

#ifndef BANGNIN_SOURCE_ASSETS
#define BANGNIN_SOURCE_ASSETS ""
#endif

namespace bangnin::sync {

std::optional<std::filesystem::path> find_assets(const std::filesystem::path& configured) {
    std::vector<std::filesystem::path> places;
    if (const char* given = std::getenv("BANGNIN_ASSETS"); given != nullptr) {
        places.emplace_back(given);
    }
    places.push_back(configured);
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    if (!error) {
        places.push_back(program.parent_path().parent_path() / "share/bangnin/assets");
    }
    places.emplace_back(BANGNIN_SOURCE_ASSETS);
    for (const auto& place : places) {
        if (!place.empty() && std::filesystem::exists(place / "fonts.conf", error)) {
            return place;
        }
    }
    return std::nullopt;
}

}  // namespace bangnin::sync
