#include "sync/hub/views.h"

#include <algorithm>

#include "sync/hub/queue_desk.h"
#include "sync/hub/ratings.h"

namespace bangnin::hub {
namespace {

sync::Instant from_ms(long long ms) { return sync::Instant{std::chrono::milliseconds{ms}}; }

}  // namespace

const sync::Service* Views::service(const HallQueue& queue) const {
    const std::vector<sync::Service>& services = config_.services_of(queue.hall);
    const auto found = std::ranges::find(services, queue.service, &sync::Service::letter);
    return found == services.end() ? nullptr : &*found;
}

// A phone's page asks this; prepared once, and one question, so that it is one state of the records. Who is ahead:
// sync::comes_before, in SQL.
struct Views::TicketQuery {
    explicit TicketQuery(soci::session& sql)
        : statement((
              sql.prepare
                  << "SELECT t.number, t.service, t.department, t.day, t.issued_ms, t.state, t.\"window\", t.language, "
                     "COALESCE(r.grade, 0), COALESCE(r.at_ms, 0), CASE WHEN t.state <> 'waiting' THEN 0 ELSE "
                     "(SELECT COUNT(*) FROM tickets AS o WHERE o.hall = t.hall AND o.day = t.day AND o.service = "
                     "t.service AND "
                     "o.state = 'waiting' AND "
                     "(o.rank, CASE WHEN o.place_ms = 0 THEN o.issued_ms ELSE o.place_ms END, o.returned_ms, o.number) "
                     "< (t.rank, CASE WHEN t.place_ms = 0 THEN t.issued_ms ELSE t.place_ms END, t.returned_ms, "
                     "t.number)) END, CASE WHEN t.state <> 'waiting' THEN 0 ELSE (SELECT COUNT(*) FROM tickets AS o "
                     "WHERE o.hall = t.hall AND o.day = t.day AND o.service = t.service AND o.state IN ('called', "
                     "'serving', 'held')) END, t.hall, COALESCE(h.name, ''), COALESCE(h.telephone, '') "
                     "FROM tickets AS t LEFT JOIN ratings AS r ON r.subject = t.token AND r.in_force = 1 "
                     "LEFT JOIN halls AS h ON h.hall = t.hall "
                     "WHERE t.token = :t",
              soci::use(token), soci::into(number), soci::into(letter), soci::into(department), soci::into(day),
              soci::into(issued_ms), soci::into(state), soci::into(window), soci::into(language), soci::into(grade),
              soci::into(rated_ms), soci::into(ahead), soci::into(serving), soci::into(hall.hall),
              soci::into(hall.name), soci::into(hall.telephone))) {}

    std::string token, number, letter, department, state, window, language;
    long long day = 0, issued_ms = 0, rated_ms = 0, ahead = 0, serving = 0;
    int grade = 0;
    HallRow hall;
    soci::statement statement;

