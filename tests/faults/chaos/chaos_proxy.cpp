#include "tests/faults/chaos/chaos_proxy.h"

#include <atomic>
#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "tests/faults/http_response.h"
#include "tests/harness/exchanges.h"
#include "tests/sync/link/test_certificates.h"

namespace bangnin::faults {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using Request = HttpRequest;
using Response = HttpResponse;
using Stream = asio::ssl::stream<tcp::socket>;
using Error = boost::system::error_code;

constexpr auto quietly = asio::as_tuple(asio::use_awaitable);
constexpr std::uint64_t longest_message = 16U << 20U;
constexpr const char* portal_text = "<!doctype html><title>Sign in to this network</title>";

bool is_push(const Request& request) {
    return request.method() == http::verb::post && request.target() == "/v1/events";
}

// What is told the device instead of the hub's word; nothing: the fault is of another kind.
std::optional<Response> told_instead(Fault fault, const Request& request) {
    switch (fault) {
        case Fault::portal_page:
            return make_response(request, http::status::ok, "text/html; charset=utf-8", portal_text);
        case Fault::portal_redirect: {
            Response response = make_response(request, http::status::found, "text/html", portal_text);
            response.set(http::field::location, "http://portal.example/login");
            return response;
        }
        case Fault::server_error:
            return make_response(request, http::status::internal_server_error, "text/plain", "out of order");
        case Fault::too_many: {
            Response response = make_response(request, http::status::too_many_requests, "text/plain", "later");
            response.set(http::field::retry_after, "1");
            return response;
        }
        default:
            return std::nullopt;
    }
}

void keep_exchange(const Request& request, const Response& said) {
    harness::keep({.method = std::string(request.method_string()),
                   .target = std::string(request.target()),
                   .request_type = std::string(request[http::field::content_type]),
                   .request_body = request.body(),
                   .status = static_cast<long>(said.result_int()),
                   .type = std::string(said[http::field::content_type]),
                   .location = {},
                   .body = said.body()});
}

void close(tcp::socket& socket) {
    Error ignored;
    socket.close(ignored);
}

// A connection to a hub as one device, kept alive.
struct Upstream {
    std::optional<Stream> stream;
    beast::flat_buffer buffer;
};

struct Device {
    explicit Device(asio::io_context& io) : acceptor(io, tcp::endpoint(asio::ip::address_v4::loopback(), 0)) {}
    tcp::acceptor acceptor;
    std::uint32_t number = 0;
    std::uint32_t connections = 0;
    std::uint32_t requests = 0;
    std::shared_ptr<asio::ssl::context> speaks;  // null: not enrolled yet
    std::optional<Request> late;                 // a push that the device gave up on
};

// Two ends of a wire that is cut after so many bytes, if there is a storm then.
struct Relay {
    tcp::socket device;
    tcp::socket hub;
    std::uint64_t left;
};

}  // namespace

struct ChaosProxy::Impl {
    Impl(FaultPlan made, const std::filesystem::path& hub_state, std::size_t count);
    ~Impl();

    asio::awaitable<void> accept_all(Device& device);
    asio::awaitable<void> take(Device& device, tcp::socket socket);
    asio::awaitable<void> speak_plain(tcp::socket socket);
    asio::awaitable<void> speak_as_stranger(tcp::socket socket);
    asio::awaitable<void> stay_silent(tcp::socket socket);
    asio::awaitable<void> relay(tcp::socket socket, Mishap mishap);
    asio::awaitable<void> carry(std::shared_ptr<Relay> relay, tcp::socket& from, tcp::socket& to);
    asio::awaitable<void> converse(Device& device, tcp::socket socket, Mishap of_connection);
    // Nothing: the connection is to be closed without an answer.
    asio::awaitable<std::optional<Response>> answer(Device& device, Upstream& up, const Request& request,
                                                    Mishap mishap);
    asio::awaitable<std::optional<Response>> ask(Device& device, Upstream& up, const Request& request,
                                                 std::uint64_t hub);
    asio::awaitable<bool> connect(Device& device, Upstream& up, std::uint64_t hub);
    asio::awaitable<void> pause(std::chrono::milliseconds delay);
    asio::awaitable<void> send_copy(Device& device, Request request, std::uint64_t hub, Fault counts_as);
    void send_late(Device& device, std::uint64_t hub);

    void count(const std::function<void(Tally&)>& change);
    void happened(Fault fault) {
        count([fault](Tally& all) { ++all.faults[fault]; });
    }
    // Counted where it could lose or double something.
    void happened_to(const Request& request, Fault fault) {
        if (is_push(request)) happened(fault);
    }
    tcp::endpoint hub_for(std::uint64_t choice);
    // A mishap of calm weather is none.
    Mishap allowed(Mishap mishap) const {
        if (!stormy) mishap.fault = Fault::none;
        return mishap;
    }

