#include "devices/printer/printer_core.h"

#include <algorithm>
#include <utility>

#include "devices/printer/escpos_encoder.h"

namespace bangnin::devices {
namespace {

constexpr std::chrono::seconds pause_after_silence{3};
constexpr std::chrono::milliseconds first_query_while_confirming{500};

}  // namespace

PrinterCore::PrinterCore(const Printer::Options& options, std::uint32_t jitter)
    : options_(options), jitter_(jitter), remains_(options.paper_path == PaperPath::may_hold_a_torn_ticket) {}

CoreActions PrinterCore::step(CoreEvent event, Clock::time_point now) {
    now_ = now;
    if (!status_reported_) {
        status_reported_ = true;
        actions_.events.emplace_back(StatusChanged{status_});
    }
    if (!shut_down_) std::visit([this](auto& happened) { on(happened); }, event);
    return std::exchange(actions_, {});
}

Clock::time_point PrinterCore::wake_at() const {
    Clock::time_point at = Clock::time_point::max();
    if (shut_down_) return at;
    const bool finding = phase_ == Phase::closed || phase_ == Phase::opening || phase_ == Phase::synchronising;
    if (finding && !waiting_.empty()) at = waiting_until_;
    switch (phase_) {
        case Phase::closed:
            return std::min(at, reopen_at_);
        case Phase::opening:
            return at;
        case Phase::synchronising:
            if (probe_ != Probe::none) at = std::min(at, probe_at_);
            return std::min(at, query_at_);
        case Phase::ready:
            return expects_answers() ? query_at_ : at;
        case Phase::printing:
            return last_life_ + options_.silent_limit;
        case Phase::confirming:
            return std::min({query_at_, last_life_ + options_.silent_limit, confirm_until_});
    }
    return at;
}

void PrinterCore::on(const PortOpened&) {
    if (phase_ != Phase::opening) return;
    clear_port_state();
    set_status({.connection = Connection::unknown});
    begin_synchronising();
}

void PrinterCore::on(const PortNotOpened&) {
    if (phase_ != Phase::opening) return;
    phase_ = Phase::closed;
    reopen_at_ = now_ + reopen_delay(++open_failures_, jitter_ += 0x9E3779B9U);
    set_status({.connection = Connection::gone});
    fail_waiting(PrintFailure::disconnected);
}

void PrinterCore::on(const PortLost&) {
    if (phase_ == Phase::closed || phase_ == Phase::opening) return;
    fail_job(PrintFailure::disconnected);
    fail_waiting(PrintFailure::disconnected);
    close_port(Connection::gone, reopen_delay(++open_failures_, jitter_ += 0x9E3779B9U));
}

void PrinterCore::on(const BytesReceived& received) {
    if (phase_ == Phase::closed || phase_ == Phase::opening || !expects_answers()) return;
    const auto replies = parser_.parse(received.bytes, now_);
    if (!replies.empty()) {
        last_life_ = now_;
        unanswered_queries_ = 0;
    }
    for (const PrinterReply& reply : replies) std::visit([this](const auto& said) { on_reply(said); }, reply);
}

void PrinterCore::on(const BytesWritten& written) {
    written_ += std::min(written.count, output_.size() - written_);
    // Once a job is handed over only answers are life: a dead peer's system goes on taking bytes for a while.
    if (phase_ == Phase::printing || phase_ == Phase::synchronising) last_life_ = now_;
    if (written_ < output_.size()) return;
    output_.clear();
    written_ = 0;
    if (phase_ == Phase::printing) job_handed();
}

void PrinterCore::on(JobSubmitted& submitted) {
    const std::uint64_t id = submitted.job.id;
    const auto refuse = [&](PrintFailure reason) {
        actions_.events.emplace_back(JobFailed{.id = id, .reason = reason});
    };
    if (waiting_.size() >= most_waiting_jobs) return refuse(PrintFailure::queue_full);
    if (const auto reason = known_obstacle()) return refuse(*reason);
    if (waiting_.empty()) waiting_until_ = now_ + options_.silent_limit;
    waiting_.push_back(std::move(submitted.job));
    if (phase_ == Phase::ready) start_next_job();
    if (phase_ != Phase::closed) return;
    // The printer may have been plugged in a moment ago: ask at once instead of after the pause.
    phase_ = Phase::opening;
    actions_.port = PortAction::open;
}

void PrinterCore::on(const TimePassed&) {
    if (phase_ == Phase::closed && now_ >= reopen_at_) {
        phase_ = Phase::opening;
        actions_.port = PortAction::open;
    }
    if (phase_ == Phase::synchronising) look_at_probe();
    if (phase_ == Phase::synchronising || phase_ == Phase::ready || phase_ == Phase::confirming) look_at_query();
    if (job_under_way()) look_at_job();
    look_at_waiting();
}

void PrinterCore::on(const ShutDown&) {
    fail_job(PrintFailure::cancelled);
    fail_waiting(PrintFailure::cancelled);
    actions_.port = PortAction::close;
    shut_down_ = true;
    clear_port_state();
}

// What is known, as far as it is known. While the printer is being looked for, a job may wait for the result.
std::optional<PrintFailure> PrinterCore::known_obstacle() const {
    if (status_.connection != Connection::ok) return std::nullopt;
    return obstacle(status_);
}

void PrinterCore::start_next_job() {
    if (const auto reason = known_obstacle()) fail_waiting(*reason);
    while (phase_ == Phase::ready && !waiting_.empty()) {
        PrintJob job = std::move(waiting_.front());
        waiting_.pop_front();
        auto bytes = job.encoded.empty() ? encode_job(job.raster, job.cut, options_.profile) : std::move(job.encoded);
        if (bytes) {
            begin_job(job, std::move(*bytes));
        } else {
            actions_.events.emplace_back(JobFailed{.id = job.id, .reason = PrintFailure::unprintable});
        }
    }
}

void PrinterCore::begin_job(const PrintJob& job, std::vector<std::uint8_t> bytes) {
    job_ = job.id;
    phase_ = Phase::printing;
    last_life_ = now_;
    job_begin_ = output_.size();
    confirmations_due_ = 1;
    asked_.reset();  // picture data may draw answers of its own
    if (output_.empty()) {
        output_ = std::move(bytes);
    } else {
        send(bytes);
    }
}

void PrinterCore::job_handed() {
    actions_.events.emplace_back(JobHanded{.id = *job_});
    phase_ = Phase::confirming;
    last_life_ = now_;
    confirm_until_ = now_ + options_.confirm_limit;
    query_at_ = now_ + first_query_while_confirming;
    if (expects_answers()) return;
    fail_job(PrintFailure::unconfirmed);
    remains_ = false;  // nothing says that it went wrong
    phase_ = Phase::ready;
    start_next_job();
}

void PrinterCore::look_at_job() {
    if (now_ - last_life_ >= options_.silent_limit) {
        give_up_silent_printer();
    } else if (phase_ == Phase::confirming && now_ >= confirm_until_) {
        fail_job_and_recover(PrintFailure::unconfirmed);
    }
}

void PrinterCore::confirm_job(std::uint8_t paper_answer) {
    actions_.events.emplace_back(JobDone{.id = *job_});
    job_.reset();
    phase_ = Phase::ready;
    set_status(with_paper_answer(status_, paper_answer));
    if (!asked_) query_ended();
    start_next_job();
}

void PrinterCore::fail_job(PrintFailure reason) {
    if (!job_) return;
    Printed printed = Printed::unknown;
    if (phase_ == Phase::printing) printed = written_ > job_begin_ ? Printed::partly : Printed::nothing;
    actions_.events.emplace_back(JobFailed{.id = *job_, .reason = reason, .printed = printed});
    if (printed != Printed::nothing) remains_ = true;
    job_.reset();
}

void PrinterCore::fail_waiting(PrintFailure reason) {
    for (const PrintJob& job : waiting_) actions_.events.emplace_back(JobFailed{.id = job.id, .reason = reason});
    waiting_.clear();
}

// The port stays open. What was not sent is not sent any more; the printer is then brought back into step.
void PrinterCore::fail_job_and_recover(PrintFailure reason) {
    fail_job(reason);
    output_.clear();
    written_ = 0;
    // Else a model that keeps its buffer would print the rest of a ticket that was declared failed.
    if (options_.profile.clear_buffers == Support::yes) escpos::append_clear_buffers(output_);
    begin_synchronising();
}

void PrinterCore::look_at_waiting() {
    if (waiting_.empty() || phase_ == Phase::ready || job_under_way()) return;
    if (now_ >= waiting_until_) fail_waiting(obstacle(status_).value_or(PrintFailure::silent));
}

void PrinterCore::on_reply(const RealTimeAnswer& answer) {
    // Picture data can look like a query to the printer, so an answer that nobody asked for means nothing.
    if (!asked_) return;
    const StatusQuery query = *std::exchange(asked_, std::nullopt);
    query_ended();
    take_status(with_answer(status_, query, answer.byte));
}

void PrinterCore::on_reply(const AutomaticReport& report) { take_status(with_report(status_, report.bytes)); }

void PrinterCore::on_reply(const PlainAnswer& answer) {
    if (confirmations_due_ == 0 || phase_ == Phase::printing) return;
    --confirmations_due_;
    if (phase_ == Phase::confirming) {
        confirm_job(answer.byte);
    } else if (phase_ == Phase::synchronising) {
        take_probe_answer(answer.byte);
    }
}

void PrinterCore::take_status(const PrinterStatus& status) {
    set_status(status);
    const auto reason = known_obstacle();
    // The rest of the round of queries will tell why.
    if (reason == PrintFailure::offline && next_query_ != StatusQuery::printer) return;
    if (reason) {
        if (job_under_way()) fail_job_and_recover(*reason);
        fail_waiting(*reason);
    } else if (phase_ == Phase::synchronising && probe_ == Probe::none && status_.online == Online::online) {
        send_probe();
    }
}

void PrinterCore::set_status(const PrinterStatus& status) {
    if (status == status_) return;
    status_ = status;
    actions_.events.emplace_back(StatusChanged{status_});
}

void PrinterCore::close_port(Connection connection, Clock::duration pause) {
    phase_ = Phase::closed;
    reopen_at_ = now_ + pause;
    actions_.port = PortAction::close;
    clear_port_state();
    set_status({.connection = connection});
}

void PrinterCore::clear_port_state() {
    output_.clear();
    written_ = 0;
    job_begin_ = 0;
    parser_.reset();
    asked_.reset();
    next_query_ = StatusQuery::printer;
    unanswered_queries_ = 0;
    confirmations_due_ = 0;
    probe_ = Probe::none;
}

void PrinterCore::give_up_silent_printer() {
    fail_job(PrintFailure::silent);
    fail_waiting(PrintFailure::silent);
    close_port(Connection::unknown, pause_after_silence);
}

}  // namespace bangnin::devices
