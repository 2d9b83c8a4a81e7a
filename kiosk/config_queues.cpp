// What the configuration says of the queues: their departments, and when they take people.
#include <algorithm>
#include <array>
#include <cstdio>

#include "kiosk/config.h"

namespace bangnin::kiosk {

namespace {

std::string time_text(int minute) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%02d:%02d", minute / 60, minute % 60);
    return text.data();
}

}  // namespace

std::vector<DepartmentCell> departments_of(const Config& config) {
    std::vector<DepartmentCell> cells;
    std::vector<std::string> names;
    for (std::size_t queue = 0; queue < config.services.size(); ++queue) {
        const auto& service = config.services[queue];
        const auto known = std::ranges::find(names, service.department);
        if (known != names.end()) {
            cells[static_cast<std::size_t>(known - names.begin())].queues.push_back(queue);
            continue;
        }
        names.push_back(service.department);
        cells.push_back({.name = {}, .queues = {queue}, .agency = service.agency == Agency::yes});
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
        // A department with one queue is called as the queue is, in every language; several share the department's
        // name.
        const auto& only = config.services[cells[i].queues.front()];
        cells[i].name = cells[i].queues.size() == 1 ? only.name : HallText{.zh = names[i], .mn = {}, .en = {}};
    }
    return cells;
}

Opening opening_at(const std::vector<OpenPeriod>& hours, int minute_of_day) {
    if (hours.empty()) {
        return {};
    }
    for (const auto& open : hours) {
        if (minute_of_day < open.begin) {
            return {.state = QueueState::closed, .opens_at = time_text(open.begin)};
        }
        if (minute_of_day < open.end) {
            return {};
        }
    }
    return {.state = QueueState::closed, .opens_at = {}};
}

}  // namespace bangnin::kiosk
