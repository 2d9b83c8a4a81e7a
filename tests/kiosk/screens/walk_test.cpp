// Every page × 3 languages × 4 text sizes × 2 contrasts × 2 reaches on 3 glasses:
// nothing clipped, overlapping or outside the screen, no unknown glyph, no text and no target smaller than the rules,
// everything to be read from its ground, all controls within reach of hand and keypad. BANGNIN_SCREENS_ONLY names the
// beginning of the pages to look at, BANGNIN_SCREENS_OUT where their pictures go.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "tests/kiosk/screens/gallery.h"
#include "tests/kiosk/screens/rules.h"

namespace bangnin::kiosk::samples {
namespace {

struct NamedGlass {
    const char* name;
    Glass glass;
};

constexpr std::array glasses{NamedGlass{"tall", {1080, 1920, 21.5}}, NamedGlass{"wide", {1920, 1080, 21.5}},
                             NamedGlass{"small", {1280, 800, 15.6}}};
constexpr std::array languages{Language::zh, Language::mn, Language::en};
constexpr std::array sizes{TypeSize::small, TypeSize::normal, TypeSize::large, TypeSize::largest};
constexpr std::array contrasts{Contrast::normal, Contrast::high};
constexpr std::array reaches{Reach::normal, Reach::low};
constexpr std::array language_names{"zh", "mn", "en"};

std::string name_of(const Settings& settings) {
    constexpr std::array size{"small", "normal", "large", "largest"};
    std::string name = language_names.at(static_cast<std::size_t>(settings.language));
    name += std::string(".") + size.at(static_cast<std::size_t>(settings.type_size));
    if (settings.contrast == Contrast::high) name += ".contrast";
    if (settings.reach == Reach::low) name += ".low";
    return name;
}

// One line for each fault, and how often it was seen: a page wrong in ten dresses is one thing to mend.
class Faults {
  public:
    void add(const std::string& sample, const Settings& settings, const std::vector<std::string>& faults) {
        for (const std::string& fault : faults) {
            auto& [count, first] = seen_[sample + ": " + fault];
            if (count++ == 0) first = name_of(settings);
        }
    }
    [[nodiscard]] std::string text() const {
        std::string text;
        for (const auto& [fault, seen] : seen_) {
            text += fault + "  (" + std::to_string(seen.first) + "×, first " + seen.second + ")\n";
        }
        return text;
    }
    [[nodiscard]] std::size_t size() const { return seen_.size(); }

  private:
    std::map<std::string, std::pair<int, std::string>> seen_;
};

using Place = std::tuple<NamedGlass, Language>;

// A test for each glass and language: what all of them share is little, and so they can run beside each other.
class Walk : public ::testing::TestWithParam<Place> {
  protected:
    // Half the dots are enough to measure, and draw in a quarter of the time; pictures to look at have them all.
    Walk() : gallery_(std::get<NamedGlass>(GetParam()).glass, 1.0F) {}

    static bool pictures() { return std::getenv("BANGNIN_SCREENS_OUT") != nullptr; }

    // Contrast and reach last: their pages are made of the same words.
    template <typename Check>
    void in_every_dress(const Sample& sample, Check check) {
        for (const TypeSize size : sizes) {
            for (const Reach reach : reaches) {
                for (const Contrast contrast : contrasts) {
                    check(sample, Settings{.language = std::get<Language>(GetParam()),
                                           .type_size = size,
                                           .contrast = contrast,
                                           .reach = reach});
                }
            }
        }
    }
    void look_at(const Sample& sample, const Settings& settings) {
        const screen::Description& page = gallery_.describe(sample, settings);
        const screen::Size surface = gallery_.surface();
        const auto add = [&](const std::vector<std::string>& faults) { faults_.add(sample.name, settings, faults); };
        add(faults_of_controls(page.tree, surface));
        add(faults_of_texts(page.tree, surface));
        add(faults_of_primaries(page));
        add(faults_of_writings(page, surface, settings.type_size));
        add(faults_of_contrast(page, settings.contrast));
        add(faults_of_keypad(page.tree, surface));
        if (settings.reach == Reach::low) add(faults_of_reach(page.tree, surface));
        for (const auto& text : gallery_.audit().overflowing) add({"overflows: " + text});
        for (const auto& part : gallery_.audit().missing) add({"no room, " + part});
        if (!pictures()) return;
        gallery_.show(sample, settings);
        gallery_.save(sample.name + "." + std::get<NamedGlass>(GetParam()).name + "." + name_of(settings));
    }

    Gallery gallery_;
    Faults faults_;
};

TEST_P(Walk, KeepsTheRules) {
    const char* only = std::getenv("BANGNIN_SCREENS_ONLY");
    const std::string_view wanted = only != nullptr ? only : "";
    for (const Sample& sample : all()) {
        if (!sample.name.starts_with(wanted)) continue;
        in_every_dress(sample, [this](const Sample& one, const Settings& settings) { look_at(one, settings); });
    }
    EXPECT_EQ(faults_.size(), 0U) << faults_.text();
}

std::string name_of_place(const ::testing::TestParamInfo<Place>& place) {
    return std::string(std::get<NamedGlass>(place.param).name) + "_" +
           language_names.at(static_cast<std::size_t>(std::get<Language>(place.param)));
}

INSTANTIATE_TEST_SUITE_P(Screens, Walk,
                         ::testing::Combine(::testing::ValuesIn(glasses), ::testing::ValuesIn(languages)),
                         name_of_place);

}  // namespace
}  // namespace bangnin::kiosk::samples
