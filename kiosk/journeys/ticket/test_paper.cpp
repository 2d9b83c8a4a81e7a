// A paper that shows that printing works, and nothing else: no number, no code, so that nobody waits with it.
#include "kiosk/journeys/ticket/ticket_paper.h"

namespace bangnin::kiosk {
namespace {

using text::Weight;

constexpr float small_px = 28;
constexpr float small_line = 40;
constexpr float title_px = 72;
constexpr int rule_height = 4;
constexpr int comb_height = 40;
constexpr int comb_step = 16;
constexpr int gap = 16;

}  // namespace

paper::Raster TicketPrinter::lay_out(const TestPaper& test) {
    const int width = width_ == PaperWidth::mm80 ? 576 : 384;
    paper::Sheet sheet(width);
    int y = 0;
    const auto paragraph = [&](const std::string& words, float size, float line, Weight weight) {
        if (words.empty()) {
            return;
        }
        const text::Style style{.size_px = size, .weight = weight, .line_height_px = line, .max_lines = 3};
        const paper::Stamp& stamp = stamps_.get(words, style, width);
        sheet.put(0, y, stamp);
        y += stamp.block_height;
    };
    paragraph(test.hall, small_px, small_line, Weight::bold);
    y += gap;
    paragraph(test.title, title_px, title_px + gap, Weight::bold);
    paragraph(test.not_a_ticket, small_px, small_line, Weight::bold);
    y += gap;
    // A dot of the head that has failed shows as a missing tooth, wherever it is.
    sheet.rule(0, y, width, rule_height);
    for (int x = 0; x < width; x += comb_step) {
        sheet.rule(x, y, comb_step / 2, comb_height / 2);
        sheet.rule(x + comb_step / 2, y + comb_height / 2, comb_step / 2, comb_height / 2);
    }
    sheet.rule(0, y + comb_height, width, rule_height);
    y += comb_height + rule_height + gap;
    paragraph(test.terminal, small_px, small_line, Weight::regular);
    paragraph(test.time, small_px, small_line, Weight::regular);
    sheet.extend_to(y);
    return std::move(sheet).take();
}

}  // namespace bangnin::kiosk
