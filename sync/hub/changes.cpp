#include "sync/hub/changes.h"

#include <algorithm>
#include <utility>

#include "sync/hub/documents.h"
#include "sync/hub/queue_desk.h"
#include "sync/hub/staff_calls.h"

namespace bangnin::hub {
namespace {

constexpr const char* numbers_called = "called";

std::string subject_of(char service) { return std::string("queue/") + service; }

std::string calls_of(const std::string& device) { return "calls/" + device; }

std::string subject_of_document(std::string_view name) { return "document/" + std::string(name); }

void mark(soci::session& sql, const std::string& subject) {
    sql << "UPDATE counters SET value = value + 1 WHERE name = 'change'";
    sql << "INSERT INTO change_marks(subject, number) VALUES(:s, (SELECT value FROM counters WHERE name = 'change')) "
           "ON CONFLICT(subject) DO UPDATE SET number = excluded.number",
        soci::use(subject);
}

// With the commit, every hub that works on these records.
void tell(soci::session& sql) {
    if (on_postgresql(sql)) sql << tell_of_changes;
}

// What the asking device has not seen yet.
class News {
  public:
    News(soci::session& sql, std::uint64_t cursor, std::uint64_t newest)
        : sql_(sql), cursor_(cursor), everything_(cursor == 0 || cursor > newest) {}
    // 0: all there is.
    std::uint64_t since() const { return everything_ ? 0 : cursor_; }
    bool is(const std::string& subject) const {
        if (everything_) return true;
        long long number = 0;
        sql_ << "SELECT number FROM change_marks WHERE subject = :s", soci::use(subject), soci::into(number);
        return sql_.got_data() && static_cast<std::uint64_t>(number) > cursor_;
    }

  private:
    soci::session& sql_;
    std::uint64_t cursor_;
    bool everything_;
};

}  // namespace

void mark_queues_changed(soci::session& sql, const std::set<char>& services) {
    for (const char service : services) mark(sql, subject_of(service));
    if (!services.empty()) tell(sql);
}

void mark_called(soci::session& sql) {
    mark(sql, numbers_called);
    tell(sql);
}

void mark_ticket_changed(soci::session& sql, const std::string& token) {
    sql << "UPDATE counters SET value = value + 1 WHERE name = 'change'";
    sql << "UPDATE tickets SET change = (SELECT value FROM counters WHERE name = 'change') WHERE token = :t",
        soci::use(token);
    tell(sql);
}

void mark_case_changed(soci::session& sql, const std::string& token) {
    sql << "UPDATE counters SET value = value + 1 WHERE name = 'change'";
    sql << "UPDATE cases SET change = (SELECT value FROM counters WHERE name = 'change') WHERE token = :t",
        soci::use(token);
    tell(sql);
}

void mark_call_answered(soci::session& sql, const std::string& device) {
    mark(sql, calls_of(device));
    tell(sql);
}

void mark_document_changed(soci::session& sql, const std::string& name) {
    mark(sql, subject_of_document(name));
    tell(sql);
}

sync::QueueStatus Changes::queue_status(const sync::Service& service, const std::string& device, sync::Instant now) {
    soci::session& sql = database_.session();
    sync::QueueStatus status;
    status.service = service.letter;
    status.day = sync::local_day(now, config_.zone);
    status.open_windows = windows_open(sql, config_, service);
    status.as_of = now;
    const std::string letter(1, service.letter);
    const long long day = status.day.number();
    long long waiting = 0;
    long long serving = 0;
    sql << "SELECT COUNT(*) FILTER (WHERE state = 'waiting'), COUNT(*) FILTER (WHERE state IN ('called', 'serving', "
           "'held')) "
           "FROM tickets WHERE day = :day AND service = :service",
        soci::use(day), soci::use(letter), soci::into(waiting), soci::into(serving);
    status.waiting = static_cast<std::uint32_t>(waiting);
    status.serving = static_cast<std::uint32_t>(serving);
    std::string epoch;
    long long high_water = 0;
    sql << "SELECT epoch, high_water FROM logs WHERE device = :d ORDER BY updated_ms DESC LIMIT 1", soci::use(device),
        soci::into(epoch), soci::into(high_water);
    if (sql.got_data()) status.included[device] = {epoch, static_cast<std::uint64_t>(high_water)};
    return status;
}

DatabaseResult<sync::wire::ChangesResponse> Changes::since(std::uint64_t cursor, const std::string& device,
                                                           sync::Instant now) {
    return guarded("reading changes", [&] {
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::reads);
        sync::wire::ChangesResponse response;
        long long newest = 0;
        sql << "SELECT value FROM counters WHERE name = 'change'", soci::into(newest);
        response.cursor = static_cast<std::uint64_t>(newest);
        const News news(sql, cursor, response.cursor);
        for (const sync::Service& service : config_.services) {
            if (news.is(subject_of(service.letter))) {
                response.changes.emplace_back(queue_status(service, device, now));
            }
        }
        if (news.is(numbers_called)) {
            for (auto& call : calls(now)) response.changes.emplace_back(std::move(call));
        }
        for (auto& ticket : tickets(news.since(), device, now)) response.changes.emplace_back(std::move(ticket));
        for (auto& one : cases(news.since(), device)) response.changes.emplace_back(std::move(one));
        if (news.is(calls_of(device))) {
            if (auto answer = latest_answer(sql, device, now)) response.changes.emplace_back(std::move(*answer));
        }
        for (const std::string_view name : document_names) {
            if (!news.is(subject_of_document(name))) continue;
            const std::uint64_t version = newest_version(sql, std::string(name));
            if (version > 0) response.changes.emplace_back(sync::wire::DocumentChange{std::string(name), version});
        }
        transaction.commit();
        return response;
    });
}

