#include <cairo.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/layout/sheet.h"
#include "kiosk/journeys/session/scenery.h"
#include "kiosk/journeys/ticket/ticket_pages.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Availability;
using screen::Colour;
using screen::Ground;
using screen::Icon;
using screen::Rect;

using Result = std::optional<TicketEvent>;

// What the two keys can do now.
struct Keys {
    Ground phone = Ground::secondary;
    Availability availability = Availability::enabled;
};

// The card bobs 24 px; 25 pictures a second are enough for so slow a movement.
float bob(Page& page) {
    constexpr float travel = 24;
    constexpr long loop_ms = motion::card_hint_loop.count();
    if (page.view.motion == Motion::none) return 0;
    constexpr auto picture_time = std::chrono::milliseconds(40);
    page.ui.request_frame_at(page.ui.now() + picture_time);
    const auto phase = static_cast<double>(page.view.now.steady.count() % loop_ms) / static_cast<double>(loop_ms);
    return std::round(travel * static_cast<float>(0.5 - 0.5 * std::cos(2 * std::numbers::pi * phase)));
}

enum class CardAt { floating, lying, nowhere };

struct ReaderPicture {
    scenery::Slot slot = scenery::Slot::dashed;
    CardAt card = CardAt::nowhere;
    std::string words;
};

// The picture is drawn for 700 × 500 and takes the room it gets.
void draw_reader(Page& page, const ReaderPicture& reader, const Rect& room) {
    constexpr screen::Size full = scenery::reader_size;
    const float scale = std::min({1.0F, room.w / full.w, room.h / full.h});
    const Rect base{room.centre().x - full.w * scale / 2, room.centre().y - full.h * scale / 2, full.w * scale,
                    full.h * scale};
    page.ui.node(ids::identify_reader, screen::Role::image, reader.words, base);
    if (page.high_contrast()) {
        const float size = std::min(300.0F, base.h);
        page.ui.icon(Icon::card, {base.centre().x - size / 2, base.centre().y - size / 2, size, size}, Colour::ink);
        return;
    }
    const std::string suffix = "." + std::to_string(static_cast<int>(base.w));
    const bool solid = reader.slot == scenery::Slot::solid;
    page.ui.illustration((solid ? "scenery.reader.solid" : "scenery.reader.dashed") + suffix, base,
                         [slot = reader.slot, scale](cairo_t* cairo) {
                             cairo_scale(cairo, scale, scale);
                             scenery::paint_reader(cairo, slot);
                         });
    if (reader.card == CardAt::nowhere) return;
    const float drop = reader.card == CardAt::floating ? bob(page) : 200;
    const Rect place{base.x + (170 - 3) * scale, base.y + (8 - 3 + drop) * scale, scenery::card_size.w * scale,
                     scenery::card_size.h * scale};
    page.ui.illustration("scenery.card" + suffix, place, [scale](cairo_t* cairo) {
        cairo_scale(cairo, scale, scale);
        scenery::paint_card(cairo);
    });
}

void add_reader(Sheet& sheet, const ReaderPicture& reader) {
    constexpr float least = 220;
    sheet.picture(least, scenery::reader_size.h, 25,
                  [&page = sheet.page, reader](const Rect& room) { draw_reader(page, reader, room); });
}

void add_promise(Sheet& sheet) { sheet.icon_line({}, Icon::lock, tr("只用来取号和叫号，不保存照片和指纹"), 20); }

// Between what the card does and how to do without it.
void add_rule(Sheet& sheet) {
    constexpr float thick = 2;
    if (sheet.page.wide() || sheet.page.large() || sheet.page.mongolian()) return;
    sheet.add({.need = {.zone = Zone::foot, .least = thick, .ideal = thick, .spare = 60},
               .draw = [&page = sheet.page](const Rect& rect) { page.rule(rect); }});
}

Result draw_keys(Sheet& sheet, const Keys& keys) {
    add_rule(sheet);
    sheet.line({}, "**" + tr("没带身份证？也可以取号") + "**", Role::body, Colour::ink, 35, Zone::foot);
    ActionKeys actions;
    actions.ideal_height = 232;
    actions.keys = {{.id = std::string(ids::identify_phone),
                     .label = tr("输入手机号"),
                     .icon = Icon::phone,
                     .ground = keys.phone,
                     .availability = keys.availability},
                    {.id = std::string(ids::ticket_print),
                     .label = tr("不登记，直接取号"),
                     .icon = Icon::ticket,
                     .availability = keys.availability}};
    PressedKey pressed;
    sheet.keys(std::move(actions), pressed);
    sheet.draw();
    if (pressed.acted == std::size_t{0}) return ticket_event::EnterPhone{};
    if (pressed.acted == std::size_t{1}) return ticket_event::WithoutIdentity{};
    return std::nullopt;
}

}  // namespace

std::optional<TicketEvent> draw_identify(Page& page, const ticket_stage::Identify& stage) {
    constexpr int failures_before_phone = 2;
    Sheet sheet(page);
    sheet.steps(2, 3, tr("取号排队"));
    const ReaderPicture inviting{scenery::Slot::dashed, CardAt::floating, tr("把身份证放在读卡区")};
    switch (stage.reading) {
        case Reading::waiting:
            sheet.heading(tr("请把身份证放在读卡区"), tr("放平不动，约 2 秒。读完马上提醒您取回。"));
            add_reader(sheet, inviting);
            break;
        case Reading::lift_first:
            sheet.heading(tr("请拿起身份证，再放一次"), tr("这张身份证一直放着。拿起来再放平，约 2 秒。"));
            add_reader(sheet, inviting);
            break;
        case Reading::reading:
            sheet.heading(tr("正在读，请不要拿开"), tr("约 2 秒，读完马上提醒您取回。"));
            add_reader(sheet, {scenery::Slot::solid, CardAt::lying, tr("正在读身份证")});
            break;
        case Reading::failed:
            sheet.heading(tr("没读到，请拿起来再放一次"), tr("您的操作都还在。放平不动，约 2 秒。"));
            add_reader(sheet, inviting);
            break;
        case Reading::reader_fault:
            sheet.heading(tr("请用手机号取号，或直接取号"));
            sheet.notice(Tone::attention, Icon::info,
                         {tr("读卡器正在检修。"), tr("取号不受影响。"), tr("请输入手机号，或者不登记直接取号。")});
            break;
    }
    if (stage.reading != Reading::reader_fault) add_promise(sheet);
    Keys keys;
    if (stage.failures >= failures_before_phone) keys.phone = Ground::primary;
    return draw_keys(sheet, keys);
}

std::optional<TicketEvent> draw_committing(Page& page, const ticket_stage::Committing& stage) {
    Sheet sheet(page);
    sheet.steps(2, 3, tr("取号排队"));
    const bool card = stage.identity == IdentityKind::card;
    std::string title = tr("正在取号…");
    std::string help;
    if (card) {
        title = tr("{0}，已读到。请取回身份证", masked_name(stage.person.name.text()));
        help = masked_id_number(stage.person.id_number.text());
    }
    if (stage.identity == IdentityKind::phone) help = masked_phone(stage.person.phone.text());
    sheet.heading(title, help);
    add_reader(sheet, {scenery::Slot::solid, card ? CardAt::lying : CardAt::nowhere, tr("正在取号…")});
    add_promise(sheet);
    return draw_keys(sheet, {Ground::secondary, Availability::disabled});
}

}  // namespace bangnin::kiosk
