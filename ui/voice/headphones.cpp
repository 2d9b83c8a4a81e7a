#include "ui/voice/headphones.h"

#include <fcntl.h>
#include <linux/input.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace bangnin::voice {
namespace {

std::string reason() { return std::error_code(errno, std::generic_category()).message(); }

}  // namespace

HeadphoneEvents::News HeadphoneEvents::take(std::span<const std::uint8_t> bytes) {
    static_assert(sizeof(input_event) <= max_event);
    News news;
    while (!bytes.empty()) {
        const std::size_t count = std::min(sizeof(input_event) - held_, bytes.size());
        std::memcpy(partial_ + held_, bytes.data(), count);
        held_ += count;
        bytes = bytes.subspan(count);
        if (held_ < sizeof(input_event)) break;
        held_ = 0;
        input_event event{};
        std::memcpy(&event, partial_, sizeof event);
        if (event.type == EV_SW && event.code == SW_HEADPHONE_INSERT) {
            news.headphones = event.value != 0 ? Headphones::in : Headphones::out;
        } else if (event.type == EV_SYN && event.code == SYN_DROPPED) {
            news.lost = Lost::yes;
        }
    }
    return news;
}

std::expected<HeadphoneSwitch, std::string> HeadphoneSwitch::open(const std::filesystem::path& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) return std::unexpected(path.string() + ": " + reason());
    return HeadphoneSwitch(fd);
}

HeadphoneSwitch::~HeadphoneSwitch() {
    if (fd_ >= 0) close(fd_);
}

HeadphoneSwitch::HeadphoneSwitch(HeadphoneSwitch&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), events_(other.events_) {}

HeadphoneSwitch& HeadphoneSwitch::operator=(HeadphoneSwitch&& other) noexcept {
    std::swap(fd_, other.fd_);
    events_ = other.events_;
    return *this;
}

std::optional<Headphones> HeadphoneSwitch::ask() const {
    std::array<std::uint8_t, SW_MAX / 8 + 1> switches{};
    if (ioctl(fd_, EVIOCGSW(switches.size()), switches.data()) < 0) return std::nullopt;
    const bool inserted = (switches[SW_HEADPHONE_INSERT / 8] >> (SW_HEADPHONE_INSERT % 8) & 1U) != 0;
    return inserted ? Headphones::in : Headphones::out;
}

std::expected<std::optional<Headphones>, std::string> HeadphoneSwitch::read() {
    std::optional<Headphones> latest;
    std::array<std::uint8_t, 64 * sizeof(input_event)> bytes;
    while (true) {
        const ssize_t got = ::read(fd_, bytes.data(), bytes.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return latest;
        if (got <= 0) return std::unexpected(got == 0 ? "ended" : reason());
        const auto news = events_.take({bytes.data(), static_cast<std::size_t>(got)});
        if (news.headphones) latest = news.headphones;
        if (news.lost == HeadphoneEvents::Lost::yes) latest = ask();
    }
}

}  // namespace bangnin::voice
