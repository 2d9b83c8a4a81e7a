#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/layout/sheet.h"
#include "kiosk/journeys/progress/progress_pages.h"
#include "kiosk/journeys/ticket/ticket_card.h"
#include "kiosk/journeys/ticket/ticket_pages.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Colour;
using screen::Ground;
using screen::Icon;
using screen::Rect;

using Result = std::optional<TicketEvent>;

// What the owner of a ticket that is not waited with does next.
std::string next_of(TicketStanding standing) {
    switch (standing) {
        case TicketStanding::called:
        case TicketStanding::serving:
            return tr("请带好材料到窗口。");
        case TicketStanding::finished:
            return tr("还要办别的事，请再取一个号。");
        case TicketStanding::missed:
            return tr("请到窗口说一声，会接着为您办。");
        case TicketStanding::cancelled:
            return tr("还要办事，请再取一个号。");
        case TicketStanding::waiting:
        case TicketStanding::unknown:
            break;
    }
    return tr("叫到号会**广播**，也会在**大屏幕**上显示");
}

void add_card(Sheet& sheet, TicketCard& card) {
    sheet.add({.need = card.need(sheet.width(Zone::information)),
               .draw = [&card](const Rect& rect) { card.draw(rect); },
               .least_width = 480,
               .need_at = [&card](float width) { return card.need(width); }});
}

Result draw_keys(Sheet& sheet, float height, PrintState print) {
    const bool without_paper = print == PrintState::not_printed || print == PrintState::can_reprint;
    ActionKeys keys;
    keys.ideal_height = height;
    if (print == PrintState::can_reprint) {
        keys.keys.push_back({.id = std::string(ids::ticket_print), .label = tr("补打小票"), .icon = Icon::printer});
    } else {
        keys.keys.push_back({.id = std::string(ids::ticket_again), .label = tr("再取一个号"), .icon = Icon::plus});
    }
    keys.keys.push_back({.id = std::string(ids::ticket_done),
                         .label = without_paper ? tr("我记住了") : tr("好的，完成"),
                         .icon = Icon::check,
                         .ground = Ground::primary});
    PressedKey pressed;
    sheet.keys(std::move(keys), pressed);
    sheet.draw();
    if (pressed.acted == std::size_t{1}) return ticket_event::Done{};
    if (pressed.acted != std::size_t{0}) return std::nullopt;
    if (print == PrintState::can_reprint) return ticket_event::Reprint{};
    return ticket_event::TakeAnother{};
}

Result draw_with_paper(Page& page, const ticket_stage::Issued& stage) {
    // A card that was read lies on the reader still: its owner is told here, where the next look goes.
    const bool by_card = !stage.masked_name.empty();
    const std::string card = by_card ? tr("{0}，已读到。请取回身份证", stage.masked_name) : std::string();
    const bool existing = stage.ticket.origin == TicketOrigin::existing;
    Sheet sheet(page);
    if (stage.print == PrintState::printing) {
        sheet.heading(existing ? tr("您已有号码，正在补打…") : tr("取号成功，正在打印…"),
                      by_card ? card : tr("小票从屏幕右下方的出口出来。"));
    } else {
        sheet.heading(existing ? tr("您已有号码，请取走小票") : tr("取号成功，请取走小票"),
                      by_card ? card : tr("小票在屏幕右下方的出口。"));
    }
    TicketCard paper(page, stage.ticket);
    add_card(sheet, paper);
    // Without a hub the code says the bare token, which only a terminal can look up.
    const bool address = stage.ticket.url.starts_with("https://");
    sheet.icon_line(ids::ticket_scan_hint, Icon::qr,
                    address ? tr("手机扫码：随时看前面还有几人") : tr("在自助机上点“查询进度”扫码：看前面还有几人"),
                    30);
    const TicketStanding standing = stage.ticket.standing;
    std::vector<NoteLine> note;
    if (!is_waiting(standing)) note.push_back({.source = standing_text({.standing = standing})});
    note.push_back(
        {.source = next_of(standing), .role = page.shallow() && page.large() ? Role::secondary : Role::body});
    sheet.note(ids::page_notice, Tone::good, Icon::mega, note, is_waiting(standing) ? 20 : 0);
    return draw_keys(sheet, 216, stage.print);
}

std::string staff_text(const ticket_stage::Issued& stage, const View& view) {
    if (!stage.staff_told_at || view.status.hub == Reachability::away) return tr("正在通知工作人员。");
    return tr("工作人员 {0} 已收到通知。", clock_of(view, *stage.staff_told_at));
}

Result draw_without_paper(Page& page, const ticket_stage::Issued& stage) {
    const bool well_again = stage.print == PrintState::can_reprint;
    const bool existing = stage.ticket.origin == TicketOrigin::existing;
    Sheet sheet(page);
    sheet.heading(existing ? tr("您已有号码，仍然有效") : tr("取号成功，号码已保留"), not_printed_text(stage.reason),
                  {.help_spare = 0});
    TicketCard paper(page, stage.ticket);
    add_card(sheet, paper);
    std::string words = tr("**您的号码仍然有效。**请记住 {0}，\n或用手机扫上面的二维码保存。", stage.ticket.number);
    std::string last = staff_text(stage, page.view);
    if (well_again) {
        words = tr("**打印机好了，您的号码没有变。**\n要小票请点“补打小票”。");
        last = tr("不要也可以，请记住 {0}。", stage.ticket.number);
    }
    sheet.note(ids::page_notice, well_again ? Tone::good : Tone::attention, well_again ? Icon::printer : Icon::paper,
               {{.source = words}, {.source = last, .role = Role::secondary, .spare = 10}}, 5);
    return draw_keys(sheet, 200, stage.print);
}

}  // namespace

std::string place_of(const View& view, std::size_t queue) {
    if (queue >= view.queues.size()) return {};
    const QueueLine& line = view.queues[queue];
    const std::string& name = line.name.in(lying_language(view));
    const std::string& window = line.window.in(lying_language(view));
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
    std::string happened = tr("这台机器正忙，号码没有存好。");
    if (stage.trouble == CommitTrouble::full) happened = tr("这台机器的存储满了，号码没有存好。");
    if (stage.trouble == CommitTrouble::damaged || stage.trouble == CommitTrouble::other) {
        happened = tr("这台机器的存储出了问题，号码没有存好。");
    }
    Sheet sheet(page);
    sheet.heading(tr("这次还没有取到号"), tr("这台机器现在存不下新的号码。"));
    sheet.notice(Tone::attention, Icon::info,
                 {happened, tr("没有占用号码，也不会排两次队。"),
                  tr("请再试一次；还不行就到旁边的机器，或请工作人员帮您取号。")});
    ActionKeys keys;
    keys.ideal_height = 200;
    keys.keys = {{.id = std::string(ids::department_ask), .label = tr("问问工作人员"), .icon = Icon::bell},
                 {.id = std::string(ids::ticket_retry),
                  .label = tr("再试一次"),
                  .icon = Icon::refresh,
                  .ground = Ground::primary}};
    PressedKey pressed;
    sheet.keys(std::move(keys), pressed);
    sheet.draw();
    if (pressed.acted == std::size_t{0}) return ticket_event::AskStaff{};
    if (pressed.acted == std::size_t{1}) return ticket_event::Retry{};
    return std::nullopt;
}

}  // namespace bangnin::kiosk
