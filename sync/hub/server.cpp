#include "sync/hub/server.h"

#include <openssl/ssl.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/ssl/context.hpp>
#include <csignal>
#include <memory>
#include <mutex>
#include <ranges>
#include <set>
#include <thread>
#include <vector>

#include "sync/hub/connection.h"
#include "sync/settings/hall_settings.h"

namespace bangnin::hub {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

// Polls are answered at once and a request takes milliseconds; what is open after that only waits for its next request.
constexpr std::chrono::seconds longest_drain{1};
constexpr std::chrono::seconds day_check{20};
// Often enough that a device between two polls is seen in every minute.
constexpr std::chrono::seconds presence_check{15};
// How soon devices hear of what an operator's command has put into the records.
constexpr std::chrono::seconds records_check{1};
constexpr int most_connections = 20'000;
// Below this the operator is told.
constexpr int usual_connections = 10'000;
// Descriptors beside the clients': the databases', the log, what SQLite opens for a moment.
constexpr rlim_t other_descriptors = 64;

// One loop a thread: a connection stays on the thread that it was given at its beginning, and nothing that it does is
// shared with the other threads or waits for their locks.
class Loops {
  public:
    explicit Loops(std::size_t threads) {
        for (std::size_t thread = 0; thread < threads; ++thread) {
            loops_.push_back(std::make_unique<asio::io_context>(one_thread));
            busy_.push_back(asio::make_work_guard(*loops_.back()));
        }
    }
    asio::io_context& first() { return *loops_.front(); }
    // Each in turn.
    asio::io_context& next() { return *loops_[turn_++ % loops_.size()]; }
    // Until stop(); the first one on the thread that calls it.
    void run() {
        std::vector<std::jthread> others;
        for (const auto& loop : loops_ | std::views::drop(1)) others.emplace_back([&loop] { loop->run(); });
        first().run();
    }
    // Any thread.
    void stop() {
        for (const auto& loop : loops_) loop->stop();
    }

  private:
    static constexpr int one_thread = 1;
    std::vector<std::unique_ptr<asio::io_context>> loops_;
    std::vector<asio::executor_work_guard<asio::io_context::executor_type>> busy_;
    std::size_t turn_ = 0;
};

class Server {
  public:
    Server(const Config& config, BackOffice& office, Api& api)
        : records_(config.database.kind()), zone_(config.zone), office_(office), api_(api), loops_(config.threads) {}

    std::expected<void, std::string> prepare(const Config& config, const Authority& authority);
    Listening listening() const {
        return {acceptor_.local_endpoint().address().to_string(), acceptor_.local_endpoint().port()};
    }
    void run();

  private:
    asio::awaitable<void> accept();
    asio::awaitable<void> watch_midnight();
    asio::awaitable<void> watch_records();
    asio::awaitable<void> watch_presence();
    asio::awaitable<void> note_presence();
    asio::awaitable<void> retain();
    asio::awaitable<void> drain();
    void end();
    void begin_connection(tcp::socket socket);
    asio::awaitable<void> each_second();
    // What goes on as long as the hub does; where it cannot, the hub ends, and whoever watches over it begins it anew.
    void go_on(const char* what, asio::awaitable<void> work);

    DatabaseKind records_;
    sync::HallZone zone_;
    BackOffice& office_;
    Api& api_;
    Loops loops_;
    asio::ssl::context tls_{asio::ssl::context::tls_server};
    // Begun on the acceptor's thread, ended on their own.
    std::mutex channels_mutex_;
    std::set<std::shared_ptr<TlsChannel>> channels_;
    // Beginning, ending and what is done from time to time are one thing after the other, on one thread.
    asio::io_context& control_ = loops_.first();
    tcp::acceptor acceptor_{control_};
    asio::signal_set signals_{control_, SIGTERM, SIGINT};
    std::atomic<int> connections_ = 0;
    int most_connections_ = most_connections;
    std::atomic<bool> ending_ = false;
};

// As many descriptors as the system grants; how many clients that is for.
int raise_descriptors() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0) getrlimit(RLIMIT_NOFILE, &limit);
    const rlim_t clients = limit.rlim_cur > other_descriptors ? limit.rlim_cur - other_descriptors : 1;
    return static_cast<int>(std::min<rlim_t>(clients, most_connections));
}

