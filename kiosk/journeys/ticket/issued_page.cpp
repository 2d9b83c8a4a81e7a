#include <algorithm>
#include <array>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/layout/sheet.h"
#include "kiosk/journeys/progress/progress_pages.h"
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

// A figure of the card: what it counts, how many, of what.
struct Count {
    std::string_view id;
    std::string label;
    std::string number;
    std::string unit = {};
};

Count ahead_of(const IssuedTicket& ticket) {
    return {ids::ticket_ahead, tr("前面还有"), std::to_string(ticket.ahead), tr("人")};
}

Count estimate_of(const Page& page, const WaitEstimate& estimate) {
    std::string label = tr("大约等");
    if (!estimate.as_of) {
        label = tr("大约等（按平时）");
    } else if (page.view.stale(estimate.as_of)) {
        label = tr("大约等（截至 {0}）", clock_of(page.view, *estimate.as_of));
    }
    if (estimate.high_minutes <= 0) return {ids::ticket_estimate, label, tr("不用等")};
    std::string minutes = std::to_string(estimate.low_minutes);
    if (estimate.high_minutes > estimate.low_minutes) minutes += "–" + std::to_string(estimate.high_minutes);
    return {ids::ticket_estimate, label, minutes, tr("分钟")};
}

// Nothing where the ticket is not waited with any more.
std::array<Count, 2> counts_of(const Page& page, const IssuedTicket& ticket) {
    if (!is_waiting(ticket.standing)) return {};
    const locale::LanguageScope flat(flat_language(page));
    return {ahead_of(ticket), estimate_of(page, ticket.estimate)};
}

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

// The card that says what the paper says. Its words lie flat in every language, beside figures that do so too.
class TicketCard {
  public:
    TicketCard(Page& page, const IssuedTicket& ticket)
        : page_(page),
          ticket_(ticket),
          label_(page.look(Role::secondary, Colour::birch700)),
          unit_(page.look(Role::body)),
          counts_(counts_of(page, ticket)),
          ideal_code_(qr_width(ticket.url, ideal_module)) {}

    [[nodiscard]] Need need(float width) const {
        Need need;
        need.least = least_height(counts_height(rows_at(width, least_code)));
        const float ideal_below = std::max(ideal_code_, counts_height(rows_at(width, ideal_code_)));
        need.ideal = std::max(need.least, 41 + label_.line_height + ideal_number + 29 + ideal_below + 32);
        need.gap = 32;
        return need;
    }

    void draw(const Rect& rect) {
        const float pad = padding(rect.w);
        const float left = rect.x + pad;
        const float width = rect.w - 2 * pad;
        const float below = std::max(least_code, counts_height(rows_in(rect)));
        page_.ui.card(rect);
        const float number_room = rect.h - label_.line_height - std::max(below, code_size(rect)) - 92;
        const float number_height = std::clamp(number_room, least_number, ideal_number);
        const float free = rect.h - label_.line_height - number_height - std::max(below, code_size(rect));
        const float gap = free / 4;
        float y = rect.y + gap;
        draw_place({left, y, width, label_.line_height});
        y += label_.line_height + gap / 2;
        TextLook number{.size = number_height, .weight = Weight::bold, .line_height = number_height};
        page_.say(ids::ticket_number, {left - number_height / 28, y, width + 20, number_height}, ticket_.number, number,
                  screen::Role::value);
        y += number_height + gap / 2;
        page_.rule({left, y, width, 2});
        y += gap;
        draw_below({left, y, width, rect.bottom() - gap - y}, rect);
    }

  private:
    // Of the counts.
    enum class Rows { one, two };
    static constexpr float least_number = 120;
    static constexpr float ideal_number = 280;
    static constexpr float least_code = 101;  // 25 mm
    static constexpr float ideal_module = 7;  // units
    static constexpr float count_gap = 40;

