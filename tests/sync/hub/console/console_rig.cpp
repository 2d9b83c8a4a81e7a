#include "tests/sync/hub/console/console_rig.h"

#include <curl/curl.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "sync/hub/console/html.h"
#include "tests/harness/exchanges.h"

namespace bangnin::hub::test {
namespace {

std::size_t append(char* bytes, std::size_t size, std::size_t count, void* target) {
    static_cast<std::string*>(target)->append(bytes, size * count);
    return size * count;
}

using Slist = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

std::string after(const std::string& text, const std::string& mark, char end) {
    const std::size_t begin = text.find(mark);
    if (begin == std::string::npos) return {};
    return text.substr(begin + mark.size(), text.find(end, begin + mark.size()) - begin - mark.size());
}

// As one word of a shell's command.
std::string quoted(const std::string& text) {
    std::string result = "'";
    for (const char letter : text) result += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    return result + "'";
}

}  // namespace

Browser::Browser(const HubRig& hub) : Browser(hub, hub.url()) {}
Browser::Browser(const HubRig& hub, std::string url)
    : base_(std::move(url)), ca_(hub.stranger().ca), handle_(curl_easy_init()) {}
Browser::~Browser() { curl_easy_cleanup(handle_); }

Reply Browser::perform(const std::string& path, const std::string* body, const std::string& type) {
    CURL* curl = handle_;
    curl_easy_reset(curl);
    Reply reply;
    const std::string url = base_ + path;
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CAINFO, ca_.c_str());
    curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, 60L);
    curl_easy_setopt(curl, CURLOPT_COOKIEFILE, "");
    if (!extra_cookies_.empty()) curl_easy_setopt(curl, CURLOPT_COOKIE, extra_cookies_.c_str());
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &append);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &reply.body);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &append);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &reply.headers);
    const Slist headers(curl_slist_append(nullptr, ("Content-Type: " + type).c_str()), &curl_slist_free_all);
    if (body != nullptr) {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body->size()));
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body->data());
        curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    }
    curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply.status);
    const char* content = nullptr;
    curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &content);
    reply.type = content != nullptr ? content : "";
    harness::keep({.method = body != nullptr ? "POST" : "GET",
                   .target = path,
                   .request_type = body != nullptr ? type : "",
                   .request_body = body != nullptr ? *body : "",
                   .status = reply.status,
                   .type = reply.type,
                   .location = location_of(reply),
                   .body = reply.body});
    const std::string token = after(reply.body, R"(name="form" value=")", '"');
    if (!token.empty()) form_token_ = token;
    return reply;
}

Reply Browser::get(const std::string& path) { return perform(path, nullptr, ""); }

Reply Browser::post(const std::string& path, Fields fields) {
    fields.emplace("form", form_token_);
    std::string body;
    for (const auto& [name, value] : fields) {
        body += (body.empty() ? "" : "&") + console::url_part(name) + "=" + console::url_part(value);
    }
    return post_raw(path, body, "application/x-www-form-urlencoded");
}

Reply Browser::post_raw(const std::string& path, const std::string& body, const std::string& type) {
    return perform(path, &body, type);
}

Reply Browser::sign_in(const std::string& login, const std::string& password) {
    get("/console/sign-in");
    Reply reply = post("/console/session", {{"login", login}, {"password", password}});
    if (reply.status == 303) get(location_of(reply));
    return reply;
}

std::string Browser::cookies() const {
    curl_slist* raw = nullptr;
    curl_easy_getinfo(handle_, CURLINFO_COOKIELIST, &raw);
    const Slist list(raw, &curl_slist_free_all);
    std::string header;
    for (const curl_slist* each = list.get(); each != nullptr; each = each->next) {
        // Netscape's format: seven fields between tabs, the last two are name and value.
        const std::string line = each->data;
        const std::size_t value = line.rfind('\t');
        const std::size_t name = line.rfind('\t', value - 1);
        header += (header.empty() ? "" : "; ") + line.substr(name + 1, value - name - 1) + "=" + line.substr(value + 1);
    }
    return header;
}

bool says(const Reply& reply, std::string_view words) { return reply.body.find(words) != std::string::npos; }

std::expected<std::string, std::string> staff_command(const HubRig& hub, const std::vector<std::string>& arguments,
                                                      const std::string& input) {
    const char* folder = std::getenv("BANGNIN_BIN_DIR");
    std::string command = "printf '%s\\n' " + quoted(input) + " | " +
                          quoted(std::string(folder != nullptr ? folder : "build/bin") + "/bangnin-hub") + " staff";
    for (const std::string& argument : arguments) command += " " + quoted(argument);
    command += " --config " + quoted(hub.config().string());
    return harness::run_program({"/bin/sh", "-c", command}, harness::Milliseconds(20000));
}

void add_staff(const HubRig& hub, const std::string& login, const std::string& role,
               const std::vector<std::string>& windows, const std::string& hall) {
    std::vector<std::string> arguments{"add", "--login", login, "--name", "白音", "--role", role};
    for (const std::string& window : windows) arguments.insert(arguments.end(), {"--window", window});
    if (!hall.empty()) arguments.insert(arguments.end(), {"--hall", hall});
    const auto added = staff_command(hub, arguments);
    EXPECT_TRUE(added) << added.error();
}

}  // namespace bangnin::hub::test
