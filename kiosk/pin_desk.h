// Compares a typed PIN with the configured hash, on a thread of its own: the screen goes on meanwhile.
#pragma once

#include <functional>
#include <string>
#include <thread>

#include "kiosk/journeys/secret.h"

namespace bangnin::kiosk {

enum class PinVerdict { right, wrong };

/// Belongs to the terminal's thread.
class PinDesk {
  public:
    /// `post` is called once for each check, on its thread.
    using Post = std::function<void(PinVerdict)>;

    PinDesk(std::string hash, Post post) : hash_(std::move(hash)), post_(std::move(post)) {}

    /// Waits for the check before, if there is one under way.
    void check(const Secret& pin);
    /// No more posts after this.
    void stop() { worker_ = {}; }

  private:
    std::string hash_;
    Post post_;
    std::jthread worker_;
};

}  // namespace bangnin::kiosk
