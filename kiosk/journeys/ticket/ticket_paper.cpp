#include "kiosk/journeys/ticket/ticket_paper.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
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
    float number_px = 164;
    float service_px = 40;
    float figure_px = 72;
    float count_px = 32;  // the words around a figure
};

constexpr float small_px = 28;  // nothing is smaller
constexpr float small_line = 38;
constexpr int strong_rule = 4;
constexpr int fine_rule = 2;
constexpr int largest_module = 8;
constexpr int largest_code = 248;  // 31 mm
constexpr float strip_px = 48;     // thinner strokes would not survive doubling
constexpr float strip_column = 60;
constexpr int strip_length = 232;
constexpr double brand_pine = 32;
constexpr float cap_em = 0.733F;  // height of capitals and figures

Measures measures_of(PaperWidth width) {
    if (width == PaperWidth::mm80) {
        return {};
    }
    return {.width = 384, .hall_px = 32, .number_px = 132, .service_px = 36, .figure_px = 58, .count_px = 30};
}

int even(int dots) { return dots + (dots & 1); }

text::Style style_of(float size_px, Weight weight, float line_height, int max_lines = 1) {
    return {.size_px = size_px, .weight = weight, .line_height_px = line_height, .max_lines = max_lines};
}

// The smallest code, since larger modules help a reader most; and of that size the one that bears most damage.
std::expected<paper::QrMatrix, paper::QrError> sturdiest_code(const std::string& text) {
    auto best = paper::make_qr(text, paper::QrLevel::low);
    if (best) {
        auto sturdier = paper::make_qr(text, paper::QrLevel::medium);
        if (sturdier && sturdier->side == best->side) {
            best = std::move(sturdier);
        }
    }
    return best;
}

enum class Shown { no, yes };

// How finely the words are drawn, and what is given up so that an unusually full ticket stays small.
struct Economy {
    Dots heading = Dots::fine;  // hall and service
    Dots small = Dots::fine;    // brand and the line under the code
    Dots counts = Dots::fine;   // the words beside the large figures
    Shown notice = Shown::yes;
    Shown strip = Shown::yes;
};

// From the finest ticket to the lightest; the first that is light enough is printed.
constexpr std::array economies{
    Economy{.counts = Dots::doubled_rows},
    Economy{.heading = Dots::doubled_rows, .counts = Dots::doubled_rows},
    Economy{.heading = Dots::doubled_rows, .counts = Dots::doubled},
    Economy{.heading = Dots::doubled_rows, .small = Dots::doubled_rows, .counts = Dots::doubled},
    Economy{.heading = Dots::doubled_rows, .counts = Dots::doubled, .notice = Shown::no},
    Economy{.heading = Dots::doubled_rows, .counts = Dots::doubled, .notice = Shown::no, .strip = Shown::no},
};

// Fine headings have room on narrow paper only; on wide paper trying them would cost every ticket time for nothing.
std::span<const Economy> economies_for(PaperWidth width) {
    return std::span(economies).subspan(width == PaperWidth::mm80 ? 1 : 0);
}

// One ticket while it is being laid out, from the top down.
class Layout {
  public:
    Layout(paper::TextStamps& stamps, const Measures& measures, const TicketPaper& ticket, const Economy& economy)
        : stamps_(stamps), measures_(measures), ticket_(ticket), economy_(economy), sheet_(measures.width) {}

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
    void advance(int dots) { y_ += even(dots); }

    void rule(int thickness) {
        sheet_.rule(0, y_, measures_.width, thickness);
        advance(thickness);
    }

    // A heading in one line, made smaller where it would not fit; below the smallest size it breaks into two.
    void heading(const std::string& words, float size_px, float smallest) {
        const Stamp& probe = stamps_.get(words, style_of(size_px, Weight::bold, 0), 0, economy_.heading);
        const auto room = static_cast<float>(measures_.width);
        const float fitting = size_px * room / static_cast<float>(std::max(probe.block_width, measures_.width));
        const float size = std::max(std::floor(fitting), smallest);
        paragraph(words, style_of(size, Weight::bold, size + 12, 2), economy_.heading);
    }

    void head() {
        heading(ticket_.hall, measures_.hall_px, small_px);
        brand();
        advance(10);
        rule(strong_rule);
        advance(12);
    }

