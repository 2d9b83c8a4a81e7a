#include "sync/hub/console/devices_page.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

namespace bangnin::hub::console {
namespace {

using Word = std::pair<std::string_view, std::string_view>;

constexpr std::array parts{
    Word{"printer", "小票打印机"}, Word{"id_reader", "读卡器"},   Word{"scanner", "扫码器"},
    Word{"store", "存储"},         Word{"link", "网络"},          Word{"outbox", "待上报"},
    Word{"voice", "语音"},         Word{"service", "服务"},       Word{"office_printer", "打印机"},
    Word{"hall", "大厅设置"},      Word{"catalogue", "事项目录"}, Word{"hall_refused", "不能用的设置版本"},
    Word{"hall_place", "出错处"}};

// What a device tells beside the states of its parts: no trouble, whatever it says.
constexpr std::array facts{Word{"hall_version", "设置版本"}, Word{"catalogue_version", "目录版本"}};

constexpr std::array states{Word{"ok", "正常"},
                            Word{"paper_near_end", "纸快用完"},
                            Word{"near_end", "纸快用完"},
                            Word{"paper_out", "缺纸"},
                            Word{"cover_open", "盖子开着"},
                            Word{"cutter", "切刀故障"},
                            Word{"absent", "没有接上"},
                            Word{"not_connected", "没有接上"},
                            Word{"not_responding", "没有回应"},
                            Word{"unknown", "未知"},
                            Word{"offline", "断开"},
                            Word{"paused", "已暂停"},
                            Word{"rejected", "有被退回的"},
                            Word{"recovered", "修复过"},
                            Word{"full", "满了"},
                            Word{"busy", "忙"},
                            Word{"no_synthesis", "只有录音"},
                            Word{"refused", "不能用"},
                            Word{"not_signed", "签名不对"},
                            Word{"older", "比现有的旧"},
                            Word{"own", "本机自己的"}};

constexpr std::array roles{Word{"kiosk", "自助机"}, Word{"pad", "评价器"}, Word{"board", "叫号屏"},
                           Word{"operator", "柜台程序"}};

// What has no words here is shown as the device said it.
template <std::size_t size>
std::string_view words_of(const std::array<Word, size>& words, std::string_view word) {
    const auto found = std::ranges::find(words, word, &Word::first);
    return found == words.end() ? word : found->second;
}

bool is_fact(std::string_view part) { return std::ranges::find(facts, part, &Word::first) != facts.end(); }

Html parts_of(const std::string& health) {
    const auto json = nlohmann::json::parse(health, nullptr, false);
    Html html;
    if (!json.is_object()) return html;
    for (const auto& [part, state] : json.items()) {
        if (!state.is_string()) continue;
        const std::string word = state.get<std::string>();
        if (is_fact(part)) {
            html += fill(R"(<li class="good">{{part}} {{state}}</li>)",
                         {{"part", words_of(facts, part)}, {"state", words_of(states, word)}});
            continue;
        }
        const bool good = word == "ok";
        // The state is a sign and a word; its colour comes third.
        html += fill(R"(<li class="{{look}}"><span aria-hidden="true">{{sign}}</span>{{part}} {{state}}</li>)",
                     {{"look", good ? "good" : "bad"},
                      {"sign", good ? "✓" : "!"},
                      {"part", words_of(parts, part)},
                      {"state", words_of(states, word)}});
    }
    return html;
}

std::string when(const std::string& at, sync::HallZone zone) {
    const auto instant = sync::parse_instant(at);
    if (!instant) return "还没有";
    return sync::local_day(*instant, zone).text() + " " + sync::local_hour_minute(*instant, zone);
}

}  // namespace

std::string render_devices(const DevicesPage& page, const Viewer& viewer) {
    Html rows;
    for (const Device& device : page.devices) {
        const Html state = parts_of(device.health);
        rows += fill(
            R"(<tr><td><b>{{name}}</b></td><td>{{role}}</td><td>{{seen}}</td><td><ul class="parts">{{parts}}</ul></td></tr>
)",
            {{"name", device.name},
             {"role", words_of(roles, to_text(device.role))},
             {"seen", when(device.last_seen_at, page.zone)},
             {"parts", state.empty() ? Html(R"(<li class="quiet">没有报告过</li>)") : state}});
    }
    if (page.devices.empty()) rows += Html(R"(<tr><td colspan="4" class="quiet">还没有设备</td></tr>)");
    const Html content =
        fill(R"(<section class="card page"><h1>设备</h1><p class="quiet">状态是设备自己最近一次报告的。</p>
<table><thead><tr><th scope="col">设备</th><th scope="col">种类</th><th scope="col">最近上报</th><th scope="col">各部分</th></tr></thead>
<tbody>{{rows}}</tbody></table></section>)",
             {{"rows", rows}});
    return render_page({.hall = page.hall, .title = "设备", .here = "/console/devices"}, content, &viewer);
}

}  // namespace bangnin::hub::console
