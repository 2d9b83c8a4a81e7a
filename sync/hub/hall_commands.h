// bangnin-hub halls [list]|add|rename: the halls that this hub serves.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "sync/hub/config.h"

namespace bangnin::hub {

enum class HallStep { list, add, rename };

struct HallOrder {
    HallStep step = HallStep::list;
    std::string hall;
    std::optional<std::string> name;
    std::optional<std::string> telephone;
};

CLI::App* add_halls_command(CLI::App& app, HallOrder& order);
// Gives the program's exit status and says what went wrong on standard error.
int run_halls(const Config& config, const HallOrder& order);

}  // namespace bangnin::hub
