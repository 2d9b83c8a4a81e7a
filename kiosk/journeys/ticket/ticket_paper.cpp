#include "kiosk/journeys/ticket/ticket_paper.h"

#include <algorithm>
#include <array>
#include <string>

namespace bangnin::kiosk {
namespace {

using paper::Dots;
using paper::Stamp;
using text::Weight;

// All places and sizes in dots, 8 to the millimetre.
struct Measures {
    int width = 576;
    float hall_px = 36;
    float number_px = 200;
    float service_px = 40;
    float count_px = 76;
    float unit_px = 36;
    int second_count_x = 224;
    float strip_px = 48;
    float strip_column = 60;
};

constexpr float small_px = 28;  // nothing is smaller
constexpr float small_line = 38;
constexpr int qr_module = 8;
constexpr int strong_rule = 4;
constexpr int fine_rule = 2;
constexpr int pine_size = 56;

Measures measures_of(PaperWidth width) {
    if (width == PaperWidth::mm80) {
        return {};
    }
    return {.width = 384,
            .hall_px = 30,
            .number_px = 132,
            .service_px = 34,
            .count_px = 60,
            .unit_px = 30,
            .second_count_x = 150,
            .strip_px = 42,
            .strip_column = 52};
}

text::Style style_of(float size_px, Weight weight, float line_height, int max_lines = 1) {
    return {.size_px = size_px, .weight = weight, .line_height_px = line_height, .max_lines = max_lines};
}

// One ticket while it is being laid out, from the top down.
class Layout {
  public:
    Layout(paper::TextStamps& stamps, const Measures& measures, const TicketPaper& ticket)
        : stamps_(stamps), measures_(measures), ticket_(ticket), sheet_(measures.width) {}

    paper::Raster lay_out() {
        head();
        number();
        service();
        counts();
        code();
        foot();
        return std::move(sheet_).take();
    }

  private:
    // Puts a paragraph at the left edge and moves down by its height.
    void paragraph(const std::string& words, const text::Style& style, Dots dots = Dots::fine) {
        if (words.empty()) {
            return;
        }
        const Stamp& stamp = stamps_.get(words, style, measures_.width, dots);
        sheet_.put(0, y_, stamp);
        advance(stamp.block_height);
    }

    // Always by even steps, so that doubled parts stay on the grid.
    void advance(int dots) { y_ += dots + dots % 2; }

    void rule(int thickness) {
        sheet_.rule(0, y_, measures_.width, thickness);
        advance(thickness);
    }

    void right_aligned(const std::string& words, const text::Style& style, int y) {
        const Stamp& stamp = stamps_.get(words, style, measures_.width);
        sheet_.put(measures_.width - stamp.block_width, y, stamp);
    }

    void head() {
        paragraph(ticket_.hall, style_of(measures_.hall_px, Weight::bold, measures_.hall_px + 10, 2));
        paragraph(ticket_.brand, style_of(small_px, Weight::regular, small_line));
        advance(10);
        rule(strong_rule);
        advance(12);
    }

    // As large as fits, its ink beginning at the very edge.
    void number() {
        const auto label = style_of(small_px, Weight::regular, small_line);
        if (ticket_.copy == TicketCopy::reprint) {
            right_aligned(ticket_.words.reprint, style_of(small_px, Weight::bold, small_line), y_);
        }
        paragraph(ticket_.words.your_number, label);
        if (ticket_.number.empty()) {
            return;
        }
        auto style = style_of(measures_.number_px, Weight::bold, 0);
        style.digits = text::Digits::tabular;
        const Stamp* stamp = &stamps_.get(ticket_.number, style, 0, Dots::doubled);
        if (stamp->ink.width_dots > measures_.width) {
            style.size_px *= static_cast<float>(measures_.width - 4) / static_cast<float>(stamp->ink.width_dots);
            stamp = &stamps_.get(ticket_.number, style, 0, Dots::doubled);
        }
        advance(14);
        sheet_.put(-stamp->left, y_ - stamp->top, *stamp);
        advance(stamp->ink.height + 14);
    }

