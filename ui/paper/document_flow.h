#pragma once
// What a layout is made with: measuring, and the pages as they fill from the top.

#include <cstddef>
#include <optional>
#include <utility>

#include "ui/paper/document_layout.h"

namespace bangnin::paper {

inline constexpr double body_bottom_mm = page_height_mm - bottom_margin_mm;
inline constexpr double body_height_mm = body_bottom_mm - top_margin_mm;

// A text's top left corner and the room along its lines, in which it is aligned.
struct Place {
    double x_mm = 0;
    double y_mm = 0;
    double width_mm = 0;
};

class Flow {
  public:
    explicit Flow(text::Engine& engine) : engine_(engine) { out_.pages.emplace_back(); }

    // In px; a text of which something would be cut is a fault.
    text::Metrics measure(const Words& words, int extent_px);

    void put(const Words& words, const text::Metrics& metrics, Place place);
    Page& page() { return out_.pages.back(); }
    void new_page();

    double y_mm = top_margin_mm;
    [[nodiscard]] double room_mm() const { return body_bottom_mm - y_mm; }
    [[nodiscard]] bool at_top() const { return y_mm <= top_margin_mm; }

    void fail(PdfFault fault) { fault_ = fault_ ? fault_ : fault; }
    [[nodiscard]] const std::optional<PdfFault>& fault() const { return fault_; }
    [[nodiscard]] Layout take() && { return std::move(out_); }

  private:
    text::Engine& engine_;
    Layout out_;
    std::optional<PdfFault> fault_;
};

// The words before that line of theirs, and the rest.
[[nodiscard]] std::pair<Words, Words> split_at_line(const Words& words, const text::Metrics& metrics, std::size_t line);

// How many whole lines of such words fit into the room.
[[nodiscard]] std::size_t lines_within(const Words& words, double room_mm);

void place_table(Flow& flow, Table table);

}  // namespace bangnin::paper
