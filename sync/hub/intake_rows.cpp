#include "sync/hub/intake_rows.h"

#include "sync/hub/postgresql_statement.h"
#include "sync/model/calling.h"

namespace bangnin::hub {
namespace {

namespace wire = sync::wire;
using Parameter = PostgresqlParameter;

long long milliseconds_of(sync::Instant at) { return at.time_since_epoch().count(); }

// What a ticket's row says, as it is first written.
struct TicketRowText {
    explicit TicketRowText(const PlannedTicket& planned)
        : service(1, planned.issued->service), identity(to_text(planned.issued->identity)) {
        const auto known = sync::parse_priority_class(planned.issued->priority).value_or(sync::PriorityClass::ordinary);
        priority = to_text(known);
        rank = static_cast<long long>(known);
        if (planned.printed == nullptr) return;
        print_state = to_text(planned.printed->outcome);
        print_reason = planned.printed->reason;
        print_copy = planned.printed->copy;
    }
    std::string service, identity, priority, print_state = "issued", print_reason;
    long long rank = 0, print_copy = 0;
};

// Prepared once, bound to the members beside them: ten thousand events must not parse SQL ten thousand times.
class RowByRow final : public IntakeRows {
  public:
    explicit RowByRow(soci::session& sql)
        : add_event_((sql.prepare << "INSERT INTO events(device, epoch, seq, type, at, body, received_at, reject_code, "
                                     "reject_detail) VALUES(:d, :e, :s, :t, :a, :b, :r, :c, :m)",
                      soci::use(device_), soci::use(epoch_), soci::use(seq_), soci::use(type_), soci::use(at_),
                      soci::use(body_), soci::use(received_at_), soci::use(code_, refused_),
                      soci::use(detail_, refused_))),
          add_ticket_(
              (sql.prepare
                   << "INSERT INTO tickets(token, number, service, department, day, device, issued_ms, identity, "
                      "language, priority, rank, state, \"window\", print_state, print_reason, print_copy, hall) "
                      "VALUES(:t, :n, :s, :p, :d, :v, :i, :y, :l, :o, :k, 'waiting', '', :f, :g, :h, :a) "
                      "ON CONFLICT DO NOTHING",
               soci::use(token_), soci::use(number_), soci::use(service_), soci::use(department_), soci::use(day_),
               soci::use(device_), soci::use(issued_ms_), soci::use(identity_), soci::use(language_),
               soci::use(priority_), soci::use(rank_), soci::use(print_state_), soci::use(print_reason_),
               soci::use(copy_), soci::use(hall_))),
          set_print_((sql.prepare << "UPDATE tickets SET print_state = :s, print_reason = :r, print_copy = :c "
                                     "WHERE token = :t AND device = :d",
                      soci::use(print_state_), soci::use(print_reason_), soci::use(copy_), soci::use(token_),
                      soci::use(device_))),
          set_log_((sql.prepare << "INSERT INTO logs(device, epoch, high_water, updated_ms, change) "
                                   "VALUES(:d, :e, :h, :u, :c) ON CONFLICT(device, epoch) DO UPDATE SET "
                                   "high_water = excluded.high_water, updated_ms = excluded.updated_ms, change = CASE "
                                   "WHEN excluded.change > 0 THEN excluded.change ELSE logs.change END",
                    soci::use(device_), soci::use(epoch_), soci::use(seq_), soci::use(updated_ms_),
                    soci::use(change_))),
          see_device_((sql.prepare << "UPDATE devices SET last_seen_at = :a WHERE device = :d", soci::use(received_at_),
                       soci::use(device_))) {}

    // SQLite has one writer at a time, and one hub.
    void take_turns(std::span<const IntakeBatch* const> /*batches*/) override {}
    std::size_t add_tickets(const IntakeBatch& batch, std::span<const PlannedTicket> tickets) override;
    std::size_t set_prints(const std::string& device, std::span<const wire::TicketPrint* const> prints) override;
    void add_events(const IntakeBatch& batch, std::size_t first, const Refusals& refusals) override;
    void set_logs(std::span<const LogEnd> logs) override;
    void see_devices(const std::map<std::string, sync::Instant>& seen) override;

