// The hub's documents at a device: pulled when the feed names them, kept when they are signed and newer, never else.
#include "sync/link/documents.h"
#include "sync/seal/seal.h"
#include "sync/seal/signature.h"
#include "tests/sync/link/link_fixture.h"

namespace bangnin::sync {
namespace {

class LinkDocuments : public LinkTest {
  protected:
    wire::Document document(std::uint64_t version, const std::string& body, const std::string& name = "hall") const {
        return signed_by(signer_, {name, version, body, {}});
    }
    static wire::Document signed_by(const TestIdentity& signer, wire::Document document) {
        document.signature =
            base64_encode(sign_text(wire::signed_text(document), signer.certificate_pem, signer.key_pem).value_or(""));
        return document;
    }
    LinkOptions wanting() const {
        LinkOptions chosen = options();
        chosen.documents = {"hall"};
        return chosen;
    }
    static bool asks(const ServerRequest& request) { return request.target.starts_with("/v1/documents/"); }
    static ServerAnswer nothing_there() {
        return {.status = 404, .type = "application/problem+json", .body = R"({"code":"no_such_document"})"};
    }
    // A hub with these documents, one for each request, the last for ever.
    [[nodiscard]] Serving serve_documents(std::vector<ServerAnswer> answers) {
        answers_ = std::move(answers);
        return serve([this](const ServerRequest& request) {
            if (is_push(request)) return accept(request);
            if (!asks(request)) return hold();
            const std::size_t at = std::min<std::size_t>(asked_++, answers_.size() - 1);
            return answers_[at];
        });
    }
    static ServerAnswer send(const wire::Document& document) { return {.body = wire::encode(document)}; }
    std::uint64_t received() {
        const auto came = next<DocumentReceived>();
        return came ? came->document.version : 0;
    }
    DocumentShelf shelf() const { return DocumentShelf(file("state")); }

    const TestIdentity signer_ = make_test_signer(ca_);
    std::vector<ServerAnswer> answers_;
    std::atomic<std::size_t> asked_ = 0;
};

TEST_F(LinkDocuments, WhatTheFeedNamesIsPulledAndKept) {
    enrol_by_hand();
    std::vector<std::string> targets;
    int polls = 0;
    const auto serving = serve([&](const ServerRequest& request) {
        if (is_push(request)) return accept(request);
        if (asks(request)) {
            targets.push_back(request.target);
            return targets.size() == 1 ? nothing_there() : send(document(1, "a = 1\n"));
        }
        if (++polls > 1) return hold();
        return ServerAnswer{.body = wire::encode(wire::ChangesResponse{
                                9, {wire::DocumentChange{"hall", 1}, wire::DocumentChange{"menu", 4}}})};
    });
    start(wanting());
    const auto came = next<DocumentReceived>();
    ASSERT_TRUE(came);
    EXPECT_EQ(came->document.body, "a = 1\n");
    EXPECT_EQ(shelf().newest("hall")->version, 1U);
    EXPECT_FALSE(shelf().good("hall")) << "that is the program's to say";
    end();
    for (const std::string& target : targets) EXPECT_EQ(target, "/v1/documents/hall");
}

TEST_F(LinkDocuments, OneThatCameWhileAwayIsAskedForAtTheStart) {
    enrol_by_hand();
    const auto serving = serve_documents({send(document(3, "a = 3\n"))});
    start(wanting());
    EXPECT_EQ(received(), 3U);
}

TEST_F(LinkDocuments, AnEarlierOneIsNotTakenHoweverWellSigned) {
    enrol_by_hand();
    shelf().keep_newest(document(5, "a = 5\n"));
    const auto serving = serve_documents({send(document(4, "a = 4\n"))});
    start(wanting());
    const auto refused = next<DocumentRefused>();
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->fault, DocumentFault::older);
    EXPECT_EQ(refused->version, 4U);
    EXPECT_EQ(shelf().newest("hall")->body, "a = 5\n");
}

TEST_F(LinkDocuments, WhatNobodySignedIsNotTaken) {
    enrol_by_hand();
    shelf().keep_newest(document(1, "a = 1\n"));
    wire::Document altered = document(2, "a = 2\n");
    altered.body = "a = 3\n";
    wire::Document renumbered = document(2, "a = 2\n");
    renumbered.version = 9;
    wire::Document renamed = document(2, "{}", "catalogue");
    renamed.name = "hall";
    const TestIdentity other_ca = make_test_ca("another authority");
    const std::vector<wire::Document> forged{altered, renumbered, renamed,
                                             signed_by(make_test_signer(other_ca), {"hall", 2, "a = 2\n", {}}),
                                             signed_by(make_test_leaf(ca_, "k2"), {"hall", 2, "a = 2\n", {}})};
    for (const wire::Document& one : forged) {
        const auto serving = serve_documents({send(one)});
        start(wanting());
        const auto refused = next<DocumentRefused>();
        ASSERT_TRUE(refused);
        EXPECT_EQ(refused->fault, DocumentFault::not_signed);
        EXPECT_EQ(shelf().newest("hall")->body, "a = 1\n");
        link_.reset();
        asked_ = 0;
    }
}

TEST_F(LinkDocuments, AnotherDocumentsAnswerIsNotTaken) {
    enrol_by_hand();
    const auto serving = serve_documents({send(document(2, "{}", "catalogue"))});
    start(wanting());
    ASSERT_TRUE(next<DocumentRefused>());
    EXPECT_FALSE(shelf().newest("hall"));
    EXPECT_FALSE(shelf().newest("catalogue"));
}

TEST_F(LinkDocuments, ATroubledHubIsAskedAgain) {
    enrol_by_hand();
    const auto serving = serve_documents({{.status = 500, .body = "{}"},
                                          {.type = "text/html", .body = "<html>"},
                                          {.how = ServerAnswer::How::cut},
                                          send(document(2, "a = 2\n"))});
    start(wanting());
    EXPECT_EQ(received(), 2U);
}

TEST_F(LinkDocuments, ADamagedCopyIsNoneAndComesAnew) {
    enrol_by_hand();
    shelf().keep_newest(document(2, "a = 2\n"));
    const auto kept = file("state") / "documents" / "hall.newest.json";
    ASSERT_TRUE(std::filesystem::exists(kept));
    std::string text;
    std::getline(std::ifstream(kept), text, '\0');
    write(kept, text.substr(0, text.size() / 2));
    EXPECT_FALSE(shelf().newest("hall"));
    std::string changed = text;
    changed.replace(changed.find("a = 2"), 5, "a = 9");
    write(kept, changed);
    EXPECT_FALSE(shelf().newest("hall"));
    const auto serving = serve_documents({send(document(2, "a = 2\n"))});
    start(wanting());
    EXPECT_EQ(received(), 2U);
    EXPECT_EQ(shelf().newest("hall")->body, "a = 2\n");
}

TEST_F(LinkDocuments, WhatIsKnownIsNotTakenTwice) {
    enrol_by_hand();
    shelf().keep_newest(document(2, "a = 2\n"));
    // Asked for one after the other, by their names: what is told first is the second.
    const auto serving = serve_documents({send(document(2, "a = 2\n")), send(document(1, "b = 1\n", "menu"))});
    LinkOptions chosen = options();
    chosen.documents = {"hall", "menu"};
    start(chosen);
    const auto came = next<DocumentReceived>();
    ASSERT_TRUE(came);
    EXPECT_EQ(came->document.name, "menu");
    EXPECT_EQ(asked_, 2U);
}

}  // namespace
}  // namespace bangnin::sync
