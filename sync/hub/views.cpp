#include "sync/hub/views.h"

#include <algorithm>

namespace bangnin::hub {
namespace {

sync::Instant from_ms(long long ms) { return sync::Instant{std::chrono::milliseconds{ms}}; }

}  // namespace

const sync::Service* Views::service(char letter) const {
    const auto found = std::ranges::find(services_, letter, &sync::Service::letter);
    return found == services_.end() ? nullptr : &*found;
}

DatabaseResult<std::optional<FoundTicket>> Views::ticket(const sync::Token& token, sync::Instant now) {
    return guarded("reading a ticket", [&]() -> std::optional<FoundTicket> {
        soci::session& sql = database_.session();
        soci::transaction transaction(sql);
        const std::string key = token.text();
        std::string number;
        std::string letter;
        std::string department;
        std::string state;
        std::string window;
        long long day = 0;
        long long issued_ms = 0;
        sql << "SELECT number, service, department, day, issued_ms, state, window FROM tickets WHERE token = :t",
            soci::use(key), soci::into(number), soci::into(letter), soci::into(department), soci::into(day),
            soci::into(issued_ms), soci::into(state), soci::into(window);
        if (!sql.got_data() || letter.empty()) return std::nullopt;
        long long ahead = 0;
        long long serving = 0;
        sql << "SELECT COUNT(*) FROM tickets WHERE day = :day AND service = :s AND state = 'waiting' AND "
               "(issued_ms < :i OR (issued_ms = :i2 AND number < :n))",
            soci::use(day), soci::use(letter), soci::use(issued_ms), soci::use(issued_ms), soci::use(number),
            soci::into(ahead);
        sql << "SELECT COUNT(*) FROM tickets WHERE day = :day AND service = :s AND state IN ('called', 'serving')",
            soci::use(day), soci::use(letter), soci::into(serving);

        FoundTicket found;
        found.day = sync::LocalDay::from_number(day);
        found.view.token = key;
        found.view.number = number;
        found.view.service = letter[0];
        found.view.department = department;
        found.view.state = sync::parse_ticket_state(state).value_or(sync::TicketState::waiting);
        found.view.window = window;
        found.view.issued_at = from_ms(issued_ms);
        found.view.as_of = now;
        if (found.view.state == sync::TicketState::waiting) {
            const sync::Service* queue = service(letter[0]);
            found.view.ahead = static_cast<std::uint32_t>(ahead);
            found.view.estimate =
                sync::estimate_wait({.ahead = found.view.ahead,
                                     .serving = static_cast<std::uint32_t>(serving),
                                     .open_windows = queue != nullptr ? queue->open_windows : 1,
                                     .minutes_per_service = queue != nullptr ? queue->prior_minutes : 10.0,
                                     .as_of = now});
        }
        return found;
    });
}

DatabaseResult<std::vector<TicketRow>> Views::tickets_of(sync::LocalDay day, std::uint32_t limit) {
    return guarded("listing tickets", [&] {
        std::vector<TicketRow> tickets;
        const long long number = day.number();
        const int most = static_cast<int>(limit);
        const soci::rowset<soci::row> rows =
            (database_.session().prepare << "SELECT token, number, service, department, device, identity, language, "
                                            "state, window, print_state, "
                                            "print_reason, print_copy, issued_ms FROM tickets WHERE day = :d ORDER BY "
                                            "issued_ms, number LIMIT :m",
             soci::use(number), soci::use(most));
        for (const soci::row& row : rows) {
            TicketRow ticket;
            std::string* const texts[] = {&ticket.token,  &ticket.number,      &ticket.service,     &ticket.department,
                                          &ticket.device, &ticket.identity,    &ticket.language,    &ticket.state,
                                          &ticket.window, &ticket.print_state, &ticket.print_reason};
            std::size_t column = 0;
            for (std::string* text : texts) *text = row.get<std::string>(column++);
            ticket.print_copy = static_cast<int>(row.get<long long>(column++));
            ticket.issued_at = from_ms(row.get<long long>(column));
            tickets.push_back(std::move(ticket));
        }
        return tickets;
    });
}

DatabaseResult<std::vector<RejectedRow>> Views::rejected(std::uint32_t limit) {
    return guarded("listing rejected events",
                   [&] {
                       std::vector<RejectedRow> events;
                       const int most = static_cast<int>(limit);
                       const soci::rowset<soci::row> rows =
                           (database_.session().prepare
                                << "SELECT device, epoch, seq, type, at, reject_code, reject_detail FROM events "
                                   "WHERE reject_code IS NOT NULL ORDER BY received_at DESC, seq DESC LIMIT :m",
                            soci::use(most));
                       for (const soci::row& row : rows) {
                           events.push_back({row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(3),
                                             row.get<std::string>(4), row.get<std::string>(5), row.get<std::string>(6),
                                             static_cast<std::uint64_t>(row.get<long long>(2))});
                       }
                       return events;
                   });
}

}  // namespace bangnin::hub
