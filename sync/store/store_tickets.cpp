#include <algorithm>

#include "sync/store/store_impl.h"
#include "sync/wire/limits.h"

namespace bangnin::sync {
namespace {

bool in_range(const IssueRequest& request) {
    return !request.request.empty() && request.request.size() <= wire::max_identifier_bytes && request.service >= 'A' &&
           request.service <= 'Z' && kiosk_number_valid(request.kiosk) &&
           request.department.size() <= wire::max_text_bytes && request.person.size() <= wire::max_identifier_bytes &&
           request.sealed.size() <= largest_sealed && !request.language.empty() &&
           request.language.size() <= wire::max_identifier_bytes &&
           (request.print_state == PrintState::issued || request.print_state == PrintState::printing);
}

std::string_view view_of(const char& letter) { return {&letter, 1}; }

Ticket new_ticket(const IssueRequest& request, LocalDay day, std::uint32_t sequence, Instant now) {
    Ticket ticket;
    ticket.token = request.token ? *request.token : Token::random();
    ticket.number = Number{request.service, request.kiosk, sequence}.text();
    ticket.service = request.service;
    ticket.department = request.department;
    ticket.day = day;
    ticket.sequence = sequence;
    ticket.issued_at = now;
    ticket.identity = request.identity;
    ticket.language = request.language;
    ticket.ahead = request.ahead;
    ticket.estimate = request.estimate;
    return ticket;
}

// Everything but the sealed data, which is kept once, in the ticket's row, and joins the event when it is sent.
std::string issued_body(const Ticket& ticket, const IssueRequest& request) {
    wire::TicketIssued body;
    body.token = ticket.token.text();
    body.number = ticket.number;
    body.service = ticket.service;
    body.department = ticket.department;
    body.day = ticket.day;
    body.sequence = ticket.sequence;
    body.issued_at = ticket.issued_at;
    body.identity = ticket.identity;
    body.person = request.person;
    body.language = ticket.language;
    body.ahead = ticket.ahead;
    body.estimate = ticket.estimate;
    return wire::encode(body);
}

std::expected<std::int64_t, StoreError> insert_ticket(Statement& statement, const Ticket& ticket,
                                                      const IssueRequest& request, LogPlace place) {
    const StatementScope scope(statement);
    statement.bind_blob(1, bytes_of(ticket.token)).bind(2, request.request).bind(3, ticket.day.number());
    statement.bind(4, ticket.number).bind(5, view_of(ticket.service)).bind(6, std::int64_t{ticket.sequence});
    statement.bind(7, ticket.department).bind(8, milliseconds_of(ticket.issued_at));
    statement.bind(9, to_text(ticket.identity));
    if (!request.person.empty()) statement.bind(10, request.person);
    if (!request.sealed.empty()) statement.bind_blob(11, request.sealed);
    statement.bind(12, ticket.language).bind(13, std::int64_t{ticket.ahead});
    if (ticket.estimate) {
        statement.bind(14, std::int64_t{ticket.estimate->low_min}).bind(15, std::int64_t{ticket.estimate->high_min});
        statement.bind(16, milliseconds_of(ticket.estimate->as_of));
    }
    statement.bind(17, place.era).bind(18, place.seq);
    const auto stepped = statement.step();
    if (!stepped) return std::unexpected(stepped.error());
    const std::int64_t id = statement.integer(0);
    // RETURNING gives the row before the statement has ended; only its end says that the row is in.
    const auto ended = statement.step();
    if (!ended) return std::unexpected(ended.error());
    return id;
}

}  // namespace

std::expected<TicketRow, StoreError> read_ticket(const Statement& row) {
    TicketRow read;
    read.id = row.integer(0);
    const std::string token = row.text(1);
    const std::string service = row.text(3);
    const auto identity = parse_identity(row.text(8));
    const auto print_state = parse_print_state(row.text(14));
    const auto state = parse_ticket_state(row.text(17));
    if (token.size() != 16 || service.size() != 1 || !identity || !print_state || !state) {
        return std::unexpected(StoreError::corrupt);
    }
    Token::Bytes bytes{};
    std::copy(token.begin(), token.end(), bytes.begin());
    Ticket& ticket = read.ticket;
    ticket.token = Token{bytes};
    ticket.number = row.text(2);
    ticket.service = service[0];
    ticket.department = row.text(4);
    ticket.day = LocalDay::from_number(row.integer(5));
    ticket.sequence = static_cast<std::uint32_t>(row.integer(6));
    ticket.issued_at = instant_of(row.integer(7));
    ticket.identity = *identity;
    ticket.language = row.text(9);
    ticket.ahead = static_cast<std::uint32_t>(row.integer(10));
    if (!row.is_null(11)) {
        ticket.estimate = Estimate{static_cast<std::uint32_t>(row.integer(11)),
                                   static_cast<std::uint32_t>(row.integer(12)), instant_of(row.integer(13))};
    }
    ticket.print_state = *print_state;
    ticket.print_reason = row.text(15);
    ticket.copy = static_cast<std::uint32_t>(row.integer(16));
    ticket.state = *state;
    ticket.window = row.text(18);
    return read;
}

std::expected<std::optional<TicketRow>, StoreError> find_ticket(Statement& statement) {
    const StatementScope scope(statement);
    const auto stepped = statement.step();
    if (!stepped) return std::unexpected(stepped.error());
    if (*stepped == Step::done) return std::nullopt;
    auto row = read_ticket(statement);
    if (!row) return std::unexpected(row.error());
    return std::move(*row);
}

std::expected<std::int64_t, StoreError> Store::Impl::last_sequence(char service, LocalDay day) {
    // Also above every later day's numbers: their holders may be in the hall when a clock has been set back.
    Statement& highest = statements.last_sequence;
    const StatementScope scope(highest);
    const auto stepped = highest.bind(1, view_of(service)).bind(2, day.number()).step();
    if (!stepped) return std::unexpected(stepped.error());
    std::int64_t last = highest.integer(0);
    if (!numbers) return last;
    // A full disk may have kept the counters from being raised to the floors.
    for (const auto& [key, floor] : numbers->floors()) {
        if (key.second == service && key.first >= day) last = std::max(last, std::int64_t{floor});
    }
    return last;
}

std::expected<void, StoreError> Store::reserve_ahead(std::string_view services, Instant now) {
    if (!impl_->numbers) return std::unexpected(StoreError::misuse);
    const LocalDay day = local_day(now, impl_->options.zone);
    std::vector<NumberFile::Ahead> ahead;
    for (const char service : services) {
        if (service < 'A' || service > 'Z') return std::unexpected(StoreError::misuse);
        const auto last = impl_->last_sequence(service, day);
        if (!last) return std::unexpected(last.error());
        ahead.push_back({service, static_cast<std::uint32_t>(*last + 1)});
    }
    return impl_->numbers->reserve_ahead(day, ahead, impl_->options.reserve_block);
}

std::expected<std::uint32_t, StoreError> Store::next_sequence(char service, Instant now) {
    if (service < 'A' || service > 'Z') return std::unexpected(StoreError::misuse);
    const auto last = impl_->last_sequence(service, local_day(now, impl_->options.zone));
    if (!last) return std::unexpected(last.error());
    return static_cast<std::uint32_t>(*last + 1);
}

std::expected<Ticket, StoreError> Store::issue_ticket(const IssueRequest& request, Instant now) {
    if (!in_range(request) || !impl_->numbers) return std::unexpected(StoreError::misuse);
    auto transaction = Transaction::begin(impl_->connection);
    if (!transaction) return std::unexpected(transaction.error());

    auto before = find_ticket(impl_->statements.ticket_by_request.bind(1, request.request));
    if (!before) return std::unexpected(before.error());
    if (*before) return (*before)->ticket;

    const LocalDay day = local_day(now, impl_->options.zone);
    const auto last = impl_->last_sequence(request.service, day);
    if (!last) return std::unexpected(last.error());
    if (*last >= Number::largest_sequence) return std::unexpected(StoreError::misuse);
    const auto sequence = static_cast<std::uint32_t>(*last + 1);
    const auto reserved = impl_->numbers->ensure(day, request.service, sequence, impl_->options.reserve_block);
    if (!reserved) return std::unexpected(reserved.error());

    auto ticket = impl_->write_ticket(*transaction, request, new_ticket(request, day, sequence, now));
    // The person was refused; the next one gets this number, also after a restart.
    if (!ticket) impl_->numbers->take_back();
    return ticket;
}

std::expected<Ticket, StoreError> Store::Impl::write_ticket(Transaction& transaction, const IssueRequest& request,
                                                            Ticket ticket) {
    const Instant now = ticket.issued_at;
    const auto counted = statements.set_counter.bind(1, view_of(ticket.service))
                             .bind(2, ticket.day.number())
                             .bind(3, std::int64_t{ticket.sequence})
                             .run();
    if (!counted) return std::unexpected(counted.error());
    const auto place = next_place();
    if (!place) return std::unexpected(place.error());
    const auto id = insert_ticket(statements.insert_ticket, ticket, request, *place);
    if (!id) return std::unexpected(id.error());
    const auto appended = append(*place, event_type::ticket_issued, issued_body(ticket, request), {.ticket = *id}, now);
    if (!appended) return std::unexpected(appended.error());
    if (request.print_state == PrintState::printing) {
        TicketRow row{.id = *id, .ticket = std::move(ticket)};
        const auto begun = move_print_state(row, PrintState::printing, {}, now);
        if (!begun) return std::unexpected(begun.error());
        ticket = std::move(row.ticket);
    }
    if (const auto committed = transaction.commit(); !committed) return std::unexpected(committed.error());
    return ticket;
}

std::expected<std::optional<Ticket>, StoreError> Store::find_open_ticket(std::string_view person, char service,
                                                                         Instant now) {
    if (person.empty()) return std::nullopt;
    const std::int64_t day = local_day(now, impl_->options.zone).number();
    auto found = find_ticket(impl_->statements.ticket_of_person.bind(1, person).bind(2, view_of(service)).bind(3, day));
    if (!found) return std::unexpected(found.error());
    if (!*found) return std::nullopt;
    return (*found)->ticket;
}

std::expected<Ticket, StoreError> Store::ticket_by_token(const Token& token) {
    auto found = find_ticket(impl_->statements.ticket_by_token.bind_blob(1, bytes_of(token)));
    if (!found) return std::unexpected(found.error());
    if (!*found) return std::unexpected(StoreError::not_found);
    return (*found)->ticket;
}

std::expected<std::uint64_t, StoreError> Store::ticket_count() {
    Statement& statement = impl_->statements.ticket_count;
    const StatementScope scope(statement);
    const auto stepped = statement.step();
    if (!stepped) return std::unexpected(stepped.error());
    return static_cast<std::uint64_t>(statement.integer(0));
}

std::expected<std::uint64_t, StoreError> Store::tickets_of_day(Instant now) {
    Statement& statement = impl_->statements.tickets_of_day;
    const StatementScope scope(statement);
    const auto stepped = statement.bind(1, local_day(now, impl_->options.zone).number()).step();
    if (!stepped) return std::unexpected(stepped.error());
    return static_cast<std::uint64_t>(statement.integer(0));
}

std::expected<std::optional<Ticket>, StoreError> Store::latest_ticket(Instant now) {
    const std::int64_t day = local_day(now, impl_->options.zone).number();
    auto found = find_ticket(impl_->statements.latest_ticket.bind(1, day));
    if (!found) return std::unexpected(found.error());
    if (!*found) return std::nullopt;
    return std::move((*found)->ticket);
}

std::expected<void, StoreError> Store::Impl::move_print_state(TicketRow& row, PrintState state, std::string_view reason,
                                                              Instant now) {
    Ticket& ticket = row.ticket;
    ticket.print_state = state;
    ticket.print_reason = state == PrintState::not_printed ? std::string(reason) : std::string();
    if (state == PrintState::printing) ++ticket.copy;
    const auto updated = statements.set_print_state.bind(1, row.id)
                             .bind(2, to_text(state))
                             .bind(3, ticket.print_reason)
                             .bind(4, std::int64_t{ticket.copy})
                             .run();
    if (!updated) return std::unexpected(updated.error());
    const auto place = next_place();
    if (!place) return std::unexpected(place.error());
    const wire::TicketPrint body{ticket.token.text(), state, ticket.print_reason, ticket.copy};
    return append(*place, event_type::ticket_print, wire::encode(body), {.ticket = row.id}, now);
}

std::expected<Ticket, StoreError> Store::set_print_state(const Token& token, PrintState state, std::string_view reason,
                                                         Instant now) {
    if (reason.size() > wire::max_identifier_bytes) return std::unexpected(StoreError::misuse);
    auto transaction = Transaction::begin(impl_->connection);
    if (!transaction) return std::unexpected(transaction.error());
    auto found = find_ticket(impl_->statements.ticket_by_token.bind_blob(1, bytes_of(token)));
    if (!found) return std::unexpected(found.error());
    if (!*found) return std::unexpected(StoreError::not_found);
    if (!print_transition_allowed((*found)->ticket.print_state, state)) return std::unexpected(StoreError::misuse);
    const auto moved = impl_->move_print_state(**found, state, reason, now);
    if (!moved) return std::unexpected(moved.error());
    if (const auto committed = transaction->commit(); !committed) return std::unexpected(committed.error());
    return std::move((*found)->ticket);
}

std::expected<std::uint32_t, StoreError> Store::recover_at_start(Instant now) {
    std::vector<Token> left;
    {
        Statement& statement = impl_->statements.printing_tickets;
        const StatementScope scope(statement);
        while (true) {
            const auto stepped = statement.step();
            if (!stepped) return std::unexpected(stepped.error());
            if (*stepped == Step::done) break;
            const std::string bytes = statement.text(0);
            if (bytes.size() != 16) return std::unexpected(StoreError::corrupt);
            Token::Bytes token{};
            std::copy(bytes.begin(), bytes.end(), token.begin());
            left.emplace_back(token);
        }
    }
    for (const Token& token : left) {
        const auto set = set_print_state(token, PrintState::not_printed, "unknown", now);
        if (!set) return std::unexpected(set.error());
    }
    return static_cast<std::uint32_t>(left.size());
}

}  // namespace bangnin::sync
