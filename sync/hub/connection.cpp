#include "sync/hub/connection.h"

#include <spdlog/spdlog.h>

#include <array>
#include <boost/beast/http.hpp>
#include <charconv>
#include <chrono>
#include <expected>
#include <optional>

#include "sync/hub/proxy_header.h"
#include "sync/hub/x509.h"
#include "sync/wire/limits.h"

namespace bangnin::hub {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;
using Request = http::request<http::string_body>;
using Parser = http::request_parser<http::string_body>;

// The name in the certificate the client proved to own; the handshake has verified it against our CA.
struct Peer {
    std::string device;
    std::string key;
    std::string address;
};
Peer peer_of(const TlsChannel& channel) {
    Peer peer{.device = {}, .key = {}, .address = channel.address()};
    const x509::Certificate certificate{SSL_get1_peer_certificate(channel.native())};
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

enum class Persistence { keep, close };
enum class Part { whole, header };

void add_header(std::string& text, std::string_view name, std::string_view value) {
    text.append(name).append(": ").append(value).append("\r\n");
}

// The status line, and the fields that every answer has.
std::string head_of(const ApiResponse& answer, unsigned version, Persistence persistence) {
    std::string text;
    text.reserve(512 + answer.body.size());
    const auto reason = http::obsolete_reason(http::int_to_status(static_cast<unsigned>(answer.status)));
    text += (version == 10 ? "HTTP/1.0 " : "HTTP/1.1 ") + std::to_string(answer.status) + ' ';
    text.append(reason.data(), reason.size()).append("\r\n");
    add_header(text, "Server", "bangnin-hub");
    add_header(text, "Content-Type", answer.content_type);
    add_header(text, "Strict-Transport-Security", "max-age=31536000");
    for (const auto& [name, value] : answer.headers) add_header(text, name, value);
    if (persistence == Persistence::close) add_header(text, "Connection", "close");
    if (persistence == Persistence::keep && version == 10) add_header(text, "Connection", "keep-alive");
    return text;
}

std::string to_http(const ApiResponse& answer, unsigned version, Persistence persistence, Part part) {
    std::string text = head_of(answer, version, persistence);
    add_header(text, "Content-Length", std::to_string(answer.body.size()));
    text += "\r\n";
    if (part == Part::whole) text += answer.body;
    return text;
}

// An answer for a request that could not be read.
ApiResponse refusal_of(const error_code& error) {
    if (error == http::error::body_limit) return problem(413, "too_large", "The request is too large");
    if (error == http::error::header_limit) return problem(431, "too_large", "The request's header is too large");
    return problem(400, "not_http", "This is not an HTTP request");
}

// Whether it is certain where the request ends and for whom it is. A proxy in front might have read another end or
// another name; what follows would then be taken for a request of its own (RFC 9112 §3.2, §6.3).
bool ambiguous(const Parser& parser) {
    const Request& request = parser.get();
    const bool unknown_end = request.count(http::field::transfer_encoding) > 0 && !parser.chunked();
    return unknown_end || (request.version() == 11 && request.count(http::field::host) != 1);
}

// How many of these bytes belong to the request.
std::size_t parse(Parser& parser, std::string_view bytes, error_code& error) {
    std::size_t used = 0;
    while (used < bytes.size() && !parser.is_done() && !error) {
        used += parser.put(asio::buffer(bytes.substr(used)), error);
        if (error == http::error::need_more) {
            error = {};
            break;
        }
    }
    return used;
}

// A connection between its requests: the channel and what was read beyond the last one.
struct Conversation {
    TlsChannel& channel;
    Peer peer;
    std::string rest;
};

// Reads what is there, without waiting; nothing when the request is whole or broken. Not a coroutine: the room to read
// into is the thread's.
std::optional<TlsChannel::Wants> take_available(Conversation& with, Parser& parser, error_code& error) {
    thread_local std::array<char, std::size_t{32} * 1024> room;
    if (!with.rest.empty()) with.rest.erase(0, parse(parser, with.rest, error));
    while (!parser.is_done() && !error) {
        const auto count = with.channel.read_now(room);
        if (!count) return count.error();
        const std::string_view fresh(room.data(), *count);
        if (with.rest.empty()) {
            with.rest = fresh.substr(parse(parser, fresh, error));
        } else {
            with.rest += fresh;
            with.rest.erase(0, parse(parser, with.rest, error));
        }
    }
    return std::nullopt;
}

// What a request that was read asks, and how its answer is to be sent; or what to answer instead.
struct Question {
    std::expected<ApiRequest, ApiResponse> call;
    unsigned version = 11;
    Persistence persistence = Persistence::close;
    Part part = Part::whole;
};

std::expected<ApiRequest, ApiResponse> call_of(Request& request, const Peer& peer) {
    auto target = parse_target(std::string_view(request.target().data(), request.target().size()));
    if (!target) return std::unexpected(problem(400, "bad_target", "The address is not understood"));
    const auto type = request[http::field::content_type];
    ApiRequest call;
    // A HEAD is answered as its GET, and sent without the body (RFC 9110 §9.3.2).
    call.method = request.method() == http::verb::head ? "GET" : std::string(request.method_string());
    call.target = std::move(*target);
    call.content_type = media_type(std::string_view(type.data(), type.size()));
    call.body = std::move(request.body());
    call.device = peer.device;
    call.key = peer.key;
    call.address = peer.address;
    const auto cookies = request[http::field::cookie];
    call.cookies = std::string(cookies.data(), cookies.size());
    return call;
}

// Nothing where the client is gone or silent.
asio::awaitable<std::optional<Question>> receive(Conversation& with) {
    const bool stranger = with.peer.device.empty();
    Parser parser;
    parser.header_limit(largest_header);
    // Who shows no certificate has nothing to send but an enrolment.
    parser.body_limit(stranger ? 2 * sync::wire::max_pem_bytes : sync::wire::max_request_bytes);
    parser.eager(true);
    with.channel.expires_after(read_limit);
    error_code error;
    while (const auto wants = take_available(with, parser, error)) {
        if (co_await with.channel.wait(*wants)) co_return std::nullopt;
    }
    if (error || ambiguous(parser)) co_return Question{.call = std::unexpected(refusal_of(error))};
    Request request = parser.release();
    co_return Question{.call = call_of(request, with.peer),
                       .version = request.version(),
                       .persistence = request.keep_alive() ? Persistence::keep : Persistence::close,
                       .part = request.method() == http::verb::head ? Part::header : Part::whole};
}

void note(const ApiResponse& answer, std::chrono::steady_clock::time_point began, const Peer& peer, Metrics& metrics) {
    const auto took = std::chrono::steady_clock::now() - began;
    metrics.answered(answer.route, answer.status, took);
    spdlog::debug("request route={} status={} ms={} device={}", answer.route, answer.status,
                  std::chrono::duration_cast<std::chrono::milliseconds>(took).count(), peer.device);
}

// RFC 9112 §7.1; an empty part would be the last.
std::string chunk_of(std::string_view part) {
    std::array<char, 16> size{};
    const auto end = std::to_chars(size.data(), size.data() + size.size(), part.size(), 16).ptr;
    std::string text(size.data(), end);
    return text.append("\r\n").append(part).append("\r\n");
}

asio::awaitable<bool> send_chunk(TlsChannel& channel, std::string part) {
    if (part.empty()) co_return true;
    channel.expires_after(write_limit);
    const auto failed = co_await channel.write(chunk_of(part));
    channel.expires_never();
    co_return !failed;
}

// The answer's header, then its parts as chunks for as long as it goes on and the client is there.
asio::awaitable<void> send_stream(TlsChannel& channel, const ApiResponse& answer) {
    std::string head = head_of(answer, 11, Persistence::close);
    add_header(head, "Transfer-Encoding", "chunked");
    channel.expires_after(write_limit);
    if (co_await channel.write(head + "\r\n")) co_return;
    channel.expires_never();
    const Sink sink = [&channel](std::string part) { return send_chunk(channel, std::move(part)); };
    co_await answer.stream(sink);
    channel.expires_after(write_limit);
    co_await channel.write("0\r\n\r\n");
}

// One request and its answer; false when the connection has to end.
asio::awaitable<bool> serve_one(Conversation& with, Api& api, const std::atomic<bool>& ending) {
    with.channel.expires_after(with.peer.device.empty() ? stranger_idle_limit : idle_limit);
    if (with.rest.empty() && co_await with.channel.readable()) co_return false;
    auto question = co_await receive(with);
    if (!question) co_return false;
    with.channel.expires_never();
    ApiResponse answer;
    if (question->call) {
        const auto began = std::chrono::steady_clock::now();
        answer = co_await api.answer(std::move(*question->call));
        note(answer, began, with.peer, api.metrics());
    } else {
        answer = std::move(question->call.error());
    }
    if (answer.stream && question->part == Part::whole && question->version >= 11) {
        co_await send_stream(with.channel, answer);
        co_return false;
    }
    const Persistence persistence = ending ? Persistence::close : question->persistence;
    with.channel.expires_after(write_limit);
    if (co_await with.channel.write(to_http(answer, question->version, persistence, question->part))) co_return false;
    co_return persistence == Persistence::keep;
}

// A socket that is closed with something unread would take the last answer back.
asio::awaitable<void> say_goodbye(TlsChannel& channel) {
    channel.shut_down();
    channel.expires_after(farewell_limit);
    std::array<char, 1024> ignored{};
    while (true) {
        const auto read = channel.read_now(ignored);
        if (!read && co_await channel.wait(read.error())) co_return;
    }
}

// What a proxy says first. False where it does not: whoever comes from a proxy's address without it did not come
// through the proxy.
asio::awaitable<bool> introduced(TlsChannel& channel) {
    auto header = co_await channel.read_plain(proxy_header_start);
    if (!header) co_return false;
    const auto rest = proxy_header_rest(*header);
    if (rest) {
        const auto more = co_await channel.read_plain(*rest);
        if (!more) co_return false;
        *header += *more;
    }
    auto address = proxied_address(*header);
    if (!address) {
        spdlog::warn("a proxy's connection does not say whose it is: {}", to_text(address.error()));
        co_return false;
    }
    channel.speaks_for(std::move(*address));
    co_return true;
}

}  // namespace

asio::awaitable<void> serve_connection(std::shared_ptr<TlsChannel> channel, Api& api, const std::atomic<bool>& ending) {
    channel->expires_after(handshake_limit);
    if (api.is_proxy(channel->address())) {
        const bool known = co_await introduced(*channel);
        if (!known) co_return;
    }
    if (co_await channel->handshake()) co_return;
    Conversation with{*channel, peer_of(*channel), {}};
    while (co_await serve_one(with, api, ending)) {
    }
    co_await say_goodbye(*channel);
}

}  // namespace bangnin::hub
