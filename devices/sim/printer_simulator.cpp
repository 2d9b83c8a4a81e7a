#include "devices/sim/printer_simulator.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <cstdio>
#include <fstream>
#include <mutex>
#include <nlohmann/json.hpp>
#include <system_error>
#include <thread>
#include <utility>

#include "devices/port/byte_stream.h"
#include "devices/sim/printed_jobs.h"
#include "devices/sim/printer_control.h"
#include "devices/sim/printer_machine.h"

namespace bangnin::devices::sim {
namespace {

namespace fs = std::filesystem;

class Socket {
  public:
    Socket() = default;
    explicit Socket(int fd) : fd_(fd) {}
    Socket(Socket&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Socket& operator=(Socket&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    ~Socket() {
        if (fd_ >= 0) ::close(fd_);
    }
    int fd() const { return fd_; }
    explicit operator bool() const { return fd_ >= 0; }

  private:
    int fd_ = -1;
};

// Port 0 means any.
Socket listen_on(unsigned short port) {
    Socket listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const int yes = 1;
    ::setsockopt(listener.fd(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::bind(listener.fd(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return {};
    if (::listen(listener.fd(), 4) != 0) return {};
    return listener;
}

unsigned short port_of(const Socket& socket) {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    if (::getsockname(socket.fd(), reinterpret_cast<sockaddr*>(&address), &size) != 0) return 0;
    return ntohs(address.sin_port);
}

class TcpPrinter final : public PrinterSimulator {
  public:
    TcpPrinter(PrintedJobs jobs, Socket listener, std::unique_ptr<Wakeup> wakeup)
        : jobs_(std::move(jobs)),
          wakeup_(std::move(wakeup)),
          port_(port_of(listener)),
          listener_(std::move(listener)) {}

    ~TcpPrinter() override {
        stopping_ = true;
        wakeup_->signal();
        if (thread_.joinable()) thread_.join();
    }

    void start() {
        thread_ = std::thread([this] { run(); });
    }

    unsigned short port() const override { return port_; }

    nlohmann::json control(const nlohmann::json& request) override {
        auto parsed = parse_printer_request(request);
        if (!parsed) return {{"ok", false}, {"error", parsed.error()}};
        return std::visit([this](const auto& order) { return obey(order); }, *parsed);
    }

  private:
    enum class Plugged { yes, no };

    nlohmann::json obey(const SetPrinter& set) {
        {
            const std::lock_guard lock(mutex_);
            if (set.paper) machine_.set_paper(*set.paper);
            if (set.cover) machine_.set_cover(*set.cover);
            if (set.fault) machine_.set_fault(set.fault->fault, set.fault->amount);
            record_pieces();
        }
        wakeup_->signal();  // to send what the machine now says
        return {{"ok", true}};
    }

    nlohmann::json obey(const ListJobs&) {
        const std::lock_guard lock(mutex_);
        return {{"ok", true}, {"jobs", jobs_.listed()}};
    }

    nlohmann::json obey(const ShowStats&) {
        const std::lock_guard lock(mutex_);
        return {{"ok", true},
                {"counts", machine_.counts()},
                {"connections", connections_},
                {"hung", machine_.is_hung()},
                {"plugged", is_ == Plugged::yes}};
    }

    nlohmann::json obey(const Unplug&) { return change_plug(Plugged::no); }
    nlohmann::json obey(const Plug&) { return change_plug(Plugged::yes); }

    nlohmann::json change_plug(Plugged wanted) {
        std::unique_lock lock(mutex_);
        wanted_ = wanted;
        wakeup_->signal();
        plug_changed_.wait(lock, [this] { return is_ == wanted_; });
        if (wanted == Plugged::yes && !listener_)
            return {{"ok", false}, {"error", "the port is in use by another program"}};
        return {{"ok", true}};
    }

    void run() {
        while (!stopping_) {
            wait();
            const std::lock_guard lock(mutex_);
            wakeup_->reset();
            if (is_ != wanted_) apply_plug();
            if (listener_ && !connection_) accept_connection();
            if (connection_) serve_connection();
        }
    }

    // Only this thread changes the sockets, so it may look at them without the lock while it alone waits.
    void wait() {
        std::size_t room = 0;
        {
            const std::lock_guard lock(mutex_);
            room = machine_.room();
        }
        const bool listening = listener_ && !connection_;
        const bool reading = connection_ && room > 0;
        std::array<pollfd, 3> entries{{{.fd = wakeup_->fd(), .events = POLLIN, .revents = 0},
                                       {.fd = listening ? listener_.fd() : -1, .events = POLLIN, .revents = 0},
                                       {.fd = reading ? connection_.fd() : -1, .events = POLLIN, .revents = 0}}};
        ::poll(entries.data(), entries.size(), -1);
    }

    void apply_plug() {
        if (wanted_ == Plugged::no) {
            listener_ = Socket();
            close_connection();
        } else {
            listener_ = listen_on(port_);
        }
        is_ = wanted_;
        plug_changed_.notify_all();
    }

    void accept_connection() {
        connection_ = Socket(::accept4(listener_.fd(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
        if (!connection_) return;
        const int yes = 1;
        ::setsockopt(connection_.fd(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        ++connections_;
    }

    void serve_connection() {
        std::array<std::uint8_t, 16384> chunk{};
        const std::size_t most = std::min(chunk.size(), machine_.room());
        if (most > 0) {
            // NOLINTNEXTLINE(clang-analyzer-unix.BlockInCriticalSection): this socket never blocks
            const ssize_t got = ::recv(connection_.fd(), chunk.data(), most, 0);
            if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) return close_connection();
            if (got > 0) machine_.receive(std::span(chunk).first(static_cast<std::size_t>(got)));
        }
        record_pieces();
        const auto answers = machine_.take_answers();
        // A host that does not read its answers loses them, as with the real ones.
        if (!answers.empty()) [[maybe_unused]]
            const auto sent = ::send(connection_.fd(), answers.data(), answers.size(), MSG_NOSIGNAL);
    }

    void close_connection() {
        if (!connection_) return;
        connection_ = Socket();
        machine_.connection_closed();
        machine_.take_answers();
        record_pieces();
        if (const auto piece = machine_.unfinished()) record(*piece);
    }

    void record_pieces() {
        for (const PrintedPiece& piece : machine_.take_pieces()) {
            record(piece);
            torn_job_ = 0;
        }
    }

    // A piece that was recorded when its connection broke keeps its number when it is cut off at last.
    void record(const PrintedPiece& piece) {
        if (torn_job_ == 0) torn_job_ = jobs_.next_number();
        if (!jobs_.keep(torn_job_, piece)) std::fprintf(stderr, "bangnin-sim: cannot write job %zu\n", torn_job_);
    }

    PrintedJobs jobs_;  // guarded by mutex_
    const std::unique_ptr<Wakeup> wakeup_;
    const unsigned short port_;
    std::atomic<bool> stopping_ = false;

    std::mutex mutex_;  // guards all below, except that the thread itself reads its sockets while waiting
    std::condition_variable plug_changed_;
    Plugged wanted_ = Plugged::yes;
    Plugged is_ = Plugged::yes;
    PrinterMachine machine_{InterpreterModel{}};
    std::size_t torn_job_ = 0;  // the number of the piece still sticking out, 0 if it has none yet
    std::uint64_t connections_ = 0;
    Socket listener_;
    Socket connection_;
    std::thread thread_;
};

}  // namespace

std::expected<std::unique_ptr<PrinterSimulator>, std::string> PrinterSimulator::create(const fs::path& directory) {
    auto jobs = PrintedJobs::open(directory);
    if (!jobs) return std::unexpected(jobs.error());
    // One that was here before is found again at its port, as a printer that was switched off and on.
    unsigned short before = 0;
    std::ifstream(directory / "printer.port") >> before;
    Socket listener = listen_on(before);
    if (!listener && before != 0) listener = listen_on(0);
    if (!listener) return std::unexpected("cannot listen on 127.0.0.1: " + std::generic_category().message(errno));
    auto wakeup = Wakeup::create();
    if (!wakeup) return std::unexpected(wakeup.error().detail);
    auto printer = std::make_unique<TcpPrinter>(std::move(*jobs), std::move(listener), std::move(*wakeup));
    const std::string port = std::to_string(printer->port()) + "\n";
    if (!write_whole_file(directory / "printer.port", port)) return std::unexpected("cannot write printer.port");
    printer->start();
    return printer;
}

}  // namespace bangnin::devices::sim
