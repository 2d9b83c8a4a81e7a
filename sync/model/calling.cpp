#include "sync/model/calling.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>
#include <vector>

namespace bangnin::sync {
namespace {

constexpr std::array<std::string_view, 3> priority_words{"appointment", "courtesy", "ordinary"};
constexpr std::array<std::string_view, 8> state_words{"waiting", "called", "serving",   "held",
                                                      "done",    "missed", "cancelled", "expired"};

template <typename State, std::size_t size>
std::optional<State> parsed(const std::array<std::string_view, size>& words, std::string_view text) {
    const auto found = std::ranges::find(words, text);
    if (found == words.end()) return std::nullopt;
    return static_cast<State>(found - words.begin());
}

using Result = std::expected<CallOutcome, CallRefusal>;

// One command at work: what it looks at, and how it ends.
class Desk {
  public:
    Desk(const Window& window, std::span<const QueuedTicket> tickets, const CallRules& rules, Instant now)
        : window_(window), tickets_(tickets), rules_(rules), now_(now) {}

    Result operator()(const call_command::Next&) const;
    Result operator()(const call_command::Again&) const;
    Result operator()(const call_command::Missed&) const;
    Result operator()(const call_command::Start&) const;
    Result operator()(const call_command::Finish&) const;
    Result operator()(const call_command::Hold&) const;
    Result operator()(const call_command::Resume& resume) const;
    Result operator()(const call_command::Transfer& transfer) const;
    Result operator()(const call_command::Return& returned) const;
    Result operator()(const call_command::Cancel& cancel) const;
    Result operator()(const call_command::Move& move) const;

  private:
    const QueuedTicket* present() const;
    const QueuedTicket* find(std::string_view token) const;
    // Who is called and has not come yet.
    std::expected<const QueuedTicket*, CallRefusal> awaited() const;
    Result ended(const QueuedTicket& before, QueuedTicket after) const;
    Result called(const QueuedTicket& before, QueuedTicket after) const;

