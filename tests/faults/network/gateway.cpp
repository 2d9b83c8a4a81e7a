#include "tests/faults/network/gateway.h"

#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <mutex>
#include <optional>
#include <set>
#include <thread>

#include "sync/link/link.h"
#include "tests/faults/http_response.h"
#include "tests/harness/http.h"

namespace bangnin::faults {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using Request = HttpRequest;
using Response = HttpResponse;
using Stream = asio::ssl::stream<tcp::socket>;

constexpr std::uint64_t longest_request = 16U << 20U;

// A long poll is made short, so that a change of conduct is felt soon.
std::string impatient(const std::string& target) {
    const std::size_t wait = target.find("wait=");
    return wait == std::string::npos ? target : target.substr(0, wait) + "wait=1";
}

}  // namespace

struct Gateway::Impl {
    explicit Impl(const std::string& hub, harness::Identity identity, const std::filesystem::path& state)
        : hub_url(hub), device(std::move(identity)), tls(asio::ssl::context::tls_server), acceptor(context) {
        tls.use_certificate_chain_file((state / "server.pem").string());
        tls.use_private_key_file((state / "server.key").string(), asio::ssl::context::pem);
    }

    void listen(int port);
    void accept_all();
    void serve(tcp::socket socket);
    void converse(Stream& stream);
    // Nothing: the connection is to be closed without an answer.
    std::optional<Response> answer(const Request& request);
    std::optional<Response> forwarded(const Request& request) const;
    Conduct note(const Request& request);
    void stop();

    std::string hub_url;
    harness::Identity device;
    asio::io_context context;
    asio::ssl::context tls;
    tcp::acceptor acceptor;
    std::thread acceptor_thread;

    mutable std::mutex mutex;
    Conduct conduct = Conduct::pass;
    int patience_s = 1;
    std::vector<SeenRequest> seen;
    std::set<int> open_sockets;
    std::vector<std::thread> conversations;
    bool stopping = false;
};

void Gateway::Impl::listen(int port) {
    const tcp::endpoint place(asio::ip::address_v4::loopback(), static_cast<unsigned short>(port));
    acceptor.open(place.protocol());
    acceptor.set_option(asio::socket_base::reuse_address(true));
    acceptor.bind(place);
    acceptor.listen();
    acceptor_thread = std::thread([this] { accept_all(); });
}

void Gateway::Impl::accept_all() {
    while (true) {
        beast::error_code error;
        tcp::socket socket(context);
        acceptor.accept(socket, error);
        const std::lock_guard lock(mutex);
        if (error || stopping) {
            return;
        }
        open_sockets.insert(socket.native_handle());
        conversations.emplace_back([this, taken = std::move(socket)]() mutable { serve(std::move(taken)); });
    }
}

void Gateway::Impl::serve(tcp::socket socket) {
    const int handle = socket.native_handle();
    Stream stream(std::move(socket), tls);
    beast::error_code error;
    stream.handshake(asio::ssl::stream_base::server, error);
    if (!error) {
        converse(stream);
    }
    const std::lock_guard lock(mutex);
    open_sockets.erase(handle);
    stream.lowest_layer().close(error);
}

void Gateway::Impl::converse(Stream& stream) {
    beast::flat_buffer buffer;
    beast::error_code error;
    while (true) {
        http::request_parser<http::string_body> parser;
        parser.body_limit(longest_request);
        http::read(stream, buffer, parser, error);
        if (error) {
            return;
        }
        const auto response = answer(parser.get());
        if (!response) {
            return;
        }
        http::write(stream, *response, error);
        if (error || !response->keep_alive()) {
            return;
        }
    }
}

Conduct Gateway::Impl::note(const Request& request) {
    const std::lock_guard lock(mutex);
    seen.push_back({.at = std::chrono::steady_clock::now(),
                    .method = std::string(request.method_string()),
                    .target = std::string(request.target()),
                    .answered = conduct});
    return conduct;
}

std::optional<Response> Gateway::Impl::forwarded(const Request& request) const {
    const std::string url = hub_url + impatient(std::string(request.target()));
    auto answer = request.method() == http::verb::post ? harness::http_post(url, device, request.body())
                                                       : harness::http_get(url, device);
    if (!answer) {
        return std::nullopt;
    }
    return make_response(request, static_cast<http::status>(answer->status), answer->content_type, answer->body);
}

std::optional<Response> Gateway::Impl::answer(const Request& request) {
    switch (note(request)) {
        case Conduct::pass:
            return forwarded(request);
        case Conduct::portal_page:
            return make_response(request, http::status::ok, "text/html; charset=utf-8",
                                 "<!doctype html><title>Sign in to this network</title>");
        case Conduct::empty_answer:
            return make_response(request, http::status::ok, "application/json", "{}");
        case Conduct::foreign_acknowledgement:
            return make_response(request, http::status::ok, "application/json",
                                 R"({"device":"k9","epoch":"0000000000000000","high_water":1000000,"rejected":[],)"
                                 R"("hub_time":"2026-01-01T00:00:00.000Z"})");
        case Conduct::server_error:
            return make_response(request, http::status::internal_server_error, "text/plain", "out of order");
        case Conduct::too_many: {
            Response response = make_response(request, http::status::too_many_requests, "text/plain", "later");
            const std::lock_guard lock(mutex);
            response.set(http::field::retry_after, std::to_string(patience_s));
            return response;
        }
        case Conduct::deliver_and_cut:
            forwarded(request);
            return std::nullopt;
    }
    return std::nullopt;
}

void Gateway::Impl::stop() {
    std::vector<std::thread> left;
    {
        const std::lock_guard lock(mutex);
        stopping = true;
        shutdown(acceptor.native_handle(), SHUT_RDWR);
        for (const int handle : open_sockets) {
            shutdown(handle, SHUT_RDWR);
        }
    }
    acceptor_thread.join();
    {
        const std::lock_guard lock(mutex);
        left.swap(conversations);
    }
    for (std::thread& conversation : left) {
        conversation.join();
    }
}

harness::Result<std::unique_ptr<Gateway>> Gateway::open(harness::Rig& rig) {
    const sync::LinkFiles files(rig.kiosk_state() / "link");
    try {
        auto impl = std::make_unique<Impl>(
            rig.hub_url(), harness::Identity{.ca = files.ca, .certificate = files.certificate, .key = files.key},
            rig.hub_state());
        impl->listen(rig.relay_port());
        return std::unique_ptr<Gateway>(new Gateway(std::move(impl)));
    } catch (const std::exception& failure) {
        return std::unexpected(std::string("the gateway does not open: ") + failure.what());
    }
}

Gateway::Gateway(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Gateway::~Gateway() { impl_->stop(); }

void Gateway::conduct(Conduct conduct) {
    const std::lock_guard lock(impl_->mutex);
    impl_->conduct = conduct;
}

void Gateway::ask_for_patience(int seconds) {
    const std::lock_guard lock(impl_->mutex);
    impl_->conduct = Conduct::too_many;
    impl_->patience_s = seconds;
}

std::vector<SeenRequest> Gateway::seen() const {
    const std::lock_guard lock(impl_->mutex);
    return impl_->seen;
}

std::size_t Gateway::pushes_answered(Conduct conduct) const {
    const auto all = seen();
    return static_cast<std::size_t>(std::ranges::count_if(
        all, [&](const SeenRequest& request) { return request.is_push() && request.answered == conduct; }));
}

}  // namespace bangnin::faults
