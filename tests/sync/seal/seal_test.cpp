// The seal is proved with the openssl program: it makes the keys, and it opens what we sealed.
#include "sync/seal/seal.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <random>

#include "tests/sync/seal/openssl_folder.h"

namespace bangnin::sync {
namespace {

class Seal : public OpensslFolder {
  protected:
    void make_recipient(const std::string& algorithm) const {
        ASSERT_TRUE(
            openssl("req -x509 -newkey " + algorithm + " -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=hub"))
            << read("log.txt");
    }
    void expect_opened_by_openssl() {
        const std::string plain = "{\"name\":\"李䶮𬭛\",\"id_number\":\"150723198001010011\"}";
        const auto sealed = seal(plain, read("cert.pem"));
        ASSERT_TRUE(sealed);
        EXPECT_EQ(sealed->find("150723198001010011"), std::string::npos);
        write("sealed.der", *sealed);
        ASSERT_TRUE(
            openssl("cms -decrypt -binary -inform DER -in sealed.der -recip cert.pem -inkey key.pem -out plain.txt"))
            << read("log.txt");
        EXPECT_EQ(read("plain.txt"), plain);
        ASSERT_TRUE(openssl("cms -cmsout -print -inform DER -in sealed.der -out print.txt"));
        EXPECT_NE(read("print.txt").find("authEnvelopedData"), std::string::npos);
        EXPECT_NE(read("print.txt").find("aes-256-gcm"), std::string::npos);
        const auto opened = unseal(*sealed, read("cert.pem"), read("key.pem"));
        ASSERT_TRUE(opened);
        EXPECT_EQ(opened->view(), plain);
    }
};

TEST_F(Seal, TheOpensslProgramOpensItWithAnEllipticKey) {
    make_recipient("ec -pkeyopt ec_paramgen_curve:P-256");
    expect_opened_by_openssl();
}

TEST_F(Seal, TheOpensslProgramOpensItWithAnRsaKey) {
    make_recipient("rsa:2048");
    expect_opened_by_openssl();
}

TEST_F(Seal, AnotherKeyOrAnAlteredByteOpensNothing) {
    make_recipient("ec -pkeyopt ec_paramgen_curve:P-256");
    const std::string certificate = read("cert.pem"), key = read("key.pem");
    const std::string sealed = seal("geheim", certificate).value();
    make_recipient("ec -pkeyopt ec_paramgen_curve:P-256");
    EXPECT_FALSE(unseal(sealed, read("cert.pem"), read("key.pem")));
    for (std::size_t at = 0; at < sealed.size(); ++at) {
        std::string altered = sealed;
        altered[at] = static_cast<char>(altered[at] ^ 1);
        const auto opened = unseal(altered, certificate, key);
        // A few bytes are labels that nothing depends on; none of them may change what is read.
        if (opened) {
            EXPECT_EQ(opened->view(), "geheim") << at;
        }
    }
}

TEST_F(Seal, WhatIsNoCertificateOrTooLargeIsRefused) {
    make_recipient("ec -pkeyopt ec_paramgen_curve:P-256");
    EXPECT_EQ(seal("x", "no certificate").error(), SealError::bad_certificate);
    EXPECT_EQ(seal("x", "").error(), SealError::bad_certificate);
    EXPECT_EQ(seal(std::string(16 * 1024 + 1, 'x'), read("cert.pem")).error(), SealError::too_large);
    EXPECT_TRUE(seal("", read("cert.pem")));
}

TEST_F(Seal, AnyBytesAreUnsealedWithoutHarm) {
    make_recipient("ec -pkeyopt ec_paramgen_curve:P-256");
    const std::string certificate = read("cert.pem"), key = read("key.pem");
    const std::string sealed = seal("geheim", certificate).value();
    std::mt19937_64 random(3);
    for (int round = 0; round < 300; ++round) {
        std::string bytes = sealed.substr(0, random() % (sealed.size() + 1));
        for (int change = 0; change < 3 && !bytes.empty(); ++change) {
            bytes[random() % bytes.size()] = static_cast<char>(random());
        }
        (void)unseal(bytes, certificate, key);
    }
}

TEST_F(Seal, TheSameKeyLastsTheDayAndNoLonger) {
    const LocalDay today = LocalDay::parse("2026-11-23").value(), tomorrow = LocalDay::parse("2026-11-24").value();
    const std::filesystem::path folder = path("run");
    const DayKey key = day_key(folder, today);
    EXPECT_EQ(day_key(folder, today), key);
    struct stat status{};
    ASSERT_EQ(stat((folder / "day.key").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600U);
    const DayKey next = day_key(folder, tomorrow);
    EXPECT_NE(next, key);
    // Yesterday's is gone for good.
    EXPECT_NE(day_key(folder, today), key);
    write("blocked", "");
    EXPECT_NE(day_key(path("blocked"), today), day_key(path("blocked"), today));
}

TEST(PersonHash, IsHmacSha256) {
    DayKey key{};
    for (std::size_t index = 0; index < key.size(); ++index) key[index] = 0x0b;
    // python3: hmac.new(b"\x0b"*32, b"Hi There", "sha256").hexdigest()
    EXPECT_EQ(person_hash(key, "Hi There"), "198a607eb44bfbc69903a0f1cf2bbdc5ba0aa3f3d9ae3c1c7a3b1696a0b68cf7");
    EXPECT_NE(person_hash(key, "a"), person_hash(key, "b"));
    EXPECT_NE(person_hash(DayKey{}, "a"), person_hash(key, "a"));
}

TEST(SecretTextTest, WipesWhatItHeld) {
    std::string text = "a number that is long enough for the heap";
    const char* memory = text.data();
    const std::size_t size = text.size();
    wipe(text);
    EXPECT_TRUE(text.empty());
    // The capacity is kept, so that the memory is still ours to look at.
    for (std::size_t at = 0; at < size; ++at) ASSERT_EQ(memory[at], '\0');
    SecretText first("short");
    SecretText second(std::move(first));
    EXPECT_EQ(second.view(), "short");
    EXPECT_TRUE(first.empty());  // NOLINT(bugprone-use-after-move): nothing stays behind
    EXPECT_EQ(second.copy().view(), "short");
}

TEST(Base64, KnownVectorsAndEveryLength) {
    // RFC 4648, section 10.
    EXPECT_EQ(base64_encode(""), "");
    EXPECT_EQ(base64_encode("f"), "Zg==");
    EXPECT_EQ(base64_encode("foobar"), "Zm9vYmFy");
    std::string bytes;
    for (int length = 0; length < 300; ++length) {
        EXPECT_EQ(base64_decode(base64_encode(bytes)).value(), bytes);
        bytes.push_back(static_cast<char>(length * 7));
    }
    for (const char* wrong : {"Zg", "Zg=", "Zg===", "Z===", "Zm9v\n", " Zm9", "Zm=v", "===="}) {
        EXPECT_FALSE(base64_decode(wrong)) << wrong;
    }
}

}  // namespace
}  // namespace bangnin::sync
