#include <cstdlib>
#include <nlohmann/json.hpp>

#include "sync/seal/seal.h"
#include "sync/store/store_impl.h"
#include "sync/wire/limits.h"

namespace bangnin::sync {
namespace {

// Puts the sealed data into the body's text, before its last brace.
std::string with_sealed(std::string body, const std::string& sealed) {
    if (sealed.empty() || body.size() < 2 || body.back() != '}') return body;
    body.pop_back();
    if (body.back() != '{') body += ',';
    return body + "\"sealed\":\"" + base64_encode(sealed) + "\"}";
}

bool plausible_body(std::string_view body) {
    return body.size() >= 2 && body.size() <= wire::max_event_body_bytes && body.front() == '{' &&
           nlohmann::json::accept(body.begin(), body.end());
}

}  // namespace

std::expected<LogPlace, StoreError> Store::Impl::next_place() {
    Statement& statement = statements.next_seq;
    const StatementScope scope(statement);
    const auto stepped = statement.step();
    if (!stepped) return std::unexpected(stepped.error());
    if (*stepped == Step::done) return std::unexpected(StoreError::corrupt);
    const LogPlace place{statement.integer(0), statement.integer(1)};
    const auto ended = statement.step();
    if (!ended) return std::unexpected(ended.error());
    return place;
}

std::expected<void, StoreError> Store::Impl::append(LogPlace place, std::string_view type, std::string_view body,
                                                    EventSubject subject, Instant now) {
    Statement& statement = statements.insert_event;
    statement.bind(1, place.era).bind(2, place.seq).bind(3, type).bind(4, milliseconds_of(now)).bind(5, body);
    if (subject.ticket) statement.bind(6, *subject.ticket);
    if (subject.rating) statement.bind(7, *subject.rating);
    return statement.run();
}

std::expected<std::uint64_t, StoreError> Store::append_event(std::string_view type, std::string_view body,
                                                             Instant now) {
    if (type.empty() || type.size() > wire::max_event_type_bytes || !plausible_body(body)) {
        return std::unexpected(StoreError::misuse);
    }
    auto transaction = Transaction::begin(impl_->connection);
    if (!transaction) return std::unexpected(transaction.error());
    const auto place = impl_->next_place();
    if (!place) return std::unexpected(place.error());
    if (const auto done = impl_->append(*place, type, body, {}, now); !done) {
        return std::unexpected(done.error());
    }
    if (const auto committed = transaction->commit(); !committed) return std::unexpected(committed.error());
    return static_cast<std::uint64_t>(place->seq);
}

std::expected<OutboxBatch, StoreError> Store::pending(std::uint32_t limit) {
    const auto log = impl_->log();
    if (!log) return std::unexpected(log.error());
    OutboxBatch batch{log->epoch, {}, static_cast<std::uint64_t>(log->last_seq)};
    Statement& statement = impl_->statements.pending;
    const StatementScope scope(statement);
    statement.bind(1, log->era).bind(2, log->decided_seq).bind(3, std::int64_t{limit});
    while (true) {
        const auto stepped = statement.step();
        if (!stepped) return std::unexpected(stepped.error());
        if (*stepped == Step::done) return batch;
        batch.events.push_back({static_cast<std::uint64_t>(statement.integer(0)), statement.text(1),
                                instant_of(statement.integer(2)), with_sealed(statement.text(3), statement.text(4))});
    }
}

std::expected<std::uint64_t, StoreError> Store::pending_count() {
    // The log has no gaps, so that the difference is the number.
    const auto row = impl_->log();
    if (!row) return std::unexpected(row.error());
    return static_cast<std::uint64_t>(row->last_seq - row->decided_seq);
}

std::expected<void, StoreError> Store::acknowledge(std::string_view epoch, std::uint64_t high_water,
                                                   const std::vector<wire::Rejection>& rejected, Instant now) {
    auto transaction = Transaction::begin(impl_->connection);
    if (!transaction) return std::unexpected(transaction.error());
    const auto log = impl_->log();
    if (!log) return std::unexpected(log.error());
    if (epoch != log->epoch) return std::unexpected(StoreError::misuse);
    if (high_water > static_cast<std::uint64_t>(log->last_seq)) return std::unexpected(StoreError::diverged);
    const auto decided = static_cast<std::int64_t>(high_water);
    Statements& statements = impl_->statements;
    for (const wire::Rejection& rejection : rejected) {
        if (rejection.seq > high_water) continue;
        const auto done = statements.reject.bind(1, log->era)
                              .bind(2, static_cast<std::int64_t>(rejection.seq))
                              .bind(3, rejection.code)
                              .bind(4, rejection.detail)
                              .run();
        if (!done) return done;
    }
    if (const auto done = statements.decide.bind(1, decided).run(); !done) return done;
    if (const auto done = statements.set_contact.bind(1, milliseconds_of(now)).run(); !done) return done;
    return transaction->commit();
}

std::expected<std::vector<RejectedEvent>, StoreError> Store::rejected(std::uint32_t limit) {
    Statement& statement = impl_->statements.rejected;
    const StatementScope scope(statement);
    statement.bind(1, std::int64_t{limit});
    std::vector<RejectedEvent> events;
    while (true) {
        const auto stepped = statement.step();
        if (!stepped) return std::unexpected(stepped.error());
        if (*stepped == Step::done) return events;
        Event event{static_cast<std::uint64_t>(statement.integer(0)), statement.text(1),
                    instant_of(statement.integer(2)), statement.text(3)};
        events.push_back({std::move(event), statement.text(4), statement.text(5)});
    }
}

std::expected<void, StoreError> Store::Impl::renumber_after(const LogRow& log, std::int64_t seq, Eras eras,
                                                            Instant now) {
    const std::string present = std::to_string(log.era);
    const std::string fresh = std::to_string(log.era + 1);
    const std::string moved = "((era = " + present + " AND seq > " + std::to_string(seq) + ")" +
                              (eras == Eras::all ? " OR " + log.earlier_eras() : std::string()) + ")";
    const std::string place =
        "FROM outbox o WHERE o.ticket = ticket.id AND o.type = 'ticket.issued' AND o.era = " + fresh;
    const std::string sql =
        "INSERT INTO outbox (era, seq, type, at, body, ticket, rating) SELECT " + fresh +
        ", row_number() OVER (ORDER BY era, seq), type, at, body, ticket, rating FROM outbox WHERE " + moved + ";" +
        "DELETE FROM outbox WHERE " + moved + ";" + "UPDATE ticket SET (era, seq) = (SELECT o.era, o.seq " + place +
        ") WHERE " + moved + " AND EXISTS (SELECT 1 " + place + ");" + "UPDATE log SET era = " + fresh +
        ", decided_seq = 0, last_seq = (SELECT count(*) FROM outbox WHERE era = " + fresh + "), epoch = '" +
        Token::random().text() + "', last_contact = " + std::to_string(milliseconds_of(now));
    return connection.execute(sql);
}

std::expected<void, StoreError> Store::begin_epoch(Instant now) {
    auto transaction = Transaction::begin(impl_->connection);
    if (!transaction) return std::unexpected(transaction.error());
    const auto log = impl_->log();
    if (!log) return std::unexpected(log.error());
    const auto done = impl_->renumber_after(*log, log->decided_seq, Impl::Eras::present, now);
    if (!done) return done;
    return transaction->commit();
}

std::expected<void, StoreError> Store::set_identity(std::string_view device, std::string_view authority, Instant now) {
    const auto plausible = [](std::string_view word) {
        return !word.empty() && word.size() <= wire::max_identifier_bytes;
    };
    if (!plausible(device) || !plausible(authority)) return std::unexpected(StoreError::misuse);
    auto transaction = Transaction::begin(impl_->connection);
    if (!transaction) return std::unexpected(transaction.error());
    const auto log = impl_->log();
    if (!log) return std::unexpected(log.error());
    if (log->device == device && log->authority == authority) return {};
    const bool heard = !log->authority.empty() || log->decided_seq > 0 || log->era > 1;
    const bool another_hub = !log->authority.empty() && log->authority != authority;
    if (another_hub || (heard && log->device != device)) {
        auto begun = impl_->renumber_after(*log, log->decided_seq, Impl::Eras::present, now);
        if (begun) begun = impl_->connection.execute("UPDATE log SET first_era = era, cursor = 0");
        if (!begun) return begun;
    }
    if (const auto named = impl_->set_name(device); !named) return named;
    auto statement = impl_->connection.prepare("UPDATE log SET authority = ?1");
    if (!statement) return std::unexpected(statement.error());
    if (const auto done = statement->bind(1, authority).run(); !done) return done;
    return transaction->commit();
}

std::expected<std::uint64_t, StoreError> Store::rewind(std::string_view epoch, std::uint64_t high_water, Instant now) {
    auto transaction = Transaction::begin(impl_->connection);
    if (!transaction) return std::unexpected(transaction.error());
    const auto log = impl_->log();
    if (!log) return std::unexpected(log.error());
    if (epoch != log->epoch) return std::unexpected(StoreError::misuse);
    if (high_water >= static_cast<std::uint64_t>(log->decided_seq)) return 0;
    const auto seq = static_cast<std::int64_t>(high_water);
    const std::string present = std::to_string(log->era);
    // A hub that knows nothing of this epoch may have lost some of the earlier ones too; what it has of them it knows.
    const std::string lost = "((era = " + present + " AND seq > " + std::to_string(seq) +
                             " AND seq <= " + std::to_string(log->decided_seq) + ")" +
                             (seq == 0 ? " OR " + log->earlier_eras() : std::string()) + ")";
    const auto earliest = impl_->connection.value("SELECT min(era) FROM outbox WHERE " + lost);
    const auto kept = impl_->connection.value("SELECT count(*) FROM outbox WHERE " + lost);
    if (!earliest || !kept) return std::unexpected(earliest ? kept.error() : earliest.error());
    const std::uint64_t again = std::strtoull(kept->value_or("0").c_str(), nullptr, 10);
    // What it had refused it is asked again: its refusal is lost with the rest.
    auto done = impl_->connection.execute("UPDATE outbox SET rejected_code = NULL, rejected_detail = NULL WHERE " +
                                          lost + " AND rejected_code IS NOT NULL");
    if (!done) return std::unexpected(done.error());
    const bool whole = again == static_cast<std::uint64_t>(log->decided_seq - seq) && *earliest == present;
    if (whole) {
        done = impl_->connection.execute("UPDATE log SET decided_seq = " + std::to_string(seq));
    } else {
        const auto eras = seq == 0 ? Impl::Eras::all : Impl::Eras::present;
        done = impl_->renumber_after(*log, seq, eras, now);
    }
    if (!done) return std::unexpected(done.error());
    if (const auto committed = transaction->commit(); !committed) return std::unexpected(committed.error());
    return again;
}

}  // namespace bangnin::sync
