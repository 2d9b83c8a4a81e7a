// What the demonstration did, step by step: told to the person as it happens, kept as report.json.
#pragma once

#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/harness/rig.h"

namespace bangnin::demo {

class Report {
  public:
    // One step and how it went; false where it failed. A failed step does not hide the ones after it.
    bool step(const std::string& name, const harness::Result<void>& outcome);
    void add_fact(const std::string& name, nlohmann::json value) { facts_[name] = std::move(value); }
    bool all_well() const { return failures_ == 0; }
    harness::Result<void> write(const std::filesystem::path& file) const;

  private:
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point last_ = began_;
    nlohmann::json steps_ = nlohmann::json::array();
    nlohmann::json facts_ = nlohmann::json::object();
    int failures_ = 0;
};

}  // namespace bangnin::demo
