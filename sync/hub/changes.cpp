#include "sync/hub/changes.h"

#include <algorithm>
#include <map>
#include <utility>

#include "sync/hub/documents.h"
#include "sync/hub/queue_desk.h"
#include "sync/hub/staff_calls.h"
#include "sync/model/rating.h"
#include "sync/settings/hall_settings.h"

namespace bangnin::hub {
namespace {

constexpr std::string_view calls_begin = "calls/";

// Of another hall than the first its id stands between: a hub of the version before knows the first's.
std::string subject_of(const HallQueue& queue) {
    return "queue/" + (queue.hall == first_hall ? "" : queue.hall + "/") + queue.service;
}

std::string numbers_called(const std::string& hall) {
    return std::string("called") + (hall == first_hall ? "" : "/" + hall);
}

std::string ratings_wished(const std::string& hall) { return "wished/" + hall; }

std::string calls_of(const std::string& device) { return std::string(calls_begin) + device; }

std::string subject_of_document(std::string_view name) { return "document/" + std::string(name); }

// The latest, should there be very many.
constexpr int most_cases = 5000;

// Whoever takes a number has the counter to himself until he commits.
long long next_change(soci::session& sql) {
    long long number = 0;
    sql << "UPDATE counters SET value = value + 1 WHERE name = 'change' RETURNING value", soci::into(number);
    return number;
}

void mark(soci::session& sql, const std::string& subject, long long number) {
    sql << "INSERT INTO change_marks(subject, number) VALUES(:s, :n) "
           "ON CONFLICT(subject) DO UPDATE SET number = excluded.number",
        soci::use(subject), soci::use(number);
}

// With the commit, every hub that works on these records.
void tell(soci::session& sql) {
    if (on_postgresql(sql)) sql << tell_of_changes;
}

}  // namespace

long long mark_queues_changed(soci::session& sql, const std::set<HallQueue>& queues) {
    if (queues.empty()) return 0;
    const long long number = next_change(sql);
    for (const HallQueue& queue : queues) mark(sql, subject_of(queue), number);
    tell(sql);
    return number;
}

void mark_called(soci::session& sql, const std::string& hall) {
    mark(sql, numbers_called(hall), next_change(sql));
    tell(sql);
}

void mark_rating_wished(soci::session& sql, const std::string& hall) {
    mark(sql, ratings_wished(hall), next_change(sql));
    tell(sql);
}

void mark_ticket_changed(soci::session& sql, const std::string& token) {
    const long long number = next_change(sql);
    sql << "UPDATE tickets SET change = :n WHERE token = :t", soci::use(number), soci::use(token);
    tell(sql);
}

void mark_case_changed(soci::session& sql, const std::string& token) {
    const long long number = next_change(sql);
    sql << "UPDATE cases SET change = :n WHERE token = :t", soci::use(number), soci::use(token);
    tell(sql);
}

void mark_document_changed(soci::session& sql, const std::string& name) {
    mark(sql, subject_of_document(name), next_change(sql));
    tell(sql);
}

void mark_call_answered(soci::session& sql, const std::string& device) {
    mark(sql, calls_of(device), next_change(sql));
    tell(sql);
}

sync::QueueStatus Changes::queue_status(const std::string& hall, const sync::Service& service, sync::LocalDay day) {
    soci::session& sql = database_.session();
    sync::QueueStatus status;
    status.service = service.letter;
    status.day = day;
    status.open_windows = windows_open(sql, config_, hall, service);
    const std::string letter(1, service.letter);
    const long long number = day.number();
    // Only the states that count: who is done stays among the day's tickets, and they become many.
    std::string state;
    long long count = 0;
    soci::statement rows =
        (sql.prepare << "SELECT state, COUNT(*) FROM tickets WHERE hall = :hall AND day = :day AND service = :service "
                        "AND state IN ('waiting', 'called', 'serving', 'held') GROUP BY state",
         soci::use(hall), soci::use(number), soci::use(letter), soci::into(state), soci::into(count));
    rows.execute();
    while (rows.fetch()) {
        (state == to_text(sync::QueuedState::waiting) ? status.waiting : status.serving) +=
            static_cast<std::uint32_t>(count);
    }
    return status;
}

DatabaseResult<ChangeNews> Changes::since(std::uint64_t known, sync::LocalDay day, sync::Instant now) {
    return guarded("reading changes", [&] {
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::reads);
        ChangeNews news;
        long long newest = 0;
        sql << "SELECT value FROM counters WHERE name = 'change'", soci::into(newest);
        news.newest = static_cast<std::uint64_t>(newest);
        news.day = sync::local_day(now, config_.zone);
        if (known == 0 || known > news.newest || day != news.day) news.extent = ChangeNews::Extent::everything;
        const std::uint64_t from = news.extent == ChangeNews::Extent::everything ? 0 : known;
        if (news.extent == ChangeNews::Extent::everything || news.newest > known) {
            read_marked(news, from, now);
            read_tickets(news, from);
            read_cases(news, from);
            read_logs(news, from);
        }
        transaction.commit();
        return news;
    });
}

