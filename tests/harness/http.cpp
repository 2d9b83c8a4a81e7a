#include "tests/harness/http.h"

#include <curl/curl.h>

#include <memory>
#include <optional>

namespace bangnin::harness {
namespace {

std::size_t append_body(char* bytes, std::size_t size, std::size_t count, void* target) {
    static_cast<std::string*>(target)->append(bytes, size * count);
    return size * count;
}

std::expected<Answer, std::string> perform(const std::string& url, const Identity& identity,
                                           const std::optional<std::string>& body, Milliseconds limit) {
    static const CURLcode initialised = curl_global_init(CURL_GLOBAL_DEFAULT);
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> handle(curl_easy_init(), &curl_easy_cleanup);
    if (initialised != CURLE_OK || !handle) {
        return std::unexpected("libcurl does not start");
    }
    Answer answer;
    std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(
        curl_slist_append(nullptr, "Content-Type: application/json"), &curl_slist_free_all);
    curl_easy_setopt(handle.get(), CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle.get(), CURLOPT_CAINFO, identity.ca.c_str());
    curl_easy_setopt(handle.get(), CURLOPT_CAPATH, nullptr);
    curl_easy_setopt(handle.get(), CURLOPT_TIMEOUT_MS, static_cast<long>(limit.count()));
    curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, &append_body);
    curl_easy_setopt(handle.get(), CURLOPT_WRITEDATA, &answer.body);
    if (!identity.certificate.empty()) {
        curl_easy_setopt(handle.get(), CURLOPT_SSLCERT, identity.certificate.c_str());
        curl_easy_setopt(handle.get(), CURLOPT_SSLKEY, identity.key.c_str());
    }
    if (body) {
        curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(body->size()));
        curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDS, body->c_str());
        curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());
    }
    const CURLcode result = curl_easy_perform(handle.get());
    if (result != CURLE_OK) {
        return std::unexpected(url + ": " + curl_easy_strerror(result));
    }
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &answer.status);
    const char* type = nullptr;
    curl_easy_getinfo(handle.get(), CURLINFO_CONTENT_TYPE, &type);
    answer.content_type = type != nullptr ? type : "";
    return answer;
}

}  // namespace

std::expected<Answer, std::string> http_get(const std::string& url, const Identity& identity, Milliseconds limit) {
    return perform(url, identity, std::nullopt, limit);
}

std::expected<Answer, std::string> http_post(const std::string& url, const Identity& identity, const std::string& body,
                                             Milliseconds limit) {
    return perform(url, identity, body, limit);
}

}  // namespace bangnin::harness
