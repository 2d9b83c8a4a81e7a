#include "sync/hub/console/audit_log.h"

#include <algorithm>
#include <array>
#include <utility>

#include "sync/hub/x509.h"

namespace bangnin::hub::console {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 49> words{{
    {"sign_in", "登录"},
    {"sign_out", "退出"},
    {"staff_added", "添加人员"},
    {"staff_password", "改密码"},
    {"staff_disabled", "停用人员"},
    {"staff_enabled", "启用人员"},
    {"open", "开始服务"},
    {"pause", "暂停服务"},
    {"leave", "离开窗口"},
    {"next", "叫下一位"},
    {"again", "重呼"},
    {"missed", "未到"},
    {"start", "开始办理"},
    {"finish", "办结并请评价"},
    {"hold", "挂起"},
    {"resume", "继续办理"},
    {"transfer", "转出"},
    {"move", "转入"},
    {"return", "过号回来"},
    {"cancel", "取消"},
    {"refused", "没有权限"},
    {"look_audit", "查看操作记录"},
    {"look_statistics", "查看统计"},
    {"export", "导出"},
    {"follow_up_contact", "差评联系"},
    {"follow_up_mend", "差评整改"},
    {"follow_up_reply", "差评答复"},
    {"look_follow_up", "查看差评"},
    {"look_at_hall", "换大厅"},
    {"look_case", "查看申请人信息"},
    {"look_ticket", "查看取号人信息"},
    {"case_at_window", "在窗口打开办件"},
    {"case_submit", "登记申请"},
    {"case_accept", "受理办件"},
    {"case_decline", "不予受理"},
    {"case_entrust", "安排代办员"},
    {"case_make_plan", "制定方案"},
    {"case_begin_filing", "开始申报"},
    {"case_close_gap", "收补交材料"},
    {"case_archive", "归档"},
    {"case_terminate", "终止办件"},
    {"case_file_item", "申报事项"},
    {"case_accept_item", "受理事项"},
    {"case_demand_more", "要求补充或整改"},
    {"case_answer_demand", "收补充材料"},
    {"case_approve_item", "批准事项"},
    {"case_reject_item", "不予批准"},
    {"case_withdraw_item", "撤回事项"},
    {"document", "发布设置"},
}};

std::string digest_of(const std::string& before, long long number, const AuditEntry& entry, long long at_ms) {
    std::string text = before;
    // With its length: no two entries make one text.
    const auto add = [&](const std::string& part) { text += '\n' + std::to_string(part.size()) + ':' + part; };
    for (const std::string& part : {std::to_string(number), std::to_string(at_ms), entry.staff, entry.act,
                                    entry.subject, entry.outcome, entry.address}) {
        add(part);
    }
    // Those from before there were several halls have none.
    if (entry.hall != first_hall) add(entry.hall);
    return x509::sha256_hex(text);
}

std::string digest_at(soci::session& sql, long long number) {
    std::string digest;
    sql << "SELECT digest FROM audit_log WHERE entry = :e", soci::use(number), soci::into(digest);
    return digest;
}

}  // namespace

std::string_view act_words(std::string_view act) {
    const auto* found = std::ranges::find(words, act, &std::pair<std::string_view, std::string_view>::first);
    return found == words.end() ? act : found->second;
}

void record(soci::session& sql, const AuditEntry& entry) {
    // The counter's row makes those who write at once take turns, at whichever hub.
    sql << "UPDATE counters SET value = value + 1 WHERE name = 'audit_entry'";
    long long number = 0;
    sql << "SELECT value FROM counters WHERE name = 'audit_entry'", soci::into(number);
    const long long at_ms = entry.at.time_since_epoch().count();
    const std::string digest = digest_of(digest_at(sql, number - 1), number, entry, at_ms);
    sql << "INSERT INTO audit_log(entry, at_ms, staff, act, subject, outcome, address, digest, hall) "
           "VALUES(:e, :m, :s, :a, :u, :o, :d, :g, :h)",
        soci::use(number), soci::use(at_ms), soci::use(entry.staff), soci::use(entry.act), soci::use(entry.subject),
        soci::use(entry.outcome), soci::use(entry.address), soci::use(digest), soci::use(entry.hall);
}

