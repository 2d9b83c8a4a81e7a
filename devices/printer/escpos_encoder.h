#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string_view>
#include <vector>

#include "devices/printer/printer.h"

// From a picture to the bytes of one ESC/POS job. Pure, and quick enough (well under a millisecond for a ticket) to run
// between a person's confirmation and the printer.
namespace bangnin::devices {

enum class EncodeError { malformed, too_wide };

// Initialise, the picture as GS v 0 bands, the cut (or the feed to the tear bar), and GS r 1 as the question whose
// answer confirms the job. Scaled bands (m = 1, 2, 3) are used only where they give exactly the same dots.
std::expected<std::vector<std::uint8_t>, EncodeError> encode_job(const Raster& raster, Cut cut,
                                                                 const PrinterProfile& profile);

// The most bytes of picture data one command of this profile may carry: what a printer that was cut off in the middle
// of a command may still be waiting for.
std::size_t longest_command_data(const PrinterProfile& profile);

// The wire's smaller sentences.
namespace escpos {
void append_status_query(std::vector<std::uint8_t>& out, StatusQuery query);              // DLE EOT n
void append_initialise(std::vector<std::uint8_t>& out, const PrinterProfile& profile);    // ESC @, and GS a 255
void append_confirmation(std::vector<std::uint8_t>& out);                                 // GS r 1
void append_clear_buffers(std::vector<std::uint8_t>& out);                                // DLE ENQ 2
void append_cut(std::vector<std::uint8_t>& out, Cut cut, const PrinterProfile& profile);  // with the feed it needs
}  // namespace escpos

}  // namespace bangnin::devices
