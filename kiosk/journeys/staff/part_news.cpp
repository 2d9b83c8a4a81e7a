// What the terminal's parts said, and what staff can do about it, in words.
#include <string>

#include "kiosk/journeys/staff/staff_pages.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;

std::string printer_advice(const StaffFacts::Printer& printer) {
    if (printer.state == PartState::care && printer.obstacle) {
        switch (*printer.obstacle) {
            case NotPrinted::paper_out:
                return tr("打开上盖，换一卷新纸，盖好后点“换纸完成”。");
            case NotPrinted::cover_open:
                return tr("把上盖按下去盖好。");
            case NotPrinted::cutter:
                return tr("关掉打印机的电源，打开上盖取出卡住的纸，再打开电源。");
            case NotPrinted::offline:
            case NotPrinted::unknown:
                break;
        }
        return tr("关掉打印机的电源，过十秒再打开，再打印一张测试页。");
    }
    if (printer.state == PartState::care) return tr("请准备一卷新纸，换好后点“换纸完成”。");
    return tr("看看打印机的电源灯亮不亮，线插好没有。");
}

std::string care_advice(StaffPart part, const StaffFacts& facts) {
    switch (part) {
        case StaffPart::store:
            return facts.diary.lasting(part) == PartNews::started_anew
                       ? tr("请告诉管理员：读不出的记录另外存好了。取号照常。")
                       : tr("请马上告诉管理员：存不下来，就不能取号。");
        case StaffPart::machine:
            return facts.machine.hall_unusable ? tr("请告诉管理员：服务器上的新设置不能用，现在用的是原来的。")
                                               : tr("请告诉管理员：磁盘快满了。");
        case StaffPart::printer:
        case StaffPart::id_reader:
        case StaffPart::scanner:
        case StaffPart::hub:
        case StaffPart::voice:
            break;
    }
    return {};
}

// Not by waiting.
bool is_turned_away(const PartDiary& diary) {
    const auto state = diary.lasting(StaffPart::hub);
    return state == PartNews::refused || state == PartNews::not_the_hub || state == PartNews::broken;
}

std::string silent_advice(StaffPart part, const StaffFacts& facts) {
    switch (part) {
        case StaffPart::id_reader:
            return tr("看看灯亮不亮，线插好没有。这时可以用手机号取号。");
        case StaffPart::scanner:
            return tr("看看灯亮不亮，线插好没有。");
        case StaffPart::hub:
            return is_turned_away(facts.diary) ? tr("请告诉管理员：服务器不认这台机器。取号照常，还没有上传的都留着。")
                                               : tr("不用处理，连上后会自动补传，取号照常。");
        case StaffPart::voice:
            return tr("看看音箱的电源和音量，取号照常。");
        case StaffPart::printer:
        case StaffPart::store:
        case StaffPart::machine:
            break;
    }
    return {};
}

PartState state_of(StaffPart part, const StaffFacts& facts) {
    switch (part) {
        case StaffPart::printer:
            return facts.printer.state;
        case StaffPart::id_reader:
            return facts.id_reader.state;
        case StaffPart::scanner:
            return facts.scanner.state;
        case StaffPart::hub:
            return facts.hub.state;
        case StaffPart::store:
            return facts.store.state;
        case StaffPart::voice:
            return facts.voice.state;
        case StaffPart::machine:
            return facts.machine.state;
    }
    return PartState::unknown;
}

}  // namespace

std::string moment_text(const View& view, Wall at) {
    const LocalTime then = local_time(at, view.hall.utc_offset_minutes);
    const LocalTime now = local_time(view.now.wall, view.hall.utc_offset_minutes);
    const std::string clock = clock_of(view, at);
    if (then.month == now.month && then.day == now.day) return clock;
    const auto two_digits = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return two_digits(then.month) + "-" + two_digits(then.day) + " " + clock;
}

std::string advice_text(StaffPart part, const StaffFacts& facts) {
    const PartState state = state_of(part, facts);
    if (state == PartState::well) return tr("不用处理。");
    if (state == PartState::absent) return tr("要用它，请管理员写进这台机器的配置。");
    if (part == StaffPart::printer) return printer_advice(facts.printer);
    if (state == PartState::unknown) return tr("还没有它的消息。");
    return state == PartState::care ? care_advice(part, facts) : silent_advice(part, facts);
}

std::string news_text(StaffPart part, PartNews news) {
    switch (news) {
        case PartNews::well:
            return part == StaffPart::hub ? tr("连上了") : tr("正常");
        case PartNews::not_connected:
            return tr("没有连上");
        case PartNews::no_answer:
            return tr("没有回应");
        case PartNews::garbled:
            return tr("传来的数据不对");
        case PartNews::busy:
            return tr("正忙");
        case PartNews::broken:
            return tr("报告了故障");
        case PartNews::not_authorised:
            return tr("没有授权");
        case PartNews::paper_near_end:
            return tr("纸不多");
        case PartNews::paper_out:
            return tr("没有纸");
        case PartNews::cover_open:
            return tr("盖子开着");
        case PartNews::cutter:
            return tr("切刀卡住");
        case PartNews::overheated:
            return tr("太热，要凉一凉");
        case PartNews::offline:
            return tr("暂时不能打印");
        case PartNews::unreachable:
            return tr("连不上");
        case PartNews::not_the_hub:
            return tr("回答的不是服务器");
        case PartNews::refused:
            return tr("服务器拒绝了");
        case PartNews::server_error:
            return tr("服务器出错");
        case PartNews::started_anew:
            return tr("读不出的记录另外存好，重新开始");
        case PartNews::full:
            return tr("存满了");
        case PartNews::damaged:
            return tr("记录损坏");
        case PartNews::no_sound:
            return tr("没有声音");
        case PartNews::no_synthesis:
            return tr("不能合成语音");
        case PartNews::settings_unusable:
            return tr("新设置不能用");
        case PartNews::card_read:
            return tr("读了卡");
        case PartNews::card_unread:
            return tr("没读出卡");
        case PartNews::code_read:
            return tr("扫了码");
        case PartNews::code_unread:
            return tr("没扫出码");
        case PartNews::printed:
            return tr("打印好了");
        case PartNews::not_printed:
            return tr("没有打印");
        case PartNews::paper_changed:
            return tr("换了纸");
        case PartNews::all_sent:
            return tr("都已送到");
        case PartNews::records_refused:
            return tr("服务器没有收下记录");
        case PartNews::settings_in_force:
            return tr("用上了新设置");
    }
    return {};
}

}  // namespace bangnin::kiosk
