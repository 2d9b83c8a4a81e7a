#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "devices/sim/escpos_interpreter.h"

// A simulated thermal printer without its plug: receive buffer, sensors, knife, faults and status, as the real ones
// behave. Pure: bytes and control settings in, bytes and finished pieces of paper out.
namespace bangnin::devices::sim {

enum class SimPaper { ok, near_end, out };
enum class SimCover { closed, open };
enum class SimFault {
    none,
    cutter,                // the knife jams at the next cut
    hang_after_bytes,      // takes so many bytes of the next job, then neither reads nor answers
    paper_out_after_rows,  // the roll ends after so many rows of the next job
    silent,                // reads and prints, but never answers
};

// One piece of paper with something black on it, from one cut to the next.
struct PrintedPiece {
    std::vector<std::uint8_t> bytes;  // as received, from the job's ESC @ to its cut
    Paper paper;
    bool complete = false;  // in one go: no broken connection, no end of paper in it, no cut through the print
    bool cut = false;
};

class PrinterMachine {
  public:
    static constexpr std::size_t receive_buffer = 65536;

    explicit PrinterMachine(InterpreterModel model) : interpreter_(model) {}

    // How many bytes may be given to receive() now; 0 while hung or while the buffer is full.
    std::size_t room() const;
    void receive(std::span<const std::uint8_t> bytes);
    // The connection ended. What was printed so far stays on the paper; the piece can no longer be complete.
    void connection_closed();

    void set_paper(SimPaper paper);
    void set_cover(SimCover cover);
    // `amount` for the faults that count.
    void set_fault(SimFault fault, std::uint64_t amount);

    // What was said and printed since the last call.
    std::vector<std::uint8_t> take_answers();
    std::vector<PrintedPiece> take_pieces();
    // What sticks out of the printer now, uncut; nothing if it is blank.
    std::optional<PrintedPiece> unfinished() const;

    // How often each fault has taken effect, by its name in the control protocol; "blank_pieces" too.
    const std::map<std::string, std::uint64_t>& counts() const { return counts_; }
    bool is_hung() const { return hung_; }

  private:
    bool is_stopped() const { return paper_ == SimPaper::out || cover_ == SimCover::open || jammed_; }
    void scan_real_time(std::uint8_t byte);
    void execute_buffer();
    void execute(std::uint8_t byte);
    void watch_counting_faults();
    void do_task(MechanismTask task);
    void cut(bool through_print);
    void end_piece(bool was_cut);
    void paper_ends();
    void answer_query(std::uint8_t query);
    void answer_name(std::string_view name);
    void obey_real_time(std::uint8_t request);
    void answer(std::uint8_t byte);
    void report_if_changed();
    std::vector<std::uint8_t> report_bytes() const;

    EscposInterpreter interpreter_;
    std::deque<std::uint8_t> buffer_;
    std::vector<std::uint8_t> answers_;
    std::vector<PrintedPiece> pieces_;
    std::map<std::string, std::uint64_t> counts_;

    SimPaper paper_ = SimPaper::ok;
    SimCover cover_ = SimCover::closed;
    SimFault fault_ = SimFault::none;
    std::uint64_t fault_amount_ = 0;
    bool fault_armed_ = false;  // a counting fault has seen the beginning of its job
    std::uint64_t job_bytes_ = 0;
    std::size_t rows_at_arming_ = 0;
    bool jammed_ = false;
    bool hung_ = false;

    std::vector<std::uint8_t> piece_bytes_;
    bool piece_spoiled_ = false;
    std::vector<std::uint8_t> last_report_;
    std::array<std::uint8_t, 2> recent_{};  // the last two bytes received, to spot real-time requests
};

}  // namespace bangnin::devices::sim
