#include <algorithm>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/ticket/ticket_pages.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Availability;
using screen::Colour;
using screen::Ground;
using screen::Rect;
using screen::TextLook;
using text::Weight;

constexpr float grid_left = 48;
constexpr float grid_top = 768;
constexpr float cell_width = 317.3F;
constexpr float cell_height = 138;
constexpr float cell_pitch_x = cell_width + 16;
constexpr float cell_pitch_y = cell_height + 12;
constexpr float cell_padding = 28;
constexpr std::size_t columns = 3;
constexpr std::size_t ask_cell = 14;

using Result = std::optional<TicketEvent>;

Rect cell_rect(const Page& page, std::size_t index) {
    const std::size_t row = index / columns;
    return page.at(grid_left + static_cast<float>(index % columns) * cell_pitch_x,
                   grid_top + static_cast<float>(row) * cell_pitch_y, cell_width, cell_height);
}

// One choice: two lines on a ground.
struct Cell {
    std::string id;
    std::string name;
    std::string detail;
    Ground ground = Ground::card;
    Availability availability = Availability::enabled;
};

// Gives true when it was touched, also when it is closed: the answer then says so.
bool draw_cell(Page& page, const Cell& cell, const Rect& rect) {
    constexpr float name_top = 20;
    constexpr float smallest_one_line = 32;
    constexpr float name_height = 52;
    constexpr float detail_top = 76;
    constexpr float detail_height = 40;
    const auto touched =
        page.ui.touch_area(cell.id, cell.name, rect, cell.availability, screen::Role::button, cell.detail);
    const Colour ink =
        page.ui.surface(rect, cell.ground, touched, screen::Selection::unselected, cell.availability, 24);
    const float opacity = cell.availability == Availability::enabled ? 1.0F : 0.38F;
    const float width = rect.w - 2 * cell_padding;
    TextLook name{.size = page.large() ? 46.0F : 40.0F, .weight = Weight::bold, .colour = ink};
    name.line_height = name_height;
    name.opacity = opacity;
    Rect name_box{rect.x + cell_padding, rect.y + name_top, width, name_height};
    if (page.ui.measure({0, 0}, cell.name, {.size = smallest_one_line, .weight = Weight::bold}).w > width) {
        // Two lines of a long name take the room above and below.
        name.size = 30;
        name.line_height = 34;
        name_box = {rect.x + cell_padding, rect.y + 8, width, 70};
    }
    page.say({}, name_box, cell.name, name);
    // A closed queue's hours must stay readable, so its second line is not dimmed.
    TextLook detail{.size = page.large() ? 34.0F : 28.0F, .colour = Colour::birch700, .line_height = detail_height};
    if (cell.ground != Ground::card) detail.colour = ink;
    page.say({}, {rect.x + cell_padding, rect.y + detail_top, width, detail_height}, cell.detail, detail);
    return touched.activated || touched.refused;
}

std::string waiting_text(int waiting) {
    return waiting > 0 ? locale::tr_plural("等候 {0} 人", static_cast<std::uint64_t>(waiting)) : tr("不用等");
}

// The second line of a queue or of a department with all its queues.
std::string detail_of(const View& view, const std::vector<std::size_t>& queues) {
    const Language language = view.settings.language;
    bool known = true;
    bool open = false;
    int waiting = 0;
    for (const std::size_t index : queues) {
        const QueueLine& queue = view.queues[index];
        if (queues.size() == 1 && !queue.hint.in(language).empty() && queue.state == QueueState::open) {
            return queue.hint.in(language);
        }
        open = open || queue.state == QueueState::open;
        known = known && queue.as_of.has_value();
        waiting += queue.waiting;
    }
    if (!open) {
        const std::string& opens_at = queues.empty() ? std::string() : view.queues[queues.front()].opens_at;
        return opens_at.empty() ? tr("现在不取号") : tr("今天 {0} 开始", opens_at);
    }
    return known || waiting > 0 ? waiting_text(waiting) : tr("可以取号");
}

Availability availability_of(const View& view, const std::vector<std::size_t>& queues) {
    const bool open =
        std::ranges::any_of(queues, [&](std::size_t index) { return view.queues[index].state == QueueState::open; });
    return open ? Availability::enabled : Availability::disabled;
}

// Above the grid: what the counts are, and of when.
void draw_counts_hint(Page& page, float width) {
    const Rect icon = page.at(48, 670, 44, 44);
    const Rect line = page.at(108, 668, width, 48);
    std::optional<Wall> oldest;
    bool known = true;
    for (const QueueLine& queue : page.view.queues) {
        if (!queue.as_of) known = false;
        if (queue.as_of && (!oldest || *queue.as_of < *oldest)) oldest = queue.as_of;
    }
    std::string hint = tr("每个部门下面写着现在等候的人数");
    if (!known || !oldest) {
        hint = tr("等候人数要等网络连上以后才知道");
    } else if (page.view.stale(oldest)) {
        hint = tr("等候人数是 {0} 的情况", clock_of(page.view, *oldest));
    }
    page.ui.icon(screen::Icon::people, icon, Colour::pine700);
    page.say(ids::page_notice, line, hint, {.size = 32, .colour = Colour::pine700, .line_height = 48},
             screen::Role::status);
}