    // Once its row is read: a statement that has not come to its end keeps SQLite at that moment's state.
    struct Asked {
        explicit Asked(TicketQuery& query) : statement(query.statement), found(statement.execute(true)) {}
        ~Asked() {
            try {
                statement.fetch();
            } catch (const std::exception&) {
                // The connection is gone, and what it kept with it.
            }
        }
        Asked(const Asked&) = delete;
        Asked& operator=(const Asked&) = delete;
        soci::statement& statement;
        bool found;
    };
};

Views::Views(Database& database, const Config& config)
    : database_(database), config_(config), ticket_query_(std::make_unique<TicketQuery>(database.session())) {}
Views::~Views() = default;

DatabaseResult<std::optional<FoundTicket>> Views::ticket(const sync::Token& token, sync::Instant now) {
    return guarded("reading a ticket", [&]() -> std::optional<FoundTicket> {
        soci::session& sql = database_.session();
        TicketQuery& q = *ticket_query_;
        q.token = token.text();
        const TicketQuery::Asked asked(q);
        if (!asked.found || q.letter.empty()) return std::nullopt;
        FoundTicket found;
        found.day = sync::LocalDay::from_number(q.day);
        found.language = q.language;
        found.hall = completed(q.hall, config_);
        found.view.token = q.token;
        found.view.number = q.number;
        found.view.service = q.letter[0];
        found.view.department = q.department;
        found.view.state = sync::as_told(sync::parse_queued_state(q.state).value_or(sync::QueuedState::waiting));
        found.view.window = q.window;
        found.view.issued_at = from_ms(q.issued_ms);
        if (const auto grade = sync::grade_of(static_cast<std::uint64_t>(q.grade))) {
            found.view.rated = sync::wire::TicketRating{*grade, from_ms(q.rated_ms)};
        }
        found.view.as_of = now;
        if (found.view.state != sync::TicketState::waiting) return found;
        found.view.ahead = static_cast<std::uint32_t>(q.ahead);
        sync::EstimateInput input{
            .ahead = found.view.ahead, .serving = static_cast<std::uint32_t>(q.serving), .as_of = now};
        if (const sync::Service* queue = service({q.hall.hall, q.letter[0]})) {
            input.open_windows = windows_open(sql, config_, q.hall.hall, *queue);
            found.view.open_windows = input.open_windows;
            input.minutes_per_service = sync::expected_minutes(service_times(sql, {q.hall.hall, queue->letter}),
                                                               local_hour(now, config_.zone), queue->prior_minutes);
        }
        found.view.estimate = sync::estimate_wait(input);
        return found;
    });
}

DatabaseResult<std::vector<TicketRow>> Views::tickets_of(const std::string& hall, sync::LocalDay day,
                                                         std::uint32_t limit) {
    return guarded(
        "listing tickets", [&] {
            std::vector<TicketRow> tickets;
            const long long number = day.number();
            const int most = static_cast<int>(limit);
            // Bound, not as dynamic rows: those would give every INTEGER as 32 bits.
            TicketRow t;
            long long issued_ms = 0;
            soci::statement rows =
                (database_.session().prepare
                     << "SELECT token, number, service, department, device, identity, language, state, \"window\", "
                        "print_state, print_reason, print_copy, issued_ms FROM tickets WHERE hall = :h AND day = :d "
                        "ORDER BY issued_ms, number LIMIT :m",
                 soci::use(hall), soci::use(number), soci::use(most), soci::into(t.token), soci::into(t.number),
                 soci::into(t.service), soci::into(t.department), soci::into(t.device), soci::into(t.identity),
                 soci::into(t.language), soci::into(t.state), soci::into(t.window), soci::into(t.print_state),
                 soci::into(t.print_reason), soci::into(t.print_copy), soci::into(issued_ms));
            rows.execute();
            while (rows.fetch()) {
                tickets.push_back(t);
                tickets.back().issued_at = from_ms(issued_ms);
            }
            return tickets;
        });
}

DatabaseResult<std::vector<RejectedRow>> Views::rejected(const std::string& hall, std::uint32_t limit) {
    return guarded("listing rejected events", [&] {
        std::vector<RejectedRow> events;
        const int most = static_cast<int>(limit);
        RejectedRow e;
        long long seq = 0;
        soci::statement rows = (database_.session().prepare
                                    << "SELECT device, epoch, seq, type, at, reject_code, reject_detail FROM events "
                                       "WHERE reject_code IS NOT NULL AND device IN (SELECT device FROM devices WHERE "
                                       "hall = :h) ORDER BY received_at DESC, seq DESC LIMIT :m",
                                soci::use(hall), soci::use(most), soci::into(e.device), soci::into(e.epoch),
                                soci::into(seq), soci::into(e.type), soci::into(e.at), soci::into(e.code),
                                soci::into(e.detail));
        rows.execute();
        while (rows.fetch()) {
            events.push_back(e);
            events.back().seq = static_cast<std::uint64_t>(seq);
        }
        return events;
    });
}

}  // namespace bangnin::hub
