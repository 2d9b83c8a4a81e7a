#include "kiosk/journeys/layout/sheet.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/layout/rooms.h"
#include "kiosk/journeys/layout/wide_page.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Colour;
using screen::Rect;
using screen::TextLook;
using text::Weight;

constexpr float segment_height = 12;

void draw_segments(Page& page, const Rect& bars, int step, int of) {
    constexpr float gap = 10;
    const float width = (bars.w - gap * static_cast<float>(of - 1)) / static_cast<float>(of);
    const float filled = page.ui.since_shown(ids::page_step, static_cast<std::size_t>(step), motion::progress_fill);
    for (int i = 0; i < of; ++i) {
        const Rect bar{bars.x + static_cast<float>(i) * (width + gap), bars.y, width, segment_height};
        const Colour ground = i + 1 < step ? Colour::pine700 : (i + 1 == step ? Colour::larch : Colour::birch200);
        Rect part = bar;
        if (i + 1 == step && filled < 1) {
            page.ui.fill(bar, Colour::birch200, segment_height / 2);
            part.w = std::max(segment_height, bar.w * filled);
        }
        page.ui.fill(part, ground, segment_height / 2);
        if (i + 1 == step) page.ui.outline(part, Colour::larch_edge, 2, segment_height / 2);
        if (page.high_contrast()) page.ui.outline(bar, Colour::ink, 2, segment_height / 2);
    }
}

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
    const std::string figures = std::to_string(step) + " / " + std::to_string(of);
    const std::string count = page.mongolian() ? figures : tr("第 {0} 步，共 {1} 步", step, of);
    if (page.mongolian()) journey.clear();
    const float line = bold.line_height;
    Part part;
    part.need = {.least = line + 12 + segment_height, .ideal = line + 12 + segment_height, .spare = 30};
    part.draw = [this, step, of, journey = std::move(journey), count, figures, bold, quiet, line](const Rect& rect) {
        const bool words = page.ui.measure({0, 0}, count, bold).w <= rect.w;
        const Rect said = page.say(ids::page_step, {rect.x, rect.y, rect.w, line}, words ? count : figures, bold);
        const Rect rest{said.right() + 24, rect.y, rect.right() - said.right() - 24, line};
        if (page.ui.measure({0, 0}, journey, quiet).w <= rest.w) page.say({}, rest, journey, quiet);
        draw_segments(page, {rect.x, rect.y + line + 12, rect.w, segment_height}, step, of);
    };
    add(std::move(part));
}

void Sheet::heading(const std::string& title, const std::string& help) { heading(title, help, HeadingLook()); }

void Sheet::heading(const std::string& title, const std::string& help, const HeadingLook& look) {
    add(words_part(page, ids::page_title, title, page.look(look.title), screen::Role::heading, {.gap = 32},
                   look.width));
    if (help.empty()) return;
    const TextLook quiet = page.look(look.help, Colour::birch700);
    add(words_part(page, ids::page_help, help, quiet, screen::Role::text, {.gap = 12, .spare = look.help_spare},
                   look.width));
}

void Sheet::line(std::string_view id, const std::string& source, Role role, Colour colour, int spare, Zone zone) {
    add(words_part(page, id, source, page.look(role, colour), screen::Role::text,
                   {.zone = zone, .gap = 16, .spare = spare}));
}

void Sheet::icon_line(std::string_view id, screen::Icon icon, const std::string& source, int spare, LineStands stands) {
    add(icon_line_part(page, id, icon, source, spare, stands));
}

void Sheet::note(std::string_view id, Tone tone, screen::Icon icon, const std::vector<NoteLine>& lines, int spare) {
    // A note that says nothing takes no room.
    if (std::ranges::all_of(lines, [](const NoteLine& line) { return line.source.empty(); })) return;
    add(note_part(page, id, tone, icon, lines, spare));
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
    const auto shared = std::make_shared<const ChoiceGrid>(std::move(grid));
    Part part;
    part.need_at = [this, shared](float room) { return need_of(page, *shared, room); };
    part.need = part.need_at(width(Zone::controls));
    part.draw = [this, shared, &picked](const Rect& rect) { picked = draw_choices(page, *shared, rect); };
    part.pages_at = [this, shared](const Rect& rect) { return pages_of(page, *shared, rect); };
    add(std::move(part));
}

void Sheet::keys(ActionKeys keys, PressedKey& pressed) {
    const auto shared = std::make_shared<const ActionKeys>(std::move(keys));
    Part part;
    part.kind = PartKind::keys;
    part.need_at = [this, shared](float room) { return need_of(page, *shared, room); };
    part.need = part.need_at(width(Zone::controls));
    part.draw = [this, shared, &pressed](const Rect& rect) { pressed = draw_action_keys(page, *shared, rect); };
    add(std::move(part));
}

void Sheet::draw_tall() {
    const Regions& regions = page.regions();
    std::vector<const Part*> controls;
    std::vector<const Part*> information;
    for (const Part& part : parts_) (part.need.zone == Zone::controls ? controls : information).push_back(&part);
    if (!in_columns(information)) {
        std::ranges::move(controls, std::back_inserter(information));
        return ColumnPlan(information, regions.information, regions.controls_from).draw(page);
    }
    const Part band{.need = band_need(information, regions.information.w),
                    .draw = [&](const Rect& rect) { BandPlan(information, rect).draw(page); }};
    controls.insert(controls.begin(), &band);
    ColumnPlan(controls, regions.information, regions.controls_from).draw(page);
}

void Sheet::draw() {
    if (page.wide()) {
        draw_wide(page, parts_);
    } else {
        draw_tall();
    }
    parts_.clear();
}

}  // namespace bangnin::kiosk
