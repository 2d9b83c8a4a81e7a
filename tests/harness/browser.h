// A real browser without a display: Chromium by the WebDriver protocol (W3C), as a person at a keyboard uses it.
#pragma once

#include <expected>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/harness/process.h"

namespace bangnin::harness {

class WebBrowser {
  public:
    struct Size {
        int width = 1440;
        int height = 900;
    };
    // In a new profile in `folder`. The error says why there is none.
    static std::expected<WebBrowser, std::string> start(const std::filesystem::path& folder, Size size);

    WebBrowser(WebBrowser&& other) noexcept = default;
    WebBrowser& operator=(WebBrowser&& other) noexcept = default;
    ~WebBrowser();

    // Each gives whether it went as asked; what a page does then may take its time: see wait_for.
    bool open(const std::string& url);
    bool click(const std::string& selector);
    bool type(const std::string& selector, const std::string& text);
    // "F2", "Tab", "Enter", "ArrowDown", to whatever has the focus.
    bool press(const std::string& key);
    bool screenshot(const std::filesystem::path& file);

    // The element's visible text; empty where there is none.
    std::string text(const std::string& selector);
    std::string address();
    // What `return …` of a script gives; null where it fails.
    nlohmann::json script(const std::string& body);
    // Until the element's text contains the words.
    bool wait_for(const std::string& selector, const std::string& words);

  private:
    WebBrowser(Process process, std::string address) : process_(std::move(process)), driver_(std::move(address)) {}
    // The value of the answer; nothing where the driver says no.
    std::optional<nlohmann::json> ask(const std::string& path, const nlohmann::json& body);
    std::optional<nlohmann::json> ask(const std::string& path);
    std::string find(const std::string& selector);

    std::optional<Process> process_;
    std::string driver_;
    std::string session_;
};

}  // namespace bangnin::harness
