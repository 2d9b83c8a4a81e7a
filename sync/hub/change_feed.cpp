#include "sync/hub/change_feed.h"

#include <algorithm>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <ranges>
#include <set>
#include <utility>

#include "sync/model/rating.h"
#include "sync/model/staff_call.h"

namespace bangnin::hub {

namespace asio = boost::asio;
namespace wire = sync::wire;

namespace {

// Records are read again every second; what was not for so long is no longer told as of now.
constexpr std::chrono::seconds longest_unread{10};
// The latest, should a kiosk have been away for so many that an answer would grow too large.
constexpr std::size_t most_tickets = 1000;
constexpr std::size_t most_cases = 500;
constexpr std::size_t most_cases_kept = 5000;
// So many who are woken go on one after the other.
constexpr std::ptrdiff_t woken_together = 32;

}  // namespace

void ChangeFeed::expect_news() {
    const std::lock_guard lock(mutex_);
    ++expected_;
}

ChangeFeed::Reading ChangeFeed::begin_reading() const {
    const std::lock_guard lock(mutex_);
    return {expected_, newest_, day_};
}

void ChangeFeed::take(const Reading& reading, ChangeNews news, Clock::time_point now) {
    Woken woken;
    {
        const std::lock_guard lock(mutex_);
        standing_ = Standing::good;
        read_ = std::max(read_, reading.expected);
        read_at_ = now;
        take_out(asking_, woken);
        take_concerned(news, woken);
        keep(news);
    }
    wake(std::move(woken));
}

void ChangeFeed::take_concerned(const ChangeNews& news, Woken& woken) {
    const bool all = news.extent == ChangeNews::Extent::everything ||
                     std::ranges::any_of(news.documents, [](const auto& document) { return !document.hall; });
    std::set<std::string_view> halls;
    for (const ChangeNews::Queue& queue : news.queues) halls.insert(queue.hall);
    for (const ChangeNews::Called& called : news.called) halls.insert(called.hall);
    for (const ChangeNews::Wished& wished : news.wished) halls.insert(wished.hall);
    for (const ChangeNews::Case& one : news.cases) halls.insert(one.hall);
    for (const ChangeNews::Document& document : news.documents) {
        if (document.hall) halls.insert(*document.hall);
    }
    std::set<std::string_view> devices;
    for (const ChangeNews::Ticket& ticket : news.tickets) devices.insert(ticket.device);
    for (const ChangeNews::Answer& answer : news.answers) devices.insert(answer.device);
    for (auto& [hall, waiters] : waiting_) {
        if (all || halls.contains(hall)) {
            take_out(waiters, woken);
            continue;
        }
        for (const std::string_view device : devices) {
            const auto [first, last] = waiters.equal_range(device);
            for (auto one = first; one != last; ++one) woken.push_back(std::move(one->second));
            waiters.erase(first, last);
        }
    }
}

void ChangeFeed::keep(ChangeNews& news) {
    if (news.extent == ChangeNews::Extent::everything) {
        halls_.clear();
        logs_.clear();
        tickets_.clear();
        answers_.clear();
        cases_.clear();
        case_numbers_.clear();
        documents_.clear();
    }
    newest_ = news.newest;
    day_ = news.day;
    for (ChangeNews::Queue& queue : news.queues) {
        halls_[queue.hall].queues.insert_or_assign(queue.status.service, std::move(queue));
    }
    for (ChangeNews::Called& called : news.called) halls_[called.hall].called = std::move(called);
    for (ChangeNews::Wished& wished : news.wished) halls_[wished.hall].wished = std::move(wished);
    for (auto& [device, mark] : news.logs) logs_[device] = std::move(mark);
    for (ChangeNews::Ticket& ticket : news.tickets) {
        TicketsOf& own = tickets_[ticket.device];
        const auto [known, fresh] = own.numbers.emplace(ticket.change.token, ticket.number);
        if (!fresh) own.by_number.erase(known->second);
        known->second = ticket.number;
        own.by_number.insert_or_assign(ticket.number, std::move(ticket.change));
    }
    for (ChangeNews::Answer& answer : news.answers) {
        std::string device = answer.device;
        answers_.insert_or_assign(std::move(device), std::move(answer));
    }
    keep_cases(news.cases);
    for (ChangeNews::Document& document : news.documents) {
        std::string name = document.change.name;
        auto& kept = document.hall ? halls_[*document.hall].documents : documents_;
        kept.insert_or_assign(std::move(name), std::move(document));
    }
}

void ChangeFeed::keep_cases(std::vector<ChangeNews::Case>& cases) {
    for (ChangeNews::Case& one : cases) {
        const auto [known, fresh] = case_numbers_.emplace(one.change.token, one.number);
        if (!fresh) cases_.erase(known->second);
        known->second = one.number;
        cases_.insert_or_assign(one.number, std::move(one));
    }
    while (cases_.size() > most_cases_kept) {
        case_numbers_.erase(cases_.begin()->second.change.token);
        cases_.erase(cases_.begin());
    }
}

void ChangeFeed::fail() {
    Woken woken;
    {
        const std::lock_guard lock(mutex_);
        standing_ = Standing::failed;
        take_out(asking_, woken);
    }
    wake(std::move(woken));
}

void ChangeFeed::take_devices(std::vector<EnrolledKey> devices) {
    std::unordered_map<std::string, EnrolledKey> known;
    for (EnrolledKey& device : devices) {
        std::string name = device.device;
        known.insert_or_assign(std::move(name), std::move(device));
    }
    Woken woken;
    {
        const std::lock_guard lock(mutex_);
        devices_.swap(known);
        // Also who was never seen here: enrolled and revoked between two readings.
        const auto is_another = [&](const std::string& device, const Waiter&) {
            const auto before = known.find(device);
            const auto now = devices_.find(device);
            return before == known.end() || now == devices_.end() || before->second != now->second;
        };
        for (Waiters& waiters : waiting_ | std::views::values) take_out_if(waiters, woken, is_another);
    }
    wake(std::move(woken));
}

std::optional<Enrolment> ChangeFeed::enrolment_of(const std::string& device, const std::string& key) const {
    const std::lock_guard lock(mutex_);
    const auto known = devices_.find(device);
    if (known == devices_.end() || known->second.key != key) return std::nullopt;
    return known->second.what;
}

bool ChangeFeed::is_enrolled(const std::string& device, const std::string& key, const Enrolment& as) const {
    const std::lock_guard lock(mutex_);
    const auto known = devices_.find(device);
    return known != devices_.end() && known->second.key == key && known->second.what == as;
}

bool ChangeFeed::readable(Clock::time_point now) const {
    const std::lock_guard lock(mutex_);
    return standing_ == Standing::good && now - read_at_ < longest_unread;
}

bool ChangeFeed::hall_has_news(std::uint64_t cursor, const Listener& who, const HallNews& hall) {
    if (who.role == Role::pad && hall.wished.number > cursor) return true;
    const auto is_new = [&](const auto& one) { return one.second.number > cursor; };
    return hall.called.number > cursor || std::ranges::any_of(hall.queues, is_new) ||
           std::ranges::any_of(hall.documents, is_new);
}

const ChangeFeed::HallNews& ChangeFeed::news_of(const std::string& hall) const {
    static const HallNews nothing;
    const auto known = halls_.find(hall);
    return known == halls_.end() ? nothing : known->second;
}

bool ChangeFeed::has_news(std::uint64_t cursor, const Listener& who) const {
    if (all_asked(cursor) || hall_has_news(cursor, who, news_of(who.hall))) return true;
    if (std::ranges::any_of(documents_, [&](const auto& one) { return one.second.number > cursor; })) return true;
    for (auto one = cases_.upper_bound(cursor); one != cases_.end(); ++one) {
        if (hears(who, one->second)) return true;
    }
    const auto tickets = tickets_.find(who.device);
    if (tickets != tickets_.end() && !tickets->second.by_number.empty() &&
        tickets->second.by_number.rbegin()->first > cursor) {
        return true;
    }
    const auto answer = answers_.find(who.device);
    return answer != answers_.end() && answer->second.number > cursor;
}

wire::ChangesResponse ChangeFeed::since(std::uint64_t cursor, const Listener& who, sync::Instant now) const {
    const std::lock_guard lock(mutex_);
    wire::ChangesResponse response;
    response.cursor = newest_;
    const std::uint64_t after = all_asked(cursor) ? 0 : cursor;
    const bool all = all_asked(cursor);
    const HallNews& hall = news_of(who.hall);
    for (const ChangeNews::Queue& queue : hall.queues | std::views::values) {
        if (!all && queue.number <= after) continue;
        sync::QueueStatus status = queue.status;
        status.as_of = now;
        if (const auto mark = logs_.find(who.device); mark != logs_.end()) status.included[who.device] = mark->second;
        response.changes.emplace_back(std::move(status));
    }
    if (all || hall.called.number > after) {
        response.changes.insert(response.changes.end(), hall.called.calls.begin(), hall.called.calls.end());
    }
    if (who.role == Role::pad && hall.wished.number > after) {
        for (const wire::RatingWish& wish : hall.wished.wishes) {
            if (now - wish.at < sync::rating_wish_open_for) response.changes.emplace_back(wish);
        }
    }
    if (const auto own = tickets_.find(who.device); own != tickets_.end()) {
        const auto& tickets = own->second.by_number;
        std::size_t count = 0;
        for (auto one = tickets.rbegin(); one != tickets.rend() && one->first > after && count < most_tickets; ++one) {
            response.changes.emplace_back(one->second);
            ++count;
        }
    }
    std::size_t count = 0;
    for (auto one = cases_.rbegin(); one != cases_.rend() && one->first > after && count < most_cases; ++one) {
        if (!hears(who, one->second)) continue;
        response.changes.emplace_back(one->second.change);
        ++count;
    }
    if (const auto own = answers_.find(who.device); own != answers_.end()) {
        const bool news = own->second.number > after;
        if (news && now - own->second.called_at < sync::call_open_for) {
            response.changes.emplace_back(own->second.answer);
        }
    }
    for (const auto* documents : {&documents_, &hall.documents}) {
        for (const ChangeNews::Document& document : *documents | std::views::values) {
            if (document.number > after) response.changes.emplace_back(document.change);
        }
    }
    return response;
}

void ChangeFeed::take_out(Waiters& waiters, Woken& woken) {
    woken.reserve(woken.size() + waiters.size());
    for (Waiter& waiter : waiters | std::views::values) woken.push_back(std::move(waiter));
    waiters.clear();
}

template <typename Chosen>
void ChangeFeed::take_out_if(Waiters& waiters, Woken& woken, Chosen chosen) {
    for (auto one = waiters.begin(); one != waiters.end();) {
        const bool taken = chosen(one->first, one->second);
        if (taken) woken.push_back(std::move(one->second));
        one = taken ? waiters.erase(one) : std::next(one);
    }
}

// Those of one thread a few at a time, so that all are in its queue before the first is answered and asks again.
void ChangeFeed::wake(Woken woken) {
    while (!woken.empty()) {
        const auto executor = woken.front().executor;
        const auto others =
            std::ranges::stable_partition(woken, [&](const Waiter& waiter) { return waiter.executor == executor; });
        for (auto first = woken.begin(); first != others.begin();) {
            const auto last = first + std::min<std::ptrdiff_t>(woken_together, others.begin() - first);
            asio::post(executor, [some = Woken(std::move_iterator(first), std::move_iterator(last))]() mutable {
                for (Waiter& waiter : some) asio::dispatch(waiter.executor, std::move(waiter.go_on));
            });
            first = last;
        }
        woken.erase(woken.begin(), others.begin());
    }
}

// No coroutine of its own: thousands wait, and each frame that stands there meanwhile is touched again at every change.
template <typename Awaited>
asio::awaitable<void> ChangeFeed::suspend(Waiters& among, std::string key, Clock::time_point deadline,
                                          Awaited awaited) {
    // Looked at and entered under one lock: what comes in between finds it waiting.
    auto enter = [this, &among, key = std::move(key), deadline, awaited = std::move(awaited)](auto handler) mutable {
        const asio::any_io_executor executor = asio::get_associated_executor(handler);
        const std::lock_guard lock(mutex_);
        if (awaited() || deadline <= Clock::now()) {
            asio::post(executor, std::move(handler));
        } else {
            among.emplace(std::move(key),
                          Waiter{executor, deadline, [go_on = std::move(handler)]() mutable { go_on(); }});
        }
    };
    const asio::use_awaitable_t<> token;
    return asio::async_initiate<const asio::use_awaitable_t<>, void()>(std::move(enter), token);
}

bool ChangeFeed::current() const {
    const std::lock_guard lock(mutex_);
    return is_known(expected_);
}

asio::awaitable<bool> ChangeFeed::current_by(Clock::time_point deadline) {
    std::optional<std::uint64_t> expected;
    while (true) {
        {
            const std::lock_guard lock(mutex_);
            if (!expected) expected = expected_;
            if (standing_ == Standing::failed) co_return false;
            if (is_known(*expected)) co_return true;
            if (closed_) co_return standing_ == Standing::good;
            if (Clock::now() >= deadline) co_return false;
        }
        const auto known = [&] { return closed_ || standing_ == Standing::failed || is_known(*expected); };
        co_await suspend(asking_, {}, deadline, known);
    }
}

asio::awaitable<void> ChangeFeed::wait(std::uint64_t cursor, const Listener& who, Clock::time_point deadline) {
    Waiters* among = nullptr;
    {
        const std::lock_guard lock(mutex_);
        among = &waiting_[who.hall];
    }
    return suspend(*among, who.device, deadline, [this, cursor, &who] { return closed_ || has_news(cursor, who); });
}

void ChangeFeed::expire(Clock::time_point now) {
    Woken woken;
    {
        const std::lock_guard lock(mutex_);
        const auto is_over = [now](const std::string&, const Waiter& waiter) { return waiter.deadline <= now; };
        for (Waiters& waiters : waiting_ | std::views::values) take_out_if(waiters, woken, is_over);
        take_out_if(asking_, woken, is_over);
    }
    wake(std::move(woken));
}

void ChangeFeed::close() {
    Woken woken;
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        for (Waiters& waiters : waiting_ | std::views::values) take_out(waiters, woken);
        take_out(asking_, woken);
    }
    wake(std::move(woken));
}

void ChangeFeed::forget() {
    // What they hold may ask something here on its way out.
    Woken forgotten;
    const std::lock_guard lock(mutex_);
    for (Waiters& waiters : waiting_ | std::views::values) take_out(waiters, forgotten);
    take_out(asking_, forgotten);
}

std::uint64_t ChangeFeed::newest() const {
    const std::lock_guard lock(mutex_);
    return newest_;
}

std::size_t ChangeFeed::waiting() const {
    const std::lock_guard lock(mutex_);
    std::size_t count = 0;
    for (const Waiters& waiters : waiting_ | std::views::values) count += waiters.size();
    return count;
}

std::vector<std::string> ChangeFeed::listening(const std::string& hall) const {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> devices;
    const auto waiters = waiting_.find(hall);
    if (waiters == waiting_.end()) return devices;
    const Waiters& of = waiters->second;
    for (auto one = of.begin(); one != of.end(); one = of.upper_bound(one->first)) devices.push_back(one->first);
    return devices;
}

}  // namespace bangnin::hub
