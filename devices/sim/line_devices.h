// The simulated devices that only talk: what the code scanner and the rating pad put on their lines. Pure.
#pragma once

#include <expected>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "devices/sim/pseudo_terminal.h"

namespace bangnin::devices::sim {

// {"do":"scan","text":"…"}; also "suffix" ("\r\n"; "" for a scanner that forgets it), "aim" ("]Q1"), "hex" instead of
// text, "chunk" and "gap_ms" for a line in pieces.
std::expected<std::vector<Outgoing>, std::string> scan_on_the_wire(const nlohmann::json& request);

// {"do":"press","key":1…255}; also "address" (1). FF 68 03 03 68 a 11 v sum 16.
std::expected<std::vector<Outgoing>, std::string> press_on_the_wire(const nlohmann::json& request);

}  // namespace bangnin::devices::sim
