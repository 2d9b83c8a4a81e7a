#include "sync/hub/case_log.h"

#include <algorithm>
#include <set>

#include "sync/hub/changes.h"

namespace bangnin::hub {
namespace {

namespace wire = sync::wire;

// The row as it has to be.
struct Row {
    explicit Row(const sync::Case& of)
        : state(to_text(of.state)),
          agent(of.agent),
          project_name(of.project_name),
          changed_ms(of.changed_at.time_since_epoch().count()),
          version(of.events) {
        const auto due = sync::deadlines(of);
        if (!due.empty()) due_day = due.front().by.number();
    }
    Row() = default;

    std::string state, agent, project_name;
    long long changed_ms = 0;
    long long due_day = 0;
    long long version = 0;

    friend bool operator==(const Row&, const Row&) = default;
};

std::set<std::string> departments_of(const sync::Case& of) {
    std::set<std::string> departments;
    for (const sync::CaseItem& item : of.items) {
        departments.insert(item.item.departments.begin(), item.item.departments.end());
    }
    return departments;
}

std::set<std::string> stored_departments(soci::session& sql, const std::string& token) {
    std::set<std::string> departments;
    std::string department;
    soci::statement rows = (sql.prepare << "SELECT department FROM case_departments WHERE token = :t", soci::use(token),
                            soci::into(department));
    rows.execute();
    while (rows.fetch()) departments.insert(department);
    return departments;
}

}  // namespace

void take_turn_at(soci::session& sql, const std::string& token) {
    const std::string name = "case/" + token;
    if (on_postgresql(sql)) sql << "SELECT pg_advisory_xact_lock(hashtext(:t))", soci::use(name);
}

std::expected<CaseFile, CaseError> read_file(soci::session& sql, const std::string& token) {
    CaseFile file;
    long long submitted_ms = 0;
    sql << "SELECT number, hall, submitted_ms FROM case_files WHERE token = :t", soci::use(token),
        soci::into(file.number), soci::into(file.hall), soci::into(submitted_ms);
    if (!sql.got_data()) return std::unexpected(CaseError{CaseFault::unknown_case});
    file.submitted_at = sync::Instant{std::chrono::milliseconds{submitted_ms}};
    std::string body;
    soci::statement rows = (sql.prepare << "SELECT body FROM case_events WHERE token = :t ORDER BY number",
                            soci::use(token), soci::into(body));
    rows.execute();
    while (rows.fetch()) {
        auto event = wire::decode_case_event(body);
        if (!event) return std::unexpected(CaseError{CaseFault::damaged});
        file.log.push_back(std::move(*event));
    }
    auto now = sync::replay(file.log);
    if (!now || now->token.text() != token) return std::unexpected(CaseError{CaseFault::damaged});
    file.now = std::move(*now);
    return file;
}

void append(soci::session& sql, const std::string& token, std::span<const sync::CaseEvent> events) {
    for (const sync::CaseEvent& event : events) {
        const long long number = event.number;
        const long long at_ms = event.at.time_since_epoch().count();
        const std::string body = wire::encode(event);
        sql << "INSERT INTO case_events(token, number, at_ms, body) VALUES(:t, :n, :a, :b)", soci::use(token),
            soci::use(number), soci::use(at_ms), soci::use(body);
    }
}

void put_row(soci::session& sql, const sync::Case& of) {
    const Row row(of);
    const std::string token = of.token.text();
    sql << "INSERT INTO cases(token, state, agent, project_name, changed_ms, due_day, version, change) "
           "VALUES(:t, :s, :a, :p, :c, :d, :v, 0) ON CONFLICT(token) DO UPDATE SET state = excluded.state, "
           "agent = excluded.agent, project_name = excluded.project_name, changed_ms = excluded.changed_ms, "
           "due_day = excluded.due_day, version = excluded.version",
        soci::use(token), soci::use(row.state), soci::use(row.agent), soci::use(row.project_name),
        soci::use(row.changed_ms), soci::use(row.due_day), soci::use(row.version);
    const auto departments = departments_of(of);
    if (stored_departments(sql, token) != departments) {
        sql << "DELETE FROM case_departments WHERE token = :t", soci::use(token);
        for (const std::string& department : departments) {
            sql << "INSERT INTO case_departments(department, token) VALUES(:d, :t)", soci::use(department),
                soci::use(token);
        }
    }
    mark_case_changed(sql, token);
}

bool row_follows(soci::session& sql, const sync::Case& of) {
    const std::string token = of.token.text();
    Row row;
    sql << "SELECT state, agent, project_name, changed_ms, due_day, version FROM cases WHERE token = :t",
        soci::use(token), soci::into(row.state), soci::into(row.agent), soci::into(row.project_name),
        soci::into(row.changed_ms), soci::into(row.due_day), soci::into(row.version);
    return sql.got_data() && row == Row(of) && stored_departments(sql, token) == departments_of(of);
}

}  // namespace bangnin::hub
