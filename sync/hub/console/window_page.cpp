#include "sync/hub/console/window_page.h"

#include <algorithm>
#include <array>

#include "sync/hub/console/case_at_hand.h"
#include "sync/hub/console/case_parts.h"
#include "sync/hub/console/icons.h"

namespace bangnin::hub::console {
namespace {

using sync::QueuedState;
using sync::QueuedTicket;

std::string queue_name(const WindowPage& page, char letter) {
    const auto& services = page.config.services_of(page.viewer.hall.hall);
    const auto found = std::ranges::find(services, letter, &sync::Service::letter);
    return found == services.end() ? std::string(1, letter) : found->name;
}

long long minutes_since(sync::Instant then, sync::Instant now) {
    return std::max<long long>(0, std::chrono::floor<std::chrono::minutes>(now - then).count());
}

// One command's form: what it does, to which ticket, and what the clerk saw when they pressed it.
struct Command {
    std::string act;
    std::string words;
    std::string key{};     // shown beside the words, and pressed by it
    std::string style{};   // "primary", "tall", "off" …
    std::string ticket{};  // where it names one
    char queue = 0;        // where it names one
    Html icon{};
};

Html hidden(std::string_view name, const std::string& value) {
    return fill(R"(<input type="hidden" name="{{name}}" value="{{value}}">)", {{"name", name}, {"value", value}});
}

Html form_begin(const WindowPage& page) {
    Html html =
        fill(R"(<form method="post" action="/console/desk/{{window}}">)", {{"window", url_part(page.window.name)}});
    html += form_token_field(page.viewer.form_token);
    html += hidden("expected", page.view.current);
    return html;
}

Html form_of(const WindowPage& page, const Command& command) {
    Html html = form_begin(page);
    if (!command.ticket.empty()) html += hidden("ticket", command.ticket);
    if (command.queue != 0) html += hidden("queue", std::string(1, command.queue));
    const Html key = command.key.empty() ? Html() : fill(R"(<kbd>{{key}}</kbd>)", {{"key", command.key}});
    const Html shortcut = command.key.empty()
                              ? Html()
                              : fill(R"( data-key="{{key}}" aria-keyshortcuts="{{key}}")", {{"key", command.key}});
    const bool off = command.style.find("off") != std::string::npos;
    html += fill(
        R"(<button id="do-{{act}}{{ticket}}" name="do" value="{{act}}" class="{{style}}"{{shortcut}}{{off}}>{{icon}}{{words}}{{key}}</button></form>)",
        {{"act", command.act},
         {"ticket", command.ticket.empty() ? std::string() : "-" + command.ticket},
         {"style", command.style},
         {"shortcut", shortcut},
         {"off", off ? Html(R"( aria-disabled="true")") : Html()},
         {"icon", command.icon},
         {"words", command.words},
         {"key", key}});
    return html;
}

Html row(const WindowPage& page, const QueuedTicket& ticket, const std::string& told, const Html& act) {
    const std::string_view tag = ticket.priority == sync::PriorityClass::appointment ? "预约"
                                 : ticket.priority == sync::PriorityClass::courtesy  ? "优先"
                                                                                     : "";
    return fill(
        R"(<li><b>{{number}}</b><span class="queue">{{queue}}{{tag}}</span><span class="told">{{told}}</span><span class="at">{{at}}</span>{{act}}</li>)",
        {{"number", ticket.number},
         {"queue", queue_name(page, ticket.service)},
         {"tag", tag.empty() ? Html() : fill(R"(<span class="tag">{{tag}}</span>)", {{"tag", tag}})},
         {"told", told},
         {"at", sync::local_hour_minute(ticket.issued_at, page.config.zone)},
         {"act", act}});
}

std::string waited(const QueuedTicket& ticket, sync::Instant now) {
    return "等 " + std::to_string(minutes_since(ticket.issued_at, now)) + " 分";
}

bool ours(const WindowPage& page) { return page.view.clerk == page.viewer.staff.login; }

Html waiting_part(const WindowPage& page) {
    const DeskView& view = page.view;
    Html html =
        fill(R"(<div class="title"><h2>等候 {{all}} 人</h2><span class="quiet">本窗口 {{here}}</span></div><ol>)",
             {{"all", view.waiting.size() + view.elsewhere.size()}, {"here", view.waiting.size()}});
    for (const QueuedTicket& ticket : view.waiting) html += row(page, ticket, waited(ticket, view.as_of), Html());
    if (view.waiting.empty()) html += Html(R"(<li class="quiet">没有人等候</li>)");
    html += Html("</ol>");
    return html;
}

Html elsewhere_part(const WindowPage& page) {
    if (page.view.elsewhere.empty()) return {};
    Html html = Html(R"(<h3>其他窗口（可转入）</h3><ol>)");
    for (const QueuedTicket& ticket : page.view.elsewhere) {
        const Html act = ours(page) ? form_of(page, {.act = "move",
                                                     .words = "转入",
                                                     .style = "small",
                                                     .ticket = ticket.token,
                                                     .queue = *page.window.services.begin()})
                                    : Html();
        html += row(page, ticket, waited(ticket, page.view.as_of), act);
    }
    html += Html("</ol>");
    return html;
}

Html missed_part(const WindowPage& page) {
    if (page.view.missed.empty()) return {};
    Html html = Html(R"(<h3>过号（当天有效）</h3><ol>)");
    for (const QueuedTicket& ticket : page.view.missed) {
        const Html act =
            ours(page) ? form_of(page, {.act = "return", .words = "回来了", .style = "small", .ticket = ticket.token})
                       : Html();
        html += row(page, ticket, "叫 " + std::to_string(ticket.calls) + " 次", act);
    }
    html += Html("</ol>");
    return html;
}

// Nobody is at the window, or it is not this clerk's.
Html empty_part(const WindowPage& page) {
    const DeskView& view = page.view;
    if (!ours(page)) {
        const bool taken = !view.clerk.empty();
        Html html = fill(R"(<p class="state">{{words}}</p>)",
                         {{"words", taken ? "这个窗口现在由 " + view.clerk + " 使用。" : "这个窗口现在没有人。"}});
        html += form_of(page, {.act = "open", .words = taken ? "接替，开始服务" : "开始服务", .style = "primary tall"});
        return html;
    }
    if (view.state == sync::WindowState::paused) {
        Html html = Html(R"(<p class="state">已暂停服务，不会叫号。</p>)");
        html += form_of(page, {.act = "open", .words = "恢复服务", .style = "primary tall"});
        return html;
    }
    Html html = Html(R"(<p class="state">窗口现在没有人</p>)");
    html += form_of(page, {.act = "next",
                           .words = "叫下一位",
                           .key = "F2",
                           .style = view.waiting.empty() ? "primary tall off" : "primary tall",
                           .icon = icon_call()});
    return html;
}

Html present_commands(const WindowPage& page, const QueuedTicket& ticket) {
    const bool called = ticket.state == QueuedState::called;
    const std::string only_called = called ? "" : "off";
    Html html = Html(R"(<div class="commands">)");
    if (called) {
        html += form_of(
            page, {.act = "start", .words = "开始办理", .key = "F8", .style = "primary tall", .icon = icon_tick()});
        html += form_of(page, {.act = "finish", .words = "办结并请评价", .key = "F9", .style = "tall"});
    } else {
        html += form_of(
            page,
            {.act = "finish", .words = "办结并请评价", .key = "F9", .style = "primary tall", .icon = icon_tick()});
        html +=
            form_of(page, {.act = "next", .words = "叫下一位", .key = "F2", .style = "tall off", .icon = icon_call()});
    }
    html += Html(R"(<div class="pair">)");
    html += form_of(page, {.act = "again", .words = "重呼", .key = "F3", .style = only_called, .icon = icon_again()});
    html += form_of(page, {.act = "missed", .words = "未到", .key = "F4", .style = only_called, .icon = icon_missed()});
    html += Html("</div></div>");
    return html;
}

// What is sealed of the person: masked, and opened by a press and a reason.
Html person_part(const WindowPage& page, const QueuedTicket& ticket) {
    if (page.person.state == SealState::nothing) return {};
    Html html = masks_part(page.person);
    if (page.person.state != SealState::sealed || !ours(page)) return html;
    html += fill(
        R"(<details class="look"><summary>{{icon}}显示（留痕）</summary><form class="step" method="post" action="/console/window/{{window}}/look" data-again>{{form}}<input type="hidden" name="ticket" value="{{ticket}}">{{reason}}<button id="do-look">显示</button></form></details>)",
        {{"icon", icon_hidden()},
         {"window", url_part(page.window.name)},
         {"form", form_token_field(page.viewer.form_token)},
         {"ticket", ticket.token},
         {"reason", reason_field()}});
    return html;
}

Html present_part(const WindowPage& page, const QueuedTicket& ticket) {
    const bool called = ticket.state == QueuedState::called;
    const sync::Instant since = (called ? ticket.called_at : ticket.started_at).value_or(page.view.as_of);
    const std::string words = called ? "正在叫号　第 " + std::to_string(ticket.calls) + " 次" : "正在办理";
    Html html = fill(R"(<p class="state">{{words}}　{{past}} <span data-since="{{since}}">{{took}} 分</span></p>
<div class="who"><p class="number">{{number}}</p><div><p class="queue">{{queue}}</p>{{person}}</div></div>)",
                     {{"words", words},
                      {"past", called ? "已过" : "已用"},
                      {"since", since.time_since_epoch().count()},
                      {"took", minutes_since(since, page.view.as_of)},
                      {"number", ticket.number},
                      {"queue", queue_name(page, ticket.service)},
                      {"person", person_part(page, ticket)}});
    if (ours(page)) {
        html += present_commands(page, ticket);
    } else {
        html += empty_part(page);
    }
    return html;
}

// The queues of the hall that somebody calls from, but for the one it is in.
Html transfer_form(const WindowPage& page, const QueuedTicket& ticket) {
    Html options;
    for (const sync::Service& service : page.config.services_of(page.viewer.hall.hall)) {
        const bool called_from =
            std::ranges::any_of(page.config.windows_of(page.viewer.hall.hall),
                                [&](const CallWindow& window) { return window.services.contains(service.letter); });
        if (service.letter == ticket.service || !called_from) continue;
        options += fill(R"(<option value="{{letter}}">{{letter}} {{name}}</option>)",
                        {{"letter", std::string(1, service.letter)}, {"name", service.name}});
    }
    if (options.empty()) return {};
    Html html = form_begin(page);
    html += fill(
        R"(<label for="queue">{{icon}}转到其他窗口</label><select id="queue" name="queue" data-key="F6" aria-keyshortcuts="F6">{{options}}</select><button id="do-transfer" name="do" value="transfer">转出<kbd>F6</kbd></button></form>)",
        {{"icon", icon_transfer()}, {"options", options}});
    return html;
}

Html held_part(const WindowPage& page) {
    if (page.view.held.empty()) return {};
    Html html = Html(R"(<h3>挂起</h3><ol>)");
    for (const QueuedTicket& ticket : page.view.held) {
        const Html act =
            ours(page) ? form_of(page, {.act = "resume", .words = "继续办理", .style = "small", .ticket = ticket.token})
                       : Html();
        html += row(page, ticket, waited(ticket, page.view.as_of), act);
    }
    html += Html("</ol>");
    return html;
}

Html aside_part(const WindowPage& page) {
    Html html;
    if (page.view.present && ours(page)) {
        Html acts = transfer_form(page, *page.view.present);
        const bool serving = page.view.present->state == QueuedState::serving;
        acts += form_of(page, {.act = "hold", .words = "挂起", .key = "F7", .style = serving ? "" : "off"});
        html += case_at_hand_part(page, acts);
    }
    html += held_part(page);
    return html;
}

Html leave_form(const WindowPage& page) {
    return ours(page) ? form_of(page, {.act = "leave", .words = "离开窗口"}) : Html();
}

constexpr std::array<std::string_view, 3> tab_words{"items", "materials", "log"};

}  // namespace