    // The hall's pine, then its motto.
    void brand() {
        if (ticket_.brand.empty()) {
            return;
        }
        const int icon = pine(0, y_ + 2, brand_pine);
        const auto style = style_of(small_px, Weight::bold, small_line);
        const Stamp& stamp = stamps_.get(ticket_.brand, style, measures_.width - icon, economy_.small);
        sheet_.put(icon, y_, stamp);
        advance(stamp.block_height);
    }

    // Returns how far the text beside it stands.
    int pine(int x, int y, double size) {
        struct Stroke {
            double from_x, from_y, to_x, to_y;
        };
        constexpr double grid = 48;  // the icon's own units
        constexpr std::array strokes{Stroke{15, 16, 24, 6},  Stroke{24, 6, 33, 16}, Stroke{12, 27, 24, 15},
                                     Stroke{24, 15, 36, 27}, Stroke{8, 39, 24, 25}, Stroke{24, 25, 40, 39},
                                     Stroke{24, 25, 24, 44}};
        const double scale = size / grid;
        for (const Stroke& line : strokes) {
            sheet_.stroke(x + line.from_x * scale, y + line.from_y * scale, x + line.to_x * scale,
                          y + line.to_y * scale, 3, economy_.small);
        }
        return even(static_cast<int>(size)) + 6;
    }

    // Characters set one by one, so that each is drawn only once in the printer's life and every number is put
    // together from what is known. Returns how wide they are; draws only where a baseline is given.
    int characters(int x, std::optional<int> baseline, std::string_view words, const text::Style& style,
                   Dots dots = Dots::doubled) {
        const int start = x;
        while (!words.empty()) {
            std::size_t length = 1;
            while (length < words.size() && (static_cast<unsigned char>(words[length]) & 0xC0U) == 0x80U) {
                ++length;
            }
            const Stamp& stamp = stamps_.get(words.substr(0, length), style, 0, dots);
            if (baseline) {
                sheet_.put(x, *baseline - even(stamp.baseline), stamp);
            }
            x += even(stamp.block_width);
            words.remove_prefix(length);
        }
        return x - start;
    }

    // As large as the paper is wide.
    void number() {
        const auto label = style_of(small_px, Weight::regular, small_line);
        if (ticket_.copy == TicketCopy::reprint) {
            // Close to the label: at the right edge it would widen every row of it.
            const int x = stamps_.get(ticket_.words.your_number, label).block_width + static_cast<int>(small_px);
            sheet_.put(x, y_, stamps_.get(ticket_.words.reprint, style_of(small_px, Weight::bold, small_line)));
        }
        paragraph(ticket_.words.your_number, label);
        if (ticket_.number.empty()) {
            return;
        }
        auto style = style_of(measures_.number_px, Weight::bold, 0);
        style.digits = text::Digits::tabular;
        for (int width = characters(0, std::nullopt, ticket_.number, style);
             width > measures_.width && style.size_px > small_px;
             width = characters(0, std::nullopt, ticket_.number, style)) {
            const float fitting = style.size_px * static_cast<float>(measures_.width) / static_cast<float>(width);
            style.size_px = std::max(std::floor(fitting - 0.5F), small_px);
        }
        const int cap = even(static_cast<int>(cap_em * style.size_px));
        advance(10);
        characters(0, y_ + cap, ticket_.number, style);
        advance(cap + 14);
    }

    void service() {
        heading(ticket_.service, measures_.service_px, small_px + 4);
        advance(8);
        rule(fine_rule);
        advance(8);
    }

    // 前面 3 人: words and a large figure on one baseline. Returns its width; draws where a baseline is given.
    int count(int x, std::optional<int> baseline, const std::string& before, const std::string& figure,
              const std::string& after) {
        const int start = x;
        const auto words = style_of(measures_.count_px, Weight::bold, 0);
        auto large = style_of(measures_.figure_px, Weight::bold, 0);
        large.digits = text::Digits::tabular;
        const int gap = even(static_cast<int>(measures_.count_px / 5));
        x += characters(x, baseline, before, words, economy_.counts) + gap;
        x += characters(x, baseline, figure, large) + gap;
        x += characters(x, baseline, after, words, economy_.counts);
        return x - start;
    }

    int ahead(int x, std::optional<int> baseline) {
        if (!ticket_.ahead) {
            return 0;
        }
        return count(x, baseline, ticket_.words.ahead, std::to_string(*ticket_.ahead), ticket_.words.ahead_unit);
    }

    int wait(int x, std::optional<int> baseline) {
        if (!ticket_.wait) {
            return 0;
        }
        return count(x, baseline, ticket_.words.wait, minutes(*ticket_.wait), ticket_.words.wait_unit);
    }