// Who is called now, the latest last.
std::vector<sync::wire::CallChange> Changes::calls(sync::Instant now) {
    const long long day = sync::local_day(now, config_.zone).number();
    sync::wire::CallChange call;
    long long called_ms = 0;
    soci::statement rows =
        (database_.session().prepare << "SELECT number, \"window\", called_ms FROM tickets WHERE day = :d AND state = "
                                        "'called' ORDER BY called_ms, number",
         soci::use(day), soci::into(call.number), soci::into(call.window), soci::into(called_ms));
    rows.execute();
    std::vector<sync::wire::CallChange> calls;
    while (rows.fetch()) {
        call.at = sync::Instant{std::chrono::milliseconds{called_ms}};
        calls.push_back(call);
    }
    return calls;
}

// Of the day's tickets of that device, what became of them since.
std::vector<sync::wire::TicketChange> Changes::tickets(std::uint64_t cursor, const std::string& device,
                                                       sync::Instant now) {
    const long long day = sync::local_day(now, config_.zone).number();
    const auto since = static_cast<long long>(cursor);
    sync::wire::TicketChange ticket;
    std::string state;
    // The latest, should a kiosk have been away for so many that an answer would grow too large.
    soci::statement rows = (database_.session().prepare
                                << "SELECT token, state, \"window\" FROM tickets WHERE device = :d AND change > :c AND "
                                   "day = :a ORDER BY change DESC LIMIT 1000",
                            soci::use(device), soci::use(since), soci::use(day), soci::into(ticket.token),
                            soci::into(state), soci::into(ticket.window));
    rows.execute();
    std::vector<sync::wire::TicketChange> changes;
    while (rows.fetch()) {
        ticket.state = sync::as_told(sync::parse_queued_state(state).value_or(sync::QueuedState::waiting));
        changes.push_back(ticket);
    }
    return changes;
}

// Of the cases that came through that device, or of all for an operator's, what became of them since.
std::vector<sync::wire::CaseChange> Changes::cases(std::uint64_t cursor, const std::string& device) {
    const auto since = static_cast<long long>(cursor);
    sync::wire::CaseChange one;
    std::string state;
    long long version = 0;
    soci::statement rows =
        (database_.session().prepare
             << "SELECT c.token, f.number, c.state, c.version FROM cases c JOIN case_files f ON f.token = c.token "
                "WHERE c.change > :c AND (f.device = :d OR EXISTS(SELECT 1 FROM devices o WHERE o.device = :d2 AND "
                "o.role = 'operator')) ORDER BY c.change DESC LIMIT 500",
         soci::use(since), soci::use(device), soci::use(device), soci::into(one.token), soci::into(one.number),
         soci::into(state), soci::into(version));
    rows.execute();
    std::vector<sync::wire::CaseChange> changes;
    while (rows.fetch()) {
        one.state = sync::parse_case_state(state).value_or(sync::CaseState::submitted);
        one.version = static_cast<std::uint32_t>(version);
        changes.push_back(one);
    }
    return changes;
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
        QueueDesk(database_, config_).close_days_before(sync::local_day(now, config_.zone), now);
        // A clerk who went home without a word is not there tomorrow.
        sql << "UPDATE windows SET state = 'paused', clerk = ''";
        std::set<char> letters;
        for (const sync::Service& service : config_.services) letters.insert(service.letter);
        mark_queues_changed(sql, letters);
        transaction.commit();
        return true;
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
