// What the reader's driver does next: a pure state machine over (input, now). The worker opens ports, moves bytes and
// keeps time as it is told here; it decides nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "devices/id_card/command.h"
#include "devices/id_card/frame.h"
#include "devices/id_card/reader.h"

namespace bangnin::devices::samv {

enum class ReplyDamage : std::uint8_t { checksum, length, truncated, malformed };

struct PortOpened {};
struct PortFailed {  // it did not open, or it failed while open
    ReaderFaultReason reason = ReaderFaultReason::not_connected;
    std::string detail;
};
struct ReplyCame {
    Frame frame;
};
struct ReplyDamaged {
    ReplyDamage damage = ReplyDamage::checksum;
};
struct Elapsed {};  // the deadline() has been reached
struct StartReading {
    ReadRequest request;
};
struct StopReading {};
using Input = std::variant<PortOpened, PortFailed, ReplyCame, ReplyDamaged, Elapsed, StartReading, StopReading>;

struct OpenPort {};   // answer with PortOpened or PortFailed
struct ClosePort {};  // at once
struct Send {         // drop whatever was received before, then send
    Command command = Command::status;
};
struct Emit {
    ReaderEvent event;
};
using Action = std::variant<OpenPort, ClosePort, Send, Emit>;

class ReaderMachine {
  public:
    enum class State : std::uint8_t {
        closed,           // until deadline(): then open
        opening,          // the port is being opened
        resetting,        // after a failed self-test
        checking,         // asked for the status, to greet the reader
        numbering,        // asked for the module's number
        idle,             // nobody wants a card
        health,           // asked for the status, out of idle
        find_pause,       // a card is wanted
        finding,          //
        selecting,        //
        reading,          //
        reading_address,  //
        probing,          // a read failed: is the card still there?
        lift_pause,       // it is, and must be lifted
        lifting,          //
        watch_pause,      // a card was read and may still lie there
        watching,         //
    };

    // `seed` spreads the reopening of many machines in time.
    ReaderMachine(ReaderTiming timing, std::uint32_t seed);

    // The first actions: open the port.
    std::vector<Action> begin(Deadline now);
    std::vector<Action> step(Input input, Deadline now);

    // When to come back with Elapsed; nothing while an input must come first.
    std::optional<Deadline> deadline() const { return deadline_; }
    State state() const { return state_; }

    // The command whose answer is awaited, if any.
    std::optional<Command> awaited() const;

  private:
    using Actions = std::vector<Action>;

    void handle(const PortOpened&);
    void handle(PortFailed& failure);
    void handle(const ReplyCame& reply);
    void handle(const ReplyDamaged& damaged);
    void handle(const Elapsed&);
    void handle(const StartReading& start);
    void handle(const StopReading&);

    void on_status(std::uint8_t status);
    void on_find(std::uint8_t status);
    void on_select(std::uint8_t status);
    void on_read(const Reply& reply);
    void on_new_address(const Reply& reply);
    void on_probe(std::uint8_t status);
    void on_lift(std::uint8_t status);
    void on_watch(std::uint8_t status);

    void card_damage();
    void card_silence();
    bool count_trouble(ReaderFaultReason reason);
    bool module_fault(std::uint8_t status);

    void ask(State state, Command command);
    void pause(State state, std::chrono::milliseconds length);
    void rest();
    void open();
    void lose(ReaderFaultReason reason, std::string detail);
    void finish_read();
    void fail_then_probe(ReadFailure reason, std::uint8_t status);
    void fail_then_watch(ReadFailure reason);
    void report_failure(ReadFailure reason, std::uint8_t status);
    void report_removed();
    void emit(ReaderEvent event);
    bool in_read() const;

    ReaderTiming timing_;
    std::uint32_t random_;
    State state_ = State::closed;
    std::optional<Deadline> deadline_;
    Deadline now_{};
    Actions actions_;

    enum class Wish : std::uint8_t { none, read } wish_ = Wish::none;
    enum class Outcome : std::uint8_t { report, suppress } outcome_ = Outcome::report;  // of the read under way
    ReadRequest request_;
    Deadline next_find_{};
    CardInfo card_;
    ReadFailed pending_failure_;
    unsigned open_failures_ = 0;
    unsigned troubles_ = 0;      // damaged or missing replies in a row
    unsigned read_retries_ = 0;  // of the read under way
    enum class NextGreeting : std::uint8_t { plain, with_reset } greeting_ = NextGreeting::plain;
    std::optional<ReaderFaultReason> announced_;  // the fault the terminal already knows of
};

}  // namespace bangnin::devices::samv
