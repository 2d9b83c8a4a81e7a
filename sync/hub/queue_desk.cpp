#include "sync/hub/queue_desk.h"

#include <algorithm>

#include "sync/hub/changes.h"

namespace bangnin::hub {
namespace {

using sync::QueuedState;
using sync::QueuedTicket;

long long milliseconds_of(sync::Instant at) { return at.time_since_epoch().count(); }
sync::Instant instant_of(long long ms) { return sync::Instant{std::chrono::milliseconds{ms}}; }
// 0 stands for none in the records.
std::optional<sync::Instant> if_set(long long ms) {
    return ms == 0 ? std::nullopt : std::optional<sync::Instant>(instant_of(ms));
}
long long or_none(const std::optional<sync::Instant>& at) { return at ? milliseconds_of(*at) : 0; }

std::string_view to_word(sync::WindowState state) { return state == sync::WindowState::open ? "open" : "paused"; }

// Where a command sends its ticket.
std::optional<char> queue_named(const sync::CallCommand& command) {
    return std::visit(
        [](const auto& one) -> std::optional<char> {
            if constexpr (requires { one.service; }) return one.service;
            return std::nullopt;
        },
        command);
}

std::string lock_of(const std::string& hall) { return hall == first_hall ? "queue" : "queue/" + hall; }

// Commands change what the next one of the hall decides from: one after the other, at whichever hub.
void take_turn(soci::session& sql, const std::string& hall) {
    const std::string name = lock_of(hall);
    if (on_postgresql(sql)) sql << "SELECT pg_advisory_xact_lock(hashtext(:n))", soci::use(name);
}

}  // namespace

void take_turns(soci::session& sql, const std::vector<std::string>& halls) {
    if (!on_postgresql(sql)) return;
    std::vector<long long> locks;
    for (const std::string& hall : halls) {
        const std::string name = lock_of(hall);
        sql << "SELECT hashtext(:n)", soci::use(name), soci::into(locks.emplace_back());
    }
    std::ranges::sort(locks);
    for (const long long lock : locks) sql << "SELECT pg_advisory_xact_lock(:l)", soci::use(lock);
}

int local_hour(sync::Instant at, sync::HallZone zone) {
    const auto since_midnight = at + zone.offset() - std::chrono::floor<std::chrono::days>(at + zone.offset());
    return static_cast<int>(std::chrono::floor<std::chrono::hours>(since_midnight).count());
}

std::uint32_t windows_open(soci::session& sql, const Config& config, const std::string& hall,
                           const sync::Service& service) {
    const std::vector<CallWindow>& windows = config.windows_of(hall);
    std::string name;
    std::string state;
    std::uint32_t open = 0;
    std::uint32_t staffed = 0;
    soci::statement rows = (sql.prepare << "SELECT name, state FROM hall_windows WHERE hall = :h AND clerk <> ''",
                            soci::use(hall), soci::into(name), soci::into(state));
    rows.execute();
    while (rows.fetch()) {
        const auto window = std::ranges::find(windows, name, &CallWindow::name);
        if (window == windows.end() || !window->services.contains(service.letter)) continue;
        ++staffed;
        if (state == to_word(sync::WindowState::open)) ++open;
    }
    return staffed == 0 ? service.open_windows : open;
}

sync::ServiceTimes service_times(soci::session& sql, const HallQueue& queue) {
    sync::ServiceTimes times;
    const std::string letter(1, queue.service);
    int hour = 0;
    sync::ServiceTimes::Hour known;
    soci::statement rows = (sql.prepare << "SELECT hour, weight, minutes FROM hall_service_times WHERE hall = :l AND "
                                           "service = :s",
                            soci::use(queue.hall), soci::use(letter), soci::into(hour), soci::into(known.weight),
                            soci::into(known.minutes));
    rows.execute();
    while (rows.fetch()) {
        if (hour >= 0 && hour < 24) times.hours.at(static_cast<std::size_t>(hour)) = known;
    }
    return times;
}

const CallWindow* QueueDesk::find_window(const std::string& name) const {
    const std::vector<CallWindow>& windows = config_.windows_of(hall_);
    const auto found = std::ranges::find(windows, name, &CallWindow::name);
    return found == windows.end() ? nullptr : &*found;
}

bool QueueDesk::served(char service) const {
    return std::ranges::any_of(config_.windows_of(hall_),
                               [&](const CallWindow& window) { return window.services.contains(service); });
}

std::vector<QueuedTicket> QueueDesk::open_tickets(sync::LocalDay day) {
    const long long number = day.number();
    QueuedTicket ticket;
    std::string service;
    std::string priority;
    std::string state;
    long long issued_ms = 0;
    long long place_ms = 0;
    long long returned_ms = 0;
    long long calls = 0;
    long long called_ms = 0;
    long long started_ms = 0;
    soci::statement rows =
        (database_.session().prepare
             << "SELECT token, number, service, priority, state, issued_ms, place_ms, returned_ms, desk, calls, "
                "called_ms, started_ms FROM tickets WHERE hall = :h AND day = :d AND state NOT IN ('done', "
                "'cancelled', "
                "'expired')",
         soci::use(hall_), soci::use(number), soci::into(ticket.token), soci::into(ticket.number), soci::into(service),
         soci::into(priority), soci::into(state), soci::into(issued_ms), soci::into(place_ms), soci::into(returned_ms),
         soci::into(ticket.window), soci::into(calls), soci::into(called_ms), soci::into(started_ms));
    rows.execute();
    std::vector<QueuedTicket> tickets;
    while (rows.fetch()) {
        ticket.service = service.empty() ? 'A' : service[0];
        ticket.priority = sync::parse_priority_class(priority).value_or(sync::PriorityClass::ordinary);
        ticket.state = sync::parse_queued_state(state).value_or(QueuedState::waiting);
        ticket.issued_at = instant_of(issued_ms);
        ticket.place_at = place_ms == 0 ? ticket.issued_at : instant_of(place_ms);
        ticket.returned_at = if_set(returned_ms);
        ticket.calls = static_cast<std::uint32_t>(calls);
        ticket.called_at = if_set(called_ms);
        ticket.started_at = if_set(started_ms);
        tickets.push_back(ticket);
    }
    return tickets;
}

sync::Window QueueDesk::window_of(const CallWindow& window) {
    std::string state;
    database_.session() << "SELECT state FROM hall_windows WHERE hall = :h AND name = :n", soci::use(hall_),
        soci::use(window.name), soci::into(state);
    const bool open = database_.session().got_data() && state == to_word(sync::WindowState::open);
    return {window.name, window.services, open ? sync::WindowState::open : sync::WindowState::paused};
}

std::string QueueDesk::latest_at(const std::string& window, sync::LocalDay day) {
    const long long number = day.number();
    std::string token;
    database_.session() << "SELECT token FROM queue_log WHERE hall = :h AND day = :d AND desk = :w AND command NOT IN "
                           "('return', 'cancel', 'move') ORDER BY entry DESC LIMIT 1",
        soci::use(hall_), soci::use(number), soci::use(window), soci::into(token);
    return token;
}

std::string QueueDesk::current_at(const std::string& window, const std::vector<QueuedTicket>& tickets,
                                  sync::LocalDay day) {
    const auto present = std::ranges::find_if(tickets, [&](const QueuedTicket& ticket) {
        return ticket.window == window && (ticket.state == QueuedState::called || ticket.state == QueuedState::serving);
    });
    return present != tickets.end() ? present->token : latest_at(window, day);
}

// Whoever asks for ratings (a pad at the window) finds here of whom.
void QueueDesk::wish_for_rating(const QueuedTicket& ticket, const Clerk& clerk, sync::Instant now) {
    const long long at_ms = milliseconds_of(now);
    database_.session() << "INSERT INTO rating_wishes(token, desk, at_ms, hall) VALUES(:t, :d, :a, :h) ON "
                           "CONFLICT(token) DO UPDATE SET desk = excluded.desk, at_ms = excluded.at_ms",
        soci::use(ticket.token), soci::use(clerk.window), soci::use(at_ms), soci::use(hall_);
}

void QueueDesk::store(const QueuedTicket& ticket, sync::Instant now) {
    const std::string service(1, ticket.service);
    const std::string state(to_text(ticket.state));
    const CallWindow* window = find_window(ticket.window);
    const std::string place = window != nullptr ? window->place : "";
    const long long place_ms = ticket.place_at == ticket.issued_at ? 0 : milliseconds_of(ticket.place_at);
    const long long returned_ms = or_none(ticket.returned_at);
    const long long calls = ticket.calls;
    const long long called_ms = or_none(ticket.called_at);
    const long long started_ms = or_none(ticket.started_at);
    const bool ended = ticket.state == QueuedState::done || ticket.state == QueuedState::cancelled ||
                       ticket.state == QueuedState::expired;
    const long long ended_ms = ended ? milliseconds_of(now) : 0;
    const std::vector<sync::Service>& services = config_.services_of(hall_);
    const auto queue = std::ranges::find(services, ticket.service, &sync::Service::letter);
    const std::string department = queue != services.end() ? queue->department : "";
    database_.session() << "UPDATE tickets SET service = :s, department = CASE WHEN service = :s2 OR :p = '' THEN "
                           "department ELSE :p2 END, state = :a, \"window\" = :w, desk = :k, place_ms = :l, "
                           "returned_ms = :r, calls = :c, called_ms = :m, started_ms = :b, ended_ms = :e "
                           "WHERE token = :t",
        soci::use(service), soci::use(service), soci::use(department), soci::use(department), soci::use(state),
        soci::use(place), soci::use(ticket.window), soci::use(place_ms), soci::use(returned_ms), soci::use(calls),
        soci::use(called_ms), soci::use(started_ms), soci::use(ended_ms), soci::use(ticket.token);
}

void QueueDesk::log(const sync::CallEntry& entry, const std::string& clerk, sync::LocalDay day) {
    soci::session& sql = database_.session();
    const long long number = day.number();
    const long long at_ms = milliseconds_of(entry.at);
    const std::string before(to_text(entry.before));
    const std::string after(to_text(entry.after));
    const std::string priority(to_text(entry.priority));
    const long long place_ms = milliseconds_of(entry.place_at);
    const long long waiting = entry.waiting;
    const long long earlier = entry.earlier;
    const long long calls = entry.calls;
    sql << "UPDATE counters SET value = value + 1 WHERE name = 'queue_entry'";
    sql << "INSERT INTO queue_log(entry, day, at_ms, command, token, number, desk, clerk, before, after, priority, "
           "place_ms, waiting, earlier, calls, hall) VALUES((SELECT value FROM counters WHERE name = 'queue_entry'), "
           ":d, :a, "
           ":c, :t, :n, :w, :k, :b, :f, :p, :l, :g, :e, :s, :h)",
        soci::use(number), soci::use(at_ms), soci::use(entry.command), soci::use(entry.token), soci::use(entry.number),
        soci::use(entry.window), soci::use(clerk), soci::use(before), soci::use(after), soci::use(priority),
        soci::use(place_ms), soci::use(waiting), soci::use(earlier), soci::use(calls), soci::use(hall_);
}

void QueueDesk::close_days_before(sync::LocalDay today, sync::Instant now) {
    soci::session& sql = database_.session();
    take_turn(sql, hall_);
    std::vector<sync::LocalDay> days;
    const long long number = today.number();
    long long past = 0;
    soci::statement rows =
        (sql.prepare << "SELECT DISTINCT day FROM tickets WHERE hall = :h AND day < :d AND state IN ('waiting', "
                        "'called', 'serving', 'held') ORDER BY day",
         soci::use(hall_), soci::use(number), soci::into(past));
    rows.execute();
    while (rows.fetch()) days.push_back(sync::LocalDay::from_number(past));
    for (const sync::LocalDay day : days) {
        for (const QueuedTicket& ticket : open_tickets(day)) {
            const auto outcome = sync::closed_by_day(ticket, now);
            if (!outcome) continue;
            store(outcome->ticket, now);
            log(outcome->entry, "", day);
        }
    }
}

void QueueDesk::learn(const QueuedTicket& ticket, sync::Instant now) {
    if (ticket.state != QueuedState::done || !ticket.started_at) return;
    soci::session& sql = database_.session();
    // What lay aside for a while says nothing of how long a service takes.
    long long holds = 0;
    sql << "SELECT COUNT(*) FROM queue_log WHERE token = :t AND command = 'hold'", soci::use(ticket.token),
        soci::into(holds);
    if (holds > 0) return;
    const double minutes = std::chrono::duration<double, std::ratio<60>>(now - *ticket.started_at).count();
    const int hour = local_hour(*ticket.started_at, config_.zone);
    const auto times = sync::learned(service_times(sql, {hall_, ticket.service}), hour, minutes);
    const sync::ServiceTimes::Hour& known = times.hours.at(static_cast<std::size_t>(hour));
    const std::string letter(1, ticket.service);
    sql << "INSERT INTO hall_service_times(hall, service, hour, weight, minutes) VALUES(:l, :s, :h, :w, :m) ON "
           "CONFLICT(hall, service, hour) DO UPDATE SET weight = excluded.weight, minutes = excluded.minutes",
        soci::use(hall_), soci::use(letter), soci::use(hour), soci::use(known.weight), soci::use(known.minutes);
}

DatabaseResult<std::expected<QueuedTicket, sync::CallRefusal>> QueueDesk::tell(const sync::CallCommand& command,
                                                                               const Clerk& clerk, sync::Instant now) {
    using Result = std::expected<QueuedTicket, sync::CallRefusal>;
    return guarded("calling", [&]() -> Result {
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::writes);
        take_turn(sql, hall_);
        const CallWindow* window = find_window(clerk.window);
        if (window == nullptr) return std::unexpected(sync::CallRefusal::unknown_window);
        if (const auto to = queue_named(command); to && !served(*to)) {
            return std::unexpected(sync::CallRefusal::unknown_service);
        }
        const sync::LocalDay day = sync::local_day(now, config_.zone);
        const std::vector<QueuedTicket> tickets = open_tickets(day);
        if (clerk.expected && sync::concerns_window(command) &&
            *clerk.expected != current_at(window->name, tickets, day)) {
            return std::unexpected(sync::CallRefusal::other_ticket);
        }
        const sync::Window at = window_of(*window);
        const auto outcome = sync::carry_out(command, at, tickets, {}, now);
        if (!outcome) return std::unexpected(outcome.error());
        const auto before = std::ranges::find(tickets, outcome->ticket.token, &QueuedTicket::token);
        store(outcome->ticket, now);
        log(outcome->entry, clerk.name, day);
        learn(outcome->ticket, now);
        if (outcome->ticket.state == QueuedState::done) wish_for_rating(outcome->ticket, clerk, now);
        mark_queues_changed(sql, {{hall_, before->service}, {hall_, outcome->ticket.service}});
        if (outcome->ticket.state == QueuedState::called) mark_called(sql, hall_);
        if (outcome->ticket.state == QueuedState::done) mark_rating_wished(sql, hall_);
        mark_ticket_changed(sql, outcome->ticket.token);
        transaction.commit();
        return outcome->ticket;
    });
}

