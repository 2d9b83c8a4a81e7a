// A queue ticket: its number, its states, and the record the kiosk keeps of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sync/model/clock.h"
#include "sync/model/estimate.h"
#include "sync/model/token.h"

namespace bangnin::sync {

// Service letter + kiosk digits + the day's sequence, padded to three digits and growing past 999 without wrapping:
// A1023, A11000. A kiosk's digits are prefix-free, so that no two (kiosk, sequence) pairs share a text: one digit 1–8,
// or 90–98, or 990–998 — "A11001" can then only be kiosk 1's 1001st, never kiosk 11's first.
struct Number {
    static constexpr std::uint32_t largest_sequence = 999'999;

    char service = 'A';          // 'A'–'Z'
    std::uint32_t kiosk = 1;     // see kiosk_number_valid
    std::uint32_t sequence = 1;  // 1–largest_sequence

    std::string text() const;
    static std::optional<Number> parse(std::string_view text);

    friend bool operator==(const Number&, const Number&) = default;
};

// 1–8, 90–98, 990–998: twenty-six kiosks in a hall. Configurations must refuse any other.
bool kiosk_number_valid(std::uint32_t kiosk);

// How the person said who they are.
enum class Identity { none, card, phone };
std::string_view to_text(Identity identity);
std::optional<Identity> parse_identity(std::string_view text);

// issued → printing → printed | not_printed(reason). A reprint goes from either end state back to printing.
enum class PrintState { issued, printing, printed, not_printed };
std::string_view to_text(PrintState state);
std::optional<PrintState> parse_print_state(std::string_view text);

// issued→printing, printing→printed|not_printed, issued→not_printed (no printer at all), printed|not_printed→printing.
bool print_transition_allowed(PrintState from, PrintState to);

// Where the ticket stands in the queue, as the hub last said.
enum class TicketState { waiting, called, serving, done, missed, cancelled };
std::string_view to_text(TicketState state);
std::optional<TicketState> parse_ticket_state(std::string_view text);

// Whether the person still counts as in the queue (one open ticket per person and service).
bool ticket_open(TicketState state);

// UI language of the session, as the locale names it: "zh", "mn", "en".
struct Ticket {
    Token token{Token::Bytes{}};
    std::string number;  // Number::text()
    char service = 'A';
    std::string department;
    LocalDay day;  // the hall's day on which it counts
    std::uint32_t sequence = 0;
    Instant issued_at{};
    Identity identity = Identity::none;
    std::string language = "zh";
    std::uint32_t ahead = 0;           // as printed
    std::optional<Estimate> estimate;  // as printed
    PrintState print_state = PrintState::issued;
    std::string print_reason;  // of not_printed, a short machine word: "paper_out", "unknown", …
    std::uint32_t copy = 0;    // how many times printing has begun
    TicketState state = TicketState::waiting;
    std::string window;  // once called
};

}  // namespace bangnin::sync
