// Zinnia with Debian's model of simplified characters: knows each stroke in its order, so it is sharp where people
// write as they were taught, and lost where they do not.
#pragma once

#include <expected>
#include <filesystem>
#include <memory>

#include "ui/input/handwriting/matcher.h"

namespace bangnin::input {

struct ZinniaError {
    std::string reason;
};

class ZinniaMatcher : public InkMatcher {
  public:
    static constexpr const char* debian_model = "/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model";

    // The model (27 MB) is mapped, not read: its pages come with the first match and are the system's to drop again.
    [[nodiscard]] static std::expected<std::unique_ptr<ZinniaMatcher>, ZinniaError> create(
        const std::filesystem::path& model = debian_model);
    ~ZinniaMatcher() override;

    [[nodiscard]] std::vector<Match> match(const Ink& ink, std::size_t limit) override;

  private:
    struct Engine;
    explicit ZinniaMatcher(std::unique_ptr<Engine> engine);

    std::unique_ptr<Engine> engine_;
};

}  // namespace bangnin::input
