#include "kiosk/announcement.h"

#include <gtest/gtest.h>

namespace bangnin::kiosk {
namespace {

using locale::Language;
using locale::LanguageScope;
using screen::Node;

TEST(Announcement, SaysLabelValueKindStateAndPlace) {
    Node node{.id = "department.1", .role = screen::Role::button, .label = "发改委", .value = "等候 3 人"};
    EXPECT_EQ(announcement(node, Position{.place = 2, .of = 5}, Earshot::hall),
              "发改委，等候 3 人，按钮，第 2 项，共 5 项");
    node.value.clear();
    EXPECT_EQ(announcement(node, std::nullopt, Earshot::hall), "发改委，按钮");
    node.chosen = screen::Chosen::yes;
    node.availability = screen::Availability::disabled;
    EXPECT_EQ(announcement(node, std::nullopt, Earshot::hall), "发改委，按钮，已选，现在不能用");
    node.role = screen::Role::field;
    EXPECT_EQ(announcement(node, std::nullopt, Earshot::hall), "发改委，输入框，已选，现在不能用");
}

TEST(Announcement, SpeaksThePersonsLanguage) {
    const LanguageScope english(Language::english);
    const Node node{.id = "frame.back",
                    .role = screen::Role::button,
                    .label = "Back",
                    .value = {},
                    .availability = screen::Availability::disabled};
    EXPECT_EQ(announcement(node, Position{.place = 1, .of = 9}, Earshot::hall),
              "Back, button, not available now, item 1 of 9");
}

TEST(Announcement, WhatSomebodyEntersIsForTheirHeadphonesOnly) {
    Node field{.id = "phone", .role = screen::Role::field, .label = "手机号", .value = "138 1234 5678"};
    EXPECT_EQ(announcement(field, std::nullopt, Earshot::hall), "手机号，已填 11 个字，输入框");
    EXPECT_EQ(announcement(field, std::nullopt, Earshot::headphones), "手机号，138 1234 5678，输入框");
    EXPECT_EQ(privacy_of(field), voice::Privacy::personal);
    field.value = "李明";
    EXPECT_EQ(announcement(field, std::nullopt, Earshot::hall), "手机号，已填 2 个字，输入框");
    EXPECT_EQ(privacy_of(field), voice::Privacy::personal);
    field.value.clear();
    EXPECT_EQ(announcement(field, std::nullopt, Earshot::hall), "手机号，输入框");
    const LanguageScope english(Language::english);
    field.value = "7";
    EXPECT_EQ(announcement(field, std::nullopt, Earshot::hall), "手机号, 1 character entered, text field");
}

TEST(Announcement, KeysOfDigitsAndLettersAreNotSaidToTheHall) {
    Node seven{.id = "keypad.7", .role = screen::Role::button, .label = "7", .value = {}};
    Node eight{.id = "keypad.8", .role = screen::Role::button, .label = "8", .value = {}};
    const auto hidden = announcement(seven, Position{.place = 7, .of = 12}, Earshot::hall);
    EXPECT_EQ(hidden, announcement(eight, Position{.place = 8, .of = 12}, Earshot::hall)) << "which key it is";
    EXPECT_EQ(announcement(seven, Position{.place = 7, .of = 12}, Earshot::headphones), "7，按钮，第 7 项，共 12 项");
    EXPECT_TRUE(enters_character(seven));
    seven.label = "q";
    EXPECT_TRUE(enters_character(seven));
    for (const char* const other : {"删除", "", "10", "+", "七"}) {
        seven.label = other;
        EXPECT_FALSE(enters_character(seven)) << other;
    }
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
