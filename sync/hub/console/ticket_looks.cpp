#include "sync/hub/console/ticket_looks.h"

#include <vector>

#include "sync/hub/console/audit_log.h"
#include "sync/seal/seal.h"
#include "sync/wire/codec.h"

namespace bangnin::hub::console {
namespace {

// A ticket that somebody sits at a window with is of today: its event is among its machine's latest.
constexpr long long events_looked_at = 5'000;
constexpr int logs_looked_at = 3;

struct Log {
    std::string epoch;
    long long high_water = 0;
};

std::vector<Log> latest_logs(soci::session& sql, const std::string& device) {
    std::vector<Log> logs;
    Log log;
    soci::statement rows =
        (sql.prepare << "SELECT epoch, high_water FROM logs WHERE device = :d ORDER BY updated_ms DESC LIMIT :l",
         soci::use(device), soci::use(logs_looked_at), soci::into(log.epoch), soci::into(log.high_water));
    rows.execute();
    while (rows.fetch()) logs.push_back(log);
    return logs;
}

std::string sealed_of(soci::session& sql, const std::string& ticket) {
    std::string device;
    sql << "SELECT device FROM tickets WHERE token = :t", soci::use(ticket), soci::into(device);
    if (!sql.got_data()) return {};
    const std::string type(sync::event_type::ticket_issued);
    // A token is of letters and digits only.
    const std::string pattern = "%\"" + ticket + "\"%";
    for (const Log& log : latest_logs(sql, device)) {
        const long long from = log.high_water - events_looked_at;
        std::string body;
        sql << "SELECT body FROM events WHERE device = :d AND epoch = :e AND seq > :f AND type = :y AND body LIKE :p",
            soci::use(device), soci::use(log.epoch), soci::use(from), soci::use(type), soci::use(pattern),
            soci::into(body);
        if (!sql.got_data()) continue;
        const auto issued = sync::wire::decode_ticket_issued(body);
        return issued ? issued->sealed : std::string();
    }
    return {};
}

}  // namespace

DatabaseResult<std::string> TicketLooks::sealed(const std::string& ticket) {
    return guarded("reading what is sealed of a ticket", [&] {
        Transaction transaction(database_, Work::reads);
        return sealed_of(database_.session(), ticket);
    });
}

DatabaseResult<std::string> TicketLooks::look(const std::string& ticket, const std::string& reason,
                                              const StaffHand& hand) {
    return guarded("opening what is sealed of a ticket", [&] {
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::writes);
        std::string sealed = sealed_of(sql, ticket);
        if (sealed.empty()) return sealed;
        std::string number;
        sql << "SELECT number FROM tickets WHERE token = :t", soci::use(ticket), soci::into(number);
        record(sql, {hand.at, hand.login, "look_ticket", number + "，原因：" + reason, std::string(outcome_done),
                     hand.address, hand.hall});
        transaction.commit();
        return sealed;
    });
}

std::optional<TicketPerson> open_ticket_person(const Authority& authority, const std::string& sealed) {
    const auto der = sync::base64_decode(sealed);
    if (!der) return std::nullopt;
    const auto opened = authority.unseal(*der);
    if (!opened) return std::nullopt;
    return read_ticket_person(opened->view());
}

PersonMasks ticket_masks(const Authority& authority, const std::string& sealed) {
    if (sealed.empty()) return {};
    const auto person = open_ticket_person(authority, sealed);
    return person ? masks_of(*person) : PersonMasks{SealState::unreadable, {}, {}, {}};
}

}  // namespace bangnin::hub::console
