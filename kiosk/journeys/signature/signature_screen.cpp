#include "kiosk/journeys/signature/signature_screen.h"

#include <algorithm>
#include <utility>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/layout/ink.h"
#include "kiosk/journeys/layout/sheet.h"
#include "kiosk/journeys/signature/signature_words.h"
#include "ui/input/signature_picture.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Availability;
using screen::Colour;
using screen::Ground;
using screen::Icon;
using screen::Rect;
using screen::TextLook;

constexpr float pad_height = 440;
constexpr float least_pad_height = 160;  // 40 mm: a name still has room
constexpr float line_from_below = 0.185F;

// -- the pad --

void draw_line_to_sign_on(Page& page, const SignatureState& state, const Rect& pad) {
    constexpr float side = 72;
    const float y = pad.bottom() - pad.h * line_from_below;
    page.ui.line({pad.x + side, y}, {pad.right() - side, y}, Colour::birch400, 3);
    if (has_ink(state)) return;
    TextLook look = page.look(Role::body, Colour::birch700);
    look.align = text::Align::centre;
    look.vertical = screen::VerticalAlign::bottom;
    page.say({}, {pad.x + side, pad.y, pad.w - 2 * side, y - pad.y - 12}, tr("在这里签"), look);
}

std::optional<SignatureEvent> draw_pad(Page& page, const SignatureState& state, const Rect& pad) {
    constexpr float radius = 28;
    page.ui.fill(pad, Colour::white, radius);
    page.ui.outline(pad, Colour::pine700, 4, radius);
    draw_line_to_sign_on(page, state, pad);
    auto samples = pen_area(page, ids::signature_pad, pad_label(state), pad, pad_value(state));
    const PadSize size{.width = pad.w, .height = pad.h, .units_a_mm = units_of(1)};
    const input::SignatureField& field = state.signature.field();
    const InkFit fit = fit_on(size, field);
    draw_ink(page, state.signature.ink(), input::breadth_for(field),
             {.zero = {pad.x + fit.left, pad.y + fit.top}, .scale = fit.units_a_mm}, pad);
    if (samples.empty()) return std::nullopt;
    return signature_event::Write{.samples = std::move(samples), .pad = size};
}

void add_pad(Sheet& sheet, const SignatureState& state, std::optional<SignatureEvent>& done) {
    Page& page = sheet.page;
    Part part;
    part.need = {.zone = Zone::controls, .least = least_pad_height, .ideal = pad_height, .gap = 16, .stretch = 1};
    part.least_width = 480;
    part.draw = [&page, &state, &done](const Rect& rect) {
        const locale::LanguageScope words(flat_language(page));
        if (auto written = draw_pad(page, state, rect)) done = std::move(written);
    };
    sheet.add(std::move(part));
}

// -- the lines over and under it --

// Whose signature, and the day.
void add_signer(Sheet& sheet, const SignatureState& state) {
    Page& page = sheet.page;
    TextLook bold = page.look(Role::secondary);
    bold.weight = text::Weight::bold;
    TextLook quiet = page.look(Role::secondary, Colour::birch700);
    quiet.align = text::Align::end;
    const auto words = [&page, &state] {
        const locale::LanguageScope flat(flat_language(page));
        const LocalTime today = local_time(page.view.now.wall, page.view.hall.utc_offset_minutes);
        const bool dated = state.purpose == SignaturePurpose::application;
        return std::pair{signature_words(state).signer, dated ? signing_date(today) : std::string()};
    };
    Part part;
    part.need = {.zone = Zone::controls, .least = bold.line_height, .ideal = bold.line_height, .gap = 32, .spare = 45};
    part.draw = [&page, words, bold, quiet](const Rect& rect) {
        const auto [signer, date] = words();
        const Rect said = page.say({}, rect, signer, bold);
        const Rect rest{said.right() + 24, rect.y, rect.right() - said.right() - 24, rect.h};
        if (page.ui.measure({0, 0}, date, quiet).w <= rest.w) page.say({}, rest, date, quiet);
    };
    sheet.add(std::move(part));
}

