#include "devices/id_card/reader.h"

#include <string.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <deque>
#include <mutex>
#include <random>
#include <thread>
#include <utility>

#include "devices/id_card/reader_machine.h"

namespace bangnin::devices {
namespace {

using namespace samv;

// Writing a few bytes never takes long; a line that does not take them is broken.
constexpr std::chrono::milliseconds write_limit{1000};
// The thread has nothing to do before it is woken; a far date instead of none keeps the waits simple.
constexpr std::chrono::hours far_away{24};

ReaderFaultReason fault_of(PortErrorKind kind) {
    switch (kind) {
        case PortErrorKind::gone:
        case PortErrorKind::timed_out:
            return ReaderFaultReason::not_connected;
        case PortErrorKind::busy:
            return ReaderFaultReason::busy;
        default:
            return ReaderFaultReason::line_failed;
    }
}

ReplyDamage damage_of(FrameProblem problem) {
    return problem == FrameProblem::checksum ? ReplyDamage::checksum : ReplyDamage::length;
}

}  // namespace

class CardReader::Worker {
  public:
    Worker(ReaderOptions options, Sink sink, std::unique_ptr<Wakeup> wakeup)
        : options_(std::move(options)),
          sink_(std::move(sink)),
          wakeup_(std::move(wakeup)),
          machine_(options_.timing, std::random_device{}()) {}

    ~Worker() {
        stopping_ = true;
        wakeup_->signal();
        if (thread_.joinable()) thread_.join();
    }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void start() {
        thread_ = std::thread([this] { run(); });
    }

    void post(Input input) {
        {
            const std::scoped_lock lock(mutex_);
            inbox_.push_back(std::move(input));
        }
        wakeup_->signal();
    }

  private:
    void run() {
        perform(machine_.begin(Clock::now()));
        while (true) {
            // Reset first, then look: a signal that comes in between is seen by the next wait.
            wakeup_->reset();
            if (stopping_) return;
            take_inbox();
            if (machine_.deadline().value_or(Deadline::max()) <= Clock::now()) {
                feed(Elapsed{});
            } else if (stream_ != nullptr) {
                listen();
            } else {
                wakeup_->wait_until(next_deadline());
            }
        }
    }

    void take_inbox() {
        std::deque<Input> inbox;
        {
            const std::scoped_lock lock(mutex_);
            inbox.swap(inbox_);
        }
        for (auto& input : inbox) feed(std::move(input));
    }

    Deadline next_deadline() const { return machine_.deadline().value_or(Clock::now() + far_away); }

    void feed(Input input) { perform(machine_.step(std::move(input), Clock::now())); }

    void listen() {
        const bool in_frame = parser_.unfinished() && machine_.awaited().has_value();
        const Deadline stall = last_byte_ + options_.timing.stall_limit;
        const Deadline until = in_frame ? std::min(stall, next_deadline()) : next_deadline();
        std::array<std::uint8_t, 2048> chunk;
        const auto got = stream_->read(chunk, until, wakeup_.get());
        if (got) {
            last_byte_ = Clock::now();
            take(parser_.feed(std::span(chunk).first(*got)));
            ::explicit_bzero(chunk.data(), *got);
        } else if (!stream_survives(got.error().kind)) {
            fail(got.error());
        } else if (got.error().kind == PortErrorKind::timed_out && in_frame) {
            give_up_frame();
        }
    }

    // The reply stopped in its middle. A whole frame may hide behind a false beginning.
    void give_up_frame() {
        auto items = parser_.give_up();
        const bool hidden =
            std::ranges::any_of(items, [](const auto& item) { return std::holds_alternative<Frame>(item); });
        if (hidden) {
            take(std::move(items));
        } else if (!parser_.unfinished()) {
            feed(ReplyDamaged{ReplyDamage::truncated});
        }
    }

    // The first thing the reader says decides; the machine then asks something new or ignores the rest.
    void take(std::vector<FrameItem> items) {
        for (auto& item : items) {
            if (auto* frame = std::get_if<Frame>(&item)) {
                feed(ReplyCame{std::move(*frame)});
                return;
            }
        }
        for (const auto& item : items) {
            if (parser_.unfinished()) return;  // the true frame may still be coming
            feed(ReplyDamaged{damage_of(std::get<FrameProblem>(item))});
            return;
        }
    }

    void perform(std::vector<Action> actions) {
        for (auto& action : actions) std::visit([this](auto& value) { perform_one(value); }, action);
    }

    void perform_one(OpenPort&) {
        const Deadline limit = Clock::now() + options_.timing.open_limit;
        auto stream = open_port(options_.port, limit, wakeup_.get());
        while (!stream && stream.error().kind == PortErrorKind::interrupted && !stopping_) {
            wakeup_->reset();  // it was a command, which waits in the inbox
            stream = open_port(options_.port, limit, wakeup_.get());
        }
        if (!stream) return fail(stream.error());
        stream_ = std::move(*stream);
        parser_.reset();
        feed(PortOpened{});
    }

    void perform_one(ClosePort&) {
        stream_.reset();
        parser_.reset();
    }

    void perform_one(Send& send) {
        if (stream_ == nullptr) return;
        stream_->discard_input();
        parser_.reset();
        // Not interruptible: half a request on the line would spoil the next one.
        const auto sent = write_all(*stream_, encode_request(send.command), Clock::now() + write_limit);
        if (!sent) fail(sent.error());
    }

    void perform_one(Emit& emit) {
        if (!stopping_) sink_(std::move(emit.event));
    }

    void fail(const PortError& error) { feed(PortFailed{.reason = fault_of(error.kind), .detail = error.detail}); }

    const ReaderOptions options_;
    const Sink sink_;
    const std::unique_ptr<Wakeup> wakeup_;
    ReaderMachine machine_;
    FrameParser parser_;
    std::unique_ptr<ByteStream> stream_;
    Deadline last_byte_{};

    std::mutex mutex_;
    std::deque<Input> inbox_;  // guarded by mutex_
    std::atomic<bool> stopping_ = false;
    std::thread thread_;
};

CardReader::CardReader(std::unique_ptr<Worker> worker) : worker_(std::move(worker)) {}
CardReader::~CardReader() = default;

std::expected<std::unique_ptr<CardReader>, PortError> CardReader::create(ReaderOptions options, Sink sink) {
    auto wakeup = Wakeup::create();
    if (!wakeup) return std::unexpected(std::move(wakeup.error()));
    auto worker = std::make_unique<Worker>(std::move(options), std::move(sink), std::move(*wakeup));
    try {
        worker->start();
    } catch (const std::system_error& error) {
        return std::unexpected(PortError{.kind = PortErrorKind::failed,
                                         .system_error = error.code().value(),
                                         .detail = "start the reader's thread"});
    }
    return std::unique_ptr<CardReader>(new CardReader(std::move(worker)));
}

void CardReader::start_reading(ReadRequest request) { worker_->post(StartReading{request}); }
void CardReader::stop_reading() { worker_->post(StopReading{}); }

}  // namespace bangnin::devices
