// What the pages' forms send: any bytes are fields or nothing, and a rating is one that may be kept.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/hub/form_body.h"
#include "sync/hub/phone_ratings.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace bangnin;
    const auto fields = hub::parse_form_body({reinterpret_cast<const char*>(data), size});
    if (!fields) return 0;
    if (fields->size() > hub::most_form_fields) std::abort();
    const auto rating = hub::phone_rating_of(*fields);
    if (rating && !sync::comment_valid(rating->comment)) std::abort();
    return 0;
}
