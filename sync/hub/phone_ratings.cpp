#include "sync/hub/phone_ratings.h"

#include <algorithm>

#include "sync/hub/case_log.h"
#include "sync/hub/console/form.h"
#include "sync/hub/ratings.h"
#include "sync/hub/target.h"

namespace bangnin::hub {
namespace {

using Result = std::expected<void, RatingFault>;

// Whose the ratings from phones are, among those of devices.
const std::string phones = "phone";

sync::Instant instant_of(long long ms) { return sync::Instant{std::chrono::milliseconds{ms}}; }

// The ratings there are of a ticket or a case.
struct Given {
    std::optional<sync::Token> first;
    sync::Instant first_at{};
    sync::Instant last_at{};
};
Given ratings_of(soci::session& sql, const std::string& subject) {
    Given given;
    std::string id;
    long long at_ms = 0;
    soci::statement rows =
        (sql.prepare << "SELECT rating, at_ms FROM ratings WHERE subject = :s ORDER BY at_ms, rating",
         soci::use(subject), soci::into(id), soci::into(at_ms));
    rows.execute();
    while (rows.fetch()) {
        given.last_at = instant_of(at_ms);
        if (given.first) continue;
        given.first = sync::Token::parse(id);
        given.first_at = instant_of(at_ms);
    }
    return given;
}

enum class Known { not_at_all, the_same, another };
Known known(soci::session& sql, const std::string& subject, const PhoneRating& given) {
    const std::string id = given.id.text();
    std::string of;
    std::string comment;
    int grade = 0;
    int anonymous = 0;
    sql << "SELECT subject, grade, comment, anonymous FROM ratings WHERE rating = :i", soci::use(id), soci::into(of),
        soci::into(grade), soci::into(comment), soci::into(anonymous);
    if (!sql.got_data()) return Known::not_at_all;
    const bool same = of == subject && grade == number_of(given.grade) && comment == given.comment &&
                      (anonymous == 1) == (given.anonymity == sync::Anonymity::anonymous);
    return same ? Known::the_same : Known::another;
}

sync::Rating rating_of_ticket(const sync::Token& subject, const PhoneRating& given, sync::Instant at) {
    sync::Rating rating;
    rating.id = given.id;
    rating.ticket = subject;
    rating.grade = given.grade;
    rating.comment = given.comment;
    rating.anonymity = given.anonymity;
    rating.source = sync::RatingSource::phone;
    rating.at = at;
    return rating;
}

void take_turn(soci::session& sql, const std::string& subject) {
    const std::string name = "rating/" + subject;
    if (on_postgresql(sql)) sql << "SELECT pg_advisory_xact_lock(hashtext(:s))", soci::use(name);
}

struct RatedTicket {
    sync::Token token;
    std::string hall;
};
Result keep_for_ticket(soci::session& sql, const RatedTicket& ticket, PhoneRating given, sync::Instant now) {
    const std::string subject = ticket.token.text();
    const Known before = known(sql, subject, given);
    if (before == Known::the_same) return {};
    // Sent from one page with other words: a change, which needs a name of its own.
    if (before == Known::another) given.id = sync::Token::random();
    const Given others = ratings_of(sql, subject);
    const sync::Instant at = others.first ? std::max(now, others.last_at + std::chrono::milliseconds{1}) : now;
    sync::Rating rating = rating_of_ticket(ticket.token, given, at);
    rating.revises = others.first;
    if (keep_rating(sql, rating, {phones, ticket.hall})) return std::unexpected(RatingFault::too_late);
    return {};
}

}  // namespace

std::optional<PhoneRating> phone_rating_of(const std::map<std::string, std::string>& fields) {
    const auto id = sync::Token::parse(console::field(fields, "rating"));
    const auto number = parse_whole(console::field(fields, "grade"), 5);
    const auto grade = number ? sync::grade_of(*number) : std::nullopt;
    std::string comment = console::field(fields, "comment");
    if (!id || !grade || !sync::comment_valid(comment)) return std::nullopt;
    const bool anonymous = console::field(fields, "anonymous") == "yes";
    return PhoneRating{*id, *grade, std::move(comment),
                       anonymous ? sync::Anonymity::anonymous : sync::Anonymity::named};
}

PhoneRatings::Answer PhoneRatings::rate_ticket(const sync::Token& ticket, const PhoneRating& given, sync::Instant now) {
    return guarded("rating a ticket", [&]() -> Result {
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::writes);
        const std::string token = ticket.text();
        take_turn(sql, token);
        std::string state;
        std::string hall;
        sql << "SELECT state, hall FROM tickets WHERE token = :t", soci::use(token), soci::into(state),
            soci::into(hall);
        if (!sql.got_data()) return std::unexpected(RatingFault::unknown);
        if (state != "done") return std::unexpected(RatingFault::not_yet);
        auto kept = keep_for_ticket(sql, {ticket, hall}, given, now);
        if (kept) transaction.commit();
        return kept;
    });
}

PhoneRatings::Answer PhoneRatings::rate_case(const sync::Token& token, const PhoneRating& given, const CaseBasis& basis,
                                             sync::Instant now) {
    return guarded("rating a case", [&]() -> Result {
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::writes);
        const std::string key = token.text();
        take_turn_at(sql, key);
        const auto file = read_file(sql, key);
        if (!file) return std::unexpected(RatingFault::unknown);
        if (file->now.state == sync::CaseState::rated) {
            if (known(sql, key, given) == Known::the_same) return {};
            return std::unexpected(RatingFault::too_late);
        }
        const sync::Actor by{sync::ActorRole::applicant, file->log.front().by.name};
        const sync::wire::CaseOrder order{file->now.events, by, sync::Rate{given.grade}};
        if (!change_in(sql, token, order, basis, now)) return std::unexpected(RatingFault::not_yet);
        if (keep_rating(sql, rating_of_ticket(token, given, now), {phones, file->hall})) {
            return std::unexpected(RatingFault::too_late);
        }
        transaction.commit();
        return {};
    });
}

DatabaseResult<RatingPart> PhoneRatings::ticket_part(const sync::Token& ticket, const sync::Token& id,
                                                     sync::Instant now) {
    return guarded("reading a rating", [&] {
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::reads);
        RatingPart part;
        const std::string token = ticket.text();
        std::string state;
        sql << "SELECT state FROM tickets WHERE token = :t", soci::use(token), soci::into(state);
        if (!sql.got_data() || state != "done") return part;
        part.id = id.text();
        const Given given = ratings_of(sql, token);
        if (const auto in_force = rating_of(sql, token)) part.grade = in_force->grade;
        part.stage = !given.first                                        ? RatingStage::open
                     : now <= given.first_at + sync::rating_change_limit ? RatingStage::given
                                                                         : RatingStage::closed;
        return part;
    });
}

RatingPart case_part(const sync::Case& of, const sync::Token& id) {
    if (of.state == sync::CaseState::archived) return {RatingStage::open, std::nullopt, id.text()};
    if (of.state == sync::CaseState::rated) return {RatingStage::closed, of.grade, ""};
    return {};
}

}  // namespace bangnin::hub
