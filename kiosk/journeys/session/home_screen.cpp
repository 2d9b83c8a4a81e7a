#include "kiosk/journeys/session/home_screen.h"

#include <cairo.h>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/layout/sheet.h"
#include "kiosk/journeys/session/home_choices.h"
#include "kiosk/journeys/session/parts.h"
#include "kiosk/journeys/session/scenery.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Colour;
using screen::Rect;
using text::Weight;

bool offline(const View& view) { return view.status.told == Reachability::away; }

// The trees stand behind the greeting, and the snow drifts over their feet.
void draw_birches(Page& page, const Rect& greeting) {
    constexpr float tall_width = 1080;  // what the picture is drawn for
    const float top = page.regions().birch.y + 2;
    const float height = greeting.bottom() - top;
    const float left = page.regions().birch.x;
    const float width = page.regions().birch.w;
    // On a wide screen the trunks, in the right third of the picture, fall beyond its edge.
    const float share = page.wide() ? 0.66F : 1.0F;
    const std::string key =
        "scenery.birches." + std::to_string(static_cast<int>(width)) + "." + std::to_string(static_cast<int>(height));
    page.ui.illustration(key, {left, top, width, height}, [width, height, share](cairo_t* cairo) {
        cairo_scale(cairo, width / (tall_width * share), 1);
        scenery::paint_birches(cairo, height);
    });
}

// What the trees fill: the reading part of the page.
Rect greeting_ground(const Page& page) {
    const Regions& regions = page.regions();
    if (page.wide()) return regions.information;
    const float bottom = page.low() ? regions.controls_from - 144 : 632;
    return {0, regions.birch.y, page.ui.surface_size().w, bottom - regions.birch.y};
}

// A number with its unit behind it on one baseline.
void draw_figure(Page& page, std::string_view id, const Rect& box, std::string_view label, std::string_view number,
                 std::string_view unit, Colour ink) {
    constexpr float number_top = 32;
    constexpr float unit_top = 65;
    constexpr float gap = 8;
    page.say({}, {box.x, box.y, box.w, 41}, label, {.size = 28, .colour = Colour::birch700});
    const Rect used = page.say({}, {box.x, box.y + number_top, box.w, 88}, number,
                               {.size = 60, .weight = Weight::bold, .colour = ink});
    const float unit_left = used.right() + gap;
    page.say({}, {unit_left, box.y + unit_top, box.right() - unit_left, 47}, unit,
             {.size = 32, .colour = Colour::birch700});
    std::string value(number);
    if (!unit.empty()) value += " " + std::string(unit);
    page.ui.node(id, screen::Role::value, label, {box.x, box.y, box.w, 120}, value);
}

constexpr float figure_height = 120;
constexpr float status_height = figure_height + 48;

// What is being called, how many wait, how many windows are open; older than a minute: grey, with its time.
void draw_status(Page& page, const Rect& card) {
    constexpr float line_inset = 36;
    const View& view = page.view;
    const HallStatus& status = view.status;
    page.ui.card(card);
    const float second = card.x + card.w * 0.485F;
    const float third = card.x + card.w * 0.735F;
    for (const float x : {second, third}) {
        page.ui.line({x, card.y + line_inset}, {x, card.bottom() - line_inset}, Colour::birch200, 2);
    }
    const bool known = status.as_of.has_value();
    const bool stale = view.stale(status.as_of);
    const Colour ink = stale ? Colour::birch700 : Colour::ink;
    const std::string time = known ? clock_of(view, *status.as_of) : std::string();
    const bool dated = stale && known;
    const float y = card.y + 28;

    const bool called = known && status.called.has_value();
    draw_figure(page, ids::home_status_called, {card.x + 44, y, second - card.x - 64, figure_height},
                dated ? tr("正在叫号（截至 {0}）", time) : tr("正在叫号"), called ? status.called->number : "—",
                called ? status.called->window : "", ink);
    const std::string waiting_label = dated ? tr("等候（{0}）", time) : tr("现在等候");
    draw_figure(page, ids::home_status_waiting, {second + 41, y, third - second - 48, figure_height}, waiting_label,
                known ? std::to_string(status.waiting) : "—", known ? tr("人") : "", ink);
    draw_figure(page, ids::home_status_windows, {third + 41, y, card.right() - third - 61, figure_height},
                tr("开放窗口"), known ? std::to_string(status.open_windows) : "—", known ? tr("个") : "", ink);
}

// In the larger sizes the figures would fill the page; the one that matters stands in the greeting.
bool figures_fit(const Page& page) {
    return page.view.settings.type_size <= TypeSize::normal && !page.mongolian() && page.regions().information.w > 900;
}

std::string waiting_line(const View& view) {
    const HallStatus& status = view.status;
    if (!status.as_of) return tr("点一下就开始。");
    if (view.stale(status.as_of)) return tr("等候人数是 {0} 的情况", clock_of(view, *status.as_of));
    return tr("现在等候 **{0}** 人，点一下就开始。", status.waiting);
}

void add_status(Sheet& sheet) {
    Page& page = sheet.page;
    if (!figures_fit(page)) {
        sheet.line(ids::home_status_waiting, waiting_line(page.view), Role::large_body, Colour::ink, 20);
        return;
    }
    sheet.add({.need = {.zone = Zone::foot, .least = status_height, .ideal = status_height, .gap = 28, .spare = 20},
               .draw = [&page](const Rect& rect) { draw_status(page, rect); }});
}

