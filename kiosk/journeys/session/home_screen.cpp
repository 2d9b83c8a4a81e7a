#include "kiosk/journeys/session/home_screen.h"

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/session/home_choices.h"
#include "kiosk/journeys/session/parts.h"
#include "kiosk/journeys/session/scenery.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Colour;
using screen::Rect;
using screen::TextLook;
using text::Weight;

constexpr float birches_top = 142;

bool offline(const View& view) { return view.status.hub == Reachability::away; }

void draw_birches(Page& page, float status_top) {
    const float height = status_top - birches_top + 60;
    // Two heights at most are in use; each is a picture of its own.
    const std::string key = "scenery.birches." + std::to_string(static_cast<int>(height));
    page.ui.illustration(key, {0, birches_top, 1080, height},
                         [height](cairo_t* cairo) { scenery::paint_birches(cairo, height); });
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

// What is being called, how many wait, how many windows are open; older than a minute: grey, with its time.
void draw_status(Page& page, float top) {
    constexpr float height = 168;
    constexpr float line_inset = 36;
    const View& view = page.view;
    const HallStatus& status = view.status;
    const Rect card{48, top, 984, height};
    page.ui.card(card);
    for (const float x : {525.0F, 757.0F}) {
        page.ui.line({x, top + line_inset}, {x, card.bottom() - line_inset}, Colour::birch200, 2);
    }
    const bool known = status.as_of.has_value();
    const bool stale = view.stale(status.as_of);
    const Colour ink = stale ? Colour::birch700 : Colour::ink;
    const std::string time = known ? clock_of(view, *status.as_of) : std::string();
    const bool dated = stale && known;
    const float y = top + 28;

    const bool called = known && status.called.has_value();
    draw_figure(page, ids::home_status_called, {92, y, 412, 120},
                dated ? tr("正在叫号（截至 {0}）", time) : tr("正在叫号"), called ? status.called->number : "—",
                called ? status.called->window : "", ink);
    const std::string waiting_label = dated ? tr("等候（{0}）", time) : tr("现在等候");
    draw_figure(page, ids::home_status_waiting, {566, y, 184, 120}, waiting_label,
                known ? std::to_string(status.waiting) : "—", known ? tr("人") : "", ink);
    draw_figure(page, ids::home_status_windows, {798, y, 212, 120}, tr("开放窗口"),
                known ? std::to_string(status.open_windows) : "—", known ? tr("个") : "", ink);
}

void draw_greeting(Page& page, std::string_view help) {
    constexpr Rect title{48, 236, 690, 216};
    constexpr Rect help_line{48, 468, 690, 60};
    page.say(ids::page_title, title, tr("您好，\n请问要办什么事？"),
             {.size = 80, .weight = Weight::bold, .line_height = 108}, screen::Role::heading);
    page.say(ids::page_help, help_line, help, {.size = 40, .colour = Colour::birch700, .line_height = 60});
}

void draw_offline_note(Page& page) {
    constexpr Rect note{48, 328, 984, 216};
    const Rect inner = draw_note(page, note, Tone::information, screen::Icon::cloudoff, 80);
    const TextLook first{.size = 40, .weight = Weight::bold, .colour = Colour::sky700, .line_height = 60};
    const TextLook second{.size = 32, .colour = Colour::sky700, .line_height = 48};
    page.say(ids::page_notice, {inner.x, inner.y, inner.w, 60}, tr("网络暂时断开，取号照常。"), first,
             screen::Role::status);
    page.say({}, {inner.x, inner.y + 66, inner.w, 48}, tr("取到的号码有效，连上后自动上传。"), second);
    const auto& as_of = page.view.status.as_of;
    page.say_marked({}, {inner.x, inner.y + 114, inner.w, 48},
                    as_of ? tr("进度和等候人数是 **{0}** 的情况。", clock_of(page.view, *as_of))
                          : tr("等候人数要等连上以后才知道。"),
                    second);
}

std::optional<SessionEvent> draw_offline(Page& page) {
    constexpr Rect title{48, 204, 984, 92};
    page.say(ids::page_title, page.low() ? title.moved(0, 60) : title, tr("您好，请问要办什么事？"),
             {.size = 68, .weight = Weight::bold, .line_height = 92}, screen::Role::heading);
    if (page.low()) {
        draw_status(page, 660);
        return draw_choice_tiles(page, {880, 330, 320});
    }
    draw_offline_note(page);
    draw_status(page, 572);
    return page.large() ? draw_choice_rows(page, 768) : draw_choice_tiles(page, {784, 372, 324});
}

std::optional<SessionEvent> draw_normal(Page& page) {
    draw_birches(page, 572);
    draw_greeting(page, tr("点一下就开始，全程免费。"));
    draw_status(page, 572);
    return draw_choice_tiles(page, {784, 372, 324});
}

std::optional<SessionEvent> draw_low(Page& page) {
    draw_birches(page, 660);
    draw_greeting(page, tr("要点的都移到了屏幕下半部分。"));
    draw_status(page, 660);
    return draw_choice_tiles(page, {880, 330, 320});
}

std::optional<SessionEvent> draw_large(Page& page) {
    constexpr Rect title{48, 220, 984, 264};
    constexpr Rect help{48, 504, 984, 76};
    page.say(ids::page_title, title, tr("您好，\n请问要办什么事？"),
             {.size = 96, .weight = Weight::bold, .line_height = 132}, screen::Role::heading);
    const HallStatus& status = page.view.status;
    page.say_marked(ids::home_status_waiting, help,
                    status.as_of ? tr("现在等候 **{0}** 人，点一下就开始。", status.waiting) : tr("点一下就开始。"),
                    {.size = 50, .line_height = 76}, screen::Role::value);
    return draw_choice_rows(page, 768);
}

std::optional<SessionEvent> draw_mongolian(Page& page) {
    draw_birches(page, 712);
    struct Column {
        const char* source;
        Rect box;
        float size;
    };
    for (const Column& column :
         {Column{"您好", {52, 208, 90, 500}, 72}, Column{"政务服务大厅", {186, 208, 67.5F, 510}, 54},
          Column{"请选要办的事", {297.5F, 208, 67.5F, 510}, 54}}) {
        TextLook look{.size = column.size, .line_height = column.size * 1.25F};
        look.flow = text::Flow::vertical_mongolian;
        if (const auto words = locale::mongolian_column(column.source)) page.say({}, column.box, *words, look);
    }
    page.say(ids::page_title, {440, 212, 290, 120}, tr("您好，\n请选要办的事"),
             {.size = 40, .weight = Weight::bold, .line_height = 60}, screen::Role::heading);
    const HallStatus& status = page.view.status;
    const std::string figures = tr("现在等候 {0} 人\n开放窗口 {1} 个", status.waiting, status.open_windows);
    if (status.as_of) {
        page.say(ids::home_status_waiting, {440, 352, 290, 96}, figures, {.size = 32, .line_height = 48},
                 screen::Role::value);
    }
    return draw_choice_columns(page, page.low() ? 880 : 768);
}

}  // namespace

std::optional<SessionEvent> draw_home(screen::Ui& ui, const Session& /*session*/, const View& view) {
    Page page(ui, view);
    page.snow();
    if (view.settings.language == Language::mn) return draw_mongolian(page);
    if (offline(view)) return draw_offline(page);
    if (page.low()) return draw_low(page);
    return page.large() ? draw_large(page) : draw_normal(page);
}

std::string home_caption(const Session& /*session*/, const View& view) {
    const locale::LanguageScope words(locale_language(view.settings.language));
    if (offline(view)) return tr("网络暂时断开，取号照常。请问要办什么事？");
    if (view.settings.language == Language::mn) return tr("您好，请选要办的事。");
    if (view.settings.reach == Reach::low) return tr("请问要办什么事？");
    if (view.settings.type_size == TypeSize::large) return tr("请问要办什么事？共五项，从上到下。");
    return tr("您好，请问要办什么事？请点屏幕中间的五个方块。");
}

}  // namespace bangnin::kiosk
