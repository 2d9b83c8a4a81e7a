// Frames of the SAM_V module, both directions: AA AA AA 96 69, a big-endian length that counts the checksum, the body,
// and the XOR of length and body. Pure. (GA 450 readers; sizes and samples recomputed from public captures.)
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <variant>
#include <vector>

namespace bangnin::devices::samv {

inline constexpr std::size_t preamble_bytes = 5;
inline constexpr std::size_t header_bytes = preamble_bytes + 2;
// The longest body known is a read with photo and fingerprint, 2,313 bytes; anything above this limit is noise.
inline constexpr std::size_t max_body_bytes = 4096;
// The shortest body: a command's two bytes.
inline constexpr std::size_t min_body_bytes = 2;

// A body without its checksum; may be a person's data, so it is wiped when it goes.
struct Frame {
    std::vector<std::uint8_t> body;

    Frame() = default;
    explicit Frame(std::span<const std::uint8_t> bytes) : body(bytes.begin(), bytes.end()) {}
    Frame(const Frame&) = default;
    Frame(Frame&&) noexcept = default;
    Frame& operator=(const Frame&) = delete;
    Frame& operator=(Frame&&) = delete;
    ~Frame();
};

enum class FrameProblem : std::uint8_t {
    checksum,  // a whole frame came, and its checksum is wrong
    length,    // a preamble came with an impossible length
};

using FrameItem = std::variant<Frame, FrameProblem>;

// The bytes on the wire for a body of min_body_bytes … max_body_bytes.
std::vector<std::uint8_t> encode_frame(std::span<const std::uint8_t> body);

// Finds frames in a stream cut anywhere, with any noise between. After a bad frame it looks again from the byte after
// that frame's beginning, so a false preamble costs no true frame.
class FrameParser {
  public:
    FrameParser();
    ~FrameParser();
    FrameParser(const FrameParser&) = delete;
    FrameParser& operator=(const FrameParser&) = delete;

    // What the new bytes complete, in order. Keeps at most one unfinished frame.
    std::vector<FrameItem> feed(std::span<const std::uint8_t> bytes);

    // Gives the unfinished frame up, as when the line went silent in its middle; returns what was hidden behind it.
    std::vector<FrameItem> give_up();

    // True in the middle of a frame, or of what may become one.
    bool unfinished() const { return !buffer_.empty(); }

    void reset();

  private:
    void scan(std::size_t from, std::vector<FrameItem>& items);
    void keep_from(std::size_t position);

    std::vector<std::uint8_t> buffer_;  // begins with a preamble or a piece of one
};

}  // namespace bangnin::devices::samv
