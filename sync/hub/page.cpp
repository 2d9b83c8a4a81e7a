#include "sync/hub/page.h"

#include <string>

#include "sync/hub/page_assets.h"

namespace bangnin::hub {
namespace {

using sync::TicketState;

constexpr int refresh_s = 20;

struct StateWords {
    std::string_view word;
    std::string_view style;
    std::string_view icon;
    std::string help;
};

std::string paragraphs(const std::string& first, const std::string& second = "") {
    return "<p>" + first + "</p>" + (second.empty() ? "" : "<p>" + second + "</p>");
}

bool over(TicketState state) { return state == TicketState::done || state == TicketState::cancelled; }

StateWords waiting_words(const sync::wire::TicketView& ticket) {
    std::string help =
        paragraphs(say("请留意大厅叫号。快到您时请回到等候区。"), say("时间是按现在的排队情况估算的，会随时变化。"));
    if (ticket.open_windows == 0U) {
        help =
            paragraphs(say("办理这项业务的窗口都暂停了，恢复以后接着叫号。"), say("您的号一直有效，请留意大厅通知。"));
    }
    return {gettext_noop("正在等候"), "waiting", clock_icon, std::move(help)};
}

StateWords words_for(const TicketPage& page) {
    if (page.day == TicketDay::past && page.ticket.state != TicketState::done) {
        return {gettext_noop("已过当天"), "missed", note_icon,
                paragraphs(say("号码只在取号当天有效。"), say("还要办事的话，请到大厅重新取号。"))};
    }
    switch (page.ticket.state) {
        case TicketState::waiting:
            return waiting_words(page.ticket);
        case TicketState::called:
            return {gettext_noop("请到窗口"), "called", note_icon, paragraphs(say("正在叫您的号，请现在到窗口。"))};
        case TicketState::serving:
            return {gettext_noop("正在办理"), "serving", clock_icon, paragraphs(say("窗口正在为您办理。"))};
        case TicketState::done:
            return {gettext_noop("办好了"), "done", tick_icon, paragraphs(say("这次办理已经结束，谢谢您来。"))};
        case TicketState::missed:
            return {gettext_noop("已过号"), "missed", note_icon,
                    paragraphs(say("叫号时没有等到您，号码今天仍然有效。"), say("请在自助机上扫这张号票，重新排队。"))};
        case TicketState::cancelled:
            return {gettext_noop("已取消"), "missed", note_icon,
                    paragraphs(say("这个号已经取消。还要办事的话，请重新取号。"))};
    }
    return {};
}

std::string fact(const std::string& name, const std::string& value, std::string_view style = "") {
    return "<div" + (style.empty() ? std::string() : " class=\"" + std::string(style) + '"') + "><dt>" + name +
           "</dt><dd>" + value + "</dd></div>\n";
}

std::string counted(const std::string& number, const std::string& unit) {
    return "<span class=\"count\">" + number + "</span> " + unit;
}

std::string minutes_text(const sync::Estimate& estimate) {
    if (estimate.high_min == 0) return say("马上");
    const std::string high = std::to_string(estimate.high_min);
    const std::string low = std::to_string(estimate.low_min);
    return counted(estimate.low_min == estimate.high_min ? high : low + "–" + high, say("分钟"));
}

std::string facts_of(const TicketPage& page, const Hall& hall) {
    const sync::wire::TicketView& ticket = page.ticket;
    std::string facts;
    if (ticket.state == TicketState::waiting && page.day == TicketDay::today) {
        facts += fact(say("前面还有"), counted(std::to_string(ticket.ahead), say("人")));
        if (ticket.open_windows == 0U) {
            facts += fact(say("大约还要等"), say("现在没有开放的窗口"));
        } else if (ticket.estimate) {
            facts += fact(say("大约还要等"), minutes_text(*ticket.estimate));
        }
    }
    if (!ticket.window.empty()) facts += fact(say("窗口"), chinese(ticket.window), "wide");
    if (!ticket.department.empty() && ticket.department != page.service) {
        facts += fact(say("办理部门"), chinese(ticket.department), "wide");
    }
    return facts + fact(say("取号时间"), sync::local_hour_minute(ticket.issued_at, hall.zone), "wide");
}

// It changes by itself as long as something can happen, and not while somebody writes what he thinks.
bool changes(const TicketPage& page) { return page.day == TicketDay::today && !over(page.ticket.state); }

}  // namespace

std::string render_ticket(const TicketPage& page, const Hall& hall) {
    const locale::LanguageScope language(page.look.language);
    const sync::wire::TicketView& ticket = page.ticket;
    const StateWords words = words_for(page);
    const bool attention = words.style == "called" || words.style == "missed" || ticket.open_windows == 0U;
    const std::string path = "/t/" + ticket.token;
    const std::string number = html_escaped(ticket.number);
    const std::string time = sync::local_hour_minute(ticket.as_of, hall.zone);
    const std::string main =
        filled(page_assets::ticket_html,
               {{"here", html_escaped(address_of(path, page.look))},
                {"day", say("{0} 取的号", date_of(sync::local_day(ticket.issued_at, hall.zone)))},
                {"service", html_escaped(page.service.empty() ? ticket.department : page.service)},
                {"number_label", say_plainly("您的号码")},
                {"number_words", say("您的号码")},
                {"number", number},
                {"number_class", ticket.number.size() > 6 ? " long" : ""},
                {"state", say(words.word)},
                {"state_class", std::string(words.style)},
                {"state_icon", icon(words.icon)},
                {"mongolian", "ᠳ᠋ᠤᠭᠠᠷ"},
                {"facts", facts_of(page, hall)},
                {"help", words.help},
                {"help_class", attention ? " attention" : ""},
                {"rating", rating_part(page.rating, path, page.look)},
                {"telephone", telephone_button(hall, say("打电话给大厅"))},
                {"as_of", changes(page) ? say("截至 {0}，每 20 秒自动更新", time) : say("截至 {0}", time)},
                {"refresh_word", say("现在更新")}});
    return whole_page({.path = path,
                       .title = number + " " + say_plainly(words.word),
                       .main = main,
                       .refresh_s = changes(page) ? refresh_s : 0},
                      hall, page.look);
}

namespace {

struct NoticeWords {
    std::string_view title;
    std::string words;
};

NoticeWords words_of(Notice notice) {
    switch (notice) {
        case Notice::unknown_ticket:
            return {gettext_noop("没有找到这个号"),
                    paragraphs(say("刚取的号可能还在路上，请过一分钟再打开一次。"),
                               say("您的号票一直有效，号码以票面为准。")) +
                        paragraphs(say("还是打不开的话，请在自助机上按“查询进度”扫一下号票，或问大厅的工作人员。"))};
        case Notice::unknown_case:
            return {gettext_noop("没有找到这个办件"),
                    paragraphs(say("刚提交的申请可能还在路上，请过一分钟再打开一次。"),
                               say("还是打不开的话，请问大厅的工作人员。"))};
        case Notice::unavailable:
            return {gettext_noop("暂时查不到"),
                    paragraphs(say("您的号票和办件一直有效。"), say("请过一分钟再打开一次。"))};
        case Notice::not_understood:
            return {gettext_noop("没有收到评价"), paragraphs(say("请返回上一页，选一项再提交。"))};
        case Notice::too_late:
            return {gettext_noop("评价不能再改了"), paragraphs(say("第一次评价以后 24 小时之内可以修改。"))};
        case Notice::not_yet:
            return {gettext_noop("现在还不能评价"), paragraphs(say("办完以后请您评价。"))};
    }
    return {};
}

}  // namespace

std::string render_notice(Notice notice, const Hall& hall, const PageLook& look) {
    const locale::LanguageScope language(look.language);
    const NoticeWords words = words_of(notice);
    return whole_page({.path = {},
                       .title = say_plainly(words.title),
                       .main = "<h1>" + say(words.title) + "</h1>\n<div class=\"help attention\">" + words.words +
                               "</div>\n" + telephone_button(hall, say("打电话给大厅"))},
                      hall, look);
}

}  // namespace bangnin::hub