DatabaseResult<DeskView> QueueDesk::view(const std::string& name, sync::Instant now) {
    return guarded("reading the queues", [&] {
        Transaction transaction(database_, Work::reads);
        DeskView view;
        view.as_of = now;
        const CallWindow* window = find_window(name);
        if (window == nullptr) return view;
        view.state = window_of(*window).state;
        database_.session() << "SELECT clerk FROM hall_windows WHERE hall = :h AND name = :n", soci::use(hall_),
            soci::use(name), soci::into(view.clerk);
        const sync::LocalDay day = sync::local_day(now, config_.zone);
        std::vector<QueuedTicket> tickets = open_tickets(day);
        view.current = current_at(name, tickets, day);
        std::ranges::sort(tickets, sync::comes_before);
        for (QueuedTicket& ticket : tickets) {
            const bool ours = window->services.contains(ticket.service);
            if (ticket.state == QueuedState::waiting) {
                (ours ? view.waiting : view.elsewhere).push_back(std::move(ticket));
            } else if (ticket.state == QueuedState::missed && ours) {
                view.missed.push_back(std::move(ticket));
            } else if (ticket.window == name && ticket.state == QueuedState::held) {
                view.held.push_back(std::move(ticket));
            } else if (ticket.window == name && ticket.state != QueuedState::missed) {
                view.present = std::move(ticket);
            }
        }
        return view;
    });
}

