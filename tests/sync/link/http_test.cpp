// What becomes of requests when libcurl has no memory for the handles that all of them share.
#include "sync/link/http.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "tests/sync/link/test_server.h"

namespace {

std::atomic<bool> no_memory{false};

}  // namespace

// Takes the place of libcurl's own for this program.
extern "C" CURLSH* curl_share_init() {
    if (no_memory) return nullptr;
    using Original = CURLSH* (*)();
    static const auto original = reinterpret_cast<Original>(dlsym(RTLD_NEXT, "curl_share_init"));
    return original();
}

namespace bangnin::sync {
namespace {

using std::chrono::milliseconds;

class HttpWithoutMemory : public testing::Test {
  protected:
    void SetUp() override {
        http_ = HttpClient::create({});
        ASSERT_TRUE(http_);
        no_memory = true;
        http_->begin_anew();
    }
    void TearDown() override { no_memory = false; }

    void ask() {
        HttpRequest request;
        request.url = server_.url() + "/v1/ca";
        request.trust = HttpTrust::given_ca;
        request.ca_pem = ca_.certificate_pem;
        http_->start(std::move(request), [this](const HttpResponse& response) {
            ++answers_;
            last_ = response.outcome;
        });
    }
    void run_until_answers(int count) {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{10};
        while (answers_ < count && std::chrono::steady_clock::now() < deadline) http_->run(milliseconds{100});
    }

    const TestIdentity ca_ = make_test_ca("the hub's authority");
    TestServer server_{ca_, make_test_leaf(ca_, "hub"),
                       [](const ServerRequest&) { return ServerAnswer{.body = "{}"}; }};
    std::unique_ptr<HttpClient> http_;
    int answers_ = 0;
    HttpOutcome last_ = HttpOutcome::answered;
};

TEST_F(HttpWithoutMemory, ARequestIsToldItCouldNotBegin) {
    ask();
    EXPECT_EQ(answers_, 0);
    http_->run(milliseconds{0});
    EXPECT_EQ(answers_, 1);
    EXPECT_EQ(last_, HttpOutcome::unreachable);
}

TEST_F(HttpWithoutMemory, ItGoesOnOnceThereIsSomeAgain) {
    http_->run(milliseconds{0});
    no_memory = false;
    ask();
    run_until_answers(1);
    ask();
    run_until_answers(2);
    EXPECT_EQ(answers_, 2);
    EXPECT_EQ(last_, HttpOutcome::answered);
}

TEST_F(HttpWithoutMemory, WaitingEndsWhenItIsWoken) {
    std::thread waker([this] { http_->wake(); });
    const auto begin = std::chrono::steady_clock::now();
    http_->run(std::chrono::seconds{30});
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{10});
    waker.join();
}

}  // namespace
}  // namespace bangnin::sync
