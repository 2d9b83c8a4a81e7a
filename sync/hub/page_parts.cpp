#include "sync/hub/page_parts.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "sync/hub/page_assets.h"

namespace bangnin::hub {
namespace {

using locale::Language;

// The length of the UTF-8 sequence at the front, 0 when it is none (RFC 3629).
std::size_t utf8_length(std::string_view text) {
    const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return 1;
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
    for (std::size_t index = 1; index < length; ++index) {
        if ((byte(index) & 0xC0) != 0x80) return 0;
    }
    const bool overlong = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xF0 && byte(1) < 0x90);
    const bool beyond = (lead == 0xED && byte(1) > 0x9F) || (lead == 0xF4 && byte(1) > 0x8F);
    return overlong || beyond ? 0 : length;
}

bool control(char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return (byte < 0x20 && letter != '\n') || byte == 0x7F;
}

std::string made_security_policy() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    std::array<unsigned char, EVP_MAX_MD_SIZE * 2> text{};
    unsigned int size = 0;
    EVP_Digest(page_assets::page_css.data(), page_assets::page_css.size(), digest.data(), &size, EVP_sha256(), nullptr);
    const int length = EVP_EncodeBlock(text.data(), digest.data(), static_cast<int>(size));
    return "default-src 'none'; style-src 'sha256-" +
           std::string(reinterpret_cast<const char*>(text.data()), static_cast<std::size_t>(length)) +
           "'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
}

std::string_view tag_of(Language language) {
    switch (language) {
        case Language::chinese:
            return "zh-CN";
        case Language::mongolian:
            return "mn-Mong";
        case Language::english:
            return "en";
    }
    return "zh-CN";
}

std::string class_of(const PageLook& look) {
    const std::string_view large = look.size == TextSize::large ? "large" : "";
    const std::string_view columns = look.language == Language::mongolian ? "columns" : "";
    if (large.empty() && columns.empty()) return {};
    return " class=\"" + std::string(large) + (large.empty() || columns.empty() ? "" : " ") + std::string(columns) +
           "\"";
}

// Each language in its own words.
std::string language_links(const std::string& path, const PageLook& look) {
    constexpr std::array<std::pair<Language, std::string_view>, 3> languages{
        {{Language::chinese, "中文"}, {Language::mongolian, "ᠮᠣᠩᠭᠣᠯ"}, {Language::english, "English"}}};
    std::string links = "<nav class=\"languages\" aria-label=\"" + say_plainly("语言") + "\"><ul>";
    for (const auto& [language, name] : languages) {
        const std::string tag(tag_of(language));
        const bool here = language == look.language;
        links += "<li><a href=\"" + html_escaped(address_of(path, {language, look.size})) + "\" lang=\"" + tag +
                 "\" hreflang=\"" + tag + '"' + (here ? " aria-current=\"true\"" : "") + ">" + std::string(name) +
                 "</a></li>";
    }
    return links + "</ul></nav>";
}

std::string size_link(const std::string& path, const PageLook& look) {
    const bool large = look.size == TextSize::large;
    const PageLook other{look.language, large ? TextSize::normal : TextSize::large};
    return "<a href=\"" + html_escaped(address_of(path, other)) + "\">" + (large ? say("小字") : say("大字")) + "</a>";
}

}  // namespace

std::string html_escaped(std::string_view text) {
    std::string result;
    result.reserve(text.size() + 16);
    while (!text.empty()) {
        const std::size_t length = utf8_length(text);
        const char first = text.front();
        if (length == 0 || (length == 1 && control(first))) {
            result += "\uFFFD";
        } else if (first == '&') {
            result += "&amp;";
        } else if (first == '<') {
            result += "&lt;";
        } else if (first == '>') {
            result += "&gt;";
        } else if (first == '"') {
            result += "&quot;";
        } else if (first == '\'') {
            result += "&#39;";
        } else {
            result += text.substr(0, length);
        }
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return result;
}

std::string filled(std::string_view page, const PageValues& values) {
    std::string result;
    result.reserve(page.size() * 2);
    while (!page.empty()) {
        const std::size_t begin = page.find("{{");
        const std::size_t end = begin == std::string_view::npos ? begin : page.find("}}", begin);
        if (end == std::string_view::npos) break;
        result += page.substr(0, begin);
        if (const auto value = values.find(page.substr(begin + 2, end - begin - 2)); value != values.end()) {
            result += value->second;
        }
        page.remove_prefix(end + 2);
    }
    return result += page;
}

std::string detail::marked(std::string_view source, std::string words) {
    if (locale::language() == Language::chinese || locale::tr(source) != source) return words;
    return "<span lang=\"zh-CN\">" + words + "</span>";
}

std::string chinese(std::string_view text) {
    if (locale::language() == Language::chinese) return html_escaped(text);
    return "<span lang=\"zh-CN\">" + html_escaped(text) + "</span>";
}

std::string shortened(std::string_view text, std::size_t code_points) {
    std::string_view rest = text;
    while (!rest.empty() && code_points > 0) {
        rest.remove_prefix(std::max<std::size_t>(utf8_length(rest), 1));
        --code_points;
    }
    if (rest.empty()) return std::string(text);
    return std::string(text.substr(0, text.size() - rest.size())) + "…";
}

std::string icon(std::string_view path) {
    return R"(<svg viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="4.4" stroke-linecap="round" )"
           R"(stroke-linejoin="round" aria-hidden="true">)" +
           std::string(path) + "</svg>";
}

std::string telephone_button(const Hall& hall, const std::string& words) {
    if (hall.telephone.empty()) return {};
    const std::string number = html_escaped(hall.telephone);
    return "<a class=\"call\" href=\"tel:" + number + "\">" + words + " " + number + "</a>";
}

std::string date_of(sync::LocalDay day) {
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day.number()}}};
    return say("{0} 年 {1} 月 {2} 日", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
               static_cast<unsigned>(date.day()));
}

std::string short_date_of(sync::LocalDay day) {
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day.number()}}};
    return say("{0} 月 {1} 日", static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string address_of(const std::string& path, const PageLook& look) {
    std::string address = path;
    if (look.language != Language::chinese) address += "?lang=" + std::string(locale::code_of(look.language));
    if (look.size == TextSize::large) address += std::string(address == path ? "?" : "&") + "size=large";
    return address;
}

std::string whole_page(const WholePage& page, const Hall& hall, const PageLook& look) {
    const bool choices = !page.path.empty();
    const std::string refresh = "<meta http-equiv=\"refresh\" content=\"" + std::to_string(page.refresh_s) + "\">\n";
    return filled(page_assets::page_html, {{"css", std::string(page_assets::page_css)},
                                           {"lang", std::string(tag_of(look.language))},
                                           {"class", class_of(look)},
                                           {"refresh", page.refresh_s > 0 ? refresh : ""},
                                           {"title", page.title},
                                           {"hall", html_escaped(hall.name)},
                                           {"size_link", choices ? size_link(page.path, look) : ""},
                                           {"main", page.main},
                                           {"languages", choices ? language_links(page.path, look) : ""}});
}

std::string_view page_security_policy() {
    static const std::string policy = made_security_policy();
    return policy;
}

}  // namespace bangnin::hub
