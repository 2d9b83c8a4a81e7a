// A case's page: how far it is, what the applicant has to bring and by when, where each item stands, and what happened.
#include <algorithm>
#include <array>

#include "sync/hub/page.h"
#include "sync/hub/page_assets.h"

namespace bangnin::hub {
namespace {

using sync::CaseState;
using sync::ItemState;
using sync::wire::CaseView;

// The parts may take so much of the page, and the log what the others leave.
constexpr std::size_t room_for_wants = 10'000;
constexpr std::size_t room_for_items = 14'000;
constexpr std::size_t room_for_all = 38'000;
constexpr std::size_t longest_words = 300;  // code points, of one entry

enum class Step { past, present, to_come };

// How far the case is among the four steps that people see.
std::size_t step_of(CaseState state) {
    switch (state) {
        case CaseState::submitted:
        case CaseState::declined:
            return 0;
        case CaseState::accepted:
        case CaseState::entrusted:
            return 1;
        case CaseState::planned:
        case CaseState::filing:
        case CaseState::under_review:
        case CaseState::terminated:
            return 2;
        case CaseState::completed:
        case CaseState::archived:
        case CaseState::rated:
            break;
    }
    return 4;
}

bool broken_off(CaseState state) { return state == CaseState::declined || state == CaseState::terminated; }

std::string step_item(std::string_view words, Step step) {
    static constexpr std::array<std::string_view, 3> classes{"past", "present", "to_come"};
    std::string item = "<li class=\"" + std::string(classes.at(static_cast<std::size_t>(step))) + '"';
    if (step == Step::present) item += " aria-current=\"step\"";
    item += "><span class=\"dot\">" + (step == Step::past ? icon(tick_icon) : "") + "</span>" + say(words);
    if (step == Step::past) item += "<span class=\"unseen\">（" + say("完成") + "）</span>";
    return item + "</li>";
}

std::string steps_of(CaseState state) {
    if (broken_off(state)) return {};
    const std::array<std::string_view, 4> names{gettext_noop("受理"), gettext_noop("定方案"), gettext_noop("同时办理"),
                                                gettext_noop("办结")};
    const std::size_t at = step_of(state);
    std::string list = "<ol class=\"steps\" aria-label=\"" + say_plainly("办理进度") + "\">";
    for (std::size_t index = 0; index < names.size(); ++index) {
        list += step_item(names.at(index), index < at ? Step::past : index == at ? Step::present : Step::to_come);
    }
    return list + "</ol>";
}

std::string under_review(const CaseView& view) {
    std::size_t settled = 0;
    std::size_t withdrawn = 0;
    for (const sync::CaseItem& item : view.now.items) {
        settled += item.state == ItemState::approved ? 1 : 0;
        withdrawn += item.state == ItemState::withdrawn ? 1 : 0;
    }
    return say("{0} 项正在办，{1} 项办好了。", view.now.items.size() - settled - withdrawn, settled);
}

std::string summary_of(const CaseView& view) {
    const std::string reason = "<br>" + chinese(shortened(view.now.reason, longest_words));
    switch (view.now.state) {
        case CaseState::submitted:
            return say("已收到申请，正等待受理。");
        case CaseState::accepted:
            return say("已受理，正在安排帮办员。");
        case CaseState::declined:
            return say("没有受理。原因：") + reason;
        case CaseState::entrusted:
            return say("帮办员正在制定方案。");
        case CaseState::planned:
            return say("方案已定，正准备申报。");
        case CaseState::filing:
            return say("帮办员正协助您填写表单、准备材料。");
        case CaseState::under_review:
            return under_review(view);
        case CaseState::completed:
            return say("全部办结。材料返还以后，请您评价。");
        case CaseState::archived:
            return say("全部办结，材料已经返还。请您评价。");
        case CaseState::rated:
            return say("全部办结。谢谢您的评价。");
        case CaseState::terminated:
            return say("帮办服务已终止。原因：") + reason;
    }
    return {};
}

// What is wanted of the applicant for one item, or for the whole case.
struct Want {
    sync::DeadlineKind kind = sync::DeadlineKind::gap;
    std::uint32_t item = 0;
    std::vector<std::string> what{};
    sync::wire::CaseDeadline deadline{};
};

const sync::CaseItem* find_item(const CaseView& view, std::uint32_t number) {
    const auto same = [&](const sync::CaseItem& item) { return item.item.number == number; };
    const auto found = std::ranges::find_if(view.now.items, same);
    return found == view.now.items.end() ? nullptr : &*found;
}

std::vector<std::string> wanted_texts(const CaseView& view, const sync::Deadline& deadline) {
    if (deadline.kind != sync::DeadlineKind::gap) {
        const sync::CaseItem* item = find_item(view, deadline.item);
        return item != nullptr && item->demand ? item->demand->what : std::vector<std::string>{};
    }
    std::vector<std::string> texts;
    for (const sync::Gap& gap : view.now.gaps) {
        const bool same = gap.item == deadline.item && gap.missing.by == deadline.by;
        if (same && gap.state == sync::GapState::open) texts.push_back(gap.missing.what);
    }
    return texts;
}

std::vector<Want> wants_of(const CaseView& view) {
    std::vector<Want> wants;
    for (const sync::wire::CaseDeadline& due : view.due) {
        if (due.what.kind == sync::DeadlineKind::filing) continue;  // the agent's
        const auto same = [&](const Want& want) { return want.deadline.what == due.what; };
        if (std::ranges::any_of(wants, same)) continue;  // several gaps of one day are one
        wants.push_back({due.what.kind, due.what.item, wanted_texts(view, due.what), due});
    }
    return wants;
}

std::string due_words(const sync::wire::CaseDeadline& deadline) {
    const std::string date = short_date_of(deadline.what.by);
    const auto days = deadline.due.working_days;
    if (deadline.due.state == sync::DueState::overdue) {
        return say("{0}已过，请尽快联系帮办员。", date);
    }
    if (days == 0) return say("今天（{0}）是最后一天。", date);
    return say("{0}前都可以，还有 {1} 个工作日。", date, days);
}

std::string want_html(const CaseView& view, const Want& want) {
    const bool mend = want.kind == sync::DeadlineKind::rectification;
    std::string html = "<li><h3>";
    html += mend ? say("请整改 {0} 处", want.what.size()) : say("请补 {0} 份材料", want.what.size());
    html += "</h3>";
    if (const sync::CaseItem* item = find_item(view, want.item)) {
        html += "<p class=\"quiet\">" + chinese(item->item.name) + "</p>";
    }
    html += "<ul>";
    for (const std::string& what : want.what) html += "<li>" + chinese(what) + "</li>";
    return html + "</ul><p>" + due_words(want.deadline) + "</p></li>\n";
}

// Adds pieces to a part of the page as long as there is room; `left` counts what it was not enough for.
class Part {
  public:
    explicit Part(std::size_t room) : room_(room) {}
    void add(const std::string& piece) {
        if (left_ > 0 || html_.size() + piece.size() > room_) {
            ++left_;
        } else {
            html_ += piece;
        }
    }
    std::size_t left() const { return left_; }
    const std::string& html() const { return html_; }

