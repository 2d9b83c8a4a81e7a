#include "sync/hub/intake.h"

#include <algorithm>
#include <optional>

#include "sync/hub/ratings.h"
#include "sync/hub/retention.h"
#include "sync/hub/staff_calls.h"

namespace bangnin::hub {

namespace wire = sync::wire;

namespace {

// Whether what stands in the log at the item's place is this very event, as far as it is still kept.
bool same_as_taken(soci::session& sql, const IntakeBatch& batch, const IntakeItem& item) {
    const auto seq = static_cast<long long>(item.event.seq);
    std::string type;
    std::string at;
    std::string body;
    sql << "SELECT type, at, body FROM events WHERE device = :d AND epoch = :e AND seq = :s", soci::use(batch.device),
        soci::use(batch.epoch), soci::use(seq), soci::into(type), soci::into(at), soci::into(body);
    if (!sql.got_data()) return true;
    if (type != item.event.type || at != item.at) return false;
    return body == item.event.body || body == without_personal_data(item.event.body);
}

// How the items before `end` were decided when they were taken.
void read_refusals(soci::session& sql, const IntakeBatch& batch, std::size_t end, Refusals& refusals) {
    if (end == 0) return;
    const auto first = static_cast<long long>(batch.items.front().event.seq);
    const auto last = static_cast<long long>(batch.items[end - 1].event.seq);
    long long seq = 0;
    Refusal refusal;
    soci::statement refused =
        (sql.prepare << "SELECT seq, reject_code, reject_detail FROM events WHERE device = :d AND epoch = :e AND seq "
                        "BETWEEN :f AND :l AND reject_code IS NOT NULL",
         soci::use(batch.device), soci::use(batch.epoch), soci::use(first), soci::use(last), soci::into(seq),
         soci::into(refusal.code), soci::into(refusal.detail));
    refused.execute();
    while (refused.fetch()) refusals[static_cast<std::size_t>(seq - first)] = refusal;
}

long long high_water_of(soci::session& sql, const IntakeBatch& batch) {
    long long high_water = 0;
    sql << "SELECT high_water FROM logs WHERE device = :d AND epoch = :e", soci::use(batch.device),
        soci::use(batch.epoch), soci::into(high_water);
    return high_water;
}

std::vector<wire::Rejection> rejections(const IntakeBatch& batch, const Refusals& refusals) {
    std::vector<wire::Rejection> rejected;
    for (std::size_t index = 0; index < refusals.size(); ++index) {
        if (const auto& refusal = refusals[index]) {
            rejected.push_back({batch.items[index].event.seq, refusal->code, refusal->detail});
        }
    }
    return rejected;
}

}  // namespace

Intake::Intake(Database& database) : database_(database), rows_(IntakeRows::create(database.session())) {}

std::vector<Intake::Result> Intake::take(std::span<const IntakeBatch* const> batches) {
    std::vector<Result> results;
    const auto taken = guarded("taking events", [&] {
        Transaction transaction(database_, Work::writes);
        rows_->take_turns(batches);
        Group group;
        for (const IntakeBatch* batch : batches) results.push_back(take_one(*batch, group));
        finish(group);
        transaction.commit();
    });
    if (!taken) results.assign(batches.size(), std::unexpected(taken.error()));
    return results;
}

Intake::Result Intake::take(wire::EventsRequest request, const Enrolment& who, sync::Instant now) {
    const IntakeBatch batch = make_batch(std::move(request), who, now);
    const IntakeBatch* alone = &batch;
    return std::move(take({&alone, 1}).front());
}

Intake::Result Intake::take_one(const IntakeBatch& batch, Group& group) {
    soci::session& sql = database_.session();
    sql << "SAVEPOINT batch";
    Result result = guarded("taking a device's events", [&] { return decide(batch, group); });
    if (!result || !*result) sql << "ROLLBACK TO SAVEPOINT batch";
    sql << "RELEASE SAVEPOINT batch";
    return result;
}

Intake::Taken Intake::decide(const IntakeBatch& batch, Group& group) {
    soci::session& sql = database_.session();
    const auto known = group.logs.find({batch.device, batch.epoch});
    const long long high_water = known != group.logs.end() ? known->second.high_water : high_water_of(sql, batch);
    const auto refused_as = [&](IntakeFault fault) {
        return std::unexpected(IntakeRefusal{fault, static_cast<std::uint64_t>(high_water)});
    };
    std::size_t first = 0;
    while (first < batch.items.size() && static_cast<long long>(batch.items[first].event.seq) <= high_water) {
        if (!same_as_taken(sql, batch, batch.items[first])) return refused_as(IntakeFault::diverged);
        ++first;
    }
    if (first < batch.items.size() && static_cast<long long>(batch.items[first].event.seq) != high_water + 1) {
        return refused_as(IntakeFault::gap);
    }
    Refusals refusals(batch.items.size());
    read_refusals(sql, batch, first, refusals);
    std::set<char> changed;
    if (first > 0 || !take_at_once(batch, refusals, changed)) take_in_turn(batch, first, refusals, changed);
    rows_->add_events(batch, first, refusals);

    long long end = high_water;
    if (!batch.items.empty()) {
        end = std::max(end, static_cast<long long>(batch.items.back().event.seq));
        group.logs[{batch.device, batch.epoch}] = {batch.device, batch.epoch, end, batch.received, 0};
    }
    group.seen[batch.device] = batch.received;
    for (const char service : changed) group.changed.insert({batch.hall, service});
    Outcome outcome;
    outcome.response = {batch.device, batch.epoch, static_cast<std::uint64_t>(end), rejections(batch, refusals),
                        batch.received};
    outcome.queues_changed = !changed.empty();
    return outcome;
}

// The counter is taken last: whoever else changes a queue waits for it until this is on the disk.
void Intake::finish(Group& group) {
    std::vector<LogEnd> logs;
    const long long change = mark_queues_changed(database_.session(), group.changed);
    for (auto& [key, log] : group.logs) {
        log.change = change;
        logs.push_back(std::move(log));
    }
    rows_->set_logs(logs);
    rows_->see_devices(group.seen);
}

bool Intake::take_at_once(const IntakeBatch& batch, Refusals& refusals, std::set<char>& changed) {
    const auto plan = plan_of(batch);
    if (!plan) return false;
    soci::session& sql = database_.session();
    sql << "SAVEPOINT plan";
    const bool as_planned = rows_->add_tickets(batch, plan->tickets) == plan->tickets.size() &&
                            rows_->set_prints(batch.device, plan->prints) == plan->prints.size();
    if (!as_planned) sql << "ROLLBACK TO SAVEPOINT plan";
    sql << "RELEASE SAVEPOINT plan";
    if (!as_planned) return false;
    for (const PlannedTicket& ticket : plan->tickets) changed.insert(ticket.issued->service);
    for (std::size_t index = 0; index < batch.items.size(); ++index) {
        const IntakeItem& item = batch.items[index];
        if (const auto* refusal = std::get_if<Refusal>(&item.says)) refusals[index] = *refusal;
        if (std::holds_alternative<OtherNews>(item.says)) refusals[index] = apply_other(batch, item.event);
    }
    return true;
}

void Intake::take_in_turn(const IntakeBatch& batch, std::size_t first, Refusals& refusals, std::set<char>& changed) {
    for (std::size_t index = first; index < batch.items.size(); ++index) {
        refusals[index] = apply(batch, batch.items[index], changed);
    }
}

std::optional<Refusal> Intake::apply(const IntakeBatch& batch, const IntakeItem& item, std::set<char>& changed) {
    if (const auto* refusal = std::get_if<Refusal>(&item.says)) return *refusal;
    if (const auto* ticket = std::get_if<wire::TicketIssued>(&item.says)) {
        return apply_issued(batch, *ticket, changed);
    }
    if (const auto* print = std::get_if<wire::TicketPrint>(&item.says)) {
        if (rows_->set_prints(batch.device, {&print, 1}) == 1) return std::nullopt;
        return Refusal{"unknown_ticket", "no ticket of this device has this token"};
    }
    return apply_other(batch, item.event);
}

std::optional<Refusal> Intake::apply_issued(const IntakeBatch& batch, const wire::TicketIssued& ticket,
                                            std::set<char>& changed) {
    const PlannedTicket planned{&ticket, nullptr};
    if (rows_->add_tickets(batch, {&planned, 1}) == 1) {
        changed.insert(ticket.service);
        return std::nullopt;
    }
    // The same ticket again (a log that was numbered anew after a repair) is no harm; another one under its name is.
    soci::session& sql = database_.session();
    std::string other_device;
    std::string other_number;
    sql << "SELECT device, number FROM tickets WHERE token = :t", soci::use(ticket.token), soci::into(other_device),
        soci::into(other_number);
    if (!sql.got_data()) return Refusal{"number_taken", "another ticket of that day has this number"};
    if (other_device == batch.device && other_number == ticket.number) return std::nullopt;
    return Refusal{"token_taken", "another ticket has this token"};
}

std::optional<Refusal> Intake::apply_other(const IntakeBatch& batch, const sync::Event& event) {
    soci::session& sql = database_.session();
    if (event.type == sync::event_type::rating_given) return take_rating(sql, event, {batch.device, batch.hall});
    if (event.type == sync::event_type::staff_call) {
        return take_call(sql, event, {batch.device, batch.epoch, batch.hall}, batch.received);
    }
    const auto health = wire::decode_device_health(event.body);
    if (!health) return Refusal{"bad_body", wire::to_text(health.error())};
    sql << "UPDATE devices SET health = :h WHERE device = :d", soci::use(event.body), soci::use(batch.device);
    return std::nullopt;
}

}  // namespace bangnin::hub
