// One client's TLS connection over a socket, with no memory of its own while nothing is said on it: OpenSSL reads and
// writes the socket itself and gives its buffers back in between (an asio::ssl::stream keeps some 70 kB a client).
//
// Used on the socket's executor, which must do one thing at a time; only expire() may be called from anywhere.
#pragma once

#include <openssl/ssl.h>

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <expected>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace bangnin::hub {

class TlsChannel : public std::enable_shared_from_this<TlsChannel> {
  public:
    using Error = boost::system::error_code;
    template <typename Value>
    using Awaitable = boost::asio::awaitable<Value>;

    TlsChannel(boost::asio::ip::tcp::socket socket, SSL_CTX* context);
    TlsChannel(const TlsChannel&) = delete;
    TlsChannel& operator=(const TlsChannel&) = delete;

    // What has to happen before it can go on.
    enum class Wants { input, output, end, failure };

    Awaitable<Error> handshake();
    // What is there now, at least one byte; does not wait.
    std::expected<std::size_t, Wants> read_now(std::span<char> into);
    // Waits for it; the end is the error asio::error::eof.
    Awaitable<Error> wait(Wants what);
    // Waits until there is something to read, holding nothing meanwhile.
    Awaitable<Error> readable();
    Awaitable<Error> write(std::string_view bytes);
    // Says goodbye, as far as that goes without waiting.
    void shut_down();

    // What is awaited ends with operation_aborted once this moment has passed and expire() is called.
    void expires_after(std::chrono::steady_clock::duration limit);
    void expires_never();
    void expire(std::chrono::steady_clock::time_point now);

    // Before the handshake: exactly so many bytes as they come.
    Awaitable<std::expected<std::string, Error>> read_plain(std::size_t count);
    // Of the client's end; empty where it is gone.
    std::string address() const;
    // What address() is from now on: a proxy has said whose connection this is.
    void speaks_for(std::string address) { spoken_for_ = std::move(address); }
    const SSL* native() const { return ssl_.get(); }

  private:
    Wants wants(int result);

    struct SslDeleter {
        void operator()(SSL* ssl) const { SSL_free(ssl); }
    };

    boost::asio::ip::tcp::socket socket_;
    std::unique_ptr<SSL, SslDeleter> ssl_;
    std::atomic<std::chrono::steady_clock::rep> deadline_;
    std::string spoken_for_;
};

}  // namespace bangnin::hub
