#include "devices/sim/escpos_interpreter.h"

#include <algorithm>
#include <string_view>

namespace bangnin::devices::sim {
namespace {

constexpr std::uint8_t line_feed = 0x0A;
constexpr std::uint8_t data_link = 0x10;
constexpr std::uint8_t escape = 0x1B;
constexpr std::uint8_t file_separator = 0x1C;
constexpr std::uint8_t group_separator = 0x1D;

// What a byte of text looks like here: the real fonts are no part of the simulation, only that something was printed.
constexpr std::size_t cell_width = 12;
constexpr std::size_t cell_height = 24;

bool contains(std::string_view set, std::uint8_t byte) {
    return set.find(static_cast<char>(byte)) != std::string_view::npos;
}

}  // namespace

void EscposInterpreter::initialise() {
    automatic_reports_ = 0;
    left_margin_ = 0;
    units_per_inch_ = static_cast<std::size_t>(std::max(model_.feed_units_per_inch, 1));
    line_spacing_ = 30;
    text_columns_ = 0;
    stored_graphics_.clear();
    code_module_ = 3;
    code_length_ = 0;
}

void EscposInterpreter::abandon_command() {
    state_ = State::ground;
    length_ = 0;
    text_columns_ = 0;
}

MechanismTask EscposInterpreter::take(std::uint8_t byte) {
    switch (state_) {
        case State::ground:
            return take_ground(byte);
        case State::command:
            return take_command(byte);
        case State::raster:
            take_raster(byte);
            break;
        case State::payload:
            take_payload(byte);
            break;
        case State::skip:
            if (--bytes_left_ == 0) state_ = State::ground;
            break;
        case State::until_zero:
            if (byte == 0) state_ = State::ground;
            break;
    }
    return MechanismTask::none;
}

MechanismTask EscposInterpreter::take_ground(std::uint8_t byte) {
    if (byte == escape || byte == group_separator || byte == file_separator || byte == data_link) {
        command_[0] = byte;
        length_ = 1;
        state_ = State::command;
    } else if (byte == line_feed && text_columns_ == 0) {
        paper_.feed(line_spacing_);
    } else if (byte == line_feed) {
        end_line();
    } else if (byte >= 0x20) {
        take_text();
    }
    return MechanismTask::none;  // the other control bytes do nothing, above all NUL
}

MechanismTask EscposInterpreter::take_command(std::uint8_t byte) {
    command_[length_++] = byte;
    const std::size_t whole = command_length();
    if (whole == 0 || length_ < whole) return MechanismTask::none;
    state_ = State::ground;
    return execute();
}

std::size_t EscposInterpreter::command_length() {
    const std::uint8_t kind = command_[1];
    switch (command_[0]) {
        case data_link:
            return kind == 0x14 ? 5 : 3;
        case file_separator:
            return kind == 'S' ? 4 : (contains("!-CW", kind) ? 3 : 2);
        case escape:
            return escape_length();
        default:
            return group_length();
    }
}

std::size_t EscposInterpreter::escape_length() const {
    const std::uint8_t kind = command_[1];
    if (kind == 'p') return 5;
    if (kind == '*') return 5;
    if (contains("$\\c", kind)) return 4;
    if (contains("!JdEGMRSTU aet3-V{%=", kind) && kind != 'S') return 3;
    return 2;
}

std::size_t EscposInterpreter::group_length() {
    const std::uint8_t kind = command_[1];
    switch (kind) {
        case 'v':
            return 8;
        case 'V':
            return length_ < 3 ? 0 : (contains("AB", command_[2]) ? 4 : 3);
        case '(':
            return 5;
        case 'k':
            return length_ < 3 ? 0 : (command_[2] >= 65 ? 4 : 3);
        case '*':
            return 4;
        case 'L':
        case 'W':
        case 'P':
        case '$':
        case '\\':
            return 4;
        default:
            return contains("!BHfhwarIbE/", kind) ? 3 : 2;
    }
}

MechanismTask EscposInterpreter::execute() {
    if (command_[0] == escape) return execute_escape();
    if (command_[0] == group_separator) return execute_group();
    // DLE sequences were answered when they were received; FS ones concern text only.
    return MechanismTask::none;
}

MechanismTask EscposInterpreter::execute_escape() {
    switch (command_[1]) {
        case '@':
            initialise();
            return MechanismTask::began;
        case 'J':
            end_line();
            paper_.feed(feed_dots(argument(2)));
            break;
        case 'd':
            end_line();
            paper_.feed(argument(2) * line_spacing_);
            break;
        case '3':
            line_spacing_ = feed_dots(argument(2));
            break;
        case '2':
            line_spacing_ = 30;
            break;
        case '*':
            bytes_left_ = word(3) * (argument(2) >= 32 ? 3 : 1);
            if (bytes_left_ > 0) state_ = State::skip;
            break;
        case 'D':
            state_ = State::until_zero;
            break;
        default:
            if (escape_length() == 2) ++unknown_commands_;
    }
    return MechanismTask::none;
}

MechanismTask EscposInterpreter::execute_group() {
    switch (command_[1]) {
        case 'v':
            begin_raster();
            break;
        case 'V':
            return execute_cut();
        case '(':
            begin_payload();
            break;
        case 'L':
            left_margin_ = word(2);
            break;
        case 'P':
            units_per_inch_ = argument(3) == 0 ? static_cast<std::size_t>(model_.feed_units_per_inch) : argument(3);
            break;
        case 'a':
            automatic_reports_ = command_[2];
            return MechanismTask::set_reports;
        case 'r':
            if (contains(std::string_view("\1"
                                          "1",
                                          2),
                         command_[2]))
                return MechanismTask::report_paper;
            if (contains(std::string_view("\2"
                                          "2",
                                          2),
                         command_[2]))
                return MechanismTask::report_drawer;
            break;
        case 'I':
            if (command_[2] == 66) return MechanismTask::name_maker;
            if (command_[2] == 67) return MechanismTask::name_model;
            break;
        case 'k':
            bytes_left_ = command_[2] >= 65 ? argument(3) : 0;
            if (bytes_left_ > 0) state_ = State::skip;
            if (command_[2] < 65) state_ = State::until_zero;
            break;
        case '*':
            bytes_left_ = argument(2) * argument(3) * 8;
            if (bytes_left_ > 0) state_ = State::skip;
            break;
        default:
            if (length_ == 2) ++unknown_commands_;
    }
    return MechanismTask::none;
}

MechanismTask EscposInterpreter::execute_cut() {
    end_line();
    if (length_ == 4) {
        paper_.feed(feed_dots(argument(3)));
        return MechanismTask::cut;
    }
    return contains(std::string_view("\0\1"
                                     "01",
                                     4),
                    command_[2])
               ? MechanismTask::cut_without_feed
               : MechanismTask::none;
}

void EscposInterpreter::begin_raster() {
    end_line();
    const std::size_t scale = argument(3) >= '0' ? argument(3) - '0' : argument(3);
    raster_row_bytes_ = word(4);
    raster_rows_left_ = word(6);
    if (command_[2] != '0' || scale > 3) {
        ++unknown_commands_;
        return;
    }
    if (raster_row_bytes_ == 0 || raster_rows_left_ == 0) return;
    scale_ = static_cast<unsigned>(scale);
    raster_at_ = 0;
    raster_row_.assign(std::min(raster_row_bytes_, paper_.row_bytes()), 0);
    state_ = State::raster;
}

void EscposInterpreter::take_raster(std::uint8_t byte) {
    if (raster_at_ < raster_row_.size()) raster_row_[raster_at_] = byte;
    if (++raster_at_ < raster_row_bytes_) return;
    raster_at_ = 0;
    print_scaled_row();
    if (--raster_rows_left_ == 0) state_ = State::ground;
}

void EscposInterpreter::print_scaled_row() {
    const bool wide = (scale_ & 1U) != 0;
    const bool high = (scale_ & 2U) != 0;
    std::vector<std::uint8_t> row = raster_row_;
    if (wide) {
        row.assign(raster_row_.size() * 2, 0);
        for (std::size_t dot = 0; dot < raster_row_.size() * 8; ++dot) {
            if ((raster_row_[dot / 8] & (0x80U >> (dot % 8))) == 0) continue;
            row[dot / 4] |= static_cast<std::uint8_t>(0xC0U >> (dot % 4 * 2));
        }
    }
    for (int copy = 0; copy < (high ? 2 : 1); ++copy) paper_.print_row(row, left_margin_);
}

// GS ( X pL pH and p bytes.
void EscposInterpreter::begin_payload() {
    bytes_left_ = word(3);
    payload_.clear();
    if (bytes_left_ > 0) state_ = State::payload;
}

void EscposInterpreter::take_payload(std::uint8_t byte) {
    payload_.push_back(byte);  // 65535 at most
    if (--bytes_left_ > 0) return;
    state_ = State::ground;
    finish_payload();
}

void EscposInterpreter::finish_payload() {
    if (command_[2] == 'k') return finish_code();
    if (command_[2] != 'L' || payload_.size() < 2 || payload_[0] != '0') return;
    if (payload_[1] == 0x70) store_graphics();
    if (payload_[1] == 2 || payload_[1] == '2') print_stored_graphics();
}

// 30 70 30 bx by 31 xL xH yL yH, x in dots.
void EscposInterpreter::store_graphics() {
    constexpr std::size_t head = 10;
    if (payload_.size() < head || payload_[2] != '0') return;
    const std::size_t width = payload_[6] | static_cast<std::size_t>(payload_[7]) << 8;
    const std::size_t height = payload_[8] | static_cast<std::size_t>(payload_[9]) << 8;
    scale_ = (payload_[3] == 2 ? 1U : 0U) | (payload_[4] == 2 ? 2U : 0U);
    stored_width_ = (width + 7) / 8;
    stored_graphics_.assign(payload_.begin() + head, payload_.end());
    stored_graphics_.resize(std::min(stored_graphics_.size(), stored_width_ * height));
}

void EscposInterpreter::print_stored_graphics() {
    end_line();
    for (std::size_t at = 0; stored_width_ > 0 && at + stored_width_ <= stored_graphics_.size(); at += stored_width_) {
        const auto row = std::span(stored_graphics_).subspan(at, std::min(stored_width_, paper_.row_bytes()));
        raster_row_.assign(row.begin(), row.end());
        print_scaled_row();
    }
    stored_graphics_.clear();
}

// QR codes by the printer's own means appear as a black box of about the right size.
void EscposInterpreter::finish_code() {
    if (payload_.size() < 2 || payload_[0] != '1') return;
    if (payload_[1] == 'C' && payload_.size() >= 3) code_module_ = std::clamp<std::size_t>(payload_[2], 1, 16);
    if (payload_[1] == 'P' && payload_.size() >= 3) code_length_ = payload_.size() - 3;
    if (payload_[1] != 'Q' || code_length_ == 0) return;
    end_line();
    const std::size_t modules = std::min<std::size_t>(177, 21 + code_length_ / 8 * 4);
    const std::vector<std::uint8_t> row((modules * code_module_ + 7) / 8, 0xFF);
    for (std::size_t y = 0; y < modules * code_module_; ++y) paper_.print_row(row, left_margin_);
}

void EscposInterpreter::take_text() {
    if ((text_columns_ + 1) * cell_width > static_cast<std::size_t>(model_.width_dots)) end_line();
    ++text_columns_;
}

// Prints the text that waits for its line to be full.
void EscposInterpreter::end_line() {
    if (text_columns_ == 0) return;
    const std::vector<std::uint8_t> solid((text_columns_ * cell_width + 7) / 8, 0xAA);
    text_columns_ = 0;
    for (std::size_t y = 0; y < cell_height; ++y) paper_.print_row(solid, left_margin_);
    paper_.feed(line_spacing_ > cell_height ? line_spacing_ - cell_height : 0);
}

std::size_t EscposInterpreter::feed_dots(std::size_t units) const {
    return (units * dots_per_inch + units_per_inch_ / 2) / units_per_inch_;
}

}  // namespace bangnin::devices::sim
