// What happens to which connection and which request of which device: decided by the seed alone, so that a run can be
// had again. Pure.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string_view>

namespace bangnin::faults {

enum class Fault {
    none,
    // Of a connection, from its first byte.
    refused,                   // closed at once
    silent,                    // taken, and nothing is ever said
    wire_cut,                  // device and hub speak TLS with one another, until a byte in the middle
    portal_plain,              // a portal without TLS redirects whatever it hears
    portal_wrong_certificate,  // a portal that shows a certificate of its own
    // Of a request, where the hub's TLS is ended on its way.
    slow_request,
    slow_answer,
    request_lost,  // the connection is cut before the hub hears of it
    answer_lost,   // and after it has answered
    sent_twice,    // one after the other
    sent_twice_at_once,
    delivered_late,   // after requests that the device sent later
    portal_page,      // 200 with HTML
    portal_redirect,  // 302
    server_error,     // 500
    too_many,         // 429 with Retry-After
};
inline constexpr std::array every_fault{Fault::refused,
                                        Fault::silent,
                                        Fault::wire_cut,
                                        Fault::portal_plain,
                                        Fault::portal_wrong_certificate,
                                        Fault::slow_request,
                                        Fault::slow_answer,
                                        Fault::request_lost,
                                        Fault::answer_lost,
                                        Fault::sent_twice,
                                        Fault::sent_twice_at_once,
                                        Fault::delivered_late,
                                        Fault::portal_page,
                                        Fault::portal_redirect,
                                        Fault::server_error,
                                        Fault::too_many};
std::string_view to_text(Fault fault);

// A sequence of numbers from a seed (splitmix64).
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next();
    std::uint64_t below(std::uint64_t limit) { return next() % limit; }

  private:
    std::uint64_t state_;
};

struct Mishap {
    Fault fault = Fault::none;
    std::chrono::milliseconds delay{0};  // of what is slow
    std::uint64_t bytes = 0;             // that a cut wire lets through, both ways together
    std::uint64_t hub = 0;               // any number: by which of several hubs the connection goes
};

class FaultPlan {
  public:
    explicit FaultPlan(std::uint64_t seed) : seed_(seed) {}

    enum class Asks { push, other };
    Mishap of_connection(std::uint32_t device, std::uint32_t connection) const;
    Mishap of_request(std::uint32_t device, std::uint32_t request, Asks asks) const;

  private:
    std::uint64_t seed_;
};

}  // namespace bangnin::faults
