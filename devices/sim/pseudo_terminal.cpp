#include "devices/sim/pseudo_terminal.h"

#include <fcntl.h>
#include <pty.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

namespace bangnin::devices::sim {
namespace {

// More than any device ever has to say at once; what exceeds it is lost, as on a real line that nobody reads.
constexpr std::size_t max_queue_pieces = 16384;

std::unexpected<std::string> failure(const std::string& doing) {
    return std::unexpected(doing + ": " + std::generic_category().message(errno));
}

}  // namespace

std::expected<std::unique_ptr<PseudoTerminal>, std::string> PseudoTerminal::create(std::filesystem::path link) {
    std::unique_ptr<PseudoTerminal> terminal(new PseudoTerminal(std::move(link)));
    if (auto plugged = terminal->plug(); !plugged) return std::unexpected(plugged.error());
    return terminal;
}

PseudoTerminal::~PseudoTerminal() { unplug(); }

std::expected<void, std::string> PseudoTerminal::plug() {
    if (plugged()) return {};
    termios raw{};
    ::cfmakeraw(&raw);
    raw.c_cflag |= CS8 | CREAD | CLOCAL;
    std::array<char, 128> name{};
    if (::openpty(&master_, &slave_, name.data(), &raw, nullptr) != 0) return failure("open a pseudo-terminal");
    for (const int fd : {master_, slave_}) ::fcntl(fd, F_SETFD, FD_CLOEXEC);
    ::fcntl(master_, F_SETFL, O_NONBLOCK);

    // Renaming puts the link in place at once: nobody ever sees it missing or half-made.
    const std::filesystem::path fresh = link_.string() + ".new";
    std::error_code error;
    std::filesystem::remove(fresh, error);
    std::filesystem::create_symlink(name.data(), fresh, error);
    if (!error) std::filesystem::rename(fresh, link_, error);
    if (error) {
        unplug();
        return std::unexpected(link_.string() + ": " + error.message());
    }
    return {};
}

void PseudoTerminal::unplug() {
    if (!plugged()) return;
    std::error_code ignored;
    std::filesystem::remove(link_, ignored);
    ::close(std::exchange(slave_, -1));
    ::close(std::exchange(master_, -1));
    queue_.clear();
    full_ = Line::free;
}

std::vector<std::uint8_t> PseudoTerminal::receive() {
    std::vector<std::uint8_t> bytes(4096);
    const ssize_t got = plugged() ? ::read(master_, bytes.data(), bytes.size()) : 0;
    bytes.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    return bytes;
}

void PseudoTerminal::send(std::vector<Outgoing> pieces, SimClock::time_point now) {
    if (!plugged()) return;
    SimClock::time_point at = queue_.empty() ? now : std::max(now, queue_.back().at);
    for (auto& piece : pieces) {
        if (queue_.size() >= max_queue_pieces) return;
        at += piece.delay;
        queue_.push_back({.at = at, .bytes = std::move(piece.bytes), .end = piece.end});
    }
    pump(now);
}

void PseudoTerminal::pump(SimClock::time_point now) {
    full_ = Line::free;
    while (plugged() && !queue_.empty() && queue_.front().at <= now) {
        Due& due = queue_.front();
        if (!due.bytes.empty()) {
            const ssize_t put = ::write(master_, due.bytes.data(), due.bytes.size());
            if (put < 0 && errno == EAGAIN) {
                full_ = Line::full;
                return;
            }
            due.bytes.erase(due.bytes.begin(), due.bytes.begin() + std::max<ssize_t>(put, 0));
            if (put > 0 && !due.bytes.empty()) continue;
        }
        if (due.end == WireEnd::unplug) return unplug();
        queue_.pop_front();
    }
}

std::optional<SimClock::time_point> PseudoTerminal::next_due() const {
    if (queue_.empty() || full_ == Line::full) return std::nullopt;
    return queue_.front().at;
}

}  // namespace bangnin::devices::sim
