// A card that somebody left on the reader: when to say so, and when to fetch a clerk. Pure; the session machine holds
// one while its place is card_forgotten.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "kiosk/journeys/moment.h"

namespace bangnin::kiosk {

/// Whether a card lies on the reader, as far as the reader can tell. unknown: it lay there when the reader failed.
enum class CardPresence { absent, present, unknown };

inline constexpr std::chrono::seconds card_said_every{5};
inline constexpr int card_said_times = 3;
inline constexpr std::chrono::seconds card_clerk_after{30};

enum class Clerk : std::uint8_t { not_yet, paged, coming };

struct CardGuard {
    Steady since{};
    int said = 0;  ///< 0…card_said_times
    Clerk clerk = Clerk::not_yet;
    friend bool operator==(const CardGuard&, const CardGuard&) = default;
};

/// What is due now; a clock that jumped asks for one saying, not for several at once.
enum class GuardDue : std::uint8_t { nothing, say, page_clerk };
struct GuardStep {
    CardGuard state;
    GuardDue due = GuardDue::nothing;
};
[[nodiscard]] GuardStep watch(const CardGuard& guard, Steady now);

/// When watch() would next ask for something; none: never.
[[nodiscard]] std::optional<Steady> next_deadline(const CardGuard& guard);

}  // namespace bangnin::kiosk
