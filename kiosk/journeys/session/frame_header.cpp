#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/session/frame_parts.h"
#include "kiosk/journeys/session/scenery.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::ButtonLook;
using screen::Colour;
using screen::Ground;
using screen::Icon;
using screen::Rect;
using screen::Selection;
using screen::TextLook;
using text::Align;
using text::Weight;

/// Nobody rests a finger there so long without meaning it.
constexpr std::chrono::seconds staff_hold{5};

// Where the hall's name ends on a wide screen: before the languages, or before the spoken words.
float header_end(const Page& page) {
    const Regions& regions = page.regions();
    return (page.low() ? regions.caption.x : regions.languages.x) - 24;
}

void draw_hall(Page& page, const Session& session, FramePress& result) {
    const Regions& regions = page.regions();
    const float middle = regions.header.h / 2;
    const float left = page.wide() ? 24 : 40;
    draw_mark(page, session, {left, middle - 34, 68, 68}, {}, result);
    const float words = left + 84;
    const float end = page.low() && !page.wide() ? regions.remaining.x - 8 : page.wide() ? header_end(page) : 544;
    const Rect name_line{words, regions.header.y + 8, end - words, middle + 4 - regions.header.y - 8};
    const std::string& name = page.view.hall.name.in(page.view.settings.language);
    const float smallest = std::max(30.0F, smallest_text(page.view.settings.type_size));
    TextLook look{.size = std::max(34.0F, smallest), .weight = Weight::bold, .vertical = screen::VerticalAlign::bottom};
    const bool one_line = page.ui.measure({0, 0}, name, {.size = smallest, .weight = Weight::bold}).w <= name_line.w;
    if (one_line) {
        const TextLook brand{.size = page.look(Role::caption).size, .colour = Colour::pine700};
        const std::string& brand_words = page.view.hall.brand.in(page.view.settings.language);
        const Rect brand_line{words, middle + 3, name_line.w, regions.header.bottom() - middle - 3};
        const bool branded = brand.size < 36 && page.ui.measure({0, 0}, brand_words, brand).w <= brand_line.w;
        look.vertical = branded ? screen::VerticalAlign::bottom : screen::VerticalAlign::middle;
        const Rect whole{words, 0, name_line.w, regions.header.h};
        page.say(ids::frame_hall, branded ? name_line : whole, name, look, screen::Role::heading);
        if (branded) page.say({}, brand_line, brand_words, brand);
        return;
    }
    look.vertical = screen::VerticalAlign::middle;
    look.size = smallest;
    look.line_height = std::min(smallest * 1.3F, regions.header.h / 2);
    const Rect two{words, middle - look.line_height, name_line.w, 2 * look.line_height};
    // The longest of its names that fits beside the mark.
    const Hall& hall = page.view.hall;
    const Language language = page.view.settings.language;
    for (const std::string& words_that_fit : {name, hall.short_name.in(language), hall.brand.in(language)}) {
        const screen::Size used = page.ui.measure({two.w, 0}, words_that_fit, look);
        // In a header too low for two lines of this size it has one.
        const bool tight = look.line_height < 1.2F * look.size;
        if (used.w > two.w || used.h > (tight ? look.line_height : two.h) + 1) continue;
        page.say(ids::frame_hall, two, words_that_fit, look, screen::Role::heading);
        return;
    }
}

void draw_clock(Page& page) {
    const Rect& header = page.regions().header;
    const locale::LanguageScope words(flat_language(page));
    const float middle = header.h / 2;
    const float right = header.right() - 40;
    const LocalTime time = local_time(page.view.now.wall, page.view.hall.utc_offset_minutes);
    const bool low = header.h < 100;  // where the screen is
    const float size = std::max(low ? 40.0F : 48.0F, smallest_text(page.view.settings.type_size));
    const TextLook clock{.size = size, .weight = Weight::bold, .align = Align::end};
    const TextLook date{.size = page.look(Role::caption).size, .colour = Colour::birch700, .align = Align::end};
    const std::string day = date_text(time);
    const screen::Size day_size = page.ui.measure({0, 0}, day, date);
    const bool dated = day_size.w <= 196 && day_size.h <= header.bottom() - middle - 7;
    const float height = std::ceil(size * 1.45F);
    const float top = dated ? middle + 16 - height : middle - height / 2;
    page.say(ids::frame_clock, {right - 196, top, 196, height}, clock_of(page.view, page.view.now.wall), clock,
             screen::Role::value);
    if (dated) page.say({}, {right - 196, middle + 7, 196, header.bottom() - middle - 7}, day, date);
}

}  // namespace

