// The pages a phone sees behind a ticket's QR code: whole documents, rendered here, readable without scripts, with no
// personal data in them. Pure: the same input gives the same bytes.
#pragma once

#include <string>
#include <string_view>

#include "sync/model/clock.h"
#include "sync/wire/codec.h"

namespace bangnin::hub {

inline constexpr std::size_t largest_page = 60'000;

struct Hall {
    std::string name;
    std::string telephone;  // empty: no button to call
    sync::HallZone zone;
};

enum class TextSize { normal, large };
// Whether the ticket's day is still running; numbers end with their day.
enum class TicketDay { today, past };

struct TicketPage {
    sync::wire::TicketView ticket;
    std::string service;  // the queue's name; the department's when empty
    TicketDay day = TicketDay::today;
    TextSize size = TextSize::normal;
};

std::string render_ticket(const TicketPage& page, const Hall& hall);

enum class Notice { unknown_ticket, unavailable };
std::string render_notice(Notice notice, const Hall& hall);

// For Content-Security-Policy: nothing is loaded, and only our own style sheet (named by its hash) applies.
std::string_view page_security_policy();

// & < > " ' as entities; control characters and broken UTF-8 become U+FFFD.
std::string html_escaped(std::string_view text);

}  // namespace bangnin::hub
