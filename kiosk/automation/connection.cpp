#include "kiosk/automation/connection.h"

#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>

#include "kiosk/automation/protocol.h"

namespace bangnin::kiosk::automation {

namespace {

bool may_come_later(int error) { return error == EINTR || error == EAGAIN || error == EWOULDBLOCK; }

}  // namespace

short Connection::events() const {
    return static_cast<short>((said_all_ ? 0 : POLLIN) | (unsent_.empty() ? 0 : POLLOUT));
}

std::vector<Connection::Line> Connection::receive() {
    std::vector<Line> lines;
    std::array<char, 16384> bytes{};
    const auto count = ::recv(socket_.number, bytes.data(), bytes.size(), 0);
    if (count > 0) {
        take({bytes.data(), static_cast<std::size_t>(count)}, lines);
    } else if (count == 0) {
        said_all_ = true;
    } else if (!may_come_later(errno)) {
        gone_ = true;
    }
    owed_answers_ += lines.size();
    return lines;
}

void Connection::take(std::string_view bytes, std::vector<Line>& lines) {
    while (!bytes.empty()) {
        const auto end = bytes.find('\n');
        if (!skipping_) {
            received_.append(bytes.substr(0, end));
        }
        if (received_.size() > longest_line) {
            lines.emplace_back(std::unexpected(LineTooLong{}));
            received_.clear();
            skipping_ = true;
        }
        if (end == std::string_view::npos) {
            return;
        }
        if (!std::exchange(skipping_, false)) {
            lines.emplace_back(std::exchange(received_, {}));
        }
        bytes.remove_prefix(end + 1);
    }
}

void Connection::answer(std::string_view line) {
    if (gone_) {
        return;
    }
    owed_answers_ -= owed_answers_ > 0 ? 1 : 0;
    unsent_.append(line).push_back('\n');
    send();
    if (unsent_.size() > most_unread_bytes) {
        gone_ = true;
    }
}

void Connection::send() {
    std::size_t done = 0;
    while (done < unsent_.size()) {
        const auto sent = ::send(socket_.number, unsent_.data() + done, unsent_.size() - done, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) {
            continue;
        }
        if (sent <= 0) {
            gone_ = gone_ || !may_come_later(errno);
            break;
        }
        done += static_cast<std::size_t>(sent);
    }
    unsent_.erase(0, done);
}

bool Connection::finished() const { return gone_ || (said_all_ && owed_answers_ == 0 && unsent_.empty()); }

}  // namespace bangnin::kiosk::automation