screen::Touched draw_mark(Page& page, const Session& session, const Rect& mark, const MarkLook& look,
                          FramePress& result) {
    constexpr float above_middle = 1.5F;  // of the pine, whose trunk is light
    screen::Touched touched;
    if (opens_staff(session.place) && !page.low()) {
        touched = page.ui.touch_area(ids::frame_staff, tr("工作人员入口，按住五秒"), mark);
    }
    page.ui.fill(mark, Colour::selected, look.radius);
    const float side = (mark.w - look.icon_size) / 2;
    page.ui.icon(Icon::pine, {mark.x + side, mark.y + side - above_middle, look.icon_size, look.icon_size},
                 Colour::on_selected, 3.6F);
    if (touched.pressed && touched.held >= staff_hold) {
        result = session_event::OpenStaff{};
    } else if (touched.pressed) {
        page.ui.request_frame_at(page.ui.now() + staff_hold - touched.held);
    }
    return touched;
}

void draw_languages(Page& page, FramePress& result) {
    const Rect& room = page.regions().languages;
    constexpr float gap = 12;
    const bool narrow = room.w < 500;
    // 中文, a slim column, English.
    const std::array shares{narrow ? 84.0F : 1.0F, narrow ? 64.0F : 1.0F, narrow ? 120.0F : 1.0F};
    const float whole = shares[0] + shares[1] + shares[2];
    float x = room.x;
    const auto key = [&](std::size_t place, std::string_view id, std::string_view label, Language language,
                         text::Flow flow) {
        const float width = (room.w - 2 * gap) * shares[place] / whole;
        const bool chosen = page.view.settings.language == language;
        const bool column = flow == text::Flow::vertical_mongolian;
        ButtonLook look{.ground = Ground::language};
        look.text_size = column ? 23 : (narrow ? 28.0F : 36.0F);
        look.flow = flow;
        look.weight = chosen && !column ? Weight::bold : Weight::regular;
        look.selection = chosen ? Selection::selected : Selection::unselected;
        if (page.ui.button(id, label, {x, room.y, width, room.h}, look)) {
            result = session_event::ChooseLanguage{language};
        }
        x += width + gap;
    };
    key(0, ids::frame_language_zh, "中文", Language::zh, text::Flow::horizontal);
    key(1, ids::frame_language_mn, locale::mongolian_column("蒙古文").value_or("蒙古文"), Language::mn,
        text::Flow::vertical_mongolian);
    key(2, ids::frame_language_en, "English", Language::en, text::Flow::horizontal);
}

void draw_header(Page& page, const Session& session, FramePress& result) {
    const Regions& regions = page.regions();
    page.ui.fill(regions.header, Colour::white);
    draw_hall(page, session, result);
    draw_clock(page);
    const Rect& birch = regions.birch;
    if (page.high_contrast()) {
        page.ui.line({0, birch.y + 2}, {regions.header.right(), birch.y + 2}, Colour::ink, 4);
        return;
    }
    constexpr float picture_width = 1080;
    const int pieces = static_cast<int>(std::ceil(birch.w / picture_width));
    for (int i = 0; i < pieces; ++i) {
        const float x = static_cast<float>(i) * picture_width;
        const Rect piece{birch.x + x, birch.y, std::min(picture_width, birch.w - x), birch.h};
        const std::string key = "scenery.birch_line." + std::to_string(static_cast<int>(piece.w));
        page.ui.illustration(key, piece, scenery::paint_birch_line);
    }
}

}  // namespace bangnin::kiosk
