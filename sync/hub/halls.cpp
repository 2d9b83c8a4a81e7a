#include "sync/hub/halls.h"

#include <algorithm>

#include "sync/hub/changes.h"

namespace bangnin::hub {
namespace {

std::vector<HallRow> rows_of(soci::session& sql) {
    std::vector<HallRow> halls;
    HallRow row;
    soci::statement rows = (sql.prepare << "SELECT hall, name, telephone FROM halls ORDER BY hall",
                            soci::into(row.hall), soci::into(row.name), soci::into(row.telephone));
    rows.execute();
    while (rows.fetch()) halls.push_back(row);
    return halls;
}

}  // namespace

HallRow completed(HallRow row, const Config& config) {
    if (row.hall != first_hall) return row;
    if (row.name.empty()) row.name = config.hall_name;
    if (row.telephone.empty()) row.telephone = config.telephone;
    return row;
}

std::vector<std::string> hall_ids(soci::session& sql) {
    std::vector<std::string> ids;
    for (HallRow& row : rows_of(sql)) ids.push_back(std::move(row.hall));
    return ids;
}

std::optional<HallRow> hall_row(soci::session& sql, const std::string& hall) {
    HallRow row;
    row.hall = hall;
    sql << "SELECT name, telephone FROM halls WHERE hall = :h", soci::use(hall), soci::into(row.name),
        soci::into(row.telephone);
    return sql.got_data() ? std::optional(row) : std::nullopt;
}

DatabaseResult<std::vector<HallRow>> Halls::list() {
    return guarded("listing halls", [&] {
        std::vector<HallRow> halls;
        for (HallRow& row : rows_of(database_.session())) halls.push_back(completed(std::move(row), config_));
        std::ranges::stable_partition(halls, [](const HallRow& row) { return row.hall == first_hall; });
        return halls;
    });
}

DatabaseResult<std::optional<HallRow>> Halls::find(const std::string& hall) {
    return guarded("finding a hall", [&]() -> std::optional<HallRow> {
        auto row = hall_row(database_.session(), hall);
        return row ? std::optional(completed(std::move(*row), config_)) : std::nullopt;
    });
}

DatabaseResult<bool> Halls::add(const HallRow& row, sync::Instant now) {
    return guarded("adding a hall", [&] {
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::writes);
        const long long now_ms = now.time_since_epoch().count();
        soci::statement add = (sql.prepare << "INSERT INTO halls(hall, name, telephone, added_ms) VALUES(:h, :n, :t, "
                                              ":m) ON CONFLICT DO NOTHING",
                               soci::use(row.hall), soci::use(row.name), soci::use(row.telephone), soci::use(now_ms));
        add.execute(true);
        if (add.get_affected_rows() == 0) return false;
        // Its devices are to find its queues from the beginning.
        std::set<HallQueue> queues;
        for (const sync::Service& service : config_.services_of(row.hall)) queues.insert({row.hall, service.letter});
        mark_queues_changed(sql, queues);
        transaction.commit();
        return true;
    });
}

DatabaseResult<bool> Halls::rename(const Naming& naming) {
    return guarded("renaming a hall", [&] {
        soci::session& sql = database_.session();
        const std::string name = naming.name.value_or("");
        const std::string telephone = naming.telephone.value_or("");
        const int named = naming.name ? 1 : 0;
        const int phoned = naming.telephone ? 1 : 0;
        soci::statement rename =
            (sql.prepare << "UPDATE halls SET name = CASE WHEN :a = 1 THEN :n ELSE name END, "
                            "telephone = CASE WHEN :b = 1 THEN :t ELSE telephone END WHERE hall = :h",
             soci::use(named), soci::use(name), soci::use(phoned), soci::use(telephone), soci::use(naming.hall));
        rename.execute(true);
        return rename.get_affected_rows() > 0;
    });
}

}  // namespace bangnin::hub