long long forget_entries(soci::session& sql, sync::Instant before, int most) {
    const long long before_ms = before.time_since_epoch().count();
    long long last = 0;
    soci::indicator found = soci::i_null;
    // Clocks are set: of those that stand before the first young one.
    sql << "SELECT MAX(entry) FROM (SELECT entry FROM audit_log WHERE entry < (SELECT COALESCE(MIN(entry), (SELECT "
           "MAX(entry) FROM audit_log)) FROM audit_log WHERE at_ms >= :b) ORDER BY entry LIMIT :l) AS oldest",
        soci::use(before_ms), soci::use(most), soci::into(last, found);
    if (found != soci::i_ok) return 0;
    const std::string digest = digest_at(sql, last);
    sql << "DELETE FROM audit_forgotten";
    sql << "INSERT INTO audit_forgotten(entry, digest) VALUES(:e, :d)", soci::use(last), soci::use(digest);
    soci::statement entries = (sql.prepare << "DELETE FROM audit_log WHERE entry <= :e", soci::use(last));
    entries.execute(true);
    return entries.get_affected_rows();
}

DatabaseResult<void> AuditLog::add(const AuditEntry& entry) {
    return guarded("writing the audit log", [&] {
        Transaction transaction(database_, Work::writes);
        record(database_.session(), entry);
        transaction.commit();
    });
}

DatabaseResult<std::vector<AuditLog::Row>> AuditLog::list(const Wish& wish) {
    return guarded("reading the audit log", [&] {
        std::vector<Row> rows;
        Row row;
        long long at_ms = 0;
        const int most = static_cast<int>(wish.limit);
        // Only what is asked for is named: a condition that may be none keeps the database from its index.
        std::string query =
            "SELECT entry, at_ms, staff, act, subject, outcome, address, hall FROM audit_log "
            "WHERE entry < :before";
        if (!wish.staff.empty()) query += " AND staff = :staff";
        if (!wish.hall.empty()) query += " AND hall = :hall";
        query += " ORDER BY entry DESC LIMIT :most";
        soci::statement found(database_.session());
        found.exchange(soci::use(wish.before, "before"));
        if (!wish.staff.empty()) found.exchange(soci::use(wish.staff, "staff"));
        if (!wish.hall.empty()) found.exchange(soci::use(wish.hall, "hall"));
        found.exchange(soci::use(most, "most"));
        found.exchange(soci::into(row.number));
        found.exchange(soci::into(at_ms));
        for (std::string* text : {&row.entry.staff, &row.entry.act, &row.entry.subject, &row.entry.outcome,
                                  &row.entry.address, &row.entry.hall}) {
            found.exchange(soci::into(*text));
        }
        found.alloc();
        found.prepare(query);
        found.define_and_bind();
        found.execute();
        while (found.fetch()) {
            row.entry.at = sync::Instant{std::chrono::milliseconds{at_ms}};
            rows.push_back(row);
        }
        return rows;
    });
}

DatabaseResult<std::optional<long long>> AuditLog::first_broken() {
    return guarded("checking the audit log", [&]() -> std::optional<long long> {
        soci::session& sql = database_.session();
        Transaction transaction(database_, Work::reads);
        long long last = 0;
        sql << "SELECT value FROM counters WHERE name = 'audit_entry'", soci::into(last);
        AuditEntry entry;
        long long number = 0;
        long long at_ms = 0;
        std::string digest;
        soci::statement found =
            (sql.prepare << "SELECT entry, at_ms, staff, act, subject, outcome, address, digest, hall FROM audit_log "
                            "ORDER BY entry",
             soci::into(number), soci::into(at_ms), soci::into(entry.staff), soci::into(entry.act),
             soci::into(entry.subject), soci::into(entry.outcome), soci::into(entry.address), soci::into(digest),
             soci::into(entry.hall));
        found.execute();
        std::string before;
        long long expected = 0;
        sql << "SELECT entry, digest FROM audit_forgotten", soci::into(expected), soci::into(before);
        ++expected;
        while (found.fetch()) {
            if (number != expected || digest_of(before, number, entry, at_ms) != digest) return expected;
            before = digest;
            ++expected;
        }
        return expected == last + 1 ? std::nullopt : std::optional(expected);
    });
}

}  // namespace bangnin::hub::console
