#include "ui/input/rare/radicals.h"

#include <array>

namespace bangnin::input {
namespace {

using enum RadicalForm;

// {number, strokes, form, key}
constexpr std::array<Radical, 281> all{{
    {1, 1, traditional, "一"},    {2, 1, traditional, "丨"},    {3, 1, traditional, "丶"},
    {4, 1, traditional, "丿"},    {5, 1, traditional, "乙"},    {5, 1, traditional, "乚"},
    {5, 1, traditional, "乛"},    {6, 1, traditional, "亅"},    {7, 2, traditional, "二"},
    {8, 2, traditional, "亠"},    {9, 2, traditional, "人"},    {9, 2, traditional, "亻"},
    {10, 2, traditional, "儿"},   {11, 2, traditional, "入"},   {12, 2, traditional, "八"},
    {13, 2, traditional, "冂"},   {14, 2, traditional, "冖"},   {15, 2, traditional, "冫"},
    {16, 2, traditional, "几"},   {17, 2, traditional, "凵"},   {18, 2, traditional, "刀"},
    {18, 2, traditional, "刂"},   {19, 2, traditional, "力"},   {20, 2, traditional, "勹"},
    {21, 2, traditional, "匕"},   {22, 2, traditional, "匚"},   {23, 2, traditional, "匸"},
    {24, 2, traditional, "十"},   {25, 2, traditional, "卜"},   {26, 2, traditional, "卩"},
    {26, 2, traditional, "㔾"},   {27, 2, traditional, "厂"},   {28, 2, traditional, "厶"},
    {29, 2, traditional, "又"},   {149, 2, simplified, "讠"},   {163, 2, traditional, "阝"},
    {30, 3, traditional, "口"},   {31, 3, traditional, "囗"},   {32, 3, traditional, "土"},
    {33, 3, traditional, "士"},   {34, 3, traditional, "夂"},   {35, 3, traditional, "夊"},
    {36, 3, traditional, "夕"},   {37, 3, traditional, "大"},   {38, 3, traditional, "女"},
    {39, 3, traditional, "子"},   {40, 3, traditional, "宀"},   {41, 3, traditional, "寸"},
    {42, 3, traditional, "小"},   {43, 3, traditional, "尢"},   {43, 3, traditional, "尣"},
    {44, 3, traditional, "尸"},   {45, 3, traditional, "屮"},   {46, 3, traditional, "山"},
    {47, 3, traditional, "巛"},   {47, 3, traditional, "川"},   {48, 3, traditional, "工"},
    {49, 3, traditional, "己"},   {50, 3, traditional, "巾"},   {51, 3, traditional, "干"},
    {52, 3, traditional, "幺"},   {53, 3, traditional, "广"},   {54, 3, traditional, "廴"},
    {55, 3, traditional, "廾"},   {56, 3, traditional, "弋"},   {57, 3, traditional, "弓"},
    {58, 3, traditional, "彐"},   {58, 3, traditional, "彑"},   {59, 3, traditional, "彡"},
    {60, 3, traditional, "彳"},   {61, 3, traditional, "忄"},   {64, 3, traditional, "扌"},
    {85, 3, traditional, "氵"},   {90, 3, traditional, "丬"},   {94, 3, traditional, "犭"},
    {120, 3, simplified, "纟"},   {140, 3, traditional, "艹"},  {162, 3, traditional, "辶"},
    {168, 3, simplified, "长"},   {169, 3, simplified, "门"},   {170, 3, traditional, "⻖"},
    {183, 3, simplified, "飞"},   {184, 3, simplified, "饣"},   {187, 3, simplified, "马"},
    {61, 4, traditional, "心"},   {61, 4, traditional, "㣺"},   {62, 4, traditional, "戈"},
    {63, 4, traditional, "戶"},   {64, 4, traditional, "手"},   {65, 4, traditional, "支"},
    {66, 4, traditional, "攴"},   {66, 4, traditional, "攵"},   {67, 4, traditional, "文"},
    {68, 4, traditional, "斗"},   {69, 4, traditional, "斤"},   {70, 4, traditional, "方"},
    {71, 4, traditional, "无"},   {71, 4, traditional, "旡"},   {72, 4, traditional, "日"},
    {73, 4, traditional, "曰"},   {74, 4, traditional, "月"},   {75, 4, traditional, "木"},
    {76, 4, traditional, "欠"},   {77, 4, traditional, "止"},   {78, 4, traditional, "歹"},
    {78, 4, traditional, "歺"},   {79, 4, traditional, "殳"},   {80, 4, traditional, "毋"},
    {81, 4, traditional, "比"},   {82, 4, traditional, "毛"},   {83, 4, traditional, "氏"},
    {84, 4, traditional, "气"},   {85, 4, traditional, "水"},   {86, 4, traditional, "火"},
    {86, 4, traditional, "灬"},   {87, 4, traditional, "爪"},   {87, 4, traditional, "爫"},
    {88, 4, traditional, "父"},   {89, 4, traditional, "爻"},   {90, 4, traditional, "爿"},
    {91, 4, traditional, "片"},   {92, 4, traditional, "牙"},   {93, 4, traditional, "牛"},
    {93, 4, traditional, "牜"},   {94, 4, traditional, "犬"},   {96, 4, traditional, "王"},
    {113, 4, traditional, "礻"},  {125, 4, traditional, "耂"},  {130, 4, traditional, "⺼"},
    {147, 4, simplified, "见"},   {154, 4, simplified, "贝"},   {159, 4, simplified, "车"},
    {178, 4, simplified, "韦"},   {182, 4, simplified, "风"},   {80, 5, traditional, "母"},
    {85, 5, traditional, "氺"},   {95, 5, traditional, "玄"},   {96, 5, traditional, "玉"},
    {97, 5, traditional, "瓜"},   {98, 5, traditional, "瓦"},   {99, 5, traditional, "甘"},
    {100, 5, traditional, "生"},  {101, 5, traditional, "用"},  {102, 5, traditional, "田"},
    {103, 5, traditional, "疋"},  {103, 5, traditional, "𤴔"},  {104, 5, traditional, "疒"},
    {105, 5, traditional, "癶"},  {106, 5, traditional, "白"},  {107, 5, traditional, "皮"},
    {108, 5, traditional, "皿"},  {109, 5, traditional, "目"},  {110, 5, traditional, "矛"},
    {111, 5, traditional, "矢"},  {112, 5, traditional, "石"},  {113, 5, traditional, "示"},
    {114, 5, traditional, "禸"},  {115, 5, traditional, "禾"},  {116, 5, traditional, "穴"},
    {117, 5, traditional, "立"},  {122, 5, traditional, "罒"},  {145, 5, traditional, "衤"},
    {167, 5, simplified, "钅"},   {196, 5, simplified, "鸟"},   {212, 5, simplified, "龙"},
    {118, 6, traditional, "竹"},  {118, 6, traditional, "⺮"},  {119, 6, traditional, "米"},
    {120, 6, traditional, "糸"},  {120, 6, traditional, "糹"},  {121, 6, traditional, "缶"},
    {122, 6, traditional, "网"},  {123, 6, traditional, "羊"},  {123, 6, traditional, "⺶"},
    {124, 6, traditional, "羽"},  {125, 6, traditional, "老"},  {126, 6, traditional, "而"},
    {127, 6, traditional, "耒"},  {128, 6, traditional, "耳"},  {129, 6, traditional, "聿"},
    {129, 6, traditional, "⺻"},  {130, 6, traditional, "肉"},  {131, 6, traditional, "臣"},
    {132, 6, traditional, "自"},  {133, 6, traditional, "至"},  {134, 6, traditional, "臼"},
    {135, 6, traditional, "舌"},  {136, 6, traditional, "舛"},  {137, 6, traditional, "舟"},
    {138, 6, traditional, "艮"},  {139, 6, traditional, "色"},  {140, 6, traditional, "艸"},
    {141, 6, traditional, "虍"},  {142, 6, traditional, "虫"},  {143, 6, traditional, "血"},
    {144, 6, traditional, "行"},  {145, 6, traditional, "衣"},  {146, 6, traditional, "襾"},
    {146, 6, traditional, "覀"},  {181, 6, simplified, "页"},   {210, 6, simplified, "齐"},
    {147, 7, traditional, "見"},  {148, 7, traditional, "角"},  {149, 7, traditional, "言"},
    {149, 7, traditional, "訁"},  {150, 7, traditional, "谷"},  {151, 7, traditional, "豆"},
    {152, 7, traditional, "豕"},  {153, 7, traditional, "豸"},  {154, 7, traditional, "貝"},
    {155, 7, traditional, "赤"},  {156, 7, traditional, "走"},  {157, 7, traditional, "足"},
    {157, 7, traditional, "𧾷"},  {158, 7, traditional, "身"},  {159, 7, traditional, "車"},
    {160, 7, traditional, "辛"},  {161, 7, traditional, "辰"},  {162, 7, traditional, "辵"},
    {163, 7, traditional, "邑"},  {164, 7, traditional, "酉"},  {165, 7, traditional, "釆"},
    {166, 7, traditional, "里"},  {197, 7, simplified, "卤"},   {199, 7, simplified, "麦"},
    {213, 7, simplified, "龟"},   {167, 8, traditional, "金"},  {167, 8, traditional, "釒"},
    {168, 8, traditional, "長"},  {169, 8, traditional, "門"},  {170, 8, traditional, "阜"},
    {171, 8, traditional, "隶"},  {172, 8, traditional, "隹"},  {173, 8, traditional, "雨"},
    {174, 8, traditional, "靑"},  {174, 8, traditional, "青"},  {175, 8, traditional, "非"},
    {184, 8, traditional, "飠"},  {195, 8, simplified, "鱼"},   {205, 8, simplified, "黾"},
    {211, 8, simplified, "齿"},   {176, 9, traditional, "面"},  {177, 9, traditional, "革"},
    {178, 9, traditional, "韋"},  {179, 9, traditional, "韭"},  {180, 9, traditional, "音"},
    {181, 9, traditional, "頁"},  {182, 9, traditional, "風"},  {183, 9, traditional, "飛"},
    {184, 9, traditional, "食"},  {185, 9, traditional, "首"},  {186, 9, traditional, "香"},
    {187, 10, traditional, "馬"}, {188, 10, traditional, "骨"}, {189, 10, traditional, "高"},
    {190, 10, traditional, "髟"}, {191, 10, traditional, "鬥"}, {192, 10, traditional, "鬯"},
    {193, 10, traditional, "鬲"}, {194, 10, traditional, "鬼"}, {195, 11, traditional, "魚"},
    {196, 11, traditional, "鳥"}, {197, 11, traditional, "鹵"}, {198, 11, traditional, "鹿"},
    {199, 11, traditional, "麥"}, {200, 11, traditional, "麻"}, {201, 11, traditional, "黄"},
    {201, 12, traditional, "黃"}, {202, 12, traditional, "黍"}, {203, 12, traditional, "黑"},
    {204, 12, traditional, "黹"}, {205, 13, traditional, "黽"}, {206, 13, traditional, "鼎"},
    {207, 13, traditional, "鼓"}, {208, 13, traditional, "鼠"}, {209, 14, traditional, "鼻"},
    {210, 14, traditional, "齊"}, {211, 15, traditional, "齒"}, {212, 16, traditional, "龍"},
    {213, 16, traditional, "龜"}, {214, 17, traditional, "龠"},
}};

constexpr std::uint8_t last_number = 214;

// The Kangxi radicals stand in the order of their numbers from U+2F00 (UTF-8: E2 BC 80).
std::optional<std::uint8_t> kangxi_number(std::string_view text) {
    if (text.size() != 3 || static_cast<unsigned char>(text[0]) != 0xE2U) {
        return std::nullopt;
    }
    const unsigned code =
        (static_cast<unsigned char>(text[1]) & 0x3FU) << 6U | (static_cast<unsigned char>(text[2]) & 0x3FU);
    constexpr unsigned first = 0x2F00U & 0xFFFU;
    if (code < first || code >= first + last_number) {
        return std::nullopt;
    }
    return static_cast<std::uint8_t>(code - first + 1);
}

}  // namespace

std::span<const Radical> radicals() { return all; }

std::optional<Radical> radical_of(std::string_view text) {
    const auto number = kangxi_number(text);
    for (const Radical& radical : all) {
        if (number ? radical.number == *number && radical.form == traditional : radical.text == text) {
            return radical;
        }
    }
    return std::nullopt;
}

}  // namespace bangnin::input