std::string_view to_text(WindowTab tab) { return tab_words.at(static_cast<std::size_t>(tab)); }

WindowTab window_tab(std::string_view text) {
    const auto* found = std::ranges::find(tab_words, text);
    return found == tab_words.end() ? WindowTab::items : static_cast<WindowTab>(found - tab_words.begin());
}

Html render_window_pause(const WindowPage& page) {
    if (!ours(page)) return {};
    const bool open = page.view.state == sync::WindowState::open;
    // Where nobody is at a paused window, to go on is the next step and stands larger.
    if (!open && !page.view.present) return {};
    return fill(
        R"(<form method="post" action="/console/desk/{{window}}">{{form}}<button class="on-pine" id="do-{{act}}-header" name="do" value="{{act}}">{{icon}}{{words}}</button></form>)",
        {{"window", url_part(page.window.name)},
         {"form", form_token_field(page.viewer.form_token)},
         {"act", open ? "pause" : "open"},
         {"icon", open ? icon_pause() : Html()},
         {"words", open ? "暂停服务" : "恢复服务"}});
}

Html render_window_live(const WindowPage& page) {
    const std::string_view look = ours(page) && page.view.state == sync::WindowState::paused ? " paused" : "";
    return fill(
        R"(<div class="desk{{look}}"><section class="card waiting" aria-label="等候">{{waiting}}{{elsewhere}}{{missed}}</section>
<div class="right"><section class="card present" aria-label="窗口的人">{{present}}</section>
<section class="card more" aria-label="其他操作">{{aside}}<div class="aside">{{leave}}</div></section></div></div>)",
        {{"look", look},
         {"waiting", waiting_part(page)},
         {"elsewhere", elsewhere_part(page)},
         {"missed", missed_part(page)},
         {"present", page.view.present ? present_part(page, *page.view.present) : empty_part(page)},
         {"aside", aside_part(page)},
         {"leave", leave_form(page)}});
}

