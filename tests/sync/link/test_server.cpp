#include "tests/sync/link/test_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <optional>
#include <system_error>

namespace bangnin::sync {
namespace {

SSL_CTX* make_context(const TestIdentity& ca, const TestIdentity& identity) {
    SSL_CTX* context = SSL_CTX_new(TLS_server_method());
    const auto with = [](const std::string& pem, auto use) {
        BIO* bio = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
        use(bio);
        BIO_free(bio);
    };
    with(identity.certificate_pem, [&](BIO* bio) {
        X509* certificate = PEM_read_bio_X509(bio, nullptr, nullptr, nullptr);
        SSL_CTX_use_certificate(context, certificate);
        X509_free(certificate);
    });
    with(identity.key_pem, [&](BIO* bio) {
        EVP_PKEY* key = PEM_read_bio_PrivateKey(bio, nullptr, nullptr, nullptr);
        SSL_CTX_use_PrivateKey(context, key);
        EVP_PKEY_free(key);
    });
    with(ca.certificate_pem, [&](BIO* bio) {
        X509* authority = PEM_read_bio_X509(bio, nullptr, nullptr, nullptr);
        X509_STORE_add_cert(SSL_CTX_get_cert_store(context), authority);
        X509_free(authority);
    });
    // Asked for, not demanded: an enrolling device has none yet.
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
    const unsigned char session_name[] = "test";
    SSL_CTX_set_session_id_context(context, session_name, sizeof session_name);
    return context;
}

std::size_t content_length(const std::string& head) {
    const auto found = head.find("Content-Length: ");
    return found == std::string::npos ? 0 : std::stoul(head.substr(found + 16));
}

std::optional<ServerRequest> read_request(SSL* tls, std::string& buffer) {
    char chunk[16384];
    const auto more = [&] {
        const int got = SSL_read(tls, chunk, sizeof chunk);
        if (got <= 0) return false;
        buffer.append(chunk, static_cast<std::size_t>(got));
        return true;
    };
    std::size_t head_end = 0;
    while ((head_end = buffer.find("\r\n\r\n")) == std::string::npos) {
        if (!more()) return std::nullopt;
    }
    const std::string head = buffer.substr(0, head_end);
    const std::size_t length = content_length(head);
    while (buffer.size() < head_end + 4 + length) {
        if (!more()) return std::nullopt;
    }
    ServerRequest request;
    const auto space = head.find(' ');
    request.method = head.substr(0, space);
    request.target = head.substr(space + 1, head.find(' ', space + 1) - space - 1);
    request.body = buffer.substr(head_end + 4, length);
    buffer.erase(0, head_end + 4 + length);
    return request;
}

}  // namespace

TestServer::TestServer(const TestIdentity& ca, const TestIdentity& identity, Handler handler)
    : handler_(std::move(handler)), context_(make_context(ca, identity)) {
    // A peer that has gone is an error of the write, not the end of the tests.
    std::signal(SIGPIPE, SIG_IGN);
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        throw std::system_error(errno, std::generic_category(), "bind");
    }
    socklen_t size = sizeof address;
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    listen(listener_, 16);
    acceptor_ = std::thread([this] { accept_all(); });
}

TestServer::~TestServer() {
    {
        const std::lock_guard lock(sockets_mutex_);
        ending_ = true;
        for (const int open : sockets_) shutdown(open, SHUT_RDWR);
    }
    ended_.notify_all();
    shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    close(listener_);
    for (std::thread& thread : threads_) thread.join();
    SSL_CTX_free(context_);
}

void TestServer::accept_all() {
    while (true) {
        const int accepted = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (accepted < 0) return;
        const std::lock_guard lock(sockets_mutex_);
        if (ending_) {
            close(accepted);
            return;
        }
        sockets_.push_back(accepted);
        const int connection = ++connections_;
        threads_.emplace_back([this, accepted, connection] { serve(accepted, connection); });
    }
}

void TestServer::serve(int socket, int connection) {
    SSL* tls = SSL_new(context_);
    SSL_set_fd(tls, socket);
    if (SSL_accept(tls) == 1) answer_all(tls, connection);
    SSL_free(tls);
    const std::lock_guard lock(sockets_mutex_);
    sockets_.remove(socket);
    close(socket);
}

void TestServer::answer_all(SSL* tls, int connection) {
    std::string buffer;
    while (auto request = read_request(tls, buffer)) {
        request->connection = connection;
        request->with_client_certificate = SSL_get0_peer_certificate(tls) != nullptr;
        ServerAnswer answer;
        {
            const std::lock_guard lock(handler_mutex_);
            answer = handler_(*request);
        }
        if (answer.how == ServerAnswer::How::cut) return;
        if (answer.how == ServerAnswer::How::hold) {
            std::unique_lock lock(sockets_mutex_);
            ended_.wait(lock, [this] { return ending_.load(); });
            return;
        }
        const std::string text = "HTTP/1.1 " + std::to_string(answer.status) + " X\r\nContent-Type: " + answer.type +
                                 "\r\nContent-Length: " + std::to_string(answer.body.size()) + "\r\n" + answer.headers +
                                 "\r\n" + answer.body;
        if (SSL_write(tls, text.data(), static_cast<int>(text.size())) <= 0) return;
    }
}

}  // namespace bangnin::sync
