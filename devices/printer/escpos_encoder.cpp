#include "devices/printer/escpos_encoder.h"

#include <algorithm>
#include <array>

#include "devices/printer/band_plan.h"

namespace bangnin::devices {
namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::uint8_t dle = 0x10;
constexpr std::uint8_t esc = 0x1B;
constexpr std::uint8_t gs = 0x1D;
constexpr std::uint8_t dots_per_inch = 203;
constexpr int longest_feed = 255;

constexpr std::uint8_t low(int value) { return static_cast<std::uint8_t>(value & 0xFF); }
constexpr std::uint8_t high(int value) { return static_cast<std::uint8_t>((value >> 8) & 0xFF); }

void append(Bytes& out, std::initializer_list<std::uint8_t> bytes) { out.insert(out.end(), bytes); }

// Every second dot of a byte, packed into the lower four bits.
constexpr std::array<std::uint8_t, 256> make_halves() {
    std::array<std::uint8_t, 256> halves{};
    for (unsigned value = 0; value < 256; ++value)
        for (unsigned pair = 0; pair < 4; ++pair)
            halves[value] |= static_cast<std::uint8_t>(((value >> (pair * 2)) & 1U) << pair);
    return halves;
}
constexpr std::array<std::uint8_t, 256> halves = make_halves();

void append_row(Bytes& out, std::span<const std::uint8_t> row, const Band& band) {
    const auto count = static_cast<std::size_t>(band.data_bytes);
    if (!doubles_width(band.scale)) {
        out.insert(out.end(), row.begin(), row.begin() + band.data_bytes);
        return;
    }
    for (std::size_t at = 0; at < count; ++at) {
        const std::uint8_t left = halves[row[2 * at]];
        const std::uint8_t right = 2 * at + 1 < row.size() ? halves[row[2 * at + 1]] : 0;
        out.push_back(static_cast<std::uint8_t>(left << 4 | right));
    }
}

void append_band(Bytes& out, const Raster& raster, const Band& band, int left_bytes) {
    if (band.kind == BandKind::feed) {
        append(out, {esc, 'J', low(band.rows)});
        return;
    }
    const int step = doubles_height(band.scale) ? 2 : 1;
    const int data_rows = band.rows / step;
    append(out, {gs, 'v', '0', static_cast<std::uint8_t>(band.scale), low(band.data_bytes), high(band.data_bytes),
                 low(data_rows), high(data_rows)});
    for (int y = band.top; y < band.top + band.rows; y += step)
        append_row(out, raster.row(y).subspan(static_cast<std::size_t>(left_bytes)), band);
}

// Blank paper of so many dots, by the profile's own means.
void append_blank(Bytes& out, int dots, const PrinterProfile& profile) {
    while (dots > 0) {
        const int most = profile.feed == Support::yes ? longest_feed : std::clamp(profile.rows_per_command, 1, 255);
        const int step = std::min(dots, most);
        if (profile.feed == Support::yes) {
            append(out, {esc, 'J', low(step)});
        } else {
            append(out, {gs, 'v', '0', 0, 1, 0, low(step), high(step)});
            out.insert(out.end(), static_cast<std::size_t>(step), 0);
        }
        dots -= step;
    }
}

Raster without_padding(Raster raster) {
    const int spare = static_cast<int>(raster.row_bytes()) * 8 - raster.width_dots;
    const auto mask = static_cast<std::uint8_t>(0xFF << spare);
    for (std::size_t at = raster.row_bytes() - 1; at < raster.rows.size(); at += raster.row_bytes())
        raster.rows[at] &= mask;
    return raster;
}

void append_picture(Bytes& out, const Raster& raster, const PrinterProfile& profile) {
    const BandPlan plan = plan_bands(raster, profile);
    std::size_t size = out.size() + 64;
    for (const Band& band : plan.bands)
        size += 8 + static_cast<std::size_t>(band.data_bytes) * static_cast<std::size_t>(band.rows);
    out.reserve(size);
    const int left_dots = plan.left_bytes * 8;
    if (left_dots > 0) append(out, {gs, 'L', low(left_dots), high(left_dots)});
    for (const Band& band : plan.bands) append_band(out, raster, band, plan.left_bytes);
}

}  // namespace

std::expected<std::vector<std::uint8_t>, EncodeError> encode_job(const Raster& raster, Cut cut,
                                                                 const PrinterProfile& profile) {
    if (!is_well_formed(raster)) return std::unexpected(EncodeError::malformed);
    if (raster.width_dots > profile.width_dots) return std::unexpected(EncodeError::too_wide);
    Bytes out;
    escpos::append_initialise(out, profile);
    if (raster.width_dots % 8 == 0) {
        append_picture(out, raster, profile);
    } else {
        append_picture(out, without_padding(raster), profile);
    }
    escpos::append_cut(out, cut, profile);
    if (profile.status == Support::yes) escpos::append_confirmation(out);
    return out;
}

std::size_t longest_command_data(const PrinterProfile& profile) {
    return static_cast<std::size_t>((profile.width_dots + 7) / 8) * static_cast<std::size_t>(profile.rows_per_command);
}

namespace escpos {

void append_status_query(std::vector<std::uint8_t>& out, StatusQuery query) {
    append(out, {dle, 0x04, static_cast<std::uint8_t>(query)});
}

void append_initialise(std::vector<std::uint8_t>& out, const PrinterProfile& profile) {
    append(out, {esc, '@'});
    // ESC @ also takes automatic status back to the model's default.
    if (profile.automatic_status == Support::yes) append(out, {gs, 'a', 0xFF});
    if (profile.set_units == Support::yes) append(out, {gs, 'P', dots_per_inch, dots_per_inch});
}

void append_confirmation(std::vector<std::uint8_t>& out) { append(out, {gs, 'r', 1}); }

void append_clear_buffers(std::vector<std::uint8_t>& out) { append(out, {dle, 0x05, 0x02}); }

void append_cut(std::vector<std::uint8_t>& out, Cut cut, const PrinterProfile& profile) {
    const bool can_cut = cut == Cut::partial && profile.cut == Support::yes;
    if (can_cut && profile.feed_and_cut == Support::yes) {
        append(out, {gs, 'V', 'B', 0});
        return;
    }
    if (cut == Cut::none) return;
    append_blank(out, profile.cutter_distance_dots, profile);  // to the knife, or past the edge to tear at
    if (can_cut) append(out, {gs, 'V', 1});
}

}  // namespace escpos
}  // namespace bangnin::devices
