// Compares a typed PIN with the configured hash, on a thread of its own: the screen goes on meanwhile.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <thread>

#include "kiosk/journeys/secret.h"

namespace bangnin::kiosk {

enum class PinVerdict { right, wrong };
struct PinAnswer {
    std::uint64_t attempt = 0;
    PinVerdict verdict = PinVerdict::wrong;
};

/// Belongs to the terminal's thread.
class PinDesk {
  public:
    /// `post` is called once for each check, on its thread.
    using Post = std::function<void(PinAnswer)>;

    PinDesk(std::string hash, Post post) : hash_(std::move(hash)), post_(std::move(post)) {}

    /// Waits for the check before, if there is one under way.
    void check(const Secret& pin);
    /// Whether this answers the latest check: an older one's page has been left.
    [[nodiscard]] bool is_latest(const PinAnswer& answer) const { return answer.attempt == attempt_; }
    /// The page is left: what is still being compared answers nobody.
    void forget() { ++attempt_; }
    /// No more posts after this.
    void stop() { worker_ = {}; }

  private:
    std::string hash_;
    Post post_;
    std::uint64_t attempt_ = 0;
    std::jthread worker_;
};

}  // namespace bangnin::kiosk
