#include "sync/hub/console/case_office.h"

#include "sync/hub/case_log.h"
#include "sync/hub/console/audit_log.h"
#include "sync/model/case.h"

namespace bangnin::hub::console {
namespace {

std::expected<CaseFile, CaseError> unknown_case() { return std::unexpected(CaseError{CaseFault::unknown_case}); }

}  // namespace

CaseDesk::Answer CaseOffice::file(const CaseFiling& filing, const CaseBasis& basis, const StaffHand& hand) {
    return guarded("filing a case", [&] {
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::writes);
        const std::string token = filing.application.token.text();
        take_turn_at(sql, token);
        const bool known = read_file(sql, token).has_value();
        auto file = submit_in(sql, filing, basis, hand.at);
        if (!file) return file;
        if (!known) {
            record(sql, {hand.at, hand.login, "case_submit", file->number, std::string(outcome_done), hand.address,
                         hand.hall});
        }
        transaction.commit();
        return file;
    });
}

CaseDesk::Answer CaseOffice::carry_out(const sync::Token& token, const sync::wire::CaseOrder& order,
                                       const CaseBasis& basis, const StaffHand& hand) {
    return guarded("changing a case", [&] {
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::writes);
        auto file = change_in(sql, token, order, basis, hand.at);
        if (!file) return file;
        // A case of another hall is none here.
        if (file->hall != hand.hall) return unknown_case();
        // An order that came twice was carried out once, and is written down once.
        if (file->log.back().at == hand.at) {
            record(sql, {hand.at, hand.login, "case_" + std::string(name_of(order.what)), file->number,
                         std::string(outcome_done), hand.address, hand.hall});
        }
        transaction.commit();
        return file;
    });
}

DatabaseResult<std::vector<std::string>> CaseOffice::agents(const std::string& hall) {
    return guarded("listing agents", [&] {
        std::vector<std::string> names;
        std::string name;
        soci::statement rows = (database_.session().prepare << "SELECT DISTINCT name FROM staff WHERE role = 'agent' "
                                                               "AND state = 'active' AND hall = :h ORDER BY name",
                                soci::use(hall), soci::into(name));
        rows.execute();
        while (rows.fetch()) names.push_back(name);
        return names;
    });
}

DatabaseResult<void> CaseOffice::lay_open(const WindowPlace& place, const std::string& ticket,
                                          const std::optional<sync::Token>& token, const StaffHand& hand) {
    return guarded("laying a case open", [&] {
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::writes);
        if (!token) {
            sql << "DELETE FROM window_cases WHERE hall = :h AND desk = :w", soci::use(place.hall),
                soci::use(place.window);
        } else {
            const std::string key = token->text();
            const long long at_ms = hand.at.time_since_epoch().count();
            sql << "INSERT INTO window_cases(hall, desk, token, ticket, at_ms) VALUES(:h, :w, :c, :t, :a) ON "
                   "CONFLICT(hall, "
                   "desk) DO UPDATE SET token = excluded.token, ticket = excluded.ticket, at_ms = excluded.at_ms",
                soci::use(place.hall), soci::use(place.window), soci::use(key), soci::use(ticket), soci::use(at_ms);
            std::string number;
            sql << "SELECT number FROM case_files WHERE token = :t", soci::use(key), soci::into(number);
            record(sql, {hand.at, hand.login, "case_at_window", "窗口 " + place.window + " " + number,
                         std::string(outcome_done), hand.address, hand.hall});
        }
        transaction.commit();
    });
}

DatabaseResult<std::optional<CaseFile>> CaseOffice::at_window(const WindowPlace& place, const std::string& ticket) {
    return guarded("reading the case at a window", [&]() -> std::optional<CaseFile> {
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::reads);
        std::string token;
        sql << "SELECT token FROM window_cases WHERE hall = :h AND desk = :w AND ticket = :t", soci::use(place.hall),
            soci::use(place.window), soci::use(ticket), soci::into(token);
        if (!sql.got_data()) return std::nullopt;
        auto file = read_file(sql, token);
        return file ? std::optional(std::move(*file)) : std::nullopt;
    });
}

DatabaseResult<bool> CaseOffice::lies_open_with(const StaffMember& staff, const sync::Token& token) {
    return guarded("looking where a case lies open",
                   [&] {
                       const std::string key = token.text();
                       int count = 0;
                       database_.session()
                           << "SELECT COUNT(*) FROM window_cases k JOIN hall_windows w ON w.hall = k.hall AND w.name = "
                              "k.desk JOIN tickets t ON t.token = k.ticket WHERE k.hall = :h AND k.token = :t AND "
                              "w.clerk = :l AND t.desk = k.desk AND "
                              "t.state IN ('called', 'serving')",
                           soci::use(staff.hall), soci::use(key), soci::use(staff.login), soci::into(count);
                       return count > 0;
                   });
}

}  // namespace bangnin::hub::console
