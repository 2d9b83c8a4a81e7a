// The hall and the states which the tests of the ticket journey share.
#pragma once

#include <string>
#include <vector>

#include "kiosk/journeys/ticket/ticket_journey.h"

namespace bangnin::kiosk::samples {

inline constexpr TicketTimes times{};

/// Queue 0 alone in its department, 1 and 2 in the second, 3 closed, then sixteen more so that there are two pages.
inline TicketOffer offer() {
    TicketOffer offer{.departments = {{0}, {1, 2}, {3}}, .queue_open = {true, true, true, false}};
    for (std::size_t queue = 4; queue < 20; ++queue) {
        offer.departments.push_back({queue});
        offer.queue_open.push_back(true);
    }
    return offer;
}

inline Moment at(std::chrono::milliseconds steady) { return {.steady = steady, .wall = {}}; }

inline Person person() { return {.name = Secret("李小明"), .id_number = Secret("150722198001011234"), .phone = {}}; }

inline IssuedTicket ticket(std::string number = "A1023") {
    return {.number = std::move(number),
            .token = "0123456789ABCDEFGHJKMNPQR4",
            .url = "https://hall.example/t/0123456789ABCDEFGHJKMNPQR4",
            .queue = 0,
            .ahead = 3,
            .estimate = {.low_minutes = 8, .high_minutes = 14, .as_of = {}},
            .issued_at = {},
            .origin = TicketOrigin::fresh};
}

inline IssuedTicket existing_ticket() {
    auto same = ticket();
    same.origin = TicketOrigin::existing;
    return same;
}

inline std::vector<TicketEvent> every_event() {
    using namespace ticket_event;
    return {ChooseDepartment{0},
            ChooseDepartment{1},
            ChooseDepartment{2},
            ChooseDepartment{999},
            ChooseService{1},
            ChooseService{2},
            ChooseService{0},
            ChooseService{999},
            ShowPage{1},
            ShowPage{99},
            AskStaff{},
            EnterPhone{},
            Digit{'1'},
            Digit{'9'},
            Digit{'x'},
            DeleteDigit{},
            ClearDigits{},
            ConfirmPhone{},
            WithoutIdentity{},
            Done{},
            TakeAnother{},
            Reprint{},
            Retry{},
            Back{},
            Touch{},
            CardPlaced{},
            CardRead{person()},
            CardFailed{},
            CardRemoved{},
            ReaderFault{},
            ReaderReady{},
            Printed{"A1023"},
            Printed{"B1001"},
            PrintFailed{"A1023", NotPrinted::paper_out},
            PrintFailed{"B1001", NotPrinted::cutter},
            PrinterReady{},
            PrinterTrouble{NotPrinted::cover_open},
            Committed{ticket()},
            Committed{existing_ticket()},
            CommitFailed{CommitTrouble::full},
            Tick{}};
}

inline std::vector<TicketStage> every_stage() {
    using namespace ticket_stage;
    std::vector<TicketStage> stages{Department{0}, Department{1}, Service{1}};
    for (const auto reading :
         {Reading::waiting, Reading::lift_first, Reading::reading, Reading::failed, Reading::reader_fault}) {
        const Identify asked{.department = 1, .queue = 2, .reading = reading, .failures = 1};
        stages.emplace_back(asked);
        for (const auto* digits : {"", "138", "13812345678", "10012345678"}) {
            stages.emplace_back(Phone{.back = asked, .digits = Secret(digits), .problem = PhoneProblem::none});
        }
    }
    for (const auto identity : {IdentityKind::none, IdentityKind::card, IdentityKind::phone}) {
        const Committing attempt{.department = 0, .queue = 0, .identity = identity, .person = person()};
        stages.emplace_back(attempt);
        stages.emplace_back(NotCommitted{.attempt = attempt, .trouble = CommitTrouble::busy});
    }
    for (const auto print :
         {PrintState::printing, PrintState::printed, PrintState::not_printed, PrintState::can_reprint}) {
        Issued issued;
        issued.ticket = ticket();
        issued.print = print;
        issued.leave_at = std::chrono::seconds{15};
        stages.emplace_back(issued);
    }
    return stages;
}

inline std::vector<TicketState> every_state() {
    std::vector<TicketState> states;
    for (const auto& stage : every_stage()) {
        for (const auto card : {CardPresence::absent, CardPresence::present}) {
            for (const auto reader : {ReaderHealth::well, ReaderHealth::faulty}) {
                for (const auto life : {TicketLife::running, TicketLife::over}) {
                    states.push_back({.stage = stage,
                                      .card = card,
                                      .reader = reader,
                                      .request_seed = "seed",
                                      .request_count = 1,
                                      .life = life});
                }
            }
        }
    }
    return states;
}

template <typename Action>
std::size_t count(const std::vector<TicketAction>& actions) {
    std::size_t found = 0;
    for (const auto& action : actions) {
        found += std::holds_alternative<Action>(action) ? 1 : 0;
    }
    return found;
}

}  // namespace bangnin::kiosk::samples
