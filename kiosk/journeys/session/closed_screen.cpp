#include "kiosk/journeys/session/closed_screen.h"

#include <cairo.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/layout/sheet.h"
#include "kiosk/journeys/session/scenery.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Colour;
using screen::Rect;
using screen::TextLook;

std::string weekday(int day) {
    const std::array<std::string, 7> names{tr("周日"), tr("周一"), tr("周二"), tr("周三"),
                                           tr("周四"), tr("周五"), tr("周六")};
    return names[static_cast<std::size_t>(day % 7)];
}

// "周一到周五", "周六、周日", "周三".
std::string days_text(const std::vector<int>& days) {
    bool running = days.size() > 2;
    for (std::size_t i = 1; i < days.size(); ++i) running = running && days[i] == (days[i - 1] + 1) % 7;
    if (running) return tr("{0}到{1}", weekday(days.front()), weekday(days.back()));
    std::string text = weekday(days.front());
    for (std::size_t i = 1; i < days.size(); ++i) text = tr("{0}、{1}", text, weekday(days[i]));
    return text;
}

std::vector<std::string> hours_lines(const OpenDay& day) {
    if (day.empty()) return {tr("休息")};
    std::vector<std::string> lines;
    for (const OpenPeriod& period : day) lines.push_back(minute_text(period.begin) + " – " + minute_text(period.end));
    return lines;
}

struct HoursRow {
    std::string days;
    std::vector<std::string> hours;
};

std::vector<HoursRow> rows_of(const View& view) {
    std::vector<HoursRow> rows;
    const Hall& hall = view.hall;
    if (const auto today = exception_of(hall.opening, view.now.wall, hall.utc_offset_minutes)) {
        rows.push_back({tr("今天"), hours_lines(*today)});
    }
    for (const SameHours& same : week_table(hall.opening))
        rows.push_back({days_text(same.days), hours_lines(same.hours)});
    return rows;
}

constexpr float card_padding = 32;

constexpr float days_share = 0.44F;

float hours_inset(const Page& page, float card_width) { return card_width > 700 && !page.large() ? 52 : 24; }

float hours_height(const Page& page, const std::vector<HoursRow>& rows) {
    const float title = page.look(Role::secondary).line_height;
    const float line = page.look(Role::large_body).line_height;
    float height = 2 * card_padding + title;
    for (const HoursRow& row : rows) height += line * static_cast<float>(row.hours.size());
    return height;
}

// Days and hours stand beside each other.
bool hours_fit(Page& page, const std::vector<HoursRow>& rows, float card_width) {
    TextLook quiet = page.look(Role::large_body);
    quiet.size = smallest_text(page.view.settings.type_size);
    TextLook strong = quiet;
    strong.weight = text::Weight::bold;
    const float width = card_width - 2 * hours_inset(page, card_width);
    const float names = width * days_share;
    return std::ranges::all_of(rows, [&](const HoursRow& row) {
        return page.ui.measure({0, 0}, row.days, quiet).w <= names - 16 &&
               std::ranges::all_of(row.hours, [&](const std::string& hours) {
                   return page.ui.measure({0, 0}, hours, strong).w <= width - names;
               });
    });
}

void draw_hours(Page& page, const Rect& card, const std::vector<HoursRow>& rows) {
    const float inset = hours_inset(page, card.w);
    page.ui.card(card);
    TextLook title = page.look(Role::secondary, Colour::pine700);
    title.weight = text::Weight::bold;
    const float left = card.x + inset;
    const float width = card.w - 2 * inset;
    const float names = width * days_share;
    float y = card.y + card_padding;
    page.say({}, {left, y, width, title.line_height}, tr("办公时间"), title);
    y += title.line_height;
    const TextLook quiet = page.look(Role::large_body, Colour::birch700);
    TextLook strong = page.look(Role::large_body);
    strong.weight = text::Weight::bold;
    std::string label;
    for (const HoursRow& row : rows) {
        page.say({}, {left, y, names - 16, quiet.line_height}, row.days, quiet);
        label += (label.empty() ? "" : "\n") + row.days;
        for (const std::string& hours : row.hours) {
            page.say({}, {left + names, y, width - names, strong.line_height}, hours, strong);
            label += " " + hours;
            y += strong.line_height;
        }
    }
    page.ui.node(ids::closed_hours, screen::Role::text, label, card);
}

std::string next_text(const View& view) {
    const auto next = view.opening().next;
    if (!next) return tr("开门时间请看大厅的公告。");
    const std::string time = minute_text(next->minute);
    if (next->days_ahead == 0) return tr("今天 {0} 开始取号。", time);
    if (next->days_ahead == 1) return tr("明天 {0} 开始取号。", time);
    return tr("{0} {1} 开始取号。", date_text(local_time(Wall(next->date), 0)), time);
}

