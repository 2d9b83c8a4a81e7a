// The simulated printer under any bytes, control settings included.
#include <cstddef>
#include <cstdint>

#include "devices/sim/printer_machine.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace bangnin::devices::sim;
    if (size < 4) return 0;
    PrinterMachine machine({.width_dots = 8 + data[0] * 3, .feed_units_per_inch = data[1]});
    const std::span<const std::uint8_t> bytes(data + 4, size - 4);
    const std::size_t half = bytes.size() / 2;
    machine.set_fault(static_cast<SimFault>(data[2] % 5), data[3]);
    machine.receive(bytes.first(half));
    machine.set_paper(static_cast<SimPaper>(data[3] % 3));
    machine.set_cover(static_cast<SimCover>(data[3] / 3 % 2));
    machine.receive(bytes.subspan(half));
    machine.connection_closed();
    machine.set_paper(SimPaper::ok);
    machine.set_cover(SimCover::closed);
    machine.set_fault(SimFault::none, 0);
    machine.take_answers();
    machine.take_pieces();
    return 0;
}
