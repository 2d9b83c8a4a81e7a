// Thousands of TLS clients of a hub on one thread (epoll): what a hall's, or a country's, machines and phones look like
// from the hub. Each keeps its own connection; answers are told to the owner as they come.
#pragma once

#include <openssl/ssl.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/harness/http.h"

namespace bangnin::bench {

class HubClients {
  public:
    using Clock = std::chrono::steady_clock;
    struct Answer {
        std::size_t client;
        int status;  // 0: the connection ended without one
        std::string_view body;
        Clock::time_point at;
    };
    using Told = std::function<void(const Answer&)>;

    // Client number n shows identity n modulo their number.
    HubClients(int port, const std::vector<harness::Identity>& identities, Told told);
    ~HubClients();
    HubClients(const HubClients&) = delete;
    HubClients& operator=(const HubClients&) = delete;

    // A new client; its connection is made when it first asks, and made anew after it was closed.
    std::size_t add();
    void get(std::size_t client, const std::string& path);
    void close(std::size_t client);
    // Does what there is to do, for at most so long.
    void run(std::chrono::microseconds limit);

  private:
    struct SslDeleter {
        void operator()(SSL* ssl) const { SSL_free(ssl); }
    };
    struct ContextDeleter {
        void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    };
    struct Client {
        int socket = -1;
        std::unique_ptr<SSL, SslDeleter> ssl;
        std::string to_send;
        std::string received;
        bool asked = false;
    };

    bool connect(std::size_t number);
    void go_on(std::size_t number);
    bool send(Client& client);
    void receive(std::size_t number);
    void lost(std::size_t number);

    int port_;
    Told told_;
    int epoll_;
    std::vector<std::unique_ptr<SSL_CTX, ContextDeleter>> contexts_;
    std::vector<Client> clients_;
};

}  // namespace bangnin::bench