// From edge to edge over the words.
void draw_hills(Page& page, const Rect& rect) {
    const float top = page.regions().birch.y + 2;
    const float left = page.regions().birch.x;
    const float width = page.wide() ? rect.right() + 20 - left : page.ui.surface_size().w;
    const Rect hills{left, top, width, rect.bottom() - top};
    const std::string key =
        "scenery.quiet." + std::to_string(static_cast<int>(hills.w)) + "." + std::to_string(static_cast<int>(hills.h));
    page.ui.illustration(key, hills, [hills](cairo_t* cairo) { scenery::paint_quiet_hills(cairo, hills.w, hills.h); });
}

// What happened, what to do instead, and what is safe.
struct ClosedWords {
    std::string title;
    std::string help;
    std::vector<NoteLine> note;
};

// Two sentences, one after the other.
std::string both(const std::string& first, const std::string& second) { return tr("{0}{1}", first, second); }

std::string somewhere_else(const View& view) {
    if (view.hall.neighbour) return tr("请用旁边的 {0} 号机，或问问工作人员。", *view.hall.neighbour);
    return tr("请用大厅里的其他机器，或问问工作人员。");
}

ClosedWords words_of(Closure closure, const View& view) {
    const NoteLine progress{.source = tr("查询进度现在也可以。"), .spare = 10};
    switch (closure) {
        case Closure::none:
        case Closure::hours:
            return {tr("现在是休息时间"),
                    next_text(view),
                    {{.source = tr("**已取的号码仍然有效**，开门后接着叫。")}, progress}};
        case Closure::paused:
            return {tr("这台机器正在检修"),
                    somewhere_else(view),
                    {{.source = tr("**已取的号码仍然有效**，照常叫号。")}, progress}};
        case Closure::fault:
            return {tr("这台机器暂时不能取号"),
                    tr("现在存不下新的号码。"),
                    {{.source = tr("**已取的号码仍然有效**，照常叫号。")}, {.source = somewhere_else(view)}}};
    }
    return {};
}

}  // namespace

std::optional<SessionEvent> draw_closed(screen::Ui& ui, const View& view) {
    Page page(ui, view);
    page.snow();
    const float top = page.regions().birch.bottom();
    std::optional<SessionEvent> result;
    const Rect anywhere{page.regions().birch.x, top, page.regions().birch.w, page.regions().footer.y - top};
    if (ui.touch_area(ids::attract_anywhere, tr("触摸屏幕开始"), anywhere)) result = session_event::Start{};
    Sheet sheet(page);
    if (!page.low() && !page.mongolian() && !page.high_contrast()) {
        sheet.add({.need = {.least = 160, .ideal = 438, .stretch = 0.2F, .spare = 70},
                   .draw = [&page](const Rect& rect) { draw_hills(page, rect); }});
    }
    const ClosedWords words = words_of(view.closure(), view);
    sheet.heading(words.title, words.help, {.title = Role::greeting, .help = Role::large_body, .help_spare = 0});
    const auto rows = rows_of(view);
    const float height = hours_height(page, rows);
    // Where they find no room the line under the title says when the hall opens.
    const Need whole{.zone = page.wide() || page.mongolian() ? Zone::controls : Zone::information,
                     .least = height,
                     .ideal = height,
                     .gap = 28,
                     .spare = 50};
    if (!rows.empty())
        sheet.add({.need = whole,
                   .draw = [&page, &rows](const Rect& rect) { draw_hours(page, rect, rows); },
                   .need_at =
                       [&page, &rows, whole](float width) {
                           constexpr float no_room = 4000;
                           Need need = whole;
                           if (!hours_fit(page, rows, width)) need.least = need.ideal = no_room;
                           return need;
                       }});
    const bool stopped = view.stopped != Stopped::no;
    sheet.note(ids::page_notice, Tone::good, screen::Icon::check, words.note, stopped ? 40 : 60);
    sheet.draw();
    return result;
}

std::string closed_caption(const View& view) {
    const locale::LanguageScope words(locale_language(lying_language(view)));
    switch (view.closure()) {
        case Closure::none:
            return {};
        case Closure::hours:
            return both(tr("现在是休息时间。"), next_text(view));
        case Closure::paused:
            return both(tr("这台机器正在检修。"), somewhere_else(view));
        case Closure::fault:
            return both(both(tr("这台机器现在存不下新的号码。"), tr("已取的号码仍然有效。")), somewhere_else(view));
    }
    return {};
}

}  // namespace bangnin::kiosk
