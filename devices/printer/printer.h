#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "devices/printer/profile.h"
#include "devices/printer/raster.h"
#include "devices/printer/status.h"

// The ticket printer. Printed means that the printer itself said so: a job ends in exactly one JobDone or JobFailed.
namespace bangnin::devices {

enum class Cut { none, partial };

struct PrintJob {
    std::uint64_t id = 0;  // chosen by the caller, repeated in every event of the job
    Raster raster;         // at most as wide as the profile
    Cut cut = Cut::partial;
    // What encode_job made of the raster and the cut for this printer's profile, where the caller did that beforehand:
    // the raster is not looked at then. Empty: the driver does it.
    std::vector<std::uint8_t> encoded{};
};

// What may already be on the paper when a job has failed.
enum class Printed { nothing, partly, unknown };

struct StatusChanged {
    PrinterStatus status;
};
struct JobHanded {  // all bytes of the job are with the operating system's port; the paper may still be moving
    std::uint64_t id = 0;
};
struct JobDone {  // the printer answered the query queued behind the job's data: it is printed (and cut)
    std::uint64_t id = 0;
};
struct JobFailed {
    std::uint64_t id = 0;
    PrintFailure reason = PrintFailure::disconnected;
    Printed printed = Printed::nothing;
};
using PrinterEvent = std::variant<StatusChanged, JobHanded, JobDone, JobFailed>;

struct PrinterError {
    std::string message;
};

// What may be in the printer from before.
enum class PaperPath {
    clean,
    may_hold_a_torn_ticket,  // the last run ended during a job: cut before the first one, so that they do not hang
                             // together
};

class Printer {
  public:
    struct Options {
        std::string url;  // tcp://127.0.0.1:9100, serial:/dev/ttyS0?baud=115200, /dev/usb/lp0 (see devices/port)
        PrinterProfile profile = default_printer_profile();
        PaperPath paper_path = PaperPath::clean;
        // With a job under way: no byte taken and none answered for this long means the printer is silent.
        std::chrono::milliseconds silent_limit{4000};
        // From the last byte handed over to the printer's confirmation, as long as it answers other queries.
        std::chrono::milliseconds confirm_limit{20000};
    };

    // Starts the driver's own thread, which connects and reconnects by itself; an absent printer is not an error but a
    // status. Fails only on a malformed URL or when the system has no thread or descriptor left.
    // `sink` is called on the driver's thread, never concurrently; it must return quickly and must not destroy the
    // Printer. The first event is always a StatusChanged.
    static std::expected<std::unique_ptr<Printer>, PrinterError> create(const Options& options,
                                                                        std::function<void(PrinterEvent)> sink);

    virtual ~Printer() = default;  // jobs under way end in JobFailed(cancelled) before this returns

    // Hands over a job. Returns at once, from any thread. Jobs are printed one after the other in this order. A job
    // fails at once, and nothing is sent, while the status has an obstacle.
    virtual void submit(PrintJob job) = 0;

    // The last status known. Any thread.
    virtual PrinterStatus status() const = 0;
};

}  // namespace bangnin::devices
