#include "kiosk/journeys/entry/text_entry_screen.h"

#include <algorithm>
#include <utility>

#include "kiosk/journeys/entry/entry_parts.h"
#include "kiosk/journeys/entry/entry_words.h"
#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/layout/sheet.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Colour;
using screen::Rect;

// Keys and what is written lie flat in every language; in Mongolian their words are Chinese until there are others.
// On a tall screen in low reach the field is a control like any other: within reach.
Zone zone_of_field(const Page& page) { return page.low() && !page.wide() ? Zone::controls : Zone::information; }

// On a shallow page the keys take most of the width.
float least_beside_columns(const Page& page) { return page.shallow() ? 250 : 480; }

void add_field(Sheet& sheet, const EntryState& state, EntryDone& done) {
    Page& page = sheet.page;
    const Zone zone = zone_of_field(page);
    Part part;
    part.need_at = [&page, &state, zone](float width) {
        const FieldNeed need = field_need(page, state, width);
        return Need{.zone = zone, .least = need.least, .ideal = need.ideal, .gap = 28};
    };
    part.need = part.need_at(sheet.width(zone));
    part.least_width = least_beside_columns(page);
    part.draw = [&page, &state, &done](const Rect& rect) {
        const locale::LanguageScope words(flat_language(page));
        EntryDone one = draw_entry_field(page, state, entry_words(state).field, rect);
        if (one) done = std::move(one);
    };
    sheet.add(std::move(part));
}

// What is wrong or reassuring, and how much is written.
void add_hint(Sheet& sheet, const EntryState& state) {
    Page& page = sheet.page;
    const bool wrong = state.hint != EntryHint::none;
    screen::TextLook look = page.look(Role::caption, wrong ? Colour::care : Colour::birch700);
    if (wrong) look.weight = text::Weight::bold;
    constexpr float inset = 36;
    const auto height_at = [&page, &state, look, wrong](float width) {
        const locale::LanguageScope words(flat_language(page));
        const float lines = page.ui.measure({width - 2 * inset, 0}, hint_text(state), look).h;
        return wrong ? lines : look.line_height;
    };
    const Zone zone = zone_of_field(page);
    Part part;
    part.need_at = [height_at, zone, wrong](float width) {
        const float height = height_at(width);  // the spoken words say it too
        return Need{.zone = zone, .least = height, .ideal = height, .gap = 12, .spare = wrong ? 5 : 45};
    };
    part.need = part.need_at(sheet.width(zone));
    part.least_width = least_beside_columns(page);
    part.draw = [&page, &state, look, wrong](const Rect& rect) {
        const locale::LanguageScope words(flat_language(page));
        const Rect line{rect.x + inset, rect.y, rect.w - 2 * inset, rect.h};
        const std::string hint = hint_text(state);
        screen::TextLook count = page.look(Role::caption, Colour::birch700);
        count.align = text::Align::end;
        const std::string counted = count_text(state);
        const float aside = page.ui.measure({0, 0}, counted, count).w + 2;
        const float room = line.w - aside - 24;
        const bool both = page.ui.measure({0, 0}, hint, look).w <= room;
        const bool counts = (both || !wrong) && aside <= line.w;
        if (counts) page.say({}, {line.right() - aside, line.y, aside, look.line_height}, counted, count);
        if (both || wrong) page.say(ids::page_notice, {line.x, line.y, both ? room : line.w, line.h + 2}, hint, look);
    };
    sheet.add(std::move(part));
}

}  // namespace

std::optional<EntryEvent> draw_entry(screen::Ui& ui, const EntryState& state, const View& view) {
    Page page(ui, view);
    page.snow();
    Sheet sheet(page);
    const EntryWords words = entry_words(state);
    sheet.heading(words.title, words.help);
    EntryDone typed;
    EntryDone touched;
    add_field(sheet, state, touched);
    add_hint(sheet, state);
    Part keyboard;
    keyboard.need_at = [&](float width) {
        const locale::LanguageScope flat(flat_language(page));
        const EntryWords key = entry_words(state);
        const KeyboardNeed need = keyboard_need(page, state, has_text(state) ? key.done : key.skip, width);
        return Need{.zone = Zone::controls, .least = need.least, .ideal = need.ideal, .gap = 24};
    };
    keyboard.need = keyboard.need_at(sheet.width(Zone::controls));
    keyboard.draw = [&](const Rect& rect) {
        const locale::LanguageScope flat(flat_language(page));
        const EntryWords key = entry_words(state);
        typed = draw_keyboard(page, state, has_text(state) ? key.done : key.skip, rect);
    };
    sheet.add(std::move(keyboard));
    sheet.draw();
    return typed ? std::move(typed) : std::move(touched);
}

namespace {

bool is_figure_or_letter(std::string_view character) {
    return std::ranges::any_of(character, [](char byte) {
        return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    });
}

}  // namespace

std::string entry_caption(const EntryState& state, const View& view, CaptionFor listener) {
    const locale::LanguageScope language(locale_language(lying_language(view)));
    if (state.hint != EntryHint::none) return hint_text(state);
    if (state.panel == EntryPanel::caret) {
        // Figures and letters may be somebody's number, in whatever field: all who stand around hear where the caret
        // is, not what it passed.
        const bool aloud = listener == CaptionFor::person ||
                           (state.kind == EntryKind::text && !is_figure_or_letter(state.caret.character.text()));
        return caret_text(state, aloud ? Characters::named : Characters::left_out);
    }
    if (!state.committed.empty()) return std::string(state.committed.text());
    const std::string question = entry_words(state).title + " ";
    switch (state.keyboard) {
        case KeyboardKind::pinyin:
            return question + tr("用下面的键盘打拼音，或者点手写。");
        case KeyboardKind::handwriting:
            return question + tr("用手指在框里写字，写完点上面最像的一个。");
        case KeyboardKind::stroke:
            return question + tr("按写字的顺序点笔画，再点上面的字。");
        case KeyboardKind::rare:
            return question + tr("先点偏旁，再点其余的笔画数。");
        case KeyboardKind::digits:
        case KeyboardKind::latin:
        case KeyboardKind::symbols:
            break;
    }
    return question + tr("用下面的键盘写。");
}

}  // namespace bangnin::kiosk
