// libcurl's multi interface behind one small file: requests that run side by side on one thread. Private to the link.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace bangnin::sync {

// Whom a request believes, and as whom it speaks.
enum class HttpTrust {
    nobody,       // any certificate: only to fetch a CA whose fingerprint is known
    given_ca,     // HttpRequest::ca_pem
    enrolled_ca,  // the CA and the client certificate of HttpFiles
};

enum class HttpOutcome { answered, unreachable, tls, too_large };

struct HttpFiles {
    std::filesystem::path ca, certificate, key;
};

struct HttpRequest {
    std::string url;
    std::optional<std::string> json;  // a POST with this body, else a GET
    HttpTrust trust = HttpTrust::enrolled_ca;
    std::string ca_pem;
    std::chrono::milliseconds connect_limit{5'000};
    std::chrono::milliseconds answer_limit{10'000};
};

struct HttpResponse {
    HttpOutcome outcome = HttpOutcome::unreachable;
    int status = 0;
    std::string content_type;  // media type only, lower case
    std::string retry_after;   // empty when absent
    std::string body;          // ≤ wire::max_request_bytes
};

// All but wake() on one thread.
class HttpClient {
  public:
    using Done = std::function<void(HttpResponse)>;

    static std::unique_ptr<HttpClient> create(HttpFiles files);  // null when libcurl has no memory
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    // `done` is called by run(), once, unless the client is destroyed first. Without memory for it: as unreachable.
    void start(HttpRequest request, Done done);
    // Moves all transfers on; waits at most `limit` for something to happen.
    void run(std::chrono::milliseconds limit);
    // Ends what runs (as unreachable) and closes every connection: the files have changed. Not from a `done`.
    void begin_anew();
    // Any thread: ends run()'s waiting.
    void wake();

  private:
    struct Impl;
    explicit HttpClient(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace bangnin::sync
