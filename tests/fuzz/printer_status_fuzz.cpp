// What a printer sends: the reply parser in pieces and at once must agree, and the driver's mind must take all of it.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "devices/printer/printer_core.h"
#include "devices/printer/reply_parser.h"

namespace {

using namespace bangnin::devices;

void parse_both_ways(std::span<const std::uint8_t> bytes) {
    const Clock::time_point now{};
    const auto whole = ReplyParser().parse(bytes, now);
    ReplyParser parser;
    std::vector<PrinterReply> pieces;
    for (const std::uint8_t& byte : bytes)
        for (const PrinterReply& reply : parser.parse(std::span(&byte, 1), now)) pieces.push_back(reply);
    if (pieces != whole) std::abort();
}

void drive(std::span<const std::uint8_t> bytes) {
    PrinterCore core({.url = {}}, 0);
    Clock::time_point now{};
    int endings = 0;
    const auto step = [&](CoreEvent event) {
        for (const PrinterEvent& said : core.step(std::move(event), now).events)
            endings += std::holds_alternative<JobDone>(said) || std::holds_alternative<JobFailed>(said) ? 1 : 0;
    };
    step(TimePassed{});
    step(PortOpened{});
    step(JobSubmitted{{.id = 1, .raster = {.width_dots = 8, .height = 1, .rows = {1}}}});
    for (const std::uint8_t& byte : bytes) {
        step(BytesWritten{core.output().size()});
        step(BytesReceived{std::span(&byte, 1)});
        now += std::chrono::milliseconds(byte);
        step(TimePassed{});
    }
    step(ShutDown{});
    if (endings != 1) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    parse_both_ways({data, size});
    drive({data, size});
    return 0;
}
