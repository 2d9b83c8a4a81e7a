// The pages a phone sees behind the QR code of a ticket and of a case: whole documents, rendered here, readable without
// scripts, with no personal data in them. Pure: the same input gives the same bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sync/hub/page_parts.h"
#include "sync/model/rating.h"
#include "sync/wire/case_codec.h"
#include "sync/wire/codec.h"

namespace bangnin::hub {

// Whether the ticket's day is still running; numbers end with their day.
enum class TicketDay { today, past };

// none: there is nothing to rate yet. open: not rated. given: rated, and may still be changed. closed: rated for good.
enum class RatingStage { none, open, given, closed };
struct RatingPart {
    RatingStage stage = RatingStage::none;
    std::optional<sync::Grade> grade{};
    std::string id{};  // the name of the rating that would be given on this page: who sends it twice has rated once
};

struct TicketPage {
    sync::wire::TicketView ticket;
    std::string service;  // the queue's name; the department's when empty
    TicketDay day = TicketDay::today;
    RatingPart rating{};
    PageLook look{};
};
std::string render_ticket(const TicketPage& page, const Hall& hall);

struct CasePage {
    sync::wire::CaseView view;  // as the applicant may see it
    RatingPart rating{};
    PageLook look{};
};
std::string render_case(const CasePage& page, const Hall& hall);

enum class Notice { unknown_ticket, unknown_case, unavailable, not_understood, too_late, not_yet };
std::string render_notice(Notice notice, const Hall& hall, const PageLook& look = {});

// The part of a page on which one rates, posted to `path`; empty where there is nothing to rate.
std::string rating_part(const RatingPart& rating, const std::string& path, const PageLook& look);

}  // namespace bangnin::hub
