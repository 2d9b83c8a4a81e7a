// What the parts of Store share. Private to the store.
#pragma once

#include <optional>
#include <string>

#include "sync/store/number_file.h"
#include "sync/store/sqlite.h"
#include "sync/store/store.h"

namespace bangnin::sync {

// Everything asked for more than now and then is prepared once and kept.
struct Statements {
    Statement ticket_by_request, ticket_by_token, ticket_of_person, ticket_count, printing_tickets;
    Statement tickets_of_day, latest_ticket;
    Statement last_sequence, set_counter, insert_ticket, set_print_state, set_ticket_state;
    Statement rating_by_request, rating_of_ticket, insert_rating;
    Statement next_seq, insert_event, pending, log_row, decide, reject, rejected;
    Statement queue_row, set_queue, set_cursor, open_tickets, newer_tickets, set_contact;
};

std::expected<Statements, StoreError> prepare_statements(Connection& connection);

struct LogRow {
    std::string device;
    std::string epoch;
    std::int64_t era = 0;
    std::int64_t last_seq = 0;
    std::int64_t decided_seq = 0;
    std::int64_t cursor = 0;
    std::optional<Instant> last_contact{};
    std::string authority{};
    std::int64_t first_era = 1;  // the first that the present hub has heard of, from this device under its present name

    // An SQL condition: an event's era is an earlier one which the present hub was told.
    std::string earlier_eras() const {
        return "(era < " + std::to_string(era) + " AND era >= " + std::to_string(first_era) + ")";
    }
};

// A place in the log, as rows keep it.
struct LogPlace {
    std::int64_t era = 0;
    std::int64_t seq = 0;
};

// Whose event it is: rows that it goes or stays with.
struct EventSubject {
    std::optional<std::int64_t> ticket{};
    std::optional<std::int64_t> rating{};
};

struct TicketRow {
    std::int64_t id = 0;
    Ticket ticket;
};

struct Store::Impl {
    StoreOptions options;
    std::optional<RecoveredCorruption> recovered;
    std::optional<NumberFile> numbers;  // the owner's only
    Connection connection;
    Statements statements;

    static std::expected<std::unique_ptr<Impl>, StoreError> open_owner(const std::filesystem::path& file,
                                                                       const StoreOptions& options, Instant now);
    static std::expected<std::unique_ptr<Impl>, StoreError> open_companion(const std::filesystem::path& file,
                                                                           const StoreOptions& options);
    std::expected<LogRow, StoreError> log();
    std::expected<void, StoreError> set_name(std::string_view device);
    // Takes the next place of the log; inside a transaction.
    std::expected<LogPlace, StoreError> next_place();
    std::expected<void, StoreError> append(LogPlace place, std::string_view type, std::string_view body,
                                           EventSubject subject, Instant now);
    // Row, ticket and event alike, inside a transaction; the step must be allowed.
    std::expected<void, StoreError> move_print_state(TicketRow& row, PrintState state, std::string_view reason,
                                                     Instant now);
    std::expected<std::optional<QueueStatus>, StoreError> queue(char service);
    // The last sequence that a new ticket must be above.
    std::expected<std::int64_t, StoreError> last_sequence(char service, LocalDay day);
    // Ticket, counter and events, committed.
    std::expected<Ticket, StoreError> write_ticket(Transaction& transaction, const IssueRequest& request,
                                                   Ticket ticket);
    enum class Eras { present, all };
    // Inside a transaction: events of the present era after `seq`, and all those kept of earlier ones where asked for,
    // begin a new epoch, in their order. Places may be missing.
    std::expected<void, StoreError> renumber_after(const LogRow& log, std::int64_t seq, Eras eras, Instant now);
};

inline std::int64_t milliseconds_of(Instant at) { return at.time_since_epoch().count(); }
inline Instant instant_of(std::int64_t milliseconds) { return Instant{std::chrono::milliseconds{milliseconds}}; }

inline constexpr std::size_t largest_sealed = 24 * 1024;

inline std::string_view bytes_of(const Token& token) {
    return {reinterpret_cast<const char*>(token.bytes().data()), token.bytes().size()};
}

// Every use of a column list and of the reader below must agree.
inline constexpr const char* ticket_columns =
    "id, token, number, service, department, day, sequence, issued_at, identity, language, ahead, low_min, high_min, "
    "as_of, "
    "print_state, print_reason, copy, state, window";

// corrupt when a column holds what no version of this program writes.
std::expected<TicketRow, StoreError> read_ticket(const Statement& row);
// The one row a bound statement finds, if any.
std::expected<std::optional<TicketRow>, StoreError> find_ticket(Statement& statement);

}  // namespace bangnin::sync
