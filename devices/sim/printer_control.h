#pragma once

#include <cstdint>
#include <expected>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <variant>

#include "devices/sim/printer_machine.h"

// The printer's part of the simulator's control protocol, as values. Pure.
namespace bangnin::devices::sim {

struct FaultSetting {
    SimFault fault = SimFault::none;
    std::uint64_t amount = 0;
};
struct SetPrinter {
    std::optional<SimPaper> paper;
    std::optional<SimCover> cover;
    std::optional<FaultSetting> fault;
};
struct ListJobs {};
struct ShowStats {};
struct Unplug {};
struct Plug {};
using PrinterRequest = std::variant<SetPrinter, ListJobs, ShowStats, Unplug, Plug>;

// The error is a sentence for the answer.
std::expected<PrinterRequest, std::string> parse_printer_request(const nlohmann::json& request);

}  // namespace bangnin::devices::sim
