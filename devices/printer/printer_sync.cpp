// How the driver finds a printer, learns what state it is in, and brings it back into step.
#include <algorithm>

#include "devices/printer/escpos_encoder.h"
#include "devices/printer/printer_core.h"

namespace bangnin::devices {
namespace {

constexpr std::chrono::milliseconds answer_limit{800};    // of a query
constexpr std::chrono::milliseconds probe_limit{1000};    // of a probe, from its being sent
constexpr std::chrono::milliseconds settle_time{150};     // in which answers to earlier probes arrive
constexpr std::chrono::milliseconds trouble_pause{1000};  // between rounds of queries while something is wrong
constexpr std::chrono::seconds plain_pause{2};            // … of a printer without automatic status
constexpr std::chrono::seconds idle_pause{30};            // … of one with it, only to notice that it has died
constexpr unsigned queries_a_round = 4;

// What a printer that waits for picture data is fed at a time.
constexpr std::size_t zeros_a_probe = 8192;

StatusQuery after(StatusQuery query) {
    switch (query) {
        case StatusQuery::printer:
            return StatusQuery::paper;
        case StatusQuery::paper:
            return StatusQuery::offline_cause;
        case StatusQuery::offline_cause:
            return StatusQuery::error;
        case StatusQuery::error:
            return StatusQuery::printer;
    }
    return StatusQuery::printer;
}

}  // namespace

void PrinterCore::begin_synchronising() {
    phase_ = Phase::synchronising;
    probe_ = Probe::none;
    probes_ = 0;
    if (!expects_answers()) {
        if (remains_) {
            output_.insert(output_.end(), longest_command_data(options_.profile), 0);
            escpos::append_initialise(output_, options_.profile);
        }
        become_ready();
        return;
    }
    last_life_ = now_;
    unanswered_queries_ = 0;
    next_query_ = StatusQuery::printer;
    ask_next();
}

// Initialises and asks for an answer that comes only once the printer has read this far. A printer left in the middle
// of a picture takes it for dots; then zeros fill the picture up.
void PrinterCore::send_probe() {
    if (probes_ > 0) remains_ = true;  // it may have been in the middle of a picture that nobody remembers
    if (remains_) output_.insert(output_.end(), zeros_a_probe, 0);
    escpos::append_initialise(output_, options_.profile);
    escpos::append_confirmation(output_);
    ++confirmations_due_;
    ++probes_;
    probe_ = Probe::sent;
    probe_at_ = now_ + probe_limit;
}

void PrinterCore::take_probe_answer(std::uint8_t byte) {
    set_status(with_paper_answer(status_, byte));
    probe_ = Probe::answered;
    probe_at_ = now_ + settle_time;
    // Usually nothing else is due. Otherwise an old answer could be taken for the next job's.
    if (confirmations_due_ == 0) become_ready();
}

void PrinterCore::look_at_probe() {
    if (probe_ == Probe::none || now_ < probe_at_) return;
    if (probe_ == Probe::answered) {
        become_ready();
    } else if (known_obstacle() || !output().empty()) {
        probe_at_ = now_ + probe_limit;  // it cannot answer before the obstacle is gone
    } else {
        probe_failed();
    }
}

void PrinterCore::probe_failed() {
    const std::size_t enough = longest_command_data(options_.profile) / zeros_a_probe + 3;
    if (probes_ < enough) {
        send_probe();
    } else if (status_.connection == Connection::ok) {
        become_ready();  // knows DLE EOT but not GS r: it may print, and its jobs will end unconfirmed
    } else {
        give_up_silent_printer();
    }
}

void PrinterCore::become_ready() {
    phase_ = Phase::ready;
    probe_ = Probe::none;
    confirmations_due_ = 0;
    // So that the next ticket does not hang on the torn-off one.
    if (remains_) escpos::append_cut(output_, Cut::partial, options_.profile);
    remains_ = false;
    open_failures_ = 0;
    if (expects_answers()) {
        PrinterStatus status = status_;
        status.connection = Connection::ok;
        set_status(status);
    }
    start_next_job();
}

// One query at a time: then an answer belongs to it whatever queries the model leaves out.
void PrinterCore::look_at_query() {
    if (!expects_answers() || now_ < query_at_) return;
    if (asked_) {
        asked_.reset();
        query_unanswered();
    } else if (output().empty()) {
        ask_next();
    } else {
        // A query must not get into the middle of a picture, nor pile up before a printer that takes nothing.
        query_unanswered();
        query_at_ = std::max(query_at_, now_ + answer_limit);
    }
}

void PrinterCore::query_unanswered() {
    ++unanswered_queries_;
    const bool dead = unanswered_queries_ >= queries_a_round && now_ - last_life_ >= options_.silent_limit;
    if (dead && phase_ == Phase::ready) {
        set_status({.connection = Connection::unknown});
        begin_synchronising();
    } else if (dead && phase_ == Phase::synchronising && !output().empty()) {
        give_up_silent_printer();
    } else {
        if (phase_ == Phase::synchronising && probe_ == Probe::none && !known_obstacle()) send_probe();
        query_ended();
        if (known_obstacle()) take_status(status_);
    }
}

void PrinterCore::ask_next() {
    escpos::append_status_query(output_, next_query_);
    asked_ = next_query_;
    next_query_ = after(next_query_);
    query_at_ = now_ + answer_limit;
}

// Sets when the next query is due. A round runs without pauses.
void PrinterCore::query_ended() {
    Clock::duration pause{};
    if (next_query_ == StatusQuery::printer || (phase_ == Phase::confirming && !known_obstacle())) {
        const bool in_trouble = phase_ != Phase::ready || known_obstacle().has_value();
        const bool reports = options_.profile.automatic_status == Support::yes;
        if (in_trouble) {
            pause = trouble_pause;
        } else if (reports) {
            pause = idle_pause;
        } else {
            pause = plain_pause;
        }
    }
    query_at_ = now_ + pause;
}

}  // namespace bangnin::devices
