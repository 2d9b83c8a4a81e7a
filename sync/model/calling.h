// Who is called next, and what a clerk may do with the person at the window. Pure: a command and the day's tickets in,
// the ticket as it becomes and the entry of the log out, or a refusal. Nothing is changed in place.
//
// Order: class (appointment due, courtesy, ordinary), then time of issue; never the number. A ticket that was called
// three times without an answer is missed; who comes back with it stands behind the next two of the class.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "sync/model/clock.h"
#include "sync/model/ticket.h"

namespace bangnin::sync {

// In the order in which they are called. Courtesy: the old, weak, ill, disabled, pregnant, and soldiers.
enum class PriorityClass { appointment, courtesy, ordinary };
std::string_view to_text(PriorityClass priority);
std::optional<PriorityClass> parse_priority_class(std::string_view text);

// Held: begun, and laid aside at its window while somebody else is served. Expired: still open when its day ended.
enum class QueuedState { waiting, called, serving, held, done, missed, cancelled, expired };
std::string_view to_text(QueuedState state);
std::optional<QueuedState> parse_queued_state(std::string_view text);
// What the person is told: laid aside is being served, and a number that ended with its day is one no more.
TicketState as_told(QueuedState state);

struct QueuedTicket {
    std::string token;
    std::string number;
    char service = 'A';
    PriorityClass priority = PriorityClass::ordinary;
    Instant issued_at{};
    QueuedState state = QueuedState::waiting;
    Instant place_at{};  // orders it within its class: when it was issued, until it comes back from missed
    std::optional<Instant> returned_at;  // then it stands behind those of the same place
    std::string window;                  // whose it is, once called; empty while it waits
    std::uint32_t calls = 0;             // since it last began to wait
    std::optional<Instant> called_at;    // the last time
    std::optional<Instant> started_at;

    friend bool operator==(const QueuedTicket&, const QueuedTicket&) = default;
};

// Strict and total over a day's tickets. Only their class, place and number count.
bool comes_before(const QueuedTicket& one, const QueuedTicket& other);

enum class WindowState { open, paused };
struct Window {
    std::string name;
    std::set<char> services;  // whose tickets it calls
    WindowState state = WindowState::open;
};

struct CallRules {
    std::uint32_t calls_until_missed = 3;
    std::chrono::seconds between_calls{20};
    std::uint32_t places_behind = 2;  // of its class, for one that comes back
};

namespace call_command {
struct Next {};    // the first of the window's services
struct Again {};   // the one that was called
struct Missed {};  // called often enough, and did not come
struct Start {};   // is here
struct Finish {};  // done; also without Start
struct Hold {};
struct Resume {
    std::string token;  // of one that this window holds
};
struct Transfer {
    char service = 'A';  // keeps the original time there
};
struct Return {
    std::string token;  // a missed one is back
};
struct Cancel {
    std::string token;  // a waiting or missed one is given up
};
struct Move {
    std::string token;   // a waiting one goes to another queue
    char service = 'A';  // and keeps its original time there
};
}  // namespace call_command

using CallCommand = std::variant<call_command::Next, call_command::Again, call_command::Missed, call_command::Start,
                                 call_command::Finish, call_command::Hold, call_command::Resume, call_command::Transfer,
                                 call_command::Return, call_command::Cancel, call_command::Move>;
// A machine word: "next", "again", …
std::string_view name_of(const CallCommand& command);

enum class CallRefusal {
    window_paused,
    nobody_waits,
    somebody_is_here,   // the window has one already
    nobody_is_here,     // the window has none
    already_begun,      // called people can be called again or be missed; served ones cannot
    not_begun,          // only who is being served can be laid aside
    too_soon,           // the last call is less than between_calls ago
    called_enough,      // another call would be one too many: missed now
    not_called_enough,  // not missed yet
    unknown_ticket,
    other_window,  // held at another one
    wrong_state,   // of the ticket named
    same_service,
    unknown_service,  // nobody calls from that queue
    unknown_window,
    other_ticket,  // the window is not as whoever gave the command believed
};
// Whether a command is about whoever is at the window, rather than a ticket that it names.
bool concerns_window(const CallCommand& command);

// A sentence for the clerk, in Chinese.
std::string_view to_text(CallRefusal refusal);

// One entry of the log that is only ever added to. With `waiting` and the rest it answers why this one was called
// first.
struct CallEntry {
    std::string command;
    std::string token;
    std::string number;
    std::string window;
    Instant at{};
    QueuedState before = QueuedState::waiting;
    QueuedState after = QueuedState::waiting;
    PriorityClass priority = PriorityClass::ordinary;
    Instant place_at{};
    std::uint32_t waiting = 0;  // of the window's services, this one included
    std::uint32_t earlier = 0;  // of these, how many were issued earlier and still come after it
    std::uint32_t calls = 0;    // of this ticket so far
    friend bool operator==(const CallEntry&, const CallEntry&) = default;
};

struct CallOutcome {
    QueuedTicket ticket;  // as it is now
    CallEntry entry;
};

// `tickets`: those of one day, each once, in any order; `window` is not asked for Return, Cancel and Move.
std::expected<CallOutcome, CallRefusal> carry_out(const CallCommand& command, const Window& window,
                                                  std::span<const QueuedTicket> tickets, const CallRules& rules,
                                                  Instant now);

// What the end of its day makes of a ticket; nothing for one that had come to its own end, or was missed.
std::optional<CallOutcome> closed_by_day(const QueuedTicket& ticket, Instant now);

// How many of the tickets wait and come before this one in its service's queue.
std::uint32_t people_before(const QueuedTicket& ticket, std::span<const QueuedTicket> tickets);

}  // namespace bangnin::sync
