#include "kiosk/journeys/session/attract_screen.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/session/attract_scene.h"
#include "kiosk/journeys/session/frame_parts.h"
#include "kiosk/journeys/session/parts.h"

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

using Result = std::optional<SessionEvent>;

// Where everything is. It stands still in low reach too: the keys are within reach already.
struct Places {
    Rect mark;
    Rect short_name;
    Rect brand;
    Rect time;
    Rect date;
    Colour clock_ink = Colour::ink;
    Colour date_ink = Colour::birch700;
    Rect title;
    Rect hello;  // the two columns of Mongolian words
    Rect hall;
    Rect start;
    Rect languages;
    Rect help;    // calling and low reach: beside each other, or below each other where words are large
    Rect status;  // one line
};

constexpr float help_high = 112;
constexpr float help_rows = 180;
constexpr float help_two_lines = 244;
constexpr float two_columns = 130;  // a name that would reach down to the dark hills has them

Places tall_places(bool large) {
    constexpr float left = 176;
    constexpr float width = 756;
    Places places;
    places.mark = {left, 102, 88, 88};
    places.short_name = {288, 82, 430, 73};
    places.brand = {288, 153, 360, 46};
    places.time = {720, 81, 204, 88};
    places.date = {700, 158, 224, 41};
    places.title = {left, 250, width, 151};
    places.hello = {left, 432, 62, 450};
    places.hall = {271, 432, two_columns, 420};
    places.start = {left, 1178, width, 176};
    places.languages = {left, 1378, width, 138};
    places.help = large ? Rect{left, 1532, width, help_rows} : Rect{left, 1540, width, help_high};
    places.status = {left, large ? 1733.0F : 1713.0F, width, 46};
    return places;
}

// The greeting over the hills on the left, what is touched on the dark ground at the right.
Places wide_places(screen::Size surface, bool large) {
    const bool narrow = surface.w < 1600;
    const float left = narrow ? 84 : 110;
    const float edge = narrow ? 64 : 84;
    const float middle = attract_middle(surface);
    const float words = middle - 56 - left;
    const float x = middle + (narrow ? 76.0F : 92.0F);
    const float width = surface.w - edge - x;
    const float spare = std::max(0.0F, surface.h - 900) / 2;
    const float title_top = narrow ? 132 : 166 + spare / 2;
    constexpr float title_height = 140;
    Places places;
    places.mark = {left, narrow ? 38.0F : 48.0F, 88, 88};
    places.short_name = {left + 112, narrow ? 18.0F : 28.0F, words - 112, 73};
    places.brand = {left + 112, narrow ? 89.0F : 99.0F, words - 112, 46};
    places.time = {surface.w - edge - 204, 28, 204, 88};
    places.date = {x, 105, width, 41};
    places.clock_ink = Colour::on_pine;
    places.date_ink = Colour::pine200;
    places.title = {left, title_top, words, title_height};
    places.hello = {left, places.title.bottom() + 10, 62, 450};
    places.hall = {left + 95, places.title.bottom() + 10, two_columns, narrow ? 350.0F : 450.0F};
    // Large words of the keys below take two lines.
    const bool low = narrow && large;
    const float top = low ? 164 : 190 + spare;
    places.start = {x, top, width, low ? 150.0F : 176.0F};
    places.languages = {x, places.start.bottom() + (low ? 20 : 24), width, 138};
    const float help = places.languages.bottom() + (low ? 16 : 24);
    places.help = {x, help, width, low ? help_two_lines : large ? help_rows : help_high};
    places.status = {x, places.help.bottom() + 24, width, 46};
    return places;
}

Places places_of(const Page& page) {
    return page.wide() ? wide_places(page.ui.surface_size(), page.large()) : tall_places(page.large());
}

