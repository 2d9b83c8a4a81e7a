// A ticket desk's configuration with a folder of its own and two services, A and B.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <string>

#include "kiosk/ticket_desk.h"

namespace bangnin::kiosk {

inline const Wall monday = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + std::chrono::hours{2};

class DeskTest : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = (std::filesystem::temp_directory_path() / "bangnin-desk.XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder_ = name;
        config_.kiosk.state_dir = folder_ / "state";
        config_.kiosk.runtime_dir = folder_ / "run";
        config_.hub.state_dir = folder_ / "link";
        config_.hub.authority = "hall.example";
        for (const char letter : {'A', 'B'}) {
            auto& service = config_.services.emplace_back();
            service.letter = letter;
            service.department = std::string("部门") + letter;
        }
    }
    void TearDown() override {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    // Without an ID number, of nobody known.
    static ticket_action::Commit commit(const std::string& request, std::size_t queue, const std::string& id = {}) {
        return {.request = request,
                .queue = queue,
                .identity = id.empty() ? IdentityKind::none : IdentityKind::card,
                .person = {.name = Secret(id.empty() ? "" : "李小明"), .id_number = Secret(id), .phone = {}}};
    }

    std::filesystem::path folder_;
    Config config_;
};

}  // namespace bangnin::kiosk
