// Every decoder of the wire: total, and what it takes it can say again, the same each time.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/wire/case_codec.h"
#include "sync/wire/codec.h"

namespace {

using namespace bangnin::sync::wire;

template <typename Decode>
void check(std::string_view bytes, Decode decode) {
    const auto taken = decode(bytes);
    if (!taken) return;
    const std::string said = encode(*taken);
    const auto again = decode(said);
    if (!again || encode(*again) != said) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0] % 21) {
        case 15:
            check(bytes, decode_case_event);
            break;
        case 16:
            check(bytes, decode_case_request);
            break;
        case 17:
            check(bytes, decode_case_order);
            break;
        case 18:
            check(bytes, decode_case_view);
            break;
        case 19:
            check(bytes, decode_applicant_details);
            break;
        case 13:
            check(bytes, decode_desk_order);
            break;
        case 20:
            check(bytes, decode_document);
            break;
        case 0:
            check(bytes, decode_events_request);
            break;
        case 1:
            check(bytes, decode_events_response);
            break;
        case 2:
            check(bytes, decode_ticket_issued);
            break;
        case 3:
            check(bytes, decode_ticket_print);
            break;
        case 4:
            check(bytes, decode_device_health);
            break;
        case 5:
            check(bytes, decode_staff_call);
            break;
        case 6:
            check(bytes, decode_changes_response);
            break;
        case 7:
            check(bytes, decode_change);
            break;
        case 8:
            check(bytes, decode_enrol_request);
            check(bytes, decode_renew_request);
            break;
        case 9:
            check(bytes, decode_enrol_response);
            break;
        case 10:
            check(bytes, decode_ticket_view);
            break;
        case 11:
            check(bytes, decode_problem);
            break;
        case 12:
            check(bytes, decode_rating_given);
            break;
        default:
            check(bytes, decode_answer_request);
    }
    return 0;
}
