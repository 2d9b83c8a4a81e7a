#include "kiosk/journeys/session/attract_screen.h"

#include <algorithm>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/session/parts.h"
#include "kiosk/journeys/session/scenery.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::ButtonLook;
using screen::Colour;
using screen::Ground;
using screen::Icon;
using screen::Rect;
using screen::TextLook;
using text::Align;
using text::Weight;

constexpr Rect whole{0, 0, 1080, 1920};
constexpr float left = 176;
constexpr float right = 932;
constexpr float wide = right - left;

using Result = std::optional<SessionEvent>;

// Everything on this screen stands still in low reach too: its keys are within reach already.
Rect at(float x, float y, float w, float h) { return {x, y, w, h}; }

void draw_hall(Page& page) {
    constexpr Rect mark{176, 102, 88, 88};
    constexpr Rect pine{189, 113, 62, 62};
    constexpr Rect short_name{288, 82, 430, 73};
    constexpr Rect brand{288, 153, 360, 46};
    const Language language = page.view.settings.language;
    page.ui.fill(mark, Colour::selected, 23);
    page.ui.icon(Icon::pine, pine, Colour::on_selected, 3.6F);
    const std::string& name = page.view.hall.short_name.in(language);
    const float smallest = std::max(34.0F, smallest_text(page.view.settings.type_size));
    TextLook look{.size = std::max(40.0F, smallest), .weight = Weight::bold};
    look.vertical = screen::VerticalAlign::bottom;
    if (page.ui.measure({0, 0}, name, {.size = smallest, .weight = Weight::bold}).w > short_name.w) {
        // Two lines beside the mark, and no brand.
        look.size = smallest;
        look.line_height = smallest * 1.25F;
        look.vertical = screen::VerticalAlign::middle;
        const Rect two{short_name.x, 86, short_name.w, 120};
        const bool fits = page.ui.measure({two.w, 0}, name, look).h <= two.h;
        page.say(ids::frame_hall, two, fits ? name : page.view.hall.brand.in(language), look, screen::Role::heading);
        return;
    }
    page.say(ids::frame_hall, short_name, name, look, screen::Role::heading);
    const TextLook brand_look = page.look(Role::secondary, Colour::pine700);
    const std::string& brand_words = page.view.hall.brand.in(language);
    if (page.ui.measure({0, 0}, brand_words, brand_look).w > brand.w) return;
    page.say({}, {brand.x, brand.y, brand.w, brand_look.line_height}, brand_words, brand_look);
}

void draw_clock(Page& page) {
    constexpr Rect time_box{720, 81, 204, 88};
    const std::string time = clock_of(page.view, page.view.now.wall);
    page.say(ids::frame_clock, time_box, time, {.size = 60, .weight = Weight::bold, .align = Align::end},
             screen::Role::value);
    constexpr Rect date_box{700, 158, 224, 41};
    TextLook date = page.look(Role::caption, Colour::birch700);
    date.align = Align::end;
    const std::string day = date_text(local_time(page.view.now.wall, page.view.hall.utc_offset_minutes));
    if (page.ui.measure({0, 0}, day, date).w > date_box.w) return;
    page.say({}, {date_box.x, date_box.y, date_box.w, date.line_height}, day, date);
}

void draw_greeting(Page& page) {
    constexpr Rect title{left, 250, wide, 151};
    constexpr Rect hello{176, 432, 62, 450};
    constexpr Rect hall{271, 432, 62, 450};
    page.say(ids::page_title, title, tr("政务服务大厅"), {.size = 104, .weight = Weight::bold}, screen::Role::heading);
    TextLook column{.size = std::max(44.0F, page.look(Role::caption).size)};
    column.line_height = column.size * 1.25F;
    column.flow = text::Flow::vertical_mongolian;
    if (const auto words = locale::mongolian_column("您好")) page.say({}, hello, *words, column);
    if (const auto words = locale::mongolian_column("政务服务大厅")) page.say({}, hall, *words, column);
}

