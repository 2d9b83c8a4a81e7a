#include "sync/model/ticket.h"

#include <array>
#include <utility>

namespace bangnin::sync {
namespace {

template <typename State, std::size_t count>
using Words = std::array<std::pair<State, std::string_view>, count>;

template <typename State, std::size_t count>
std::string_view word_of(const Words<State, count>& words, State state) {
    for (const auto& [known, word] : words) {
        if (known == state) return word;
    }
    return "unknown";
}

template <typename State, std::size_t count>
std::optional<State> state_of(const Words<State, count>& words, std::string_view text) {
    for (const auto& [state, word] : words) {
        if (word == text) return state;
    }
    return std::nullopt;
}

constexpr Words<Identity, 3> identity_words{
    {{Identity::none, "none"}, {Identity::card, "card"}, {Identity::phone, "phone"}}};

constexpr Words<PrintState, 4> print_words{{{PrintState::issued, "issued"},
                                            {PrintState::printing, "printing"},
                                            {PrintState::printed, "printed"},
                                            {PrintState::not_printed, "not_printed"}}};

constexpr Words<TicketState, 6> ticket_words{{{TicketState::waiting, "waiting"},
                                              {TicketState::called, "called"},
                                              {TicketState::serving, "serving"},
                                              {TicketState::done, "done"},
                                              {TicketState::missed, "missed"},
                                              {TicketState::cancelled, "cancelled"}}};

// How many digits the kiosk's part takes: nines lead, and the first digit that is not nine ends it.
std::size_t kiosk_digits(std::string_view digits) {
    for (std::size_t index = 0; index < digits.size() && index < 3; ++index) {
        if (digits[index] != '9') return index + 1;
    }
    return 0;
}

std::uint32_t value_of(std::string_view digits) {
    std::uint32_t value = 0;
    for (const char digit : digits) value = value * 10 + static_cast<std::uint32_t>(digit - '0');
    return value;
}

}  // namespace

bool kiosk_number_valid(std::uint32_t kiosk) {
    return (kiosk >= 1 && kiosk <= 8) || (kiosk >= 90 && kiosk <= 98) || (kiosk >= 990 && kiosk <= 998);
}

std::string Number::text() const {
    std::string digits = std::to_string(sequence);
    if (digits.size() < 3) digits.insert(0, 3 - digits.size(), '0');
    return std::string(1, service) + std::to_string(kiosk) + digits;
}

std::optional<Number> Number::parse(std::string_view text) {
    // A letter, one to three kiosk digits, three to six of the sequence.
    if (text.size() < 5 || text.size() > 10 || text[0] < 'A' || text[0] > 'Z') return std::nullopt;
    const std::string_view digits = text.substr(1);
    if (digits.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
    const std::size_t width = kiosk_digits(digits);
    if (width == 0 || digits.size() < width + 3) return std::nullopt;
    const std::string_view sequence = digits.substr(width);
    if (sequence.size() > 6 || (sequence.size() > 3 && sequence[0] == '0')) return std::nullopt;
    const Number number{text[0], value_of(digits.substr(0, width)), value_of(sequence)};
    if (!kiosk_number_valid(number.kiosk) || number.sequence == 0) return std::nullopt;
    return number;
}

std::string_view to_text(Identity identity) { return word_of(identity_words, identity); }
std::optional<Identity> parse_identity(std::string_view text) { return state_of(identity_words, text); }

std::string_view to_text(PrintState state) { return word_of(print_words, state); }
std::optional<PrintState> parse_print_state(std::string_view text) { return state_of(print_words, text); }

bool print_transition_allowed(PrintState from, PrintState to) {
    switch (from) {
        case PrintState::issued:
            return to == PrintState::printing || to == PrintState::not_printed;
        case PrintState::printing:
            return to == PrintState::printed || to == PrintState::not_printed;
        case PrintState::printed:
        case PrintState::not_printed:
            return to == PrintState::printing;
    }
    return false;
}

std::string_view to_text(TicketState state) { return word_of(ticket_words, state); }
std::optional<TicketState> parse_ticket_state(std::string_view text) { return state_of(ticket_words, text); }

bool ticket_open(TicketState state) {
    return state == TicketState::waiting || state == TicketState::called || state == TicketState::serving;
}

}  // namespace bangnin::sync
