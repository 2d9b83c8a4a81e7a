// A folder of its own for each test, and short ways to open a store and to ask it for a ticket.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "sync/store/store.h"

namespace bangnin::sync {

inline Instant at(std::string_view text) { return parse_instant(text).value(); }

class StoreTest : public testing::Test {
  protected:
    StoreTest() {
        folder_ = (std::filesystem::temp_directory_path() / "bangnin-store-XXXXXX").string();
        if (mkdtemp(folder_.data()) == nullptr) ADD_FAILURE() << "no temporary folder";
        file_ = std::filesystem::path(folder_) / "kiosk.db";
    }
    ~StoreTest() override { std::filesystem::remove_all(folder_); }

    Store open(const StoreOptions& options = named()) {
        auto store = Store::open(file_, options, morning);
        EXPECT_TRUE(store) << (store ? "" : to_text(store.error()));
        return std::move(store.value());
    }

    static StoreOptions named() {
        StoreOptions options;
        options.device = "k1";
        return options;
    }

    static IssueRequest request(const std::string& name, char service = 'A') {
        IssueRequest made;
        made.request = name;
        made.service = service;
        made.department = "发改委";
        return made;
    }

    static std::string read_file(const std::filesystem::path& file) {
        std::ifstream stream(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    static void write_file(const std::filesystem::path& file, const std::string& bytes) {
        std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
    }

    // 09:00 in Shanghai.
    const Instant morning = at("2026-11-23T01:00:00Z");
    std::string folder_;
    std::filesystem::path file_;
};

}  // namespace bangnin::sync