  private:
    std::size_t room_;
    std::size_t left_ = 0;
    std::string html_;
};

std::string rest_of(const Part& part) {
    return part.left() == 0 ? "" : "<p>" + say("还有 {0} 项，请问帮办员。", part.left()) + "</p>\n";
}

std::string wanted_section(const CaseView& view) {
    const auto wants = wants_of(view);
    if (wants.empty()) return {};
    Part part(room_for_wants);
    for (const Want& want : wants) part.add(want_html(view, want));
    return "<section class=\"wanted\" aria-labelledby=\"wanted\">\n<h2 id=\"wanted\">" + say("需要您做的") +
           "</h2>\n<ul class=\"wants\">\n" + part.html() + "</ul>\n" + rest_of(part) + "<p>" +
           say("已交的材料都有效，其他事项照常办理。") + "</p>\n</section>";
}

struct Badge {
    std::string_view words;
    std::string_view style;
    std::string_view icon;
};
Badge badge_of(ItemState state) {
    switch (state) {
        case ItemState::not_filed:
            return {gettext_noop("还没申报"), "to_come", clock_icon};
        case ItemState::filed:
            return {gettext_noop("已申报"), "at_work", clock_icon};
        case ItemState::accepted:
            return {gettext_noop("正在办"), "at_work", clock_icon};
        case ItemState::supplement_required:
            return {gettext_noop("要补材料"), "wanting", note_icon};
        case ItemState::rectification_required:
            return {gettext_noop("要整改"), "wanting", note_icon};
        case ItemState::approved:
            return {gettext_noop("办好了"), "good", tick_icon};
        case ItemState::rejected:
            return {gettext_noop("没有批准"), "wanting", note_icon};
        case ItemState::withdrawn:
            return {gettext_noop("已撤回"), "to_come", note_icon};
    }
    return {};
}

std::string item_html(const CaseView& view, const sync::CaseItem& item, const Hall& hall) {
    const Badge badge = badge_of(item.state);
    std::string departments;
    for (const std::string& department : item.item.departments) {
        departments += (departments.empty() ? "" : "、") + department;
    }
    std::string html = "<li class=\"" + std::string(badge.style) + "\"><p class=\"head\">" + chinese(departments) +
                       "<b>" + icon(badge.icon) + say(badge.words) + "</b></p><h3>" + chinese(item.item.name) + "</h3>";
    const auto about = [&](const sync::wire::CaseEntry& entry) { return entry.item == item.item.number; };
    const auto last = std::find_if(view.log.rbegin(), view.log.rend(), about);
    if (last != view.log.rend()) {
        html += "<p class=\"quiet\">" + say("{0}起", short_date_of(sync::local_day(last->at, hall.zone))) + "</p>";
    }
    if (!item.reason.empty()) html += "<p>" + chinese(shortened(item.reason, longest_words)) + "</p>";
    return html + "</li>\n";
}

std::string items_section(const CaseView& view, const Hall& hall) {
    std::vector<const sync::CaseItem*> items;
    for (const sync::CaseItem& item : view.now.items) items.push_back(&item);
    // What wants something comes first.
    std::ranges::stable_partition(items,
                                  [](const sync::CaseItem* item) { return badge_of(item->state).style == "wanting"; });
    Part part(room_for_items);
    for (const sync::CaseItem* item : items) part.add(item_html(view, *item, hall));
    return "<section aria-labelledby=\"items\">\n<h2 id=\"items\">" + say("各事项进展") +
           "</h2>\n<ul class=\"items\">\n" + part.html() + "</ul>\n" + rest_of(part) + "</section>";
}

std::string log_section(const CaseView& view, const Hall& hall, std::size_t room) {
    Part part(room);
    for (auto entry = view.log.rbegin(); entry != view.log.rend(); ++entry) {
        const std::string day = sync::local_day(entry->at, hall.zone).text();
        part.add("<li><time datetime=\"" + sync::to_text(entry->at) + "\">" + day + " " +
                 sync::local_hour_minute(entry->at, hall.zone) + "</time><p>" +
                 chinese(shortened(entry->words, longest_words)) + "</p></li>\n");
    }
    return "<section aria-labelledby=\"log\">\n<h2 id=\"log\">" + say("办理记录") +
           "</h2>\n<ol class=\"log\" reversed>\n" + part.html() + "</ol>\n" +
           (part.left() == 0 ? "" : "<p>" + say("更早的记录请问帮办员。") + "</p>\n") + "</section>";
}

std::string number_line(const CaseView& view) {
    std::string line = say("办件编号 {0}", html_escaped(view.number));
    if (!view.now.agent.empty()) line += "　" + say("帮办员 {0}", html_escaped(view.now.agent));
    return line;
}

}  // namespace

std::string render_case(const CasePage& page, const Hall& hall) {
    const locale::LanguageScope language(page.look.language);
    const CaseView& view = page.view;
    const std::string path = "/c/" + view.now.token.text();
    const std::string wanted = wanted_section(view);
    const std::string items = items_section(view, hall);
    const std::string time = sync::local_hour_minute(view.as_of, hall.zone);
    const std::string main =
        filled(page_assets::case_html, {{"number", number_line(view)},
                                        {"project", html_escaped(view.now.project_name)},
                                        {"summary", summary_of(view)},
                                        {"steps", steps_of(view.now.state)},
                                        {"wanted", wanted},
                                        {"items", items},
                                        {"rating", rating_part(page.rating, path, page.look)},
                                        {"telephone", telephone_button(hall, say("找帮办员"))},
                                        {"log", log_section(view, hall, room_for_all - wanted.size() - items.size())},
                                        {"here", html_escaped(address_of(path, page.look))},
                                        {"as_of", say("截至 {0}", time)},
                                        {"refresh_word", say("现在更新")}});
    const std::string title = html_escaped(view.number) + " " + say_plainly("办理进度");
    return whole_page({.path = path, .title = title, .main = main}, hall, page.look);
}

}  // namespace bangnin::hub
