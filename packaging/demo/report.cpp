#include "packaging/demo/report.h"

#include <cstdio>

#include "tests/harness/rig_files.h"

namespace bangnin::demo {
namespace {

long long milliseconds(std::chrono::steady_clock::duration time) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
}

}  // namespace

bool Report::step(const std::string& name, const harness::Result<void>& outcome) {
    const auto now = std::chrono::steady_clock::now();
    nlohmann::json entry = {{"name", name}, {"ok", outcome.has_value()}, {"ms", milliseconds(now - last_)}};
    last_ = now;
    if (!outcome) {
        entry["error"] = outcome.error();
        ++failures_;
    }
    std::fprintf(stderr, "%s %s%s%s\n", outcome ? "  ok  " : "FAILED", name.c_str(), outcome ? "" : ": ",
                 outcome ? "" : outcome.error().c_str());
    steps_.push_back(std::move(entry));
    return outcome.has_value();
}

harness::Result<void> Report::write(const std::filesystem::path& file) const {
    const nlohmann::json report = {{"ok", all_well()},
                                   {"failures", failures_},
                                   {"ms", milliseconds(std::chrono::steady_clock::now() - began_)},
                                   {"facts", facts_},
                                   {"steps", steps_}};
    return harness::write_file(file, report.dump(2) + "\n");
}

}  // namespace bangnin::demo
