// A second hall for tests: its tickets have the first's numbers and tokens of their own.
#pragma once

#include "tests/sync/hub/hub_rig.h"

namespace bangnin::hub::test {

inline const std::string north = "north";
inline const std::string north_name = "大杨树镇便民服务中心";

// Beside what configuration() has: one queue, called from a window of the first hall's name and one of its own.
inline const std::string north_queues =
    "[[service]]\nhall = \"north\"\nletter = \"A\"\ndepartment = \"综合窗口\"\n"
    "[[window]]\nhall = \"north\"\nname = \"1\"\nservices = \"A\"\n"
    "[[window]]\nhall = \"north\"\nname = \"9\"\nservices = \"A\"\n";

inline sync::Token north_token(char service, std::uint32_t sequence) { return token_of(service, 200, sequence); }

// What tickets() gives, with tokens of the other hall.
inline std::vector<sync::Event> north_tickets(char service, std::uint32_t first, std::uint32_t last) {
    auto events = tickets(service, 1, first, last);
    for (sync::Event& event : events) {
        auto body = sync::wire::decode_ticket_issued(event.body).value();
        body.token = north_token(service, body.sequence).text();
        body.department = "综合窗口";
        event.body = encode(body);
    }
    return events;
}

}  // namespace bangnin::hub::test
