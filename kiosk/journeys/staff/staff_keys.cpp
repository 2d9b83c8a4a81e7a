#include "kiosk/journeys/staff/staff_keys.h"

#include <utility>

#include "kiosk/journeys/ids.h"

namespace bangnin::kiosk {

using screen::Ground;

bool StaffKeys::in_pages(const Page& page) const { return keys_.size() > 2 && (page.large() || page.mongolian()); }

float StaffKeys::least_height(Page& page) const {
    const float width = page.regions().controls.w;
    return in_pages(page) ? need_of(page, grid(), width).least : need_of(page, rows(), width).least;
}

void StaffKeys::add_to(Sheet& sheet) {
    if (in_pages(sheet.page)) {
        sheet.choices(grid(), picked_);
    } else {
        sheet.keys(rows(), pressed_);
    }
}

std::optional<StaffEvent> StaffKeys::event() const {
    if (picked_.page) return staff_event::ShowKeys{*picked_.page};
    if (picked_.last) return keys_.back().event;
    const auto which = pressed_.acted ? pressed_.acted : picked_.choice;
    return which ? std::optional{keys_[*which].event} : std::nullopt;
}

ActionKeys StaffKeys::rows() const {
    ActionKeys rows{.keys = {}, .ideal_height = 124, .words = Role::body};
    for (const StaffKey& key : keys_) {
        rows.keys.push_back({.id = std::string(key.id), .label = key.label, .icon = key.icon});
    }
    rows.keys.back().ground = Ground::primary;
    return rows;
}

ChoiceGrid StaffKeys::grid() const {
    ChoiceGrid grid;
    for (const StaffKey& key : keys_) {
        grid.choices.push_back(
            {.id = std::string(key.id), .title = key.label, .icon = key.icon, .ground = Ground::secondary});
    }
    grid.last = std::move(grid.choices.back());
    grid.last->ground = Ground::primary;
    grid.choices.pop_back();
    const float rows = keys_.size() > 3 ? 2 : 1;
    grid.ideal_height = 180 * rows;
    grid.page_id = ids::staff_keys;
    grid.page = shown_page_;
    return grid;
}

}  // namespace bangnin::kiosk
