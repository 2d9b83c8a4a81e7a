#include "kiosk/journeys/session/card_guard.h"

#include <algorithm>

namespace bangnin::kiosk {

GuardStep watch(const CardGuard& guard, Steady now) {
    GuardStep next{.state = guard};
    if (guard.clerk == Clerk::not_yet && now - guard.since >= card_clerk_after) {
        next.state.clerk = Clerk::paged;
        next.state.said = card_said_times;
        next.due = GuardDue::page_clerk;
    } else if (guard.clerk == Clerk::not_yet && guard.said < card_said_times &&
               now - guard.since >= guard.said * card_said_every) {
        // The first is said at once.
        const auto passed = static_cast<int>((now - guard.since) / card_said_every) + 1;
        next.state.said = std::min(card_said_times, passed);
        next.due = GuardDue::say;
    }
    return next;
}

std::optional<Steady> next_deadline(const CardGuard& guard) {
    if (guard.clerk != Clerk::not_yet) return std::nullopt;
    const Steady clerk = guard.since + card_clerk_after;
    if (guard.said >= card_said_times) return clerk;
    return std::min(clerk, Steady(guard.since + guard.said * card_said_every));
}

}  // namespace bangnin::kiosk