DatabaseResult<bool> QueueDesk::set_window(const WindowStanding& standing, sync::Instant now) {
    return guarded("setting a window", [&] {
        const CallWindow* window = find_window(standing.name);
        if (window == nullptr) return false;
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::writes);
        const std::string state(to_word(standing.state));
        const long long now_ms = milliseconds_of(now);
        sql << "INSERT INTO hall_windows(hall, name, state, clerk, since_ms) VALUES(:h, :n, :s, :c, :m) ON "
               "CONFLICT(hall, "
               "name) DO UPDATE SET state = excluded.state, clerk = excluded.clerk, since_ms = excluded.since_ms",
            soci::use(hall_), soci::use(standing.name), soci::use(state), soci::use(standing.clerk), soci::use(now_ms);
        std::set<HallQueue> queues;
        for (const char service : window->services) queues.insert({hall_, service});
        mark_queues_changed(sql, queues);
        transaction.commit();
        return true;
    });
}

DatabaseResult<std::vector<WindowStanding>> QueueDesk::windows() {
    return guarded("reading the windows", [&] {
        std::vector<WindowStanding> standings;
        for (const CallWindow& window : config_.windows_of(hall_))
            standings.push_back({.name = window.name, .clerk = {}});
        std::string name;
        std::string state;
        std::string clerk;
        soci::statement rows =
            (database_.session().prepare << "SELECT name, state, clerk FROM hall_windows WHERE hall = :h",
             soci::use(hall_), soci::into(name), soci::into(state), soci::into(clerk));
        rows.execute();
        while (rows.fetch()) {
            const auto found = std::ranges::find(standings, name, &WindowStanding::name);
            if (found == standings.end()) continue;
            found->state =
                state == to_word(sync::WindowState::open) ? sync::WindowState::open : sync::WindowState::paused;
            found->clerk = clerk;
        }
        return standings;
    });
}

