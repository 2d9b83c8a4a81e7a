#include "kiosk/journeys/ticket/ticket_card.h"

#include <algorithm>
#include <cmath>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/session/qr_picture.h"
#include "kiosk/journeys/ticket/ticket_pages.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Colour;
using screen::Rect;
using screen::TextLook;
using text::Align;
using text::Weight;

constexpr float least_number = 120;
constexpr float least_compact_number = 104;
constexpr float ideal_compact_number = 160;
constexpr float ideal_number = 280;
constexpr float least_code = 101;  // 25 mm
constexpr float ideal_module = 7;  // units
constexpr float count_gap = 40;
constexpr float least_count_gap = 30;
constexpr float edge = 14;      // of the compact card
constexpr float line_gap = 12;  // between its parts

float padding(float width) { return width > 700 ? 52 : 28; }

}  // namespace

TicketCard::TicketCard(Page& page, const IssuedTicket& ticket)
    : page_(page),
      ticket_(ticket),
      label_(page.look(Role::secondary, Colour::birch700)),
      unit_(page.look(Role::body)),
      counts_(counts_of(page, ticket)),
      ideal_code_(std::max(least_code, qr_width(ticket.url, ideal_module))) {}

TicketCard::Count TicketCard::ahead_of(const IssuedTicket& ticket) {
    return {ids::ticket_ahead, tr("前面还有"), std::to_string(ticket.ahead), tr("人")};
}

TicketCard::Count TicketCard::estimate_of(const Page& page, const WaitEstimate& estimate) {
    std::string label = tr("大约等");
    if (!estimate.as_of) {
        label = tr("大约等（按平时）");
    } else if (page.view.stale(estimate.as_of)) {
        label = tr("大约等（截至 {0}）", clock_of(page.view, *estimate.as_of));
    }
    if (estimate.windows == OpenWindows::none) return {ids::ticket_estimate, label, tr("暂无窗口"), {}};
    if (estimate.high_minutes <= 0) return {ids::ticket_estimate, label, tr("不用等"), {}};
    std::string minutes = std::to_string(estimate.low_minutes);
    if (estimate.high_minutes > estimate.low_minutes) minutes += "–" + std::to_string(estimate.high_minutes);
    return {ids::ticket_estimate, label, minutes, tr("分钟")};
}

// Nothing where the ticket is not waited with any more.
std::array<TicketCard::Count, 2> TicketCard::counts_of(const Page& page, const IssuedTicket& ticket) {
    if (!is_waiting(ticket.standing)) return {};
    const locale::LanguageScope flat(flat_language(page));
    return {ahead_of(ticket), estimate_of(page, ticket.estimate)};
}

Need TicketCard::need(float width) const {
    Need need;
    need.least = compact_height(width);
    if (roomy_at(width)) need.least = std::min(need.least, roomy_height(rows_at(width, least_code)));
    const float ideal_below = std::max(ideal_code_, counts_height(rows_at(width, ideal_code_)));
    need.ideal = std::max(need.least, 41 + label_.line_height + ideal_number + 29 + ideal_below + 32);
    need.gap = page_.shallow() ? 24 : 32;
    return need;
}

void TicketCard::draw(const Rect& rect) {
    page_.ui.card(rect);
    if (roomy_at(rect.w) && rect.h + 1 >= roomy_height(rows_at(rect.w, least_code))) {
        draw_roomy(rect);
    } else {
        draw_compact(rect);
    }
}

TextLook TicketCard::figure_look() const {
    TextLook look = page_.look(Role::count);
    look.line_height = look.size * 1.25F;
    return look;
}

float TicketCard::count_height() const { return label_.line_height + figure_look().line_height; }

float TicketCard::count_width(const Count& count) const {
    const float numbers =
        page_.ui.measure({0, 0}, count.number, figure_look()).w + 14 + page_.ui.measure({0, 0}, count.unit, unit_).w;
    return std::max(numbers, page_.ui.measure({0, 0}, count.label, label_).w) + 4;
}

float TicketCard::counts_width(Rows rows) const {
    const float first = count_width(counts_[0]);
    const float second = count_width(counts_[1]);
    return rows == Rows::one ? first + count_gap + second : std::max(first, second);
}

float TicketCard::counts_height(Rows rows) const {
    if (!counted()) return 0;
    return rows == Rows::one ? count_height() : 2 * count_height() + 8;
}

// Counts stand beside or above each other, the code at their right.
TicketCard::Rows TicketCard::rows_at(float width, float code) const {
    return counts_width(Rows::one) + count_gap + code <= width - 2 * padding(width) ? Rows::one : Rows::two;
}

// Where one row would leave little to the code, two rows, if there is the height.
TicketCard::Rows TicketCard::rows_in(const Rect& rect) const {
    return rows_at(rect.w, rect.h >= roomy_height(Rows::two) ? ideal_code_ : least_code);
}

// Whether the counts stand beside the code.
bool TicketCard::roomy_at(float width) const {
    const float counts = counts_width(rows_at(width, least_code));
    return !counted() || counts + least_count_gap + least_code <= width - 2 * padding(width);
}

float TicketCard::roomy_height(Rows rows) const {
    return 24 + label_.line_height + least_number + 16 + std::max(least_code, counts_height(rows)) + 24;
}

float TicketCard::code_size(const Rect& rect) const {
    const float inner = rect.w - 2 * padding(rect.w);
    const float room = rect.h - label_.line_height - least_number - 92;
    return std::clamp(std::min(room, inner - counts_width(rows_in(rect)) - least_count_gap), least_code, ideal_code_);
}

