#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace bangnin::devices::sim {

// A strip of thermal paper, one bit a dot, growing downwards. Rows are packed, the leftmost dot in the most
// significant bit, 1 = black.
class Paper {
  public:
    static constexpr std::size_t longest = 20000;  // rows; what comes after is let through and counted, not kept

    explicit Paper(int width_dots) : width_dots_(width_dots) {}

    int width_dots() const { return width_dots_; }
    std::size_t row_bytes() const { return static_cast<std::size_t>(width_dots_ + 7) / 8; }
    std::size_t height() const { return row_bytes() == 0 ? 0 : dots_.size() / row_bytes(); }
    std::span<const std::uint8_t> dots() const { return dots_; }
    bool is_blank() const { return black_rows_ == 0; }
    // Blank rows at the bottom.
    std::size_t blank_tail() const { return height() - last_black_; }

    void feed(std::size_t rows);
    // Prints one row of packed dots with its left edge at `left`; what does not fit on the paper is lost.
    void print_row(std::span<const std::uint8_t> row, std::size_t left);
    void clear();

  private:
    int width_dots_;
    std::vector<std::uint8_t> dots_;
    std::size_t black_rows_ = 0;
    std::size_t last_black_ = 0;  // rows up to and with the last one that has a black dot
};

// Writes the strip as a PNG file, black on white, whole or not at all.
std::expected<void, std::string> write_png(const Paper& paper, const std::filesystem::path& file);

}  // namespace bangnin::devices::sim
