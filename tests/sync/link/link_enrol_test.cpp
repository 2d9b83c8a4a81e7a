#include <sys/stat.h>

#include <future>

#include "sync/link/enrolment.h"
#include "tests/sync/link/link_fixture.h"

namespace bangnin::sync {
namespace {

class LinkEnrol : public LinkTest {
  protected:
    wire::EnrolmentCode code_for(const std::string& ca_pem) const {
        wire::EnrolmentCode code;
        code.secret.fill(0x5a);
        code.fingerprint = certificate_fingerprint(ca_pem).value();
        return code;
    }

    [[nodiscard]] Serving serve_enrolment() {
        return serve([this](const ServerRequest& request) -> ServerAnswer {
            if (request.target == "/v1/ca") return {.type = "application/x-pem-file", .body = ca_.certificate_pem};
            if (request.target != "/v1/enrol") return is_push(request) ? accept(request) : hold();
            const auto asked = wire::decode_enrol_request(request.body).value();
            codes_.push_back(asked.code);
            if (while_enrolling_) while_enrolling_();
            if (refuse_) return {.status = 403, .type = "application/problem+json", .body = "{}"};
            if (failures_ > 0) return --failures_, ServerAnswer{.status = 500, .body = "{}"};
            const wire::EnrolResponse given{device_, "kiosk", sign_test_request(ca_, asked.csr), ca_.certificate_pem,
                                            hall_};
            return {.body = wire::encode(given)};
        });
    }

