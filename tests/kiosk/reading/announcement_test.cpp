#include "kiosk/announcement.h"

#include <gtest/gtest.h>

namespace bangnin::kiosk {
namespace {

using locale::Language;
using locale::LanguageScope;
using screen::Node;

TEST(Announcement, SaysLabelValueKindStateAndPlace) {
    Node node{.id = "department.1", .role = screen::Role::button, .label = "发改委", .value = "等候 3 人"};
    EXPECT_EQ(announcement(node, Position{.place = 2, .of = 5}), "发改委，等候 3 人，按钮，第 2 项，共 5 项");
    node.value.clear();
    EXPECT_EQ(announcement(node, std::nullopt), "发改委，按钮");
    node.chosen = screen::Chosen::yes;
    node.availability = screen::Availability::disabled;
    EXPECT_EQ(announcement(node, std::nullopt), "发改委，按钮，已选，现在不能用");
    node.role = screen::Role::field;
    EXPECT_EQ(announcement(node, std::nullopt), "发改委，输入框，已选，现在不能用");
}

TEST(Announcement, SpeaksThePersonsLanguage) {
    const LanguageScope english(Language::english);
    const Node node{.id = "frame.back",
                    .role = screen::Role::button,
                    .label = "Back",
                    .value = {},
                    .availability = screen::Availability::disabled};
    EXPECT_EQ(announcement(node, Position{.place = 1, .of = 9}), "Back, button, not available now, item 1 of 9");
}

TEST(Announcement, KeepsNoSoundOfSomebodysWords) {
    EXPECT_EQ(privacy_of("请问要办什么事？"), voice::Privacy::common);
    EXPECT_EQ(privacy_of("第 2 项，共 5 项"), voice::Privacy::common);
    EXPECT_EQ(privacy_of("您的号码是 A1023"), voice::Privacy::personal);
    EXPECT_EQ(privacy_of("李*明，已读到。"), voice::Privacy::personal);
}

TEST(Announcement, ChineseIsSaidInChineseWhereMongolianHasNoWordsYet) {
    EXPECT_EQ(language_of_words("语言已切换。", Language::mongolian), Language::chinese);
    EXPECT_EQ(language_of_words("ᠳᠠᠭᠤ", Language::mongolian), Language::mongolian);
    EXPECT_EQ(language_of_words("Voice", Language::english), Language::english);
}

}  // namespace
}  // namespace bangnin::kiosk