    const Window& window_;
    std::span<const QueuedTicket> tickets_;
    const CallRules& rules_;
    Instant now_;
};

const QueuedTicket* Desk::present() const {
    const auto found = std::ranges::find_if(tickets_, [this](const QueuedTicket& ticket) {
        return ticket.window == window_.name &&
               (ticket.state == QueuedState::called || ticket.state == QueuedState::serving);
    });
    return found == tickets_.end() ? nullptr : &*found;
}

const QueuedTicket* Desk::find(std::string_view token) const {
    const auto found = std::ranges::find(tickets_, token, &QueuedTicket::token);
    return found == tickets_.end() ? nullptr : &*found;
}

std::expected<const QueuedTicket*, CallRefusal> Desk::awaited() const {
    const QueuedTicket* here = present();
    if (here == nullptr) return std::unexpected(CallRefusal::nobody_is_here);
    if (here->state != QueuedState::called) return std::unexpected(CallRefusal::already_begun);
    return here;
}

Result Desk::ended(const QueuedTicket& before, QueuedTicket after) const {
    CallEntry entry;
    entry.token = after.token;
    entry.number = after.number;
    entry.at = now_;
    entry.before = before.state;
    entry.after = after.state;
    entry.priority = after.priority;
    entry.place_at = after.place_at;
    entry.calls = after.calls;
    for (const QueuedTicket& other : tickets_) {
        if (other.state != QueuedState::waiting || !window_.services.contains(other.service)) continue;
        ++entry.waiting;
        if (other.issued_at < before.issued_at && comes_before(before, other)) ++entry.earlier;
    }
    return CallOutcome{std::move(after), std::move(entry)};
}

Result Desk::called(const QueuedTicket& before, QueuedTicket after) const {
    after.state = QueuedState::called;
    after.window = window_.name;
    after.called_at = now_;
    ++after.calls;
    return ended(before, std::move(after));
}

Result Desk::operator()(const call_command::Next&) const {
    if (window_.state == WindowState::paused) return std::unexpected(CallRefusal::window_paused);
    if (present() != nullptr) return std::unexpected(CallRefusal::somebody_is_here);
    const QueuedTicket* first = nullptr;
    for (const QueuedTicket& ticket : tickets_) {
        if (ticket.state != QueuedState::waiting || !window_.services.contains(ticket.service)) continue;
        if (first == nullptr || comes_before(ticket, *first)) first = &ticket;
    }
    if (first == nullptr) return std::unexpected(CallRefusal::nobody_waits);
    return called(*first, *first);
}

Result Desk::operator()(const call_command::Again&) const {
    const auto here = awaited();
    if (!here) return std::unexpected(here.error());
    if ((*here)->calls >= rules_.calls_until_missed) return std::unexpected(CallRefusal::called_enough);
    if (now_ < (*here)->called_at.value_or(Instant{}) + rules_.between_calls) {
        return std::unexpected(CallRefusal::too_soon);
    }
    return called(**here, **here);
}

Result Desk::operator()(const call_command::Missed&) const {
    const auto here = awaited();
    if (!here) return std::unexpected(here.error());
    if ((*here)->calls < rules_.calls_until_missed) return std::unexpected(CallRefusal::not_called_enough);
    QueuedTicket after = **here;
    after.state = QueuedState::missed;
    return ended(**here, std::move(after));
}

Result Desk::operator()(const call_command::Start&) const {
    const auto here = awaited();
    if (!here) return std::unexpected(here.error());
    QueuedTicket after = **here;
    after.state = QueuedState::serving;
    after.started_at = now_;
    return ended(**here, std::move(after));
}

Result Desk::operator()(const call_command::Finish&) const {
    const QueuedTicket* here = present();
    if (here == nullptr) return std::unexpected(CallRefusal::nobody_is_here);
    QueuedTicket after = *here;
    // A clerk who did not say when the person came has served since the last call.
    if (!after.started_at) after.started_at = after.called_at;
    after.state = QueuedState::done;
    return ended(*here, std::move(after));
}

Result Desk::operator()(const call_command::Hold&) const {
    const QueuedTicket* here = present();
    if (here == nullptr) return std::unexpected(CallRefusal::nobody_is_here);
    if (here->state != QueuedState::serving) return std::unexpected(CallRefusal::not_begun);
    QueuedTicket after = *here;
    after.state = QueuedState::held;
    return ended(*here, std::move(after));
}

Result Desk::operator()(const call_command::Resume& resume) const {
    const QueuedTicket* held = find(resume.token);
    if (held == nullptr) return std::unexpected(CallRefusal::unknown_ticket);
    if (held->state != QueuedState::held) return std::unexpected(CallRefusal::wrong_state);
    if (held->window != window_.name) return std::unexpected(CallRefusal::other_window);
    if (present() != nullptr) return std::unexpected(CallRefusal::somebody_is_here);
    QueuedTicket after = *held;
    after.state = QueuedState::serving;
    return ended(*held, std::move(after));
}

Result Desk::operator()(const call_command::Transfer& transfer) const {
    const QueuedTicket* here = present();
    if (here == nullptr) return std::unexpected(CallRefusal::nobody_is_here);
    if (here->service == transfer.service) return std::unexpected(CallRefusal::same_service);
    QueuedTicket after = *here;
    after.service = transfer.service;
    after.state = QueuedState::waiting;
    after.place_at = after.issued_at;
    after.returned_at.reset();
    after.window.clear();
    after.calls = 0;
    after.called_at.reset();
    after.started_at.reset();
    return ended(*here, std::move(after));
}

Result Desk::operator()(const call_command::Return& returned) const {
    const QueuedTicket* missed = find(returned.token);
    if (missed == nullptr) return std::unexpected(CallRefusal::unknown_ticket);
    if (missed->state != QueuedState::missed) return std::unexpected(CallRefusal::wrong_state);
    std::vector<const QueuedTicket*> queue;
    for (const QueuedTicket& ticket : tickets_) {
        const bool same = ticket.service == missed->service && ticket.priority == missed->priority;
        if (same && ticket.state == QueuedState::waiting) queue.push_back(&ticket);
    }
    std::ranges::sort(queue, [](const auto* one, const auto* other) { return comes_before(*one, *other); });
    QueuedTicket after = *missed;
    after.state = QueuedState::waiting;
    after.window.clear();
    after.calls = 0;
    after.called_at.reset();
    if (!queue.empty() && rules_.places_behind > 0) {
        // Behind the last of them where there are fewer; never before its own old place.
        const QueuedTicket& last = *queue[std::min<std::size_t>(rules_.places_behind, queue.size()) - 1];
        after.place_at = std::max(last.place_at, missed->place_at);
        after.returned_at = now_;
        if (last.returned_at && *last.returned_at >= now_) {
            after.returned_at = *last.returned_at + std::chrono::milliseconds{1};
        }
    }
    return ended(*missed, std::move(after));
}

Result Desk::operator()(const call_command::Cancel& cancel) const {
    const QueuedTicket* ticket = find(cancel.token);
    if (ticket == nullptr) return std::unexpected(CallRefusal::unknown_ticket);
    if (ticket->state != QueuedState::waiting && ticket->state != QueuedState::missed) {
        return std::unexpected(CallRefusal::wrong_state);
    }
    QueuedTicket after = *ticket;
    after.state = QueuedState::cancelled;
    return ended(*ticket, std::move(after));
}

Result Desk::operator()(const call_command::Move& move) const {
    const QueuedTicket* ticket = find(move.token);
    if (ticket == nullptr) return std::unexpected(CallRefusal::unknown_ticket);
    if (ticket->state != QueuedState::waiting) return std::unexpected(CallRefusal::wrong_state);
    if (ticket->service == move.service) return std::unexpected(CallRefusal::same_service);
    QueuedTicket after = *ticket;
    after.service = move.service;
    after.place_at = after.issued_at;
    after.returned_at.reset();
    return ended(*ticket, std::move(after));
}

}  // namespace

std::string_view to_text(PriorityClass priority) { return priority_words.at(static_cast<std::size_t>(priority)); }
std::optional<PriorityClass> parse_priority_class(std::string_view text) {
    return parsed<PriorityClass>(priority_words, text);
}

std::string_view to_text(QueuedState state) { return state_words.at(static_cast<std::size_t>(state)); }
std::optional<QueuedState> parse_queued_state(std::string_view text) { return parsed<QueuedState>(state_words, text); }

TicketState as_told(QueuedState state) {
    switch (state) {
        case QueuedState::waiting:
            return TicketState::waiting;
        case QueuedState::called:
            return TicketState::called;
        case QueuedState::serving:
        case QueuedState::held:
            return TicketState::serving;
        case QueuedState::done:
            return TicketState::done;
        case QueuedState::missed:
            return TicketState::missed;
        case QueuedState::cancelled:
        case QueuedState::expired:
            return TicketState::cancelled;
    }
    return TicketState::waiting;
}

bool comes_before(const QueuedTicket& one, const QueuedTicket& other) {
    const auto place = [](const QueuedTicket& ticket) {
        return std::tuple(ticket.priority, ticket.place_at, ticket.returned_at.value_or(Instant::min()),
                          std::string_view(ticket.number));
    };
    return place(one) < place(other);
}

std::string_view name_of(const CallCommand& command) {
    static constexpr std::array<std::string_view, std::variant_size_v<CallCommand>> names{
        "next", "again", "missed", "start", "finish", "hold", "resume", "transfer", "return", "cancel", "move"};
    return names.at(command.index());
}

std::string_view to_text(CallRefusal refusal) {
    switch (refusal) {
        case CallRefusal::window_paused:
            return "本窗口已暂停，恢复服务后再叫号。";
        case CallRefusal::nobody_waits:
            return "现在没有人等候。";
        case CallRefusal::somebody_is_here:
            return "窗口还有一位，请先办结、挂起、转走或按未到。";
        case CallRefusal::nobody_is_here:
            return "窗口现在没有人，请先叫号。";
        case CallRefusal::already_begun:
            return "已经开始办理，不能重呼或按未到。";
        case CallRefusal::not_begun:
            return "还没有开始办理，不能挂起。";
        case CallRefusal::too_soon:
            return "刚刚叫过，请稍等再重呼。";
        case CallRefusal::called_enough:
            return "已经叫满次数，可以按未到。";
        case CallRefusal::not_called_enough:
            return "还没有叫满次数，请再重呼。";
        case CallRefusal::unknown_ticket:
            return "没有这个号。";
        case CallRefusal::other_window:
            return "这个号挂在别的窗口。";
        case CallRefusal::wrong_state:
            return "这个号现在不能这样处理。";
        case CallRefusal::same_service:
            return "已经在这个队列里。";
        case CallRefusal::unknown_service:
            return "没有窗口办这个队列，不能转过去。";
        case CallRefusal::unknown_window:
            return "没有这个窗口。";
        case CallRefusal::other_ticket:
            return "窗口的情况刚刚变了，什么也没有做。请看清楚再按一次。";
    }
    return "";
}

bool concerns_window(const CallCommand& command) {
    return std::visit([](const auto& one) { return !requires { one.token; }; }, command);
}

std::expected<CallOutcome, CallRefusal> carry_out(const CallCommand& command, const Window& window,
                                                  std::span<const QueuedTicket> tickets, const CallRules& rules,
                                                  Instant now) {
    auto outcome = std::visit(Desk(window, tickets, rules, now), command);
    if (outcome) {
        outcome->entry.command = name_of(command);
        outcome->entry.window = window.name;
    }
    return outcome;
}

std::optional<CallOutcome> closed_by_day(const QueuedTicket& ticket, Instant now) {
    const bool open = ticket.state == QueuedState::waiting || ticket.state == QueuedState::called ||
                      ticket.state == QueuedState::serving || ticket.state == QueuedState::held;
    if (!open) return std::nullopt;
    CallOutcome outcome{ticket, {}};
    outcome.ticket.state = QueuedState::expired;
    outcome.entry = {.command = "expire",
                     .token = ticket.token,
                     .number = ticket.number,
                     .window = ticket.window,
                     .at = now,
                     .before = ticket.state,
                     .after = QueuedState::expired,
                     .priority = ticket.priority,
                     .place_at = ticket.place_at,
                     .calls = ticket.calls};
    return outcome;
}

std::uint32_t people_before(const QueuedTicket& ticket, std::span<const QueuedTicket> tickets) {
    return static_cast<std::uint32_t>(std::ranges::count_if(tickets, [&](const QueuedTicket& other) {
        return other.service == ticket.service && other.state == QueuedState::waiting && comes_before(other, ticket);
    }));
}

}  // namespace bangnin::sync
