#include "sync/hub/views.h"

#include <algorithm>

#include "sync/hub/queue_desk.h"
#include "sync/hub/ratings.h"

namespace bangnin::hub {
namespace {

sync::Instant from_ms(long long ms) { return sync::Instant{std::chrono::milliseconds{ms}}; }

}  // namespace

const sync::Service* Views::service(char letter) const {
    const auto found = std::ranges::find(config_.services, letter, &sync::Service::letter);
    return found == config_.services.end() ? nullptr : &*found;
}

DatabaseResult<std::optional<FoundTicket>> Views::ticket(const sync::Token& token, sync::Instant now) {
    return guarded("reading a ticket", [&]() -> std::optional<FoundTicket> {
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::reads);
        const std::string key = token.text();
        std::string number;
        std::string letter;
        std::string department;
        std::string state;
        std::string window;
        std::string language;
        long long day = 0;
        long long issued_ms = 0;
        long long rank = 0;
        long long place_ms = 0;
        long long returned_ms = 0;
        sql << "SELECT number, service, department, day, issued_ms, state, \"window\", rank, place_ms, returned_ms, "
               "language FROM tickets WHERE token = :t",
            soci::use(key), soci::into(number), soci::into(letter), soci::into(department), soci::into(day),
            soci::into(issued_ms), soci::into(state), soci::into(window), soci::into(rank), soci::into(place_ms),
            soci::into(returned_ms), soci::into(language);
        if (!sql.got_data() || letter.empty()) return std::nullopt;
        if (place_ms == 0) place_ms = issued_ms;
        long long ahead = 0;
        long long serving = 0;
        // sync::comes_before, in SQL.
        sql << "SELECT COUNT(*) FROM tickets WHERE day = :day AND service = :s AND state = 'waiting' AND "
               "(rank, CASE WHEN place_ms = 0 THEN issued_ms ELSE place_ms END, returned_ms, number) < "
               "(CAST(:k AS BIGINT), CAST(:i AS BIGINT), CAST(:r AS BIGINT), CAST(:n AS TEXT))",
            soci::use(day), soci::use(letter), soci::use(rank), soci::use(place_ms), soci::use(returned_ms),
            soci::use(number), soci::into(ahead);
        sql << "SELECT COUNT(*) FROM tickets WHERE day = :day AND service = :s AND state IN ('called', 'serving', "
               "'held')",
            soci::use(day), soci::use(letter), soci::into(serving);

        FoundTicket found;
        found.day = sync::LocalDay::from_number(day);
        found.language = language;
        found.view.token = key;
        found.view.number = number;
        found.view.service = letter[0];
        found.view.department = department;
        found.view.state = sync::as_told(sync::parse_queued_state(state).value_or(sync::QueuedState::waiting));
        found.view.window = window;
        found.view.issued_at = from_ms(issued_ms);
        found.view.rated = rating_of(sql, key);
        found.view.as_of = now;
        if (found.view.state == sync::TicketState::waiting) {
            found.view.ahead = static_cast<std::uint32_t>(ahead);
            sync::EstimateInput input{
                .ahead = found.view.ahead, .serving = static_cast<std::uint32_t>(serving), .as_of = now};
            if (const sync::Service* queue = service(letter[0])) {
                input.open_windows = windows_open(sql, config_, *queue);
                input.minutes_per_service = sync::expected_minutes(service_times(sql, queue->letter),
                                                                   local_hour(now, config_.zone), queue->prior_minutes);
                found.view.open_windows = input.open_windows;
            }
            found.view.estimate = sync::estimate_wait(input);
        }
        return found;
    });
}

DatabaseResult<std::vector<TicketRow>> Views::tickets_of(sync::LocalDay day, std::uint32_t limit) {
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
                        "print_state, print_reason, print_copy, issued_ms FROM tickets WHERE day = :d "
                        "ORDER BY issued_ms, number LIMIT :m",
                 soci::use(number), soci::use(most), soci::into(t.token), soci::into(t.number), soci::into(t.service),
                 soci::into(t.department), soci::into(t.device), soci::into(t.identity), soci::into(t.language),
                 soci::into(t.state), soci::into(t.window), soci::into(t.print_state), soci::into(t.print_reason),
                 soci::into(t.print_copy), soci::into(issued_ms));
            rows.execute();
            while (rows.fetch()) {
                tickets.push_back(t);
                tickets.back().issued_at = from_ms(issued_ms);
            }
            return tickets;
        });
}

DatabaseResult<std::vector<RejectedRow>> Views::rejected(std::uint32_t limit) {
    return guarded("listing rejected events", [&] {
        std::vector<RejectedRow> events;
        const int most = static_cast<int>(limit);
        RejectedRow e;
        long long seq = 0;
        soci::statement rows = (database_.session().prepare
                                    << "SELECT device, epoch, seq, type, at, reject_code, reject_detail FROM events "
                                       "WHERE reject_code IS NOT NULL ORDER BY received_at DESC, seq DESC LIMIT :m",
                                soci::use(most), soci::into(e.device), soci::into(e.epoch), soci::into(seq),
                                soci::into(e.type), soci::into(e.at), soci::into(e.code), soci::into(e.detail));
        rows.execute();
        while (rows.fetch()) {
            events.push_back(e);
            events.back().seq = static_cast<std::uint64_t>(seq);
        }
        return events;
    });
}

}  // namespace bangnin::hub
