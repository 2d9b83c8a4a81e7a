#include "ui/input/input_methods.h"

#include <gtest/gtest.h>

#include "tests/ui/input/typing.h"

namespace bangnin::input {
namespace {

TEST(InputMethods, OpensEachKindOnce) {
    const PrivateFolder folder;
    InputMethods methods({.data_dir = find_input_data(), .user_dir = folder.path() / "input"});
    for (const KeyboardKind kind : {KeyboardKind::pinyin, KeyboardKind::stroke, KeyboardKind::digits,
                                    KeyboardKind::latin, KeyboardKind::symbols, KeyboardKind::rare}) {
        const auto method = methods.method(kind);
        ASSERT_TRUE(method) << method.error();
        EXPECT_EQ((*method)->shown(), Answer{});
        EXPECT_EQ(methods.method(kind).value(), *method);
    }
    EXPECT_FALSE(methods.method(KeyboardKind::handwriting));
}

TEST(InputMethods, ForgetsAtTheSessionsEnd) {
    const PrivateFolder folder;
    InputMethods methods({.data_dir = find_input_data(), .user_dir = folder.path()});
    InputMethod* const pinyin = methods.method(KeyboardKind::pinyin).value();
    InputMethod* const rare = methods.method(KeyboardKind::rare).value();
    type(*pinyin, "liming");
    type(*rare, "4D");
    methods.reset();
    EXPECT_EQ(pinyin->shown(), Answer{});
    EXPECT_EQ(rare->shown(), Answer{});
    EXPECT_TRUE(type(*pinyin, "li").preedit.text == "li") << "and goes on";
}

TEST(InputMethods, MissingDataIsSaid) {
    const PrivateFolder folder;
    InputMethods methods({.data_dir = folder.path(), .user_dir = folder.path()});
    EXPECT_FALSE(methods.method(KeyboardKind::pinyin));
    EXPECT_FALSE(methods.method(KeyboardKind::rare));
    EXPECT_TRUE(methods.method(KeyboardKind::latin)) << "what needs no data works";
}

TEST(PlainKeys, CommitAtOnce) {
    InputMethods methods({});
    InputMethod& keys = **methods.method(KeyboardKind::symbols);
    EXPECT_EQ(keys.press(character_key("、")).committed, "、");
    EXPECT_EQ(keys.press(plain_key(KeyKind::space)).committed, " ");
    EXPECT_EQ(keys.press(plain_key(KeyKind::backspace)).outcome, KeyOutcome::passed);
    EXPECT_EQ(keys.press(plain_key(KeyKind::enter)).outcome, KeyOutcome::passed);
}

}  // namespace
}  // namespace bangnin::input
