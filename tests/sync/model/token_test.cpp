#include "sync/model/token.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace bangnin::sync {
namespace {

TEST(TokenTest, KnownBytesHaveKnownText) {
    EXPECT_EQ(Token(Token::Bytes{}).text(), std::string(26, '0'));
    Token::Bytes ones;
    ones.fill(0xFF);
    EXPECT_EQ(Token(ones).text(), "ZZZZZZZZZZZZZZZZZZZZZZZZZW");
}

TEST(TokenTest, EveryTokenComesBackAndNoTwoAreAlike) {
    std::set<std::string> seen;
    for (int round = 0; round < 10'000; ++round) {
        const Token token = Token::random();
        ASSERT_EQ(Token::parse(token.text()), token);
        ASSERT_TRUE(seen.insert(token.text()).second);
    }
}

TEST(TokenTest, LookAlikesAndCaseAreForgiven) {
    const std::string text = "01000000000000000000000000";
    EXPECT_EQ(Token::parse("oIOOOOOOOOOOOOOOOOOOOOOOOo")->text(), text);
    EXPECT_EQ(Token::parse("0l" + std::string(24, '0'))->text(), text);
    EXPECT_EQ(Token::parse("zzzzzzzzzzzzzzzzzzzzzzzzzw")->text(), "ZZZZZZZZZZZZZZZZZZZZZZZZZW");
    // Spare bits set, wrong length, letters outside the alphabet.
    EXPECT_FALSE(Token::parse(std::string(26, 'Z')));
    EXPECT_FALSE(Token::parse(std::string(25, '0')));
    EXPECT_FALSE(Token::parse(std::string(27, '0')));
    EXPECT_FALSE(Token::parse("U" + std::string(25, '0')));
}

TEST(QrTest, AddressesAreReadBack) {
    const Token token = Token::random();
    EXPECT_EQ(qr_text("", QrKind::ticket, token), token.text()) << "an address of no host leads nowhere";
    const auto ticket = parse_qr(qr_text("hub.hall.cn:8443", QrKind::ticket, token));
    ASSERT_TRUE(ticket);
    EXPECT_EQ(ticket->kind, QrKind::ticket);
    EXPECT_EQ(ticket->token, token);
    EXPECT_EQ(parse_qr(qr_text("hub", QrKind::case_file, token))->kind, QrKind::case_file);
    EXPECT_EQ(parse_qr(" " + token.text() + "\r\n")->token, token);
    EXPECT_EQ(parse_qr("HTTPS://HUB/t/" + token.text())->token, token);
    const std::string text = token.text();
    std::vector<std::string> refused{"", std::string(600, 'x')};
    for (const char* before : {"http://hub/t/", "https:///t/", "https://hub/x/", "https://hub/a/t/"}) {
        refused.push_back(before + text);
    }
    refused.push_back(qr_text("hub", QrKind::ticket, token) + "?a");
    for (const std::string& wrong : refused) {
        EXPECT_FALSE(parse_qr(wrong)) << wrong;
    }
}

TEST(QrTest, AnyBytesAreReadWithoutHarm) {
    std::mt19937_64 random(4);
    const std::string good = qr_text("hub", QrKind::ticket, Token::random());
    for (int round = 0; round < 50'000; ++round) {
        std::string text = good.substr(0, random() % (good.size() + 1));
        for (int change = 0; change < 2 && !text.empty(); ++change)
            text[random() % text.size()] = static_cast<char>(random());
        (void)parse_qr(text);
        (void)Token::parse(text);
    }
}

}  // namespace
}  // namespace bangnin::sync
