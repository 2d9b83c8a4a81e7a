// Papers that are still on their way when the page of their ticket is left: when one does not come out, the person is
// told over whatever page they are at, until they say that they know. Pure; step() is total.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/journeys/ticket/ticket_journey.h"

namespace bangnin::kiosk {

/// A ticket whose page is gone, as the notice about its paper shows it.
struct LeftTicket {
    std::string number;
    std::string url;  ///< what its QR says
    friend bool operator==(const LeftTicket&, const LeftTicket&) = default;
};

struct Unprinted {
    LeftTicket ticket;
    NotPrinted reason = NotPrinted::unknown;
    friend bool operator==(const Unprinted&, const Unprinted&) = default;
};

struct PaperWatch {
    std::vector<LeftTicket> printing;  ///< left, and not decided yet
    std::vector<Unprinted> unprinted;  ///< to be told, oldest first
    friend bool operator==(const PaperWatch&, const PaperWatch&) = default;
};

namespace paper_event {
struct PageLeft {  ///< while its paper was on its way
    LeftTicket ticket;
};
struct PageShown {  ///< its page is there (again) and tells by itself
    std::string number;
};
struct Printed {
    std::string number;
};
struct PrintFailed {
    std::string number;
    NotPrinted reason;
};
struct Noted {};        ///< 我记住了, of the oldest
struct SessionOver {};  ///< nobody is there to be told; staff are told anyway
}  // namespace paper_event

using PaperEvent = std::variant<paper_event::PageLeft, paper_event::PageShown, paper_event::Printed,
                                paper_event::PrintFailed, paper_event::Noted, paper_event::SessionOver>;

[[nodiscard]] PaperWatch step(const PaperWatch& state, const PaperEvent& event);

/// What the watch has to be told when the ticket journey went from one state to another (none: no journey).
[[nodiscard]] std::vector<PaperEvent> paper_events(const std::optional<TicketState>& before,
                                                   const std::optional<TicketState>& after);

}  // namespace bangnin::kiosk
