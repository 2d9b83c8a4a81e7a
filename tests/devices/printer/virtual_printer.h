#pragma once

#include <algorithm>
#include <deque>
#include <map>
#include <vector>

#include "devices/printer/printer_core.h"
#include "devices/sim/printer_machine.h"

// The driver's mind and the simulated printer, joined without port, thread or clock: time passes only when told to.
namespace bangnin::devices::testing {

class VirtualPrinter {
  public:
    explicit VirtualPrinter(PrinterProfile profile = default_printer_profile(), PaperPath path = PaperPath::clean)
        : core_({.url = {}, .profile = profile, .paper_path = path}, 1),
          machine_({.width_dots = profile.width_dots,
                    .feed_units_per_inch = profile.set_units == Support::yes ? 406 : 203}) {
        step(TimePassed{});
    }

    sim::PrinterMachine& machine() { return machine_; }
    PrinterCore& core() { return core_; }
    const std::vector<PrinterEvent>& events() const { return events_; }
    const std::vector<sim::PrintedPiece>& pieces() const { return pieces_; }
    std::size_t bytes_sent() const { return bytes_sent_; }
    bool connected() const { return connected_; }
    Clock::time_point now() const { return now_; }

    // How many bytes the system between driver and printer holds.
    void set_pipe_room(std::size_t room) { pipe_room_ = room; }

    void submit(PrintJob job) { step(JobSubmitted{std::move(job)}); }
    void submit(std::uint64_t id, Raster raster) { submit({.id = id, .raster = std::move(raster)}); }

    void plug() { plugged_ = true; }
    void unplug() {
        plugged_ = false;
        if (!connected_) return;
        disconnect();
        step(PortLost{});
    }

    // Moves at most so many bytes towards the printer, and all answers back.
    void move_bytes(std::size_t most) {
        carry_out_port_action();
        if (!connected_) return;
        const std::size_t taken =
            std::min({most, core_.output().size(), pipe_room_ - std::min(pipe_room_, pipe_.size())});
        pipe_.insert(pipe_.end(), core_.output().begin(), core_.output().begin() + static_cast<std::ptrdiff_t>(taken));
        bytes_sent_ += taken;
        if (taken > 0) step(BytesWritten{taken});
        drain_pipe(most);
        const auto answers = machine_.take_answers();
        if (connected_ && !answers.empty()) step(BytesReceived{answers});
        for (auto& piece : machine_.take_pieces()) pieces_.push_back(std::move(piece));
    }

    // Lets everything happen that needs no time.
    void settle() {
        for (int round = 0; round < 10000; ++round) {
            const auto before = std::tuple(core_.output().size(), pipe_.size(), events_.size(), connected_, wanted_);
            move_bytes(100000);
            if (before == std::tuple(core_.output().size(), pipe_.size(), events_.size(), connected_, wanted_)) return;
        }
    }

    void run_for(Clock::duration time) {
        const Clock::time_point end = now_ + time;
        settle();
        while (core_.wake_at() <= end) {
            now_ = std::max(now_, core_.wake_at());
            step(TimePassed{});
            settle();
        }
        now_ = end;
        step(TimePassed{});
        settle();
    }

    void step(CoreEvent event) {
        CoreActions actions = core_.step(std::move(event), now_);
        if (actions.port == PortAction::close && connected_) disconnect();
        if (actions.port != PortAction::none) wanted_ = actions.port;
        for (auto& said : actions.events) events_.push_back(std::move(said));
    }

    template <typename Kind>
    std::vector<Kind> said() const {
        std::vector<Kind> found;
        for (const PrinterEvent& event : events_)
            if (const auto* kind = std::get_if<Kind>(&event)) found.push_back(*kind);
        return found;
    }

    std::size_t complete_pieces() const {
        return static_cast<std::size_t>(std::ranges::count(pieces_, true, &sim::PrintedPiece::complete));
    }

  private:
    void carry_out_port_action() {
        if (wanted_ != PortAction::open) return;
        wanted_ = PortAction::none;
        connected_ = plugged_;
        step(plugged_ ? CoreEvent(PortOpened{}) : CoreEvent(PortNotOpened{}));
    }

    void disconnect() {
        connected_ = false;
        pipe_.clear();
        machine_.connection_closed();
        machine_.take_answers();
    }

    void drain_pipe(std::size_t most) {
        const std::size_t given = std::min({most, pipe_.size(), machine_.room()});
        const auto end = pipe_.begin() + static_cast<std::ptrdiff_t>(given);
        const std::vector<std::uint8_t> bytes(pipe_.begin(), end);
        pipe_.erase(pipe_.begin(), end);
        if (!bytes.empty()) machine_.receive(bytes);
    }

    PrinterCore core_;
    sim::PrinterMachine machine_;
    Clock::time_point now_{std::chrono::hours(1)};
    std::vector<PrinterEvent> events_;
    std::vector<sim::PrintedPiece> pieces_;
    std::deque<std::uint8_t> pipe_;
    std::size_t pipe_room_ = 200000;
    std::size_t bytes_sent_ = 0;
    PortAction wanted_ = PortAction::none;
    bool plugged_ = true;
    bool connected_ = false;
};

}  // namespace bangnin::devices::testing
