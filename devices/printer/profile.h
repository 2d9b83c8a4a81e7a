#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace bangnin::devices {

enum class Support { no, yes };

// What one model of printer can do. Data only: a new model is a new row, not new code.
struct PrinterProfile {
    std::string_view name;
    int width_dots = 576;                 // 576 for 80 mm paper, 384 for 58 mm, at 203 dpi
    int rows_per_command = 255;           // rows one GS v 0 may carry; clones lose data above their buffer
    Support scaling = Support::yes;       // GS v 0 with m = 1, 2, 3 (double width, height, both)
    Support set_units = Support::no;      // GS P, so that ESC J and GS V count in dots whatever the model's default is
    Support left_margin = Support::no;    // GS L, to leave out blank columns on the left
    Support feed = Support::yes;          // ESC J feeds exactly n dots; otherwise blank rows are sent as raster
    Support cut = Support::yes;           // GS V
    int cutter_distance_dots = 96;        // from the print line to the knife, fed before a cut without its own feed
    Support feed_and_cut = Support::yes;  // GS V 66 n feeds to the knife by itself
    Support status = Support::yes;        // answers DLE EOT and GS r; without it no job is ever confirmed
    Support automatic_status = Support::yes;  // GS a
    Support clear_buffers = Support::no;      // DLE ENQ 2
};

// Known profiles, the default ("generic-80") first.
std::span<const PrinterProfile> printer_profiles();
const PrinterProfile& default_printer_profile();
std::optional<PrinterProfile> find_printer_profile(std::string_view name);

}  // namespace bangnin::devices
