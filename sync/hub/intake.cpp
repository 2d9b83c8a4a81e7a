#include "sync/hub/intake.h"

#include <optional>
#include <utility>

#include "sync/hub/ratings.h"
#include "sync/hub/staff_calls.h"
#include "sync/model/calling.h"

namespace bangnin::hub {

namespace wire = sync::wire;

namespace {

// Tickets, ratings and calls for staff come from kiosks; everybody tells how he is. What nobody knows is refused for
// that.
bool may_send(Role role, std::string_view type) {
    const bool kiosks_only =
        type.starts_with("ticket.") || type.starts_with("rating.") || type == sync::event_type::staff_call;
    return !kiosks_only || role == Role::kiosk;
}

}  // namespace

// Prepared once, bound to the members beside them: ten thousand events must not parse SQL ten thousand times.
struct Intake::Statements {
    explicit Statements(soci::session& sql)
        : add_event((sql.prepare << "INSERT INTO events(device, epoch, seq, type, at, body, received_at, reject_code, "
                                    "reject_detail) VALUES(:d, :e, :s, :t, :a, :b, :r, :c, :m)",
                     soci::use(device), soci::use(epoch), soci::use(seq), soci::use(type), soci::use(at),
                     soci::use(body), soci::use(received_at), soci::use(code, refused), soci::use(detail, refused))),
          add_ticket(
              (sql.prepare
                   << "INSERT INTO tickets(token, number, service, department, day, device, issued_ms, identity, "
                      "language, priority, rank, state, \"window\", print_state, print_reason, print_copy) "
                      "VALUES(:t, :n, :s, :p, :d, :v, :i, :y, :l, :o, :k, 'waiting', '', 'issued', '', 0) "
                      "ON CONFLICT DO NOTHING",
               soci::use(token), soci::use(number), soci::use(service), soci::use(department), soci::use(day),
               soci::use(device), soci::use(issued_ms), soci::use(identity), soci::use(language), soci::use(priority),
               soci::use(rank))),
          set_print((sql.prepare << "UPDATE tickets SET print_state = :s, print_reason = :r, print_copy = :c "
                                    "WHERE token = :t AND device = :d",
                     soci::use(print_state), soci::use(print_reason), soci::use(copy), soci::use(token),
                     soci::use(device))) {}

    std::string device, epoch, type, at, body, received_at, code, detail;
    sync::Instant received{};
    long long seq = 0;
    soci::indicator refused = soci::i_null;
    std::string token, number, service, department, identity, language, priority;
    long long day = 0, issued_ms = 0, rank = 0;
    std::string print_state, print_reason;
    int copy = 0;
    soci::statement add_event;
    soci::statement add_ticket;
    soci::statement set_print;

    std::optional<Refusal> apply(soci::session& sql, const sync::Event& event, Role role, std::set<char>& changed);

