#include "kiosk/paged_calls.h"

#include <algorithm>
#include <utility>

#include "sync/model/staff_call.h"

namespace bangnin::kiosk {

void PagedCalls::add(std::string call, Steady now) {
    std::erase_if(open_, [now](const Open& one) { return now - one.at >= sync::call_open_for; });
    open_.push_back({.call = std::move(call), .at = now});
}

bool PagedCalls::answered(std::string_view call, Steady now) {
    const auto known = [&](const Open& one) { return one.call == call && now - one.at < sync::call_open_for; };
    if (std::ranges::none_of(open_, known)) {
        return false;
    }
    // Who comes comes for all of them.
    open_.clear();
    return true;
}

}  // namespace bangnin::kiosk
