#include "devices/scanner/scanner.h"

#include <array>
#include <atomic>
#include <optional>
#include <random>
#include <system_error>
#include <thread>
#include <utility>

#include "devices/scanner/scan_line.h"

namespace bangnin::devices {
namespace {

constexpr std::chrono::milliseconds open_limit{2000};
// Nothing to wait for but bytes and the wake-up; a far date keeps the waits simple.
constexpr std::chrono::hours far_away{24};

ScannerFaultReason fault_of(PortErrorKind kind) {
    switch (kind) {
        case PortErrorKind::gone:
        case PortErrorKind::timed_out:
            return ScannerFaultReason::not_connected;
        case PortErrorKind::busy:
            return ScannerFaultReason::busy;
        default:
            return ScannerFaultReason::line_failed;
    }
}

}  // namespace

std::string_view to_word(ScanRejection reason) {
    switch (reason) {
        case ScanRejection::too_long:
            return "too_long";
        case ScanRejection::not_utf8:
            return "not_utf8";
        case ScanRejection::control_code:
            return "control_code";
        case ScanRejection::incomplete:
            break;
    }
    return "incomplete";
}

std::string_view to_word(ScannerFaultReason reason) {
    switch (reason) {
        case ScannerFaultReason::not_connected:
            return "not_connected";
        case ScannerFaultReason::busy:
            return "busy";
        case ScannerFaultReason::line_failed:
            break;
    }
    return "line_failed";
}

class Scanner::Worker {
  public:
    Worker(ScannerOptions options, Sink sink, std::unique_ptr<Wakeup> wakeup)
        : options_(std::move(options)), sink_(std::move(sink)), wakeup_(std::move(wakeup)) {}

    ~Worker() {
        stopping_ = true;
        wakeup_->signal();  // never reset: every wait from here on ends at once
        if (thread_.joinable()) thread_.join();
    }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void start() {
        thread_ = std::thread([this] { run(); });
    }

  private:
    void run() {
        while (!stopping_) {
            if (stream_ == nullptr) {
                open();
            } else {
                listen();
            }
        }
    }

    void open() {
        auto stream = open_port(options_.port, Clock::now() + open_limit, wakeup_.get());
        if (!stream) {
            lose(stream.error());
            return;
        }
        stream_ = std::move(*stream);
        failures_ = 0;
        announced_.reset();
        emit(ScannerReady{});
    }

    void listen() {
        std::array<std::uint8_t, 1024> chunk;
        const Deadline until = assembler_.deadline().value_or(Clock::now() + far_away);
        const auto got = stream_->read(chunk, until, wakeup_.get());
        const auto now = Clock::now();
        if (got) {
            for (auto& event : assembler_.feed(std::span(chunk).first(*got), now)) emit(std::move(event));
        } else if (!stream_survives(got.error().kind)) {
            lose(got.error());
        } else if (auto rejected = assembler_.expire(now)) {
            emit(*rejected);
        }
    }

    void lose(const PortError& error) {
        stream_.reset();
        assembler_.reset();
        const ScannerFaultReason reason = fault_of(error.kind);
        if (announced_ != reason) {
            announced_ = reason;
            emit(ScannerFault{.reason = reason, .detail = error.detail});
        }
        wakeup_->wait_until(Clock::now() + reopen_delay(++failures_, jitter_()));
    }

    void emit(ScannerEvent event) {
        if (!stopping_) sink_(std::move(event));
    }

    const ScannerOptions options_;
    const Sink sink_;
    const std::unique_ptr<Wakeup> wakeup_;
    std::unique_ptr<ByteStream> stream_;
    ScanAssembler assembler_;
    unsigned failures_ = 0;
    std::minstd_rand jitter_{std::random_device{}()};
    std::optional<ScannerFaultReason> announced_;  // the fault the terminal already knows of
    std::atomic<bool> stopping_ = false;
    std::thread thread_;
};

Scanner::Scanner(std::unique_ptr<Worker> worker) : worker_(std::move(worker)) {}
Scanner::~Scanner() = default;

std::expected<std::unique_ptr<Scanner>, PortError> Scanner::create(ScannerOptions options, Sink sink) {
    auto wakeup = Wakeup::create();
    if (!wakeup) return std::unexpected(std::move(wakeup.error()));
    auto worker = std::make_unique<Worker>(std::move(options), std::move(sink), std::move(*wakeup));
    try {
        worker->start();
    } catch (const std::system_error& error) {
        return std::unexpected(PortError{.kind = PortErrorKind::failed,
                                         .system_error = error.code().value(),
                                         .detail = "start the scanner's thread"});
    }
    return std::unique_ptr<Scanner>(new Scanner(std::move(worker)));
}

}  // namespace bangnin::devices
