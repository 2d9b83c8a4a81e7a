// The module inside an identity card reader, as the driver at the other end of the wire knows it: frames in, frames
// out, and what a card does to them. Pure: time is passed in, bytes are returned.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "devices/sim/card_text_writer.h"
#include "devices/sim/pseudo_terminal.h"

namespace bangnin::devices::sim {

class IdReaderSimulator {
  public:
    // {"do":"place","card":{…}}   {"do":"remove"}   {"do":"fault"}   {"do":"stats"}
    // {"do":"wire","chunk":N,"gap_ms":N,"delay_ms":N}   replies in pieces of N bytes, gap between them, delay before; 0
    // = off Any of the first three may carry "fault": NAME, with "on": "find|select|read|address|status|number|any"
    // (which reply; the next one whatever it is, unless the fault belongs to one) and "times": N (1):
    //   checksum truncate noise silent          the wire spoils the reply
    //   select_fails read_fails                 the card's chip fails; the card must be lifted
    //   vanish                                  the card leaves the field as the command comes
    //   status:XX                               the reply is this status word (two hexadecimal digits) alone
    //   unplug                                  half the reply, then the reader is unplugged
    // "none" forgets the faults not yet fired.
    nlohmann::json control(const nlohmann::json& request, SimClock::time_point now);

    // The module's answers to bytes from the host, cut anywhere.
    std::vector<Outgoing> receive(std::span<const std::uint8_t> bytes, SimClock::time_point now);

    void power_up();  // after a replug: the module has forgotten the card it had read

  private:
    using Bytes = std::vector<std::uint8_t>;

    // What the module knows of the card that lies on it.
    enum class CardState : std::uint8_t {
        none,
        fresh,     // find will find it
        found,     // select will select it
        selected,  // read will read it
        read,      // read and address answer; find does not find it until it was lifted
        spoiled,   // after an error: found, but not selected until it was lifted
    };

    struct Fault {
        std::string name;
        std::string on;
        unsigned times = 1;
    };

    nlohmann::json stats() const;
    nlohmann::json place(const nlohmann::json& request);
    std::optional<std::string> arm(const nlohmann::json& request);
    nlohmann::json set_wire(const nlohmann::json& request);

    std::optional<Bytes> take_frame();
    std::vector<Outgoing> answer(const Bytes& body, SimClock::time_point now);
    Bytes reply_to(std::uint16_t command, SimClock::time_point now);
    Bytes find(SimClock::time_point now);
    Bytes select();
    Bytes read(bool with_fingerprint);
    Bytes read_new_address();
    std::optional<Fault> fire(const std::string& command);
    void lift();
    std::vector<Outgoing> on_the_wire(Bytes frame, const std::string& fault);

    std::optional<SimulatedCard> card_;
    CardState state_ = CardState::none;
    Bytes received_;
    std::vector<Fault> faults_;
    std::size_t chunk_ = 0;
    std::chrono::milliseconds gap_{0};
    std::chrono::milliseconds delay_{0};

    std::map<std::string, unsigned> fired_;
    std::map<std::string, unsigned> commands_;
    unsigned bad_requests_ = 0;
    unsigned cards_read_ = 0;
    std::optional<SimClock::time_point> last_find_;
    std::optional<std::chrono::milliseconds> least_find_gap_;
};

}  // namespace bangnin::devices::sim
