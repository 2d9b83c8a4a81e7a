#include "sync/hub/case_desk.h"

#include <algorithm>

#include "sync/hub/case_log.h"
#include "sync/hub/console/audit_log.h"
#include "sync/model/masked.h"

namespace bangnin::hub {
namespace {

namespace wire = sync::wire;

using Result = std::expected<CaseFile, CaseError>;

sync::Instant instant_of(long long ms) { return sync::Instant{std::chrono::milliseconds{ms}}; }

// An applicant's name is personal data: the log, which is kept for good, has it masked.
sync::Actor as_logged(sync::Actor actor) {
    if (actor.role == sync::ActorRole::applicant) actor.name = sync::masked_name(actor.name);
    return actor;
}

std::string next_number(soci::session& sql, sync::LocalDay day) {
    const long long number = day.number();
    long long last = 0;
    sql << "INSERT INTO case_numbers(day, last) VALUES(:d, 1) ON CONFLICT(day) DO UPDATE SET last = case_numbers.last "
           "+ 1",
        soci::use(number);
    sql << "SELECT last FROM case_numbers WHERE day = :d", soci::use(number), soci::into(last);
    std::string text = day.text();
    std::erase(text, '-');
    std::string digits = std::to_string(last);
    if (digits.size() < 3) digits.insert(0, 3 - digits.size(), '0');
    return "BB" + text.substr(2) + digits;
}

// Whether the case that has the token was made by this very filing.
bool same_filing(const CaseFile& file, const CaseFiling& filing, const sync::Actor& by) {
    const auto* submission = std::get_if<sync::Submission>(&file.log.front().fact);
    if (submission == nullptr || file.log.front().by != by || file.hall != filing.hall) return false;
    std::vector<std::uint32_t> asked = filing.application.items;
    std::ranges::sort(asked);
    std::vector<std::uint32_t> filed;
    for (const sync::Item& item : submission->items) filed.push_back(item.number);
    return submission->project_name == filing.application.project_name &&
           submission->project_code == filing.application.project_code && asked == filed;
}

// Whether the entry that followed the version the order was given for is the order's.
bool carried_out(const CaseFile& file, const wire::CaseOrder& order, const sync::Actor& by) {
    if (order.version >= file.log.size()) return false;
    const sync::CaseEvent& event = file.log[order.version];
    const auto* command = std::get_if<sync::Command>(&event.fact);
    return command != nullptr && *command == order.what && event.by == by;
}

void keep(soci::session& sql, const std::string& token, CaseFile& file, sync::CaseOutcome outcome) {
    append(sql, token, outcome.events);
    put_row(sql, outcome.after);
    file.now = std::move(outcome.after);
    std::ranges::move(outcome.events, std::back_inserter(file.log));
}

// For LIKE, with ! before what would mean something else there.
std::string containing(const std::string& text) {
    if (text.empty()) return {};
    std::string pattern = "%";
    for (const char letter : text) {
        if (letter == '%' || letter == '_' || letter == '!') pattern += '!';
        pattern += letter;
    }
    return pattern + "%";
}

std::string upper(std::string text) {
    for (char& letter : text) {
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    }
    return text;
}

std::vector<std::string> all_tokens(soci::session& sql) {
    std::vector<std::string> tokens;
    std::string token;
    // A row without a file differs from it too.
    soci::statement rows =
        (sql.prepare << "SELECT token FROM case_files UNION SELECT token FROM cases ORDER BY 1", soci::into(token));
    rows.execute();
    while (rows.fetch()) tokens.push_back(token);
    return tokens;
}

void add_verdict(soci::session& sql, const std::string& token, RowRepair repair, CaseAudit& audit) {
    if (repair == RowRepair::rebuild) take_turn_at(sql, token);
    const auto file = read_file(sql, token);
    if (!file) {
        ++audit.damaged;
        return;
    }
    if (row_follows(sql, file->now)) return;
    ++audit.differing;
    if (repair == RowRepair::rebuild) put_row(sql, file->now);
}

}  // namespace

Result submit_in(soci::session& sql, const CaseFiling& filing, const CaseBasis& basis, sync::Instant now) {
    const std::string token = filing.application.token.text();
    take_turn_at(sql, token);
    const sync::Actor by = as_logged(filing.by);
    auto known = read_file(sql, token);
    if (known) {
        if (same_filing(*known, filing, by)) return known;
        return std::unexpected(CaseError{CaseFault::token_taken});
    }
    if (known.error().fault != CaseFault::unknown_case) return known;
    auto decision = sync::submit_case(basis.catalogue, filing.application, by, now);
    if (!decision) return std::unexpected(CaseError{CaseFault::refused, 0, decision.error().words});
    CaseFile file;
    file.number = next_number(sql, basis.calendar.today(now));
    file.hall = filing.hall;
    file.submitted_at = now;
    const long long now_ms = now.time_since_epoch().count();
    sql << "INSERT INTO case_files(token, number, device, submitted_ms, sealed, hall) VALUES(:t, :n, :d, :m, :s, :h)",
        soci::use(token), soci::use(file.number), soci::use(filing.device), soci::use(now_ms), soci::use(filing.sealed),
        soci::use(filing.hall);
    keep(sql, token, file, std::move(*decision));
    return file;
}

Result change_in(soci::session& sql, const sync::Token& token, const wire::CaseOrder& order, const CaseBasis& basis,
                 sync::Instant now) {
    const std::string key = token.text();
    take_turn_at(sql, key);
    auto file = read_file(sql, key);
    if (!file) return file;
    const sync::Actor by = as_logged(order.by);
    if (order.version != file->now.events) {
        if (carried_out(*file, order, by)) return file;
        return std::unexpected(CaseError{CaseFault::other_version, file->now.events});
    }
    // A completion may follow by itself.
    if (file->log.size() + 2 > wire::max_case_log) return std::unexpected(CaseError{CaseFault::full});
    auto decision = sync::change_case(file->now, order.what, by, now, basis.calendar);
    if (!decision) return std::unexpected(CaseError{CaseFault::refused, 0, decision.error().words});
    keep(sql, key, *file, std::move(*decision));
    return file;
}

CaseDesk::Answer CaseDesk::submit(const CaseFiling& filing, const CaseBasis& basis, sync::Instant now) {
    return guarded("taking a case", [&] {
        Transaction transaction(database_, Work::writes);
        auto file = submit_in(database_.session(), filing, basis, now);
        if (file) transaction.commit();
        return file;
    });
}

CaseDesk::Answer CaseDesk::change(const sync::Token& token, const wire::CaseOrder& order, const CaseBasis& basis,
                                  sync::Instant now) {
    return guarded("changing a case", [&] {
        Transaction transaction(database_, Work::writes);
        auto file = change_in(database_.session(), token, order, basis, now);
        if (file) transaction.commit();
        return file;
    });
}

CaseDesk::Answer CaseDesk::find(const sync::Token& token) {
    return guarded("reading a case", [&] {
        Transaction transaction(database_, Work::reads);
        return read_file(database_.session(), token.text());
    });
}

DatabaseResult<std::vector<CaseRow>> CaseDesk::list(const CaseFilter& filter, std::uint32_t limit) {
    return guarded("listing cases", [&] {
        const std::string wanted_state(filter.state ? to_text(*filter.state) : "");
        const long long from = filter.due_from ? filter.due_from->number() : 1;
        const long long until = filter.due_until ? filter.due_until->number() : 0;
        const int most = static_cast<int>(limit);
        const std::string number = containing(upper(filter.search));
        const std::string project = containing(upper(filter.search));
        const int under_way = filter.scope == CaseScope::under_way ? 1 : 0;
        CaseRow row;
        std::string state;
        long long due_day = 0;
        long long version = 0;
        long long submitted_ms = 0;
        long long changed_ms = 0;
        soci::statement rows =
            (database_.session().prepare
                 << "SELECT c.token, f.number, c.project_name, c.agent, c.state, c.due_day, c.version, f.submitted_ms, "
                    "c.changed_ms FROM cases c JOIN case_files f ON f.token = c.token "
                    "WHERE (:h = '' OR f.hall = :h2) AND (:s = '' OR c.state = :s2) AND (:a = '' OR c.agent = :a2) AND "
                    "(:d = '' OR EXISTS(SELECT 1 FROM case_departments p WHERE p.department = :d2 AND p.token = "
                    "c.token)) AND (CAST(:u AS BIGINT) = 0 OR c.due_day BETWEEN :f AND :u2) "
                    "AND (CAST(:w AS BIGINT) = 0 OR c.state NOT IN ('declined', 'archived', 'rated', 'terminated')) "
                    "AND (:q = '' OR f.number LIKE :q2 ESCAPE '!' OR UPPER(c.project_name) LIKE :q3 ESCAPE '!') "
                    "ORDER BY CASE WHEN c.due_day = 0 THEN 1 ELSE 0 END, c.due_day, f.number LIMIT :m",
             soci::use(filter.hall), soci::use(filter.hall), soci::use(wanted_state), soci::use(wanted_state),
             soci::use(filter.agent), soci::use(filter.agent), soci::use(filter.department),
             soci::use(filter.department), soci::use(until), soci::use(from), soci::use(until), soci::use(under_way),
             soci::use(number), soci::use(number), soci::use(project), soci::use(most), soci::into(row.token),
             soci::into(row.number), soci::into(row.project_name), soci::into(row.agent), soci::into(state),
             soci::into(due_day), soci::into(version), soci::into(submitted_ms), soci::into(changed_ms));
        rows.execute();
        std::vector<CaseRow> cases;
        while (rows.fetch()) {
            row.state = sync::parse_case_state(state).value_or(sync::CaseState::submitted);
            row.due.reset();
            if (due_day != 0) row.due = sync::LocalDay::from_number(due_day);
            row.version = static_cast<std::uint32_t>(version);
            row.submitted_at = instant_of(submitted_ms);
            row.changed_at = instant_of(changed_ms);
            cases.push_back(row);
        }
        return cases;
    });
}

DatabaseResult<std::string> CaseDesk::look(const sync::Token& token, const CaseLook& look) {
    return guarded("opening a case's details", [&] {
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::writes);
        const std::string key = token.text();
        std::string sealed;
        std::string number;
        sql << "SELECT sealed, number FROM case_files WHERE token = :t", soci::use(key), soci::into(sealed),
            soci::into(number);
        if (!sql.got_data() || sealed.empty()) return std::string();
        const long long at_ms = look.at.time_since_epoch().count();
        sql << "INSERT INTO case_looks(token, at_ms, who, what) VALUES(:t, :a, :w, :h) ON CONFLICT DO NOTHING",
            soci::use(key), soci::use(at_ms), soci::use(look.who), soci::use(look.what);
        const bool by_staff = look.by == CaseLook::By::staff;
        console::record(sql, {look.at, by_staff ? look.who : std::string(), "look_case",
                              number + " " + look.what + (by_staff ? std::string() : "，设备 " + look.who),
                              std::string(console::outcome_done), look.address, look.hall});
        transaction.commit();
        return sealed;
    });
}

