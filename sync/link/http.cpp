#include "sync/link/http.h"

#include <curl/curl.h>

#include <algorithm>
#include <cctype>
#include <condition_variable>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include "sync/wire/limits.h"

namespace bangnin::sync {
namespace {

struct EasyCloser {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct ListCloser {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, EasyCloser>;
using Headers = std::unique_ptr<curl_slist, ListCloser>;

struct Transfer {
    HttpRequest request;
    HttpClient::Done done;
    HttpResponse response;
    bool overflowed = false;
    Headers headers;
    Easy easy;
};

std::size_t take_body(char* data, std::size_t, std::size_t size, void* target) {
    auto* transfer = static_cast<Transfer*>(target);
    if (transfer->response.body.size() + size > wire::max_request_bytes) {
        transfer->overflowed = true;
        return 0;
    }
    transfer->response.body.append(data, size);
    return size;
}

std::string media_type(const char* header) {
    if (header == nullptr) return {};
    std::string type(header);
    type.resize(std::min(type.find(';'), type.size()));
    std::erase_if(type, [](unsigned char letter) { return std::isspace(letter) != 0; });
    std::ranges::transform(type, type.begin(),
                           [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return type;
}

HttpOutcome outcome_of(CURLcode code, const Transfer& transfer) {
    if (transfer.overflowed) return HttpOutcome::too_large;
    switch (code) {
        case CURLE_OK:
            return HttpOutcome::answered;
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_ISSUER_ERROR:
        case CURLE_SSL_INVALIDCERTSTATUS:
        case CURLE_PEER_FAILED_VERIFICATION:
            return HttpOutcome::tls;
        default:
            return HttpOutcome::unreachable;
    }
}

void collect(Transfer& transfer, CURLcode code) {
    HttpResponse& response = transfer.response;
    CURL* easy = transfer.easy.get();
    response.outcome = outcome_of(code, transfer);
    long status = 0;
    char* type = nullptr;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(easy, CURLINFO_CONTENT_TYPE, &type);
    response.status = static_cast<int>(status);
    response.content_type = media_type(type);
    curl_header* header = nullptr;
    if (curl_easy_header(easy, "Retry-After", 0, CURLH_HEADER, -1, &header) == CURLHE_OK) {
        response.retry_after = header->value;
    }
}

}  // namespace

struct HttpClient::Impl {
    HttpFiles files;
    CURLM* multi = nullptr;
    std::mutex waking;  // of `multi` when another thread may use it, and of `woken`
    // What wakes a thread that has no `multi` to wait with.
    std::condition_variable wakes;
    bool woken = false;
    // One TLS session cache for all, so that a new connection need not shake hands in full.
    CURLSH* share = nullptr;
    std::map<CURL*, std::unique_ptr<Transfer>> running;
    std::vector<Easy> idle;
    std::vector<HttpClient::Done> refused;  // to be told by run() that they could not even begin

    ~Impl() { close(); }

    void close() {
        for (auto& [easy, transfer] : running) curl_multi_remove_handle(multi, easy);
        running.clear();
        idle.clear();
        if (multi != nullptr) curl_multi_cleanup(multi);
        if (share != nullptr) curl_share_cleanup(share);
        multi = nullptr;
        share = nullptr;
    }
    bool open() {
        multi = curl_multi_init();
        share = curl_share_init();
        if (multi == nullptr || share == nullptr) {
            close();
            return false;
        }
        curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
        return true;
    }

    Easy take_easy() {
        if (idle.empty()) return Easy{curl_easy_init()};
        Easy easy = std::move(idle.back());
        idle.pop_back();
        curl_easy_reset(easy.get());
        return easy;
    }

    void set_common(Transfer& transfer) const;
    void set_trust(Transfer& transfer) const;
    void set_body(Transfer& transfer) const;
    void finish(CURL* easy, CURLcode code);
    bool tell_refused();
    void wait_without_multi(std::chrono::milliseconds limit);
};

void HttpClient::Impl::set_common(Transfer& transfer) const {
    CURL* easy = transfer.easy.get();
    const HttpRequest& request = transfer.request;
    curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "https");
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_TCP_NODELAY, 1L);
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request.connect_limit.count()));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS,
                     static_cast<long>((request.connect_limit + request.answer_limit).count()));
    curl_easy_setopt(easy, CURLOPT_UPLOAD_BUFFERSIZE, 512L * 1024L);
    curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, 128L * 1024L);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &transfer);
}

