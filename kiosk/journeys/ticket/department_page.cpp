#include <algorithm>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/layout/sheet.h"
#include "kiosk/journeys/ticket/ticket_pages.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Availability;
using screen::Ground;

std::string waiting_text(int waiting) {
    return waiting > 0 ? locale::tr_plural("等候 {0} 人", static_cast<std::uint64_t>(waiting)) : tr("不用等");
}

// The second line of a queue or of a department with all its queues. It lies.
std::string detail_of(const Page& page, const std::vector<std::size_t>& queues) {
    const View& view = page.view;
    const locale::LanguageScope flat(flat_language(page));
    const Language language = lying_language(view);
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

std::string counts_hint(const View& view) {
    std::optional<Wall> oldest;
    bool known = true;
    for (const QueueLine& queue : view.queues) {
        if (!queue.as_of) known = false;
        if (queue.as_of && (!oldest || *queue.as_of < *oldest)) oldest = queue.as_of;
    }
    if (!known || !oldest) return tr("等候人数要等网络连上以后才知道");
    if (view.stale(oldest)) return tr("等候人数是 {0} 的情况", clock_of(view, *oldest));
    return tr("每个部门下面写着现在等候的人数");
}

Choice ask_choice() {
    return {.id = std::string(ids::department_ask),
            .title = tr("问问工作人员"),
            .short_title = tr("问问\n工作人员"),
            .icon = screen::Icon::bell};
}

}  // namespace

std::optional<TicketEvent> draw_departments(Page& page, const ticket_stage::Department& stage) {
    const auto& departments = page.view.departments;
    Sheet sheet(page);
    sheet.steps(1, 3, tr("取号排队"));
    sheet.heading(tr("您要办哪个部门的事？"),
                  tr("点一下部门名称。不确定选哪个，\n就点深色的“帮您办窗口”，工作人员会帮您分。"));
    sheet.icon_line({}, screen::Icon::people, counts_hint(page.view), 30, LineStands::at_the_left);
    ChoiceGrid grid;
    for (std::size_t i = 0; i < departments.size(); ++i) {
        const DepartmentCell& department = departments[i];
        Choice choice{.id = ids::department(i), .title = department.name.in(page.view.settings.language)};
        choice.detail = detail_of(page, department.queues);
        choice.ground = department.agency ? Ground::pine : Ground::card;
        choice.availability = availability_of(page.view, department.queues);
        grid.choices.push_back(std::move(choice));
    }
    grid.last = ask_choice();  // help stands on every page
    grid.ideal_height = 738;
    grid.title = Role::choice;
    grid.page_id = "department";
    grid.page = stage.page;
    Picked picked;
    sheet.choices(std::move(grid), picked);
    sheet.draw();
    if (picked.page) return ticket_event::ShowPage{*picked.page};
    if (picked.last) return ticket_event::AskStaff{};
    if (picked.choice) return ticket_event::ChooseDepartment{*picked.choice};
    return std::nullopt;
}

std::optional<TicketEvent> draw_services(Page& page, const ticket_stage::Service& stage) {
    const auto& departments = page.view.departments;
    if (stage.department >= departments.size()) return std::nullopt;
    const DepartmentCell& department = departments[stage.department];
    const Language language = page.view.settings.language;
    Sheet sheet(page);
    sheet.steps(1, 3, tr("取号排队"));
    sheet.heading(tr("要办哪一类？"),
                  tr("{0}有 {1} 种排队，请选一种。", department.name.in(language), department.queues.size()));
    ChoiceGrid grid;
    for (std::size_t i = 0; i < department.queues.size(); ++i) {
        const std::size_t index = department.queues[i];
        Choice choice{.id = ids::service(i), .title = page.view.queues[index].name.in(language)};
        choice.detail = detail_of(page, {index});
        choice.availability = availability_of(page.view, {index});
        grid.choices.push_back(std::move(choice));
    }
    grid.columns = {1, 2, 3};
    grid.ideal_height = 150 * static_cast<float>(std::min<std::size_t>(department.queues.size(), 5)) - 12;
    grid.fill = Fill::no;
    grid.page_id = "service";
    grid.page = stage.page;
    Picked picked;
    sheet.choices(std::move(grid), picked);
    sheet.draw();
    if (picked.page) return ticket_event::ShowPage{*picked.page};
    if (picked.choice) return ticket_event::ChooseService{department.queues[*picked.choice]};
    return std::nullopt;
}

}  // namespace bangnin::kiosk
