// What the configuration says of ratings: [rating] and [[rating_reason]].
#pragma once

#include "kiosk/config_reader.h"
#include "kiosk/journeys/rating/rating_terms.h"

namespace bangnin::kiosk {

void read_rating(TableReader reader, RatingTerms& terms);
/// The usual reasons stay where the file gives none.
void read_reasons(TableReader& root, RatingTerms& terms, ConfigProblems& problems);

}  // namespace bangnin::kiosk
