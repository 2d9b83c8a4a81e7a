#include "tests/faults/chaos/fault_plan.h"

#include <span>

namespace bangnin::faults {
namespace {

struct Share {
    Fault fault;
    std::uint64_t weight;
};

constexpr std::array of_connections{Share{Fault::none, 56},        Share{Fault::refused, 6},
                                    Share{Fault::silent, 2},       Share{Fault::wire_cut, 24},
                                    Share{Fault::portal_plain, 6}, Share{Fault::portal_wrong_certificate, 6}};
constexpr std::array of_pushes{Share{Fault::none, 12},
                               Share{Fault::slow_request, 8},
                               Share{Fault::slow_answer, 8},
                               Share{Fault::request_lost, 8},
                               Share{Fault::answer_lost, 10},
                               Share{Fault::sent_twice, 8},
                               Share{Fault::sent_twice_at_once, 8},
                               Share{Fault::delivered_late, 8},
                               Share{Fault::portal_page, 8},
                               Share{Fault::portal_redirect, 6},
                               Share{Fault::server_error, 5},
                               Share{Fault::too_many, 3}};
constexpr std::array of_others{Share{Fault::none, 50},        Share{Fault::slow_answer, 15},
                               Share{Fault::request_lost, 5}, Share{Fault::answer_lost, 10},
                               Share{Fault::portal_page, 5},  Share{Fault::portal_redirect, 5},
                               Share{Fault::server_error, 5}};

Fault drawn(std::span<const Share> shares, Dice& dice) {
    std::uint64_t all = 0;
    for (const Share& share : shares) all += share.weight;
    std::uint64_t left = dice.below(all);
    for (const Share& share : shares) {
        if (left < share.weight) return share.fault;
        left -= share.weight;
    }
    return Fault::none;
}

Mishap mishap(std::span<const Share> shares, Dice dice) {
    constexpr std::uint64_t longest_delay_ms = 150;
    constexpr std::uint64_t fewest_bytes = 300;  // in the middle of the handshake
    constexpr std::uint64_t most_bytes = 15'000;
    Mishap made;
    made.fault = drawn(shares, dice);
    made.delay = std::chrono::milliseconds(1 + dice.below(longest_delay_ms));
    made.bytes = fewest_bytes + dice.below(most_bytes - fewest_bytes);
    made.hub = dice.next();
    return made;
}

std::uint64_t mixed(std::uint64_t seed, std::uint64_t device, std::uint64_t kind, std::uint64_t count) {
    return Dice(seed ^ Dice((device << 40U) ^ (kind << 36U) ^ count).next()).next();
}

}  // namespace

std::string_view to_text(Fault fault) {
    switch (fault) {
        case Fault::none:
            return "none";
        case Fault::refused:
            return "refused";
        case Fault::silent:
            return "silent";
        case Fault::wire_cut:
            return "wire_cut";
        case Fault::portal_plain:
            return "portal_plain";
        case Fault::portal_wrong_certificate:
            return "portal_wrong_certificate";
        case Fault::slow_request:
            return "slow_request";
        case Fault::slow_answer:
            return "slow_answer";
        case Fault::request_lost:
            return "request_lost";
        case Fault::answer_lost:
            return "answer_lost";
        case Fault::sent_twice:
            return "sent_twice";
        case Fault::sent_twice_at_once:
            return "sent_twice_at_once";
        case Fault::delivered_late:
            return "delivered_late";
        case Fault::portal_page:
            return "portal_page";
        case Fault::portal_redirect:
            return "portal_redirect";
        case Fault::server_error:
            return "server_error";
        case Fault::too_many:
            return "too_many";
    }
    return "";
}

std::uint64_t Dice::next() {
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t mixed_state = state_;
    mixed_state = (mixed_state ^ (mixed_state >> 30U)) * 0xbf58476d1ce4e5b9U;
    mixed_state = (mixed_state ^ (mixed_state >> 27U)) * 0x94d049bb133111ebU;
    return mixed_state ^ (mixed_state >> 31U);
}

Mishap FaultPlan::of_connection(std::uint32_t device, std::uint32_t connection) const {
    return mishap(of_connections, Dice(mixed(seed_, device, 1, connection)));
}

Mishap FaultPlan::of_request(std::uint32_t device, std::uint32_t request, Asks asks) const {
    if (asks == Asks::push) return mishap(of_pushes, Dice(mixed(seed_, device, 2, request)));
    return mishap(of_others, Dice(mixed(seed_, device, 3, request)));
}

}  // namespace bangnin::faults
