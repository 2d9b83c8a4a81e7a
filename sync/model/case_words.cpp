#include "sync/model/case_words.h"

#include <algorithm>
#include <array>

#include "sync/model/case_rules.h"

namespace bangnin::sync {
namespace {

constexpr std::array<std::string_view, case_states> state_words{"已提交",     "已受理", "未受理", "已安排代办员",
                                                                "已制定方案", "申报中", "审批中", "已办结",
                                                                "已归档",     "已评价", "已终止"};
constexpr std::array<std::string_view, item_states> item_state_words{"未申报", "已申报", "已受理", "待补充材料",
                                                                     "待整改", "已批准", "未批准", "已撤回"};

std::string quoted(const CaseItem& item) { return "“" + item.item.name + "”"; }

std::string joined(const std::vector<std::string>& texts, std::string_view separator) {
    std::string all;
    for (const std::string& text : texts) {
        if (!all.empty()) all += separator;
        all += text;
    }
    return all;
}

std::string departments_of(const CaseItem& item) { return joined(item.item.departments, "、"); }

std::string missing_words(const std::vector<Missing>& missing) {
    if (missing.empty()) return {};
    std::vector<std::string> entries;
    entries.reserve(missing.size());
    for (const Missing& one : missing) entries.push_back(one.what + "（" + date_words(one.by) + "前）");
    return "以下材料可以稍后补交：" + joined(entries, "；") + "。";
}

// What each command tells the applicant. Only what refusal_of() let pass arrives here: items and gaps exist.
class Words {
  public:
    explicit Words(const Case& before) : before_(before) {}

    std::string operator()(const Accept& accept) const { return "您的申请已受理。" + missing_words(accept.missing); }
    std::string operator()(const Decline& decline) const { return "您的申请未能受理。原因：" + decline.reason; }
    std::string operator()(const Entrust& entrust) const {
        const bool first = before_.state == CaseState::accepted;
        return (first ? "已为您安排代办员：" : "代办员已更换为：") + entrust.agent + "。";
    }
    std::string operator()(const MakePlan&) const {
        const bool first = before_.state == CaseState::entrusted;
        return first ? "代办帮办方案和申报计划已制定。" : "代办帮办方案和申报计划已调整。";
    }
    std::string operator()(const BeginFiling&) const { return "代办员开始协助您填写表单、准备申报材料。"; }
    std::string operator()(const CloseGap& close) const {
        const auto gap = std::ranges::find(before_.gaps, close.gap, &Gap::number);
        return "补交的材料已收到：" + (gap == before_.gaps.end() ? std::string{} : gap->missing.what) + "。";
    }
    std::string operator()(const Archive&) const { return "办件已归档，材料已返还。请您评价我们的服务。"; }
    std::string operator()(const Rate&) const { return "已收到您的评价，谢谢。"; }
    std::string operator()(const Terminate& end) const {
        const bool asked = end.side == Side::applicant;
        return (asked ? "应您的要求，代办帮办服务已终止。原因：" : "代办帮办服务已终止。原因：") + end.reason;
    }
    std::string operator()(const FileItem& file) const {
        const CaseItem& item = of(file.item);
        const bool again = item.state == ItemState::rejected;
        return quoted(item) + (again ? "已重新向" : "已向") + departments_of(item) + "申报。";
    }
    std::string operator()(const AcceptItem& accept) const {
        const CaseItem& item = of(accept.item);
        return departments_of(item) + "已受理" + quoted(item) + "。" + missing_words(accept.missing);
    }
    std::string operator()(const DemandMore& demand) const {
        const bool supplement = demand.kind == DemandKind::supplement;
        std::string words = quoted(of(demand.item)) + (supplement ? "需要补充材料：" : "需要整改：");
        words += joined(demand.what, "；") + "。请在" + date_words(demand.by) + "前完成。";
        if (!demand.again_because.empty()) words += "再次通知的原因：" + demand.again_because;
        return words;
    }
    std::string operator()(const AnswerDemand& answer) const {
        const CaseItem& item = of(answer.item);
        const bool supplement = item.state == ItemState::supplement_required;
        return quoted(item) + (supplement ? "补充的材料已收到。" : "的整改情况已收到。");
    }
    std::string operator()(const ApproveItem& approve) const {
        const CaseItem& item = of(approve.item);
        return departments_of(item) + "已批准" + quoted(item) + "。";
    }
    std::string operator()(const RejectItem& reject) const {
        const CaseItem& item = of(reject.item);
        return departments_of(item) + "未批准" + quoted(item) + "，可以重新申报，也可以撤回。原因：" + reject.reason;
    }
    std::string operator()(const WithdrawItem& withdraw) const {
        return quoted(of(withdraw.item)) + "已撤回。原因：" + withdraw.reason;
    }

  private:
    const CaseItem& of(std::uint32_t number) const {
        static const CaseItem none{};
        const CaseItem* item = find_item(before_, number);
        return item == nullptr ? none : *item;
    }

    const Case& before_;
};

std::string_view words_of(RefusalCode code) {
    switch (code) {
        case RefusalCode::wrong_state:
            return "办件现在不能这样办理。";
        case RefusalCode::wrong_item_state:
            return "事项现在不能这样办理。";
        case RefusalCode::unknown_item:
            return "办件里没有这个事项。";
        case RefusalCode::unknown_gap:
            return "没有这项待补交的材料，或已经补交。";
        case RefusalCode::no_items:
            return "请选择目录里的事项，至少一项，每项一次。";
        case RefusalCode::bad_text:
            return "有内容没有填写、太长或含有不能用的字符。";
        case RefusalCode::bad_list:
            return "请写明需要的材料，一次告知，最多50项。";
        case RefusalCode::bad_deadline:
            return "期限应是今天以后的工作日。";
        case RefusalCode::bad_schedule:
            return "申报计划应包括每个未申报的事项各一次，日期是今天或以后的工作日。";
        case RefusalCode::again_without_reason:
            return "该事项已经一次性告知过。再次通知，请写明原因。";
        case RefusalCode::gap_open:
            return "还有材料没有补交，不能批准。";
        case RefusalCode::last_item:
            return "这是最后一个事项，撤回后没有可办的事项。请改为终止代办帮办服务。";
    }
    return {};
}

}  // namespace

std::string_view words_of(CaseState state) { return state_words[static_cast<std::size_t>(state)]; }
std::string_view words_of(ItemState state) { return item_state_words[static_cast<std::size_t>(state)]; }

std::string words_of(const Case& before, const Command& command) { return std::visit(Words(before), command); }

std::string words_of(const Submission& submission) {
    return "已收到您的代办帮办申请，共" + std::to_string(submission.items.size()) + "项。";
}

std::string words_of(const Completion&) { return "您委托的事项已全部办结。"; }

CaseRefusal wrong_state(CaseState state, std::string_view command_words) {
    return {RefusalCode::wrong_state,
            "办件" + std::string(words_of(state)) + "，不能" + std::string(command_words) + "。"};
}

CaseRefusal wrong_item_state(const CaseItem& item, std::string_view command_words) {
    return {RefusalCode::wrong_item_state,
            quoted(item) + std::string(words_of(item.state)) + "，不能" + std::string(command_words) + "。"};
}

CaseRefusal refused(RefusalCode code) { return {code, std::string(words_of(code))}; }

std::string date_words(LocalDay day) {
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day.number()}}};
    return std::to_string(static_cast<int>(date.year())) + "年" + std::to_string(static_cast<unsigned>(date.month())) +
           "月" + std::to_string(static_cast<unsigned>(date.day())) + "日";
}

}  // namespace bangnin::sync