// What stands under a subject's mark: queues, called numbers, wishes for ratings, documents, answered calls.
void Changes::read_marked(ChangeNews& news, std::uint64_t known, sync::Instant now) {
    soci::session& sql = database_.session();
    const auto from = static_cast<long long>(known);
    std::string subject;
    long long number = 0;
    Marks marks;
    {
        soci::statement rows = (sql.prepare << "SELECT subject, number FROM change_marks WHERE number > :n",
                                soci::use(from), soci::into(subject), soci::into(number));
        rows.execute();
        while (rows.fetch()) marks[subject] = static_cast<std::uint64_t>(number);
    }
    for (const std::string& hall : hall_ids(sql)) read_hall(news, marks, hall, now);
    read_document(news, marks, {0, {std::string(catalogue_document), 0}, std::nullopt});
    read_answers(news, marks, now);
}

void Changes::read_hall(ChangeNews& news, const Marks& marks, const std::string& hall, sync::Instant now) {
    const bool everything = news.extent == ChangeNews::Extent::everything;
    for (const sync::Service& service : config_.services_of(hall)) {
        const auto marked = marks.find(subject_of({hall, service.letter}));
        if (!everything && marked == marks.end()) continue;
        news.queues.push_back(
            {marked == marks.end() ? 0 : marked->second, queue_status(hall, service, news.day), hall});
    }
    const auto called = marks.find(numbers_called(hall));
    if (everything || called != marks.end()) {
        news.called.push_back({called == marks.end() ? 0 : called->second, calls(hall, news.day), hall});
    }
    if (const auto wished = marks.find(ratings_wished(hall)); wished != marks.end()) {
        news.wished.push_back({wished->second, rating_wishes(hall, now), hall});
    }
    read_document(news, marks, {0, {std::string(sync::hall_document), 0}, hall});
}

void Changes::read_document(ChangeNews& news, const Marks& marks, const ChangeNews::Document& of) {
    const std::string name = of.hall ? kept_name(of.change.name, *of.hall) : of.change.name;
    const auto marked = marks.find(subject_of_document(name));
    if (marked == marks.end()) return;
    const std::uint64_t version = newest_version(database_.session(), name);
    if (version > 0) news.documents.push_back({marked->second, {of.change.name, version}, of.hall});
}

void Changes::read_answers(ChangeNews& news, const Marks& marks, sync::Instant now) {
    const auto first_call = marks.lower_bound(std::string(calls_begin));
    if (first_call == marks.end() || !first_call->first.starts_with(calls_begin)) return;
    for (AnsweredOf& answered : latest_answers(database_.session(), now)) {
        const auto marked = marks.find(calls_of(answered.device));
        if (marked == marks.end()) continue;
        news.answers.push_back(
            {std::move(answered.device), marked->second, answered.called_at, std::move(answered.answer)});
    }
}

std::vector<sync::wire::CallChange> Changes::calls(const std::string& hall, sync::LocalDay day) {
    const long long number = day.number();
    sync::wire::CallChange call;
    long long called_ms = 0;
    soci::statement rows = (database_.session().prepare
                                << "SELECT number, \"window\", called_ms FROM tickets WHERE hall = :h AND day = :d "
                                   "AND state = 'called' ORDER BY called_ms, number",
                            soci::use(hall), soci::use(number), soci::into(call.number), soci::into(call.window),
                            soci::into(called_ms));
    rows.execute();
    std::vector<sync::wire::CallChange> calls;
    while (rows.fetch()) {
        call.at = sync::Instant{std::chrono::milliseconds{called_ms}};
        calls.push_back(call);
    }
    return calls;
}

std::vector<sync::wire::RatingWish> Changes::rating_wishes(const std::string& hall, sync::Instant now) {
    const long long since = (now - sync::rating_wish_open_for).time_since_epoch().count();
    sync::wire::RatingWish wish;
    long long at_ms = 0;
    long long ratings = 0;
    soci::statement rows =
        (database_.session().prepare
             << "SELECT w.token, t.number, w.desk, w.at_ms, (SELECT COUNT(*) FROM ratings r WHERE r.subject = w.token) "
                "FROM rating_wishes w JOIN tickets t ON t.token = w.token WHERE w.hall = :h AND w.at_ms > :s "
                "ORDER BY w.at_ms",
         soci::use(hall), soci::use(since), soci::into(wish.token), soci::into(wish.number), soci::into(wish.window),
         soci::into(at_ms), soci::into(ratings));
    rows.execute();
    std::map<std::string, sync::wire::RatingWish> latest;
    while (rows.fetch()) {
        // Of a window nobody but the latest is still there, whether that one has rated or not.
        latest.erase(wish.window);
        wish.at = sync::Instant{std::chrono::milliseconds{at_ms}};
        if (ratings == 0) latest.emplace(wish.window, wish);
    }
    std::vector<sync::wire::RatingWish> wishes;
    for (auto& [window, one] : latest) wishes.push_back(std::move(one));
    return wishes;
}

