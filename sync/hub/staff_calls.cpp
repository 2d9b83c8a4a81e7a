#include "sync/hub/staff_calls.h"

#include <algorithm>
#include <map>

#include "sync/hub/changes.h"

namespace bangnin::hub {

namespace wire = sync::wire;

namespace {

constexpr std::chrono::hours listed_for{24};

long long milliseconds_of(sync::Instant at) { return at.time_since_epoch().count(); }
sync::Instant instant_of(long long milliseconds) { return sync::Instant{std::chrono::milliseconds{milliseconds}}; }

// A row being fetched: bound once, read for each.
struct Reader {
    StaffCallRow row;
    long long at_ms = 0;
    std::string answer, by;
    long long answered_ms = 0;

    StaffCallRow taken() const {
        StaffCallRow call = row;
        call.at = instant_of(at_ms);
        if (const auto said = sync::parse_call_answer(answer)) {
            call.answered = AnsweredCall{*said, instant_of(answered_ms), by};
        }
        return call;
    }
};

constexpr const char* columns = "call, device, hall, screen, reason, at_ms, answer, answered_ms, answered_by";

std::optional<StaffCallRow> find(soci::session& sql, const std::string& call) {
    Reader reader;
    StaffCallRow& row = reader.row;
    sql << std::string("SELECT ") + columns + " FROM staff_calls WHERE call = :c", soci::use(call),
        soci::into(row.call), soci::into(row.device), soci::into(row.hall), soci::into(row.screen),
        soci::into(row.reason), soci::into(reader.at_ms), soci::into(reader.answer), soci::into(reader.answered_ms),
        soci::into(reader.by);
    if (!sql.got_data()) return std::nullopt;
    return reader.taken();
}

// A kiosk without names for its calls sends one again only with the same time and screen.
bool known_without_name(soci::session& sql, const LogOwner& log, const std::string& at, const std::string& screen) {
    int count = 0;
    sql << "SELECT COUNT(*) FROM staff_calls WHERE device = :d AND at = :a AND screen = :s", soci::use(log.device),
        soci::use(at), soci::use(screen), soci::into(count);
    return count > 0;
}

}  // namespace

std::optional<Refusal> take_call(soci::session& sql, const sync::Event& event, const LogOwner& log,
                                 sync::Instant received) {
    auto call = wire::decode_staff_call(event.body);
    if (!call) return Refusal{"bad_body", wire::to_text(call.error())};
    const std::string at = sync::to_text(event.at);
    // A log that was numbered anew after a repair may bring the same call again.
    if (call->call.empty()) {
        if (known_without_name(sql, log, at, call->screen)) return std::nullopt;
        call->call = sync::Token::random().text();
    } else if (const auto known = find(sql, call->call)) {
        if (known->device == log.device) return std::nullopt;
        return Refusal{"call_taken", "another device's call has this name"};
    }
    const auto seq = static_cast<long long>(event.seq);
    // A kiosk whose clock is ahead must not keep its calls open for longer.
    const long long at_ms = std::min(milliseconds_of(event.at), milliseconds_of(received));
    sql << "INSERT INTO staff_calls(device, epoch, seq, at, screen, call, reason, at_ms, hall) "
           "VALUES(:d, :e, :s, :a, :c, :n, :r, :m, :h)",
        soci::use(log.device), soci::use(log.epoch), soci::use(seq), soci::use(at), soci::use(call->screen),
        soci::use(call->call), soci::use(call->reason), soci::use(at_ms), soci::use(log.hall);
    return std::nullopt;
}

std::vector<AnsweredOf> latest_answers(soci::session& sql, sync::Instant now) {
    const long long since = milliseconds_of(now - sync::call_open_for);
    AnsweredOf answered;
    std::string said;
    long long at_ms = 0;
    long long answered_ms = 0;
    soci::statement rows =
        (sql.prepare << "SELECT device, call, answer, answered_ms, at_ms FROM staff_calls WHERE at_ms > :m AND "
                        "answer <> '' ORDER BY at_ms",
         soci::use(since), soci::into(answered.device), soci::into(answered.answer.call), soci::into(said),
         soci::into(answered_ms), soci::into(at_ms));
    rows.execute();
    std::map<std::string, AnsweredOf> latest;
    while (rows.fetch()) {
        const auto word = sync::parse_call_answer(said);
        if (!word) continue;
        answered.answer.answer = *word;
        answered.answer.at = instant_of(answered_ms);
        answered.called_at = instant_of(at_ms);
        latest.insert_or_assign(answered.device, answered);
    }
    std::vector<AnsweredOf> all;
    for (auto& [device, one] : latest) all.push_back(std::move(one));
    return all;
}

sync::CallState StaffCallRow::state(sync::Instant now) const {
    if (answered) return sync::CallState::answered;
    return now - at < sync::call_open_for ? sync::CallState::open : sync::CallState::stale;
}

DatabaseResult<std::vector<StaffCallRow>> StaffCalls::list(sync::Instant now, std::uint32_t limit) {
    return guarded(
        "listing calls", [&] {
            Transaction transaction(database_, Work::reads);
            std::vector<StaffCallRow> calls;
            Reader reader;
            StaffCallRow& row = reader.row;
            const long long since = milliseconds_of(now - listed_for);
            const auto most = static_cast<int>(limit);
            soci::statement listed =
                (database_.session().prepare
                     << std::string("SELECT ") + columns +
                            " FROM staff_calls WHERE hall = :h AND at_ms > :m ORDER BY at_ms DESC LIMIT :l",
                 soci::use(hall_), soci::use(since), soci::use(most), soci::into(row.call), soci::into(row.device),
                 soci::into(row.hall), soci::into(row.screen), soci::into(row.reason), soci::into(reader.at_ms),
                 soci::into(reader.answer), soci::into(reader.answered_ms), soci::into(reader.by));
            listed.execute();
            while (listed.fetch()) calls.push_back(reader.taken());
            transaction.commit();
            return calls;
        });
}

DatabaseResult<std::optional<StaffCalls::Answered>> StaffCalls::answer(const sync::Token& call,
                                                                       const AnsweredCall& answer) {
    return guarded("answering a call", [&]() -> std::optional<Answered> {
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::writes);
        const std::string name = call.text();
        auto found = find(sql, name);
        if (!found || found->hall != hall_) return std::nullopt;
        const long long until = milliseconds_of(found->at);
        const long long at_ms = milliseconds_of(answer.at);
        const std::string said(to_text(answer.answer));
        soci::statement answered =
            (sql.prepare << "UPDATE staff_calls SET answer = :w, answered_ms = :m, answered_by = :b "
                            "WHERE device = :d AND at_ms <= :u AND call <> '' AND answer = ''",
             soci::use(said), soci::use(at_ms), soci::use(answer.by), soci::use(found->device), soci::use(until));
        if (!found->answered) answered.execute(true);
        // Another hub may have been quicker: then its word stands.
        const bool news = !found->answered && answered.get_affected_rows() > 0;
        if (news) mark_call_answered(sql, found->device);
        found = find(sql, name);
        transaction.commit();
        return found ? std::optional(Answered{std::move(*found), news}) : std::nullopt;
    });
}

}  // namespace bangnin::hub
