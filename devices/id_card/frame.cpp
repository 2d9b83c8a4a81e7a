#include "devices/id_card/frame.h"

#include <string.h>

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>

#include "devices/id_card/id_card.h"

namespace bangnin::devices::samv {
namespace {

constexpr std::array<std::uint8_t, preamble_bytes> preamble{0xAA, 0xAA, 0xAA, 0x96, 0x69};
// Bytes are taken in slices of this size, so that the buffer never has to move and leave a copy behind.
constexpr std::size_t slice_bytes = 1024;
constexpr std::size_t max_frame_bytes = header_bytes + max_body_bytes + 1;

std::uint8_t checksum(std::span<const std::uint8_t> bytes) {
    return std::accumulate(bytes.begin(), bytes.end(), std::uint8_t{0}, std::bit_xor<std::uint8_t>{});
}

// Where a preamble, or at the very end a piece of one, begins; bytes.size() if nowhere.
std::size_t find_preamble(std::span<const std::uint8_t> bytes, std::size_t from) {
    for (std::size_t at = from; at < bytes.size(); ++at) {
        const std::size_t length = std::min(preamble.size(), bytes.size() - at);
        if (std::equal(preamble.begin(), preamble.begin() + static_cast<std::ptrdiff_t>(length),
                       bytes.begin() + static_cast<std::ptrdiff_t>(at))) {
            return at;
        }
    }
    return bytes.size();
}

}  // namespace

Frame::~Frame() { wipe(body); }

std::vector<std::uint8_t> encode_frame(std::span<const std::uint8_t> body) {
    const auto length = static_cast<std::uint16_t>(body.size() + 1);
    std::vector<std::uint8_t> bytes;
    bytes.reserve(header_bytes + length);
    bytes.assign(preamble.begin(), preamble.end());
    bytes.push_back(static_cast<std::uint8_t>(length >> 8));
    bytes.push_back(static_cast<std::uint8_t>(length & 0xFF));
    bytes.insert(bytes.end(), body.begin(), body.end());
    bytes.push_back(checksum(std::span(bytes).subspan(preamble_bytes)));
    return bytes;
}

FrameParser::FrameParser() { buffer_.reserve(max_frame_bytes + slice_bytes); }

FrameParser::~FrameParser() { wipe(buffer_); }

void FrameParser::reset() { keep_from(buffer_.size()); }

std::vector<FrameItem> FrameParser::feed(std::span<const std::uint8_t> bytes) {
    std::vector<FrameItem> items;
    while (!bytes.empty()) {
        const auto slice = bytes.first(std::min(slice_bytes, bytes.size()));
        buffer_.insert(buffer_.end(), slice.begin(), slice.end());
        scan(0, items);
        bytes = bytes.subspan(slice.size());
    }
    return items;
}

std::vector<FrameItem> FrameParser::give_up() {
    std::vector<FrameItem> items;
    if (!buffer_.empty()) scan(1, items);
    return items;
}

void FrameParser::scan(std::size_t from, std::vector<FrameItem>& items) {
    const std::span<const std::uint8_t> bytes(buffer_);
    std::size_t at = find_preamble(bytes, from);
    while (at + header_bytes <= bytes.size()) {
        const std::size_t length = std::size_t{bytes[at + preamble_bytes]} << 8 | bytes[at + preamble_bytes + 1];
        if (length < min_body_bytes + 1 || length > max_body_bytes + 1) {
            items.emplace_back(FrameProblem::length);
            at = find_preamble(bytes, at + 1);
            continue;
        }
        if (at + header_bytes + length > bytes.size()) break;
        const auto counted = bytes.subspan(at + preamble_bytes, 2 + length - 1);
        if (checksum(counted) == bytes[at + header_bytes + length - 1]) {
            items.emplace_back(Frame(counted.subspan(2)));
            at = find_preamble(bytes, at + header_bytes + length);
        } else {
            items.emplace_back(FrameProblem::checksum);
            at = find_preamble(bytes, at + 1);
        }
    }
    keep_from(at);
}

void FrameParser::keep_from(std::size_t position) {
    const std::size_t kept = buffer_.size() - position;
    std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(position), buffer_.end(), buffer_.begin());
    ::explicit_bzero(buffer_.data() + kept, buffer_.size() - kept);
    buffer_.resize(kept);
}

}  // namespace bangnin::devices::samv
