#include <algorithm>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/session/qr_picture.h"
#include "kiosk/journeys/ticket/ticket_pages.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Colour;
using screen::Ground;
using screen::Icon;
using screen::Rect;
using screen::TextLook;
using text::Align;
using text::Weight;

using Result = std::optional<TicketEvent>;

// A count in the largest figures with its label above and its unit behind. Gives where it ends.
float draw_count(Page& page, std::string_view id, float left, std::string_view label, std::string_view number,
                 std::string_view unit) {
    constexpr float most = 777 - 24;  // the QR code's left side
    const Rect label_box = page.at(left, 817, most - left, 47);
    constexpr float unit_gap = 14;
    const float unit_width = unit.empty() ? 0 : page.ui.measure({0, 0}, unit, {.size = 40}).w + unit_gap + 2;
    const Rect number_box = page.at(left, 858, most - left - unit_width, 140);
    const Rect name = page.say({}, label_box, label, {.size = 32, .colour = Colour::birch700});
    const Rect figures = page.say({}, number_box, number, {.size = 96, .weight = Weight::bold});
    const Rect unit_box{figures.right() + unit_gap, number_box.y + 65, unit_width, 59};
    const Rect last = unit.empty() ? figures : page.say({}, unit_box, unit, {.size = 40});
    const float right = std::max(name.right(), last.right());
    std::string value(number);
    if (!unit.empty()) value += " " + std::string(unit);
    page.ui.node(id, screen::Role::value, label, {left, name.y, right - left, figures.bottom() - name.y}, value);
    return right;
}

void draw_estimate(Page& page, float left, const WaitEstimate& estimate) {
    std::string label = tr("大约等");
    if (!estimate.as_of) {
        label = tr("大约等（按平时）");
    } else if (page.view.stale(estimate.as_of)) {
        label = tr("大约等（截至 {0}）", clock_of(page.view, *estimate.as_of));
    }
    if (estimate.high_minutes <= 0) {
        draw_count(page, ids::ticket_estimate, left, label, tr("不用等"), {});
        return;
    }
    std::string minutes = std::to_string(estimate.low_minutes);
    if (estimate.high_minutes > estimate.low_minutes) minutes += "–" + std::to_string(estimate.high_minutes);
    draw_count(page, ids::ticket_estimate, left, label, minutes, tr("分钟"));
}

void draw_card(Page& page, const IssuedTicket& ticket) {
    constexpr float second_column = 318;
    constexpr float column_gap = 56;
    page.ui.card(page.at(48, 408, 984, 640));
    page.say({}, page.at(100, 449, 300, 47), tr("您的号码"), {.size = 32, .colour = Colour::birch700});
    TextLook place{.size = 32, .weight = Weight::bold, .align = Align::end};
    page.say(ids::ticket_window, page.at(420, 449, 560, 47), place_of(page.view, ticket.queue), place);
    TextLook number{.size = 280, .weight = Weight::bold, .line_height = 280};
    page.say(ids::ticket_number, page.at(90, 496, 900, 280), ticket.number, number, screen::Role::value);
    page.rule(page.at(100, 784, 880, 2));

    const float used = draw_count(page, ids::ticket_ahead, 100, tr("前面还有"), std::to_string(ticket.ahead), tr("人"));
    draw_estimate(page, std::max(second_column, used + column_gap), ticket.estimate);
    draw_qr(page, ids::ticket_qr, ticket.url, page.at(777, 813, 203, 203));
}

Result draw_keys(Page& page, float top, float height, PrintState print) {
    const bool without_paper = print == PrintState::not_printed || print == PrintState::can_reprint;
    Result result;
    screen::ButtonLook look{.ground = Ground::secondary, .icon_size = 52, .icon_line = 3.4F, .text_size = 44};
    const Rect left = page.at(48, top, 480, height);
    if (print == PrintState::can_reprint) {
        look.icon = Icon::printer;
        if (page.key(ids::ticket_print, tr("补打小票"), left, look)) result = ticket_event::Reprint{};
    } else {
        look.icon = Icon::plus;
        if (page.key(ids::ticket_again, tr("再取一个号"), left, look)) result = ticket_event::TakeAnother{};
    }
    look.ground = Ground::primary;
    look.icon = Icon::check;
    const std::string done = without_paper ? tr("我记住了") : tr("好的，完成");
    if (page.key(ids::ticket_done, done, page.at(552, top, 480, height), look)) result = ticket_event::Done{};
    return result;
}

Result draw_with_paper(Page& page, const ticket_stage::Issued& stage) {
    // A card that was read lies on the reader still: its owner is told here, where the next look goes.
    const bool by_card = !stage.masked_name.empty();
    const std::string card = by_card ? tr("{0}，已读到。请取回身份证", stage.masked_name) : std::string();
    const bool existing = stage.ticket.origin == TicketOrigin::existing;
    if (stage.print == PrintState::printing) {
        draw_question(page, 204, existing ? tr("您已有号码，正在补打…") : tr("取号成功，正在打印…"),
                      by_card ? card : tr("小票从屏幕右下方的出口出来。"));
    } else {
        draw_question(page, 204, existing ? tr("您已有号码，请取走小票") : tr("取号成功，请取走小票"),
                      by_card ? card : tr("小票在屏幕右下方的出口。"));
    }
    draw_card(page, stage.ticket);
    page.ui.icon(Icon::qr, page.at(48, 1076, 48, 48), Colour::pine700);
    // Without a hub the code says the bare token, which only a terminal can look up.
    const bool address = stage.ticket.url.starts_with("https://");
    page.say(ids::ticket_scan_hint, page.at(116, 1076, 916, 48),
             address ? tr("手机扫码：随时看前面还有几人") : tr("在自助机上点“查询进度”扫码：看前面还有几人"),
             page.look(Role::secondary, Colour::birch700));
    const Rect note = page.at(48, 1148, 984, 128);
    const Rect inner = draw_note(page, note, Tone::good, Icon::mega, 64);
    TextLook look = page.look(Role::body, Colour::pine700);
    look.vertical = screen::VerticalAlign::middle;
    page.say_marked(ids::page_notice, {inner.x, note.y, inner.w, note.h},
                    tr("叫到号会**广播**，也会在**大屏幕**上显示"), look, screen::Role::status);
    return draw_keys(page, 1300, 216, stage.print);
}