void draw_languages(Page& page, Result& result) {
    constexpr float top = 1378;
    constexpr float height = 138;
    constexpr float gap = 16;
    constexpr float width = (wide - 2 * gap) / 3;
    const auto key = [&](int place, std::string_view id, std::string_view label, Language language, text::Flow flow) {
        ButtonLook look{.ground = Ground::footer_call, .radius = 24};
        look.flow = flow;
        look.text_size = flow == text::Flow::horizontal ? std::max(44.0F, page.look(Role::caption).size) : 38;
        look.weight = flow == text::Flow::horizontal ? Weight::bold : Weight::regular;
        const Rect rect = at(left + static_cast<float>(place) * (width + gap), top, width, height);
        // The Mongolian word is as large as the key's height lets it be, in every text size.
        const bool column = flow == text::Flow::vertical_mongolian;
        const auto touched = column ? page.ui.button(id, label, rect, look) : page.key(id, label, rect, look);
        if (touched) result = session_event::ChooseLanguage{language};
    };
    key(0, ids::attract_language_zh, "中文", Language::zh, text::Flow::horizontal);
    key(1, ids::attract_language_mn, locale::mongolian_column("蒙古文").value_or("蒙古文"), Language::mn,
        text::Flow::vertical_mongolian);
    key(2, ids::attract_language_en, "English", Language::en, text::Flow::horizontal);
}

void draw_help_keys(Page& page, const Session& session, Result& result) {
    // Large words need a row each.
    const bool rows = page.large();
    const Rect call = rows ? Rect{left, 1532, wide, 84} : Rect{left, 1540, 370, 112};
    const Rect reach = rows ? Rect{left, 1628, wide, 84} : Rect{562, 1540, 370, 112};
    std::string label = tr("呼叫工作人员");
    if (session.staff == StaffCall::called) label = tr("已呼叫，请稍等");
    if (session.staff == StaffCall::coming) label = tr("工作人员过来了");
    const float words = std::max(36.0F, page.look(Role::caption).size);
    Page::IconKey key{Ground::footer, Icon::bell, 48, 3, 20, words};
    if (page.icon_key(ids::attract_call, label, call, key)) result = session_event::CallStaff{};
    key.icon = page.low() ? Icon::up : Icon::adown;
    label = page.low() ? tr("恢复位置") : tr("低位操作");
    if (page.icon_key(ids::attract_reach, label, reach, key)) result = session_event::ToggleReach{};
}

std::string status_text(const View& view) {
    const bool counted = view.status.as_of.has_value();
    const int waiting = view.status.waiting;
    const std::string& until = view.hall.open_until;
    if (counted && !until.empty()) return tr("今天办公到 {0}，现在等候 {1} 人", until, waiting);
    if (counted) return tr("现在等候 {0} 人", waiting);
    if (!until.empty()) return tr("今天办公到 {0}", until);
    return {};
}

void draw_status(Page& page) {
    constexpr Rect clock_icon{176, 1714, 44, 44};
    constexpr Rect line{240, 1713, 692, 46};
    std::string status = status_text(page.view);
    if (status.empty()) return;
    TextLook look = page.look(Role::secondary, Colour::on_pine);
    const auto fits = [&] { return page.ui.measure({0, 0}, status, look).w <= line.w; };
    if (!fits() && page.view.status.as_of) status = tr("现在等候 {0} 人", page.view.status.waiting);
    if (!fits()) return;
    page.ui.icon(Icon::clock, page.large() ? clock_icon.moved(0, 20) : clock_icon, Colour::pine200);
    look.vertical = screen::VerticalAlign::middle;
    const float middle = page.large() ? line.centre().y + 20 : line.centre().y;
    page.say(ids::attract_status, {line.x, middle - look.line_height / 2, line.w, look.line_height}, status, look,
             screen::Role::status);
}

}  // namespace

std::optional<SessionEvent> draw_attract(screen::Ui& ui, const Session& session, const View& view) {
    constexpr Rect start{left, 1178, wide, 176};
    Page page(ui, view);
    Result result;
    if (page.high_contrast()) {
        page.snow();
    } else {
        ui.illustration("scenery.attract", whole, scenery::paint_attract);
    }
    if (ui.touch_area(ids::attract_anywhere, tr("触摸屏幕开始"), whole)) result = session_event::Start{};
    draw_hall(page);
    draw_clock(page);
    draw_greeting(page);

    ButtonLook look{.ground = Ground::primary, .icon = Icon::hand, .icon_size = 80, .icon_line = 2.8F};
    look.text_size = 68;
    look.radius = 36;
    if (page.key(ids::attract_start, tr("触摸这里开始"), start, look)) result = session_event::Start{};
    draw_languages(page, result);
    draw_help_keys(page, session, result);
    draw_status(page);
    return result;
}

}  // namespace bangnin::kiosk
