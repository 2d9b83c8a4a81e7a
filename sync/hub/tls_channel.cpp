#include "sync/hub/tls_channel.h"

#include <openssl/err.h>

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <limits>

namespace bangnin::hub {

namespace asio = boost::asio;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;

namespace {

constexpr Clock::rep never = std::numeric_limits<Clock::rep>::max();

TlsChannel::Error protocol_error() { return boost::system::errc::make_error_code(boost::system::errc::protocol_error); }

}  // namespace

TlsChannel::TlsChannel(tcp::socket socket, SSL_CTX* context)
    : socket_(std::move(socket)), ssl_(SSL_new(context)), deadline_(never) {
    Error ignored;
    socket_.non_blocking(true, ignored);
    if (ssl_) SSL_set_fd(ssl_.get(), socket_.native_handle());
}

void TlsChannel::expires_after(Clock::duration limit) { deadline_ = (Clock::now() + limit).time_since_epoch().count(); }

void TlsChannel::expires_never() { deadline_ = never; }

void TlsChannel::expire(Clock::time_point now) {
    if (now.time_since_epoch().count() < deadline_) return;
    asio::post(socket_.get_executor(), [self = shared_from_this(), now] {
        // It may have got on in between.
        if (now.time_since_epoch().count() < self->deadline_) return;
        Error ignored;
        self->socket_.cancel(ignored);
    });
}

TlsChannel::Wants TlsChannel::wants(int result) {
    switch (SSL_get_error(ssl_.get(), result)) {
        case SSL_ERROR_WANT_READ:
            return Wants::input;
        case SSL_ERROR_WANT_WRITE:
            return Wants::output;
        case SSL_ERROR_ZERO_RETURN:
            return Wants::end;
        default:
            return Wants::failure;
    }
}

TlsChannel::Awaitable<TlsChannel::Error> TlsChannel::wait(Wants what) {
    if (what == Wants::end) co_return asio::error::eof;
    if (what == Wants::failure) co_return protocol_error();
    // Who is never quite silent must not stay for ever either.
    if (Clock::now().time_since_epoch().count() >= deadline_) co_return asio::error::timed_out;
    Error error;
    const auto direction = what == Wants::input ? tcp::socket::wait_read : tcp::socket::wait_write;
    co_await socket_.async_wait(direction, asio::redirect_error(asio::use_awaitable, error));
    co_return error;
}

TlsChannel::Awaitable<TlsChannel::Error> TlsChannel::handshake() {
    if (!ssl_) co_return asio::error::no_memory;
    while (true) {
        ERR_clear_error();
        const int result = SSL_accept(ssl_.get());
        if (result > 0) co_return Error();
        if (const Error error = co_await wait(wants(result))) co_return error;
    }
}

std::expected<std::size_t, TlsChannel::Wants> TlsChannel::read_now(std::span<char> into) {
    ERR_clear_error();
    const int count = SSL_read(ssl_.get(), into.data(), static_cast<int>(std::min<std::size_t>(into.size(), 1 << 30)));
    if (count <= 0) return std::unexpected(wants(count));
    return static_cast<std::size_t>(count);
}

TlsChannel::Awaitable<TlsChannel::Error> TlsChannel::readable() {
    if (SSL_has_pending(ssl_.get()) == 1) co_return Error();
    co_return co_await wait(Wants::input);
}

TlsChannel::Awaitable<TlsChannel::Error> TlsChannel::write(std::string_view bytes) {
    while (!bytes.empty()) {
        ERR_clear_error();
        const int most = static_cast<int>(std::min<std::size_t>(bytes.size(), 1 << 30));
        const int count = SSL_write(ssl_.get(), bytes.data(), most);
        if (count > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(count));
        } else if (const Error error = co_await wait(wants(count))) {
            co_return error;
        }
    }
    co_return Error();
}

TlsChannel::Awaitable<std::expected<std::string, TlsChannel::Error>> TlsChannel::read_plain(std::size_t count) {
    std::string bytes(count, '\0');
    std::size_t read = 0;
    while (read < count) {
        Error error;
        read += socket_.read_some(asio::buffer(bytes.data() + read, count - read), error);
        if (error == asio::error::would_block) error = co_await wait(Wants::input);
        if (error) co_return std::unexpected(error);
    }
    co_return bytes;
}

std::string TlsChannel::address() const {
    if (!spoken_for_.empty()) return spoken_for_;
    Error error;
    const auto end = socket_.remote_endpoint(error);
    return error ? std::string() : end.address().to_string();
}

void TlsChannel::shut_down() {
    ERR_clear_error();
    SSL_shutdown(ssl_.get());
    Error ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
}

}  // namespace bangnin::hub
