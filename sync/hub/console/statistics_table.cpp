#include "sync/hub/console/statistics_table.h"

#include <algorithm>
#include <cstdio>

namespace bangnin::hub::console {
namespace {

std::string one_decimal(double value) {
    std::array<char, 32> text{};
    const int length = std::snprintf(text.data(), text.size(), "%.1f", value);
    return {text.data(), static_cast<std::size_t>(std::max(length, 0))};
}

std::string service_words(const std::vector<sync::Service>& services, char letter) {
    const auto found = std::ranges::find(services, letter, &sync::Service::letter);
    return std::string(1, letter) + (found == services.end() ? std::string() : " " + found->name);
}

// A mean of nobody is nothing to tell.
Cell mean_of(std::uint32_t people, double value) {
    Cell cell;
    if (people > 0) cell.emplace<Decimal>(value);
    return cell;
}

Row figures_row(std::string kind, std::string name, const Sum& sum) {
    Row row;
    row.emplace_back(std::move(kind));
    row.emplace_back(std::move(name));
    for (const std::uint32_t count : {sum.issued, sum.called, sum.done, sum.missed}) row.emplace_back(count);
    row.push_back(mean_of(sum.called, sum.waited_mean));
    row.push_back(mean_of(sum.called, sum.waited_p90));
    row.push_back(mean_of(sum.done, sum.served_mean));
    return row;
}

std::vector<std::string> texts_of(const Row& row) {
    std::vector<std::string> texts;
    for (const Cell& cell : row) texts.push_back(cell_text(cell));
    return texts;
}

struct CellText {
    std::string operator()(std::monostate) const { return "—"; }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(std::uint32_t number) const { return std::to_string(number); }
    std::string operator()(Decimal number) const { return one_decimal(number.value); }
    std::string operator()(Share share) const { return one_decimal(share.value * 100) + "%"; }
};

}  // namespace

bool is_number(const Cell& cell) { return !std::holds_alternative<std::string>(cell); }

std::string cell_text(const Cell& cell) { return std::visit(CellText{}, cell); }

Table figures_table(const Config& config, const Statistics& statistics) {
    Table table{.name = "取号与办理",
                .headings = {"分组", "名称", "取号", "已叫", "办结", "过号", "平均等候（分）", "九成等候（分）",
                             "平均办理（分）"},
                .rows = {figures_row("全部", "", statistics.all)}};
    for (const auto& [letter, sum] : statistics.by_service) {
        table.rows.push_back(figures_row("队列", service_words(config.services_of(statistics.hall.hall), letter), sum));
    }
    for (const auto& [window, sum] : statistics.by_window) table.rows.push_back(figures_row("窗口", window, sum));
    for (const auto& [hour, sum] : statistics.by_hour) {
        table.rows.push_back(figures_row("时段", std::to_string(hour) + ":00", sum));
    }
    return table;
}

Table grades_table(const Statistics& statistics) {
    Table table{.name = "评价", .headings = {"评价", "个数"}, .rows = {}};
    for (std::size_t grade = grade_words.size(); grade-- > 0;) {
        table.rows.push_back({std::string(grade_words.at(grade)), statistics.grades.at(grade)});
    }
    return table;
}

Table cases_table(const Statistics& statistics) {
    const CaseFigures& cases = statistics.cases;
    return {.name = "办件",
            .headings = {"办件", "件"},
            .rows = {{std::string("提交"), cases.submitted},
                     {std::string("办结"), cases.completed},
                     {std::string("终止"), cases.terminated},
                     {std::string("要求补充或整改"), cases.demands}}};
}

Table presence_table(const Statistics& statistics) {
    Table table{.name = "设备在线", .headings = {"设备", "应在线（分）", "在线（分）", "在线率"}, .rows = {}};
    for (const DevicePresence& one : statistics.presence) {
        // Before the first minute was watched there is no share to tell.
        Cell share;
        if (one.watched > 0) share.emplace<Share>(static_cast<double>(one.there) / one.watched);
        table.rows.push_back({one.device, one.watched, one.there, std::move(share)});
    }
    return table;
}

std::string csv_line(const std::vector<std::string>& cells) {
    std::string line;
    for (const std::string& cell : cells) {
        if (!line.empty()) line += ',';
        line += '"';
        // OWASP's CSV injection: a cell that begins so is a formula to a spreadsheet.
        if (!cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos) line += '\'';
        for (const char letter : cell) line += letter == '"' ? std::string("\"\"") : std::string(1, letter);
        line += '"';
    }
    return line + "\r\n";
}

std::string statistics_csv(const Config& config, const Statistics& statistics) {
    std::string text = "\xEF\xBB\xBF";
    text += csv_line({statistics.hall.name, statistics.from.text(), statistics.to.text()});
    const Table figures = figures_table(config, statistics);
    text += csv_line(figures.headings);
    for (const Row& row : figures.rows) text += csv_line(texts_of(row));
    text += csv_line({"请评价", "", std::to_string(statistics.wished)});
    for (const Row& row : grades_table(statistics).rows) {
        text += csv_line({"评价", cell_text(row.front()), cell_text(row.back())});
    }
    for (const Row& row : cases_table(statistics).rows) {
        text += csv_line({"办件", cell_text(row.front()), cell_text(row.back())});
    }
    const Table presence = presence_table(statistics);
    if (presence.rows.empty()) return text;
    text += csv_line(presence.headings);
    for (const Row& row : presence.rows) text += csv_line(texts_of(row));
    return text;
}

}  // namespace bangnin::hub::console
