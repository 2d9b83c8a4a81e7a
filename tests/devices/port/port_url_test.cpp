#include "devices/port/port_url.h"

#include <gtest/gtest.h>

#include <random>

namespace bangnin::devices {
namespace {

TEST(PortUrl, ReadsTheThreeKinds) {
    const auto serial = parse_port_url("serial:/dev/serial/by-id/usb-A?baud=9600");
    ASSERT_TRUE(serial);
    EXPECT_EQ(serial->kind, PortKind::serial);
    EXPECT_EQ(serial->path, "/dev/serial/by-id/usb-A");
    EXPECT_EQ(serial->baud, 9600U);
    EXPECT_EQ(parse_port_url("serial:/dev/ttyS0")->baud, 115200U);

    const auto tcp = parse_port_url("tcp://10.0.0.9:9100");
    ASSERT_TRUE(tcp);
    EXPECT_EQ(tcp->host, "10.0.0.9");
    EXPECT_EQ(tcp->port, 9100);
    EXPECT_EQ(parse_port_url("tcp://[::1]:9100")->host, "::1");

    const auto device = parse_port_url("/dev/usb/lp0");
    ASSERT_TRUE(device);
    EXPECT_EQ(device->kind, PortKind::device);
    EXPECT_EQ(device->path, "/dev/usb/lp0");
}

TEST(PortUrl, SaysWhyItRefuses) {
    for (const char* const text :
         {"", "lp0", "serial:ttyS0", "serial:/dev/ttyS0?baud=", "serial:/dev/ttyS0?baud=115201",
          "serial:/dev/ttyS0?x=1", "serial:/dev/ttyS0?baud=9600x", "tcp://host", "tcp://:9100", "tcp://host:0",
          "tcp://host:65536", "tcp://host:+1", "tcp://::1:9100", "tcp://[::1]9100", "tcp://a b:1", "usb:0400:c35a",
          "/dev/\n"}) {
        const auto url = parse_port_url(text);
        ASSERT_FALSE(url) << text;
        EXPECT_FALSE(url.error().empty());
    }
    EXPECT_FALSE(parse_port_url("/" + std::string(1024, 'a')));
}

TEST(PortUrl, WritesWhatItReads) {
    for (const char* const text :
         {"serial:/dev/ttyS0?baud=57600", "tcp://printer.hall:9100", "tcp://[fe80::1]:80", "/dev/usb/lp0"}) {
        EXPECT_EQ(to_string(*parse_port_url(text)), text);
    }
}

TEST(PortUrl, SurvivesRandomText) {
    std::mt19937 random(3);
    constexpr std::string_view letters = "serial:tcp://[]?baud=0123456789/dev.\xC3\n";
    for (int round = 0; round < 20000; ++round) {
        std::string text = round % 3 == 0 ? "tcp://" : round % 3 == 1 ? "serial:/" : "";
        for (unsigned length = random() % 40; length > 0; --length) text.push_back(letters[random() % letters.size()]);
        if (const auto url = parse_port_url(text)) {
            const auto again = parse_port_url(to_string(*url));
            ASSERT_TRUE(again) << text;
            EXPECT_EQ(to_string(*again), to_string(*url));
        }
    }
}

}  // namespace
}  // namespace bangnin::devices
