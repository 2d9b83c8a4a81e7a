// Whether headphones are plugged in, from the kernel's switch events (SW_HEADPHONE_INSERT of an input device, as sound
// drivers make them: linux/input-event-codes.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>
#include <span>
#include <string>

namespace bangnin::voice {

enum class Headphones : std::uint8_t { out, in };

/// Events as they are read from an input device, in any pieces. Pure and total.
class HeadphoneEvents {
  public:
    enum class Lost : std::uint8_t { no, yes };  ///< the kernel dropped events: ask for the state anew
    struct News {
        std::optional<Headphones> headphones;  ///< the last state these bytes tell
        Lost lost = Lost::no;
    };
    News take(std::span<const std::uint8_t> bytes);

  private:
    static constexpr std::size_t max_event = 32;
    std::uint8_t partial_[max_event] = {};
    std::size_t held_ = 0;
};

/// An open input device. One thread.
class HeadphoneSwitch {
  public:
    /// `path`: /dev/input/by-path/… (a FIFO for tests). Never blocks. The error says why.
    static std::expected<HeadphoneSwitch, std::string> open(const std::filesystem::path& path);
    ~HeadphoneSwitch();
    HeadphoneSwitch(HeadphoneSwitch&& other) noexcept;
    HeadphoneSwitch& operator=(HeadphoneSwitch&& other) noexcept;

    /// Readable when there is news.
    [[nodiscard]] int fd() const { return fd_; }
    /// The state the device tells now; nothing where it cannot (a FIFO).
    [[nodiscard]] std::optional<Headphones> ask() const;
    /// What has come since; the error: the device is gone.
    std::expected<std::optional<Headphones>, std::string> read();

  private:
    explicit HeadphoneSwitch(int fd) : fd_(fd) {}
    int fd_;
    HeadphoneEvents events_;
};

}  // namespace bangnin::voice
