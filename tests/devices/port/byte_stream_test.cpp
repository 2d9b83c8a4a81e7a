// Streams over real pseudo-terminals, sockets and their failures.
#include "devices/port/byte_stream.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <thread>

namespace bangnin::devices {
namespace {

using namespace std::chrono_literals;
using Bytes = std::vector<std::uint8_t>;

Deadline within(std::chrono::milliseconds time) { return Clock::now() + time; }

// A pseudo-terminal whose master is the device.
class Terminal {
  public:
    Terminal() {
        std::array<char, 128> name{};
        int slave = -1;
        EXPECT_EQ(::openpty(&master, &slave, name.data(), nullptr, nullptr), 0);
        ::close(slave);
        path = name.data();
    }
    ~Terminal() { hang_up(); }
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;
    void hang_up() {
        if (master >= 0) ::close(std::exchange(master, -1));
    }
    void say(std::string_view text) const {
        ASSERT_EQ(::write(master, text.data(), text.size()), static_cast<ssize_t>(text.size()));
    }
    std::string heard(std::size_t size) const {
        std::string text(size, '\0');
        std::size_t at = 0;
        while (at < size) {
            const ssize_t got = ::read(master, text.data() + at, size - at);
            if (got <= 0) break;
            at += static_cast<std::size_t>(got);
        }
        return text.substr(0, at);
    }

    int master = -1;
    std::string path;
};

std::string read_some(ByteStream& stream, std::chrono::milliseconds limit = 5s) {
    Bytes bytes(64);
    const auto got = stream.read(bytes, within(limit));
    return got ? std::string(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(*got)) : "";
}

PortErrorKind read_error(ByteStream& stream, std::chrono::milliseconds limit, const Wakeup* wakeup = nullptr) {
    Bytes bytes(64);
    const auto got = stream.read(bytes, within(limit), wakeup);
    EXPECT_FALSE(got);
    return got ? PortErrorKind::invalid : got.error().kind;
}

TEST(SerialPort, CarriesEveryByteUnchangedBothWays) {
    const Terminal terminal;
    auto stream = open_port("serial:" + terminal.path, within(1s));
    ASSERT_TRUE(stream) << stream.error().detail;
    std::string all(256, '\0');
    for (int i = 0; i < 256; ++i) all[static_cast<std::size_t>(i)] = static_cast<char>(i);
    terminal.say(all);
    std::string got;
    while (got.size() < all.size()) {
        const auto more = read_some(**stream);
        ASSERT_FALSE(more.empty());
        got += more;
    }
    EXPECT_EQ(got, all);
    ASSERT_TRUE(write_all(**stream, Bytes(all.begin(), all.end()), within(1s)));
    EXPECT_EQ(terminal.heard(256), all);
}

TEST(SerialPort, IsSetUpAsTheConfigurationSays) {
    const Terminal terminal;
    auto stream = open_port("serial:" + terminal.path + "?baud=9600", within(1s));
    ASSERT_TRUE(stream);
    termios settings{};
    ASSERT_EQ(::tcgetattr((*stream)->fd(), &settings), 0);
    EXPECT_EQ(::cfgetospeed(&settings), static_cast<speed_t>(B9600));
    EXPECT_EQ(settings.c_cflag & CSIZE, static_cast<tcflag_t>(CS8));
    EXPECT_EQ(settings.c_cflag & (PARENB | CSTOPB | CRTSCTS), 0U);
    EXPECT_EQ(settings.c_cflag & (CLOCAL | CREAD), static_cast<tcflag_t>(CLOCAL | CREAD));
    EXPECT_EQ(settings.c_lflag & (ICANON | ECHO | ISIG), 0U);
    EXPECT_EQ(settings.c_cc[VMIN], 0);
    EXPECT_EQ(settings.c_cc[VTIME], 0);
}

TEST(SerialPort, ForgetsWhatWaitedBeforeItWasOpened) {
    const Terminal terminal;
    const auto first = open_port(terminal.path, within(1s));
    ASSERT_TRUE(first);
    terminal.say("old\n");
    (*first)->close();
    EXPECT_EQ(read_error(**first, 0ms), PortErrorKind::closed);
    auto second = open_port(terminal.path, within(1s));
    ASSERT_TRUE(second);
    terminal.say("new");
    EXPECT_EQ(read_some(**second), "new");
}

TEST(SerialPort, BelongsToOneProgramAtATime) {
    const Terminal terminal;
    auto first = open_port(terminal.path, within(1s));
    ASSERT_TRUE(first);
    const auto second = open_port(terminal.path, within(1s));
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, PortErrorKind::busy);
    first->reset();
    EXPECT_TRUE(open_port(terminal.path, within(1s)));
}

TEST(SerialPort, AHangUpIsGoneForReadingAndWriting) {
    Terminal terminal;
    auto stream = open_port(terminal.path, within(1s));
    ASSERT_TRUE(stream);
    terminal.hang_up();
    EXPECT_EQ(read_error(**stream, 5s), PortErrorKind::gone);
    const auto written = (*stream)->write(Bytes{1}, within(5s));
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().kind, PortErrorKind::gone);
}

