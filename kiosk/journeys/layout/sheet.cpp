#include "kiosk/journeys/layout/sheet.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include "kiosk/journeys/ids.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Colour;
using screen::Rect;
using screen::TextLook;
using text::Weight;

constexpr float word_slack = 2;
constexpr float least_scale = 0.45F;  // by which words in columns shrink at most

TextLook column_look(TextLook look) {
    look.flow = text::Flow::vertical_mongolian;
    look.weight = Weight::regular;  // Noto Sans Mongolian has no bold
    look.line_height = look.size * 1.25F;
    return look;
}

// The same words smaller, but never smaller than the person's text size allows.
TextLook scaled(const Page& page, TextLook look, float scale) {
    const float size = std::max(smallest_text(page.view.settings.type_size), std::floor(look.size * scale));
    if (size >= look.size) return look;
    look.line_height *= size / look.size;
    look.size = size;
    return look;
}

// Words that lie in lines, or stand in columns where the language is Mongolian.
Part words(Page& page, std::string_view id, const std::string& source, const TextLook& look, screen::Role role,
           float width, const Need& shape) {
    // Titles and their help say masked numbers too: their stars are no marks.
    const bool plain_only = id == ids::page_title || id == ids::page_help;
    const MarkedText text = plain_only ? MarkedText{source, {}} : marked(source);
    Part part;
    part.need = shape;
    if (page.mongolian()) {
        const TextLook column = column_look(look);
        part.width_at = [&page, plain = text.plain, column](float height, float scale) {
            return page.ui.measure({0, height}, plain, scaled(page, column, scale)).w;
        };
        part.draw = [&page, id = std::string(id), text, column, role](const Rect& rect) {
            page.say_spans(id, rect, text, column, role);
        };
        return part;
    }
    // Where room is scarce a title comes down to the size of a text: what a page asks must not push out its answers.
    constexpr float smallest_title = 0.6F;
    part.need.ideal = page.ui.measure({width, 0}, text.plain, look, text.bold).h;
    part.need.least = part.need.ideal;
    if (role == screen::Role::heading) {
        part.need.least = page.ui.measure({width, 0}, text.plain, scaled(page, look, smallest_title), text.bold).h;
    }
    part.draw = [&page, id = std::string(id), text, look, role, width](const Rect& rect) {
        page.say_spans(id, {rect.x, rect.y, width, rect.h + word_slack}, text, look, role);
    };
    return part;
}

constexpr float segment_height = 12;

void draw_segments(Page& page, const Rect& bars, int step, int of) {
    constexpr float gap = 10;
    const float width = (bars.w - gap * static_cast<float>(of - 1)) / static_cast<float>(of);
    for (int i = 0; i < of; ++i) {
        const Rect bar{bars.x + static_cast<float>(i) * (width + gap), bars.y, width, segment_height};
        const Colour ground = i + 1 < step ? Colour::pine700 : (i + 1 == step ? Colour::larch : Colour::birch200);
        page.ui.fill(bar, ground, segment_height / 2);
        if (i + 1 == step) page.ui.outline(bar, Colour::larch_edge, 2, segment_height / 2);
        if (page.high_contrast()) page.ui.outline(bar, Colour::ink, 2, segment_height / 2);
    }
}

// -- notes --
constexpr float note_padding_x = 36;
constexpr float note_padding_y = 32;
constexpr float note_icon = 72;
constexpr float note_gap = 28;

constexpr float note_line_gap = 6;

struct NoteText {
    TextLook look;
    std::string source;
    int spare = 0;
};

float note_words_width(float width) { return width - 2 * note_padding_x - note_icon - note_gap; }

}  // namespace

Sheet::Sheet(Page& sheet_page) : page(sheet_page) {}

float Sheet::width(Zone zone) const {
    return zone == Zone::controls ? page.regions().controls.w : page.regions().information.w;
}

