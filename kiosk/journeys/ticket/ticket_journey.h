// Taking a queue ticket: department → queue → who are you (card, phone, nobody) → committed → issued and printed.
// Pure: step() is total over every state and event. A second tap on anything that confirms does nothing, because the
// first one has already left the state; the request id says so once more to the store.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/journeys/moment.h"
#include "kiosk/journeys/secret.h"
#include "kiosk/journeys/session/card_guard.h"
#include "kiosk/journeys/ticket/ticket_standing.h"

namespace bangnin::kiosk {

/// What the hall offers: for each department the queues it has, as indexes into View::queues. Never empty itself.
struct TicketOffer {
    std::vector<std::vector<std::size_t>> departments;
    std::vector<bool> queue_open;  ///< by queue index; closed queues are shown but take nobody
};

struct TicketTimes {
    std::chrono::seconds taken{15};        ///< issued and printed: leaves by itself after this
    std::chrono::seconds not_printed{40};  ///< issued without paper: the number must be remembered, so longer
};

/// 11 digits of a mobile number.
inline constexpr std::size_t phone_digits = 11;

enum class IdentityKind { none, card, phone };

/// What the slot on the identify page shows.
enum class Reading {
    waiting,       ///< card bobs
    lift_first,    ///< a card lies there from before: it is read only after it was lifted. 请先拿起来，再放一次
    reading,       ///< 正在读，请不要拿开
    failed,        ///< 没读到。您的操作都还在，请拿起来再放一次
    reader_fault,  ///< 读卡器正在检修; both keys stay
};

/// What is wrong with the digits typed so far; said only once the person confirms.
enum class PhoneProblem { none, too_short, not_a_mobile };

enum class NotPrinted { paper_out, cover_open, cutter, offline, unknown };

enum class PrintState {
    printing,     ///< 正在打印…
    printed,      ///< the printer said so
    not_printed,  ///< number and QR stay, staff are told
    can_reprint,  ///< not printed, but the printer is well again: 补打小票
};

enum class CommitTrouble {
    busy,     ///< the store was locked too long
    full,     ///< no room on the disk
    damaged,  ///< the store cannot be read
    other,
};

/// Whether any window calls from the queue; without one no wait is promised.
enum class OpenWindows : std::uint8_t { some, none };

/// The estimate in minutes, low ≤ high.
struct WaitEstimate {
    int low_minutes = 0;
    int high_minutes = 0;
    std::optional<Wall> as_of;  ///< when the hub last confirmed what it is based on; none: only local knowledge
    OpenWindows windows = OpenWindows::some;
    friend bool operator==(const WaitEstimate&, const WaitEstimate&) = default;
};

/// Where a committed ticket comes from.
enum class TicketOrigin {
    fresh,     ///< made by this confirmation
    existing,  ///< this person already waits in that queue: the same ticket again, no second place in the line
};

/// A committed ticket as screen and paper show it. Carries nothing personal.
struct IssuedTicket {
    std::string number;  ///< A1023
    std::string token;   ///< 26 characters of Crockford base32
    std::string url;     ///< what the QR says: an address, or the bare token where the hall has no hub
    std::size_t queue = 0;
    int ahead = 0;          ///< when it was issued; of an existing one: now
    WaitEstimate estimate;  ///< the same
    Wall issued_at{};
    TicketOrigin origin = TicketOrigin::fresh;
    /// Of an existing one: as the hub said a moment ago. Where it is not waited with any more, screen and paper show
    /// neither people ahead nor an estimate.
    TicketStanding standing = TicketStanding::waiting;
    friend bool operator==(const IssuedTicket&, const IssuedTicket&) = default;
};

namespace ticket_stage {
/// Step 1. `page` counts from 0.
struct Department {
    std::size_t page = 0;
};
/// Only when the department has several queues.
struct Service {
    std::size_t department = 0;
    std::size_t page = 0;
};
/// Step 2.
struct Identify {
    std::size_t department = 0;
    std::size_t queue = 0;
    Reading reading = Reading::waiting;
    int failures = 0;  ///< after 2 the phone key turns gold
};
/// Step 2, the number keypad.
struct Phone {
    Identify back;
    Secret digits;
    PhoneProblem problem = PhoneProblem::none;
};
/// Handed to the store, answer not yet there. Shows the identify page with "读到" when a card was read.
struct Committing {
    std::size_t department = 0;
    std::size_t queue = 0;
    IdentityKind identity = IdentityKind::none;
    Person person;
};
/// Step 3.
struct Issued {
    IssuedTicket ticket;
    PrintState print = PrintState::printing;
    NotPrinted reason = NotPrinted::unknown;  ///< meaningful in not_printed and can_reprint
    int copies = 1;                           ///< how many times it was sent to the printer
    Steady leave_at{};                        ///< the journey ends then
    std::optional<Wall> staff_told_at;        ///< set when not printed
    IdentityKind identity = IdentityKind::none;
    std::string masked_name;  ///< 李*明 when a card was read
};
/// The store would not take it: there is no number. Retry keeps the request id.
struct NotCommitted {
    Committing attempt;
    CommitTrouble trouble = CommitTrouble::other;
};
}  // namespace ticket_stage

using TicketStage =
    std::variant<ticket_stage::Department, ticket_stage::Service, ticket_stage::Identify, ticket_stage::Phone,
                 ticket_stage::Committing, ticket_stage::Issued, ticket_stage::NotCommitted>;

enum class ReaderHealth { well, faulty };

/// A journey that was left answers nothing any more, whatever still arrives.
enum class TicketLife { running, over };

struct TicketState {
    TicketStage stage;
    CardPresence card = CardPresence::absent;
    ReaderHealth reader = ReaderHealth::well;
    std::string request_seed;  ///< random, given at begin; one seed serves one journey
    int request_count = 0;     ///< tickets begun in this journey
    TicketLife life = TicketLife::running;
};

namespace ticket_event {
// From the screens.
struct ChooseDepartment {
    std::size_t department;  ///< index into TicketOffer::departments
};
struct ChooseService {
    std::size_t queue;  ///< index into View::queues
};
/// How many stand on a page is known where they are drawn.
struct ShowPage {
    std::size_t page = 0;
};
struct AskStaff {};    ///< 问问工作人员
struct EnterPhone {};  ///< 输入手机号
struct Digit {
    char digit;  ///< '0'…'9'
};
struct DeleteDigit {};
struct ClearDigits {};
struct ConfirmPhone {};
struct WithoutIdentity {};  ///< 不登记，直接取号
struct Done {};             ///< 好的，完成 / 我记住了
struct TakeAnother {};      ///< 再取一个号
struct Reprint {};          ///< 补打小票
struct Retry {};            ///< after a failed commit
// From the frame.
struct Back {};
struct Touch {};  ///< any touch: 有操作就重新计时
// From the devices.
struct CardPlaced {};
struct CardRead {
    Person person;
};
struct CardFailed {};
struct CardRemoved {};
struct ReaderFault {};
struct ReaderReady {};
struct Printed {
    std::string number;
};
struct PrintFailed {
    std::string number;
    NotPrinted reason;
};
struct PrinterReady {};  ///< can print (again)
struct PrinterTrouble {
    NotPrinted reason;
};
// From the store.
struct Committed {
    IssuedTicket ticket;
};
struct CommitFailed {
    CommitTrouble trouble;
};
struct Tick {};
}  // namespace ticket_event

using TicketEvent = std::variant<
    ticket_event::ChooseDepartment, ticket_event::ChooseService, ticket_event::ShowPage, ticket_event::AskStaff,
    ticket_event::EnterPhone, ticket_event::Digit, ticket_event::DeleteDigit, ticket_event::ClearDigits,
    ticket_event::ConfirmPhone, ticket_event::WithoutIdentity, ticket_event::Done, ticket_event::TakeAnother,
    ticket_event::Reprint, ticket_event::Retry, ticket_event::Back, ticket_event::Touch, ticket_event::CardPlaced,
    ticket_event::CardRead, ticket_event::CardFailed, ticket_event::CardRemoved, ticket_event::ReaderFault,
    ticket_event::ReaderReady, ticket_event::Printed, ticket_event::PrintFailed, ticket_event::PrinterReady,
    ticket_event::PrinterTrouble, ticket_event::Committed, ticket_event::CommitFailed, ticket_event::Tick>;

namespace ticket_action {
/// Write the ticket. The same request id never makes a second one.
struct Commit {
    std::string request;
    std::size_t queue;
    IdentityKind identity;
    Person person;
};
enum class Copy { original, reprint };
struct Print {
    IssuedTicket ticket;
    Copy copy;
};
struct WatchForCard {};  ///< the reader polls from now on
struct StopWatching {};  ///< and no longer
struct CallStaff {};
struct Answer {};       ///< the person answered something: the session's remaining time is shown
struct QueueClosed {};  ///< say that the chosen queue takes nobody now
struct LeaveHome {};    ///< to the home screen, the session goes on
struct EndSession {};   ///< the person is done: wipe, idle screen
}  // namespace ticket_action

using TicketAction = std::variant<ticket_action::Commit, ticket_action::Print, ticket_action::WatchForCard,
                                  ticket_action::StopWatching, ticket_action::CallStaff, ticket_action::Answer,
                                  ticket_action::QueueClosed, ticket_action::LeaveHome, ticket_action::EndSession>;

struct TicketStep {
    TicketState state;
    std::vector<TicketAction> actions;
};

/// The journey's first state. With one department and one queue there is nothing to choose: it starts at identify.
[[nodiscard]] TicketStep begin_ticket(std::string request_seed, const TicketOffer& offer, CardPresence card,
                                      ReaderHealth reader);

[[nodiscard]] TicketStep step(const TicketState& state, const TicketEvent& event, const Moment& now,
                              const TicketOffer& offer, const TicketTimes& times);

/// Time until the issued page leaves by itself; none in the other stages.
[[nodiscard]] std::optional<std::chrono::milliseconds> time_left(const TicketState& state, const Moment& now);

[[nodiscard]] std::optional<Steady> next_deadline(const TicketState& state);

/// True when leaving would lose something the person typed.
[[nodiscard]] bool has_typed(const TicketState& state);

/// False where 返回 has nothing to go back to (a committed ticket cannot be taken back).
[[nodiscard]] bool can_go_back(const TicketState& state);

/// ticket.department, ticket.service, ticket.identify, ticket.phone, ticket.issued, ticket.not_committed.
/// Committing shows the page it came from.
[[nodiscard]] std::string_view screen_name(const TicketState& state);

/// The id under which the store knows the attempt that is running: the same for a retry, another for another ticket.
[[nodiscard]] std::string request_id(const TicketState& state);

[[nodiscard]] PhoneProblem check_phone(std::string_view digits);

}  // namespace bangnin::kiosk
