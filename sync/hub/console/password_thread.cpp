#include "sync/hub/console/password_thread.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "sync/hub/console/password.h"

namespace bangnin::hub::console {

namespace asio = boost::asio;

asio::awaitable<PasswordThread::Verdict> PasswordThread::check(std::string hash, sync::SecretText password) {
    if (waiting_.fetch_add(1) >= most_waiting) {
        --waiting_;
        co_return Verdict::busy;
    }
    const bool matches = co_await asio::co_spawn(
        thread_, [&hash, &password]() -> asio::awaitable<bool> { co_return password_matches(hash, password.view()); },
        asio::use_awaitable);
    --waiting_;
    co_return matches ? Verdict::matches : Verdict::differs;
}

}  // namespace bangnin::hub::console
