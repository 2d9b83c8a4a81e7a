#include "sync/store/store.h"

#include <algorithm>

#include "sync/store/store_impl.h"
#include "sync/wire/limits.h"

namespace bangnin::sync {

std::string_view to_text(StoreError error) {
    switch (error) {
        case StoreError::busy:
            return "busy";
        case StoreError::full:
            return "full";
        case StoreError::corrupt:
            return "corrupt";
        case StoreError::io:
            return "io";
        case StoreError::newer:
            return "newer";
        case StoreError::diverged:
            return "diverged";
        case StoreError::not_found:
            return "not_found";
        case StoreError::too_late:
            return "too_late";
        case StoreError::misuse:
            return "misuse";
    }
    return "unknown";
}

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

const std::optional<RecoveredCorruption>& Store::recovered_from_corruption() const { return impl_->recovered; }

std::expected<Statements, StoreError> prepare_statements(Connection& connection) {
    Statements statements;
    const std::string columns = ticket_columns;
    const std::string rating = "rating, revises, ticket, grade, at, first_at";
    const std::string open = " state IN ('waiting', 'called', 'serving')";
    const std::pair<Statement*, std::string> wanted[] = {
        {&statements.ticket_by_request, "SELECT " + columns + " FROM ticket WHERE request = ?1"},
        {&statements.ticket_by_token, "SELECT " + columns + " FROM ticket WHERE token = ?1"},
        {&statements.ticket_of_person, "SELECT " + columns +
                                           " FROM ticket WHERE person = ?1 AND service = ?2 AND day = ?3 AND" + open +
                                           " ORDER BY id DESC LIMIT 1"},
        {&statements.ticket_count, "SELECT count(*) FROM ticket"},
        {&statements.tickets_of_day, "SELECT count(*) FROM ticket WHERE day = ?1"},
        {&statements.latest_ticket, "SELECT " + columns + " FROM ticket WHERE day = ?1 ORDER BY id DESC LIMIT 1"},
        {&statements.printing_tickets, "SELECT token FROM ticket WHERE print_state = 'printing' ORDER BY id"},
        {&statements.last_sequence, "SELECT coalesce(max(last), 0) FROM counter WHERE service = ?1 AND day >= ?2"},
        {&statements.set_counter,
         "INSERT INTO counter (service, day, last) VALUES (?1, ?2, ?3) "
         "ON CONFLICT (service, day) DO UPDATE SET last = excluded.last WHERE excluded.last > last"},
        {&statements.insert_ticket,
         "INSERT INTO ticket (token, request, day, number, service, sequence, department, issued_at, identity, person, "
         "sealed, language, ahead, low_min, high_min, as_of, print_state, state, era, seq) VALUES "
         "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, 'issued', 'waiting', ?17, ?18) "
         "RETURNING id"},
        {&statements.set_print_state, "UPDATE ticket SET print_state = ?2, print_reason = ?3, copy = ?4 WHERE id = ?1"},
        {&statements.set_ticket_state, "UPDATE ticket SET state = ?2, window = ?3 WHERE token = ?1"},
        {&statements.rating_by_request, "SELECT " + rating + " FROM rating WHERE request = ?1"},
        {&statements.rating_of_ticket, "SELECT " + rating + " FROM rating WHERE ticket = ?1 ORDER BY id DESC LIMIT 1"},
        {&statements.insert_rating,
         "INSERT INTO rating (rating, request, revises, ticket, grade, day, at, first_at) VALUES "
         "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING id"},
        {&statements.next_seq, "UPDATE log SET last_seq = last_seq + 1 RETURNING era, last_seq"},
        {&statements.insert_event,
         "INSERT INTO outbox (era, seq, type, at, body, ticket, rating) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"},
        {&statements.pending,
         "SELECT o.seq, o.type, o.at, o.body, CASE WHEN o.type = 'ticket.issued' THEN t.sealed END "
         "FROM outbox o LEFT JOIN ticket t ON t.id = o.ticket WHERE o.era = ?1 AND o.seq > ?2 ORDER BY o.seq LIMIT ?3"},
        {&statements.log_row,
         "SELECT device, epoch, era, last_seq, decided_seq, cursor, last_contact, authority, first_era FROM log WHERE "
         "id = 1"},
        {&statements.decide, "UPDATE log SET decided_seq = max(decided_seq, ?1)"},
        {&statements.reject, "UPDATE outbox SET rejected_code = ?3, rejected_detail = ?4 WHERE era = ?1 AND seq = ?2"},
        {&statements.rejected,
         "SELECT seq, type, at, body, rejected_code, rejected_detail FROM outbox WHERE rejected_code IS NOT NULL "
         "ORDER BY era DESC, seq DESC LIMIT ?1"},
        {&statements.queue_row, "SELECT body FROM queue WHERE service = ?1"},
        {&statements.set_queue,
         "INSERT INTO queue (service, body) VALUES (?1, ?2) ON CONFLICT (service) DO UPDATE SET body = excluded.body"},
        {&statements.set_cursor, "UPDATE log SET cursor = ?1, last_contact = ?2"},
        {&statements.open_tickets, "SELECT count(*) FROM ticket WHERE service = ?1 AND day = ?2 AND" + open},
        {&statements.newer_tickets,
         "SELECT count(*) FROM ticket WHERE service = ?1 AND day = ?2 AND era = ?3 AND seq > ?4 AND" + open},
        {&statements.set_contact, "UPDATE log SET last_contact = ?1"},
    };
    for (const auto& [statement, sql] : wanted) {
        auto prepared = connection.prepare(sql);
        if (!prepared) return std::unexpected(prepared.error());
        *statement = std::move(*prepared);
    }
    return statements;
}

std::expected<LogRow, StoreError> Store::Impl::log() {
    Statement& statement = statements.log_row;
    const StatementScope scope(statement);
    const auto stepped = statement.step();
    if (!stepped) return std::unexpected(stepped.error());
    if (*stepped == Step::done) return std::unexpected(StoreError::corrupt);
    LogRow row{.device = statement.text(0),
               .epoch = statement.text(1),
               .era = statement.integer(2),
               .last_seq = statement.integer(3),
               .decided_seq = statement.integer(4),
               .cursor = statement.integer(5)};
    if (!statement.is_null(6)) row.last_contact = instant_of(statement.integer(6));
    row.authority = statement.text(7);
    row.first_era = statement.integer(8);
    return row;
}

std::expected<std::string, StoreError> Store::device() {
    const auto row = impl_->log();
    if (!row) return std::unexpected(row.error());
    return row->device;
}

std::expected<std::string, StoreError> Store::epoch() {
    const auto row = impl_->log();
    if (!row) return std::unexpected(row.error());
    return row->epoch;
}

std::expected<std::uint64_t, StoreError> Store::cursor() {
    const auto row = impl_->log();
    if (!row) return std::unexpected(row.error());
    return static_cast<std::uint64_t>(row->cursor);
}

std::expected<std::optional<Instant>, StoreError> Store::last_contact() {
    const auto row = impl_->log();
    if (!row) return std::unexpected(row.error());
    return row->last_contact;
}

std::expected<void, StoreError> Store::set_last_contact(Instant at) {
    return impl_->statements.set_contact.bind(1, milliseconds_of(at)).run();
}

std::expected<void, StoreError> Store::Impl::set_name(std::string_view device) {
    auto statement = connection.prepare("UPDATE log SET device = ?1");
    if (!statement) return std::unexpected(statement.error());
    return statement->bind(1, device).run();
}

std::expected<void, StoreError> Store::purge(std::uint32_t keep_days, Instant now) {
    const std::int64_t today = local_day(now, impl_->options.zone).number();
    const auto newest_days = [](std::uint32_t count) {
        return "(SELECT min(day) FROM (SELECT day FROM ticket UNION SELECT day FROM rating ORDER BY day DESC LIMIT " +
               std::to_string(std::max(1U, count)) + "))";
    };
    // The newest days of service; the counters of sixty, because an old number is cheaper kept than used again.
    const std::string old = "day < " + newest_days(keep_days);
    const std::string undecided =
        "EXISTS (SELECT 1 FROM outbox o, log l WHERE o.ticket = ticket.id AND "
        "((o.era = l.era AND o.seq > l.decided_seq) OR o.rejected_code IS NOT NULL))";
    // The log stays whole from its first ticket or rating in the days of resending on, also across epochs; where there
    // is none in them, none of it is kept.
    const std::string since = newest_days(resend_days);
    const std::string resent =
        "(era >= (SELECT first_era FROM log) AND coalesce((era, seq) >= (SELECT era, seq FROM "
        "(SELECT t.era, t.seq FROM ticket t WHERE t.day >= " +
        since +
        " UNION ALL SELECT o.era, o.seq FROM outbox o JOIN rating r ON r.id = o.rating WHERE r.day >= " + since +
        ") WHERE era >= (SELECT first_era FROM log) ORDER BY era, seq LIMIT 1), 0))";
    const std::string sql =
        "DELETE FROM outbox WHERE rejected_code IS NULL AND (era < (SELECT era FROM log) OR "
        "seq <= (SELECT decided_seq FROM log)) AND ((ticket IS NULL AND NOT " +
        resent + ") OR ticket IN (SELECT id FROM ticket WHERE " + old + "));" +  //
        "DELETE FROM ticket WHERE " + old + " AND NOT " + undecided + ";" +      //
        "UPDATE ticket SET sealed = NULL WHERE sealed IS NOT NULL AND NOT " + resent + " AND NOT " + undecided + ";" +
        "UPDATE ticket SET person = NULL WHERE person IS NOT NULL AND day < " + std::to_string(today) + ";" +
        "DELETE FROM rating WHERE " + old + ";" +
        "DELETE FROM counter WHERE day < (SELECT min(day) FROM (SELECT DISTINCT day FROM counter ORDER BY day DESC "
        "LIMIT 60));";
    auto transaction = Transaction::begin(impl_->connection);
    if (!transaction) return std::unexpected(transaction.error());
    if (const auto done = impl_->connection.execute(sql); !done) return done;
    return transaction->commit();
}

std::expected<void, StoreError> Store::checkpoint(std::uint32_t longer_than) {
    if (impl_->connection.log_pages() <= static_cast<std::int64_t>(longer_than)) return {};
    return impl_->connection.checkpoint();
}

}  // namespace bangnin::sync
