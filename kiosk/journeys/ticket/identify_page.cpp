#include <cmath>
#include <numbers>

#include "kiosk/journeys/ids.h"
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
using screen::TextLook;
using text::Weight;

constexpr Rect picture{190, 560, 700, 500};

using Result = std::optional<TicketEvent>;

// What the two keys can do now.
struct Keys {
    Ground phone = Ground::secondary;
    Availability availability = Availability::enabled;
};

// The card bobs 24 px every 2.4 s; 25 pictures a second are enough for so slow a movement.
float bob(Page& page) {
    constexpr float travel = 24;
    constexpr long loop_ms = 2400;
    constexpr auto picture_time = std::chrono::milliseconds(40);
    page.ui.request_frame_at(page.ui.now() + picture_time);
    const auto phase = static_cast<double>(page.view.now.steady.count() % loop_ms) / static_cast<double>(loop_ms);
    return std::round(travel * static_cast<float>(0.5 - 0.5 * std::cos(2 * std::numbers::pi * phase)));
}

enum class CardAt { floating, lying, nowhere };

void draw_reader(Page& page, scenery::Slot slot, CardAt card, std::string_view words) {
    const Rect base = page.at(picture.x, picture.y, picture.w, picture.h);
    page.ui.node(ids::identify_reader, screen::Role::image, words, base);
    if (page.high_contrast()) {
        constexpr float icon_size = 300;
        page.ui.icon(Icon::card, {base.centre().x - icon_size / 2, base.y + 80, icon_size, icon_size}, Colour::ink);
        return;
    }
    const bool solid = slot == scenery::Slot::solid;
    page.ui.illustration(solid ? "scenery.reader.solid" : "scenery.reader.dashed", base,
                         [slot](cairo_t* cairo) { scenery::paint_reader(cairo, slot); });
    if (card == CardAt::nowhere) return;
    const float drop = card == CardAt::floating ? bob(page) : 200;
    const Rect place{base.x + 170 - 3, base.y + 8 - 3 + drop, scenery::card_size.w, scenery::card_size.h};
    page.ui.illustration("scenery.card", place, scenery::paint_card);
}

void draw_promise(Page& page) {
    const std::string promise = tr("只用来取号和叫号，不保存照片和指纹");
    TextLook look = page.look(Role::secondary, Colour::birch700);
    constexpr float icon_size = 44;
    constexpr float gap = 16;
    const Rect line = page.at(48, 1090, 984, 48);
    const float width = std::min(page.ui.measure({0, 0}, promise, look).w, line.w - icon_size - gap);
    const float left = line.x + (line.w - icon_size - gap - width) / 2;
    page.ui.icon(Icon::lock, {left, line.y + 2, icon_size, icon_size}, Colour::pine700);
    page.say({}, {left + icon_size + gap, line.y, width + 1, line.h}, promise, look);
}

Result draw_keys(Page& page, const Keys& keys) {
    page.rule(page.at(48, 1176, 984, 2));
    TextLook bold = page.look(Role::body);
    bold.weight = Weight::bold;
    page.say({}, page.at(48, 1200, 984, 60), tr("没带身份证？也可以取号"), bold);
    screen::ButtonLook look{.ground = keys.phone, .icon = Icon::phone, .icon_size = 52, .icon_line = 3.4F};
    look.text_size = 42;
    look.availability = keys.availability;
    Result result;
    if (page.key(ids::identify_phone, tr("输入手机号"), page.at(48, 1284, 480, 232), look)) {
        result = ticket_event::EnterPhone{};
    }
    look.ground = Ground::secondary;
    look.icon = Icon::ticket;
    if (page.key(ids::ticket_print, tr("不登记，直接取号"), page.at(552, 1284, 480, 232), look)) {
        result = ticket_event::WithoutIdentity{};
    }
    return result;
}

void draw_reader_fault(Page& page) {
    draw_notice(page, page.at(48, 600, 984, 340), Tone::attention, Icon::info,
                {tr("读卡器正在检修。"), tr("取号不受影响。"), tr("请输入手机号，或者不登记直接取号。")});
}

}  // namespace

std::optional<TicketEvent> draw_identify(Page& page, const ticket_stage::Identify& stage) {
    constexpr int failures_before_phone = 2;
    constexpr float title_top = 320;
    draw_steps(page, 2, 3, tr("取号排队"));
    switch (stage.reading) {
        case Reading::waiting:
            draw_question(page, title_top, tr("请把身份证放在读卡区"), tr("放平不动，约 2 秒。读完马上提醒您取回。"));
            draw_reader(page, scenery::Slot::dashed, CardAt::floating, tr("把身份证放在读卡区"));
            break;
        case Reading::lift_first:
            draw_question(page, title_top, tr("请拿起身份证，再放一次"),
                          tr("这张身份证一直放着。拿起来再放平，约 2 秒。"));
            draw_reader(page, scenery::Slot::dashed, CardAt::floating, tr("把身份证放在读卡区"));
            break;
        case Reading::reading:
            draw_question(page, title_top, tr("正在读，请不要拿开"), tr("约 2 秒，读完马上提醒您取回。"));
            draw_reader(page, scenery::Slot::solid, CardAt::lying, tr("正在读身份证"));
            break;
        case Reading::failed:
            draw_question(page, title_top, tr("没读到，请拿起来再放一次"), tr("您的操作都还在。放平不动，约 2 秒。"));
            draw_reader(page, scenery::Slot::dashed, CardAt::floating, tr("把身份证放在读卡区"));
            break;
        case Reading::reader_fault:
            draw_question(page, title_top, tr("请用手机号取号，或直接取号"), {});
            draw_reader_fault(page);
            break;
    }
    if (stage.reading != Reading::reader_fault) draw_promise(page);
    Keys keys;
    if (stage.failures >= failures_before_phone) keys.phone = Ground::primary;
    return draw_keys(page, keys);
}

std::optional<TicketEvent> draw_committing(Page& page, const ticket_stage::Committing& stage) {
    draw_steps(page, 2, 3, tr("取号排队"));
    const bool card = stage.identity == IdentityKind::card;
    std::string title = tr("正在取号…");
    std::string help;
    if (card) {
        title = tr("{0}，已读到。请取回身份证", masked_name(stage.person.name.text()));
        help = masked_id_number(stage.person.id_number.text());
    }
    if (stage.identity == IdentityKind::phone) help = masked_phone(stage.person.phone.text());
    draw_question(page, 320, title, help);
    draw_reader(page, scenery::Slot::solid, card ? CardAt::lying : CardAt::nowhere, tr("正在取号…"));
    draw_promise(page);
    return draw_keys(page, {Ground::secondary, Availability::disabled});
}

}  // namespace bangnin::kiosk