std::expected<void, std::string> Server::prepare(const Config& config, const Authority& authority) {
    // A client that is gone is an error of its write, not the end of the hub.
    std::signal(SIGPIPE, SIG_IGN);
    most_connections_ = raise_descriptors();
    if (most_connections_ < usual_connections) {
        spdlog::warn("room for {} clients only: the limit of open files is low", most_connections_);
    }
    error_code error;
    SSL_CTX* native = tls_.native_handle();
    SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
    // Of TLS 1.2 only what 1.3 has too: fresh keys for each connection, and encryption that notices every change.
    if (SSL_CTX_set_cipher_list(native, "ECDHE+AESGCM:ECDHE+CHACHA20") != 1) {
        return std::unexpected("OpenSSL has no cipher for the server");
    }
    // Most clients wait for news most of the time, and hold no buffers meanwhile.
    SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE);
    // One reading of the socket for a record's header and its content.
    SSL_CTX_set_read_ahead(native, 1);
    // Sessions are resumed by tickets, which the clients keep.
    SSL_CTX_set_session_cache_mode(native, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(native, 1);
    // Needed so that sessions of clients with certificates can be resumed.
    SSL_CTX_set_session_id_context(native, reinterpret_cast<const unsigned char*>("bangnin"), 7);
    tls_.use_certificate_file(authority.server_certificate().string(), asio::ssl::context::pem, error);
    if (!error) tls_.use_private_key_file(authority.server_key().string(), asio::ssl::context::pem, error);
    if (!error) tls_.load_verify_file(authority.ca_certificate().string(), error);
    if (error) return std::unexpected("the server's certificate cannot be used: " + error.message());
    tls_.set_verify_mode(asio::ssl::verify_peer);

    const auto address = asio::ip::make_address(config.address, error);
    if (error) return std::unexpected("hub.address is no address: " + config.address);
    const tcp::endpoint endpoint(address, config.port);
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (error) {
        return std::unexpected("cannot listen at " + config.address + ":" + std::to_string(config.port) + ": " +
                               error.message());
    }
    return {};
}

void Server::begin_connection(tcp::socket socket) {
    error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    ++connections_;
    api_.metrics().connected();
    const auto executor = socket.get_executor();
    const auto channel = std::make_shared<TlsChannel>(std::move(socket), tls_.native_handle());
    {
        const std::lock_guard lock(channels_mutex_);
        channels_.insert(channel);
    }
    asio::co_spawn(executor, serve_connection(channel, api_, ending_),
                   [this, channel](const std::exception_ptr& failure) {
                       {
                           const std::lock_guard lock(channels_mutex_);
                           channels_.erase(channel);
                       }
                       --connections_;
                       api_.metrics().disconnected();
                       if (failure) spdlog::error("a connection ended by an exception");
                   });
}

