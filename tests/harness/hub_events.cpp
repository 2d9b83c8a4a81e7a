#include "tests/harness/hub_events.h"

#include "sync/store/sqlite.h"

namespace bangnin::harness {

std::expected<std::vector<HubEvent>, std::string> hub_events(const std::filesystem::path& hub_state,
                                                             const std::string& device) {
    auto connection = sync::Connection::open(hub_state / "hub.db", sync::OpenFor::reading_and_writing,
                                             std::chrono::milliseconds(5000));
    if (!connection) {
        return std::unexpected("the hub's database does not open");
    }
    auto rows = connection->prepare(
        "SELECT epoch, seq, type, body, reject_code FROM events WHERE device = ?1 ORDER BY epoch, seq");
    if (!rows) {
        return std::unexpected("the hub's events cannot be read");
    }
    rows->bind(1, std::string_view(device));
    std::vector<HubEvent> events;
    auto step = rows->step();
    for (; step && *step == sync::Step::row; step = rows->step()) {
        events.push_back({.epoch = rows->text(0),
                          .seq = static_cast<std::uint64_t>(rows->integer(1)),
                          .type = rows->text(2),
                          .body = nlohmann::json::parse(rows->text(3), nullptr, false),
                          .reject_code = rows->text(4)});
    }
    if (!step) {
        return std::unexpected("the hub's events cannot be read to the end");
    }
    return events;
}

std::expected<std::vector<HubRating>, std::string> hub_ratings(const std::filesystem::path& hub_state,
                                                               const std::string& ticket) {
    auto connection = sync::Connection::open(hub_state / "hub.db", sync::OpenFor::reading_and_writing,
                                             std::chrono::milliseconds(5000));
    if (!connection) {
        return std::unexpected("the hub's database does not open");
    }
    auto rows = connection->prepare(
        "SELECT grade, reasons, comment, anonymous, sealed, revises, in_force FROM ratings WHERE token = ?1 "
        "ORDER BY at_ms");
    if (!rows) {
        return std::unexpected("the hub's ratings cannot be read");
    }
    rows->bind(1, std::string_view(ticket));
    std::vector<HubRating> ratings;
    auto step = rows->step();
    for (; step && *step == sync::Step::row; step = rows->step()) {
        ratings.push_back({.grade = static_cast<int>(rows->integer(0)),
                           .reasons = rows->text(1),
                           .comment = rows->text(2),
                           .anonymous = rows->integer(3) == 1,
                           .sealed = rows->text(4),
                           .revises = rows->text(5),
                           .in_force = rows->integer(6) == 1});
    }
    if (!step) {
        return std::unexpected("the hub's ratings cannot be read to the end");
    }
    return ratings;
}

std::expected<std::uint64_t, std::string> kiosk_cursor(const std::filesystem::path& kiosk_state) {
    auto connection = sync::Connection::open(kiosk_state / "kiosk.db", sync::OpenFor::reading_and_writing,
                                             std::chrono::milliseconds(5000));
    if (!connection) {
        return std::unexpected("the kiosk's database does not open");
    }
    const auto cursor = connection->value("SELECT cursor FROM log");
    if (!cursor || !*cursor) {
        return std::unexpected("the kiosk's cursor cannot be read");
    }
    return std::stoull(**cursor);
}

std::vector<HubEvent> of_type(const std::vector<HubEvent>& events, const std::string& type) {
    std::vector<HubEvent> found;
    for (const HubEvent& event : events) {
        if (event.type == type) {
            found.push_back(event);
        }
    }
    return found;
}

}  // namespace bangnin::harness