    FaultPlan plan;
    asio::io_context io;
    asio::ssl::context hub_face{asio::ssl::context::tls_server};
    asio::ssl::context stranger_face{asio::ssl::context::tls_server};
    std::filesystem::path ca;
    std::vector<std::unique_ptr<Device>> devices;
    std::atomic<bool> stormy{false};
    std::atomic<std::size_t> ended_hubs{0};

    mutable std::mutex mutex;
    mutable std::condition_variable counted;
    Tally tally;
    std::vector<int> hub_ports;
    std::thread thread;
};

ChaosProxy::Impl::Impl(FaultPlan made, const std::filesystem::path& hub_state, std::size_t device_count)
    : plan(made), ca(hub_state / "ca.pem") {
    hub_face.use_certificate_chain_file((hub_state / "server.pem").string());
    hub_face.use_private_key_file((hub_state / "server.key").string(), asio::ssl::context::pem);
    const sync::TestIdentity portal = sync::make_test_leaf(sync::make_test_ca("the portal's authority"), "portal");
    stranger_face.use_certificate(asio::buffer(portal.certificate_pem), asio::ssl::context::pem);
    stranger_face.use_private_key(asio::buffer(portal.key_pem), asio::ssl::context::pem);
    for (std::size_t number = 0; number < device_count; ++number) {
        devices.push_back(std::make_unique<Device>(io));
        devices.back()->number = static_cast<std::uint32_t>(number);
        asio::co_spawn(io, accept_all(*devices.back()), asio::detached);
    }
    thread = std::thread([this] { io.run(); });
}

ChaosProxy::Impl::~Impl() {
    io.stop();
    thread.join();
    devices.clear();
}

void ChaosProxy::Impl::count(const std::function<void(Tally&)>& change) {
    const std::lock_guard lock(mutex);
    change(tally);
    counted.notify_all();
}

tcp::endpoint ChaosProxy::Impl::hub_for(std::uint64_t choice) {
    const std::lock_guard lock(mutex);
    const int port = hub_ports.empty() ? 0 : hub_ports[choice % hub_ports.size()];
    return {asio::ip::address_v4::loopback(), static_cast<unsigned short>(port)};
}

asio::awaitable<void> ChaosProxy::Impl::pause(std::chrono::milliseconds delay) {
    asio::steady_timer timer(io, delay);
    co_await timer.async_wait(quietly);
}

asio::awaitable<void> ChaosProxy::Impl::accept_all(Device& device) {
    while (true) {
        auto [error, socket] = co_await device.acceptor.async_accept(quietly);
        if (error) co_return;
        asio::co_spawn(io, take(device, std::move(socket)), asio::detached);
    }
}

asio::awaitable<void> ChaosProxy::Impl::take(Device& device, tcp::socket socket) {
    const Mishap mishap = allowed(plan.of_connection(device.number, device.connections++));
    switch (mishap.fault) {
        case Fault::refused:
            happened(Fault::refused);
            break;
        case Fault::silent:
            co_await stay_silent(std::move(socket));
            break;
        case Fault::portal_plain:
            co_await speak_plain(std::move(socket));
            break;
        case Fault::portal_wrong_certificate:
            co_await speak_as_stranger(std::move(socket));
            break;
        case Fault::wire_cut:
            co_await relay(std::move(socket), mishap);
            break;
        default:
            // Whoever is not enrolled yet speaks with the hub itself.
            if (device.speaks && stormy) {
                co_await converse(device, std::move(socket), mishap);
            } else {
                co_await relay(std::move(socket), mishap);
            }
            break;
    }
}

asio::awaitable<void> ChaosProxy::Impl::stay_silent(tcp::socket socket) {
    happened(Fault::silent);
    std::array<char, 1024> room{};
    while (true) {
        const auto [error, got] = co_await socket.async_read_some(asio::buffer(room), quietly);
        if (error) co_return;
    }
}

asio::awaitable<void> ChaosProxy::Impl::speak_plain(tcp::socket socket) {
    const std::string text =
        "HTTP/1.1 302 Found\r\nLocation: http://portal.example/login\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    std::array<char, 1024> room{};
    const auto [unread, got] = co_await socket.async_read_some(asio::buffer(room), quietly);
    if (unread) co_return;
    const auto [unsent, sent] = co_await asio::async_write(socket, asio::buffer(text), quietly);
    if (!unsent) happened(Fault::portal_plain);
}

