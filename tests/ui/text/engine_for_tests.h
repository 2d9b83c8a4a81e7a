#pragma once
// One engine for all tests of a program, over the fonts that are shipped.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "ui/text/text_engine.h"

namespace bangnin::text {

inline std::filesystem::path source_folder() {
    const char* folder = std::getenv("BANGNIN_SOURCE_DIR");
    return folder != nullptr ? folder : ".";
}

// Beside the programs, so that all tests share the scanned fonts.
inline std::filesystem::path font_cache_folder() {
    const char* folder = std::getenv("BANGNIN_BIN_DIR");
    return (folder != nullptr ? std::filesystem::path(folder) : std::filesystem::temp_directory_path()) / "test-fonts";
}

inline Options test_options() { return {source_folder() / "assets/fonts.conf", font_cache_folder()}; }

inline Engine& test_engine() {
    static const std::unique_ptr<Engine> engine = [] {
        auto made = Engine::create(test_options());
        if (!made) {
            ADD_FAILURE() << made.error().detail;
            std::abort();
        }
        return std::move(*made);
    }();
    return *engine;
}

}  // namespace bangnin::text
