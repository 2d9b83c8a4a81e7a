#include "sync/hub/change_listener.h"

#include <libpq-fe.h>
#include <poll.h>
#include <spdlog/spdlog.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <memory>

#include "sync/hub/changes.h"

namespace bangnin::hub {
namespace {

constexpr int retry_ms = 500;

struct ConnectionDeleter {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
using Connection = std::unique_ptr<PGconn, ConnectionDeleter>;

Connection listen(const DatabasePlace& place) {
    Connection connection(PQconnectdb(place.connection().c_str()));
    if (PQstatus(connection.get()) != CONNECTION_OK) return nullptr;
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection.get(), hear_of_changes), &PQclear);
    return PQresultStatus(result.get()) == PGRES_COMMAND_OK ? std::move(connection) : nullptr;
}

enum class Heard { nothing, something, lost };

Heard hear(PGconn* connection) {
    if (PQconsumeInput(connection) == 0) return Heard::lost;
    Heard heard = Heard::nothing;
    while (PGnotify* told = PQnotifies(connection)) {
        PQfreemem(told);
        heard = Heard::something;
    }
    return PQstatus(connection) == CONNECTION_OK ? heard : Heard::lost;
}

}  // namespace

ChangeListener::ChangeListener(DatabasePlace place, std::function<void()> heard)
    : place_(std::move(place)), heard_(std::move(heard)), wake_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    thread_ = std::thread([this] { loop(); });
}

ChangeListener::~ChangeListener() {
    stopping_ = true;
    const std::uint64_t one = 1;
    // It cannot be full: this is the only write.
    [[maybe_unused]] const ssize_t written = write(wake_, &one, sizeof one);
    thread_.join();
    close(wake_);
}

void ChangeListener::pause() {
    pollfd woken{wake_, POLLIN, 0};
    (void)poll(&woken, 1, retry_ms);
}

void ChangeListener::loop() {
    while (!stopping_) {
        const Connection connection = listen(place_);
        if (!connection) {
            pause();
            continue;
        }
        heard_();
        Heard heard = Heard::nothing;
        while (!stopping_ && heard != Heard::lost) {
            std::array<pollfd, 2> news{{{PQsocket(connection.get()), POLLIN, 0}, {wake_, POLLIN, 0}}};
            (void)poll(news.data(), news.size(), -1);
            heard = hear(connection.get());
            if (heard == Heard::something) heard_();
        }
        if (heard == Heard::lost) {
            spdlog::warn("the database's news are lost; listening again");
            pause();
        }
    }
}

}  // namespace bangnin::hub
