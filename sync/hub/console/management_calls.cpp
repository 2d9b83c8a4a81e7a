// What managers see of the hall: the audit log, its devices, its figures.
#include <algorithm>

#include "sync/hub/console/audit_page.h"
#include "sync/hub/console/devices_page.h"
#include "sync/hub/console/responses.h"
#include "sync/hub/console/statistics_page.h"
#include "sync/hub/console/statistics_table.h"

namespace bangnin::hub {
namespace {

using namespace console;

constexpr std::uint32_t audit_rows = 100;

std::string query_of(const ApiRequest& request, const std::string& name) {
    const auto found = request.target.query.find(name);
    return found == request.target.query.end() ? std::string() : found->second;
}

struct Days {
    sync::LocalDay from, to;
};

// Today where nothing is asked for; in order, and not too many.
std::optional<Days> days_of(const ApiRequest& request, sync::LocalDay today) {
    const std::string from = query_of(request, "from");
    const std::string to = query_of(request, "to");
    const auto last = to.empty() ? std::optional(today) : sync::LocalDay::parse(to);
    const auto first = from.empty() ? last : sync::LocalDay::parse(from);
    if (!first || !last || *last < *first || last->number() - first->number() >= most_days) return std::nullopt;
    return Days{*first, *last};
}

}  // namespace

struct Api::SpreadsheetForm {
    std::string content_type;
    std::string extension;
    std::string (*write)(const Config&, const Statistics&);
};

ApiResponse Api::console_unavailable(const ApiRequest& request) const {
    return console_notice(503, "暂时打不开", "数据库暂时不能用，请过一会儿再试。", request);
}

Api::Answer Api::console_audit(const ApiRequest& request) {
    AuditLog::Wish wish{.staff = query_of(request, "staff"), .limit = audit_rows, .hall = request.session->staff.hall};
    if (const std::string before = query_of(request, "before"); !before.empty()) {
        const auto number = parse_whole(before, INT64_MAX);
        if (!number) co_return console_notice(400, "没有这一页", "这个地址看不懂，请回到工作台。", request);
        wish.before = static_cast<long long>(*number);
    }
    auto rows = co_await office_.run([&](Records& records) { return records.audit.list(wish); });
    if (!rows) co_return console_unavailable(request);
    const AuditPage page{hall_name(request), config_.zone, wish, std::move(*rows)};
    co_return page_response(200, render_audit(page, viewer_of(request)));
}

Api::Answer Api::console_devices(const ApiRequest& request) {
    auto devices = co_await office_.run([&](Records& records) { return records.devices.list_of(request.hall); });
    if (!devices) co_return console_unavailable(request);
    const DevicesPage page{hall_name(request), config_.zone, std::move(*devices)};
    co_return page_response(200, render_devices(page, viewer_of(request)));
}

Api::Answer Api::console_statistics(const ApiRequest& request) {
    const auto days = days_of(request, sync::local_day(sync::wall_clock_now(), config_.zone));
    if (!days) co_return console_notice(400, "日期不对", "请选从前到后、不超过三个月的日期。", request);
    const auto statistics = co_await office_.run(
        [&](Records& records) { return records.statistics(request.hall).read(days->from, days->to); });
    if (!statistics) co_return console_unavailable(request);
    co_return page_response(200, render_statistics(config_, *statistics, viewer_of(request)));
}

Api::Answer Api::exported_statistics(const ApiRequest& request, const SpreadsheetForm& form) {
    const sync::Instant now = sync::wall_clock_now();
    const auto days = days_of(request, sync::local_day(now, config_.zone));
    if (!days) co_return console_notice(400, "日期不对", "请选从前到后、不超过三个月的日期。", request);
    const std::string name = days->from.text() + "_" + days->to.text();
    const AuditEntry entry{
        now,         request.session->staff.login, "export", "统计 " + name, std::string(outcome_done), request.address,
        request.hall};
    const auto statistics = co_await office_.run([&](Records& records) -> DatabaseResult<Statistics> {
        auto read = records.statistics(request.hall).read(days->from, days->to);
        if (!read) return read;
        const auto noted = records.audit.add(entry);
        return noted ? std::move(read) : std::unexpected(noted.error());
    });
    if (!statistics) co_return console_unavailable(request);
    std::string body = form.write(config_, *statistics);
    if (body.empty()) co_return console_notice(503, "没有做成表格", "请过一会儿再试。", request);
    ApiResponse response = page_response(200, std::move(body));
    response.content_type = form.content_type;
    const std::string file = "statistics_" + name + "." + form.extension;
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + file + "\"");
    co_return response;
}

Api::Answer Api::console_statistics_table(const ApiRequest& request) {
    static const SpreadsheetForm csv{"text/csv; charset=utf-8", "csv", &statistics_csv};
    return exported_statistics(request, csv);
}

Api::Answer Api::console_statistics_workbook(const ApiRequest& request) {
    static const SpreadsheetForm xlsx{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx",
                                      &statistics_xlsx};
    return exported_statistics(request, xlsx);
}

}  // namespace bangnin::hub
