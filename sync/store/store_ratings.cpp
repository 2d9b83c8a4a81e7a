#include <algorithm>

#include "sync/seal/seal.h"
#include "sync/store/store_impl.h"
#include "sync/wire/limits.h"

namespace bangnin::sync {
namespace {

bool in_range(const RatingRequest& request) {
    return !request.request.empty() && request.request.size() <= wire::max_identifier_bytes &&
           request.sealed.size() <= largest_sealed && reasons_valid(request.reasons) && comment_valid(request.comment);
}

std::expected<Token, StoreError> read_token(const Statement& row, int column) {
    const std::string bytes = row.text(column);
    Token::Bytes token{};
    if (bytes.size() != token.size()) return std::unexpected(StoreError::corrupt);
    std::copy(bytes.begin(), bytes.end(), token.begin());
    return Token{token};
}

std::expected<std::optional<RecordedRating>, StoreError> find_rating(Statement& statement) {
    const StatementScope scope(statement);
    const auto stepped = statement.step();
    if (!stepped) return std::unexpected(stepped.error());
    if (*stepped == Step::done) return std::nullopt;
    RecordedRating rating;
    const auto id = read_token(statement, 0);
    const auto grade = grade_of(static_cast<std::uint64_t>(statement.integer(3)));
    if (!id || !grade) return std::unexpected(StoreError::corrupt);
    for (const auto& [column, member] : {std::pair{1, &rating.revises}, std::pair{2, &rating.ticket}}) {
        if (statement.is_null(column)) continue;
        const auto token = read_token(statement, column);
        if (!token) return std::unexpected(token.error());
        *member = *token;
    }
    rating.id = *id;
    rating.grade = *grade;
    rating.at = instant_of(statement.integer(4));
    rating.first_at = instant_of(statement.integer(5));
    return rating;
}

std::string body_of(const RecordedRating& rating, const RatingRequest& request) {
    Rating body;
    body.id = rating.id;
    body.revises = rating.revises;
    body.ticket = rating.ticket;
    body.grade = rating.grade;
    body.reasons = request.reasons;
    body.comment = request.comment;
    body.anonymity = request.anonymity;
    if (!request.sealed.empty()) body.sealed = base64_encode(request.sealed);
    body.source = request.source;
    body.at = rating.at;
    return wire::encode(body);
}

std::expected<std::int64_t, StoreError> insert_rating(Statement& statement, const RecordedRating& rating,
                                                      const RatingRequest& request, LocalDay day) {
    const StatementScope scope(statement);
    statement.bind_blob(1, bytes_of(rating.id)).bind(2, request.request);
    if (rating.revises) statement.bind_blob(3, bytes_of(*rating.revises));
    if (rating.ticket) statement.bind_blob(4, bytes_of(*rating.ticket));
    statement.bind(5, std::int64_t{number_of(rating.grade)}).bind(6, day.number());
    statement.bind(7, milliseconds_of(rating.at)).bind(8, milliseconds_of(rating.first_at));
    const auto stepped = statement.step();
    if (!stepped) return std::unexpected(stepped.error());
    const std::int64_t id = statement.integer(0);
    const auto ended = statement.step();
    if (!ended) return std::unexpected(ended.error());
    return id;
}

// What is new about it beside the one it changes, if there is one.
std::expected<RecordedRating, StoreError> next_rating(const RatingRequest& request,
                                                      const std::optional<RecordedRating>& before, Instant now) {
    RecordedRating rating{.id = Token::random(), .ticket = request.ticket, .grade = request.grade};
    rating.at = now;
    rating.first_at = now;
    if (!before) return rating;
    rating.revises = before->revises ? before->revises : before->id;
    rating.first_at = before->first_at;
    // The hub lets the later one win; a clock that was set back must not make the person's last word the earlier.
    rating.at = std::max(now, before->at + std::chrono::milliseconds{1});
    if (rating.at > rating.first_at + rating_change_limit) return std::unexpected(StoreError::too_late);
    return rating;
}

}  // namespace

std::expected<std::optional<RecordedRating>, StoreError> Store::rating_of(const Token& ticket) {
    return find_rating(impl_->statements.rating_of_ticket.bind_blob(1, bytes_of(ticket)));
}

std::expected<RecordedRating, StoreError> Store::record_rating(const RatingRequest& request, Instant now) {
    if (!in_range(request)) return std::unexpected(StoreError::misuse);
    auto transaction = Transaction::begin(impl_->connection);
    if (!transaction) return std::unexpected(transaction.error());
    Statements& statements = impl_->statements;

    const auto known = find_rating(statements.rating_by_request.bind(1, request.request));
    if (!known) return std::unexpected(known.error());
    if (*known) return **known;

    std::optional<RecordedRating> before;
    if (request.ticket) {
        const auto found = rating_of(*request.ticket);
        if (!found) return std::unexpected(found.error());
        before = *found;
    }
    auto rating = next_rating(request, before, now);
    if (!rating) return rating;
    const auto id = insert_rating(statements.insert_rating, *rating, request, local_day(now, impl_->options.zone));
    if (!id) return std::unexpected(id.error());
    const auto place = impl_->next_place();
    if (!place) return std::unexpected(place.error());
    const auto appended =
        impl_->append(*place, event_type::rating_given, body_of(*rating, request), {.rating = *id}, rating->at);
    if (!appended) return std::unexpected(appended.error());
    if (const auto committed = transaction->commit(); !committed) return std::unexpected(committed.error());
    return rating;
}

}  // namespace bangnin::sync
