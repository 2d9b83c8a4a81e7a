#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "devices/sim/escpos_paper.h"

// The part of a simulated thermal printer that executes ESC/POS commands onto paper. It shares nothing with the
// driver's encoder, so that each proves the other. Pure and total: any bytes in any pieces are taken.
namespace bangnin::devices::sim {

// What the mechanism around the interpreter must do. In the order of the commands.
enum class MechanismTask : std::uint8_t {
    none,
    cut,               // GS V: the paper ends here
    cut_without_feed,  // … and what is still under the knife's edge was not fed out first
    report_paper,      // GS r 1
    report_drawer,     // GS r 2
    set_reports,       // GS a; see automatic_reports()
    name_maker,        // GS I 66
    name_model,        // GS I 67
    began,             // ESC @
};

struct InterpreterModel {
    int width_dots = 576;
    int feed_units_per_inch = 203;  // of ESC J before GS P; 406 on some makers' models
};

class EscposInterpreter {
  public:
    explicit EscposInterpreter(InterpreterModel model) : model_(model), paper_(model.width_dots) { initialise(); }

    // Executes one byte. The task, if any, must be done before the next.
    MechanismTask take(std::uint8_t byte);

    Paper& paper() { return paper_; }
    const Paper& paper() const { return paper_; }
    std::uint8_t automatic_reports() const { return automatic_reports_; }  // the n of GS a
    bool is_between_commands() const { return state_ == State::ground; }
    bool is_in_picture() const { return state_ == State::raster || state_ == State::payload; }
    std::uint64_t unknown_commands() const { return unknown_commands_; }

    // Forgets a command under way and text not yet printed (DLE ENQ 2).
    void abandon_command();

  private:
    enum class State { ground, command, raster, payload, skip, until_zero };

    void initialise();
    MechanismTask take_ground(std::uint8_t byte);
    MechanismTask take_command(std::uint8_t byte);
    void take_raster(std::uint8_t byte);
    void take_payload(std::uint8_t byte);

    // How long the command in command_ is, itself and its fixed arguments; 0 while that is not known.
    std::size_t command_length();
    std::size_t escape_length() const;
    std::size_t group_length();
    MechanismTask execute();
    MechanismTask execute_escape();
    MechanismTask execute_group();
    MechanismTask execute_cut();
    void begin_raster();
    void begin_payload();
    void finish_payload();
    void store_graphics();
    void print_stored_graphics();
    void finish_code();
    void print_scaled_row();
    void take_text();
    void end_line();
    std::size_t argument(std::size_t at) const { return command_[at]; }
    std::size_t word(std::size_t at) const { return argument(at) | argument(at + 1) << 8; }
    std::size_t feed_dots(std::size_t units) const;

    static constexpr std::size_t dots_per_inch = 203;
    static constexpr std::size_t longest_command = 16;

    const InterpreterModel model_;
    Paper paper_;
    State state_ = State::ground;
    std::array<std::uint8_t, longest_command> command_{};
    std::size_t length_ = 0;
    std::uint64_t unknown_commands_ = 0;
    std::uint8_t automatic_reports_ = 0;
    std::size_t left_margin_ = 0;
    std::size_t units_per_inch_ = 203;
    std::size_t line_spacing_ = 30;

    // The raster under way.
    unsigned scale_ = 0;
    std::size_t raster_row_bytes_ = 0;
    std::size_t raster_rows_left_ = 0;
    std::size_t raster_at_ = 0;  // in the row
    std::vector<std::uint8_t> raster_row_;

    std::size_t bytes_left_ = 0;  // of a payload, or to skip
    std::vector<std::uint8_t> payload_;
    std::vector<std::uint8_t> stored_graphics_;
    std::size_t stored_width_ = 0;
    std::size_t code_module_ = 3;
    std::size_t code_length_ = 0;
    std::size_t text_columns_ = 0;  // of the line not yet printed
};

}  // namespace bangnin::devices::sim