DatabaseResult<std::vector<QueueLogRow>> QueueDesk::log(sync::LocalDay day, const std::string& number,
                                                        std::uint32_t limit) {
    return guarded("reading the queues' log", [&] {
        std::vector<QueueLogRow> log;
        const long long wanted = day.number();
        const int most = static_cast<int>(limit);
        QueueLogRow row;
        std::string before;
        std::string after;
        std::string priority;
        long long at_ms = 0;
        long long place_ms = 0;
        long long waiting = 0;
        long long earlier = 0;
        long long calls = 0;
        soci::statement rows =
            (database_.session().prepare
                 << "SELECT at_ms, command, token, number, desk, clerk, before, after, priority, place_ms, waiting, "
                    "earlier, calls FROM queue_log WHERE hall = :h AND day = :d AND (:n = '' OR number = :n2) "
                    "ORDER BY entry DESC LIMIT :m",
             soci::use(hall_), soci::use(wanted), soci::use(number), soci::use(number), soci::use(most),
             soci::into(at_ms), soci::into(row.entry.command), soci::into(row.entry.token),
             soci::into(row.entry.number), soci::into(row.entry.window), soci::into(row.clerk), soci::into(before),
             soci::into(after), soci::into(priority), soci::into(place_ms), soci::into(waiting), soci::into(earlier),
             soci::into(calls));
        rows.execute();
        while (rows.fetch()) {
            row.entry.at = instant_of(at_ms);
            row.entry.before = sync::parse_queued_state(before).value_or(QueuedState::waiting);
            row.entry.after = sync::parse_queued_state(after).value_or(QueuedState::waiting);
            row.entry.priority = sync::parse_priority_class(priority).value_or(sync::PriorityClass::ordinary);
            row.entry.place_at = instant_of(place_ms);
            row.entry.waiting = static_cast<std::uint32_t>(waiting);
            row.entry.earlier = static_cast<std::uint32_t>(earlier);
            row.entry.calls = static_cast<std::uint32_t>(calls);
            log.push_back(row);
        }
        return log;
    });
}

}  // namespace bangnin::hub