    std::vector<std::string> codes_;
    std::function<void()> while_enrolling_;  // by the server's thread, before it answers
    std::string device_ = "k7";
    std::string hall_ = "main";
    bool refuse_ = false;
    int failures_ = 0;
};

TEST_F(LinkEnrol, ADeviceEnrolsAndThenSpeaksAsItself) {
    const auto serving = serve_enrolment();
    issue(1);
    const auto code = code_for(ca_.certificate_pem);
    LinkOptions chosen = options();
    chosen.enrolment_code = code.text();
    start(chosen);
    ASSERT_EQ(enrolled_as(), "k7");
    ASSERT_EQ(delivered(), 1U);
    EXPECT_EQ(store_->device(), "k7");
    const LinkFiles files(chosen.state_dir);
    EXPECT_TRUE(files.enrolled());
    for (const auto& path : {files.ca, files.key, files.certificate, files.sealing_certificate, files.device}) {
        struct stat status{};
        ASSERT_EQ(stat(path.c_str(), &status), 0);
        EXPECT_EQ(status.st_mode & 0777, 0600U) << path;
    }
    EXPECT_TRUE(certificate_fits(read_small_file(files.certificate), read_small_file(files.key)));
    end();
    ASSERT_EQ(codes_.size(), 1U);
    EXPECT_EQ(codes_[0], code.secret_text());
}

TEST_F(LinkEnrol, AHubWhoseAuthorityIsNotTheCodesGetsNoSecret) {
    const auto serving = serve_enrolment();
    LinkOptions chosen = options();
    chosen.enrolment_code = code_for(make_test_ca("another").certificate_pem).text();
    start(chosen);
    ASSERT_EQ(enrol_fault(), EnrolFault::wrong_hub);
    end();
    EXPECT_TRUE(codes_.empty());
    EXPECT_FALSE(LinkFiles(chosen.state_dir).enrolled());
}

TEST_F(LinkEnrol, AServerThatOnlyShowsTheRightAuthorityGetsNoSecret) {
    // It hands out the true CA, yet its own certificate is not by it.
    const TestIdentity stranger = make_test_ca("stranger");
    int asked = 0;
    const auto serving =
        serve_as(stranger, make_test_leaf(stranger, "hub"), [&](const ServerRequest& request) -> ServerAnswer {
            if (request.target == "/v1/ca") return {.body = ca_.certificate_pem};
            ++asked;
            return {.status = 500, .body = "{}"};
        });
    LinkOptions chosen = options();
    chosen.enrolment_code = code_for(ca_.certificate_pem).text();
    start(chosen);
    ASSERT_EQ(enrol_fault(), EnrolFault::wrong_hub);
    end();
    EXPECT_EQ(asked, 0);
}

TEST_F(LinkEnrol, AnAuthorityBesideTheRightOneIsNotTrusted) {
    // It hands out the true CA, which is no secret, and its own right behind it.
    const TestIdentity stranger = make_test_ca("stranger");
    int asked = 0;
    const auto serving =
        serve_as(stranger, make_test_leaf(stranger, "hub"), [&](const ServerRequest& request) -> ServerAnswer {
            if (request.target == "/v1/ca") return {.body = ca_.certificate_pem + stranger.certificate_pem};
            ++asked;
            return {.body = "{}"};
        });
    LinkOptions chosen = options();
    chosen.enrolment_code = code_for(ca_.certificate_pem).text();
    start(chosen);
    ASSERT_EQ(enrol_fault(), EnrolFault::wrong_hub);
    end();
    EXPECT_EQ(asked, 0);
    EXPECT_FALSE(LinkFiles(chosen.state_dir).enrolled());
}

TEST_F(LinkEnrol, AFailingHubIsAskedAgainWithTheSameKey) {
    failures_ = 2;
    const auto serving = serve_enrolment();
    LinkOptions chosen = options();
    chosen.enrolment_code = code_for(ca_.certificate_pem).text();
    start(chosen);
    ASSERT_EQ(enrol_fault(), EnrolFault::unreachable);
    ASSERT_TRUE(next<Enrolled>());
}

TEST_F(LinkEnrol, AnotherCodeReplacesTheIdentityAndConnectionsSpeakAsTheNewOne) {
    const auto serving = serve_enrolment();
    LinkOptions chosen = options();
    const auto first = code_for(ca_.certificate_pem);
    chosen.enrolment_code = first.text();
    start(chosen);
    ASSERT_TRUE(next<Enrolled>());
    const LinkFiles files(chosen.state_dir);
    const std::string old_key = read_small_file(files.key);
    // The same code again is nothing new, at the next start too.
    link_->stop();
    start(chosen);
    issue(1);
    link_->notify_new_events();
    ASSERT_EQ(delivered(), 1U);
    const int connections = server_->connections();
    auto second = first;
    second.secret.fill(0x33);
    link_->enrol(second.text());
    ASSERT_TRUE(next<Enrolled>());
    EXPECT_NE(read_small_file(files.key), old_key);
    EXPECT_TRUE(certificate_fits(read_small_file(files.certificate), read_small_file(files.key)));
    issue(1);
    link_->notify_new_events();
    ASSERT_EQ(delivered(), 1U);
    // Two to enrol, and at least one to push anew: the old one's connection would speak as somebody who is nobody now.
    EXPECT_GE(server_->connections(), connections + 3);
    end();
    // The poll that ended with the old identity says nothing of the hub.
    EXPECT_EQ(contacts_lost_, 0);
    EXPECT_EQ(codes_, (std::vector{first.secret_text(), second.secret_text()}));
}

TEST_F(LinkEnrol, UnderAnotherNameTheLogBeginsAnew) {
    const auto serving = serve_enrolment();
    LinkOptions chosen = options();
    const auto first = code_for(ca_.certificate_pem);
    chosen.enrolment_code = first.text();
    issue(2);
    start(chosen);
    ASSERT_EQ(delivered(), 2U);
    const std::string epoch = store_->epoch().value();
    device_ = "k8";
    auto second = first;
    second.secret.fill(0x33);
    link_->enrol(second.text());
    ASSERT_EQ(enrolled_as(), "k8");
    issue(1);
    link_->notify_new_events();
    ASSERT_EQ(delivered(), 1U);
    EXPECT_EQ(store_->device(), "k8");
    EXPECT_NE(store_->epoch().value(), epoch);
    // Under the same name by another authority too, here where the store was left behind.
    link_->stop();
    const std::string eighth = store_->epoch().value();
    ASSERT_TRUE(store_->set_identity("k8", "another authority", wall_clock_now()));
    const std::string stranger = store_->epoch().value();
    EXPECT_NE(stranger, eighth);
    start(chosen);
    issue(1);
    link_->notify_new_events();
    ASSERT_EQ(delivered(), 1U);
    EXPECT_NE(store_->epoch().value(), stranger);
}

TEST_F(LinkEnrol, OfTheHallThatItLeftADeviceKeepsNoSettings) {
    const auto serving = serve_enrolment();
    LinkOptions chosen = options();
    auto code = code_for(ca_.certificate_pem);
    chosen.enrolment_code = code.text();
    start(chosen);
    ASSERT_TRUE(next<Enrolled>());
    const auto kept = file("state") / "documents" / "hall.newest.json";
    write(kept, "{}");
    code.secret.fill(0x33);
    link_->enrol(code.text());
    ASSERT_TRUE(next<Enrolled>());
    EXPECT_TRUE(std::filesystem::exists(kept)) << "it stands where it stood";
    hall_ = "north";
    code.secret.fill(0x44);
    link_->enrol(code.text());
    ASSERT_TRUE(next<Enrolled>());
    EXPECT_FALSE(std::filesystem::exists(kept));
}

TEST_F(LinkEnrol, ACodeThatIsRefusedLeavesTheIdentityInItsPlace) {
    const auto serving = serve_enrolment();
    LinkOptions chosen = options();
    const auto first = code_for(ca_.certificate_pem);
    chosen.enrolment_code = first.text();
    start(chosen);
    ASSERT_TRUE(next<Enrolled>());
    link_->stop();
    const LinkFiles files(chosen.state_dir);
    const std::string certificate = read_small_file(files.certificate);
    const std::string key = read_small_file(files.key);
    refuse_ = true;
    auto second = first;
    second.secret.fill(0x33);
    chosen.enrolment_code = second.text();
    start(chosen);
    ASSERT_EQ(enrol_fault(), EnrolFault::refused);
    EXPECT_EQ(read_small_file(files.certificate), certificate);
    EXPECT_EQ(read_small_file(files.key), key);
    issue(1);
    link_->notify_new_events();
    ASSERT_EQ(delivered(), 1U);
}

TEST_F(LinkEnrol, AnInterruptedReplacementIsFinishedAtTheNextStart) {
    const auto serving = serve_enrolment();
    const LinkFiles files(file("state"));
    enrol_by_hand();
    const TestIdentity fresh = make_test_leaf(ca_, "k9");
    // The step that decides was taken, and one file moved.
    write(file("state") / "identity.decided" / files.key.filename(), fresh.key_pem);
    write(files.certificate, fresh.certificate_pem);
    // A draft that was never decided counts for nothing.
    write(file("state") / "identity.draft" / files.ca.filename(), "nonsense");
    issue(1);
    start(options());
    ASSERT_EQ(delivered(), 1U);
    EXPECT_EQ(read_small_file(files.key), fresh.key_pem);
    EXPECT_EQ(read_small_file(files.ca), ca_.certificate_pem);
    EXPECT_FALSE(std::filesystem::exists(file("state") / "identity.decided"));
}

TEST_F(LinkEnrol, ACodeTypedWhileAnotherIsAskedWithComesNext) {
    std::promise<void> asked;
    std::promise<void> typed;
    while_enrolling_ = [&] {
        refuse_ = codes_.size() == 1;
        if (!refuse_) return;
        asked.set_value();
        typed.get_future().wait();
    };
    const auto serving = serve_enrolment();
    LinkOptions chosen = options();
    const auto first = code_for(ca_.certificate_pem);
    chosen.enrolment_code = first.text();
    start(chosen);
    asked.get_future().wait();
    auto second = first;
    second.secret.fill(0x33);
    link_->enrol(second.text());
    // Questions are taken over together with the code: once this one is answered the link knows of both.
    std::promise<void> taken;
    link_->query_ticket(Token::random(), [&](const QueryAnswer&) { taken.set_value(); });
    taken.get_future().wait();
    typed.set_value();
    ASSERT_EQ(enrol_fault(), EnrolFault::refused);
    ASSERT_EQ(enrolled_as(), "k7");
    end();
    EXPECT_EQ(codes_, (std::vector{first.secret_text(), second.secret_text()}));
}

TEST_F(LinkEnrol, ARefusedCodeWaitsForAnotherOne) {
    refuse_ = true;
    const auto serving = serve_enrolment();
    LinkOptions chosen = options();
    chosen.enrolment_code = code_for(ca_.certificate_pem).text();
    start(chosen);
    ASSERT_EQ(enrol_fault(), EnrolFault::refused);
    link_->enrol("not a code");
    ASSERT_EQ(enrol_fault(), EnrolFault::bad_code);
    link_->enrol(chosen.enrolment_code);
    ASSERT_EQ(enrol_fault(), EnrolFault::refused);
}

}  // namespace
}  // namespace bangnin::sync
