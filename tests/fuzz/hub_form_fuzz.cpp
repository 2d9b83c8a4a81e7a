// What the pages' forms send: any bytes are a form or nothing, and a rating is one that may be kept.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/hub/console/form.h"
#include "sync/hub/phone_ratings.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace bangnin;
    const auto form = hub::console::parse_form({reinterpret_cast<const char*>(data), size});
    if (!form) return 0;
    if (form->size() > hub::console::most_fields) std::abort();
    const auto rating = hub::phone_rating_of(*form);
    if (rating && !sync::comment_valid(rating->comment)) std::abort();
    return 0;
}
