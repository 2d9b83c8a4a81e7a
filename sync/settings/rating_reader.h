// What the configuration says of ratings: [rating] and [[rating_reason]].
#pragma once

#include "sync/settings/rating_terms.h"
#include "sync/settings/table_reader.h"

namespace bangnin::sync {

void read_rating(TableReader reader, RatingTerms& terms);
/// Instead of those of `terms`, where the file gives any.
void read_reasons(TableReader& root, RatingTerms& terms);

}  // namespace bangnin::sync
