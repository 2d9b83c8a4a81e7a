#include "ui/locale/locale.h"

#include <gtest/gtest.h>

#include <clocale>
#include <set>
#include <thread>

#include "ui/locale/catalogue.h"
#include "ui/locale/embedded.h"

namespace bangnin::locale {
namespace {

std::set<std::string> slots_of(std::string_view text) {
    std::set<std::string> slots;
    for (std::size_t i = 0; i + 2 < text.size(); ++i) {
        if (text[i] == '{' && text[i + 2] == '}') slots.emplace(text.substr(i, 3));
    }
    return slots;
}

TEST(Locale, ChineseIsTheSourceAndTheDefault) {
    EXPECT_EQ(language(), Language::chinese);
    EXPECT_EQ(tr("取号排队"), "取号排队");
}

TEST(Locale, SwitchesAtRunTimeAndLeavesTheProcessLocaleAlone) {
    const std::string before = std::setlocale(LC_ALL, nullptr);
    {
        const LanguageScope scope(Language::english);
        EXPECT_EQ(tr("取号排队"), "Take a number");
        EXPECT_EQ(std::setlocale(LC_ALL, nullptr), before);
    }
    EXPECT_EQ(tr("取号排队"), "取号排队");
}

TEST(Locale, BelongsToTheThread) {
    const LanguageScope scope(Language::english);
    std::string other;
    std::thread([&] { other = tr("取号排队"); }).join();
    EXPECT_EQ(other, "取号排队");
}

TEST(Locale, ShowsChineseWhereATranslationIsMissing) {
    for (const Language each : {Language::mongolian, Language::english}) {
        const LanguageScope scope(each);
        EXPECT_EQ(tr("这句话没有译文：{0}", 7), "这句话没有译文：7");
    }
}

TEST(Locale, FillsArgumentsByPosition) {
    EXPECT_EQ(tr("{1} 在 {0}，{1}", "三号窗口", std::string("A1023")), "A1023 在 三号窗口，A1023");
    EXPECT_EQ(tr("{0}{5}{x}{", 1), "1{5}{x}{");
    EXPECT_EQ(tr("{0}", "{1}", "不再展开"), "{1}") << "what an argument says is never a pattern";
}

TEST(Locale, CountsChooseTheForm) {
    const LanguageScope scope(Language::english);
    EXPECT_EQ(tr_plural("{0} 秒后回到首页。", 1), "Back to the start in 1 second.");
    EXPECT_EQ(tr_plural("{0} 秒后回到首页。", 12), "Back to the start in 12 seconds.");
    EXPECT_EQ(tr_plural("{0} 秒后回到首页。", 0), "Back to the start in 0 seconds.");
}

TEST(Locale, CodesGoThereAndBack) {
    for (const Language each : {Language::chinese, Language::mongolian, Language::english}) {
        EXPECT_EQ(language_of(code_of(each)), each);
    }
    EXPECT_FALSE(language_of("zh_CN"));
}

TEST(Locale, MongolianColumnsStandWhateverTheLanguage) {
    EXPECT_EQ(mongolian_column("蒙古文"), "ᠮᠣᠩᠭᠣᠯ");
    EXPECT_FALSE(mongolian_column("这句话没有译文"));
    const LanguageScope scope(Language::mongolian);
    EXPECT_EQ(tr("取号排队"), mongolian_column("取号排队")) << "in Mongolian all words stand in columns";
    EXPECT_EQ(tr("这句话没有译文"), "这句话没有译文");
}

TEST(Locale, EveryTranslationUsesTheArgumentsOfItsOriginal) {
    for (const auto bytes : {embedded_english(), embedded_mongolian()}) {
        const auto catalogue = Catalogue::parse(bytes);
        ASSERT_TRUE(catalogue) << describe(catalogue.error());
        EXPECT_GT(catalogue->size(), 1U);
        catalogue->for_each([](std::string_view original, std::string_view translations) {
            if (original.empty()) return;
            std::string_view rest = translations;
            while (true) {
                const auto end = rest.find('\0');
                EXPECT_EQ(slots_of(rest.substr(0, end)), slots_of(original)) << original;
                if (end == std::string_view::npos) break;
                rest.remove_prefix(end + 1);
            }
        });
    }
}

}  // namespace
}  // namespace bangnin::locale
