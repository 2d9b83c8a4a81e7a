// What the hall configured, by the names the journeys have for it. It is sync's, because the hub checks it too.
#pragma once

#include "sync/settings/hall_settings.h"

namespace bangnin::kiosk {

using sync::Agency;
using sync::HallNotice;
using sync::HallText;
using sync::Language;
using sync::PaperOrder;
using sync::ServiceConfig;

using sync::exception_of;
using sync::hall_opening;
using sync::HallOpening;
using sync::HallState;
using sync::minute_text;
using sync::NextOpening;
using sync::OpenDay;
using sync::OpeningHours;
using sync::OpenPeriod;
using sync::SameHours;
using sync::week_table;

using sync::RatingReason;
using sync::RatingTerms;
using sync::reasons_for;
using sync::usual_rating_terms;

}  // namespace bangnin::kiosk
