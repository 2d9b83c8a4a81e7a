// The calls for a clerk that the person who stands here has made: whose answers are for them. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/journeys/moment.h"

namespace bangnin::kiosk {

class PagedCalls {
  public:
    void add(std::string call, Steady now);
    /// True where a clerk's answer to that call is news for this person; they wait no longer then. An answer to
    /// somebody else's call, or to one that has grown stale, is none.
    [[nodiscard]] bool answered(std::string_view call, Steady now);
    /// The person has gone.
    void forget() { open_.clear(); }

  private:
    struct Open {
        std::string call;
        Steady at{};
    };
    std::vector<Open> open_;
};

}  // namespace bangnin::kiosk
