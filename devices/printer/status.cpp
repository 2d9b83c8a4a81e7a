#include "devices/printer/status.h"

namespace bangnin::devices {
namespace {

constexpr bool has(std::uint8_t byte, std::uint8_t bits) { return (byte & bits) != 0; }

// The gravest first: an unrecoverable error hides the others.
Fault fault_of(bool cutter, bool unrecoverable, bool auto_recoverable, bool recoverable) {
    if (unrecoverable) return Fault::unrecoverable;
    if (cutter) return Fault::cutter;
    if (recoverable) return Fault::recoverable;
    if (auto_recoverable) return Fault::overheated;
    return Fault::none;
}

Paper paper_of(bool out, bool near_end) {
    if (out) return Paper::out;
    return near_end ? Paper::near_end : Paper::ok;
}

PrinterStatus with_printer_answer(PrinterStatus status, std::uint8_t byte) {
    status.online = has(byte, 0x08) ? Online::offline : Online::online;
    // A printer that is on line prints: whatever stopped it before is over, even on models that answer nothing else.
    if (status.online == Online::online) {
        if (status.cover == Cover::open) status.cover = Cover::closed;
        if (status.fault != Fault::unknown) status.fault = Fault::none;
    }
    return status;
}

PrinterStatus with_offline_cause(PrinterStatus status, std::uint8_t byte) {
    status.cover = has(byte, 0x04) ? Cover::open : Cover::closed;
    if (has(byte, 0x20)) status.paper = Paper::out;
    return status;
}

}  // namespace

std::string_view to_code(PrintFailure failure) {
    switch (failure) {
        case PrintFailure::paper_out:
            return "paper_out";
        case PrintFailure::cover_open:
            return "cover_open";
        case PrintFailure::cutter:
            return "cutter";
        case PrintFailure::recoverable_error:
            return "recoverable_error";
        case PrintFailure::unrecoverable_error:
            return "unrecoverable_error";
        case PrintFailure::overheated:
            return "overheated";
        case PrintFailure::offline:
            return "offline";
        case PrintFailure::disconnected:
            return "disconnected";
        case PrintFailure::silent:
            return "silent";
        case PrintFailure::unconfirmed:
            return "unconfirmed";
        case PrintFailure::unprintable:
            return "unprintable";
        case PrintFailure::queue_full:
            return "queue_full";
        case PrintFailure::cancelled:
            return "cancelled";
    }
    return "unknown";
}

std::string_view to_code(Connection connection) {
    switch (connection) {
        case Connection::ok:
            return "ok";
        case Connection::unknown:
            return "unknown";
        case Connection::gone:
            return "gone";
    }
    return "unknown";
}

std::string_view to_code(Cover cover) {
    switch (cover) {
        case Cover::unknown:
            return "unknown";
        case Cover::closed:
            return "closed";
        case Cover::open:
            return "open";
    }
    return "unknown";
}

std::string_view to_code(Paper paper) {
    switch (paper) {
        case Paper::unknown:
            return "unknown";
        case Paper::ok:
            return "ok";
        case Paper::near_end:
            return "near_end";
        case Paper::out:
            return "out";
    }
    return "unknown";
}

std::string_view to_code(Fault fault) {
    switch (fault) {
        case Fault::unknown:
            return "unknown";
        case Fault::none:
            return "none";
        case Fault::cutter:
            return "cutter";
        case Fault::recoverable:
            return "recoverable";
        case Fault::unrecoverable:
            return "unrecoverable";
        case Fault::overheated:
            return "overheated";
    }
    return "unknown";
}

std::optional<PrintFailure> obstacle(const PrinterStatus& status) {
    if (status.connection == Connection::gone) return PrintFailure::disconnected;
    if (status.connection == Connection::unknown) return PrintFailure::silent;
    // An open cover also reads as no paper, and closing it may be all that is needed.
    if (status.cover == Cover::open) return PrintFailure::cover_open;
    if (status.paper == Paper::out) return PrintFailure::paper_out;
    switch (status.fault) {
        case Fault::cutter:
            return PrintFailure::cutter;
        case Fault::recoverable:
            return PrintFailure::recoverable_error;
        case Fault::unrecoverable:
            return PrintFailure::unrecoverable_error;
        case Fault::overheated:
            return PrintFailure::overheated;
        case Fault::unknown:
        case Fault::none:
            break;
    }
    if (status.online == Online::offline) return PrintFailure::offline;
    return std::nullopt;
}

PrinterStatus with_answer(PrinterStatus status, StatusQuery query, std::uint8_t byte) {
    if (!is_real_time_answer(byte)) return status;
    status.connection = Connection::ok;
    switch (query) {
        case StatusQuery::printer:
            return with_printer_answer(status, byte);
        case StatusQuery::offline_cause:
            return with_offline_cause(status, byte);
        case StatusQuery::error:
            status.fault = fault_of(has(byte, 0x08), has(byte, 0x20), has(byte, 0x40), has(byte, 0x04));
            return status;
        case StatusQuery::paper:
            status.paper = paper_of(has(byte, 0x60), has(byte, 0x0C));
            return status;
    }
    return status;
}

PrinterStatus with_report(PrinterStatus status, const std::array<std::uint8_t, 4>& report) {
    if (!is_report_start(report[0]) || !is_plain(report[1]) || !is_plain(report[2]) || !is_plain(report[3]))
        return status;
    status.connection = Connection::ok;
    status.online = has(report[0], 0x08) ? Online::offline : Online::online;
    status.cover = has(report[0], 0x20) ? Cover::open : Cover::closed;
    status.fault = fault_of(has(report[1], 0x08), has(report[1], 0x20), has(report[1], 0x40), has(report[1], 0x04));
    status.paper = paper_of(has(report[2], 0x0C), has(report[2], 0x03));
    return status;
}

PrinterStatus with_paper_answer(PrinterStatus status, std::uint8_t byte) {
    if (!is_plain(byte)) return status;
    status.connection = Connection::ok;
    status.paper = paper_of(has(byte, 0x0C), has(byte, 0x03));
    return status;
}

}  // namespace bangnin::devices
