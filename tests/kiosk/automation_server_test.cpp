// The automation port's socket with clients that misbehave.
#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/socket.h>

#include <array>
#include <nlohmann/json.hpp>

#include "kiosk/automation/connection.h"
#include "kiosk/automation/protocol.h"
#include "kiosk/automation/server.h"
#include "tests/harness/line_client.h"

namespace bangnin::kiosk::automation {
namespace {

using harness::LineClient;
using harness::Milliseconds;
using nlohmann::json;

constexpr Milliseconds patience(30000);

class AutomationServer : public testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = (std::filesystem::temp_directory_path() / "bangnin-port-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
        auto server =
            Server::create(folder_ / "socket",
                           [this](const Request&, const std::function<void(std::string)>& reply) { reply(answer_); });
        ASSERT_TRUE(server) << server.error();
        server_ = std::move(*server);
    }
    void TearDown() override {
        server_.reset();
        std::filesystem::remove_all(folder_);
    }
    LineClient client() {
        auto connected = LineClient::connect(folder_ / "socket", patience);
        EXPECT_TRUE(connected) << connected.error();
        return std::move(*connected);
    }
    void expect_served(LineClient& one) {
        const auto answer = one.ask({{"do", "tree"}}, patience);
        ASSERT_TRUE(answer) << answer.error();
        EXPECT_EQ((*answer)["ok"], true);
    }

    std::filesystem::path folder_;
    std::string answer_ = R"({"ok":true})";
    std::unique_ptr<Server> server_;
};

TEST_F(AutomationServer, AClientThatNeverReadsHoldsUpNobody) {
    answer_ = R"({"ok":true,"much":")" + std::string(100000, 'x') + R"("})";
    auto deaf = client();
    auto other = client();
    // Until the server has dropped it, which must come: what it keeps of unread answers is bounded.
    const std::size_t enough = 3 * most_unread_bytes / answer_.size();
    std::size_t asked = 0;
    while (asked < enough && deaf.send({{"do", "tree"}})) {
        ++asked;
        if (asked % 10 == 0) {
            ASSERT_NO_FATAL_FAILURE(expect_served(other));
        }
    }
    EXPECT_LT(asked, enough) << "its unread answers are kept without end";
    EXPECT_GT(asked, 5U) << "some patience it deserves";
    expect_served(other);
}

TEST_F(AutomationServer, EndsThoughAnAnswerIsNotRead) {
    answer_ = R"({"ok":true,"much":")" + std::string(1000000, 'x') + R"("})";
    auto deaf = client();
    auto other = client();
    ASSERT_TRUE(deaf.send({{"do", "tree"}}));
    expect_served(other);
    server_.reset();  // the test's time limit speaks where it never comes back
}

TEST_F(AutomationServer, TooLongALineIsAnsweredAndTheNextIsServed) {
    auto one = client();
    const auto refused = one.ask({{"do", std::string(longest_line * 3, 'x')}}, patience);
    ASSERT_TRUE(refused) << refused.error();
    EXPECT_EQ((*refused)["ok"], false);
    EXPECT_NE((*refused)["error"].get<std::string>().find("longer than 65536 bytes"), std::string::npos);
    expect_served(one);
    EXPECT_FALSE(one.receive(Milliseconds(0))) << "one answer for each line";
}

TEST_F(AutomationServer, WhoHasSaidAllStillGetsTheAnswers) {
    int ends[2];
    ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends), 0);
    Connection connection{Descriptor(ends[0])};
    Descriptor peer(ends[1]);
    ASSERT_EQ(::send(peer.number, "a\nb\n", 4, 0), 4);
    ::shutdown(peer.number, SHUT_WR);
    EXPECT_EQ(connection.receive().size(), 2U);
    EXPECT_TRUE(connection.receive().empty());
    EXPECT_FALSE(connection.finished());
    connection.answer("1");
    EXPECT_FALSE(connection.finished());
    connection.answer("2");
    EXPECT_TRUE(connection.finished());
    std::array<char, 16> bytes{};
    EXPECT_EQ(::recv(peer.number, bytes.data(), bytes.size(), 0), 4);
    EXPECT_STREQ(bytes.data(), "1\n2\n");
}

}  // namespace
}  // namespace bangnin::kiosk::automation
