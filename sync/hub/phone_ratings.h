// What people think of the service, given on the page behind their ticket's or their case's QR code: one rating for one
// service, which may be changed as long as any other; one for a case.
#pragma once

#include <expected>
#include <map>
#include <optional>
#include <string>

#include "sync/hub/case_basis.h"
#include "sync/hub/database.h"
#include "sync/hub/page.h"
#include "sync/model/rating.h"

namespace bangnin::hub {

struct PhoneRating {
    sync::Token id{sync::Token::Bytes{}};  // made with the page: who sends it twice has rated once
    sync::Grade grade = sync::Grade::very_satisfied;
    std::string comment{};
    sync::Anonymity anonymity = sync::Anonymity::named;

    friend bool operator==(const PhoneRating&, const PhoneRating&) = default;
};
// What the page's form sent; nothing where a person chose nothing, or it was not our page.
std::optional<PhoneRating> phone_rating_of(const std::map<std::string, std::string>& fields);

enum class RatingFault { unknown, not_yet, too_late };

class PhoneRatings {
  public:
    explicit PhoneRatings(Database& database) : database_(database) {}

    using Answer = DatabaseResult<std::expected<void, RatingFault>>;
    // Of a service that has ended.
    Answer rate_ticket(const sync::Token& ticket, const PhoneRating& given, sync::Instant now);
    // Of a case that is archived, whose state it changes.
    Answer rate_case(const sync::Token& token, const PhoneRating& given, const CaseBasis& basis, sync::Instant now);

    // What the page shows of it; `id` is for the page to send.
    DatabaseResult<RatingPart> ticket_part(const sync::Token& ticket, const sync::Token& id, sync::Instant now);

  private:
    Database& database_;
};

// The same of a case.
RatingPart case_part(const sync::Case& of, const sync::Token& id);

}  // namespace bangnin::hub