void draw_page_keys(Page& page, std::size_t current, std::size_t count, Result& result) {
    using enum Availability;
    screen::ButtonLook look{.ground = Ground::quiet, .icon_size = 44, .text_size = 32, .radius = 24};
    look.icon = screen::Icon::left;
    look.availability = current > 0 ? enabled : disabled;
    if (page.key(ids::department_previous, tr("上一页"), page.at(620, 652, 200, 96), look)) {
        result = ticket_event::TurnPage{ticket_event::Turn::previous};
    }
    look.icon = screen::Icon::right;
    look.icon_place = screen::IconPlace::after;
    look.availability = current + 1 < count ? enabled : disabled;
    if (page.key(ids::department_next, tr("下一页"), page.at(832, 652, 200, 96), look)) {
        result = ticket_event::TurnPage{ticket_event::Turn::next};
    }
}

bool draw_ask_cell(Page& page, const Rect& rect) {
    constexpr float icon_size = 52;
    constexpr float gap = 20;
    const std::string label = tr("问问\n工作人员");
    const auto touched = page.ui.touch_area(ids::department_ask, tr("问问工作人员"), rect);
    const Colour ink =
        page.ui.surface(rect, Ground::card, touched, screen::Selection::unselected, Availability::enabled, 24);
    page.ui.icon(screen::Icon::bell,
                 {rect.x + cell_padding, rect.y + (rect.h - icon_size) / 2 - 1, icon_size, icon_size}, ink);
    TextLook look{.size = 36, .weight = Weight::bold, .colour = ink, .line_height = 46};
    look.vertical = screen::VerticalAlign::middle;
    const float left = rect.x + cell_padding + icon_size + gap;
    page.say({}, {left, rect.y, rect.right() - cell_padding - left, rect.h}, label, look);
    return touched.activated;
}

}  // namespace

std::optional<TicketEvent> draw_departments(Page& page, const ticket_stage::Department& stage) {
    const auto& departments = page.view.departments;
    const Language language = page.view.settings.language;
    const std::size_t pages =
        std::max<std::size_t>(1, (departments.size() + departments_per_page - 1) / departments_per_page);
    const std::size_t current = std::min(stage.page, pages - 1);
    const std::size_t first = current * departments_per_page;
    const std::size_t last = std::min(departments.size(), first + departments_per_page);
    Result result;
    draw_steps(page, 1, 3, tr("取号排队"));
    draw_question(page, 320, tr("您要办哪个部门的事？"),
                  tr("点一下部门名称。不确定选哪个，\n就点深色的“帮您办窗口”，工作人员会帮您分。"), 120);
    draw_counts_hint(page, pages > 1 ? 480 : 924);
    if (pages > 1) draw_page_keys(page, current, pages, result);
    for (std::size_t i = first; i < last; ++i) {
        const DepartmentCell& department = departments[i];
        const Cell cell{ids::department(i), department.name.in(language), detail_of(page.view, department.queues),
                        department.agency ? Ground::pine : Ground::card, availability_of(page.view, department.queues)};
        if (draw_cell(page, cell, cell_rect(page, i - first))) result = ticket_event::ChooseDepartment{i};
    }
    const std::size_t ask = pages > 1 ? ask_cell : std::min(ask_cell, last - first);
    if (draw_ask_cell(page, cell_rect(page, ask))) result = ticket_event::AskStaff{};
    return result;
}

std::optional<TicketEvent> draw_services(Page& page, const ticket_stage::Service& stage) {
    constexpr std::size_t most_rows = 5;
    const auto& departments = page.view.departments;
    if (stage.department >= departments.size()) return std::nullopt;
    const DepartmentCell& department = departments[stage.department];
    const Language language = page.view.settings.language;
    draw_steps(page, 1, 3, tr("取号排队"));
    draw_question(page, 320, tr("要办哪一类？"),
                  tr("{0}有 {1} 种排队，请选一种。", department.name.in(language), department.queues.size()));
    const bool rows = department.queues.size() <= most_rows;
    Result result;
    for (std::size_t i = 0; i < std::min<std::size_t>(department.queues.size(), 15); ++i) {
        const std::size_t index = department.queues[i];
        const QueueLine& queue = page.view.queues[index];
        const Cell cell{ids::service(i), queue.name.in(language), detail_of(page.view, {index}), Ground::card,
                        availability_of(page.view, {index})};
        const Rect row = page.at(grid_left, grid_top + static_cast<float>(i) * cell_pitch_y, 984, cell_height);
        if (draw_cell(page, cell, rows ? row : cell_rect(page, i))) result = ticket_event::ChooseService{index};
    }
    return result;
}

}  // namespace bangnin::kiosk
