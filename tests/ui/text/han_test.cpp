// Every Han character of GB 18030-2022, each rendered once: a font of ours has it, it leaves ink, and it is no box or
// placeholder that many share.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "tests/ui/text/engine_for_tests.h"
#include "ui/input/rare/han_set.h"
#include "ui/input/utf8.h"

namespace bangnin::text {
namespace {

constexpr float size_px = 24;
constexpr std::size_t listed_at_most = 40;

// Characters for the message of a failure: how many, and the first of them.
class Found {
  public:
    void add(char32_t character) {
        if (count_++ < listed_at_most) {
            std::string code(8, '\0');
            code.resize(static_cast<std::size_t>(
                std::snprintf(code.data(), code.size(), "U+%04X", static_cast<unsigned>(character))));
            text_ += " " + code;
        }
    }
    [[nodiscard]] std::size_t count() const { return count_; }
    [[nodiscard]] const std::string& text() const { return text_; }

  private:
    std::size_t count_ = 0;
    std::string text_;
};

// Pictures that look alike, by what they look like.
class Lookalikes {
  public:
    void add(const Coverage& picture, char32_t character) {
        const std::string_view pixels(reinterpret_cast<const char*>(picture.alpha.data()), picture.alpha.size());
        auto& alike = seen_[std::hash<std::string_view>{}(pixels)];
        ++alike.first;
        alike.second.add(character);
    }
    // The characters that share the commonest picture.
    [[nodiscard]] std::pair<std::size_t, std::string> most() const {
        const auto found = std::ranges::max_element(seen_, {}, [](const auto& entry) { return entry.second.first; });
        return {found->second.first, found->second.second.text()};
    }

  private:
    std::unordered_map<std::size_t, std::pair<std::size_t, Found>> seen_;
};

struct Look {
    const char* name;
    Weight weight;
    Flow flow;
};
void PrintTo(const Look& look, std::ostream* out) { *out << look.name; }

class HanCharacters : public testing::TestWithParam<Look> {};

TEST_P(HanCharacters, AreAllDrawn) {
    Style style;
    style.size_px = size_px;
    style.weight = GetParam().weight;
    style.flow = GetParam().flow;
    Found unknown;
    Found blank;
    Lookalikes pictures;
    for (std::size_t i = 0; i < input::gb18030_han_count; ++i) {
        const char32_t character = *input::gb18030_han_at(i);
        const Coverage picture = test_engine().render(input::utf8_of(character), style);
        if (picture.metrics.unknown_glyphs != 0) unknown.add(character);
        if (std::ranges::none_of(picture.alpha, [](std::uint8_t ink) { return ink > 127; })) blank.add(character);
        pictures.add(picture, character);
    }
    EXPECT_EQ(unknown.count(), 0U) << "no font has" << unknown.text();
    EXPECT_EQ(blank.count(), 0U) << "nothing to be seen of" << blank.text();
    // The standard itself has a few pairs that are drawn alike.
    constexpr std::size_t a_pair = 2;
    EXPECT_LE(pictures.most().first, a_pair) << "one picture for" << pictures.most().second;
}

INSTANTIATE_TEST_SUITE_P(Looks, HanCharacters,
                         testing::Values(Look{"Regular", Weight::regular, Flow::horizontal},
                                         Look{"Bold", Weight::bold, Flow::horizontal},
                                         Look{"InColumns", Weight::regular, Flow::vertical_mongolian}),
                         [](const auto& look) { return std::string(look.param.name); });

}  // namespace
}  // namespace bangnin::text