  private:
    std::string device_, epoch_, type_, at_, body_, received_at_, code_, detail_;
    std::string token_, number_, service_, department_, identity_, language_, priority_, print_state_, print_reason_,
        hall_;
    long long seq_ = 0, day_ = 0, issued_ms_ = 0, rank_ = 0, copy_ = 0, updated_ms_ = 0, change_ = 0;
    soci::indicator refused_ = soci::i_null;
    soci::statement add_event_;
    soci::statement add_ticket_;
    soci::statement set_print_;
    soci::statement set_log_;
    soci::statement see_device_;
};

std::size_t RowByRow::add_tickets(const IntakeBatch& batch, std::span<const PlannedTicket> tickets) {
    std::size_t added = 0;
    device_ = batch.device;
    hall_ = batch.hall;
    for (const PlannedTicket& planned : tickets) {
        const wire::TicketIssued& issued = *planned.issued;
        const TicketRowText row(planned);
        token_ = issued.token;
        number_ = issued.number;
        service_ = row.service;
        department_ = issued.department;
        day_ = issued.day.number();
        issued_ms_ = milliseconds_of(issued.issued_at);
        identity_ = row.identity;
        language_ = issued.language;
        priority_ = row.priority;
        rank_ = row.rank;
        print_state_ = row.print_state;
        print_reason_ = row.print_reason;
        copy_ = row.print_copy;
        add_ticket_.execute(true);
        added += static_cast<std::size_t>(add_ticket_.get_affected_rows());
    }
    return added;
}

std::size_t RowByRow::set_prints(const std::string& device, std::span<const wire::TicketPrint* const> prints) {
    std::size_t set = 0;
    device_ = device;
    for (const wire::TicketPrint* print : prints) {
        token_ = print->token;
        print_state_ = to_text(print->outcome);
        print_reason_ = print->reason;
        copy_ = print->copy;
        set_print_.execute(true);
        set += static_cast<std::size_t>(set_print_.get_affected_rows());
    }
    return set;
}

void RowByRow::add_events(const IntakeBatch& batch, std::size_t first, const Refusals& refusals) {
    device_ = batch.device;
    epoch_ = batch.epoch;
    received_at_ = sync::to_text(batch.received);
    for (std::size_t index = first; index < batch.items.size(); ++index) {
        const IntakeItem& item = batch.items[index];
        const std::optional<Refusal>& refusal = refusals[index];
        seq_ = static_cast<long long>(item.event.seq);
        type_ = item.event.type;
        at_ = item.at;
        body_ = item.event.body;
        refused_ = refusal ? soci::i_ok : soci::i_null;
        code_ = refusal ? refusal->code : "";
        detail_ = refusal ? refusal->detail : "";
        add_event_.execute(true);
    }
}

void RowByRow::set_logs(std::span<const LogEnd> logs) {
    for (const LogEnd& log : logs) {
        device_ = log.device;
        epoch_ = log.epoch;
        seq_ = log.high_water;
        updated_ms_ = milliseconds_of(log.updated);
        change_ = log.change;
        set_log_.execute(true);
    }
}

void RowByRow::see_devices(const std::map<std::string, sync::Instant>& seen) {
    for (const auto& [device, at] : seen) {
        device_ = device;
        received_at_ = sync::to_text(at);
        see_device_.execute(true);
    }
}

class ManyRows final : public IntakeRows {
  public:
    explicit ManyRows(soci::session& sql) : sql_(sql) {}

    void take_turns(std::span<const IntakeBatch* const> batches) override;
    std::size_t add_tickets(const IntakeBatch& batch, std::span<const PlannedTicket> tickets) override;
    std::size_t set_prints(const std::string& device, std::span<const wire::TicketPrint* const> prints) override;
    void add_events(const IntakeBatch& batch, std::size_t first, const Refusals& refusals) override;
    void set_logs(std::span<const LogEnd> logs) override;
    void see_devices(const std::map<std::string, sync::Instant>& seen) override;