std::string render_window(const WindowPage& page) {
    const std::string time = sync::local_hour_minute(page.view.as_of, page.config.zone);
    const Html head = fill(R"(<b>窗口 {{name}}</b><span>{{place}}</span>)",
                           {{"name", page.window.name}, {"place", page.window.place}});
    const Html tools = fill(
        R"(<span class="sync" id="sync" role="status">{{icon}}<span>已同步 {{time}}</span></span><span id="pause">{{pause}}</span><b class="clock" id="clock">{{time}}</b>)",
        {{"icon", icon_tick()}, {"time", time}, {"pause", render_window_pause(page)}});
    const Html saying =
        page.saying.empty() ? Html() : fill(R"(<p class="fault" id="saying">{{words}}</p>)", {{"words", page.saying}});
    const Html content = fill(R"(<h1 class="unseen">窗口 {{name}}</h1><div role="alert">{{saying}}</div>
<div id="live" data-events="/console/events?window={{path}}&amp;tab={{tab}}" data-now="{{now}}">{{live}}</div>)",
                              {{"name", page.window.name},
                               {"saying", saying},
                               {"path", url_part(page.window.name)},
                               {"tab", to_text(page.tab)},
                               {"now", page.view.as_of.time_since_epoch().count()},
                               {"live", render_window_live(page)}});
    return render_page({.hall = page.viewer.hall.name,
                        .title = "窗口 " + page.window.name,
                        .here = "/console",
                        .body_class = "window",
                        .head = head,
                        .tools = tools},
                       content, &page.viewer);
}

std::string render_windows(const std::vector<WindowChoice>& choices, const Viewer& viewer) {
    Html rows;
    for (const auto& [window, standing] : choices) {
        const bool open = standing.state == sync::WindowState::open;
        const std::string state =
            standing.clerk.empty() ? std::string("没有人") : standing.clerk + (open ? "　正在服务" : "　已暂停");
        rows += fill(
            R"(<li><a href="/console/window/{{path}}"><b>{{name}}</b><span class="queue">{{place}}</span><span class="quiet">{{state}}</span></a></li>)",
            {{"path", url_part(window.name)}, {"name", window.name}, {"place", window.place}, {"state", state}});
    }
    if (choices.empty()) rows += Html(R"(<li class="quiet">没有您可以服务的窗口，请找系统管理员。</li>)");
    const Html content =
        fill(R"(<section class="card windows"><h1>您在哪个窗口？</h1><ul>{{rows}}</ul></section>)", {{"rows", rows}});
    return render_page({.hall = viewer.hall.name, .title = "窗口", .here = "/console"}, content, &viewer);
}

}  // namespace bangnin::hub::console
