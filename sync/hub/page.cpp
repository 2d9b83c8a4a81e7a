#include "sync/hub/page.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <map>

#include "sync/hub/page_assets.h"

namespace bangnin::hub {
namespace {

using sync::TicketState;
using Values = std::map<std::string_view, std::string>;

// Every {{name}} of the template by its value, which is HTML already; an unknown name stands for nothing.
std::string filled(std::string_view page, const Values& values) {
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

struct StateWords {
    std::string_view word;
    std::string_view style;
    std::string_view icon;  // the path of a 48-unit icon
    std::string_view help;
};

constexpr std::string_view clock_icon = R"(<circle cx="24" cy="24" r="17"/><path d="M24 13v12l8 5"/>)";
constexpr std::string_view tick_icon = R"(<path d="M8 25l11 11L41 12"/>)";
constexpr std::string_view note_icon = R"(<circle cx="24" cy="24" r="17"/><path d="M24 22v11M24 14.5v1"/>)";

StateWords words_for(TicketState state, TicketDay day) {
    if (day == TicketDay::past) {
        return {"已过当天", "missed", note_icon,
                "<p>号码只在取号当天有效。</p><p>还要办事的话，请到大厅重新取号。</p>"};
    }
    switch (state) {
        case TicketState::waiting:
            return {"正在等候", "waiting", clock_icon,
                    "<p>请留意大厅叫号。快到您时请回到等候区。</p><p>时间是按现在的排队情况估算的，会随时变化。</p>"};
        case TicketState::called:
            return {"请到窗口", "called", note_icon, "<p>正在叫您的号，请现在到窗口。</p>"};
        case TicketState::serving:
            return {"正在办理", "serving", clock_icon, "<p>窗口正在为您办理。</p>"};
        case TicketState::done:
            return {"办好了", "done", tick_icon, "<p>这次办理已经结束，谢谢您来。</p>"};
        case TicketState::missed:
            return {"已过号", "missed", note_icon,
                    "<p>叫号时没有等到您，号码今天仍然有效。</p><p>请在自助机上扫这张号票，重新排队。</p>"};
        case TicketState::cancelled:
            return {"已取消", "missed", note_icon, "<p>这个号已经取消。还要办事的话，请重新取号。</p>"};
    }
    return {"", "", "", ""};
}

std::string icon(std::string_view path) {
    return R"(<svg viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="4.4" stroke-linecap="round" )"
           R"(stroke-linejoin="round" aria-hidden="true">)" +
           std::string(path) + "</svg>";
}

std::string fact(std::string_view name, const std::string& value, std::string_view style = "") {
    return "<div" + (style.empty() ? std::string() : " class=\"" + std::string(style) + '"') + "><dt>" +
           std::string(name) + "</dt><dd>" + value + "</dd></div>\n";
}

std::string minutes_text(const sync::Estimate& estimate) {
    if (estimate.high_min == 0) return "马上";
    const std::string high = std::to_string(estimate.high_min);
    const std::string range =
        estimate.low_min == estimate.high_min ? high : std::to_string(estimate.low_min) + "–" + high;
    return "<span class=\"count\">" + range + "</span> 分钟";
}

std::string facts_of(const TicketPage& page, const Hall& hall) {
    const sync::wire::TicketView& ticket = page.ticket;
    std::string facts;
    const bool waiting = ticket.state == TicketState::waiting && page.day == TicketDay::today;
    if (waiting) {
        facts += fact("前面还有", "<span class=\"count\">" + std::to_string(ticket.ahead) + "</span> 人");
        if (ticket.estimate) facts += fact("大约还要等", minutes_text(*ticket.estimate));
    }
    if (!ticket.window.empty()) facts += fact("窗口", html_escaped(ticket.window), "wide");
    if (!ticket.department.empty() && ticket.department != page.service)
        facts += fact("办理部门", html_escaped(ticket.department), "wide");
    facts += fact("取号时间", sync::local_hour_minute(ticket.issued_at, hall.zone), "wide");
    return facts;
}

std::string telephone_button(const Hall& hall) {
    if (hall.telephone.empty()) return {};
    const std::string number = html_escaped(hall.telephone);
    return "<a class=\"call\" href=\"tel:" + number + "\">打电话给大厅 " + number + "</a>";
}

std::string day_words(const sync::wire::TicketView& ticket, const Hall& hall) {
    const std::string day = sync::local_day(ticket.issued_at, hall.zone).text();
    return day.substr(0, 4) + " 年 " + std::to_string(std::stoi(day.substr(5, 2))) + " 月 " +
           std::to_string(std::stoi(day.substr(8, 2))) + " 日";
}

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

std::string made_security_policy() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    std::array<unsigned char, EVP_MAX_MD_SIZE * 2> text{};
    unsigned int size = 0;
    EVP_Digest(page_assets::page_css.data(), page_assets::page_css.size(), digest.data(), &size, EVP_sha256(), nullptr);
    const int length = EVP_EncodeBlock(text.data(), digest.data(), static_cast<int>(size));
    return "default-src 'none'; style-src 'sha256-" +
           std::string(reinterpret_cast<const char*>(text.data()), static_cast<std::size_t>(length)) +
           "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}

}  // namespace

std::string html_escaped(std::string_view text) {
    std::string result;
    result.reserve(text.size() + 16);
    while (!text.empty()) {
        const std::size_t length = utf8_length(text);
        const char first = text.front();
        if (length == 0 || (length == 1 && (static_cast<unsigned char>(first) < 0x20 || first == 0x7F))) {
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

std::string render_ticket(const TicketPage& page, const Hall& hall) {
    const sync::wire::TicketView& ticket = page.ticket;
    const StateWords words = words_for(ticket.state, page.day);
    const bool large = page.size == TextSize::large;
    const bool attention = words.style == "called" || words.style == "missed";
    const std::string path = "/t/" + html_escaped(ticket.token);
    return filled(page_assets::ticket_html,
                  {{"css", std::string(page_assets::page_css)},
                   {"large_class", large ? " class=\"large\"" : ""},
                   {"size_link", large ? path : path + "?size=large"},
                   {"size_word", large ? "小字" : "大字"},
                   {"here", large ? path + "?size=large" : path},
                   {"hall", html_escaped(hall.name)},
                   {"day", day_words(ticket, hall)},
                   {"service", html_escaped(page.service.empty() ? ticket.department : page.service)},
                   {"number", html_escaped(ticket.number)},
                   {"number_class", ticket.number.size() > 6 ? " long" : ""},
                   {"state", std::string(words.word)},
                   {"state_class", std::string(words.style)},
                   {"state_icon", icon(words.icon)},
                   {"mongolian", "ᠳ᠋ᠤᠭᠠᠷ"},
                   {"facts", facts_of(page, hall)},
                   {"help", std::string(words.help)},
                   {"help_class", attention ? " attention" : ""},
                   {"telephone", telephone_button(hall)},
                   {"as_of", sync::local_hour_minute(ticket.as_of, hall.zone)}});
}

std::string render_notice(Notice notice, const Hall& hall) {
    const bool unknown = notice == Notice::unknown_ticket;
    return filled(page_assets::notice_html,
                  {{"css", std::string(page_assets::page_css)},
                   {"hall", html_escaped(hall.name)},
                   {"title", unknown ? "没有找到这个号" : "暂时查不到"},
                   {"words", unknown ? "<p>刚取的号可能还在路上，请过一分钟再打开一次。</p>"
                                       "<p>您的号票一直有效，号码以票面为准。</p>"
                                       "<p>还是打不开的话，请在自助机上按“查询进度”扫一下号票，或问大厅的工作人员。</p>"
                                     : "<p>您的号票一直有效，号码以票面为准。</p><p>请过一分钟再打开一次。</p>"},
                   {"telephone", telephone_button(hall)}});
}

std::string_view page_security_policy() {
    static const std::string policy = made_security_policy();
    return policy;
}

}  // namespace bangnin::hub