void Sheet::steps(int step, int of, std::string journey) {
    TextLook bold = page.look(Role::secondary);
    bold.weight = Weight::bold;
    TextLook quiet = page.look(Role::secondary, Colour::birch700);
    quiet.align = text::Align::end;
    const std::string count =
        page.mongolian() ? std::to_string(step) + " / " + std::to_string(of) : tr("第 {0} 步，共 {1} 步", step, of);
    if (page.mongolian()) journey.clear();
    const float line = bold.line_height;
    Part part;
    part.need = {.least = line + 12 + segment_height, .ideal = line + 12 + segment_height, .spare = 30};
    part.draw = [this, step, of, journey = std::move(journey), count, bold, quiet, line](const Rect& rect) {
        const Rect said = page.say(ids::page_step, {rect.x, rect.y, rect.w, line}, count, bold);
        const Rect rest{said.right() + 24, rect.y, rect.right() - said.right() - 24, line};
        if (page.ui.measure({0, 0}, journey, quiet).w <= rest.w) page.say({}, rest, journey, quiet);
        draw_segments(page, {rect.x, rect.y + line + 12, rect.w, segment_height}, step, of);
    };
    add(std::move(part));
}

void Sheet::heading(const std::string& title, const std::string& help) { heading(title, help, HeadingLook()); }

void Sheet::heading(const std::string& title, const std::string& help, const HeadingLook& look) {
    const float room = std::min(width(Zone::information), look.width);
    add(words(page, ids::page_title, title, page.look(look.title), screen::Role::heading, room, {.gap = 32}));
    if (help.empty()) return;
    const TextLook quiet = page.look(look.help, Colour::birch700);
    add(words(page, ids::page_help, help, quiet, screen::Role::text, room, {.gap = 12, .spare = look.help_spare}));
}

void Sheet::line(std::string_view id, const std::string& source, Role role, Colour colour, int spare, Zone zone) {
    add(words(page, id, source, page.look(role, colour), screen::Role::text, width(zone),
              {.zone = zone, .gap = 16, .spare = spare}));
}

void Sheet::icon_line(std::string_view id, screen::Icon icon, const std::string& source, int spare) {
    constexpr float icon_size = 44;
    constexpr float gap = 16;
    const float room = width(Zone::information) - icon_size - gap;
    const TextLook look = page.look(Role::secondary, Colour::birch700);
    Part part = words(page, id, source, look, screen::Role::text, room, {.gap = 24, .spare = spare});
    if (page.mongolian()) return add(std::move(part));
    const screen::Size used = page.ui.measure({room, 0}, source, look);
    part.draw = [this, id = std::string(id), icon, source, look, used](const Rect& rect) {
        const float x = rect.x + (rect.w - icon_size - gap - used.w) / 2;
        page.ui.icon(icon, {x, rect.y + 2, icon_size, icon_size}, Colour::pine700);
        page.say(id, {x + icon_size + gap, rect.y, used.w + 1, rect.h + word_slack}, source, look);
    };
    add(std::move(part));
}