asio::awaitable<void> ChaosProxy::Impl::speak_as_stranger(tcp::socket socket) {
    Stream stream(std::move(socket), stranger_face);
    const auto [error] = co_await stream.async_handshake(asio::ssl::stream_base::server, quietly);
    // Whom it shows the wrong certificate hangs up; under TLS 1.3 only after the portal has taken the handshake for
    // done.
    happened(Fault::portal_wrong_certificate);
    if (error) co_return;
    beast::flat_buffer buffer;
    Request request;
    const auto [unread, got] = co_await http::async_read(stream, buffer, request, quietly);
    if (!unread) count([](Tally& all) { ++all.told_strangers; });
}

asio::awaitable<void> ChaosProxy::Impl::relay(tcp::socket socket, Mishap mishap) {
    auto both = std::make_shared<Relay>(Relay{std::move(socket), tcp::socket(io), mishap.bytes});
    const auto [error] = co_await both->hub.async_connect(hub_for(mishap.hub), quietly);
    if (error) co_return;
    asio::co_spawn(io, carry(both, both->device, both->hub), asio::detached);
    asio::co_spawn(io, carry(both, both->hub, both->device), asio::detached);
}

asio::awaitable<void> ChaosProxy::Impl::carry(std::shared_ptr<Relay> both, tcp::socket& from, tcp::socket& to) {
    std::array<char, 16384> room{};
    while (true) {
        const auto [unread, got] = co_await from.async_read_some(asio::buffer(room), quietly);
        if (unread) break;
        const bool cut = stormy && got > both->left;
        const std::size_t passes = cut ? static_cast<std::size_t>(both->left) : got;
        const auto [unsent, sent] = co_await asio::async_write(to, asio::buffer(room.data(), passes), quietly);
        if (cut) happened(Fault::wire_cut);
        if (unsent || cut) break;
        both->left -= std::min<std::uint64_t>(both->left, got);
    }
    close(from);
    close(to);
}

asio::awaitable<void> ChaosProxy::Impl::converse(Device& device, tcp::socket socket, Mishap of_connection) {
    Stream stream(std::move(socket), hub_face);
    const auto [unshaken] = co_await stream.async_handshake(asio::ssl::stream_base::server, quietly);
    if (unshaken) co_return;
    Upstream up;
    beast::flat_buffer buffer;
    while (true) {
        http::request_parser<http::string_body> parser;
        parser.body_limit(longest_message);
        const auto [unread, got] = co_await http::async_read(stream, buffer, parser, quietly);
        if (unread) break;
        const Request request = parser.release();
        const auto asks = is_push(request) ? FaultPlan::Asks::push : FaultPlan::Asks::other;
        Mishap mishap = allowed(plan.of_request(device.number, device.requests++, asks));
        mishap.hub = of_connection.hub;
        std::optional<Response> said = co_await answer(device, up, request, mishap);
        if (!said) break;
        const auto [unsent, sent] = co_await http::async_write(stream, *said, quietly);
        if (unsent || !said->keep_alive()) break;
    }
    close(stream.next_layer());
}

asio::awaitable<std::optional<Response>> ChaosProxy::Impl::answer(Device& device, Upstream& up, const Request& request,
                                                                  Mishap mishap) {
    if (auto instead = told_instead(mishap.fault, request)) {
        happened_to(request, mishap.fault);
        co_return instead;
    }
    if (mishap.fault == Fault::request_lost) {
        happened_to(request, Fault::request_lost);
        co_return std::nullopt;
    }
    if (mishap.fault == Fault::delivered_late && !device.late) {
        device.late = request;
        co_return std::nullopt;
    }
    if (mishap.fault == Fault::slow_request) {
        happened_to(request, Fault::slow_request);
        co_await pause(mishap.delay);
    }
    if (mishap.fault == Fault::sent_twice_at_once) {
        asio::co_spawn(io, send_copy(device, request, mishap.hub + 1, Fault::sent_twice_at_once), asio::detached);
    }
    std::optional<Response> said = co_await ask(device, up, request, mishap.hub);
    if (!said) co_return said;
    if (mishap.fault == Fault::sent_twice) {
        happened_to(request, Fault::sent_twice);
        said = co_await ask(device, up, request, mishap.hub);
        if (!said) co_return said;
    }
    if (is_push(request) && said->result() == http::status::ok) send_late(device, mishap.hub);
    if (mishap.fault == Fault::slow_answer) {
        happened_to(request, Fault::slow_answer);
        co_await pause(mishap.delay);
    }
    if (mishap.fault == Fault::answer_lost) {
        happened_to(request, Fault::answer_lost);
        co_return std::nullopt;
    }
    co_return said;
}