  private:
    soci::session& sql_;
    // Of several logs in one order, so that two hubs never wait for each other.
    PostgresqlStatement take_turns_{"intake_turns",
                                    "SELECT pg_advisory_xact_lock(lock) FROM (SELECT DISTINCT hashtext(device) AS lock "
                                    "FROM unnest($1) AS device ORDER BY lock) AS locks"};
    PostgresqlStatement add_events_{
        "intake_events",
        "INSERT INTO events(device, epoch, seq, type, at, body, received_at, reject_code, reject_detail) "
        "SELECT $1, $2, seq, type, at, body, $3, code, detail "
        "FROM unnest($4, $5, $6, $7, $8, $9) AS item(seq, type, at, body, code, detail)"};
    PostgresqlStatement add_tickets_{
        "intake_tickets",
        "INSERT INTO tickets(token, number, service, department, day, device, issued_ms, identity, language, "
        "priority, rank, state, \"window\", print_state, print_reason, print_copy, hall) "
        "SELECT token, number, service, department, day, $1, issued_ms, identity, language, priority, rank, "
        "'waiting', '', print_state, print_reason, print_copy, $15 "
        "FROM unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) AS item(token, number, service, "
        "department, day, issued_ms, identity, language, priority, rank, print_state, print_reason, print_copy) "
        "ON CONFLICT DO NOTHING"};
    PostgresqlStatement set_prints_{
        "intake_prints",
        "UPDATE tickets SET print_state = item.state, print_reason = item.reason, print_copy = item.copy "
        "FROM unnest($2, $3, $4, $5) AS item(token, state, reason, copy) "
        "WHERE tickets.token = item.token AND tickets.device = $1"};
    PostgresqlStatement see_devices_{
        "intake_devices",
        "UPDATE devices SET last_seen_at = item.at FROM unnest($1, $2) AS item(device, at) "
        "WHERE devices.device = item.device"};
    PostgresqlStatement set_logs_{
        "intake_logs",
        "INSERT INTO logs(device, epoch, high_water, updated_ms, change) SELECT * FROM unnest($1, $2, $3, $4, $5) "
        "ON CONFLICT(device, epoch) DO UPDATE SET high_water = excluded.high_water, updated_ms = excluded.updated_ms, "
        "change = CASE WHEN excluded.change > 0 THEN excluded.change ELSE logs.change END"};
};

void ManyRows::take_turns(std::span<const IntakeBatch* const> batches) {
    std::vector<Parameter> columns{Parameter::texts()};
    for (const IntakeBatch* batch : batches) columns[0].add(batch->device);
    take_turns_.execute(sql_, columns);
}

std::size_t ManyRows::add_tickets(const IntakeBatch& batch, std::span<const PlannedTicket> tickets) {
    if (tickets.empty()) return 0;
    std::vector<Parameter> columns{Parameter::text(batch.device),
                                   Parameter::texts(),
                                   Parameter::texts(),
                                   Parameter::texts(),
                                   Parameter::texts(),
                                   Parameter::wholes(),
                                   Parameter::wholes(),
                                   Parameter::texts(),
                                   Parameter::texts(),
                                   Parameter::texts(),
                                   Parameter::wholes(),
                                   Parameter::texts(),
                                   Parameter::texts(),
                                   Parameter::wholes(),
                                   Parameter::text(batch.hall)};
    for (const PlannedTicket& planned : tickets) {
        const wire::TicketIssued& issued = *planned.issued;
        const TicketRowText row(planned);
        columns[1].add(issued.token);
        columns[2].add(issued.number);
        columns[3].add(row.service);
        columns[4].add(issued.department);
        columns[5].add(issued.day.number());
        columns[6].add(milliseconds_of(issued.issued_at));
        columns[7].add(row.identity);
        columns[8].add(issued.language);
        columns[9].add(row.priority);
        columns[10].add(row.rank);
        columns[11].add(row.print_state);
        columns[12].add(row.print_reason);
        columns[13].add(row.print_copy);
    }
    return static_cast<std::size_t>(add_tickets_.execute(sql_, columns));
}

std::size_t ManyRows::set_prints(const std::string& device, std::span<const wire::TicketPrint* const> prints) {
    if (prints.empty()) return 0;
    std::vector<Parameter> columns{Parameter::text(device), Parameter::texts(), Parameter::texts(), Parameter::texts(),
                                   Parameter::wholes()};
    for (const wire::TicketPrint* print : prints) {
        columns[1].add(print->token);
        columns[2].add(to_text(print->outcome));
        columns[3].add(print->reason);
        columns[4].add(std::int64_t{print->copy});
    }
    return static_cast<std::size_t>(set_prints_.execute(sql_, columns));
}

void ManyRows::add_events(const IntakeBatch& batch, std::size_t first, const Refusals& refusals) {
    if (first == batch.items.size()) return;
    std::vector<Parameter> columns{Parameter::text(batch.device),
                                   Parameter::text(batch.epoch),
                                   Parameter::text(sync::to_text(batch.received)),
                                   Parameter::wholes(),
                                   Parameter::texts(),
                                   Parameter::texts(),
                                   Parameter::texts(),
                                   Parameter::texts(),
                                   Parameter::texts()};
    for (std::size_t index = first; index < batch.items.size(); ++index) {
        const IntakeItem& item = batch.items[index];
        columns[3].add(static_cast<std::int64_t>(item.event.seq));
        columns[4].add(item.event.type);
        columns[5].add(item.at);
        columns[6].add(item.event.body);
        if (const auto& refusal = refusals[index]) {
            columns[7].add(refusal->code);
            columns[8].add(refusal->detail);
        } else {
            columns[7].add_null();
            columns[8].add_null();
        }
    }
    add_events_.execute(sql_, columns);
}

void ManyRows::set_logs(std::span<const LogEnd> logs) {
    if (logs.empty()) return;
    std::vector<Parameter> columns{Parameter::texts(), Parameter::texts(), Parameter::wholes(), Parameter::wholes(),
                                   Parameter::wholes()};
    for (const LogEnd& log : logs) {
        columns[0].add(log.device);
        columns[1].add(log.epoch);
        columns[2].add(std::int64_t{log.high_water});
        columns[3].add(std::int64_t{milliseconds_of(log.updated)});
        columns[4].add(std::int64_t{log.change});
    }
    set_logs_.execute(sql_, columns);
}

void ManyRows::see_devices(const std::map<std::string, sync::Instant>& seen) {
    if (seen.empty()) return;
    std::vector<Parameter> columns{Parameter::texts(), Parameter::texts()};
    for (const auto& [device, at] : seen) {
        columns[0].add(device);
        columns[1].add(sync::to_text(at));
    }
    see_devices_.execute(sql_, columns);
}

}  // namespace

std::unique_ptr<IntakeRows> IntakeRows::create(soci::session& sql) {
    if (on_postgresql(sql)) return std::make_unique<ManyRows>(sql);
    return std::make_unique<RowByRow>(sql);
}

}  // namespace bangnin::hub
