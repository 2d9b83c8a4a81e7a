#include "devices/printer/printer.h"

#include <poll.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>
#include <random>
#include <system_error>
#include <thread>
#include <utility>

#include "devices/port/byte_stream.h"
#include "devices/printer/printer_core.h"

namespace bangnin::devices {
namespace {

constexpr std::chrono::seconds open_limit{2};

// How long one read may wait for a port that calls itself readable and then has nothing (USB printers do).
constexpr std::chrono::milliseconds empty_read_limit{20};

int poll_timeout(Clock::time_point until, Clock::time_point now) {
    constexpr std::chrono::milliseconds longest = std::chrono::minutes(10);
    if (until <= now) return 0;
    if (until - now > longest) return static_cast<int>(longest.count());
    return static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(until - now).count());
}

class PrinterDriver final : public Printer {
  public:
    PrinterDriver(PortUrl url, const Options& options, std::function<void(PrinterEvent)> sink,
                  std::unique_ptr<Wakeup> wakeup)
        : url_(std::move(url)),
          sink_(std::move(sink)),
          wakeup_(std::move(wakeup)),
          core_(options, std::random_device{}()) {}

    ~PrinterDriver() override {
        stopping_ = true;
        wakeup_->signal();
        if (thread_.joinable()) thread_.join();
    }

    void start() {
        thread_ = std::thread([this] { run(); });
    }

    void submit(PrintJob job) override {
        {
            const std::lock_guard lock(mutex_);
            inbox_.push_back(std::move(job));
        }
        wakeup_->signal();
    }

    PrinterStatus status() const override {
        const std::lock_guard lock(mutex_);
        return status_;
    }

  private:
    // Everything below runs on the driver's thread.
    void run() {
        step(TimePassed{});
        while (!stopping_) {
            if (wanted_ == PortAction::open) {
                open();
            } else {
                wait();
            }
            take_inbox();
            if (Clock::now() >= core_.wake_at()) step(TimePassed{});
            write();
        }
        take_inbox();
        step(ShutDown{});
    }

    void step(CoreEvent event) {
        CoreActions actions = core_.step(std::move(event), Clock::now());
        {
            const std::lock_guard lock(mutex_);
            status_ = core_.status();
        }
        if (actions.port == PortAction::close) stream_.reset();
        if (actions.port != PortAction::none) wanted_ = actions.port;
        for (const PrinterEvent& event_for_sink : actions.events) sink_(event_for_sink);
    }

    void open() {
        auto opened = open_port(url_, Clock::now() + open_limit, wakeup_.get());
        if (opened) {
            stream_ = std::move(*opened);
            wanted_ = PortAction::none;
            step(PortOpened{});
        } else if (opened.error().kind != PortErrorKind::interrupted) {
            wanted_ = PortAction::none;
            step(PortNotOpened{});
        }
    }

    void wait() {
        const bool has_output = stream_ && !core_.output().empty();
        std::array<pollfd, 2> entries{{{.fd = wakeup_->fd(), .events = POLLIN, .revents = 0},
                                       {.fd = stream_ ? stream_->fd() : -1,
                                        .events = static_cast<short>(has_output ? POLLIN | POLLOUT : POLLIN),
                                        .revents = 0}}};
        ::poll(entries.data(), entries.size(), poll_timeout(core_.wake_at(), Clock::now()));
        if (entries[0].revents == 0 && (entries[1].revents & ~POLLOUT) != 0) read();
    }

    void read() {
        std::array<std::uint8_t, 1024> buffer{};
        const auto got = stream_->read(buffer, Clock::now() + empty_read_limit, wakeup_.get());
        if (got) {
            step(BytesReceived{std::span(buffer).first(*got)});
        } else if (!stream_survives(got.error().kind)) {
            lose_port();
        }
    }

    void write() {
        while (stream_ && !core_.output().empty()) {
            const auto put = stream_->write(core_.output(), Clock::now());
            if (put) {
                step(BytesWritten{*put});
                continue;
            }
            if (!stream_survives(put.error().kind)) lose_port();
            return;
        }
    }

    void lose_port() {
        stream_.reset();
        step(PortLost{});
    }

    void take_inbox() {
        wakeup_->reset();
        std::vector<PrintJob> jobs;
        {
            const std::lock_guard lock(mutex_);
            jobs.swap(inbox_);
        }
        for (PrintJob& job : jobs) step(JobSubmitted{std::move(job)});
    }

    const PortUrl url_;
    const std::function<void(PrinterEvent)> sink_;
    const std::unique_ptr<Wakeup> wakeup_;
    std::atomic<bool> stopping_ = false;

    mutable std::mutex mutex_;
    std::vector<PrintJob> inbox_;  // guarded by mutex_
    PrinterStatus status_;         // guarded by mutex_

    PrinterCore core_;
    std::unique_ptr<ByteStream> stream_;
    PortAction wanted_ = PortAction::none;
    std::thread thread_;
};

}  // namespace

std::expected<std::unique_ptr<Printer>, PrinterError> Printer::create(const Options& options,
                                                                      std::function<void(PrinterEvent)> sink) {
    auto url = parse_port_url(options.url);
    if (!url) return std::unexpected(PrinterError{"printer: " + url.error()});
    auto wakeup = Wakeup::create();
    if (!wakeup) return std::unexpected(PrinterError{"printer: " + wakeup.error().detail});
    auto driver = std::make_unique<PrinterDriver>(std::move(*url), options, std::move(sink), std::move(*wakeup));
    try {
        driver->start();
    } catch (const std::system_error& error) {  // the only report std::thread makes
        return std::unexpected(PrinterError{std::string("printer: no thread: ") + error.what()});
    }
    return driver;
}

}  // namespace bangnin::devices