void HttpClient::Impl::set_trust(Transfer& transfer) const {
    CURL* easy = transfer.easy.get();
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
    // No default store: a hundred public authorities are neither trusted nor worth loading.
    curl_easy_setopt(easy, CURLOPT_CAINFO, nullptr);
    curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
    switch (transfer.request.trust) {
        case HttpTrust::nobody:
            curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
            curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
            curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
            curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
            break;
        case HttpTrust::given_ca: {
            std::string& pem = transfer.request.ca_pem;
            curl_blob blob{pem.data(), pem.size(), CURL_BLOB_COPY};
            curl_easy_setopt(easy, CURLOPT_CAINFO_BLOB, &blob);
            curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
            curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
            break;
        }
        case HttpTrust::enrolled_ca:
            // Only here: a session begun without trust must never be resumed with it.
            curl_easy_setopt(easy, CURLOPT_SHARE, share);
            curl_easy_setopt(easy, CURLOPT_CAINFO, files.ca.c_str());
            curl_easy_setopt(easy, CURLOPT_SSLCERT, files.certificate.c_str());
            curl_easy_setopt(easy, CURLOPT_SSLKEY, files.key.c_str());
            break;
    }
}

void HttpClient::Impl::set_body(Transfer& transfer) const {
    if (!transfer.request.json) return;
    CURL* easy = transfer.easy.get();
    curl_slist* list = curl_slist_append(nullptr, "Content-Type: application/json");
    // Waiting for "100 Continue" would cost a round trip for every large batch.
    list = curl_slist_append(list, "Expect:");
    transfer.headers.reset(list);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, list);
    curl_easy_setopt(easy, CURLOPT_POST, 1L);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, transfer.request.json->data());
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(transfer.request.json->size()));
}

void HttpClient::Impl::finish(CURL* easy, CURLcode code) {
    curl_multi_remove_handle(multi, easy);
    auto node = running.extract(easy);
    if (node.empty()) return;
    const std::unique_ptr<Transfer> transfer = std::move(node.mapped());
    collect(*transfer, code);
    if (idle.size() < 4) idle.push_back(std::move(transfer->easy));
    transfer->done(std::move(transfer->response));
}

std::unique_ptr<HttpClient> HttpClient::create(HttpFiles files) {
    static const CURLcode global = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (global != CURLE_OK) return nullptr;
    auto impl = std::make_unique<Impl>();
    impl->files = std::move(files);
    if (!impl->open()) return nullptr;
    return std::unique_ptr<HttpClient>(new HttpClient(std::move(impl)));
}

HttpClient::HttpClient(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HttpClient::~HttpClient() = default;

void HttpClient::start(HttpRequest request, Done done) {
    auto transfer = std::make_unique<Transfer>();
    transfer->request = std::move(request);
    transfer->done = std::move(done);
    transfer->easy = impl_->take_easy();
    CURL* easy = transfer->easy.get();
    if (easy == nullptr || impl_->multi == nullptr) {
        impl_->refused.push_back(std::move(transfer->done));
        return;
    }
    impl_->set_common(*transfer);
    impl_->set_trust(*transfer);
    impl_->set_body(*transfer);
    if (curl_multi_add_handle(impl_->multi, easy) != CURLM_OK) {
        impl_->refused.push_back(std::move(transfer->done));
        return;
    }
    impl_->running.emplace(easy, std::move(transfer));
}

bool HttpClient::Impl::tell_refused() {
    const auto told = std::exchange(refused, {});
    for (const Done& done : told) done({});
    return !told.empty();
}

void HttpClient::Impl::wait_without_multi(std::chrono::milliseconds limit) {
    std::unique_lock lock(waking);
    wakes.wait_for(lock, limit, [this] { return woken; });
    woken = false;
}

void HttpClient::run(std::chrono::milliseconds limit) {
    if (impl_->multi == nullptr) {
        const std::lock_guard lock(impl_->waking);
        (void)impl_->open();
    }
    if (impl_->tell_refused()) return;
    if (impl_->multi == nullptr) return impl_->wait_without_multi(limit);
    int running = 0;
    curl_multi_perform(impl_->multi, &running);
    const auto finish_all = [this] {
        bool any = false;
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(impl_->multi, &left)) {
            if (message->msg != CURLMSG_DONE) continue;
            any = true;
            impl_->finish(message->easy_handle, message->data.result);
        }
        return any;
    };
    if (finish_all()) return;
    curl_multi_poll(impl_->multi, nullptr, 0, static_cast<int>(limit.count()), nullptr);
    curl_multi_perform(impl_->multi, &running);
    finish_all();
}

void HttpClient::begin_anew() {
    std::vector<Done> ended;
    for (auto& [easy, transfer] : impl_->running) ended.push_back(std::move(transfer->done));
    {
        const std::lock_guard lock(impl_->waking);
        impl_->close();
        // Where there is no memory for it now, run() tries again.
        (void)impl_->open();
    }
    for (const Done& done : ended) done({});
}

void HttpClient::wake() {
    const std::lock_guard lock(impl_->waking);
    if (impl_->multi != nullptr) {
        curl_multi_wakeup(impl_->multi);
        return;
    }
    impl_->woken = true;
    impl_->wakes.notify_one();
}

}  // namespace bangnin::sync
