#include "kiosk/hall_board.h"

#include <algorithm>

#include "kiosk/journeys/overloaded.h"

namespace bangnin::kiosk {

HallBoard::HallBoard(const Config& config) : config_(config) {
    // Until the first word from the link nobody knows; a warning that vanishes a second later would only frighten.
    status_.hub = Reachability::reachable;
    read_configuration();
}

void HallBoard::read_configuration() {
    departments_ = departments_of(config_);
    queues_.clear();
    status_.open_windows = 0;
    for (const auto& service : config_.services) {
        QueueLine line;
        line.letter = std::string(1, service.letter);
        line.department = service.department;
        line.name = service.name;
        line.hint = service.hint;
        line.window = service.window;
        queues_.push_back(std::move(line));
        status_.open_windows += static_cast<int>(service.open_windows);
    }
}

void HallBoard::refresh(TicketDesk& desk, Wall now) {
    const auto local = local_time(now, config_.hall.utc_offset_minutes);
    const auto contact = desk.last_contact();
    if (contact) {
        status_.as_of = contact;
    }
    status_.waiting = 0;
    status_.open_windows = 0;
    for (std::size_t i = 0; i < queues_.size(); ++i) {
        const auto& service = config_.services[i];
        const auto known = desk.queue(service.letter, now);
        const auto opening = opening_at(service.hours, local.hour * 60 + local.minute);
        queues_[i].waiting = static_cast<int>(known.ahead);
        queues_[i].as_of = known.hub ? status_.as_of : std::nullopt;
        queues_[i].state = opening.state;
        queues_[i].opens_at = opening.opens_at;
        status_.waiting += queues_[i].waiting;
        status_.open_windows += static_cast<int>(known.hub ? known.hub->open_windows : service.open_windows);
    }
}

bool HallBoard::pass(Steady now) {
    const HallStatus before = status_;
    status_.hub = contact_.hub();
    status_.told = contact_.told(now);
    return status_.hub != before.hub || status_.told != before.told;
}

bool HallBoard::take(const sync::LinkEvent& event, Steady now) {
    return std::visit(Overloaded{
                          [&](const sync::ContactMade& made) {
                              contact_.made();
                              pass(now);
                              status_.as_of = made.at;
                              return true;
                          },
                          [&](const sync::ContactLost&) {
                              contact_.lost(now);
                              return pass(now);
                          },
                          [&](const sync::ChangesApplied& applied) {
                              for (const auto& change : applied.changes) {
                                  if (const auto* call = std::get_if<sync::wire::CallChange>(&change)) {
                                      status_.called = CalledNumber{.number = call->number, .window = call->window};
                                  }
                              }
                              return true;
                          },
                          [](const auto&) { return false; },
                      },
                      event);
}

TicketOffer HallBoard::offer() const {
    TicketOffer offer;
    for (const auto& cell : departments_) {
        offer.departments.push_back(cell.queues);
    }
    for (const auto& line : queues_) {
        offer.queue_open.push_back(line.state == QueueState::open);
    }
    return offer;
}

bool HallBoard::fresh(Wall now) const { return status_.as_of && now - *status_.as_of <= stale_after; }

}  // namespace bangnin::kiosk
