#include "sync/hub/back_office.h"

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
        // On the waiter's own strand: it is then surely suspended in its wait already.
        asio::post(timer->get_executor(), [timer] { timer->cancel(); });
    }
}

void ChangeBell::forget() {
    const std::lock_guard lock(mutex_);
    waiting_.clear();
}

namespace {

// Between two tries to reach a server that is away.
constexpr std::chrono::milliseconds reopen_pause{250};

}  // namespace

BackOffice::BackOffice(std::unique_ptr<Database> database, const Config& config)
    : config_(config), database_(std::move(database)) {
    records_.emplace(*database_, config_);
    if (config_.database.kind() == DatabaseKind::postgresql) {
        listener_ = std::make_unique<ChangeListener>(config_.database, [this] { bell_.ring(); });
    }
}

BackOffice::~BackOffice() { thread_.join(); }

void BackOffice::changed() { bell_.ring(); }

Records* BackOffice::open_records() {
    if (records_ && database_->connected()) return &*records_;
    if (std::chrono::steady_clock::now() < reopen_at_) return nullptr;
    // What was prepared on the lost connection goes with it.
    records_.reset();
    const auto opened = database_->reopen();
    const auto prepared =
        opened ? guarded("preparing", [&] { records_.emplace(*database_, config_); }) : DatabaseResult<void>(opened);
    if (!prepared) {
        records_.reset();
        reopen_at_ = std::chrono::steady_clock::now() + reopen_pause;
        return nullptr;
    }
    spdlog::info("the database is back");
    return &*records_;
}

void BackOffice::settle() {
    listener_.reset();
    thread_.join();
    bell_.forget();
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