// What the device sent earlier comes after what it sent since.
void ChaosProxy::Impl::send_late(Device& device, std::uint64_t hub) {
    if (!device.late) return;
    Request late = std::move(*device.late);
    device.late.reset();
    asio::co_spawn(io, send_copy(device, std::move(late), hub, Fault::delivered_late), asio::detached);
}

asio::awaitable<void> ChaosProxy::Impl::send_copy(Device& device, Request request, std::uint64_t hub, Fault counts_as) {
    count([](Tally& all) { ++all.copies_under_way; });
    Upstream own;
    const std::optional<Response> said = co_await ask(device, own, request, hub);
    const bool taken = said && said->result() == http::status::ok;
    count([counts_as, taken](Tally& all) {
        --all.copies_under_way;
        all.faults[counts_as] += taken ? 1 : 0;
    });
}

asio::awaitable<bool> ChaosProxy::Impl::connect(Device& device, Upstream& up, std::uint64_t hub) {
    if (up.stream) co_return true;
    up.buffer.clear();
    up.stream.emplace(io, *device.speaks);
    const auto [unreachable] = co_await up.stream->next_layer().async_connect(hub_for(hub), quietly);
    if (unreachable) {
        up.stream.reset();
        co_return false;
    }
    const auto [unshaken] = co_await up.stream->async_handshake(asio::ssl::stream_base::client, quietly);
    if (unshaken) up.stream.reset();
    co_return !unshaken;
}

asio::awaitable<std::optional<Response>> ChaosProxy::Impl::ask(Device& device, Upstream& up, const Request& request,
                                                               std::uint64_t hub) {
    const bool push = is_push(request);
    const bool connected = co_await connect(device, up, hub);
    if (!connected) co_return std::nullopt;
    const std::size_t ended_before = ended_hubs;
    count([push](Tally& all) {
        all.pushes += push ? 1 : 0;
        all.pushes_under_way += push ? 1 : 0;
    });
    http::response_parser<http::string_body> parser;
    parser.body_limit(longest_message);
    auto [error, sent] = co_await http::async_write(*up.stream, request, quietly);
    if (!error) {
        const auto [unread, got] = co_await http::async_read(*up.stream, up.buffer, parser, quietly);
        error = unread;
    }
    const int status = error ? 0 : static_cast<int>(parser.get().result_int());
    const bool died = error && ended_hubs != ended_before;
    count([push, status, died](Tally& all) {
        all.pushes_under_way -= push ? 1 : 0;
        all.died_with_hub += died ? 1 : 0;
        all.without_database += status == 503 ? 1 : 0;
        if (push) ++all.push_answers[status];
    });
    if (error) {
        up.stream.reset();
        co_return std::nullopt;
    }
    Response said = parser.release();
    keep_exchange(request, said);
    if (!said.keep_alive()) up.stream.reset();
    co_return said;
}

ChaosProxy::ChaosProxy(FaultPlan plan, const std::filesystem::path& hub_state, std::size_t devices)
    : impl_(std::make_unique<Impl>(plan, hub_state, devices)) {}
ChaosProxy::~ChaosProxy() = default;

int ChaosProxy::port(std::size_t device) const { return impl_->devices[device]->acceptor.local_endpoint().port(); }

void ChaosProxy::speak_as(std::size_t device, const sync::LinkFiles& files) {
    auto made = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_client);
    made->load_verify_file(impl_->ca.string());
    made->set_verify_mode(asio::ssl::verify_peer);
    made->use_certificate_chain_file(files.certificate.string());
    made->use_private_key_file(files.key.string(), asio::ssl::context::pem);
    asio::post(impl_->io, [this, device, made = std::move(made)] { impl_->devices[device]->speaks = made; });
}

void ChaosProxy::hubs_at(std::vector<int> ports) {
    const std::lock_guard lock(impl_->mutex);
    impl_->hub_ports = std::move(ports);
}

void ChaosProxy::hub_ends() { ++impl_->ended_hubs; }

void ChaosProxy::weather(Weather weather) { impl_->stormy = weather == Weather::storm; }

Tally ChaosProxy::tally() const {
    const std::lock_guard lock(impl_->mutex);
    return impl_->tally;
}

bool ChaosProxy::wait_until(const std::function<bool(const Tally&)>& reached) const {
    std::unique_lock lock(impl_->mutex);
    return impl_->counted.wait_for(lock, harness::patience, [&] { return reached(impl_->tally); });
}

}  // namespace bangnin::faults