std::string staff_text(const ticket_stage::Issued& stage, const View& view) {
    if (!stage.staff_told_at || view.status.hub == Reachability::away) return tr("正在通知工作人员。");
    return tr("工作人员 {0} 已收到通知。", clock_of(view, *stage.staff_told_at));
}

Result draw_without_paper(Page& page, const ticket_stage::Issued& stage) {
    const bool well_again = stage.print == PrintState::can_reprint;
    const bool existing = stage.ticket.origin == TicketOrigin::existing;
    draw_question(page, 204, existing ? tr("您已有号码，仍然有效") : tr("取号成功，号码已保留"),
                  not_printed_text(stage.reason));
    draw_card(page, stage.ticket);
    const Rect note = page.at(48, 1068, 984, 224);
    const Tone tone = well_again ? Tone::good : Tone::attention;
    const Rect inner = draw_note(page, note, tone, well_again ? Icon::printer : Icon::paper);
    const TextLook body{.size = 40, .colour = note_ink(tone), .line_height = 60};
    const TextLook small{.size = 32, .colour = note_ink(tone), .line_height = 48};
    std::string words = tr("**您的号码仍然有效。**请记住 {0}，\n或用手机扫上面的二维码保存。", stage.ticket.number);
    std::string last = staff_text(stage, page.view);
    if (well_again) {
        words = tr("**打印机好了，您的号码没有变。**\n要小票请点“补打小票”。");
        last = tr("不要也可以，请记住 {0}。", stage.ticket.number);
    }
    page.say_marked(ids::page_notice, {inner.x, inner.y, inner.w, 120}, words, body, screen::Role::status);
    page.say({}, {inner.x, inner.y + 128, inner.w, 48}, last, small);
    return draw_keys(page, 1316, 200, stage.print);
}

}  // namespace

std::string place_of(const View& view, std::size_t queue) {
    if (queue >= view.queues.size()) return {};
    const QueueLine& line = view.queues[queue];
    const std::string& name = line.name.in(view.settings.language);
    const std::string& window = line.window.in(view.settings.language);
    return window.empty() ? name : name + " · " + window;
}

std::string spelt(std::string_view number) {
    std::string text;
    for (const char sign : number) {
        if (!text.empty()) text += ' ';
        text += sign;
    }
    return text;
}

std::string not_printed_text(NotPrinted reason) {
    switch (reason) {
        case NotPrinted::paper_out:
            return tr("小票纸用完了，这次没有打印。");
        case NotPrinted::cover_open:
            return tr("打印机的盖子开着，这次没有打印。");
        case NotPrinted::cutter:
            return tr("打印机的切纸刀卡住了，小票没有打完。");
        case NotPrinted::offline:
            return tr("打印机没有连上，这次没有打印。");
        case NotPrinted::unknown:
            return tr("打印机没有回应，小票可能没有打完。");
    }
    return {};
}

std::optional<TicketEvent> draw_issued(Page& page, const ticket_stage::Issued& stage) {
    const bool paper = stage.print == PrintState::printing || stage.print == PrintState::printed;
    return paper ? draw_with_paper(page, stage) : draw_without_paper(page, stage);
}

std::optional<TicketEvent> draw_not_committed(Page& page, const ticket_stage::NotCommitted& stage) {
    draw_question(page, 204, tr("这次还没有取到号"), tr("这台机器现在存不下新的号码。"));
    std::string happened = tr("这台机器正忙，号码没有存好。");
    if (stage.trouble == CommitTrouble::full) happened = tr("这台机器的存储满了，号码没有存好。");
    if (stage.trouble == CommitTrouble::damaged || stage.trouble == CommitTrouble::other) {
        happened = tr("这台机器的存储出了问题，号码没有存好。");
    }
    draw_notice(page, page.at(48, 440, 984, 400), Tone::attention, Icon::info,
                {happened, tr("没有占用号码，也不会排两次队。"),
                 tr("请再试一次；还不行就到旁边的机器，或请工作人员帮您取号。")});
    Result result;
    screen::ButtonLook look{.ground = Ground::secondary, .icon = Icon::bell, .icon_size = 52, .icon_line = 3.4F};
    look.text_size = 44;
    if (page.key(ids::department_ask, tr("问问工作人员"), page.at(48, 1316, 480, 200), look)) {
        result = ticket_event::AskStaff{};
    }
    look.ground = Ground::primary;
    look.icon = Icon::refresh;
    if (page.key(ids::ticket_retry, tr("再试一次"), page.at(552, 1316, 480, 200), look)) {
        result = ticket_event::Retry{};
    }
    return result;
}

}  // namespace bangnin::kiosk