  private:
    std::optional<Refusal> apply_issued(soci::session& sql, const sync::Event& event, std::set<char>& changed);
    std::optional<Refusal> apply_print(const sync::Event& event);
    std::optional<Refusal> apply_health(soci::session& sql, const sync::Event& event);
};

std::optional<Refusal> Intake::Statements::apply_issued(soci::session& sql, const sync::Event& event,
                                                        std::set<char>& changed) {
    const auto ticket = wire::decode_ticket_issued(event.body);
    if (!ticket) return Refusal{"bad_body", wire::to_text(ticket.error())};
    token = ticket->token;
    number = ticket->number;
    service = std::string(1, ticket->service);
    department = ticket->department;
    day = ticket->day.number();
    issued_ms = ticket->issued_at.time_since_epoch().count();
    identity = sync::to_text(ticket->identity);
    language = ticket->language;
    const auto known = sync::parse_priority_class(ticket->priority).value_or(sync::PriorityClass::ordinary);
    priority = sync::to_text(known);
    rank = static_cast<long long>(known);
    add_ticket.execute(true);
    if (add_ticket.get_affected_rows() == 1) {
        changed.insert(ticket->service);
        return std::nullopt;
    }
    // The same ticket again (a log that was numbered anew after a repair) is no harm; another one under its name is.
    std::string other_device;
    std::string other_number;
    sql << "SELECT device, number FROM tickets WHERE token = :t", soci::use(token), soci::into(other_device),
        soci::into(other_number);
    if (!sql.got_data()) return Refusal{"number_taken", "another ticket of that day has this number"};
    if (other_device == device && other_number == number) return std::nullopt;
    return Refusal{"token_taken", "another ticket has this token"};
}

std::optional<Refusal> Intake::Statements::apply_print(const sync::Event& event) {
    const auto print = wire::decode_ticket_print(event.body);
    if (!print) return Refusal{"bad_body", wire::to_text(print.error())};
    token = print->token;
    print_state = sync::to_text(print->outcome);
    print_reason = print->reason;
    copy = static_cast<int>(print->copy);
    set_print.execute(true);
    if (set_print.get_affected_rows() == 0) return Refusal{"unknown_ticket", "no ticket of this device has this token"};
    return std::nullopt;
}

std::optional<Refusal> Intake::Statements::apply_health(soci::session& sql, const sync::Event& event) {
    const auto health = wire::decode_device_health(event.body);
    if (!health) return Refusal{"bad_body", wire::to_text(health.error())};
    sql << "UPDATE devices SET health = :h WHERE device = :d", soci::use(event.body), soci::use(device);
    return std::nullopt;
}

std::optional<Refusal> Intake::Statements::apply(soci::session& sql, const sync::Event& event, Role role,
                                                 std::set<char>& changed) {
    if (!may_send(role, event.type)) {
        return Refusal{"wrong_role", "a " + std::string(to_text(role)) + " does not send " + event.type};
    }
    if (event.type == sync::event_type::ticket_issued) return apply_issued(sql, event, changed);
    if (event.type == sync::event_type::ticket_print) return apply_print(event);
    if (event.type == sync::event_type::rating_given) return take_rating(sql, event, device);
    if (event.type == sync::event_type::device_health) return apply_health(sql, event);
    if (event.type == sync::event_type::staff_call) return take_call(sql, event, {device, epoch}, received);
    return Refusal{"unknown_type", "this hub does not know the type " + event.type};
}

namespace {

// Several hubs may be sent the same log at once, by a device that gave one of them up: one after the other.
void take_turn(soci::session& sql, const std::string& device) {
    if (on_postgresql(sql)) sql << "SELECT pg_advisory_xact_lock(hashtext(:d))", soci::use(device);
}

// Whether what stands in the log at the event's place is this very event.
bool same_as_taken(soci::session& sql, const wire::EventsRequest& request, const sync::Event& event) {
    const auto seq = static_cast<long long>(event.seq);
    std::string type;
    std::string at;
    std::string body;
    sql << "SELECT type, at, body FROM events WHERE device = :d AND epoch = :e AND seq = :s", soci::use(request.device),
        soci::use(request.epoch), soci::use(seq), soci::into(type), soci::into(at), soci::into(body);
    return sql.got_data() && type == event.type && at == sync::to_text(event.at) && body == event.body;
}

}  // namespace

Intake::Intake(Database& database)
    : database_(database), statements_(std::make_unique<Statements>(database.session())) {}
Intake::~Intake() = default;

DatabaseResult<std::expected<Intake::Outcome, IntakeRefusal>> Intake::take(const wire::EventsRequest& request,
                                                                           Role role, sync::Instant now) {
    using Result = std::expected<Outcome, IntakeRefusal>;
    return guarded("taking events", [&]() -> Result {
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::writes);
        take_turn(sql, request.device);
        Statements& s = *statements_;
        s.device = request.device;
        s.epoch = request.epoch;
        s.received = now;
        s.received_at = sync::to_text(now);
        long long high_water = 0;
        sql << "SELECT high_water FROM logs WHERE device = :d AND epoch = :e", soci::use(request.device),
            soci::use(request.epoch), soci::into(high_water);

        Outcome outcome;
        const auto refused_at = [](IntakeFault fault, long long end) {
            return std::unexpected(IntakeRefusal{fault, static_cast<std::uint64_t>(end)});
        };
        std::set<char> changed;
        for (const sync::Event& event : request.events) {
            s.seq = static_cast<long long>(event.seq);
            if (s.seq <= high_water) {
                if (!same_as_taken(sql, request, event)) return refused_at(IntakeFault::diverged, high_water);
                continue;
            }
            if (s.seq != high_water + 1) return refused_at(IntakeFault::gap, high_water);
            s.type = event.type;
            s.at = sync::to_text(event.at);
            s.body = event.body;
            const std::optional<Refusal> refusal = s.apply(sql, event, role, changed);
            s.refused = refusal ? soci::i_ok : soci::i_null;
            s.code = refusal ? refusal->code : "";
            s.detail = refusal ? refusal->detail : "";
            s.add_event.execute(true);
            high_water = s.seq;
        }
        mark_queues_changed(sql, changed);
        const long long now_ms = now.time_since_epoch().count();
        if (!request.events.empty()) {
            sql << "INSERT INTO logs(device, epoch, high_water, updated_ms) VALUES(:d, :e, :h, :u) ON CONFLICT(device, "
                   "epoch) DO "
                   "UPDATE SET high_water = excluded.high_water, updated_ms = excluded.updated_ms",
                soci::use(request.device), soci::use(request.epoch), soci::use(high_water), soci::use(now_ms);
        }
        sql << "UPDATE devices SET last_seen_at = :a WHERE device = :d", soci::use(s.received_at),
            soci::use(request.device);

        if (!request.events.empty()) {
            const auto first = static_cast<long long>(request.events.front().seq);
            const auto last = static_cast<long long>(request.events.back().seq);
            long long seq = 0;
            std::string code;
            std::string detail;
            soci::statement refused =
                (sql.prepare
                     << "SELECT seq, reject_code, reject_detail FROM events WHERE device = :d AND epoch = :e AND "
                        "seq BETWEEN :f AND :l AND reject_code IS NOT NULL ORDER BY seq",
                 soci::use(request.device), soci::use(request.epoch), soci::use(first), soci::use(last),
                 soci::into(seq), soci::into(code), soci::into(detail));
            refused.execute();
            while (refused.fetch()) {
                outcome.response.rejected.push_back({static_cast<std::uint64_t>(seq), code, detail});
            }
        }
        transaction.commit();
        outcome.response.device = request.device;
        outcome.response.epoch = request.epoch;
        outcome.response.high_water = static_cast<std::uint64_t>(high_water);
        outcome.response.hub_time = now;
        outcome.queues_changed = !changed.empty();
        return outcome;
    });
}

}  // namespace bangnin::hub
