#include "devices/id_card/code_tables.h"

#include <array>
#include <utility>

namespace bangnin::devices {
namespace {

using Entry = std::pair<std::string_view, std::string_view>;

constexpr std::array<Entry, 58> ethnic_names{{
    {"01", "汉"},       {"02", "蒙古"},
    {"03", "回"},       {"04", "藏"},
    {"05", "维吾尔"},   {"06", "苗"},
    {"07", "彝"},       {"08", "壮"},
    {"09", "布依"},     {"10", "朝鲜"},
    {"11", "满"},       {"12", "侗"},
    {"13", "瑶"},       {"14", "白"},
    {"15", "土家"},     {"16", "哈尼"},
    {"17", "哈萨克"},   {"18", "傣"},
    {"19", "黎"},       {"20", "傈僳"},
    {"21", "佤"},       {"22", "畲"},
    {"23", "高山"},     {"24", "拉祜"},
    {"25", "水"},       {"26", "东乡"},
    {"27", "纳西"},     {"28", "景颇"},
    {"29", "柯尔克孜"}, {"30", "土"},
    {"31", "达斡尔"},   {"32", "仫佬"},
    {"33", "羌"},       {"34", "布朗"},
    {"35", "撒拉"},     {"36", "毛南"},
    {"37", "仡佬"},     {"38", "锡伯"},
    {"39", "阿昌"},     {"40", "普米"},
    {"41", "塔吉克"},   {"42", "怒"},
    {"43", "乌孜别克"}, {"44", "俄罗斯"},
    {"45", "鄂温克"},   {"46", "德昂"},
    {"47", "保安"},     {"48", "裕固"},
    {"49", "京"},       {"50", "塔塔尔"},
    {"51", "独龙"},     {"52", "鄂伦春"},
    {"53", "赫哲"},     {"54", "门巴"},
    {"55", "珞巴"},     {"56", "基诺"},
    {"97", "其他"},     {"98", "外国血统中国籍人士"},
}};

}  // namespace

std::string_view ethnic_name(std::string_view two_digits) {
    for (const auto& [code, name] : ethnic_names) {
        if (code == two_digits) return name;
    }
    return {};
}

Sex sex_of_code(std::string_view digit) {
    if (digit == "1") return Sex::male;
    if (digit == "2") return Sex::female;
    if (digit == "9") return Sex::unspecified;
    return Sex::unknown;
}

std::string_view sex_name(Sex sex) {
    switch (sex) {
        case Sex::male:
            return "男";
        case Sex::female:
            return "女";
        case Sex::unspecified:
            return "未说明";
        case Sex::unknown:
            break;
    }
    return "未知";
}

}  // namespace bangnin::devices
