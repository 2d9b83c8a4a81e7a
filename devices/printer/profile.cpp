#include "devices/printer/profile.h"

#include <algorithm>
#include <array>

namespace bangnin::devices {
namespace {

// The default trusts only what every ESC/POS printer does alike: raster, status, and the cut that feeds by itself.
// Blank rows travel as raster too, because the unit of ESC J differs between makers (203 or 406 to the inch).
constexpr std::array<PrinterProfile, 6> profiles{{
    {.name = "generic-80", .feed = Support::no},
    {.name = "generic-58",
     .width_dots = 384,
     .feed = Support::no,
     .cut = Support::no,  // 58 mm kiosk mechanisms are usually torn off by hand
     .cutter_distance_dots = 120,
     .feed_and_cut = Support::no},
    {.name = "epson-80",
     .rows_per_command = 1662,  // the longest the maker documents for its 80 mm models
     .set_units = Support::yes,
     .left_margin = Support::yes,
     .feed = Support::yes,
     .clear_buffers = Support::yes},
    {.name = "epson-58",
     .width_dots = 384,
     .rows_per_command = 1662,
     .set_units = Support::yes,
     .left_margin = Support::yes,
     .feed = Support::yes,
     .clear_buffers = Support::yes},
    {.name = "clone-80-plain",  // ignores m, has no automatic status and no feeding cut
     .scaling = Support::no,
     .feed = Support::no,
     .feed_and_cut = Support::no,
     .automatic_status = Support::no},
    {.name = "clone-80-mute",  // never answers: no ticket is ever confirmed
     .feed = Support::no,
     .status = Support::no,
     .automatic_status = Support::no},
}};

}  // namespace

std::span<const PrinterProfile> printer_profiles() { return profiles; }

const PrinterProfile& default_printer_profile() { return profiles.front(); }

std::optional<PrinterProfile> find_printer_profile(std::string_view name) {
    const auto found = std::ranges::find(profiles, name, &PrinterProfile::name);
    if (found == profiles.end()) return std::nullopt;
    return *found;
}

}  // namespace bangnin::devices
