// The small parsers: numbers, tokens, QR texts, instants, the catalogue, a year's holidays, enrolment codes, the number
// file.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/model/service.h"
#include "sync/model/ticket.h"
#include "sync/model/workdays.h"
#include "sync/store/number_file.h"
#include "sync/wire/enrolment_code.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace bangnin::sync;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto number = Number::parse(text); number && number->text() != text) std::abort();
    if (const auto token = Token::parse(text); token && Token::parse(token->text()) != token) std::abort();
    if (const auto at = parse_instant(text); at && parse_instant(to_text(*at)) != at) std::abort();
    if (const auto day = LocalDay::parse(text); day && day->text() != text) std::abort();
    if (const auto code = wire::EnrolmentCode::parse(text); code && wire::EnrolmentCode::parse(code->text()) != code) {
        std::abort();
    }
    (void)HallZone::parse(text);
    (void)parse_qr(text);
    (void)parse_catalogue(text);
    (void)parse_calendar_year(text);
    (void)parse_reservations(text);
    return 0;
}
