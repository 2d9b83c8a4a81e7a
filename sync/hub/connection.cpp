#include "sync/hub/connection.h"

#include <openssl/ssl.h>
#include <spdlog/spdlog.h>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <optional>

#include "sync/hub/x509.h"
#include "sync/wire/limits.h"

namespace bangnin::hub {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;
using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;

// The name in the certificate the client proved to own; the handshake has verified it against our CA.
struct Peer {
    std::string device;
    std::string key;
    std::string address;
};
Peer peer_of(TlsStream& stream) {
    error_code error;
    const auto end = beast::get_lowest_layer(stream).socket().remote_endpoint(error);
    Peer peer{.device = {}, .key = {}, .address = error ? std::string() : end.address().to_string()};
    const x509::Certificate certificate{SSL_get1_peer_certificate(stream.native_handle())};
    if (!certificate) return peer;
    peer.device = x509::subject_entry(certificate.get(), NID_commonName);
    peer.key = x509::key_hash(X509_get0_pubkey(certificate.get()));
    return peer;
}

std::string media_type(std::string_view header) {
    std::string type(header.substr(0, header.find(';')));
    while (!type.empty() && type.back() == ' ') type.pop_back();
    for (char& letter : type) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return type;
}

Response to_http(ApiResponse answer, unsigned version, bool keep_alive) {
    Response response{http::int_to_status(static_cast<unsigned>(answer.status)), version};
    response.set(http::field::server, "bangnin-hub");
    response.set(http::field::content_type, answer.content_type);
    response.set(http::field::strict_transport_security, "max-age=31536000");
    for (const auto& [name, value] : answer.headers) response.insert(name, value);
    response.keep_alive(keep_alive);
    response.body() = std::move(answer.body);
    response.prepare_payload();
    return response;
}

// An answer for a request that could not be read; nothing where the client is simply gone.
std::optional<ApiResponse> refusal_of(const error_code& error) {
    if (error == http::error::body_limit) return problem(413, "too_large", "The request is too large");
    if (error == http::error::header_limit) return problem(431, "too_large", "The request's header is too large");
    if (error == http::error::end_of_stream || error == beast::error::timeout ||
        error.category() != http::make_error_code(http::error::bad_method).category()) {
        return std::nullopt;
    }
    return problem(400, "not_http", "This is not an HTTP request");
}

enum class Part { whole, header };

asio::awaitable<bool> send(TlsStream& stream, Response& response, Part part) {
    error_code error;
    beast::get_lowest_layer(stream).expires_after(write_limit);
    http::response_serializer<http::string_body> serializer{response};
    if (part == Part::header) {
        co_await http::async_write_header(stream, serializer, asio::redirect_error(asio::use_awaitable, error));
    } else {
        co_await http::async_write(stream, serializer, asio::redirect_error(asio::use_awaitable, error));
    }
    co_return !error;
}

asio::awaitable<bool> send_chunk(TlsStream& stream, std::string part) {
    error_code error;
    beast::get_lowest_layer(stream).expires_after(write_limit);
    co_await asio::async_write(stream, http::make_chunk(asio::buffer(part)),
                               asio::redirect_error(asio::use_awaitable, error));
    beast::get_lowest_layer(stream).expires_never();
    co_return !error;
}

// The answer's header, then its parts as chunks (RFC 9112 §7.1) for as long as it goes on and the client is there.
asio::awaitable<void> send_stream(TlsStream& stream, const ApiResponse& answer) {
    http::response<http::empty_body> header{http::int_to_status(static_cast<unsigned>(answer.status)), 11};
    header.set(http::field::server, "bangnin-hub");
    header.set(http::field::content_type, answer.content_type);
    for (const auto& [name, value] : answer.headers) header.insert(name, value);
    header.keep_alive(false);
    header.chunked(true);
    http::response_serializer<http::empty_body> serializer{header};
    error_code error;
    beast::get_lowest_layer(stream).expires_after(write_limit);
    co_await http::async_write_header(stream, serializer, asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return;
    const Sink sink = [&stream](std::string part) { return send_chunk(stream, std::move(part)); };
    co_await answer.stream(sink);
    beast::get_lowest_layer(stream).expires_after(write_limit);
    co_await asio::async_write(stream, http::make_chunk_last(), asio::redirect_error(asio::use_awaitable, error));
}

asio::awaitable<ApiResponse> answer_to(Request& request, const Peer& peer, Api& api) {
    const auto target = parse_target(std::string_view(request.target().data(), request.target().size()));
    if (!target) co_return problem(400, "bad_target", "The address is not understood");
    const auto type = request[http::field::content_type];
    ApiRequest call;
    // A HEAD is answered as its GET, and sent without the body (RFC 9110 §9.3.2).
    call.method = request.method() == http::verb::head ? "GET" : std::string(request.method_string());
    call.target = *target;
    call.content_type = media_type(std::string_view(type.data(), type.size()));
    call.body = std::move(request.body());
    call.device = peer.device;
    call.key = peer.key;
    call.address = peer.address;
    const auto cookies = request[http::field::cookie];
    call.cookies = std::string(cookies.data(), cookies.size());
    co_return co_await api.answer(std::move(call));
}

// One request and its answer; false when the connection has to end.
asio::awaitable<bool> serve_one(TlsStream& stream, beast::flat_buffer& buffer, const Peer& peer, Api& api,
                                const std::atomic<bool>& ending) {
    http::request_parser<http::string_body> parser;
    parser.header_limit(largest_header);
    // Who shows no certificate has nothing to send but an enrolment.
    parser.body_limit(peer.device.empty() ? 2 * sync::wire::max_pem_bytes : sync::wire::max_request_bytes);
    error_code error;
    beast::get_lowest_layer(stream).expires_after(peer.device.empty() ? stranger_idle_limit : idle_limit);
    co_await http::async_read_header(stream, buffer, parser, asio::redirect_error(asio::use_awaitable, error));
    if (!error) {
        beast::get_lowest_layer(stream).expires_after(read_limit);
        co_await http::async_read(stream, buffer, parser, asio::redirect_error(asio::use_awaitable, error));
    }
    if (error) {
        if (auto refusal = refusal_of(error)) {
            Response response = to_http(std::move(*refusal), 11, false);
            co_await send(stream, response, Part::whole);
        }
        co_return false;
    }
    const auto began = std::chrono::steady_clock::now();
    Request request = parser.release();
    const bool keep_alive = request.keep_alive();
    const unsigned version = request.version();
    const Part part = request.method() == http::verb::head ? Part::header : Part::whole;
    beast::get_lowest_layer(stream).expires_never();
    ApiResponse answer = co_await answer_to(request, peer, api);
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
    spdlog::debug("request route={} status={} ms={} device={}", answer.route, answer.status, took.count(), peer.device);
    if (answer.stream && part == Part::whole && version >= 11) {
        co_await send_stream(stream, answer);
        co_return false;
    }
    Response response = to_http(std::move(answer), version, keep_alive && !ending);
    const bool sent = co_await send(stream, response, part);
    co_return sent&& response.keep_alive();
}

}  // namespace

asio::awaitable<void> serve_connection(TlsStream stream, Api& api, const std::atomic<bool>& ending) {
    error_code error;
    beast::get_lowest_layer(stream).expires_after(handshake_limit);
    co_await stream.async_handshake(asio::ssl::stream_base::server, asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return;
    const Peer peer = peer_of(stream);
    beast::flat_buffer buffer;
    while (co_await serve_one(stream, buffer, peer, api, ending)) {
    }
    beast::get_lowest_layer(stream).expires_after(std::chrono::seconds(2));
    co_await stream.async_shutdown(asio::redirect_error(asio::use_awaitable, error));
}

}  // namespace bangnin::hub