void Sheet::note(std::string_view id, Tone tone, screen::Icon icon, const std::vector<NoteLine>& lines, int spare) {
    // A note that says nothing takes no room.
    if (std::ranges::all_of(lines, [](const NoteLine& line) { return line.source.empty(); })) return;
    auto texts = std::make_shared<std::vector<NoteText>>();
    for (const NoteLine& line : lines) {
        if (line.source.empty()) continue;
        TextLook look = page.look(line.role, note_ink(tone));
        if (page.mongolian()) look = column_look(look);
        texts->push_back({look, line.source, line.spare});
    }
    std::string label;
    for (const NoteText& text : *texts) label += (label.empty() ? "" : "\n") + marked(text.source).plain;
    Part part;
    part.need = {.spare = spare};
    if (page.mongolian()) {
        part.width_at = [this, texts](float height, float scale) {
            float used = 2 * note_padding_y + 16 * static_cast<float>(texts->size() - 1);
            const float room = height - 2 * note_padding_y - note_icon - note_gap;
            for (const NoteText& text : *texts) {
                used += page.ui.measure({0, room}, marked(text.source).plain, scaled(page, text.look, scale)).w;
            }
            return std::max(used, note_icon + 2 * note_padding_y);
        };
        part.draw = [this, texts, label, id = std::string(id), tone, icon, width_at = part.width_at](const Rect& rect) {
            draw_note_ground(page, rect, tone);
            page.ui.icon(icon, {rect.x + note_padding_y, rect.y + note_padding_y, note_icon, note_icon}, note_ink(tone),
                         2.6F);
            const float top = rect.y + note_padding_y + note_icon + note_gap;
            const float room = rect.bottom() - note_padding_y - top;
            float x = rect.x + note_padding_y;
            float scale = 1;
            while (scale > least_scale && width_at(rect.h, scale) > rect.w + 1) scale -= 0.1F;
            for (const NoteText& text : *texts) {
                const TextLook look = scaled(page, text.look, scale);
                const float wide = page.ui.measure({0, room}, marked(text.source).plain, look).w;
                page.say_marked({}, {x, top, wide, room}, text.source, look);
                x += wide + 16;
            }
            page.ui.node(id, screen::Role::status, label, rect);
        };
        add(std::move(part));
        return;
    }
    const float room = note_words_width(width(Zone::information));
    const auto height_of = [this, room](const NoteText& text) {
        const MarkedText plain = marked(text.source);
        return page.ui.measure({room, 0}, plain.plain, text.look, plain.bold).h;
    };
    // Height of the lines that are shown when all above this spare are left out.
    const auto height_within = [texts, height_of](int most) {
        float height = 0;
        for (const NoteText& text : *texts) {
            if (text.spare <= most) height += height_of(text) + note_line_gap;
        }
        return std::max(0.0F, height - note_line_gap);
    };
    constexpr int all = 1000;
    part.need.least = std::max(height_within(0), note_icon) + 32;
    part.need.ideal = std::max(height_within(all), note_icon) + 2 * note_padding_y;
    part.draw = [this, texts, label, id = std::string(id), tone, icon, height_of, height_within](const Rect& rect) {
        draw_note_ground(page, rect, tone);
        int shown = all;
        while (shown > 0 && height_within(shown) + 16 > rect.h) --shown;
        const float height = height_within(shown);
        float y = rect.y + (rect.h - height) / 2;
        const bool one_line = height <= texts->front().look.line_height + 1;
        const float icon_y = one_line ? rect.centre().y - note_icon / 2 : y - 4;
        page.ui.icon(icon, {rect.x + note_padding_x, icon_y, note_icon, note_icon}, note_ink(tone), 2.6F);
        const float x = rect.x + note_padding_x + note_icon + note_gap;
        for (const NoteText& text : *texts) {
            if (text.spare > shown) continue;
            const float used = height_of(text);
            page.say_marked({}, {x, y, rect.right() - note_padding_x - x, used + word_slack}, text.source, text.look);
            y += used + note_line_gap;
        }
        page.ui.node(id, screen::Role::status, label, rect);
    };
    add(std::move(part));
}

void Sheet::notice(Tone tone, screen::Icon icon, const NoticeText& notice) {
    std::vector<NoteLine> lines;
    lines.push_back({.source = notice.happened, .spare = notice.safe.empty() && notice.next.empty() ? 0 : 10});
    if (!notice.safe.empty())
        lines.push_back({.source = "**" + notice.safe + "**", .spare = notice.next.empty() ? 0 : 5});
    lines.push_back({.source = notice.next});
    note(ids::page_notice, tone, icon, lines);
}

void Sheet::picture(float least, float ideal, int spare, std::function<void(const Rect&)> draw) {
    add({.need = {.least = least, .ideal = ideal, .stretch = 0.5F, .spare = spare}, .draw = std::move(draw)});
}

void Sheet::choices(ChoiceGrid grid, Picked& picked) {
    Part part;
    part.need = need_of(page, grid, width(Zone::controls));
    part.draw = [this, grid = std::move(grid), &picked](const Rect& rect) { picked = draw_choices(page, grid, rect); };
    add(std::move(part));
}

void Sheet::keys(ActionKeys keys, PressedKey& pressed) {
    Part part;
    part.need = need_of(page, keys, width(Zone::controls));
    part.draw = [this, keys = std::move(keys), &pressed](const Rect& rect) {
        pressed = draw_action_keys(page, keys, rect);
    };
    add(std::move(part));
}