TEST(SerialPort, FollowsTheLinkToItsNewPlace) {
    const auto link = std::filesystem::temp_directory_path() / ("bangnin-port-test-" + std::to_string(::getpid()));
    auto before = std::make_unique<Terminal>();
    std::filesystem::create_symlink(before->path, link);
    ASSERT_TRUE(open_port(link.string(), within(1s)));
    const Terminal after;
    before.reset();
    EXPECT_EQ(open_port(link.string(), within(1s)).error().kind, PortErrorKind::gone);
    std::filesystem::remove(link);
    std::filesystem::create_symlink(after.path, link);
    auto stream = open_port(link.string(), within(1s));
    ASSERT_TRUE(stream);
    after.say("here");
    EXPECT_EQ(read_some(**stream), "here");
    std::filesystem::remove(link);
}

TEST(SerialPort, SaysWhatIsNoSerialLine) {
    EXPECT_EQ(open_port("serial:/dev/null", within(1s)).error().kind, PortErrorKind::invalid);
    EXPECT_EQ(open_port("/etc/passwd", within(1s)).error().kind, PortErrorKind::invalid);
    EXPECT_EQ(open_port("/", within(1s)).error().kind, PortErrorKind::invalid);
    EXPECT_EQ(open_port("/dev/bangnin-not-there", within(1s)).error().kind, PortErrorKind::gone);
    EXPECT_EQ(open_port("nonsense", within(1s)).error().kind, PortErrorKind::invalid);
}

TEST(Stream, TimesOutAndStaysGood) {
    const Terminal terminal;
    auto stream = open_port(terminal.path, within(1s));
    ASSERT_TRUE(stream);
    const auto before = Clock::now();
    EXPECT_EQ(read_error(**stream, 30ms), PortErrorKind::timed_out);
    EXPECT_GE(Clock::now() - before, 30ms);
    terminal.say("x");
    EXPECT_EQ(read_some(**stream), "x");
}

TEST(Stream, AWakeUpEndsAWaitAtOnceUntilItIsReset) {
    const Terminal terminal;
    auto stream = open_port(terminal.path, within(1s));
    auto wakeup = Wakeup::create();
    ASSERT_TRUE(stream && wakeup);
    std::thread other([&] { (*wakeup)->signal(); });
    EXPECT_EQ(read_error(**stream, 60s, wakeup->get()), PortErrorKind::interrupted);
    other.join();
    EXPECT_EQ(read_error(**stream, 60s, wakeup->get()), PortErrorKind::interrupted);
    EXPECT_TRUE((*wakeup)->wait_until(within(60s)));
    (*wakeup)->reset();
    EXPECT_EQ(read_error(**stream, 1ms, wakeup->get()), PortErrorKind::timed_out);
    EXPECT_FALSE((*wakeup)->wait_until(within(1ms)));
}