// What is promised, or why a key did nothing. The line is as high as the longest of them: the pad must stay where it is
// while the finger is on it.
class UnderPad {
  public:
    UnderPad(Page& page, const SignatureState& state)
        : page_(page),
          wrong_(state.hint != SignatureHint::none),
          look_(page.look(Role::secondary, wrong_ ? Colour::care : Colour::birch700)) {
        const locale::LanguageScope flat(flat_language(page));
        if (wrong_) look_.weight = text::Weight::bold;
        words_ = wrong_ ? hint_text(state.hint) : signature_words(state).promise;
    }

    [[nodiscard]] float height(float width) const {
        const locale::LanguageScope flat(flat_language(page_));
        TextLook bold = look_;
        bold.weight = text::Weight::bold;
        float height = std::max(icon, line_height(words_, look_, width));
        for (const SignatureHint hint : {SignatureHint::too_little, SignatureHint::nothing_drawn,
                                         SignatureHint::nothing_undone, SignatureHint::full}) {
            height = std::max(height, line_height(hint_text(hint), bold, width));
        }
        return height;
    }
    void draw(const Rect& rect) const {
        if (words_.empty()) return;
        page_.ui.icon(wrong_ ? Icon::info : Icon::lock, {rect.x + 4, rect.y + 4, icon, icon}, look_.colour, 3);
        page_.say(ids::page_notice, {rect.x + beside, rect.y, rect.w - beside, rect.h + 2}, words_, look_);
    }

  private:
    static constexpr float icon = 40;
    static constexpr float beside = 56;
    [[nodiscard]] float line_height(const std::string& words, const TextLook& look, float width) const {
        return page_.ui.measure({width - beside, 0}, words, look).h;
    }

    Page& page_;
    bool wrong_;
    TextLook look_;
    std::string words_;
};

void add_under_pad(Sheet& sheet, const SignatureState& state) {
    const UnderPad line(sheet.page, state);
    Part part;
    part.need_at = [line](float width) {
        const float height = line.height(width);  // the spoken words say it too
        return Need{.zone = Zone::controls, .least = height, .ideal = height, .gap = 16, .spare = 50};
    };
    part.need = part.need_at(sheet.width(Zone::controls));
    part.draw = [line](const Rect& rect) { line.draw(rect); };
    sheet.add(std::move(part));
}

// -- the keys --

struct PadKey {
    ActionKey key;
    SignatureEvent event;
    signature_event::Key refused = signature_event::Key::finish;
};

PadKey pad_key(std::string_view id, std::string label, Icon icon, Ground ground, SignatureEvent event) {
    return {.key = {.id = std::string(id), .label = std::move(label), .icon = icon, .ground = ground},
            .event = std::move(event)};
}

void enable(PadKey& key, signature_event::Key refused, Availability availability) {
    key.refused = refused;
    key.key.availability = availability;
}

Availability when(bool possible) { return possible ? Availability::enabled : Availability::disabled; }

std::vector<PadKey> small_keys(const SignatureState& state) {
    using signature_event::Key;
    std::vector<PadKey> keys;
    keys.push_back(pad_key(ids::signature_undo, tr("撤一笔"), Icon::bksp, Ground::quiet, signature_event::Undo{}));
    enable(keys.back(), Key::undo, when(has_ink(state)));
    keys.push_back(pad_key(ids::signature_redo, tr("恢复"), Icon::refresh, Ground::quiet, signature_event::Redo{}));
    enable(keys.back(), Key::redo, when(can_redo(state)));
    if (state.on_paper == OnPaper::possible) {
        keys.push_back(
            pad_key(ids::signature_on_paper, tr("纸上签"), Icon::edit, Ground::quiet, signature_event::AskPaper{}));
    }
    return keys;
}

std::vector<PadKey> large_keys(const SignatureState& state) {
    using signature_event::Key;
    std::vector<PadKey> keys;
    keys.push_back(pad_key(ids::signature_clear, tr("重签"), Icon::undo, Ground::secondary, signature_event::Clear{}));
    enable(keys.back(), Key::clear, when(has_ink(state)));
    keys.push_back(pad_key(ids::signature_done, signature_words(state).done, Icon::arrow, Ground::primary,
                           signature_event::Finish{}));
    keys.back().key.icon_place = screen::IconPlace::after;
    enable(keys.back(), Key::finish, when(is_enough(state)));
    return keys;
}

