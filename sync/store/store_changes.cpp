#include "sync/store/store_impl.h"

namespace bangnin::sync {
namespace {

std::expected<std::uint32_t, StoreError> count_of(Statement& statement) {
    const StatementScope scope(statement);
    const auto stepped = statement.step();
    if (!stepped) return std::unexpected(stepped.error());
    return static_cast<std::uint32_t>(statement.integer(0));
}

std::expected<void, StoreError> apply(Statements& statements, const wire::Change& change) {
    if (const auto* queue = std::get_if<QueueStatus>(&change)) {
        const std::string service(1, queue->service);
        const std::string body = wire::encode(change);
        return statements.set_queue.bind(1, service).bind(2, body).run();
    }
    if (const auto* ticket = std::get_if<wire::TicketChange>(&change)) {
        const auto token = Token::parse(ticket->token);
        if (!token) return {};
        const std::string_view bytes{reinterpret_cast<const char*>(token->bytes().data()), token->bytes().size()};
        // Tickets of other kiosks come this way too; they are not in the store and change nothing.
        return statements.set_ticket_state.bind_blob(1, bytes)
            .bind(2, to_text(ticket->state))
            .bind(3, ticket->window)
            .run();
    }
    return {};
}

}  // namespace

std::expected<void, StoreError> Store::apply_changes(std::uint64_t cursor, const std::vector<wire::Change>& changes,
                                                     Instant now) {
    if (cursor > static_cast<std::uint64_t>(INT64_MAX)) return std::unexpected(StoreError::misuse);
    auto transaction = Transaction::begin(impl_->connection);
    if (!transaction) return std::unexpected(transaction.error());
    for (const wire::Change& change : changes) {
        if (const auto done = apply(impl_->statements, change); !done) return done;
    }
    const auto moved =
        impl_->statements.set_cursor.bind(1, static_cast<std::int64_t>(cursor)).bind(2, milliseconds_of(now)).run();
    if (!moved) return moved;
    return transaction->commit();
}

std::expected<std::optional<QueueStatus>, StoreError> Store::Impl::queue(char service) {
    Statement& statement = statements.queue_row;
    const StatementScope scope(statement);
    const auto stepped = statement.bind(1, std::string_view(&service, 1)).step();
    if (!stepped) return std::unexpected(stepped.error());
    if (*stepped == Step::done) return std::nullopt;
    const auto change = wire::decode_change(statement.text(0));
    if (!change) return std::unexpected(StoreError::corrupt);
    const auto* status = std::get_if<QueueStatus>(&*change);
    if (status == nullptr) return std::unexpected(StoreError::corrupt);
    return *status;
}

std::expected<std::optional<QueueStatus>, StoreError> Store::queue_status(char service) {
    return impl_->queue(service);
}

std::expected<std::uint32_t, StoreError> Store::people_ahead(char service, Instant now) {
    const LocalDay today = local_day(now, impl_->options.zone);
    const auto status = impl_->queue(service);
    if (!status) return std::unexpected(status.error());
    const std::string_view letter(&service, 1);
    OwnTickets own;
    if (*status && (*status)->day == today) {
        const auto log = impl_->log();
        if (!log) return std::unexpected(log.error());
        // Tickets of an earlier epoch are decided, so that the hub has them; of this one, those after its mark are
        // news.
        const auto mark = (*status)->included.find(log->device);
        const bool ours = mark != (*status)->included.end() && mark->second.epoch == log->epoch;
        const auto included = static_cast<std::int64_t>(ours ? mark->second.seq : 0);
        Statement& newer = impl_->statements.newer_tickets;
        const auto count = count_of(newer.bind(1, letter).bind(2, today.number()).bind(3, log->era).bind(4, included));
        if (!count) return std::unexpected(count.error());
        own.newer_than_included = *count;
    } else {
        const auto count = count_of(impl_->statements.open_tickets.bind(1, letter).bind(2, today.number()));
        if (!count) return std::unexpected(count.error());
        own.open = *count;
    }
    return sync::people_ahead(*status, today, own);
}

}  // namespace bangnin::sync
