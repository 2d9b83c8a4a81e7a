// Any picture: what the encoder sends must come out of the simulated printer dot for dot.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "devices/printer/escpos_encoder.h"
#include "devices/sim/escpos_interpreter.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace bangnin::devices;
    if (size < 3) return 0;
    const auto profiles = printer_profiles();
    const PrinterProfile& profile = profiles[data[0] % profiles.size()];
    Raster raster{
        .width_dots = 8 * (1 + data[1] % (profile.width_dots / 8)), .height = 0, .rows = {data + 2, data + size}};
    raster.height = static_cast<int>(std::min<std::size_t>(raster.rows.size() / raster.row_bytes(), 500));
    raster.rows.resize(raster.row_bytes() * static_cast<std::size_t>(raster.height));
    const auto bytes = encode_job(raster, Cut::none, profile);
    if (!bytes) std::abort();
    sim::EscposInterpreter printer(
        {.width_dots = profile.width_dots, .feed_units_per_inch = profile.set_units == Support::yes ? 406 : 203});
    for (const std::uint8_t byte : *bytes) printer.take(byte);
    const sim::Paper& paper = printer.paper();
    if (paper.height() != static_cast<std::size_t>(raster.height)) std::abort();
    for (int y = 0; y < raster.height; ++y) {
        const auto row = raster.row(y);
        const auto printed = paper.dots().subspan(static_cast<std::size_t>(y) * paper.row_bytes(), row.size());
        if (!std::ranges::equal(row, printed)) std::abort();
    }
    return 0;
}