asio::awaitable<void> Server::each_second() {
    while (!ending_) {
        const auto now = std::chrono::steady_clock::now();
        {
            const std::lock_guard lock(channels_mutex_);
            for (const auto& channel : channels_) channel->expire(now);
        }
        office_.feed().expire(now);
        office_.look_again();
        error_code ignored;
        asio::steady_timer pause(control_, std::chrono::seconds(1));
        co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
}

asio::awaitable<void> Server::accept() {
    while (!ending_) {
        error_code error;
        tcp::socket socket(loops_.next());
        co_await acceptor_.async_accept(socket, asio::redirect_error(asio::use_awaitable, error));
        if (error == asio::error::operation_aborted) co_return;
        if (error) {
            // Out of descriptors, most likely: others must end first.
            spdlog::warn("accepting failed: {}", error.message());
            asio::steady_timer pause(control_, std::chrono::milliseconds(100));
            co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
            continue;
        }
        if (connections_ < most_connections_) begin_connection(std::move(socket));
    }
}

// In small steps: whoever writes waits for none of them for long.
asio::awaitable<void> Server::retain() {
    const sync::Instant now = sync::wall_clock_now();
    DatabaseResult<Retention::Progress> progress = Retention::Progress::more;
    while (!ending_ && progress && *progress == Retention::Progress::more) {
        progress = co_await office_.run([now](Records& records) { return records.retention.step(now); });
    }
    const auto deletions = co_await office_.run([](Records& records) { return records.retention.finish(); });
    if (!deletions) co_return;
    for (const Deletion& deletion : *deletions) {
        spdlog::info("deleted what={} rows={} before={}", to_text(deletion.what), deletion.rows,
                     sync::to_text(deletion.before));
    }
}

asio::awaitable<void> Server::watch_midnight() {
    while (!ending_) {
        const auto began =
            co_await office_.run([](Records& records) { return records.changes.begin_day(sync::wall_clock_now()); });
        if (began && *began) {
            office_.changed();
            co_await retain();
        }
        error_code ignored;
        asio::steady_timer pause(control_, day_check);
        co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
}

asio::awaitable<void> Server::note_presence() {
    const sync::Instant now = sync::wall_clock_now();
    co_await office_.run([&, now](Records& records) -> DatabaseResult<void> {
        const auto halls = records.halls.list();
        if (!halls) return std::unexpected(halls.error());
        for (const HallRow& row : *halls) {
            const auto settings = records.documents.newest_of(std::string(sync::hall_document), row.hall);
            if (!settings) return std::unexpected(settings.error());
            const auto text = *settings ? std::optional((*settings)->body) : std::nullopt;
            if (!takes_people(text, now)) continue;
            const auto there = office_.feed().listening(row.hall);
            const auto noted = records.presence(row.hall).note(there, now, sync::local_day(now, zone_));
            if (!noted) return noted;
        }
        return {};
    });
}

asio::awaitable<void> Server::watch_presence() {
    while (!ending_) {
        error_code ignored;
        asio::steady_timer pause(control_, presence_check);
        co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
        if (!ending_) co_await note_presence();
    }
}

asio::awaitable<void> Server::watch_records() {
    while (!ending_) {
        const auto written = co_await office_.run([](Records& records) { return records.changes.written_by_others(); });
        if (written && *written) office_.changed();
        error_code ignored;
        asio::steady_timer pause(control_, records_check);
        co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
}

void Server::end() {
    if (ending_.exchange(true)) return;
    spdlog::info("ending: no new connections, waiting for {} open ones", connections_.load());
    error_code ignored;
    acceptor_.close(ignored);
    api_.begin_drain();
    asio::co_spawn(control_, drain(), asio::detached);
}

asio::awaitable<void> Server::drain() {
    const auto deadline = std::chrono::steady_clock::now() + longest_drain;
    asio::steady_timer pause(control_);
    while (connections_ > 0 && std::chrono::steady_clock::now() < deadline) {
        pause.expires_after(std::chrono::milliseconds(50));
        error_code ignored;
        co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
    loops_.stop();
}

void Server::go_on(const char* what, asio::awaitable<void> work) {
    asio::co_spawn(control_, std::move(work), [this, what](const std::exception_ptr& failure) {
        if (!failure) return;
        spdlog::error("{} ended by an exception", what);
        end();
    });
}

void Server::run() {
    signals_.async_wait([this](const error_code& error, int) {
        if (!error) end();
    });
    go_on("the look at the calendar", watch_midnight());
    go_on("the look at who is there", watch_presence());
    if (records_ == DatabaseKind::sqlite) go_on("the look at the records", watch_records());
    go_on("the clock", each_second());
    go_on("the acceptor", accept());
    loops_.run();
    // What the threads of database, forms and passwords still do for a connection, and what waits for a change, must be
    // over before the network goes: all speak of it.
    office_.settle();
    api_.settle();
}

}  // namespace

std::expected<void, std::string> serve(const Config& config, const Authority& authority, BackOffice& office,
                                       const std::function<void(const Listening&)>& ready) {
    Api api(config, authority, office);
    Server server(config, office, api);
    if (auto prepared = server.prepare(config, authority); !prepared) return prepared;
    ready(server.listening());
    server.run();
    return {};
}

}  // namespace bangnin::hub
