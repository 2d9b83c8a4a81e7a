// What strangers send before any certificate is asked for: the request's target, the certificate request, and words
// that end up on a page.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "sync/hub/page.h"
#include "sync/hub/target.h"
#include "sync/hub/x509.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace bangnin;
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0] % 3) {
        case 0:
            if (const auto target = hub::parse_target(text)) {
                if (target->path.front() != '/' || target->query.size() > hub::most_query_parts) std::abort();
            }
            break;
        case 1:
            hub::x509::read_request(text);
            hub::x509::read_certificate(text);
            break;
        default: {
            hub::TicketPage page;
            page.ticket.number = page.ticket.window = page.service = std::string(text.substr(0, 4096));
            const std::string html = hub::render_ticket(page, {page.service, page.service, {}});
            if (html.find("<script") != std::string::npos) std::abort();
        }
    }
    return 0;
}
