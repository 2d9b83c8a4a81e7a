#include "devices/sim/line_devices.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

#include "devices/sim/card_text_writer.h"

namespace bangnin::devices::sim {
namespace {

using nlohmann::json;
using Bytes = std::vector<std::uint8_t>;

constexpr std::size_t max_scan_bytes = 64 * 1024;

// Nothing if the key holds anything but a text.
std::optional<std::string> text_at(const json& request, const char* key, const char* fallback) {
    const auto found = request.find(key);
    if (found == request.end()) return fallback;
    if (!found->is_string()) return std::nullopt;
    return found->get<std::string>();
}

std::optional<int> number_at(const json& request, const char* key, int fallback, int least, int most) {
    const auto found = request.find(key);
    if (found == request.end()) return fallback;
    if (!found->is_number_integer() || *found < least || *found > most) return std::nullopt;
    return found->get<int>();
}

std::vector<Outgoing> in_pieces(const Bytes& bytes, std::size_t size, std::chrono::milliseconds gap) {
    std::vector<Outgoing> pieces;
    for (std::size_t at = 0; at < bytes.size(); at += size) {
        const auto part = std::span(bytes).subspan(at, std::min(size, bytes.size() - at));
        const auto delay = at == 0 ? std::chrono::milliseconds(0) : gap;
        pieces.push_back({.bytes = Bytes(part.begin(), part.end()), .delay = delay, .end = WireEnd::stay});
    }
    return pieces;
}

}  // namespace

std::expected<std::vector<Outgoing>, std::string> scan_on_the_wire(const json& request) {
    const auto text = text_at(request, "text", "");
    const auto hex = text_at(request, "hex", "");
    const auto suffix = text_at(request, "suffix", "\r\n");
    const auto aim = text_at(request, "aim", "");
    if (!text || !hex || !suffix || !aim) return std::unexpected("scanner: text, hex, suffix and aim are texts");
    const auto chunk =
        number_at(request, "chunk", static_cast<int>(max_scan_bytes), 1, static_cast<int>(max_scan_bytes));
    const auto gap = number_at(request, "gap_ms", 0, 0, 10'000);
    if (!chunk || !gap) return std::unexpected("scanner: chunk is 1 to 65536, gap_ms 0 to 10000");
    const auto raw = bytes_of_hex(*hex);
    if (!raw) return std::unexpected("scanner: hex is pairs of hexadecimal digits");

    Bytes bytes(aim->begin(), aim->end());
    bytes.insert(bytes.end(), text->begin(), text->end());
    bytes.insert(bytes.end(), raw->begin(), raw->end());
    bytes.insert(bytes.end(), suffix->begin(), suffix->end());
    if (bytes.size() > max_scan_bytes) return std::unexpected("scanner: the text is too long");
    return in_pieces(bytes, static_cast<std::size_t>(*chunk), std::chrono::milliseconds(*gap));
}

std::expected<std::vector<Outgoing>, std::string> press_on_the_wire(const json& request) {
    const auto key = number_at(request, "key", -1, 1, 255);
    const auto address = number_at(request, "address", 1, 0, 255);
    if (!key || *key < 1 || !address) return std::unexpected("pad: key is 1 to 255, address 0 to 255");
    constexpr std::uint8_t key_pressed = 0x11;
    const auto from = static_cast<std::uint8_t>(*address);
    const auto value = static_cast<std::uint8_t>(*key);
    const auto sum = static_cast<std::uint8_t>(from + key_pressed + value);
    return std::vector<Outgoing>{{.bytes = {0xFF, 0x68, 0x03, 0x03, 0x68, from, key_pressed, value, sum, 0x16},
                                  .delay = std::chrono::milliseconds(0),
                                  .end = WireEnd::stay}};
}

}  // namespace bangnin::devices::sim
