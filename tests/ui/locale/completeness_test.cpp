#include "ui/locale/completeness.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <string>

namespace bangnin::locale {
namespace {

struct Entries {
    int all = 0;
    int fuzzy = 0;
};

// Entries and their marks, as a person would count them in the file; the header is none.
Entries entries_of(const std::string& catalogue) {
    const char* const source = std::getenv("BANGNIN_SOURCE_DIR");
    std::ifstream file(std::string(source == nullptr ? "." : source) + "/assets/locales/" + catalogue);
    Entries found;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("msgid \"")) ++found.all;
        if (line.starts_with("#,") && line.find("fuzzy") != std::string::npos) ++found.fuzzy;
    }
    found.all -= 1;
    return found;
}

TEST(Completeness, CountsWhatNoNativeReaderHasPassed) {
    const Entries file = entries_of("mn.po");
    const Completeness mongolian = completeness_of(Language::mongolian);
    ASSERT_GT(file.all, 0);
    EXPECT_EQ(mongolian.fuzzy, file.fuzzy);
    EXPECT_EQ(mongolian.translated + mongolian.fuzzy, file.all);
}

TEST(Completeness, WhatACatalogueDoesNotListIsUntranslated) {
    const Completeness mongolian = completeness_of(Language::mongolian);
    const Completeness english = completeness_of(Language::english);
    EXPECT_EQ(english.translated + english.fuzzy, entries_of("en.po").all);
    EXPECT_EQ(english.untranslated, 0);
    EXPECT_EQ(mongolian.translated + mongolian.fuzzy + mongolian.untranslated, english.translated + english.fuzzy);
}

TEST(Completeness, TheSourceIsWhole) {
    const Completeness chinese = completeness_of(Language::chinese);
    EXPECT_EQ(chinese.translated, completeness_of(Language::english).translated);
    EXPECT_EQ(chinese.fuzzy + chinese.untranslated, 0);
}

}  // namespace
}  // namespace bangnin::locale
