#include "sync/model/toml_text.h"

#include <gtest/gtest.h>

namespace bangnin::sync {
namespace {

TEST(TomlText, LettersInStringsAndCommentsAreWelcome) {
    EXPECT_EQ(line_with_bare_letters("a = \"名、\" # 注释、\n'键' = '值'\nb = \"\"\"一\n\"二\"\n\"\"\"\n"),
              std::nullopt);
    EXPECT_EQ(line_with_bare_letters("a = \"\\\"名\"\n"), std::nullopt);
}

TEST(TomlText, BareLettersAreFoundWithTheirLine) {
    EXPECT_EQ(line_with_bare_letters("a = 1\n名 = 2\n"), 2U);
    EXPECT_EQ(line_with_bare_letters("[、]"), 1U);
    EXPECT_EQ(line_with_bare_letters("a = \"x\" \xC2\xA1\n"), 1U);
    EXPECT_EQ(line_with_bare_letters("a = \"unfinished\n\xFF"), 2U);
}

}  // namespace
}  // namespace bangnin::sync
