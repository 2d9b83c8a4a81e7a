#include "kiosk/journeys/ticket/ticket_journey.h"

#include <algorithm>

#include "kiosk/journeys/overloaded.h"
#include "kiosk/journeys/ticket/ticket_steps.h"

namespace bangnin::kiosk {

namespace {

using namespace ticket_event;
namespace steps = ticket_steps;

void perform(const steps::Work& work, const TicketEvent& event) {
    std::visit(Overloaded{
                   [&](const ChooseDepartment& chosen) { steps::choose_department(work, chosen.department); },
                   [&](const ChooseService& chosen) { steps::choose_queue(work, chosen.queue); },
                   [&](const ShowPage& wanted) { steps::show_page(work, wanted.page); },
                   [&](const AskStaff&) { work.act(ticket_action::CallStaff{}); },
                   [&](const EnterPhone&) { steps::enter_phone(work); },
                   [&](const Digit& typed) { steps::type_digit(work, typed.digit); },
                   [&](const DeleteDigit&) { steps::delete_digit(work); },
                   [&](const ClearDigits&) { steps::clear_digits(work); },
                   [&](const ConfirmPhone&) { steps::confirm_phone(work); },
                   [&](const WithoutIdentity&) { steps::without_identity(work); },
                   [&](const Done&) { steps::done(work); },
                   [&](const TakeAnother&) { steps::take_another(work); },
                   [&](const Reprint&) { steps::reprint(work); },
                   [&](const Retry&) { steps::retry(work); },
                   [&](const Back&) { steps::back(work); },
                   [&](const Touch&) { steps::touched(work); },
                   [&](const CardPlaced&) { steps::card_placed(work); },
                   [&](const CardRead& read) { steps::card_read(work, read.person); },
                   [&](const CardFailed&) { steps::card_failed(work); },
                   [&](const CardRemoved&) { steps::card_removed(work); },
                   [&](const ReaderFault&) { steps::reader_health(work, ReaderHealth::faulty); },
                   [&](const ReaderReady&) { steps::reader_health(work, ReaderHealth::well); },
                   [&](const Printed& job) { steps::printed(work, job.number); },
                   [&](const PrintFailed& job) { steps::print_failed(work, job.number, job.reason); },
                   [&](const PrinterReady&) { steps::printer_ready(work); },
                   [&](const PrinterTrouble& trouble) { steps::printer_trouble(work, trouble.reason); },
                   [&](const Committed& answer) { steps::committed(work, answer.ticket); },
                   [&](const CommitFailed& answer) { steps::commit_failed(work, answer.trouble); },
                   [&](const Tick&) { steps::tick(work); },
               },
               event);
}

}  // namespace

std::string request_id(const TicketState& state) {
    return state.request_seed + "-" + std::to_string(state.request_count);
}

TicketStep begin_ticket(std::string request_seed, const TicketOffer& offer, CardPresence card, ReaderHealth reader) {
    TicketStep begun{.state = {.stage = ticket_stage::Department{},
                               .card = card,
                               .reader = reader,
                               .request_seed = std::move(request_seed),
                               .request_count = 0,
                               .life = TicketLife::running},
                     .actions = {}};
    const Moment now{};
    const TicketTimes times{};
    steps::start({.state = begun.state, .actions = begun.actions, .now = now, .offer = offer, .times = times});
    return begun;
}

TicketStep step(const TicketState& state, const TicketEvent& event, const Moment& now, const TicketOffer& offer,
                const TicketTimes& times) {
    TicketStep next{.state = state, .actions = {}};
    if (state.life == TicketLife::over) {
        return next;
    }
    perform({.state = next.state, .actions = next.actions, .now = now, .offer = offer, .times = times}, event);
    return next;
}

std::optional<std::chrono::milliseconds> time_left(const TicketState& state, const Moment& now) {
    const auto* issued = std::get_if<ticket_stage::Issued>(&state.stage);
    if (issued == nullptr) {
        return std::nullopt;
    }
    return std::max(issued->leave_at - now.steady, std::chrono::milliseconds{0});
}

std::optional<Steady> next_deadline(const TicketState& state) {
    const auto* issued = std::get_if<ticket_stage::Issued>(&state.stage);
    return issued == nullptr ? std::nullopt : std::optional{issued->leave_at};
}

bool has_typed(const TicketState& state) {
    const auto* phone = std::get_if<ticket_stage::Phone>(&state.stage);
    return phone != nullptr && !phone->digits.empty();
}

bool can_go_back(const TicketState& state) {
    return !std::holds_alternative<ticket_stage::Committing>(state.stage) &&
           !std::holds_alternative<ticket_stage::Issued>(state.stage);
}

std::string_view screen_name(const TicketState& state) {
    return std::visit(Overloaded{
                          [](const ticket_stage::Department&) -> std::string_view { return "ticket.department"; },
                          [](const ticket_stage::Service&) -> std::string_view { return "ticket.service"; },
                          [](const ticket_stage::Identify&) -> std::string_view { return "ticket.identify"; },
                          [](const ticket_stage::Phone&) -> std::string_view { return "ticket.phone"; },
                          [](const ticket_stage::Committing& attempt) -> std::string_view {
                              return attempt.identity == IdentityKind::phone ? "ticket.phone" : "ticket.identify";
                          },
                          [](const ticket_stage::Issued&) -> std::string_view { return "ticket.issued"; },
                          [](const ticket_stage::NotCommitted&) -> std::string_view { return "ticket.not_committed"; },
                      },
                      state.stage);
}

PhoneProblem check_phone(std::string_view digits) {
    if (digits.size() < phone_digits) {
        return PhoneProblem::too_short;
    }
    // Mobile numbers begin with 13…19; 10…12 are service numbers.
    const bool mobile = digits.size() == phone_digits && digits[0] == '1' && digits[1] >= '3' && digits[1] <= '9';
    return mobile ? PhoneProblem::none : PhoneProblem::not_a_mobile;
}

}  // namespace bangnin::kiosk