void draw_hall(Page& page, const Session& session, const Places& places, Result& result) {
    const Rect& mark = places.mark;
    const Rect& short_name = places.short_name;
    const Rect& brand = places.brand;
    const Language language = lying_language(page.view);
    // Who only touches it begins, as everywhere here.
    if (draw_mark(page, session, mark, {.icon_size = 62, .radius = 23}, result)) result = session_event::Start{};
    const std::string& name = page.view.hall.short_name.in(language);
    const float smallest = std::max(34.0F, smallest_text(page.view.settings.type_size));
    TextLook look{.size = std::max(40.0F, smallest), .weight = Weight::bold};
    look.vertical = screen::VerticalAlign::bottom;
    if (page.ui.measure({0, 0}, name, {.size = smallest, .weight = Weight::bold}).w > short_name.w) {
        // Two lines beside the mark, and no brand.
        look.size = smallest;
        look.line_height = smallest * 1.25F;
        look.vertical = screen::VerticalAlign::middle;
        const Rect two{short_name.x, short_name.y + 4, short_name.w, 120};
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

void draw_clock(Page& page, const Places& places) {
    const std::string time = clock_of(page.view, page.view.now.wall);
    page.say(ids::frame_clock, places.time, time,
             {.size = 60, .weight = Weight::bold, .colour = places.clock_ink, .align = Align::end},
             screen::Role::value);
    const Rect& date_box = places.date;
    TextLook date = page.look(Role::caption, places.date_ink);
    date.align = Align::end;
    const std::string day = date_text(local_time(page.view.now.wall, page.view.hall.utc_offset_minutes));
    if (page.ui.measure({0, 0}, day, date).w > date_box.w) return;
    page.say({}, {date_box.x, date_box.y, date_box.w, date.line_height}, day, date);
}

void draw_greeting(Page& page, const Places& places) {
    page.say(ids::page_title, places.title, tr("政务服务大厅"),
             {.size = page.wide() ? 92.0F : 104.0F, .weight = Weight::bold}, screen::Role::heading);
    TextLook column{.size = std::max(44.0F, page.look(Role::caption).size)};
    column.line_height = column.size * 1.25F;
    column.flow = text::Flow::vertical_mongolian;
    if (const auto words = locale::mongolian_column("您好")) page.say({}, places.hello, *words, column);
    if (const auto words = locale::mongolian_column("政务服务大厅")) page.say({}, places.hall, *words, column);
}

void draw_languages(Page& page, const Rect& room, Result& result) {
    constexpr float gap = 16;
    // The longest word has the widest key where they are narrow.
    constexpr std::array even{1.0F / 3, 1.0F / 3, 1.0F / 3};
    constexpr std::array uneven{0.3F, 0.28F, 0.42F};
    const auto& shares = room.w < 700 ? uneven : even;
    float x = room.x;
    const auto key = [&](std::size_t place, std::string_view id, std::string_view label, Language language,
                         text::Flow flow) {
        ButtonLook look{.ground = Ground::footer_call, .radius = 24};
        look.flow = flow;
        look.text_size = flow == text::Flow::horizontal ? std::max(44.0F, page.look(Role::caption).size) : 38;
        look.weight = flow == text::Flow::horizontal ? Weight::bold : Weight::regular;
        const Rect rect{x, room.y, shares.at(place) * (room.w - 2 * gap), room.h};
        x += rect.w + gap;
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

std::string call_label(StaffCall staff) {
    switch (staff) {
        case StaffCall::idle:
            return tr("呼叫工作人员");
        case StaffCall::called:
        case StaffCall::heard:
            return tr("已呼叫，请稍等");
        case StaffCall::unheard:
            return tr("没送到，请去窗口");
        case StaffCall::coming:
            return tr("工作人员过来了");
    }
    return {};
}

void draw_help_keys(Page& page, const Session& session, const Rect& room, Result& result) {
    constexpr float gap = 16;
    constexpr float row_gap = 12;
    const bool rows = room.h > help_high;
    const float width = rows ? room.w : (room.w - gap) / 2;
    std::string label = call_label(session.staff);
    const float words = std::max(36.0F, page.look(Role::caption).size);
    Page::IconKey key{Ground::footer, Icon::bell, 48, 3, 20, words};
    // What is said in answer may need two lines.
    const bool long_label = page.ui.measure({0, 0}, label, {.size = words}).w > width - key.icon_size - key.gap - 16;
    const float even = rows ? (room.h - row_gap) / 2 : room.h;
    const float low_row = rows && long_label ? std::min(even, primary_target + 3) : even;
    const Rect call{room.x, room.y, width, rows ? room.h - row_gap - low_row : room.h};
    const Rect reach{room.right() - width, room.bottom() - low_row, width, low_row};
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

void draw_status(Page& page, const Rect& room) {
    const Rect clock_icon{room.x, room.y + 1, 44, 44};
    const Rect line{room.x + 64, room.y, room.w - 64, room.h};
    std::string status = status_text(page.view);
    if (status.empty()) return;
    TextLook look = page.look(Role::secondary, Colour::on_pine);
    const auto fits = [&] { return page.ui.measure({0, 0}, status, look).w <= line.w; };
    if (!fits() && page.view.status.as_of) status = tr("现在等候 {0} 人", page.view.status.waiting);
    if (!fits()) return;
    page.ui.icon(Icon::clock, clock_icon, Colour::pine200);
    look.vertical = screen::VerticalAlign::middle;
    page.say(ids::attract_status, {line.x, line.centre().y - look.line_height / 2, line.w, look.line_height}, status,
             look, screen::Role::status);
}

// What the hall wants everybody to know, in what is left below the line of the hours.
void draw_notice(Page& page, const Rect& status) {
    constexpr float above = 14;
    constexpr float below = 24;
    const HallNotice* notice = page.view.hall.notice_at(page.view.now.wall);
    if (notice == nullptr) return;
    const std::string& words = notice->text.in(lying_language(page.view));
    const float top = status.bottom() + above;
    const Rect line{status.x + 64, top, status.w - 64, page.ui.surface_size().h - below - top};
    const TextLook look = page.look(Role::secondary, Colour::on_pine);
    const float height = page.ui.measure({line.w, 0}, words, look).h;
    if (height > line.h) return;
    page.ui.icon(Icon::info, {status.x, top + (look.line_height - 44) / 2, 44, 44}, Colour::pine200);
    page.say(ids::attract_notice, {line.x, line.y, line.w, height}, words, look, screen::Role::status);
}

}  // namespace

std::optional<SessionEvent> draw_attract(screen::Ui& ui, const Session& session, const View& view) {
    Page page(ui, view);
    // What stands here does so in every language.
    const locale::LanguageScope flat(flat_language(page));
    const Places places = places_of(page);
    const screen::Size surface = ui.surface_size();
    const Rect whole{0, 0, surface.w, surface.h};
    Result result;
    if (page.high_contrast()) {
        page.snow();
    } else {
        draw_attract_scene(page);
    }
    if (ui.touch_area(ids::attract_anywhere, tr("触摸屏幕开始"), whole)) result = session_event::Start{};
    draw_hall(page, session, places, result);
    draw_clock(page, places);
    draw_greeting(page, places);

    ButtonLook look{.ground = Ground::primary, .icon = Icon::hand, .icon_size = 80, .icon_line = 2.8F};
    look.text_size = 68;
    look.radius = 36;
    if (page.key(ids::attract_start, tr("触摸这里开始"), places.start, look)) result = session_event::Start{};
    draw_languages(page, places.languages, result);
    draw_help_keys(page, session, places.help, result);
    draw_status(page, places.status);
    draw_notice(page, places.status);
    return result;
}

std::string attract_caption(const View& view) {
    const locale::LanguageScope words(locale_language(view.settings.language));
    return tr("您好，这里是{0}，触摸屏幕开始。", view.hall.name.in(view.settings.language));
}

}  // namespace bangnin::kiosk
