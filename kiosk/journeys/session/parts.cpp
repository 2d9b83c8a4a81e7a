#include "kiosk/journeys/session/parts.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "kiosk/journeys/ids.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Colour;
using screen::Rect;
using screen::TextLook;
using text::Weight;

constexpr float shrink_step = 2;
constexpr float slack = 2;  // whole px of fonts against the fractions of the design

thread_local TextAudit* current_audit = nullptr;

void note_in_audit(std::string_view text, float size, text::Flow flow, bool fitting) {
    if (current_audit == nullptr) return;
    const bool column = flow == text::Flow::vertical_mongolian;
    if (column != stands(text)) current_audit->against_flow.emplace_back(text);
    if (!fitting) current_audit->overflowing.emplace_back(text);
    if (size < current_audit->smallest_px) {
        current_audit->smallest_px = size;
        current_audit->smallest = text;
    }
}

bool fits(const screen::Size& used, const Rect& box) { return used.w <= box.w + slack && used.h <= box.h + slack; }

// The width at which words that need more than one line in a room break into the same number of them, alike in length;
// 0 where they need one.
float even_width(screen::Ui& ui, std::string_view text, const TextLook& look, float room) {
    constexpr float step = 8;
    const screen::Size one = ui.measure({0, 0}, text, look);
    if (one.w <= room) return 0;
    const float height = ui.measure({room, 0}, text, look).h;
    float width = std::max({one.w * one.h / height, longest_word(ui, text, look), 2 * look.size});
    while (width < room && ui.measure({width, 0}, text, look).h > height) width += step;
    return std::min(width, room);
}

// The look at the largest size, not above the given one, at which the text stays in its box.
TextLook fitted(screen::Ui& ui, const Rect& box, std::string_view text, TextLook look,
                std::span<const text::Span> spans, float smallest) {
    const bool column = look.flow == text::Flow::vertical_mongolian;
    const float ratio = look.line_height / look.size;
    const screen::Size room = column ? screen::Size{0, box.h} : screen::Size{box.w, 0};
    const auto in_its_box = [&] {
        return fits(ui.measure(room, text, look, spans), box) &&
               (column || box.w <= 0 || longest_word(ui, text, look) <= box.w);
    };
    bool fitting = in_its_box();
    while (!fitting && look.size > smallest) {
        look.size = std::max(smallest, look.size - shrink_step);
        look.line_height = look.size * ratio;
        fitting = in_its_box();
    }
    note_in_audit(text, look.size, look.flow, fitting);
    return look;
}

Rect used_part(const Rect& box, const screen::Size& used, const TextLook& look) {
    Rect part{box.x, box.y, used.w, used.h};
    if (look.align == text::Align::centre) part.x = box.x + (box.w - used.w) / 2;
    if (look.align == text::Align::end) part.x = box.right() - used.w;
    if (look.vertical == screen::VerticalAlign::middle) part.y = box.y + (box.h - used.h) / 2;
    if (look.vertical == screen::VerticalAlign::bottom) part.y = box.bottom() - used.h;
    return part;
}

}  // namespace

