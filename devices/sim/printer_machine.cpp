#include "devices/sim/printer_machine.h"

#include <algorithm>
#include <utility>

namespace bangnin::devices::sim {
namespace {

constexpr std::uint8_t data_link = 0x10;
constexpr std::size_t knife_distance_dots = 96;
constexpr std::size_t longest_record = 4U << 20U;  // of one piece's bytes

constexpr std::uint8_t bit_if(bool condition, unsigned bit) { return static_cast<std::uint8_t>(condition ? bit : 0U); }

}  // namespace

std::size_t PrinterMachine::room() const {
    if (hung_) return 0;
    return receive_buffer - std::min(receive_buffer, buffer_.size());
}

void PrinterMachine::receive(std::span<const std::uint8_t> bytes) {
    for (const std::uint8_t byte : bytes) {
        if (!hung_) scan_real_time(byte);
        buffer_.push_back(byte);
        execute_buffer();
    }
}

void PrinterMachine::connection_closed() {
    recent_ = {};
    if (!interpreter_.paper().is_blank() || interpreter_.is_in_picture()) piece_spoiled_ = true;
}

// Real-time requests are obeyed when they arrive, past everything that waits in the buffer and even inside pictures.
void PrinterMachine::scan_real_time(std::uint8_t byte) {
    if (recent_[0] == data_link && recent_[1] == 0x04) answer_query(byte);
    if (recent_[0] == data_link && recent_[1] == 0x05) obey_real_time(byte);
    recent_ = {recent_[1], byte};
}

void PrinterMachine::execute_buffer() {
    while (!buffer_.empty() && !is_stopped() && !hung_) {
        const std::uint8_t byte = buffer_.front();
        buffer_.pop_front();
        execute(byte);
    }
}

void PrinterMachine::execute(std::uint8_t byte) {
    if (piece_bytes_.size() < longest_record) piece_bytes_.push_back(byte);
    if (fault_armed_) ++job_bytes_;
    do_task(interpreter_.take(byte));
    watch_counting_faults();
}

void PrinterMachine::watch_counting_faults() {
    if (!fault_armed_) return;
    if (fault_ == SimFault::hang_after_bytes && job_bytes_ >= fault_amount_) {
        hung_ = true;
        ++counts_["hang_after_bytes"];
        fault_armed_ = false;
    } else if (fault_ == SimFault::paper_out_after_rows &&
               interpreter_.paper().height() >= rows_at_arming_ + fault_amount_) {
        ++counts_["paper_out_after_rows"];
        fault_ = SimFault::none;
        fault_armed_ = false;
        set_paper(SimPaper::out);
    }
}

void PrinterMachine::do_task(MechanismTask task) {
    switch (task) {
        case MechanismTask::none:
            break;
        case MechanismTask::began:
            if (interpreter_.paper().is_blank()) {
                piece_bytes_.assign({0x1B, '@'});
                piece_spoiled_ = false;
            }
            if ((fault_ == SimFault::hang_after_bytes || fault_ == SimFault::paper_out_after_rows) && !hung_) {
                fault_armed_ = true;
                job_bytes_ = 2;
                rows_at_arming_ = interpreter_.paper().height();
            }
            break;
        case MechanismTask::cut:
            cut(false);
            break;
        case MechanismTask::cut_without_feed:
            cut(interpreter_.paper().blank_tail() < knife_distance_dots);
            break;
        case MechanismTask::report_paper:
            answer(static_cast<std::uint8_t>(bit_if(paper_ != SimPaper::ok, 0x03) |
                                             bit_if(paper_ == SimPaper::out, 0x0C)));
            break;
        case MechanismTask::report_drawer:
            answer(0);
            break;
        case MechanismTask::set_reports:
            last_report_.clear();
            report_if_changed();
            break;
        case MechanismTask::name_maker:
            answer_name("Bangnin");
            break;
        case MechanismTask::name_model:
            answer_name("Simulated 80");
            break;
    }
}

void PrinterMachine::cut(bool through_print) {
    if (fault_ == SimFault::cutter) {
        ++counts_["cutter"];
        jammed_ = true;
        piece_spoiled_ = true;
        report_if_changed();
        return;
    }
    if (through_print) {
        ++counts_["cut_through_print"];
        piece_spoiled_ = true;
    }
    end_piece(true);
}

void PrinterMachine::end_piece(bool was_cut) {
    const bool blank = interpreter_.paper().is_blank();
    if (blank && interpreter_.paper().height() > 0) ++counts_["blank_pieces"];
    if (!blank)
        pieces_.push_back({.bytes = std::exchange(piece_bytes_, {}),
                           .paper = interpreter_.paper(),
                           .complete = was_cut && !piece_spoiled_,
                           .cut = was_cut});
    interpreter_.paper().clear();
    piece_bytes_.clear();
    piece_spoiled_ = false;
}

std::optional<PrintedPiece> PrinterMachine::unfinished() const {
    if (interpreter_.paper().is_blank()) return std::nullopt;
    return PrintedPiece{.bytes = piece_bytes_, .paper = interpreter_.paper()};
}

// The roll's end falls out of the machine. What follows on the next roll is the rest of a torn job.
void PrinterMachine::paper_ends() {
    const bool in_a_job = !interpreter_.paper().is_blank() || interpreter_.is_in_picture();
    end_piece(false);
    piece_spoiled_ = in_a_job;
}

void PrinterMachine::set_paper(SimPaper paper) {
    if (paper == SimPaper::out && paper_ != SimPaper::out) {
        ++counts_["paper_out"];
        paper_ = paper;
        paper_ends();
    }
    paper_ = paper;
    report_if_changed();
    execute_buffer();
}

void PrinterMachine::set_cover(SimCover cover) {
    if (cover == SimCover::open && cover_ != SimCover::open) ++counts_["cover_open"];
    cover_ = cover;
    report_if_changed();
    execute_buffer();
}

void PrinterMachine::set_fault(SimFault fault, std::uint64_t amount) {
    fault_ = fault;
    fault_amount_ = amount;
    fault_armed_ = false;
    if (fault != SimFault::none) return;
    hung_ = false;
    if (std::exchange(jammed_, false)) end_piece(true);  // the freed knife finishes its cut
    report_if_changed();
    execute_buffer();
}

void PrinterMachine::answer_query(std::uint8_t query) {
    const bool out = paper_ == SimPaper::out;
    const bool open = cover_ == SimCover::open;
    unsigned bits = 0x12;
    switch (query) {
        case 1:
            bits |= bit_if(is_stopped(), 0x08);
            break;
        case 2:
            bits |= bit_if(open, 0x04) | bit_if(out, 0x20) | bit_if(jammed_, 0x40);
            break;
        case 3:
            bits |= bit_if(jammed_, 0x08);
            break;
        case 4:
            bits |= bit_if(paper_ != SimPaper::ok, 0x0C) | bit_if(out, 0x60);
            break;
        default:
            return;
    }
    answer(static_cast<std::uint8_t>(bits));
}

void PrinterMachine::answer_name(std::string_view name) {
    answer(0x5F);
    for (const char letter : name) answer(static_cast<std::uint8_t>(letter));
    answer(0);
}

// 1 goes on from the failed line, which execute_buffer() does once nothing stops it; 2 throws away what waits.
void PrinterMachine::obey_real_time(std::uint8_t request) {
    if (request != 2 || !is_stopped()) return;
    buffer_.clear();
    interpreter_.abandon_command();
    if (fault_ != SimFault::cutter) jammed_ = false;
    report_if_changed();
}

void PrinterMachine::answer(std::uint8_t byte) {
    if (fault_ == SimFault::silent) {
        ++counts_["silent"];
    } else if (!hung_) {
        answers_.push_back(byte);
    }
}

std::vector<std::uint8_t> PrinterMachine::report_bytes() const {
    const bool out = paper_ == SimPaper::out;
    return {static_cast<std::uint8_t>(0x10 | bit_if(is_stopped(), 0x08) | bit_if(cover_ == SimCover::open, 0x20)),
            bit_if(jammed_, 0x08), static_cast<std::uint8_t>(bit_if(paper_ != SimPaper::ok, 0x03) | bit_if(out, 0x0C)),
            0};
}

void PrinterMachine::report_if_changed() {
    if (interpreter_.automatic_reports() == 0 || hung_) return;
    auto now = report_bytes();
    if (now == last_report_) return;
    for (const std::uint8_t byte : now) answer(byte);
    last_report_ = std::move(now);
}

std::vector<std::uint8_t> PrinterMachine::take_answers() { return std::exchange(answers_, {}); }

std::vector<PrintedPiece> PrinterMachine::take_pieces() { return std::exchange(pieces_, {}); }

}  // namespace bangnin::devices::sim
