// Ratings as devices' logs and phones bring them. Every one is kept; of those of one ticket the latest given is in
// force, whatever the order in which they came.
#pragma once

#include <optional>
#include <string>

#include "sync/hub/database.h"
#include "sync/hub/refusal.h"
#include "sync/model/event.h"
#include "sync/model/token.h"
#include "sync/wire/codec.h"

namespace bangnin::hub {

// Who brought a rating, and in which hall it was given.
struct RatingBringer {
    const std::string& device;
    const std::string& hall;
};

// Inside the intake's transaction. A ticket that the hub does not know may be rated: it stands in the log of a kiosk
// that is still to send it. Another hall's may not. Throws SOCI's exceptions.
std::optional<Refusal> take_rating(soci::session& sql, const sync::Event& event, const RatingBringer& by);

// Within the caller's transaction. The same rating by the same device again is none. Throws SOCI's
// exceptions.
std::optional<Refusal> keep_rating(soci::session& sql, const sync::Rating& rating, const RatingBringer& by);

// The one in force. Throws SOCI's exceptions.
std::optional<sync::wire::TicketRating> rating_of(soci::session& sql, const std::string& ticket);

}  // namespace bangnin::hub
