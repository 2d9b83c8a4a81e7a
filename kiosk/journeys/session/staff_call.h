// How a call for a clerk goes on: made, at the hub or not, answered. Parts of the session machine (session.h).
#pragma once

#include <optional>

#include "kiosk/journeys/session/session.h"

namespace bangnin::kiosk::staff_call {

enum class Paged { no, yes };
/// The key: whether a clerk has to be paged for it; else the call that was made stands.
[[nodiscard]] Paged call(Session& session, const Moment& now);
/// Without a word to the person: a card was left.
[[nodiscard]] Paged call_quietly(Session& session, const Moment& now);

void heard(Session& session, const Moment& now);
void unheard(Session& session, const Moment& now);
void answered(Session& session, const Moment& now);

/// Time passed.
void tick(Session& session, const Moment& now, const SessionTimes& times);
/// When tick() would next change something.
[[nodiscard]] std::optional<Steady> next_deadline(const Session& session, const SessionTimes& times);

}  // namespace bangnin::kiosk::staff_call