TEST(Stream, WriteAllTellsHowMuchWasTakenBeforeTheLineFilled) {
    std::array<int, 2> ends{};
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()), 0);
    auto stream = adopt_descriptor(ends[0], "pair");
    const auto written = write_all(*stream, Bytes(64 << 20), within(50ms));
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().kind, PortErrorKind::timed_out);
    EXPECT_GT(written.error().transferred, 0U);
    int waiting = 0;
    ASSERT_EQ(::ioctl(ends[1], FIONREAD, &waiting), 0);
    EXPECT_EQ(static_cast<std::size_t>(waiting), written.error().transferred);
    ::close(ends[1]);
    // No signal, but an answer.
    EXPECT_EQ(stream->write(Bytes{1}, within(1s)).error().kind, PortErrorKind::gone);
}

TEST(Stream, DiscardsWhatCame) {
    std::array<int, 2> ends{};
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()), 0);
    auto stream = adopt_descriptor(ends[0], "pair");
    ASSERT_EQ(::write(ends[1], "old", 3), 3);
    stream->discard_input();
    ASSERT_EQ(::write(ends[1], "new", 3), 3);
    EXPECT_EQ(read_some(*stream), "new");
    ::close(ends[1]);
}

// A TCP server on a port of the system's choice.
class Listener {
  public:
    Listener() : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        EXPECT_EQ(::bind(fd_, reinterpret_cast<const sockaddr*>(&address), size), 0);
        EXPECT_EQ(::listen(fd_, 4), 0);
        EXPECT_EQ(::getsockname(fd_, reinterpret_cast<sockaddr*>(&address), &size), 0);
        url = "tcp://127.0.0.1:" + std::to_string(::ntohs(address.sin_port));
    }
    ~Listener() { close(); }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    int accept() const { return ::accept(fd_, nullptr, nullptr); }
    void close() {
        if (fd_ >= 0) ::close(std::exchange(fd_, -1));
    }
    std::string url;

  private:
    int fd_;
};

TEST(TcpPort, ConnectsTalksAndNoticesTheEnd) {
    Listener listener;
    auto stream = open_port(listener.url, within(5s));
    ASSERT_TRUE(stream) << stream.error().detail;
    const int peer = listener.accept();
    ASSERT_TRUE(write_all(**stream, Bytes{'h', 'i'}, within(1s)));
    std::array<char, 2> heard{};
    ASSERT_EQ(::read(peer, heard.data(), 2), 2);
    ASSERT_EQ(::write(peer, "ok", 2), 2);
    EXPECT_EQ(read_some(**stream), "ok");
    ::close(peer);
    EXPECT_EQ(read_error(**stream, 5s), PortErrorKind::gone);
}

TEST(TcpPort, NobodyThereIsGone) {
    Listener listener;
    listener.close();
    const auto stream = open_port(listener.url, within(5s));
    ASSERT_FALSE(stream);
    EXPECT_EQ(stream.error().kind, PortErrorKind::gone);
}

TEST(ReopenDelay, DoublesToItsLimitWithinTheJitter) {
    std::chrono::milliseconds previous{0};
    for (unsigned failures = 1; failures <= 40; ++failures) {
        const auto full = reopen_delay(failures, 0);
        EXPECT_GE(full, previous);
        EXPECT_LE(full, 3200ms);
        for (const std::uint32_t jitter : {1U, 77U, 0xFFFFFFFFU}) {
            EXPECT_LE(reopen_delay(failures, jitter), full);
            EXPECT_GE(reopen_delay(failures, jitter), full * 3 / 4);
        }
        previous = full;
    }
    EXPECT_EQ(reopen_delay(1, 0), 100ms);
    EXPECT_EQ(reopen_delay(0, 0), 100ms);
    EXPECT_EQ(reopen_delay(4'000'000'000U, 0), 3200ms);
}

}  // namespace
}  // namespace bangnin::devices
