// The terminal's parts, and what came of the last key, in words.
#include <algorithm>
#include <utility>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/staff/staff_pages.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using locale::tr_plural;
using screen::Icon;

std::string joined(const std::string& first, const std::string& second) {
    if (first.empty() || second.empty()) return first + second;
    return first + tr("，") + second;
}

// What is left of the roll, where somebody has said how much a new one holds and it was changed in time.
std::string paper_text(const StaffFacts::Printer& printer) {
    const std::uint64_t of_roll = std::max(printer.roll_papers, printer.since_paper) - printer.since_paper;
    // Where the printer itself says that it is out, or nearly, the roll was not a full one.
    const bool not_full = printer.obstacle == NotPrinted::paper_out ||
                          (printer.paper == PaperLevel::near_end && of_roll > printer.roll_papers / 4);
    if (of_roll == 0 || not_full) return tr_plural("换纸后打了 {0} 张", printer.since_paper);
    const std::string left = tr_plural("约剩 {0} 张", of_roll);
    return printer.paper == PaperLevel::near_end ? joined(left, tr("可换纸")) : left;
}

bool has_word(NotPrinted obstacle) {
    return obstacle == NotPrinted::paper_out || obstacle == NotPrinted::cover_open || obstacle == NotPrinted::cutter;
}

// What is the matter with a printer that answers.
std::string printer_word(const StaffFacts::Printer& printer) {
    if (printer.state != PartState::care) return state_text(printer.state);
    if (printer.obstacle) return has_word(*printer.obstacle) ? reason_text(*printer.obstacle) : tr("注意");
    return printer.paper == PaperLevel::near_end ? tr("纸不多") : tr("注意");
}

std::string printer_text(const StaffFacts::Printer& printer) {
    if (printer.obstacle && !has_word(*printer.obstacle)) return reason_text(*printer.obstacle);
    return paper_text(printer);
}

std::string failures_text(const StaffFacts::Reads& reads) {
    return reads.failed > 0 ? tr_plural("失败 {0} 次", reads.failed) : std::string();
}

std::string earpieces_text(Earpieces earpieces) {
    switch (earpieces) {
        case Earpieces::unknown:
            return {};
        case Earpieces::out:
            return tr("耳机没有插");
        case Earpieces::in:
            return tr("耳机插着");
    }
    return {};
}

std::string settings_text(const StaffFacts::Machine& machine) {
    if (machine.hall_unusable) return tr("设置第 {0} 版不能用", *machine.hall_unusable);
    if (machine.hall_version > 0) return tr("设置第 {0} 版", machine.hall_version);
    return {};
}

std::string machine_text(const StaffFacts::Machine& machine) {
    // Two things at most: more would not stand on the page where words are largest.
    if (machine.hall_unusable) return settings_text(machine);
    const std::string version = tr("版本 {0}", machine.version);
    if (machine.hall_version > 0 && machine.state == PartState::well) return joined(version, settings_text(machine));
    return machine.free_percent ? joined(tr("磁盘剩 {0} %", *machine.free_percent), version) : version;
}

}  // namespace

std::string reason_text(NotPrinted reason) {
    switch (reason) {
        case NotPrinted::paper_out:
            return tr("没有纸");
        case NotPrinted::cover_open:
            return tr("盖子开着");
        case NotPrinted::cutter:
            return tr("切刀卡住");
        case NotPrinted::offline:
            return tr("打印机没有连上");
        case NotPrinted::unknown:
            break;
    }
    return tr("打印机没有确认");
}

std::string answer_text(const staff_stage::Desk& desk) {
    switch (desk.answer) {
        case StaffAnswer::none:
            return {};
        case StaffAnswer::test_printing:
            return tr("正在打印测试页。");
        case StaffAnswer::test_printed:
            return tr("测试页打印好了，请取走。");
        case StaffAnswer::test_failed:
            return tr("测试页没有打印：{0}。", reason_text(desk.reason));
        case StaffAnswer::reprinting:
            return tr("正在补打上一张。");
        case StaffAnswer::reprinted:
            return tr("{0} 补打好了。", desk.number);
        case StaffAnswer::reprint_failed:
            return tr("{0} 没有补打：{1}。", desk.number, reason_text(desk.reason));
        case StaffAnswer::nothing_to_reprint:
            return tr("这台机器今天还没有发出号码。");
        case StaffAnswer::paper_counted:
            return tr("已重新计数。");
        case StaffAnswer::syncing:
            return tr("正在连接。");
        case StaffAnswer::synced:
            return tr("连上了，都已送到。");
        case StaffAnswer::not_synced:
            return tr("没有全部送到，会自动再试。");
        case StaffAnswer::no_hub:
            return tr("这台机器单独使用，不用同步。");
        case StaffAnswer::paused:
            return tr("已暂停使用，退出后显示检修。");
        case StaffAnswer::resumed:
            return tr("已恢复使用。");
        case StaffAnswer::not_kept:
            return tr("已照办，但没有存下来，重启后会忘记。");
        case StaffAnswer::touch_tried:
            return tr("触摸测试完成。");
    }
    return {};
}

std::string contact_text(const View& view, const StaffFacts& facts) {
    if (facts.hub.state == PartState::absent) return {};
    if (!facts.hub.last_contact) return tr("还没有连上过");
    return tr("最近连上 {0}", clock_of(view, *facts.hub.last_contact));
}

std::vector<PartRow> part_rows(const View& view, const StaffFacts& facts) {
    std::vector<PartRow> rows;
    const auto add = [&](StaffPart part, Icon icon, std::string name, PartState state, std::string detail) {
        const auto since = facts.diary.since(part);
        const bool reconnects = part != StaffPart::hub && part != StaffPart::voice;
        if (state == PartState::silent && since && reconnects) {
            detail = tr("{0} 起，正在自动重连", moment_text(view, *since));
        }
        if (state == PartState::absent) detail.clear();
        rows.push_back({.part = part,
                        .icon = icon,
                        .name = std::move(name),
                        .state = state,
                        .word = state_text(state),
                        .detail = std::move(detail)});
    };
    const auto reads = [](const StaffFacts::Reads& device) {
        return joined(tr_plural("开机后 {0} 次", device.done), failures_text(device));
    };
    add(StaffPart::printer, Icon::printer, tr("小票打印机"), facts.printer.state, printer_text(facts.printer));
    rows.back().word = printer_word(facts.printer);
    add(StaffPart::id_reader, Icon::card, tr("身份证读卡器"), facts.id_reader.state, reads(facts.id_reader));
    add(StaffPart::scanner, Icon::scan, tr("扫码器"), facts.scanner.state, reads(facts.scanner));
    add(StaffPart::hub, Icon::globe, tr("网络和服务器"), facts.hub.state, contact_text(view, facts));
    add(StaffPart::store, Icon::save, tr("本机存储"), facts.store.state,
        tr_plural("今天取号 {0} 张", facts.store.tickets_today));
    add(StaffPart::voice, Icon::voice, tr("语音和声音"), facts.voice.state, earpieces_text(facts.voice.earpieces));
    add(StaffPart::machine, Icon::lock, tr("本机"), facts.machine.state, machine_text(facts.machine));
    return rows;
}

}  // namespace bangnin::kiosk