// Words in columns from the left, everything that lies as it is behind them.
void Sheet::draw_band(std::vector<Part>& parts, const Rect& room) {
    constexpr float gap = 30;
    Rect rest = room;
    std::vector<Part> lying;
    std::vector<Part*> columns;
    for (Part& part : parts) {
        if (part.width_at) {
            columns.push_back(&part);
        } else {
            lying.push_back(part);
        }
    }
    // Steps lie above everything.
    if (!lying.empty() && lying.front().need.ideal < 100 && parts.front().width_at == nullptr) {
        const float height = lying.front().need.ideal;
        lying.front().draw({rest.x, rest.y, rest.w, height});
        rest.y += height + 24;
        rest.h -= height + 24;
        lying.erase(lying.begin());
    }
    float scale = 1;
    float least_beside = 0;
    for (const Part& part : lying) least_beside = std::max(least_beside, part.least_width);
    const auto total = [&] {
        float used = least_beside;
        for (const Part* column : columns) used += column->width_at(rest.h, scale) + gap;
        return used - (lying.empty() ? gap : 0);
    };
    const auto narrower = [&] {
        scale = 1;
        while (scale > least_scale && total() > rest.w) scale -= 0.1F;
        return total() <= rest.w;
    };
    while (!narrower() && columns.size() > 1) {
        const auto spare = std::ranges::max_element(columns, {}, [](const Part* part) { return part->need.spare; });
        if ((*spare)->need.spare == 0) break;
        columns.erase(spare);
    }
    page.note_missing("columns", total() - rest.w);
    for (const Part* column : columns) {
        const float used = column->width_at(rest.h, scale);
        column->draw({rest.x, rest.y, used, rest.h});
        rest.x += used + gap;
        rest.w -= used + gap;
    }
    for (Part& part : lying) {
        if (part.need_at) part.need = part.need_at(rest.w);
    }
    if (!lying.empty()) draw_column(lying, rest, 0);
}

void Sheet::draw_column(std::vector<Part>& parts, const Rect& room, float controls_from) {
    std::vector<Need> needs;
    needs.reserve(parts.size());
    for (const Part& part : parts) needs.push_back(part.need);
    const Stacked stacked = stack(needs, room.y, room.bottom(), controls_from);
    page.note_missing("page", stacked.missing);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Placed& place = stacked.places[i];
        if (place.shown == Shown::yes) parts[i].draw({room.x, place.top, room.w, place.height});
    }
}

void Sheet::draw() {
    constexpr float band_least = 300;
    constexpr float band_ideal = 560;
    const Regions& regions = page.regions();
    std::vector<Part> controls;
    std::vector<Part> information;
    for (Part& part : parts_) (part.need.zone == Zone::controls ? controls : information).push_back(std::move(part));
    parts_.clear();
    const bool band = std::ranges::any_of(information, [](const Part& part) { return part.width_at != nullptr; });
    if (regions.shape == Shape::wide) {
        if (band) {
            draw_band(information, regions.information);
        } else {
            draw_column(information, regions.information, 0);
        }
        draw_column(controls, regions.controls, regions.controls_from);
        return;
    }
    if (!band) {
        std::ranges::move(controls, std::back_inserter(information));
        draw_column(information, regions.information, regions.controls_from);
        return;
    }
    // Beside the columns of words lies what must be shown in any case.
    float lying = 0;
    for (const Part& part : information) {
        if (part.width_at || part.need.spare > 0) continue;
        const Need need = part.need_at ? part.need_at(part.least_width) : part.need;
        lying += need.least + (lying > 0 ? need.gap : 0);
    }
    std::vector<Part> whole;
    whole.push_back({.need = {.least = std::max(band_least, lying), .ideal = band_ideal},
                     .draw = [&](const Rect& rect) { draw_band(information, rect); }});
    std::ranges::move(controls, std::back_inserter(whole));
    draw_column(whole, regions.information, regions.controls_from);
}

}  // namespace bangnin::kiosk