void Changes::read_tickets(ChangeNews& news, std::uint64_t known) {
    const long long day = news.day.number();
    const auto from = static_cast<long long>(known);
    ChangeNews::Ticket ticket;
    std::string state;
    long long number = 0;
    soci::statement rows =
        (database_.session().prepare << "SELECT device, change, token, state, \"window\" FROM tickets WHERE change > 0 "
                                        "AND change > :c AND day = :a ORDER BY change",
         soci::use(from), soci::use(day), soci::into(ticket.device), soci::into(number),
         soci::into(ticket.change.token), soci::into(state), soci::into(ticket.change.window));
    rows.execute();
    while (rows.fetch()) {
        ticket.number = static_cast<std::uint64_t>(number);
        ticket.change.state = sync::as_told(sync::parse_queued_state(state).value_or(sync::QueuedState::waiting));
        news.tickets.push_back(ticket);
    }
}

void Changes::read_cases(ChangeNews& news, std::uint64_t known) {
    const auto from = static_cast<long long>(known);
    ChangeNews::Case one;
    std::string state;
    long long number = 0;
    long long version = 0;
    soci::statement rows =
        (database_.session().prepare
             << "SELECT f.device, f.hall, c.change, c.token, f.number, c.state, c.version FROM cases c "
                "JOIN case_files f ON f.token = c.token WHERE c.change > :c "
                "ORDER BY c.change DESC LIMIT :m",
         soci::use(from), soci::use(most_cases), soci::into(one.device), soci::into(one.hall), soci::into(number),
         soci::into(one.change.token), soci::into(one.change.number), soci::into(state), soci::into(version));
    rows.execute();
    while (rows.fetch()) {
        one.number = static_cast<std::uint64_t>(number);
        one.change.state = sync::parse_case_state(state).value_or(sync::CaseState::submitted);
        one.change.version = static_cast<std::uint32_t>(version);
        news.cases.push_back(one);
    }
    std::ranges::reverse(news.cases);
}

void Changes::read_logs(ChangeNews& news, std::uint64_t known) {
    const auto from = static_cast<long long>(known);
    // All of them: also those from before their changes were numbered.
    const char* where = news.extent == ChangeNews::Extent::everything ? " WHERE change >= :c" : " WHERE change > :c";
    std::string device;
    sync::LogMark mark;
    long long high_water = 0;
    soci::statement rows = (database_.session().prepare << std::string("SELECT device, epoch, high_water FROM logs") +
                                                               where + " ORDER BY updated_ms",
                            soci::use(from), soci::into(device), soci::into(mark.epoch), soci::into(high_water));
    rows.execute();
    while (rows.fetch()) {
        mark.seq = static_cast<std::uint64_t>(high_water);
        news.logs.emplace_back(device, mark);
    }
}

DatabaseResult<bool> Changes::begin_day(sync::Instant now) {
    return guarded("beginning a day", [&] {
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::writes);
        const long long today = sync::local_day(now, config_.zone).number();
        soci::statement begin = (sql.prepare << "UPDATE counters SET value = :today WHERE name = 'queue_day' AND "
                                                "value < :today2",
                                 soci::use(today), soci::use(today));
        begin.execute(true);
        if (begin.get_affected_rows() == 0) return false;
        std::set<HallQueue> queues;
        const std::vector<std::string> halls = hall_ids(sql);
        take_turns(sql, halls);
        for (const std::string& hall : halls) {
            QueueDesk(database_, config_, hall).close_days_before(sync::local_day(now, config_.zone), now);
            for (const sync::Service& service : config_.services_of(hall)) queues.insert({hall, service.letter});
        }
        // A clerk who went home without a word is not there tomorrow.
        sql << "UPDATE hall_windows SET state = 'paused', clerk = ''";
        mark_queues_changed(sql, queues);
        transaction.commit();
        return true;
    });
}

DatabaseResult<void> Changes::tell_all_of(const std::string& hall) {
    return guarded("telling of a hall", [&] {
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::writes);
        std::set<HallQueue> queues;
        for (const sync::Service& service : config_.services_of(hall)) queues.insert({hall, service.letter});
        mark_queues_changed(sql, queues);
        mark_called(sql, hall);
        mark_rating_wished(sql, hall);
        mark_document_changed(sql, kept_name(sync::hall_document, hall));
        transaction.commit();
    });
}

DatabaseResult<bool> Changes::written_by_others() {
    return guarded("looking for others' changes", [&] {
        if (database_.kind() == DatabaseKind::postgresql) return false;
        long long version = 0;
        database_.session() << "PRAGMA data_version", soci::into(version);
        const long long before = std::exchange(file_version_, version);
        return before >= 0 && before != version;
    });
}

}  // namespace bangnin::hub
