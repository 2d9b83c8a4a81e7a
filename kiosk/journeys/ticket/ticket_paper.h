#pragma once
// The queue ticket as it comes out of the thermal printer. Laid out so that it travels in few bytes: what is large
// stands on a grid of doubled dots, which the printer doubles by itself, and nothing small stands beside it. What
// remains of the bytes goes into fine dots for the words. Lines begin at the first dot: a printer's head is narrower
// than its paper, which leaves the margin.

#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "kiosk/journeys/hall_text.h"
#include "ui/paper/raster.h"
#include "ui/paper/sheet.h"
#include "ui/paper/text_stamps.h"

namespace bangnin::kiosk {

enum class PaperWidth { mm80, mm58 };  // 576 and 384 dots

enum class TicketCopy { original, reprint };

// The fixed words, in the language of the session. Each is shown on one line unless said otherwise.
struct TicketWords {
    std::string your_number = "您的号码";
    std::string ahead = "前面";  // before the count of people: 前面 3 人
    std::string ahead_unit = "人";
    std::string wait = "约等";  // before the estimate: 约等 8–14 分钟
    std::string wait_unit = "分钟";
    std::string as_of = "截至";  // stands before the time at which a count was true
    std::string scan = "扫码看进度";
    std::string notice = "叫号会广播，过号不用重取，\n到窗口说一声，当天有效。";  // three lines at most
    std::string reprint = "补打";
    friend bool operator==(const TicketWords&, const TicketWords&) = default;
};

struct WaitMinutes {
    int low = 0;
    int high = 0;
    friend bool operator==(const WaitMinutes&, const WaitMinutes&) = default;
};

// What a ticket may weigh on the wire. One with unusually long texts is drawn more coarsely, then gives up the notice,
// then the strip.
inline constexpr std::size_t max_ticket_bytes = 14'000;

// How many bytes a picture takes on the wire to the printer at hand.
using Weigh = std::function<std::size_t(const paper::Raster&)>;

// Any text may be empty; its place then closes up. Text too long for its place ends with an ellipsis.
struct TicketPaper {
    std::string hall;
    std::string brand;
    std::string mongolian;                         // the strip beside the QR code, vertical
    PaperOrder order = PaperOrder::chinese_first;  // mongolian_first: the strip stands before the code
    std::string number;                            // "A1023"; as large as the paper is wide
    std::string service;  // department and windows: "林草局　2 楼 3 号窗口"; shrunk, then broken into two lines
    std::optional<int> ahead;
    std::optional<WaitMinutes> wait;
    std::string as_of;   // "10:32" where counts are not fresh, else empty
    std::string time;    // "2026-03-12 10:42"
    std::string kiosk;   // "自助机 2 号"
    std::string qr_url;  // an address too long for a QR code is left out
    TicketCopy copy = TicketCopy::original;
    TicketWords words;
    friend bool operator==(const TicketPaper&, const TicketPaper&) = default;
};

// What staff print to see that printing works.
struct TestPaper {
    std::string hall;
    std::string title;         // 测试页
    std::string not_a_ticket;  // says that nobody waits with it
    std::string terminal;      // "自助机 2 号　0.1.0"
    std::string time;
};

// Belongs to the text engine's thread and must not outlive it. Keeps what repeats from ticket to ticket, so that the
// first ticket takes some milliseconds and each later one less than one.
class TicketPrinter {
  public:
    TicketPrinter(text::Engine& engine, PaperWidth width, Weigh weigh)
        : stamps_(engine), width_(width), weigh_(std::move(weigh)) {}

    [[nodiscard]] paper::Raster lay_out(const TicketPaper& ticket);
    [[nodiscard]] paper::Raster lay_out(const TestPaper& test);

    // Draws what tickets like this one will need, all figures among it; some tens of milliseconds, for an idle moment.
    void warm_up(const TicketPaper& usual);

  private:
    paper::TextStamps stamps_;
    PaperWidth width_;
    Weigh weigh_;
};

}  // namespace bangnin::kiosk
