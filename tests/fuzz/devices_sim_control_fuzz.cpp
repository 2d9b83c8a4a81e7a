// The simulator's control lines, and bytes from a host: every line has one answer, no byte breaks the module.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>

#include "devices/sim/control_socket.h"
#include "devices/sim/id_reader_simulator.h"
#include "devices/sim/line_devices.h"
#include "devices/sim/printer_control.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace bangnin::devices::sim;
    IdReaderSimulator reader;
    const Handler handler = [&reader](const nlohmann::json& request) {
        static_cast<void>(scan_on_the_wire(request));
        static_cast<void>(press_on_the_wire(request));
        if (const auto wish = parse_printer_request(request); !wish && wish.error().empty()) std::abort();
        return reader.control(request, {});
    };
    const auto answer = answer_line({reinterpret_cast<const char*>(data), size}, handler);
    if (answer.find('\n') != std::string::npos || answer.find("\"ok\":") == std::string::npos) std::abort();
    reader.receive(std::span(data, size), {});
    return 0;
}
