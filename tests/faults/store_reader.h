// A look into the kiosk's database from outside, without touching it: what is read is a copy.
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

namespace bangnin::faults {

struct StoredTicket {
    std::string number;
    std::string token;
    std::string print_state;
};

// Every ticket in the order of issue, as the kiosk would find them when it starts. `scratch` is a folder for the copy.
std::expected<std::vector<StoredTicket>, std::string> read_tickets(const std::filesystem::path& database,
                                                                   const std::filesystem::path& scratch);

}  // namespace bangnin::faults