void add_offline_note(Sheet& sheet) {
    const auto& as_of = sheet.page.view.status.as_of;
    const std::string dated = as_of ? tr("进度和等候人数是 **{0}** 的情况。", clock_of(sheet.page.view, *as_of))
                                    : tr("等候人数要等连上以后才知道。");
    sheet.note(ids::page_notice, Tone::information, screen::Icon::cloudoff,
               {{.source = "**" + tr("网络暂时断开，取号照常。") + "**"},
                {.source = tr("取到的号码有效，连上后自动上传。"), .role = Role::secondary, .spare = 10},
                {.source = dated, .role = Role::secondary, .spare = 20}});
}

// What the hall wants everybody to know, where there is room. Columns are for those who read Mongolian: only a notice
// in Mongolian stands there, and none on a wide page, where it would take its room from the keys.
void add_notice(Sheet& sheet, float widest) {
    const View& view = sheet.page.view;
    const HallNotice* notice = view.hall.notice_at(view.now.wall);
    if (notice == nullptr || (sheet.page.mongolian() && (sheet.page.wide() || notice->text.mn.empty()))) return;
    const std::string& words = notice->text.in(view.settings.language);
    sheet.add(words_part(sheet.page, ids::home_notice, words, sheet.page.look(Role::body, Colour::pine700),
                         screen::Role::text, {.gap = 24, .spare = 60}, widest));
}

// In two lines, where columns leave no room for a long one.
std::string counts_lines(const View& view) {
    const HallStatus& status = view.status;
    if (!status.as_of || view.stale(status.as_of)) return waiting_line(view);
    return tr("现在等候") + " **" + std::to_string(status.waiting) + "** " + tr("人") + "\n" + tr("开放窗口") + " **" +
           std::to_string(status.open_windows) + "** " + tr("个");
}

// Mongolian in columns, and behind them the Chinese small.
void greet_in_columns(Sheet& sheet, float widest) {
    Page& page = sheet.page;
    const auto told = [&](std::string_view id, const std::string& words, Role role, screen::Role kind, int spare) {
        sheet.add(words_part(page, id, words, page.look(role), kind, {.gap = 20, .spare = spare}, widest));
    };
    told(ids::page_title, tr("您好"), Role::greeting, screen::Role::heading, 0);
    told({}, tr("政务服务大厅"), Role::choice_title, screen::Role::text, 60);
    told(ids::page_help, tr("请选要办的事"), Role::choice_title, screen::Role::text, 40);
    told({}, "**您好，\n请选要办的事**", Role::body, screen::Role::text, 30);
    if (offline(page.view)) return add_offline_note(sheet);
    const locale::LanguageScope flat(flat_language(page));
    told(ids::home_status_waiting, counts_lines(page.view), Role::secondary, screen::Role::text, 20);
}

std::string greeting_help(const Page& page) {
    if (page.low()) return tr("要点的都移到了屏幕下半部分。");
    return tr("点一下就开始，全程免费。");
}

}  // namespace

std::optional<SessionEvent> draw_home(screen::Ui& ui, const Session& session, const View& view) {
    Page page(ui, view);
    page.snow();
    Sheet sheet(page);
    Picked picked;
    const bool away = offline(view);
    // In low reach what is said in answer stands where the trunks are: words come first.
    const bool answered = page.low() && !page.wide() && session.notice != Notice::none;
    const bool trees = !away && !page.large() && !answered;
    if (trees) draw_birches(page, greeting_ground(page));
    constexpr float beside_trees = 690;
    constexpr float between_columns_and_trees = 310;
    const bool narrow = trees && !page.wide();
    if (page.mongolian()) {
        greet_in_columns(sheet, narrow ? between_columns_and_trees : 1e6F);
    } else if (away) {
        sheet.heading(tr("您好，请问要办什么事？"));
        add_offline_note(sheet);
    } else {
        const std::string help = figures_fit(page) ? greeting_help(page) : std::string();
        sheet.heading(tr("您好，\n请问要办什么事？"), help,
                      {.title = Role::greeting, .width = narrow ? beside_trees : 1e6F});
    }
    if (!page.mongolian() && (!away || figures_fit(page))) add_status(sheet);
    add_notice(sheet, narrow ? beside_trees : 1e6F);
    const auto offers = add_home_choices(sheet, session.page, picked);
    sheet.draw();
    if (picked.page) return session_event::ShowPage{*picked.page};
    if (picked.choice) return session_event::Choose{offers[*picked.choice]};
    return std::nullopt;
}

std::string home_caption(const Session& /*session*/, const View& view) {
    const locale::LanguageScope words(locale_language(lying_language(view)));
    if (offline(view)) return tr("网络暂时断开，取号照常。请问要办什么事？");
    if (view.settings.language == Language::mn) return tr("您好，请选要办的事。");
    if (view.settings.reach == Reach::low) return tr("请问要办什么事？");
    if (view.settings.type_size == TypeSize::large || view.settings.type_size == TypeSize::largest) {
        return tr("请问要办什么事？共五项，从上到下。");
    }
    return tr("您好，请问要办什么事？请点屏幕中间的五个方块。");
}

}  // namespace bangnin::kiosk
