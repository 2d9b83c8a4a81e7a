#include "sync/hub/ratings.h"

namespace bangnin::hub {

namespace wire = sync::wire;

namespace {

long long milliseconds_of(sync::Instant at) { return at.time_since_epoch().count(); }

// What a rating is of: its ticket, or itself where there was none.
std::string subject_of(const sync::Rating& rating) { return rating.ticket.value_or(rating.id).text(); }

// One rating for one service: what comes longer after the first than it may be changed is another one.
bool too_late(soci::session& sql, const std::string& subject, long long at_ms) {
    long long first_ms = 0;
    int count = 0;
    sql << "SELECT COALESCE(MIN(at_ms), 0), COUNT(*) FROM ratings WHERE subject = :s", soci::use(subject),
        soci::into(first_ms), soci::into(count);
    const auto limit = std::chrono::milliseconds{sync::rating_change_limit}.count();
    return count > 0 && at_ms > first_ms + limit;
}

// Whether the ticket is known, and another hall's.
bool of_another_hall(soci::session& sql, const sync::Rating& rating, const std::string& hall) {
    if (!rating.ticket) return false;
    const std::string token = rating.ticket->text();
    std::string known;
    sql << "SELECT hall FROM tickets WHERE token = :t", soci::use(token), soci::into(known);
    return sql.got_data() && known != hall;
}

void insert(soci::session& sql, const sync::Rating& rating, const RatingBringer& by) {
    const std::string id = rating.id.text();
    const std::string subject = subject_of(rating);
    const std::string revises = rating.revises ? rating.revises->text() : "";
    const std::string token = rating.ticket ? rating.ticket->text() : "";
    const std::string source(to_text(rating.source));
    const int grade = number_of(rating.grade);
    const int anonymous = rating.anonymity == sync::Anonymity::anonymous ? 1 : 0;
    const long long at_ms = milliseconds_of(rating.at);
    std::string reasons;
    for (const std::string& reason : rating.reasons) reasons += (reasons.empty() ? "" : " ") + reason;
    sql << "INSERT INTO ratings(rating, subject, revises, token, device, source, grade, reasons, comment, anonymous, "
           "sealed, at_ms, in_force, hall) VALUES(:i, :u, :v, :t, :d, :o, :g, :r, :c, :n, :e, :a, 0, :h)",
        soci::use(id), soci::use(subject), soci::use(revises), soci::use(token), soci::use(by.device),
        soci::use(source), soci::use(grade), soci::use(reasons), soci::use(rating.comment), soci::use(anonymous),
        soci::use(rating.sealed), soci::use(at_ms), soci::use(by.hall);
}

void put_latest_in_force(soci::session& sql, const std::string& subject) {
    sql << "UPDATE ratings SET in_force = 0 WHERE subject = :s AND in_force = 1", soci::use(subject);
    sql << "UPDATE ratings SET in_force = 1 WHERE rating = "
           "(SELECT rating FROM ratings WHERE subject = :s ORDER BY at_ms DESC, rating DESC LIMIT 1)",
        soci::use(subject);
}

}  // namespace

std::optional<Refusal> keep_rating(soci::session& sql, const sync::Rating& rating, const RatingBringer& by) {
    const std::string id = rating.id.text();
    std::string known_device;
    sql << "SELECT device FROM ratings WHERE rating = :i", soci::use(id), soci::into(known_device);
    // The same one again (a log that was numbered anew after a repair) is no harm; another device's under its name is.
    if (sql.got_data()) {
        if (known_device == by.device) return std::nullopt;
        return Refusal{"rating_taken", "another device's rating has this name"};
    }
    const std::string subject = subject_of(rating);
    if (too_late(sql, subject, milliseconds_of(rating.at))) {
        return Refusal{"too_late", "the first rating of this ticket is too old to be changed"};
    }
    insert(sql, rating, by);
    put_latest_in_force(sql, subject);
    return std::nullopt;
}

std::optional<Refusal> take_rating(soci::session& sql, const sync::Event& event, const RatingBringer& by) {
    const auto rating = wire::decode_rating_given(event.body);
    if (!rating) return Refusal{"bad_body", wire::to_text(rating.error())};
    if (of_another_hall(sql, *rating, by.hall)) return Refusal{"other_hall", "the ticket is another hall's"};
    return keep_rating(sql, *rating, by);
}

std::optional<wire::TicketRating> rating_of(soci::session& sql, const std::string& ticket) {
    int grade = 0;
    long long at_ms = 0;
    sql << "SELECT grade, at_ms FROM ratings WHERE subject = :t AND in_force = 1", soci::use(ticket), soci::into(grade),
        soci::into(at_ms);
    if (!sql.got_data()) return std::nullopt;
    const auto known = sync::grade_of(static_cast<std::uint64_t>(grade));
    if (!known) return std::nullopt;
    return wire::TicketRating{*known, sync::Instant{std::chrono::milliseconds{at_ms}}};
}

}  // namespace bangnin::hub
