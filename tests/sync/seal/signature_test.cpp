// A signature is proved with the openssl program: it makes the keys, and it verifies what we signed.
#include "sync/seal/signature.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/sync/seal/openssl_folder.h"

namespace bangnin::sync {
namespace {

class Signature : public OpensslFolder {
  protected:
    Signature() { make_authority("ca"); }

    void make_authority(const std::string& name) const {
        ASSERT_TRUE(openssl("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout " + name +
                            ".key -out " + name + ".pem -days 2 -subj /CN=" + name))
            << read("log.txt");
    }
    // A certificate of `ca` with these extensions.
    void make_leaf(const std::string& name, const std::string& extensions, const std::string& days = "2") const {
        write("extensions.txt", extensions);
        ASSERT_TRUE(openssl("req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout " + name +
                            ".key -out request.pem -subj /CN=" + name) &&
                    openssl("x509 -req -in request.pem -CA ca.pem -CAkey ca.key -CAcreateserial -extfile "
                            "extensions.txt -days " +
                            days + " -out " + name + ".pem"))
            << read("log.txt");
    }
    std::string signed_by(const std::string& name, const std::string& what) const {
        const auto made = sign_text(what, read(name + ".pem"), read(name + ".key"));
        EXPECT_TRUE(made);
        return made.value_or("");
    }
    SignatureVerdict verdict(const std::string& what, const std::string& der, const std::string& ca = "ca") const {
        return verify_text(what, der, read(ca + ".pem"));
    }

    const std::string signing =
        "basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=emailProtection\n";
    const std::string text = "bangnin document hall 7\n[hall]\nname = \"大厅\"\r\n";
};

TEST_F(Signature, IsVerifiedByOpensslAndByUs) {
    make_leaf("hub", signing);
    const std::string der = signed_by("hub", text);
    EXPECT_EQ(verdict(text, der), SignatureVerdict::good);
    write("text", text);
    write("signature.der", der);
    EXPECT_TRUE(openssl("cms -verify -binary -inform DER -in signature.der -content text -CAfile ca.pem"))
        << read("log.txt");
}

TEST_F(Signature, IsOfThatTextAndThatAuthorityOnly) {
    make_leaf("hub", signing);
    make_authority("other");
    const std::string der = signed_by("hub", text);
    EXPECT_EQ(verdict(text + " ", der), SignatureVerdict::bad);
    EXPECT_EQ(verdict("bangnin document hall 8" + text.substr(23), der), SignatureVerdict::bad);
    EXPECT_EQ(verdict("", der), SignatureVerdict::bad);
    EXPECT_EQ(verdict(text, der, "other"), SignatureVerdict::bad);
    EXPECT_EQ(verdict(text, ""), SignatureVerdict::bad);
    EXPECT_EQ(verify_text(text, der, ""), SignatureVerdict::bad);
    std::string altered = der;
    altered[altered.size() - 5] = static_cast<char>(altered[altered.size() - 5] ^ 1);
    EXPECT_EQ(verdict(text, altered), SignatureVerdict::bad);
}

TEST_F(Signature, IsNoWordOfADeviceOrAServer) {
    const std::string leaf = "basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n";
    make_leaf("device", leaf + "extendedKeyUsage=clientAuth\n");
    make_leaf("server", leaf + "extendedKeyUsage=serverAuth\n");
    make_leaf("anything", leaf);
    make_leaf("sealing", "keyUsage=critical,keyAgreement,keyEncipherment\nextendedKeyUsage=emailProtection\n");
    for (const std::string name : {"device", "server", "anything"}) {
        EXPECT_EQ(verdict(text, signed_by(name, text)), SignatureVerdict::bad) << name;
    }
    EXPECT_EQ(verdict(text, sign_text(text, read("sealing.pem"), read("sealing.key")).value_or("")),
              SignatureVerdict::bad);
    EXPECT_EQ(verdict(text, signed_by("ca", text)), SignatureVerdict::bad);
}

TEST_F(Signature, OfNobodyIsNone) {
    // SignedData with no signer in it, which OpenSSL calls verified.
    make_leaf("hub", signing);
    ASSERT_TRUE(openssl("crl2pkcs7 -nocrl -certfile hub.pem -outform DER -out nobody.der")) << read("log.txt");
    EXPECT_EQ(verdict(text, read("nobody.der")), SignatureVerdict::bad);
}

TEST_F(Signature, OutlivesItsCertificate) {
    // A machine whose clock has stopped must not lose what it runs on.
    make_leaf("hub", signing, "-1");
    EXPECT_EQ(verdict(text, signed_by("hub", text)), SignatureVerdict::good);
}

}  // namespace
}  // namespace bangnin::sync