struct KeyRow {
    std::vector<PadKey> keys;
    PressedKey pressed;
};

void add_row(Sheet& sheet, KeyRow& row, float ideal_height, Role words) {
    ActionKeys keys{.keys = {}, .ideal_height = ideal_height, .words = words};
    for (const PadKey& one : row.keys) keys.keys.push_back(one.key);
    sheet.keys(std::move(keys), row.pressed);
}

std::optional<SignatureEvent> event_of(const KeyRow& row) {
    if (row.pressed.acted) return row.keys[*row.pressed.acted].event;
    if (row.pressed.refused) return signature_event::Refused{row.keys[*row.pressed.refused].refused};
    return std::nullopt;
}

std::optional<SignatureEvent> draw_signing(Page& page, const SignatureState& state) {
    Sheet sheet(page);
    const SignatureWords words = signature_words(state);
    if (state.journey_step.of > 0) sheet.steps(state.journey_step.step, state.journey_step.of, tr("申请帮办"));
    sheet.heading(words.title, words.help);
    sheet.note(ids::signature_documents, Tone::good, Icon::doc, {{.source = words.documents, .role = Role::secondary}},
               35);
    std::optional<SignatureEvent> written;
    add_signer(sheet, state);
    add_pad(sheet, state, written);
    add_under_pad(sheet, state);
    KeyRow small{.keys = small_keys(state), .pressed = {}};
    KeyRow large{.keys = large_keys(state), .pressed = {}};
    const auto in_column = [](const PadKey& key) { return stands(key.key.label); };
    if (page.mongolian() && std::ranges::any_of(large.keys, in_column)) {
        // Words in columns make slim and high keys: they stand side by side.
        large.keys.insert(large.keys.begin(), small.keys.begin(), small.keys.end());
        small.keys.clear();
    } else {
        add_row(sheet, small, 88, Role::body);
    }
    add_row(sheet, large, 120, Role::card_title);
    sheet.draw();
    for (const KeyRow* row : {&small, &large}) {
        if (auto event = event_of(*row)) return event;
    }
    return written;
}

// -- the question --

NoticeText paper_notice() {
    return {.happened = tr("文件由工作人员打印出来，您在窗口签字。"),
            .safe = tr("您填的都不会丢。"),
            .next = tr("想用手指签，点“用手指签”。")};
}

std::string paper_title() { return tr("到窗口在纸上签，好吗？"); }

std::optional<SignatureEvent> draw_paper(Page& page, const SignatureState& state) {
    Sheet sheet(page);
    if (state.journey_step.of > 0) sheet.steps(state.journey_step.step, state.journey_step.of, tr("申请帮办"));
    sheet.heading(paper_title());
    sheet.notice(Tone::information, Icon::edit, paper_notice());
    PressedKey pressed;
    ActionKeys keys;
    keys.keys.push_back({.id = std::string(ids::signature_by_finger), .label = tr("用手指签"), .icon = Icon::hand});
    keys.keys.push_back({.id = std::string(ids::signature_paper_confirm),
                         .label = tr("在纸上签"),
                         .icon = Icon::check,
                         .ground = Ground::primary});
    sheet.keys(std::move(keys), pressed);
    sheet.draw();
    if (!pressed.acted) return std::nullopt;
    return *pressed.acted == 0 ? SignatureEvent{signature_event::KeepSigning{}}
                               : SignatureEvent{signature_event::SignOnPaper{}};
}

}  // namespace

std::optional<SignatureEvent> draw_signature(screen::Ui& ui, const SignatureState& state, const View& view) {
    Page page(ui, view);
    page.snow();
    return state.paper == PaperQuestion::open ? draw_paper(page, state) : draw_signing(page, state);
}

std::string signature_caption(const SignatureState& state, const View& view) {
    const locale::LanguageScope language(locale_language(view.settings.language));
    if (state.paper == PaperQuestion::open) {
        const NoticeText notice = paper_notice();
        return paper_title() + " " + notice.safe;
    }
    return state.hint == SignatureHint::none ? signature_words(state).spoken : hint_text(state.hint);
}

}  // namespace bangnin::kiosk