float longest_word(screen::Ui& ui, std::string_view text, const TextLook& look) {
    const auto letter = [](char byte) { return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z'); };
    const auto closes = [](char byte) { return std::string_view(".,;:?!").contains(byte); };  // stands at a word
    float width = 0;
    while (!text.empty()) {
        const auto begin = std::ranges::find_if(text, letter);
        auto end = std::find_if_not(begin, text.end(), letter);
        end = std::find_if_not(end, text.end(), closes);
        if (end - begin > 1) width = std::max(width, ui.measure({0, 0}, {begin, end}, look).w);
        text = {end, text.end()};
    }
    return width;
}

void audit_texts(TextAudit* audit) { current_audit = audit; }

// U+1800 to U+18BF, in UTF-8.
bool stands(std::string_view words) {
    constexpr std::array beginnings{"\xE1\xA0", "\xE1\xA1", "\xE1\xA2"};
    return std::ranges::any_of(beginnings, [words](const char* two) { return words.contains(two); });
}

MarkedText marked(std::string_view source) {
    MarkedText text;
    bool bold = false;
    std::size_t start = 0;
    while (!source.empty()) {
        if (source.starts_with("**")) {
            if (bold) text.bold.push_back({start, text.plain.size() - start, Weight::bold, 0});
            bold = !bold;
            start = text.plain.size();
            source.remove_prefix(2);
        } else {
            text.plain += source.front();
            source.remove_prefix(1);
        }
    }
    return text;
}

locale::Language locale_language(Language language) {
    switch (language) {
        case Language::zh:
            return locale::Language::chinese;
        case Language::mn:
            return locale::Language::mongolian;
        case Language::en:
            return locale::Language::english;
    }
    return locale::Language::chinese;
}

Language lying_language(const View& view) {
    return view.settings.language == Language::mn ? Language::zh : view.settings.language;
}

locale::Language flat_language(const Page& page) { return locale_language(lying_language(page.view)); }

Page::Page(screen::Ui& page_ui, const View& page_view)
    : ui(page_ui),
      view(page_view),
      words_(locale_language(page_view.settings.language)),
      regions_(regions_of(page_ui.surface_size(), page_view.settings)),
      drop_(page_view.settings.reach == Reach::low ? low_reach_drop : 0) {
    ui.set_contrast(high_contrast() ? screen::Contrast::high : screen::Contrast::normal);
}

TextLook Page::look(Role role, Colour colour) const {
    const TypeRole type = type_of(role, view.settings.type_size);
    TextLook look;
    look.size = type.size;
    look.line_height = type.line_height;
    look.weight = type.weight;
    look.colour = colour;
    return look;
}

TextLook Page::fit(const Rect& box, std::string_view text, const TextLook& look) {
    return fitted(ui, box, text, look, {}, smallest());
}

Rect Page::say(std::string_view id, const Rect& box, std::string_view text, TextLook look, screen::Role role) {
    look = fitted(ui, box, text, look, {}, smallest());
    const Rect used = used_part(box, ui.text(box, text, look), look);
    if (!id.empty()) ui.node(id, role, text, used);
    return used;
}

Rect Page::say_marked(std::string_view id, const Rect& box, std::string_view source, TextLook look, screen::Role role) {
    return say_spans(id, box, marked(source), look, role);
}

Rect Page::say_spans(std::string_view id, const Rect& box, const MarkedText& text, TextLook look, screen::Role role) {
    look = fitted(ui, box, text.plain, look, text.bold, smallest());
    const Rect used = used_part(box, ui.text(box, text.plain, look, text.bold), look);
    if (!id.empty()) ui.node(id, role, text.plain, used);
    return used;
}

void Page::note_missing(std::string_view part, float units) const {
    if (current_audit != nullptr && units > slack) {
        current_audit->missing.push_back(std::string(part) + ": " + std::to_string(static_cast<int>(units)));
    }
}

float Page::smallest() const { return smallest_text(view.settings.type_size); }

// The icon, and beside or above it the words in columns.
screen::Touched Page::column_key(std::string_view id, std::string_view label, const Rect& rect,
                                 const screen::ButtonLook& key) {
    constexpr float margin = 8;
    constexpr float gap = 10;
    const auto touched = ui.touch_area(id, label, rect, key.availability);
    TextLook look{.size = key.text_size, .align = text::Align::centre};
    look.colour = ui.surface(rect, key.ground, touched, key.selection, key.availability, key.radius);
    look.flow = text::Flow::vertical_mongolian;
    look.opacity = key.availability == screen::Availability::disabled ? 0.38F : 1.0F;
    look.line_height = look.size * 1.25F;
    const float inner = rect.w - 2 * margin;
    const Rect room{0, 0, inner, rect.h - 2 * margin};
    TextLook least = look;
    least.size = smallest();
    least.line_height = least.size * 1.25F;
    // In a slim and high key the icon stands above the words.
    constexpr float slim = 1.5F;
    const float below = room.h - key.icon_size - 2 * gap;
    if (key.icon && rect.h > slim * rect.w && ui.measure({0, below}, label, least).h <= below &&
        ui.measure({0, below}, label, least).w <= inner) {
        const float top = rect.y + margin + gap;
        ui.icon(*key.icon, {rect.centre().x - key.icon_size / 2, top, key.icon_size, key.icon_size},
                screen::Paint(look.colour, look.opacity));
        const Rect box{0, top + key.icon_size + gap, inner, below};
        look = fitted(ui, box, label, look, {}, smallest());
        const float width = ui.measure({0, box.h}, label, look).w;
        say({}, {rect.centre().x - width / 2, box.y, width, box.h}, label, look);
        return touched;
    }
    // The words come first: where there is no room for both, the icon goes.
    const bool both = key.icon && ui.measure({0, room.h}, label, least).w <= inner - key.icon_size - gap;
    const float icon = both ? key.icon_size : 0;
    look = fitted(ui, {0, 0, both ? inner - icon - gap : inner, room.h}, label, look, {}, smallest());
    const float width = ui.measure({0, room.h}, label, look).w;
    const float used = width + (icon > 0 ? icon + gap : 0);
    float x = rect.x + (rect.w - used) / 2;
    if (both) {
        ui.icon(*key.icon, {x, rect.centre().y - icon / 2, icon, icon}, screen::Paint(look.colour, look.opacity));
        x += icon + gap;
    }
    say({}, {x, rect.y + margin, width, room.h}, label, look);
    return touched;
}

screen::Touched Page::key(std::string_view id, std::string_view label, const Rect& rect, screen::ButtonLook look) {
    if (mongolian() && look.flow == text::Flow::horizontal && stands(label)) {
        return column_key(id, label, rect, look);
    }
    const float side_padding = look.icon && look.icon_place == screen::IconPlace::above ? 6 : 12;
    const float icon_gap = look.ground == screen::Ground::footer ? 8 : 20;
    const bool column = look.flow == text::Flow::vertical_mongolian;
    TextLook text;
    text.size = look.text_size;
    text.weight = look.weight.value_or(Weight::bold);
    text.flow = look.flow;
    constexpr float edge = 4;  // above and below the words
    Rect room{rect.x + side_padding, rect.y + edge, rect.w - 2 * side_padding, rect.h - 2 * edge};
    if (column) room = rect.grown(-side_padding / 2);
    if (look.icon && look.icon_place != screen::IconPlace::above) room.w -= look.icon_size + icon_gap;
    text = fitted(ui, room, label, text, {}, smallest());
    look.text_size = text.size;
    // A word a little longer than the room between the paddings stays whole.
    const bool whole = ui.measure({0, 0}, label, text).w <= room.w + 2 * (side_padding - edge);
    if (!column && !whole) look.text_room = even_width(ui, label, text, room.w);
    return ui.button(id, label, rect, look);
}

screen::Touched Page::icon_key(std::string_view id, std::string_view label, const Rect& rect, const IconKey& key) {
    constexpr float side_padding = 8;
    const auto touched = ui.touch_area(id, label, rect);
    TextLook look{.size = key.text_size};
    look.colour =
        ui.surface(rect, key.ground, touched, screen::Selection::unselected, screen::Availability::enabled, 24);
    look.vertical = screen::VerticalAlign::middle;
    const float around = key.icon_size + key.gap;
    const Rect room{0, 0, rect.w - 2 * side_padding - around, rect.h};
    look = fitted(ui, room, label, look, {}, smallest());
    const bool whole = ui.measure({0, 0}, label, look).w <= room.w + side_padding;
    const float lines = whole ? 0 : even_width(ui, label, look, room.w);
    const float width = ui.measure({lines, 0}, label, look).w;
    const float left = rect.x + (rect.w - around - width) / 2;
    ui.icon(key.icon, {left, rect.y + (rect.h - key.icon_size) / 2, key.icon_size, key.icon_size}, look.colour,
            key.icon_line);
    ui.text({left + around, rect.y, lines > 0 ? lines : width + slack, rect.h}, label, look);
    return touched;
}

void Page::snow() {
    const screen::Size size = ui.surface_size();
    ui.fill({0, 0, size.w, size.h}, Colour::snow);
}

void Page::rule(const Rect& line) {
    const float middle = line.y + line.h / 2;
    ui.line({line.x, middle}, {line.right(), middle}, Colour::birch200, line.h);
}

Colour note_ground(Tone tone) {
    switch (tone) {
        case Tone::information:
            return Colour::sky100;
        case Tone::attention:
            return Colour::larch050;
        case Tone::good:
            return Colour::pine100;
    }
    return Colour::sky100;
}

Colour note_ink(Tone tone) {
    switch (tone) {
        case Tone::information:
            return Colour::sky700;
        case Tone::attention:
            return Colour::care;
        case Tone::good:
            return Colour::pine700;
    }
    return Colour::sky700;
}

namespace {

constexpr float note_radius = 28;
constexpr float note_padding_x = 36;
constexpr float note_padding_y = 32;
constexpr float note_gap = 28;

Rect inside_note(const Rect& rect, float icon_size) {
    const float x = rect.x + note_padding_x + icon_size + note_gap;
    return {x, rect.y + note_padding_y, rect.right() - note_padding_x - x, rect.h - 2 * note_padding_y};
}

}  // namespace

void draw_note_ground(Page& page, const Rect& rect, Tone tone) {
    page.ui.fill(rect, note_ground(tone), note_radius);
    if (page.high_contrast()) {
        page.ui.outline(rect, Colour::ink, 4, note_radius);
    } else if (tone == Tone::attention) {
        page.ui.outline(rect, Colour::larch_edge, 2, note_radius);
    }
}

Rect draw_note(Page& page, const Rect& rect, Tone tone, screen::Icon icon, float icon_size) {
    draw_note_ground(page, rect, tone);
    page.ui.icon(icon, {rect.x + note_padding_x, rect.y + note_padding_y, icon_size, icon_size}, note_ink(tone), 2.6F);
    return inside_note(rect, icon_size);
}

void draw_notice(Page& page, const Rect& rect, Tone tone, screen::Icon icon, const NoticeText& notice) {
    constexpr float icon_size = 72;
    constexpr float icon_drop = 4;  // its middle beside the first line
    std::string source = notice.happened;
    const auto add = [&source](const std::string& part, const char* mark) {
        if (part.empty()) return;
        if (!source.empty()) source += "\n";
        source += mark + part + mark;
    };
    add(notice.safe, "**");
    add(notice.next, "");
    draw_note_ground(page, rect, tone);
    TextLook look = page.look(Role::body, note_ink(tone));
    look.vertical = screen::VerticalAlign::middle;
    const Rect used =
        page.say_marked(ids::page_notice, inside_note(rect, icon_size), source, look, screen::Role::status);
    page.ui.icon(icon, {rect.x + note_padding_x, used.y - icon_drop, icon_size, icon_size}, note_ink(tone), 2.6F);
}

void draw_steps(Page& page, int step, int of, std::string_view journey) {
    constexpr float left = 48;
    constexpr float width = 984;
    constexpr float text_top = 190;
    constexpr float bar_top = 250;
    constexpr float bar_height = 12;
    constexpr float gap = 10;
    TextLook bold = page.look(Role::secondary);
    bold.weight = Weight::bold;
    const Rect line = page.at(left, text_top, width / 2, 48);
    page.say(ids::page_step, line, tr("第 {0} 步，共 {1} 步", step, of), bold);
    TextLook quiet = page.look(Role::secondary, Colour::birch700);
    quiet.align = text::Align::end;
    page.say({}, line.moved(width / 2, 0), journey, quiet);

    const float segment = (width - gap * static_cast<float>(of - 1)) / static_cast<float>(of);
    for (int i = 0; i < of; ++i) {
        const Rect bar = page.at(left + static_cast<float>(i) * (segment + gap), bar_top, segment, bar_height);
        const Colour ground = i + 1 < step ? Colour::pine700 : (i + 1 == step ? Colour::larch : Colour::birch200);
        page.ui.fill(bar, ground, bar_height / 2);
        if (i + 1 == step) page.ui.outline(bar, Colour::larch_edge, 2, bar_height / 2);
        if (page.high_contrast()) page.ui.outline(bar, Colour::ink, 2, bar_height / 2);
    }
}

void draw_question(Page& page, float top, std::string_view title, std::string_view help, float help_height) {
    constexpr float left = 48;
    constexpr float width = 984;
    constexpr float title_height = 92;
    constexpr float gap = 12;
    page.say(ids::page_title, page.at(left, top, width, title_height), title, page.look(Role::question),
             screen::Role::heading);
    if (help.empty()) return;
    page.say(ids::page_help, page.at(left, top + title_height + gap, width, help_height), help,
             page.look(Role::body, Colour::birch700));
}

std::string clock_of(const View& view, Wall wall) { return clock_text(wall, view.hall.utc_offset_minutes); }

std::string date_text(const LocalTime& time) {
    const std::array<std::string, 7> days{tr("周日"), tr("周一"), tr("周二"), tr("周三"),
                                          tr("周四"), tr("周五"), tr("周六")};
    const std::array<std::string, 12> months{tr("1月"), tr("2月"), tr("3月"), tr("4月"),  tr("5月"),  tr("6月"),
                                             tr("7月"), tr("8月"), tr("9月"), tr("10月"), tr("11月"), tr("12月")};
    // Out of range only if the machine's clock is; the header then shows less instead of failing.
    if (time.month < 1 || time.month > 12 || time.weekday < 0 || time.weekday > 6) return {};
    return tr("{0}{1}日 {2}", months[static_cast<std::size_t>(time.month - 1)], time.day,
              days[static_cast<std::size_t>(time.weekday)]);
}

void keep_counting(screen::Ui& ui) { ui.request_frame_at(ui.now() + std::chrono::milliseconds(500)); }

}  // namespace bangnin::kiosk