DatabaseResult<std::string> CaseDesk::sealed(const sync::Token& token) {
    return guarded("reading what is sealed of a case", [&] {
        const std::string key = token.text();
        std::string sealed;
        database_.session() << "SELECT sealed FROM case_files WHERE token = :t", soci::use(key), soci::into(sealed);
        return sealed;
    });
}

DatabaseResult<std::optional<sync::Token>> CaseDesk::find_number(const std::string& number, const std::string& hall) {
    return guarded("looking for a case", [&]() -> std::optional<sync::Token> {
        const std::string wanted = upper(number);
        std::string token;
        database_.session() << "SELECT token FROM case_files WHERE number = :n AND hall = :h", soci::use(wanted),
            soci::use(hall), soci::into(token);
        return sync::Token::parse(token);
    });
}

DatabaseResult<std::vector<std::string>> CaseDesk::agents(const std::string& hall) {
    return guarded("listing the agents of cases", [&] {
        std::vector<std::string> agents;
        std::string agent;
        soci::statement rows = (database_.session().prepare
                                    << "SELECT DISTINCT c.agent FROM cases c JOIN case_files f ON f.token = c.token "
                                       "WHERE c.agent <> '' AND f.hall = :h ORDER BY c.agent",
                                soci::use(hall), soci::into(agent));
        rows.execute();
        while (rows.fetch()) agents.push_back(agent);
        return agents;
    });
}

DatabaseResult<CaseAudit> CaseDesk::audit(RowRepair repair) {
    return guarded("checking cases", [&] {
        CaseAudit audit;
        for (const std::string& token : all_tokens(database_.session())) {
            ++audit.cases;
            // Each by itself, so that a long list holds nobody up.
            Transaction transaction(database_, repair == RowRepair::rebuild ? Work::writes : Work::reads);
            add_verdict(database_.session(), token, repair, audit);
            transaction.commit();
        }
        return audit;
    });
}

}  // namespace bangnin::hub
