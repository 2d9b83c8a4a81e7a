#include "sync/hub/console/fault_words.h"

#include <optional>
#include <vector>

namespace bangnin::hub::console {
namespace {

// {} stands for anything; 1, 2 … in the words' braces for the first, the second of them.
struct Phrase {
    std::string_view reason;
    std::string_view words;
};
constexpr Phrase phrases[]{
    {"is larger than 256 KiB", "超过了 256 KiB"},
    {"is not text", "里面有不是文字的内容"},
    {"is too large", "太大了"},
    {"is not JSON", "不是 JSON"},
    {"is not a catalogue: {}", "不是事项目录：应有序号 1、2、3…… 的事项，各有名称和部门"},
    {"{} of {} is no queue of this hub's configuration", "{1}（{2}）：中心的配置里没有这个队列"},
    {"{} of {} is missing: this hub's configuration has it", "少了 {1}（{2}）：中心的配置里有这个队列"},
    {"needs opening, the hours of an ordinary week", "请先填平日的开放时间"},
    {"is needed: the hall's name", "请填大厅的名称"},
    {"is needed", "必须填写"},
    {"must be a time such as \"17:30\"", "请写时间，例如 17:30"},
    {"is not a known time zone", "没有这个时区"},
    {"must be one letter from A to Z", "请填 A 到 Z 的一个字母"},
    {"must be times such as \"08:30-12:00\"", "请写时段，例如 08:30-12:00"},
    {"is already another service's letter", "别的队列已经用了这个字母"},
    {"at least one [[service]] is needed", "至少要有一个队列"},
    {"must be a date such as \"2026-10-01\"", "请写日期，例如 2026-10-01"},
    {"is before from", "比开始的日期还早"},
    {"at most 16", "最多 16 条"},
    {"\"{}\" is not a day; days are mon tue wed thu fri sat sun",
     "“{1}”不是星期几；请用 mon tue wed thu fri sat sun（周一到周日）"},
    {"names no day", "没有写是哪天"},
    {"needs hours such as 08:30-12:00, or the word closed", "请写时段，例如 08:30-12:00；不开放写 closed"},
    {"\"{}\" must be hours such as 08:30-12:00, or closed", "“{1}”看不懂；请写时段，例如 08:30-12:00，不开放写 closed"},
    {"has hours that overlap or touch", "时段有重叠，或前后相连"},
    {"names a day that has its hours already", "这一天上面已经写过"},
    {"must begin with a date such as 2026-10-01, or two with / between them",
     "请以日期开头，例如 2026-10-01；一段日期用 / 连接"},
    {"ends before it begins", "结束比开始还早"},
    {"spans more than 366 days", "超过了 366 天"},
    {"names a date that has its hours already", "这个日期上面已经写过"},
    {"must be 1 to 32 of a-z and '_'", "请用 1 到 32 个小写字母或下划线"},
    {"must not be more than best", "不能比最好的等级还高"},
    {"is already another reason's code", "别的原因已经用了这个代码"},
    {"at most 12 for one grade", "每个等级最多 12 条"},
    {"letters beyond ASCII must stand in quotes", "汉字等要写在引号里"},
    {"must be a section, written [{}]", "应是一节，写成 [{1}]"},
    {"must be written as [[{}]]", "应写成 [[{1}]]"},
    {"must be a text in quotes", "应是写在引号里的文字"},
    {"must be a whole number", "请填整数"},
    {"must be a number", "请填数字"},
    {"must be a list of texts", "应是几行文字"},
    {"must be true or false", "只能是 true 或 false"},
    {"is longer than {} bytes", "太长了，最多 {1} 字节（一个汉字占三个）"},
    {"needs a Chinese text (zh)", "请填中文"},
    {"must lie between {} and {}", "请填 {1} 到 {2} 之间的数"},
    {"is out of range", "超出了范围"},
    {"is not a known key", "没有这项设置"},
};

// What stands for each {}; nothing where the text is another one.
std::optional<std::vector<std::string_view>> gaps(std::string_view pattern, std::string_view text) {
    std::vector<std::string_view> found;
    while (true) {
        const std::size_t open = pattern.find("{}");
        const std::string_view before = pattern.substr(0, open);
        if (!text.starts_with(before)) return std::nullopt;
        text.remove_prefix(before.size());
        if (open == std::string_view::npos) break;
        pattern.remove_prefix(open + 2);
        const std::string_view after = pattern.substr(0, pattern.find("{}"));
        // The last gap ends with the text.
        const bool last = after.size() == pattern.size();
        const std::size_t end = last && text.ends_with(after) ? text.size() - after.size() : text.find(after);
        if (end == std::string_view::npos || end > text.size()) return std::nullopt;
        found.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return text.empty() ? std::optional(std::move(found)) : std::nullopt;
}

std::string filled(std::string_view words, const std::vector<std::string_view>& gaps) {
    std::string text;
    for (std::size_t index = 0; index < words.size(); ++index) {
        const bool gap = words[index] == '{' && index + 2 < words.size() && words[index + 2] == '}';
        const auto number = gap ? static_cast<std::size_t>(words[index + 1] - '1') : gaps.size();
        if (number < gaps.size()) {
            text += gaps[number];
            index += 2;
        } else {
            text += words[index];
        }
    }
    return text;
}

std::optional<std::string> words_of(std::string_view reason) {
    for (const Phrase& phrase : phrases) {
        if (const auto found = gaps(phrase.reason, reason)) return filled(phrase.words, *found);
    }
    return std::nullopt;
}

// Of one line among several, which stands in front.
std::optional<std::string> words_of_line(std::string_view reason) {
    const std::size_t end = reason.starts_with('"') ? reason.find("\" ", 1) : std::string_view::npos;
    if (end == std::string_view::npos) return std::nullopt;
    const auto words = words_of(reason.substr(end + 2));
    if (!words) return std::nullopt;
    return "“" + std::string(reason.substr(1, end - 1)) + "”：" + *words;
}

}  // namespace

std::string fault_words(std::string_view reason) {
    if (auto words = words_of_line(reason)) return *words;
    if (auto words = words_of(reason)) return *words;
    return "写法不对：" + std::string(reason);
}

}  // namespace bangnin::hub::console
