// What the pages' forms send: any bytes are a form or nothing, a rating is one that may be kept, a document that is
// right can be edited again, and a case that is filed is one that the rules take and whose details can be read back.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/hub/config.h"
#include "sync/hub/console/document_fields.h"
#include "sync/hub/console/fault_words.h"
#include "sync/hub/console/filing_form.h"
#include "sync/hub/console/form.h"
#include "sync/hub/documents.h"
#include "sync/hub/phone_ratings.h"
#include "sync/wire/case_codec.h"

namespace {

using namespace bangnin;

void edit(std::string_view bytes) {
    static const hub::Config config;
    const auto form = hub::console::parse_form(bytes, hub::console::document_form);
    if (!form) return;
    for (const char* name : {"hall", "catalogue"}) {
        const std::string body = hub::console::body_of(name, *form);
        const auto fault = hub::document_fault(name, body, name, config);
        if (!fault && !hub::console::fields_of(name, body)) std::abort();
        if (fault && hub::console::fault_words(hub::console::fault_place(*fault).reason).empty()) std::abort();
    }
}

void file(const hub::console::Form& form) {
    static const auto catalogue = sync::parse_catalogue(
        R"({"version":1,"source":"s","items":[{"no":1,"departments":["a"],"name":"x"},{"no":2,"departments":["b"],"name":"y"}]})");
    if (!catalogue) std::abort();
    const auto draft = hub::console::filing_of(form, *catalogue);
    if (!draft) {
        if (draft.error().empty()) std::abort();
        return;
    }
    if (!sync::submit_case(*catalogue, draft->application, {sync::ActorRole::clerk, "c"}, {})) std::abort();
    const auto read = sync::wire::decode_applicant_details(sync::wire::encode(draft->details));
    if (!read || *read != draft->details) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    edit(bytes);
    const auto form = hub::console::parse_form(bytes);
    if (!form) return 0;
    if (form->size() > hub::console::most_fields) std::abort();
    const auto rating = hub::phone_rating_of(*form);
    if (rating && !sync::comment_valid(rating->comment)) std::abort();
    file(*form);
    return 0;
}
