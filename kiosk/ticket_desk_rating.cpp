// What the desk keeps of ratings: recorded at once, remembered for a day's change.
#include "kiosk/sealed_person.h"
#include "kiosk/ticket_desk.h"

namespace bangnin::kiosk {

std::expected<void, RatingTrouble> TicketDesk::rate(const rating_action::Record& record, Wall now) {
    if ((!store_ || health_ == StoreHealth::damaged) && (open(now), !store_)) {
        return std::unexpected(RatingTrouble::store);
    }
    sync::RatingRequest request;
    request.request = record.request;
    request.ticket = sync::Token::parse(record.words.ticket.token);
    request.grade = record.words.grade;
    request.reasons = record.words.reasons;
    request.comment = std::string(record.words.comment.text());
    request.anonymity = record.words.anonymity;
    request.sealed = sealed({.name = {}, .id_number = {}, .phone = record.words.phone});
    const bool unsealed = !record.words.phone.empty() && request.sealed.empty();
    if (!request.ticket || unsealed) {
        return std::unexpected(RatingTrouble::store);
    }
    auto recorded = store_->record_rating(request, now);
    if (!recorded && recorded.error() == sync::StoreError::corrupt) {
        // The damaged file is set aside; what the person says now is kept all the same.
        note(recorded.error());
        open(now);
        if (store_) {
            recorded = store_->record_rating(request, now);
        }
    }
    if (!recorded) {
        if (recorded.error() == sync::StoreError::too_late) {
            return std::unexpected(RatingTrouble::too_late);
        }
        note(recorded.error());
        return std::unexpected(RatingTrouble::store);
    }
    worked();
    return {};
}

std::optional<GivenRating> TicketDesk::rating_of(const std::string& token) {
    const auto parsed = sync::Token::parse(token);
    if (!parsed || !store_) {
        return std::nullopt;
    }
    const auto known = store_->rating_of(*parsed);
    if (!known || !*known) {
        return std::nullopt;
    }
    return GivenRating{.grade = (*known)->grade, .at = (*known)->at, .first_at = (*known)->first_at};
}

std::optional<RatedTicket> TicketDesk::rated_ticket(const std::string& token) {
    const auto known = progress(token);
    if (!known) {
        return std::nullopt;
    }
    return RatedTicket{.token = token,
                       .number = known->number,
                       .service = known->service,
                       .window = known->window,
                       .issued_at = known->issued_at};
}

}  // namespace bangnin::kiosk
