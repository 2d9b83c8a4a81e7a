#include "sync/hub/console/case_parts.h"

#include <algorithm>
#include <ranges>

#include "sync/hub/console/due_words.h"
#include "sync/hub/console/icons.h"

namespace bangnin::hub::console {
namespace {

enum class Look { waits, good, over };

Html pill(Look look, std::string_view words) {
    const std::string_view name = look == Look::waits ? "waits" : look == Look::good ? "good" : "over";
    return fill(R"(<span class="pill {{look}}">{{icon}}{{words}}</span>)",
                {{"look", name}, {"icon", look == Look::good ? icon_tick() : icon_notice()}, {"words", words}});
}

bool wants_something(const sync::CaseItem& item) {
    return item.state == sync::ItemState::supplement_required || item.state == sync::ItemState::rectification_required;
}

std::string_view role_words(sync::ActorRole role) {
    switch (role) {
        case sync::ActorRole::applicant:
            return "申请人";
        case sync::ActorRole::clerk:
            return "窗口人员";
        case sync::ActorRole::agent:
            return "代办员";
        case sync::ActorRole::department:
            return "部门";
        case sync::ActorRole::manager:
            return "管理人员";
    }
    return "";
}

std::string by_words(const sync::Actor& by) {
    std::string words = std::string(role_words(by.role)) + " " + by.name;
    // Only that machine's program says that it was them.
    if (!by.device.empty()) words += "（经 " + by.device + "）";
    return words;
}

}  // namespace

Html case_pill(const sync::Case& of) {
    using enum sync::CaseState;
    if (of.state == declined || of.state == terminated) return pill(Look::over, words_of(of.state));
    if (std::ranges::any_of(of.items, wants_something)) return pill(Look::waits, "等申请人补材料");
    const bool done = of.state == completed || of.state == archived || of.state == rated;
    return pill(done ? Look::good : Look::waits, words_of(of.state));
}

Html item_pill(const sync::CaseItem& item) {
    using enum sync::ItemState;
    const Look look = item.state == approved                              ? Look::good
                      : item.state == rejected || item.state == withdrawn ? Look::over
                                                                          : Look::waits;
    return pill(look, words_of(item.state));
}

Html received_pill(bool received) { return pill(received ? Look::good : Look::waits, received ? "已收" : "待查收"); }

Html item_due(const sync::wire::CaseView& view, std::uint32_t item) {
    const auto of_item = [&](const sync::wire::CaseDeadline& deadline) { return deadline.what.item == item; };
    const auto found = std::ranges::find_if(view.due, of_item);
    return found == view.due.end() ? Html() : due_part(found->what.by, found->due);
}

Html wanted_part(const sync::CaseItem& item) {
    Html html;
    if (item.demand) {
        for (const std::string& what : item.demand->what) html += fill("<li>{{what}}</li>", {{"what", what}});
        return fill(R"(<ul class="wanted">{{list}}</ul>)", {{"list", html}});
    }
    if (item.reason.empty()) return {};
    return fill(R"(<p class="words">原因：{{reason}}</p>)", {{"reason", item.reason}});
}

Html receive_form(const sync::wire::CaseView& view, const Viewer& viewer, const Receipt& receipt) {
    const Html back =
        receipt.window.empty()
            ? Html()
            : fill(
                  R"(<input type="hidden" name="window" value="{{window}}"><input type="hidden" name="tab" value="materials">)",
                  {{"window", receipt.window}});
    return fill(
        R"(<form method="post" action="/console/cases/{{token}}">{{form}}{{back}}<input type="hidden" name="version" value="{{version}}"><input type="hidden" name="{{what}}" value="{{number}}"><button id="do-{{act}}-{{number}}" class="small" name="do" value="{{act}}">查收</button></form>)",
        {{"token", view.now.token.text()},
         {"form", form_token_field(viewer.form_token)},
         {"back", back},
         {"version", view.now.events},
         {"what", receipt.act == "close_gap" ? "gap" : "item"},
         {"act", receipt.act},
         {"number", receipt.number}});
}

Html log_part(const sync::wire::CaseView& view, const sync::WorkCalendar& calendar) {
    Html rows;
    for (const sync::wire::CaseEntry& entry : std::views::reverse(view.log)) {
        rows += fill(R"(<li><span class="quiet">{{day}} {{time}}　{{by}}</span><p>{{words}}</p></li>
)",
                     {{"day", calendar.today(entry.at).text()},
                      {"time", sync::local_hour_minute(entry.at, calendar.zone())},
                      {"by", by_words(entry.by)},
                      {"words", entry.words}});
    }
    return fill(R"(<ol class="log">{{rows}}</ol>)", {{"rows", rows}});
}

Html masks_part(const PersonMasks& masks) {
    switch (masks.state) {
        case SealState::nothing:
            return Html(R"(<p class="quiet">没有密封的信息：没有填写，或者已按规定删除。</p>)");
        case SealState::unreadable:
            return Html(R"(<p class="quiet">密封的信息打不开，请找系统管理员看日志。</p>)");
        case SealState::sealed:
            break;
    }
    Html html;
    for (const std::string& text : {masks.name, masks.id_number, masks.phone}) {
        if (!text.empty()) html += fill("<span>{{text}}</span>", {{"text", text}});
    }
    return fill(R"(<p class="masks">{{masks}}</p>)", {{"masks", html}});
}

Html reason_field() {
    return Html(
        R"(<label for="reason">查看个人信息的原因（会记录在案，请不要写个人信息）</label><input id="reason" name="reason" list="reasons" minlength="2" maxlength="100" autocomplete="off" required><datalist id="reasons"><option value="核对身份"><option value="联系申请人"><option value="填写表单"></datalist>)");
}

}  // namespace bangnin::hub::console