void TicketCard::draw_number(const Rect& room) {
    TextLook number{.size = room.h, .weight = Weight::bold, .line_height = room.h};
    const float width = page_.ui.measure({0, 0}, ticket_.number, number).w;
    if (width > room.w) {
        number.size = std::floor(number.size * room.w / width);
        number.vertical = screen::VerticalAlign::middle;
    }
    page_.say(ids::ticket_number, room, ticket_.number, number, screen::Role::value);
}

void TicketCard::draw_roomy(const Rect& rect) {
    const float pad = padding(rect.w);
    const float left = rect.x + pad;
    const float width = rect.w - 2 * pad;
    const float below = std::max(counts_height(rows_in(rect)), code_size(rect));
    const float number_room = rect.h - label_.line_height - below - 92;
    const float number_height = std::clamp(number_room, least_number, ideal_number);
    const float free = rect.h - label_.line_height - number_height - below;
    const float gap = free / 4;
    float y = rect.y + gap;
    draw_place({left, y, width, label_.line_height});
    y += label_.line_height + gap / 2;
    draw_number({left - number_height / 28, y, width + 20, number_height});
    y += number_height + gap / 2;
    page_.rule({left, y, width, 2});
    y += gap;
    draw_below({left, y, width, rect.bottom() - gap - y}, rect);
}

void TicketCard::draw_place(const Rect& line) {
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

void TicketCard::draw_count(const Count& count, const Rect& box) {
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

void TicketCard::draw_below(const Rect& room, const Rect& rect) {
    const float code = code_size(rect);
    const float height = count_height();
    draw_qr(page_, ids::ticket_qr, ticket_.url, {room.right() - code, room.y + (room.h - code) / 2, code, code});
    const float first = count_width(counts_[0]);
    const float second = count_width(counts_[1]);
    if (rows_in(rect) == Rows::one) {
        const float y = room.y + (room.h - height) / 2;
        draw_count(counts_[0], {room.x, y, first, height});
        // Under the design's column where there is room.
        const float column = std::max(first + count_gap, std::min(218.0F, room.w * 0.25F));
        const float x = std::min(room.x + column, room.right() - code - least_count_gap - second);
        draw_count(counts_[1], {x, y, second, height});
    } else {
        const float y = room.y + (room.h - 2 * height - 8) / 2;
        draw_count(counts_[0], {room.x, y, first, height});
        draw_count(counts_[1], {room.x, y + height + 8, second, height});
    }
}

std::string TicketCard::figures(const Count& count) const {
    return count.unit.empty() ? "**" + count.number + "**" : "**" + count.number + "** " + count.unit;
}

bool TicketCard::on_one_line(const Count& count, float width) const {
    const MarkedText text = marked(figures(count));
    return page_.ui.measure({0, 0}, count.label, label_).w + 16 +
               page_.ui.measure({0, 0}, text.plain, unit_, text.bold).w + 4 <=
           width;
}

float TicketCard::line_height(const Count& count, float width) const {
    const MarkedText text = marked(figures(count));
    const float numbers = page_.ui.measure({width, 0}, text.plain, unit_, text.bold).h;
    if (on_one_line(count, width)) return numbers;
    return page_.ui.measure({width, 0}, count.label, label_).h + numbers;
}

float TicketCard::lines_height(float width) const {
    if (!counted()) return 0;
    const float inner = width - 2 * padding(width);
    return line_height(counts_[0], inner) + line_height(counts_[1], inner) + 2 * line_gap;
}

// Without the place, which is said where there is room for it.
float TicketCard::compact_height(float width) const { return 2 * edge + least_compact_number + lines_height(width); }

void TicketCard::draw_compact(const Rect& rect) {
    const float pad = padding(rect.w);
    const float left = rect.x + pad;
    const float width = rect.w - 2 * pad;
    float y = rect.y + edge;
    float row = rect.h - 2 * edge - lines_height(rect.w);
    if (row >= label_.line_height + line_gap + least_compact_number) {
        draw_place({left, y, width, label_.line_height});
        y += label_.line_height + line_gap;
        row -= label_.line_height + line_gap;
    }
    // The number comes first: the code has what it leaves, but never too little to be read.
    const float wished = std::min(row, ideal_compact_number);
    const TextLook look{.size = wished, .weight = Weight::bold};
    const float left_over = width - 24 - page_.ui.measure({0, 0}, ticket_.number, look).w;
    const float code = std::clamp(std::min(row, left_over), least_code, ideal_code_);
    const float number = std::clamp(row, least_compact_number, ideal_number);
    draw_qr(page_, ids::ticket_qr, ticket_.url, {rect.right() - pad - code, y + (row - code) / 2, code, code});
    draw_number({left, y + (row - number) / 2, width - code - 24, number});
    y += row;
    if (!counted()) return;
    for (const Count& count : counts_) {
        y += line_gap;
        const float height = line_height(count, width);
        draw_line(count, {left, y, width, height});
        y += height;
    }
}

void TicketCard::draw_line(const Count& count, const Rect& box) {
    float x = box.x;
    float y = box.y;
    const screen::Size label = page_.ui.measure({box.w, 0}, count.label, label_);
    if (on_one_line(count, box.w)) {
        page_.say({}, {x, y + (box.h - label.h) / 2, label.w + 2, label.h + 2}, count.label, label_);
        x += label.w + 16;
    } else {
        page_.say({}, {x, y, box.w, label.h + 2}, count.label, label_);
        y += label.h;
    }
    page_.say_marked({}, {x, y, box.right() - x, box.bottom() - y + 2}, figures(count), unit_);
    std::string value = count.number;
    if (!count.unit.empty()) value += " " + count.unit;
    page_.ui.node(count.id, screen::Role::value, count.label, box, value);
}

}  // namespace bangnin::kiosk