    void service() {
        const float size = measures_.service_px;
        paragraph(ticket_.service, style_of(size, Weight::bold, size + 12, 2), Dots::doubled_rows);
        advance(10);
        rule(fine_rule);
        advance(8);
    }

    void count(int x, const std::string& label, const std::string& figure, const std::string& unit) {
        sheet_.put(x, y_, stamps_.get(label, style_of(small_px, Weight::regular, small_line)));
        auto style = style_of(measures_.unit_px, Weight::bold, 0);
        style.digits = text::Digits::tabular;
        const std::string words = figure + " " + unit;
        const std::array spans{text::Span{0, figure.size(), Weight::bold, measures_.count_px}};
        const Stamp& stamp = stamps_.get(words, style, 0, Dots::doubled_rows, spans);
        sheet_.put(x, y_ + count_offset(), stamp);
    }

    // The figure's line box reaches far above its ink; it moves up under its label.
    [[nodiscard]] int count_offset() const { return static_cast<int>(small_line - measures_.count_px * 0.2F) / 2 * 2; }

    void counts() {
        if (!ticket_.ahead && !ticket_.wait) {
            return;
        }
        int x = 0;
        if (ticket_.ahead) {
            count(x, ticket_.words.ahead, std::to_string(*ticket_.ahead), ticket_.words.ahead_unit);
            x = measures_.second_count_x;
        }
        if (ticket_.wait) {
            count(x, ticket_.words.wait, minutes(*ticket_.wait), ticket_.words.wait_unit);
        }
        if (!ticket_.as_of.empty()) {
            right_aligned(ticket_.words.as_of + " " + ticket_.as_of, style_of(small_px, Weight::regular, small_line),
                          y_);
        }
        advance(count_offset() + static_cast<int>(measures_.count_px * 1.3F));
        rule(fine_rule);
        advance(20);
    }

    static std::string minutes(const WaitMinutes& wait) {
        if (wait.low == wait.high) {
            return std::to_string(wait.low);
        }
        return std::to_string(wait.low) + "–" + std::to_string(wait.high);
    }

    void code() {
        const auto matrix = paper::make_qr(ticket_.qr_url);
        if (!matrix) {
            return;
        }
        const int module = std::min(qr_module, measures_.width / (matrix->side + 2 * paper::qr_quiet_modules) / 2 * 2);
        const int side = matrix->side * module;
        sheet_.qr(0, y_, *matrix, module);
        strip(side + paper::qr_quiet_modules * module, side);
        advance(side + 14);
        paragraph(ticket_.words.scan, style_of(small_px, Weight::bold, small_line));
    }

    // The Mongolian words in columns beside the code, and the pine at the right edge.
    void strip(int x, int height) {
        if (ticket_.mongolian.empty()) {
            return;
        }
        auto style = style_of(measures_.strip_px, Weight::regular, measures_.strip_column, 2);
        style.flow = text::Flow::vertical_mongolian;
        const Stamp& stamp = stamps_.get(ticket_.mongolian, style, height, Dots::doubled);
        if (stamp.unknown_glyphs > 0) {
            return;
        }
        sheet_.put(x / 2 * 2, y_, stamp);
    }

    void foot() {
        advance(4);
        paragraph(ticket_.words.notice, style_of(small_px, Weight::regular, small_line, 3));
        advance(10);
        rule(fine_rule);
        advance(6);
        std::string line = ticket_.time;
        if (!line.empty() && !ticket_.kiosk.empty()) {
            line += "　";
        }
        paragraph(line + ticket_.kiosk, style_of(small_px, Weight::regular, small_line, 2));
    }

    paper::TextStamps& stamps_;
    const Measures& measures_;
    const TicketPaper& ticket_;
    paper::Sheet sheet_;
    int y_ = 0;
};

}  // namespace

paper::Raster TicketPrinter::lay_out(const TicketPaper& ticket) {
    const Measures measures = measures_of(width_);
    return Layout(stamps_, measures, ticket).lay_out();
}

}  // namespace bangnin::kiosk
