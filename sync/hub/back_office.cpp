#include "sync/hub/back_office.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>

namespace bangnin::hub {

namespace asio = boost::asio;

std::uint64_t ChangeBell::rings() const {
    const std::lock_guard lock(mutex_);
    return rings_;
}

void ChangeBell::ring() {
    std::set<std::shared_ptr<asio::steady_timer>> woken;
    {
        const std::lock_guard lock(mutex_);
        ++rings_;
        woken.swap(waiting_);
    }
    for (const auto& timer : woken) {
        // On the waiter's own thread: it is then surely suspended in its wait already.
        asio::post(timer->get_executor(), [timer] { timer->cancel(); });
    }
}

void ChangeBell::forget() {
    const std::lock_guard lock(mutex_);
    waiting_.clear();
}

namespace {

// Should who is enrolled have changed without being counted.
constexpr std::chrono::seconds devices_known_for{30};

// However often the records change, reading them takes a fifth of one core at most, as long as they can be read in a
// fortieth of a second.
constexpr int reading_share = 4;
constexpr std::chrono::milliseconds longest_pause{100};
using ClockDuration = std::chrono::steady_clock::duration;

// Another connection to the same records.
std::unique_ptr<Database> opened_beside(const DatabasePlace& place) {
    auto database = Database::open(place);
    // It was open a moment ago: what is wrong now is going to be tried again when it is needed.
    return database ? std::move(*database) : Database::closed(place);
}

}  // namespace

BackOffice::BackOffice(std::unique_ptr<Database> database, const Config& config)
    : writing_(std::move(database), config) {
    const DatabasePlace& place = writing_.place();
    reading_ = std::make_unique<DatabaseLane>(opened_beside(place), config);
    if (place.kind() == DatabaseKind::postgresql) {
        for (std::uint32_t index = 0; index < config.intake_connections; ++index) {
            taking_.push_back(std::make_unique<DatabaseLane>(opened_beside(place), config));
            intake_.push_back(std::make_unique<IntakeLane>(*taking_.back()));
        }
        listener_ = std::make_unique<ChangeListener>(place, [this] { changed(); });
    } else {
        intake_.push_back(std::make_unique<IntakeLane>(writing_));
    }
    look_again();
}

BackOffice::~BackOffice() { settle(); }

asio::awaitable<Intake::Result> BackOffice::take(IntakeBatch batch) {
    IntakeLane& lane = *intake_[std::hash<std::string>()(batch.device) % intake_.size()];
    auto result = co_await lane.take(std::move(batch));
    if (result && *result && (*result)->queues_changed) changed();
    co_return result;
}

void BackOffice::changed() {
    read_again();
    bell_.ring();
}

void BackOffice::read_again() {
    feed_.expect_news();
    request_reading();
}

void BackOffice::look_again() { request_reading(); }

MetricsNow BackOffice::figures() const {
    MetricsNow now;
    now.polls_waiting = feed_.waiting();
    for (const auto& lane : intake_) now.intake_waiting += lane->waiting();
    now.database_readable = feed_.readable(std::chrono::steady_clock::now());
    now.newest_change = feed_.newest();
    return now;
}

void BackOffice::close_feed() {
    feed_.close();
    bell_.ring();
}

// Those who ask while one waits to be done are served by it.
void BackOffice::request_reading() {
    if (reading_requested_.exchange(true)) return;
    const auto since_last = std::chrono::steady_clock::now().time_since_epoch() - ClockDuration(read_at_.load());
    const ClockDuration pause =
        std::min<ClockDuration>(ClockDuration(reading_took_.load()) * reading_share, longest_pause);
    reading_->run_after(std::max(pause - since_last, ClockDuration::zero()), [this](Records* records) {
        reading_requested_ = false;
        const auto begun = std::chrono::steady_clock::now();
        read_changes(records);
        const auto ended = std::chrono::steady_clock::now();
        reading_took_ = (ended - begun).count();
        read_at_ = ended.time_since_epoch().count();
    });
}

void BackOffice::read_changes(Records* records) {
    if (records == nullptr) return feed_.fail();
    const ChangeFeed::Reading reading = feed_.begin_reading();
    auto news = records->changes.since(reading.known, reading.day, sync::wall_clock_now());
    if (!news) return feed_.fail();
    const auto now = std::chrono::steady_clock::now();
    // First who is still somebody: the news would be told to whoever is not.
    read_devices(*records, now);
    feed_.take(reading, std::move(*news), now);
}

void BackOffice::read_devices(Records& records, std::chrono::steady_clock::time_point now) {
    const auto changes = records.devices.changes();
    const bool known = changes && *changes == devices_changes_ && devices_at_ && now - *devices_at_ < devices_known_for;
    if (known) return;
    if (auto devices = records.devices.keys()) {
        feed_.take_devices(std::move(*devices));
        devices_at_ = now;
        devices_changes_ = changes.value_or(0);
    }
}

void BackOffice::settle() {
    listener_.reset();
    writing_.settle();
    for (const auto& lane : taking_) lane->settle();
    reading_->settle();
    bell_.forget();
    feed_.forget();
}

asio::awaitable<void> ChangeBell::wait(std::uint64_t rings, std::chrono::steady_clock::time_point deadline) {
    const auto timer = std::make_shared<asio::steady_timer>(co_await asio::this_coro::executor, deadline);
    {
        const std::lock_guard lock(mutex_);
        if (rings_ != rings) co_return;
        waiting_.insert(timer);
    }
    boost::system::error_code ignored;
    co_await timer->async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    const std::lock_guard lock(mutex_);
    waiting_.erase(timer);
}

}  // namespace bangnin::hub
