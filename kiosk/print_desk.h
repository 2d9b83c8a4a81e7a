// Paper: a committed ticket is laid out and handed to the printer; the printer's word about it comes back.
// Belongs to the terminal's thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "devices/printer/printer.h"
#include "kiosk/config.h"
#include "kiosk/journeys/ticket/ticket_journey.h"
#include "kiosk/journeys/ticket/ticket_paper.h"
#include "kiosk/latencies.h"

namespace bangnin::kiosk {

/// What the printer said about one of our jobs.
enum class JobEnd { printed, not_printed };
/// test: a paper that is no ticket; token and number are empty.
enum class JobKind { ticket, test };
struct JobOutcome {
    JobKind kind = JobKind::ticket;
    std::string token;
    std::string number;
    JobEnd end = JobEnd::printed;
    std::string code;  ///< of not_printed: a short machine word
    NotPrinted reason = NotPrinted::unknown;
};

[[nodiscard]] NotPrinted not_printed_of(devices::PrintFailure failure);

class PrintDesk {
  public:
    using RealTime = std::chrono::steady_clock::time_point;

    PrintDesk(const Config& config, text::Engine& engine);

    /// None: this terminal has no printer.
    void use(devices::Printer* printer) { printer_ = printer; }

    /// Returns once the job is with the driver; nothing without a printer. `asked_at`: when the person confirmed.
    void print(const ticket_action::Print& print, Language language, bool fresh, RealTime asked_at);

    /// A paper that only shows that printing works; nothing without a printer.
    void print_test(Wall now);

    /// Draws the paper of a ticket that will very likely be printed next, while nobody waits. print() uses it only
    /// where the paper is the same to the letter.
    void foresee(const IssuedTicket& ticket, Language language, bool fresh);

    /// What was foreseen will not come.
    void forget() { foreseen_.reset(); }

    /// Tickets whose paper was drawn before they were confirmed.
    [[nodiscard]] std::uint64_t foreseen_prints() const { return foreseen_prints_; }

    /// Whether a job of this ticket is on its way.
    [[nodiscard]] bool prints(std::string_view token) const;

    /// Whether none is.
    [[nodiscard]] bool idle() const { return jobs_.empty(); }

    /// What a job's event means; none for a job that is only on its way.
    [[nodiscard]] std::optional<JobOutcome> take(const devices::PrinterEvent& event, RealTime at);

    /// From the confirming tap to the last byte at the printer's port.
    [[nodiscard]] const Latencies& issue_to_handed() const { return issue_to_handed_; }

    /// The next print's layout words and fonts are ready afterwards; takes some milliseconds.
    void warm_up();

  private:
    struct Job {
        JobKind kind = JobKind::ticket;
        std::string token;
        std::string number;
        std::optional<RealTime> asked_at;  ///< of an original: its way is measured
    };
    struct Drawing {
        devices::Raster picture;
        std::vector<std::uint8_t> encoded;  ///< empty: the driver encodes it
    };
    struct Foreseen {
        TicketPaper paper;
        Drawing drawing;
    };
    [[nodiscard]] Drawing drawing_of(const TicketPaper& paper);
    [[nodiscard]] TicketPaper paper_of(const IssuedTicket& ticket, Language language, bool fresh,
                                       ticket_action::Copy copy) const;
    [[nodiscard]] std::optional<JobOutcome> finish(std::uint64_t id, JobEnd end, devices::PrintFailure failure);

    const Config& config_;
    TicketPrinter layout_;
    devices::Printer* printer_ = nullptr;
    std::uint64_t next_job_ = 1;
    std::map<std::uint64_t, Job> jobs_;
    std::optional<Foreseen> foreseen_;
    std::uint64_t foreseen_prints_ = 0;
    Latencies issue_to_handed_;
};

}  // namespace bangnin::kiosk