    // Both counts in one line where they fit, else one under the other.
    void counts() {
        if (!ticket_.ahead && !ticket_.wait) {
            return;
        }
        const int height = even(static_cast<int>(cap_em * measures_.figure_px));
        advance(8);
        int x = ahead(0, y_ + height);
        if (x > 0 && ticket_.wait) {
            x += even(static_cast<int>(measures_.count_px));
            if (x + wait(0, std::nullopt) > measures_.width) {
                x = 0;
                advance(height + 18);
            }
        }
        wait(x, y_ + height);
        advance(height + 14);
        if (!ticket_.as_of.empty()) {
            paragraph(ticket_.words.as_of + " " + ticket_.as_of, style_of(small_px, Weight::regular, small_line));
            advance(4);
        }
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
        const auto matrix = sturdiest_code(ticket_.qr_url);
        if (!matrix) {
            return;
        }
        const int module = std::clamp(largest_code / matrix->side / 2 * 2, 2, largest_module);
        const int side = matrix->side * module;
        const int quiet = paper::qr_quiet_modules * module;
        const Stamp* strip = strip_beside(side);
        const int before = strip != nullptr ? even(strip->block_width) + quiet : 0;
        // On narrow paper several columns leave no room for the code behind them.
        const bool first = ticket_.order == PaperOrder::mongolian_first && before + side <= measures_.width;
        sheet_.qr(first ? before : 0, y_, *matrix, module);
        if (strip != nullptr) {
            sheet_.put(first ? 0 : side + quiet, y_, *strip);
        }
        advance(std::max(side, strip != nullptr ? strip->block_height : 0) + 12);
        paragraph(ticket_.words.scan, style_of(small_px + 4, Weight::bold, small_line + 4), economy_.small);
    }

    // The Mongolian words in columns; none where there are none to print.
    const Stamp* strip_beside(int height) {
        auto style = style_of(strip_px, Weight::regular, strip_column, 3);
        style.flow = text::Flow::vertical_mongolian;
        const Stamp& stamp = stamps_.get(ticket_.mongolian, style, std::max(height, strip_length), Dots::doubled);
        if (ticket_.mongolian.empty() || economy_.strip == Shown::no || stamp.unknown_glyphs > 0) {
            return nullptr;
        }
        return &stamp;
    }

    void foot() {
        advance(4);
        if (economy_.notice == Shown::yes) {
            paragraph(ticket_.words.notice, style_of(small_px, Weight::regular, small_line, 3));
        }
        advance(8);
        rule(fine_rule);
        advance(6);
        const auto style = style_of(small_px, Weight::regular, small_line);
        const std::string line = ticket_.time + "　" + ticket_.kiosk;
        if (!ticket_.time.empty() && !ticket_.kiosk.empty() &&
            stamps_.get(line, style).block_width <= measures_.width) {
            paragraph(line, style);
            return;
        }
        paragraph(ticket_.time, style);
        paragraph(ticket_.kiosk, style);
    }

    paper::TextStamps& stamps_;
    const Measures& measures_;
    const TicketPaper& ticket_;
    const Economy& economy_;
    paper::Sheet sheet_;
    int y_ = 0;
};

}  // namespace

paper::Raster TicketPrinter::lay_out(const TicketPaper& ticket) {
    const Measures measures = measures_of(width_);
    paper::Raster raster;
    for (const Economy& economy : economies_for(width_)) {
        raster = Layout(stamps_, measures, ticket, economy).lay_out();
        if (weigh_(raster) <= max_ticket_bytes) {
            break;
        }
    }
    return raster;
}

void TicketPrinter::warm_up(const TicketPaper& usual) {
    const Measures measures = measures_of(width_);
    struct Sample {
        const char* figures;
        int ahead;
        WaitMinutes wait;
    };
    constexpr std::array samples{Sample{"0123", 102, {3, 4}}, Sample{"4567", 56, {7, 8}}, Sample{"8910", 9, {10, 10}}};
    for (const Sample& sample : samples) {
        TicketPaper ticket = usual;
        ticket.number = (usual.number.empty() ? "A" : usual.number.substr(0, 1)) + sample.figures;
        ticket.ahead = sample.ahead;
        ticket.wait = sample.wait;
        for (const Economy& economy : economies_for(width_)) {
            (void)Layout(stamps_, measures, ticket, economy).lay_out();
        }
    }
}

}  // namespace bangnin::kiosk
