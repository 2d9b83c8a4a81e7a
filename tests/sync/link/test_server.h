// A scripted HTTPS server on 127.0.0.1: each request is given to the test's handler, whose answer it sends, or cuts the
// connection, or keeps it waiting. One thread for each connection; the handler is called under a lock.
#pragma once

#include <openssl/types.h>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <thread>

#include "tests/sync/link/test_certificates.h"

namespace bangnin::sync {

struct ServerRequest {
    std::string method;
    std::string target;
    std::string body;
    bool with_client_certificate = false;
    int connection = 0;  // counts from 1
};

struct ServerAnswer {
    enum class How { send, cut, hold };  // hold: say nothing until the server ends
    How how = How::send;
    int status = 200;
    std::string type = "application/json";
    std::string headers{};  // further lines, each with "\r\n"
    std::string body{};
};

class TestServer {
  public:
    using Handler = std::function<ServerAnswer(const ServerRequest&)>;

    TestServer(const TestIdentity& ca, const TestIdentity& identity, Handler handler);
    ~TestServer();
    TestServer(const TestServer&) = delete;
    TestServer& operator=(const TestServer&) = delete;

    std::string url() const { return "https://127.0.0.1:" + std::to_string(port_); }
    int connections() const { return connections_; }

  private:
    void accept_all();
    void serve(int socket, int connection);
    void answer_all(SSL* tls, int connection);

    Handler handler_;
    std::mutex handler_mutex_;
    SSL_CTX* context_ = nullptr;
    int listener_ = -1;
    int port_ = 0;
    std::atomic<int> connections_{0};
    std::atomic<bool> ending_{false};
    std::mutex sockets_mutex_;
    std::condition_variable ended_;
    std::list<int> sockets_;
    std::list<std::thread> threads_;
    std::thread acceptor_;
};

}  // namespace bangnin::sync
