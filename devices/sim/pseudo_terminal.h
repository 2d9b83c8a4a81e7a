// One serial device of the simulator: a pseudo-terminal under a fixed name, which can be unplugged and plugged in
// again, and which sends its bytes on time and in pieces.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <expected>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bangnin::devices::sim {

using SimClock = std::chrono::steady_clock;

// What happens on the wire once the bytes before it are out.
enum class WireEnd : std::uint8_t { stay, unplug };

struct Outgoing {
    std::vector<std::uint8_t> bytes;
    std::chrono::milliseconds delay{0};  // after the piece before it
    WireEnd end = WireEnd::stay;
};

class PseudoTerminal {
  public:
    // Makes the terminal and the link; the link is replaced if it is there. The error is a sentence.
    static std::expected<std::unique_ptr<PseudoTerminal>, std::string> create(std::filesystem::path link);
    ~PseudoTerminal();
    PseudoTerminal(const PseudoTerminal&) = delete;
    PseudoTerminal& operator=(const PseudoTerminal&) = delete;

    std::expected<void, std::string> plug();  // a new terminal, as after a replug; nothing if plugged
    void unplug();                            // the other end sees a hang-up; the link is gone
    bool plugged() const { return master_ >= 0; }
    int fd() const { return master_; }

    // Bytes that came from the other end; empty if none.
    std::vector<std::uint8_t> receive();

    void send(std::vector<Outgoing> pieces, SimClock::time_point now);
    void forget_unsent() { queue_.clear(); }

    // Writes what is due.
    void pump(SimClock::time_point now);
    // When pump has something to do; nothing while the queue is empty or the line is full.
    std::optional<SimClock::time_point> next_due() const;
    // Whether to wait for room in the line.
    bool wants_room() const { return full_ == Line::full; }

  private:
    explicit PseudoTerminal(std::filesystem::path link) : link_(std::move(link)) {}

    struct Due {
        SimClock::time_point at;
        std::vector<std::uint8_t> bytes;
        WireEnd end;
    };

    std::filesystem::path link_;
    int master_ = -1;
    int slave_ = -1;  // held open, so that the line outlives the programs that come and go at the other end
    enum class Line : std::uint8_t { free, full } full_ = Line::free;
    std::deque<Due> queue_;
};

}  // namespace bangnin::devices::sim
