#include <algorithm>

#include "kiosk/journeys/ticket/ticket_steps.h"

namespace bangnin::kiosk::ticket_steps {

using namespace ticket_stage;

namespace {

bool is_open(const TicketOffer& offer, std::size_t queue) {
    return queue < offer.queue_open.size() && offer.queue_open[queue];
}

std::size_t least(std::size_t page, std::size_t choices) { return std::min(page, choices == 0 ? 0 : choices - 1); }

/// One step back from identify: to the choice of the queue if there was one, else of the department, else home.
void back_from_identify(const Work& work, std::size_t department) {
    work.act(ticket_action::StopWatching{});
    if (department < work.offer.departments.size() && work.offer.departments[department].size() > 1) {
        work.state.stage = Service{.department = department, .page = 0};
    } else if (work.offer.departments.size() > 1) {
        work.state.stage = Department{0};
    } else {
        work.leave(ticket_action::LeaveHome{});
    }
}

}  // namespace

void identify(const Work& work, std::size_t department, std::size_t queue) {
    if (!is_open(work.offer, queue)) {
        work.act(ticket_action::QueueClosed{});
        return;
    }
    auto reading = Reading::waiting;
    if (work.state.reader == ReaderHealth::faulty) {
        reading = Reading::reader_fault;
    } else if (work.state.card == CardPresence::present) {
        reading = Reading::lift_first;  // the reader reads a card once, then waits until it is lifted
    }
    work.state.stage = Identify{.department = department, .queue = queue, .reading = reading, .failures = 0};
    work.act(ticket_action::Answer{});
    work.act(ticket_action::WatchForCard{});
}

void start(const Work& work) {
    const auto& departments = work.offer.departments;
    if (departments.size() == 1 && departments.front().size() == 1 &&
        is_open(work.offer, departments.front().front())) {
        identify(work, 0, departments.front().front());
    } else if (departments.size() == 1 && departments.front().size() > 1) {
        work.state.stage = Service{};
    } else {
        work.state.stage = Department{0};
    }
}

void choose_department(const Work& work, std::size_t department) {
    if (work.in<Department>() == nullptr || department >= work.offer.departments.size()) {
        return;
    }
    const auto& queues = work.offer.departments[department];
    if (queues.size() > 1) {
        work.act(ticket_action::Answer{});
        work.state.stage = Service{.department = department, .page = 0};
    } else if (!queues.empty()) {
        identify(work, department, queues.front());
    }
}

void choose_queue(const Work& work, std::size_t queue) {
    const auto* stage = work.in<Service>();
    if (stage == nullptr || stage->department >= work.offer.departments.size()) {
        return;
    }
    const auto& queues = work.offer.departments[stage->department];
    if (std::ranges::find(queues, queue) != queues.end()) {
        identify(work, stage->department, queue);
    }
}

void show_page(const Work& work, std::size_t page) {
    const auto& departments = work.offer.departments;
    if (auto* choosing = work.in<Department>()) {
        choosing->page = least(page, departments.size());
    } else if (auto* service = work.in<Service>(); service != nullptr && service->department < departments.size()) {
        service->page = least(page, departments[service->department].size());
    }
}

void back(const Work& work) {
    if (work.in<Department>() != nullptr) {
        work.leave(ticket_action::LeaveHome{});
    } else if (work.in<Service>() != nullptr) {
        if (work.offer.departments.size() > 1) {
            work.state.stage = Department{0};
        } else {
            work.leave(ticket_action::LeaveHome{});
        }
    } else if (const auto* asked = work.in<Identify>()) {
        back_from_identify(work, asked->department);
    } else if (auto* phone = work.in<Phone>()) {
        const Identify before = phone->back;
        work.state.stage = before;
    } else if (const auto* failed = work.in<NotCommitted>()) {
        identify(work, failed->attempt.department, failed->attempt.queue);
    }
    // Committing and Issued stay: what is committed cannot be taken back.
}

}  // namespace bangnin::kiosk::ticket_steps
