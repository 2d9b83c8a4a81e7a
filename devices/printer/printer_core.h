#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "devices/port/byte_stream.h"
#include "devices/printer/printer.h"
#include "devices/printer/reply_parser.h"

// The printer driver's mind: (state, event, now) → (state, actions). It owns no thread, port or clock; the driver in
// printer.cpp feeds it and does what it says.
namespace bangnin::devices {

struct PortOpened {};
struct PortNotOpened {};
struct PortLost {};  // the open port hung up or failed
struct BytesReceived {
    std::span<const std::uint8_t> bytes;
};
struct BytesWritten {  // of PrinterCore::output(), from its front
    std::size_t count = 0;
};
struct JobSubmitted {
    PrintJob job;
};
struct TimePassed {};  // also reports that wake_at() has come
struct ShutDown {};
using CoreEvent =
    std::variant<PortOpened, PortNotOpened, PortLost, BytesReceived, BytesWritten, JobSubmitted, TimePassed, ShutDown>;

enum class PortAction { none, open, close };

struct CoreActions {
    PortAction port = PortAction::none;
    std::vector<PrinterEvent> events;  // for the caller's sink, in this order
};

class PrinterCore {
  public:
    static constexpr std::size_t most_waiting_jobs = 8;

    // `jitter` spreads the reconnecting of many machines; any value.
    PrinterCore(const Printer::Options& options, std::uint32_t jitter);

    // The first step must be TimePassed: it reports the first status and asks for the port.
    CoreActions step(CoreEvent event, Clock::time_point now);

    // What waits to be written to the open port. Valid until the next step.
    std::span<const std::uint8_t> output() const { return std::span(output_).subspan(written_); }
    // When TimePassed is due.
    Clock::time_point wake_at() const;
    const PrinterStatus& status() const { return status_; }

  private:
    enum class Phase {
        closed,         // until reopen_at_
        opening,        // the driver is trying
        synchronising,  // open; finding out whether the printer listens, and where it was left
        ready,
        printing,    // a job's bytes are under way to the port
        confirming,  // all handed over; waiting for the printer's word
    };
    void on(const PortOpened&);
    void on(const PortNotOpened&);
    void on(const PortLost&);
    void on(const BytesReceived& received);
    void on(const BytesWritten& written);
    void on(JobSubmitted& submitted);
    void on(const TimePassed&);
    void on(const ShutDown&);

    void on_reply(const RealTimeAnswer& answer);
    void on_reply(const AutomaticReport& report);
    void on_reply(const PlainAnswer& answer);

    // Finding the printer, in printer_sync.cpp.
    void begin_synchronising();
    void send_probe();
    void take_probe_answer(std::uint8_t byte);
    void look_at_probe();
    void probe_failed();
    void become_ready();
    void give_up_silent_printer();

    // Status queries, in printer_sync.cpp.
    void look_at_query();
    void ask_next();
    void query_unanswered();
    void query_ended();

    // Jobs, in printer_core.cpp.
    void start_next_job();
    void begin_job(const PrintJob& job, std::vector<std::uint8_t> bytes);
    void job_handed();
    void look_at_job();
    void confirm_job(std::uint8_t paper_answer);
    void fail_job(PrintFailure reason);
    void fail_waiting(PrintFailure reason);
    void fail_job_and_recover(PrintFailure reason);
    void look_at_waiting();
    std::optional<PrintFailure> known_obstacle() const;
    bool job_under_way() const { return phase_ == Phase::printing || phase_ == Phase::confirming; }

    void close_port(Connection connection, Clock::duration pause);
    void clear_port_state();
    void set_status(const PrinterStatus& status);
    void take_status(const PrinterStatus& status);
    void send(std::span<const std::uint8_t> bytes) { output_.insert(output_.end(), bytes.begin(), bytes.end()); }
    bool expects_answers() const { return options_.profile.status == Support::yes; }

    const Printer::Options options_;
    std::uint32_t jitter_;
    Clock::time_point now_{};
    CoreActions actions_;

    Phase phase_ = Phase::closed;
    PrinterStatus status_;
    bool status_reported_ = false;
    bool shut_down_ = false;
    ReplyParser parser_;

    std::vector<std::uint8_t> output_;
    std::size_t written_ = 0;

    Clock::time_point reopen_at_{};
    unsigned open_failures_ = 0;

    // Of the port that is open.
    Clock::time_point last_life_{};     // when it last showed life
    std::optional<StatusQuery> asked_;  // the one query that is unanswered
    StatusQuery next_query_ = StatusQuery::printer;
    Clock::time_point query_at_{};     // when asked_ is given up, or the next query is due
    unsigned unanswered_queries_ = 0;  // in a row
    unsigned confirmations_due_ = 0;   // GS r sent and not answered

    enum class Probe {
        none,      // not sent: the printer has not said that it is on line
        sent,      // its answer is awaited until probe_at_
        answered,  // answers to earlier probes may follow until probe_at_
    };
    Probe probe_ = Probe::none;
    unsigned probes_ = 0;  // of this synchronisation
    Clock::time_point probe_at_{};

    // Something of a failed job may be in the printer or on the paper. Outlives the connection.
    bool remains_ = false;

    std::deque<PrintJob> waiting_;
    Clock::time_point waiting_until_{};  // for the printer to be found
    std::optional<std::uint64_t> job_;
    std::size_t job_begin_ = 0;  // of the job's bytes in output_
    Clock::time_point confirm_until_{};
};

}  // namespace bangnin::devices
