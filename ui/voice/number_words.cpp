#include "ui/voice/number_words.h"

#include <algorithm>
#include <array>

#include "ui/voice/code_points.h"
#include "ui/voice/spoken_text.h"

namespace bangnin::voice {
namespace {

using locale::Language;

std::u32string decimal(int value) {
    const std::string text = std::to_string(value);
    return {text.begin(), text.end()};
}

enum class GapBefore : bool { no, yes };

// Up to four digits, without the place name of the group.
void append_group(std::u32string& out, std::u32string_view group, GapBefore& gap) {
    constexpr std::u32string_view places = U"个十百千";
    for (std::size_t at = 0; at < group.size(); ++at) {
        if (group[at] == U'0') {
            gap = GapBefore::yes;
            continue;
        }
        if (gap == GapBefore::yes && !out.empty()) out.push_back(U'零');
        gap = GapBefore::no;
        const std::size_t place = group.size() - 1 - at;
        const bool plain_ten = place == 1 && group[at] == U'1' && out.empty();  // 十一, not 一十一
        if (!plain_ten) out.push_back(chinese_digit(group[at]));
        if (place > 0) out.push_back(places[place]);
    }
}

std::u32string chinese_time(int hour, int minute) {
    std::u32string out = hour < 6     ? U"凌晨"
                         : hour < 12  ? U"上午"
                         : hour == 12 ? U"中午"
                         : hour < 18  ? U"下午"
                                      : U"晚上";
    const int shown = hour > 12 ? hour - 12 : hour;
    out += shown == 2 ? U"两" : chinese_cardinal(decimal(shown));
    out += U"点";
    if (minute == 30) return out + U"半";
    if (minute == 0) return out;
    if (minute < 10) out += U"零";
    return out + chinese_cardinal(decimal(minute)) + U"分";
}

std::u32string english_time(int hour, int minute) {
    const int shown = hour % 12 == 0 ? 12 : hour % 12;
    std::u32string out = decimal(shown);
    if (minute > 0) out += (minute < 10 ? U" oh " : U" ") + decimal(minute);
    return out + (hour < 12 ? U" a m" : U" p m");
}

}  // namespace

char32_t chinese_digit(char32_t digit) {
    constexpr std::u32string_view digits = U"零一二三四五六七八九";
    return is_digit(digit) ? digits[digit - U'0'] : digit;
}

std::u32string chinese_cardinal(std::u32string_view digits) {
    digits.remove_prefix(std::min(digits.find_first_not_of(U'0'), digits.size()));
    if (digits.empty()) return U"零";
    constexpr std::u32string_view groups = U"个万亿";
    std::u32string out;
    GapBefore gap = GapBefore::no;
    for (std::size_t group = (digits.size() - 1) / 4 + 1; group-- > 0;) {
        const std::size_t length = digits.size() - group * 4;
        const std::u32string_view part = digits.substr(0, length);
        const bool something = part.find_first_not_of(U'0') != std::u32string_view::npos;
        append_group(out, part, gap);
        if (something) gap = GapBefore::no;  // 一千二百三十万四千, without 零
        if (something && group > 0) out.push_back(groups[group]);
        digits.remove_prefix(length);
    }
    return out;
}

std::string chinese_number(std::string_view digits) { return to_utf8(chinese_cardinal(to_code_points(digits))); }

std::u32string one_by_one(std::u32string_view characters, Language language) {
    std::u32string out;
    for (const char32_t c : characters) {
        if (!out.empty()) out.push_back(U' ');
        out.push_back(language == Language::chinese ? chinese_digit(c) : c);
    }
    return out;
}

std::u32string ending(std::u32string_view last, Language language) {
    const std::u32string words = one_by_one(last.substr(last.size() - std::min<std::size_t>(last.size(), 4)), language);
    if (language == Language::chinese) return U"尾号 " + words;
    return language == Language::english ? U"ending in " + words : words;
}

std::u32string time_words(int hour, int minute, Language language) {
    return language == Language::english ? english_time(hour, minute) : chinese_time(hour, minute);
}

std::u32string date_words(std::u32string_view year, int month, int day, Language language) {
    if (language == Language::english) {
        constexpr std::array<std::u32string_view, 12> months{U"January",   U"February", U"March",    U"April",
                                                             U"May",       U"June",     U"July",     U"August",
                                                             U"September", U"October",  U"November", U"December"};
        std::u32string out = decimal(day) + U" ";
        out += months[static_cast<std::size_t>(month - 1)];
        return out + U" " + std::u32string(year);
    }
    std::u32string out;
    for (const char32_t digit : year) out.push_back(chinese_digit(digit));
    return out + U"年" + chinese_cardinal(decimal(month)) + U"月" + chinese_cardinal(decimal(day)) + U"日";
}

bool starts_with_measure(std::u32string_view rest) {
    constexpr std::array<std::u32string_view, 21> measures{U"人",   U"个", U"位", U"种", U"次", U"分钟", U"秒",
                                                           U"小时", U"天", U"项", U"张", U"件", U"遍",   U"份",
                                                           U"元",   U"万", U"亿", U"亩", U"吨", U"页",   U"平方米"};
    return std::ranges::any_of(measures, [&](std::u32string_view measure) { return rest.starts_with(measure); });
}

int small_number(std::u32string_view digits) {
    int value = 0;
    for (const char32_t digit : digits.substr(0, 6)) value = value * 10 + static_cast<int>(digit - U'0');
    return value;
}

}  // namespace bangnin::voice
