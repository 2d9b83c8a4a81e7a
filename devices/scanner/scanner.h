// The driver of a serial (or USB-CDC) code scanner: a thread of its own that turns lines into scans and comes back by
// itself when the scanner was unplugged. What the scanner reads may be personal: it is never logged here.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "devices/port/byte_stream.h"

namespace bangnin::devices {

// The longest text accepted, in bytes: more than the largest QR code holds (2,953).
inline constexpr std::size_t max_scan_bytes = 4096;

enum class ScanRejection : std::uint8_t {
    too_long,      // more than max_scan_bytes before the end of the line
    not_utf8,      // bytes that are no UTF-8
    control_code,  // control characters other than 1D (group separator) and tab
    incomplete,    // the line's end did not come within a second
};

enum class ScannerFaultReason : std::uint8_t { not_connected, busy, line_failed };

struct ScannerReady {};  // after opening, and again after each recovery
struct ScannerFault {    // once for each loss; retries go on until ScannerReady
    ScannerFaultReason reason = ScannerFaultReason::line_failed;
    std::string detail;
};
struct Scan {
    std::string text;       // valid UTF-8, 1 … max_scan_bytes, without line end and without AIM prefix
    std::string symbology;  // the AIM identifier where the scanner sends one ("Q1" = QR), else empty
    Clock::time_point at;   // when its first byte came: a scan older than a second is stale
};
struct ScanRejected {
    ScanRejection reason = ScanRejection::incomplete;
    Clock::time_point at;
};
using ScannerEvent = std::variant<ScannerReady, ScannerFault, Scan, ScanRejected>;

std::string_view to_word(ScanRejection reason);
std::string_view to_word(ScannerFaultReason reason);

struct ScannerOptions {
    PortUrl port;
};

class Scanner {
  public:
    using Sink = std::function<void(ScannerEvent)>;

    // Starts the thread; a scanner that is not there is no error here, but a ScannerFault. `sink` is called on the
    // scanner's thread, must be quick and must not call this object. Bytes that waited in the line before it was opened
    // are dropped. Errors: the system has no more descriptors or threads.
    static std::expected<std::unique_ptr<Scanner>, PortError> create(ScannerOptions options, Sink sink);

    ~Scanner();  // stops the thread at once; no event afterwards
    Scanner(const Scanner&) = delete;
    Scanner& operator=(const Scanner&) = delete;

  private:
    class Worker;
    explicit Scanner(std::unique_ptr<Worker> worker);
    std::unique_ptr<Worker> worker_;
};

}  // namespace bangnin::devices
