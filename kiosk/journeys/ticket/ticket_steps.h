// The ticket journey's parts which only its own files use: one function for each group of events.
#pragma once

#include <utility>
#include <variant>
#include <vector>

#include "kiosk/journeys/ticket/ticket_journey.h"

namespace bangnin::kiosk::ticket_steps {

/// What every step works on: the state being changed, the actions being collected, and what it may look at.
struct Work {
    TicketState& state;
    std::vector<TicketAction>& actions;
    const Moment& now;
    const TicketOffer& offer;
    const TicketTimes& times;

    template <typename Stage>
    [[nodiscard]] Stage* in() const {
        return std::get_if<Stage>(&state.stage);
    }
    void act(TicketAction action) const { actions.push_back(std::move(action)); }
    void leave(TicketAction where) const {
        state.life = TicketLife::over;
        act(std::move(where));
    }
};

// Choosing (ticket_choosing.cpp).
void choose_department(const Work& work, std::size_t department);
void choose_queue(const Work& work, std::size_t queue);
void show_page(const Work& work, std::size_t page);
void identify(const Work& work, std::size_t department, std::size_t queue);
void back(const Work& work);

// Who are you (ticket_identity.cpp).
void enter_phone(const Work& work);
void type_digit(const Work& work, char digit);
void delete_digit(const Work& work);
void clear_digits(const Work& work);
void confirm_phone(const Work& work);
void without_identity(const Work& work);
void card_placed(const Work& work);
void card_read(const Work& work, const Person& person);
void card_failed(const Work& work);
void card_removed(const Work& work);
void reader_health(const Work& work, ReaderHealth health);

// Committed and printed (ticket_issued.cpp).
void committed(const Work& work, const IssuedTicket& ticket);
void commit_failed(const Work& work, CommitTrouble trouble);
void retry(const Work& work);
void printed(const Work& work, const std::string& number);
void print_failed(const Work& work, const std::string& number, NotPrinted reason);
void printer_ready(const Work& work);
void printer_trouble(const Work& work, NotPrinted reason);
void reprint(const Work& work);
void done(const Work& work);
void take_another(const Work& work);
void touched(const Work& work);
void tick(const Work& work);

/// Where the journey begins for this offer: at identify when there is nothing to choose.
void start(const Work& work);

}  // namespace bangnin::kiosk::ticket_steps
