#include "tests/harness/browser.h"

#include <openssl/evp.h>

#include <chrono>
#include <fstream>
#include <map>
#include <thread>

#include "tests/harness/http.h"

namespace bangnin::harness {
namespace {

using nlohmann::json;

constexpr const char* element_key = "element-6066-11e4-a52e-4f735466cecf";
constexpr Milliseconds between_looks{50};

std::expected<std::string, std::string> driver_address(Process& process) {
    while (true) {
        const auto line = process.read_line(patience);
        if (!line) return std::unexpected("chromedriver: " + line.error());
        const std::string mark = "successfully on port ";
        const std::size_t at = line->find(mark);
        if (at == std::string::npos) continue;
        return "http://127.0.0.1:" +
               line->substr(at + mark.size(), line->find_last_of("0123456789") + 1 - at - mark.size());
    }
}

std::optional<json> value_of(const std::expected<Answer, std::string>& answer) {
    if (!answer || answer->status != 200) return std::nullopt;
    json body = json::parse(answer->body, nullptr, false);
    if (!body.is_object() || !body.contains("value")) return std::nullopt;
    return body["value"];
}

std::optional<std::string> bytes_of(const std::string& base64) {
    std::string bytes(base64.size() / 4 * 3, '\0');
    const int length =
        EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                        reinterpret_cast<const unsigned char*>(base64.data()), static_cast<int>(base64.size()));
    if (length < 0) return std::nullopt;
    bytes.resize(static_cast<std::size_t>(length));
    return bytes;
}

json wishes(const std::filesystem::path& folder, WebBrowser::Size size) {
    // Without the sandbox, because tests may run as root; nothing but our own pages is opened.
    const json arguments{"--headless=new",
                         "--no-sandbox",
                         "--disable-gpu",
                         "--disable-dev-shm-usage",
                         "--hide-scrollbars",
                         "--lang=zh-CN",
                         "--user-data-dir=" + (folder / "profile").string(),
                         "--window-size=" + std::to_string(size.width) + "," + std::to_string(size.height)};
    return {{"capabilities",
             {{"alwaysMatch", {{"acceptInsecureCerts", true}, {"goog:chromeOptions", {{"args", arguments}}}}}}}};
}

}  // namespace

std::expected<WebBrowser, std::string> WebBrowser::start(const std::filesystem::path& folder, Size size) {
    auto process = Process::start(
        {.arguments = {"/usr/bin/chromedriver", "--port=0"}, .environment = {}, .log = folder / "chromedriver.log"});
    if (!process) return std::unexpected(process.error());
    const auto address = driver_address(*process);
    if (!address) return std::unexpected(address.error());
    WebBrowser browser(std::move(*process), *address);
    const auto session = browser.ask("/session", wishes(folder, size));
    if (!session) return std::unexpected("Chromium does not start");
    browser.session_ = "/session/" + session->value("sessionId", "");
    // The window's inside, not its frame, is as large as was asked for.
    const json inside = browser.script("return [innerWidth, innerHeight]");
    if (inside.is_array()) {
        browser.ask(browser.session_ + "/window/rect", {{"width", 2 * size.width - inside[0].get<int>()},
                                                        {"height", 2 * size.height - inside[1].get<int>()}});
    }
    return browser;
}

WebBrowser::~WebBrowser() {
    // The driver takes its browser along.
    if (process_) (void)http_get(driver_ + "/shutdown", {}, Milliseconds(10000));
}

std::optional<json> WebBrowser::ask(const std::string& path, const json& body) {
    return value_of(http_post(driver_ + path, {}, body.dump(), patience));
}

std::optional<json> WebBrowser::ask(const std::string& path) {
    return value_of(http_get(driver_ + path, {}, patience));
}

std::string WebBrowser::find(const std::string& selector) {
    const auto element = ask(session_ + "/element", {{"using", "css selector"}, {"value", selector}});
    return element && element->is_object() ? element->value(element_key, "") : std::string();
}

bool WebBrowser::open(const std::string& url) { return ask(session_ + "/url", {{"url", url}}).has_value(); }

bool WebBrowser::click(const std::string& selector) {
    const std::string element = find(selector);
    return !element.empty() && ask(session_ + "/element/" + element + "/click", json::object());
}

bool WebBrowser::type(const std::string& selector, const std::string& text) {
    const std::string element = find(selector);
    return !element.empty() && ask(session_ + "/element/" + element + "/value", {{"text", text}});
}

bool WebBrowser::press(const std::string& key) {
    // Code points that WebDriver gives to keys (17.4.2).
    static const std::map<std::string, std::string> keys{
        {"Tab", "\uE004"},   {"Enter", "\uE007"}, {"ArrowDown", "\uE015"}, {"F2", "\uE032"},
        {"Space", "\uE00D"}, {"F3", "\uE033"},    {"F4", "\uE034"},        {"F6", "\uE036"},
        {"F7", "\uE037"},    {"F8", "\uE038"},    {"F9", "\uE039"},        {"F10", "\uE03A"}};
    const auto code = keys.find(key);
    if (code == keys.end()) return false;
    const json presses{{{"type", "keyDown"}, {"value", code->second}}, {{"type", "keyUp"}, {"value", code->second}}};
    return ask(session_ + "/actions",
               {{"actions", json::array({{{"type", "key"}, {"id", "keyboard"}, {"actions", presses}}})}})
        .has_value();
}

bool WebBrowser::screenshot(const std::filesystem::path& file) {
    const auto picture = ask(session_ + "/screenshot");
    if (!picture || !picture->is_string()) return false;
    const auto bytes = bytes_of(picture->get<std::string>());
    if (!bytes) return false;
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    stream << *bytes;
    return stream.good();
}

std::string WebBrowser::text(const std::string& selector) {
    const std::string element = find(selector);
    if (element.empty()) return {};
    const auto text = ask(session_ + "/element/" + element + "/text");
    return text && text->is_string() ? text->get<std::string>() : std::string();
}

std::string WebBrowser::address() {
    const auto url = ask(session_ + "/url");
    return url && url->is_string() ? url->get<std::string>() : std::string();
}

json WebBrowser::script(const std::string& body) {
    return ask(session_ + "/execute/sync", {{"script", body}, {"args", json::array()}}).value_or(json());
}

bool WebBrowser::wait_for(const std::string& selector, const std::string& words) {
    const auto limit = std::chrono::steady_clock::now() + patience;
    while (text(selector).find(words) == std::string::npos) {
        if (std::chrono::steady_clock::now() > limit) return false;
        std::this_thread::sleep_for(between_looks);
    }
    return true;
}

}  // namespace bangnin::harness
