#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

// What a thermal printer says about itself, as a value. Everything here is pure.
// Bit meanings: ESC/POS DLE EOT n and automatic status back (GS a).
namespace bangnin::devices {

enum class Connection {
    ok,       // open, and the printer answers
    unknown,  // open, but it has not answered (yet): never taken for fine
    gone,     // cannot be opened, or has hung up
};
enum class Cover { unknown, closed, open };
enum class Paper { unknown, ok, near_end, out };
enum class Fault {
    unknown,
    none,
    cutter,         // the knife is jammed
    recoverable,    // the printer waits to be told to go on, or for its panel button
    unrecoverable,  // needs repair, or switching off and on
    overheated,     // "automatically recoverable": the head or its supply is out of range; cures itself
};
enum class Online { unknown, online, offline };

struct PrinterStatus {
    Connection connection = Connection::gone;
    Cover cover = Cover::unknown;
    Paper paper = Paper::unknown;
    Fault fault = Fault::unknown;
    Online online = Online::unknown;

    friend bool operator==(const PrinterStatus&, const PrinterStatus&) = default;
};

// Why a job did not come out, or why one would not.
enum class PrintFailure {
    paper_out,
    cover_open,
    cutter,
    recoverable_error,
    unrecoverable_error,
    overheated,
    offline,       // the printer is off line and does not say why
    disconnected,  // no connection, or it broke
    silent,        // connected, but it no longer answers within the time limit
    unconfirmed,   // it answers, or never can, but did not confirm this job within the time limit
    unprintable,   // the picture is malformed or wider than the paper
    queue_full,
    cancelled,  // the driver was shut down first
};

// Stable lower-case code (`paper_out`), for records and logs.
std::string_view to_code(PrintFailure failure);
std::string_view to_code(Connection connection);
std::string_view to_code(Cover cover);
std::string_view to_code(Paper paper);
std::string_view to_code(Fault fault);

// Nothing if the printer may be given a job: it answers and reports nothing that stops printing (near-end does not).
// Otherwise the first cause, most useful to the person who must put it right first.
std::optional<PrintFailure> obstacle(const PrinterStatus& status);

// The queries of DLE EOT n.
enum class StatusQuery : std::uint8_t { printer = 1, offline_cause = 2, error = 3, paper = 4 };

// The status after the one-byte answer `byte` to `query`. A byte that is no such answer changes nothing.
PrinterStatus with_answer(PrinterStatus status, StatusQuery query, std::uint8_t byte);

// The status after the four bytes of an automatic status report. Bytes that are no such report change nothing.
PrinterStatus with_report(PrinterStatus status, const std::array<std::uint8_t, 4>& report);

// The status after the answer to GS r 1 (paper). A byte that is no such answer changes nothing.
PrinterStatus with_paper_answer(PrinterStatus status, std::uint8_t byte);

// The shapes of the bytes a printer sends.
constexpr bool is_real_time_answer(std::uint8_t byte) { return (byte & 0x93) == 0x12; }
constexpr bool is_report_start(std::uint8_t byte) { return (byte & 0x93) == 0x10; }
constexpr bool is_plain(std::uint8_t byte) { return (byte & 0x90) == 0x00; }  // the rest of a report, or a GS r answer

}  // namespace bangnin::devices