    [[nodiscard]] static float padding(float width) { return width > 700 ? 52 : 28; }
    [[nodiscard]] TextLook figure_look() const {
        TextLook look = page_.look(Role::count);
        look.line_height = look.size * 1.25F;
        return look;
    }
    [[nodiscard]] float count_height() const { return label_.line_height + figure_look().line_height; }
    [[nodiscard]] float count_width(const Count& count) const {
        const float figures = page_.ui.measure({0, 0}, count.number, figure_look()).w + 14 +
                              page_.ui.measure({0, 0}, count.unit, unit_).w;
        return std::max(figures, page_.ui.measure({0, 0}, count.label, label_).w) + 4;
    }
    [[nodiscard]] bool counted() const { return !counts_[0].id.empty(); }
    // Counts stand beside or above each other, the code at their right.
    [[nodiscard]] float both_counts() const { return count_width(counts_[0]) + count_gap + count_width(counts_[1]); }
    [[nodiscard]] Rows rows_at(float width, float code) const {
        return both_counts() + count_gap + code <= width - 2 * padding(width) ? Rows::one : Rows::two;
    }
    // Where one row would leave little to the code, two rows, if there is the height.
    [[nodiscard]] Rows rows_in(const Rect& rect) const {
        const bool high = rect.h >= least_height(counts_height(Rows::two));
        return rows_at(rect.w, high ? ideal_code_ : least_code);
    }
    [[nodiscard]] float counts_height(Rows rows) const {
        if (!counted()) return 0;
        return rows == Rows::one ? count_height() : 2 * count_height() + 8;
    }
    [[nodiscard]] float least_height(float counts) const {
        return 24 + label_.line_height + least_number + 16 + std::max(least_code, counts) + 24;
    }
    [[nodiscard]] float code_size(const Rect& rect) const {
        const float inner = rect.w - 2 * padding(rect.w);
        const float counts =
            rows_in(rect) == Rows::one ? both_counts() : std::max(count_width(counts_[0]), count_width(counts_[1]));
        const float room = rect.h - label_.line_height - least_number - 92;
        return std::clamp(std::min(room, inner - counts - count_gap), least_code, std::max(least_code, ideal_code_));
    }

    void draw_place(const Rect& line) {
        const locale::LanguageScope flat(flat_language(page_));
        TextLook place = page_.look(Role::secondary);
        place.weight = Weight::bold;
        place.align = Align::end;
        const std::string words = place_of(page_.view, ticket_.queue);
        const std::string label = tr("您的号码");
        const float label_width = page_.ui.measure({0, 0}, label, label_).w + 2;
        const float room = line.w - label_width - 24;
        const bool both = page_.ui.measure({0, 0}, words, place).w <= room;
        if (both) page_.say({}, {line.x, line.y, label_width, line.h + 4}, label, label_);
        if (!both) place.align = Align::start;
        const float x = both ? line.x + label_width + 24 : line.x;
        const Rect box{x, line.y, line.right() - x, line.h + 4};
        if (page_.ui.measure({0, 0}, words, place).w <= box.w) {
            page_.say(ids::ticket_window, box, words, place);
        } else if (ticket_.queue < page_.view.queues.size()) {
            // The window alone: the name was chosen a moment ago.
            const std::string& window = page_.view.queues[ticket_.queue].window.in(lying_language(page_.view));
            page_.say(ids::ticket_window, box, window, place);
        }
    }

    void draw_count(const Count& count, const Rect& box) {
        if (count.id.empty()) return;
        page_.say({}, {box.x, box.y, box.w, label_.line_height + 4}, count.label, label_);
        const TextLook look = figure_look();
        const float y = box.y + label_.line_height;
        const float width = page_.ui.measure({0, 0}, count.number, look).w + 2;
        const Rect figures = page_.say({}, {box.x, y, width, look.line_height + 4}, count.number, look);
        if (!count.unit.empty()) {
            // On the figures' own line: the unit's foot stands 0.22 em above the bottom of its box.
            const float unit_y = y + look.line_height * 0.79F - unit_.line_height * 0.76F;
            page_.say({}, {figures.right() + 14, unit_y, box.right() - figures.right() - 14 + 4, unit_.line_height + 4},
                      count.unit, unit_);
        }
        std::string value = count.number;
        if (!count.unit.empty()) value += " " + count.unit;
        page_.ui.node(count.id, screen::Role::value, count.label, box, value);
    }

    void draw_below(const Rect& room, const Rect& rect) {
        const float code = code_size(rect);
        const float height = count_height();
        draw_qr(page_, ids::ticket_qr, ticket_.url, {room.right() - code, room.y + (room.h - code) / 2, code, code});
        const float first = count_width(counts_[0]);
        const float second = count_width(counts_[1]);
        if (rows_in(rect) == Rows::one) {
            const float y = room.y + (room.h - height) / 2;
            draw_count(counts_[0], {room.x, y, first, height});
            draw_count(counts_[1],
                       {room.x + std::max(first + count_gap, std::min(218.0F, room.w * 0.25F)), y, second, height});
        } else {
            const float y = room.y + (room.h - 2 * height - 8) / 2;
            draw_count(counts_[0], {room.x, y, first, height});
            draw_count(counts_[1], {room.x, y + height + 8, second, height});
        }
    }

    Page& page_;
    const IssuedTicket& ticket_;
    TextLook label_;
    TextLook unit_;
    std::array<Count, 2> counts_;
    float ideal_code_;
};

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
    note.push_back({.source = next_of(standing)});
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
