// Every page × 3 languages × 4 text sizes × 2 contrasts × 2 reaches: nothing clipped, overlapping or outside the
// screen, no unknown glyph, no text and no target smaller than the rules, all controls within reach.
// On the upright and on the wide screen; BANGNIN_SCREENS_GLASS names one: "tall", "wide" or "small" (1280 × 800), on
// which not every page keeps the rules in every dress yet.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/kiosk/screens/gallery.h"

namespace bangnin::kiosk::samples {
namespace {

struct NamedGlass {
    const char* name;
    Glass glass;
};

constexpr std::array languages{Language::zh, Language::mn, Language::en};
constexpr std::array sizes{TypeSize::small, TypeSize::normal, TypeSize::large, TypeSize::largest};
constexpr std::array contrasts{Contrast::normal, Contrast::high};
constexpr std::array reaches{Reach::normal, Reach::low};

std::string name_of(const Settings& settings) {
    constexpr std::array language{"zh", "mn", "en"};
    constexpr std::array size{"small", "normal", "large", "largest"};
    std::string name = language[static_cast<std::size_t>(settings.language)];
    name += std::string(".") + size[static_cast<std::size_t>(settings.type_size)];
    if (settings.contrast == Contrast::high) name += ".contrast";
    if (settings.reach == Reach::low) name += ".low";
    return name;
}

class Walk : public ::testing::TestWithParam<NamedGlass> {
  protected:
    // Half the dots are enough to measure, and draw in a quarter of the time; pictures to look at have them all.
    Walk() : gallery_(GetParam().glass, std::getenv("BANGNIN_SCREENS_OUT") != nullptr ? 1.0F : 0.5F) {}

    template <typename Check>
    void on_every_page(Check check) {
        // While one page is being made: its name's beginning.
        const char* only = std::getenv("BANGNIN_SCREENS_ONLY");
        const std::string_view wanted = only != nullptr ? only : "";
        for (const Language language : languages) {
            for (const TypeSize size : sizes) {
                for (const Contrast contrast : contrasts) {
                    for (const Reach reach : reaches) {
                        const Settings settings{
                            .language = language, .type_size = size, .contrast = contrast, .reach = reach};
                        for (const Sample& sample : all()) {
                            if (!sample.name.starts_with(wanted)) continue;
                            gallery_.show(sample, settings);
                            check(sample.name, settings);
                        }
                    }
                }
            }
        }
    }

    Gallery gallery_;
};

// One line for each fault, and how often it was seen: a page wrong in ten dresses is one thing to mend.
class Faults {
  public:
    void add(const std::string& sample, const std::string& dress, const std::string& fault) {
        auto& [count, first] = seen_[sample + ": " + fault];
        if (count++ == 0) first = dress;
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

TEST_P(Walk, KeepsTheRules) {
    Faults faults;
    std::map<std::string, int> glyphs;
    on_every_page([&](const std::string& sample, const Settings& settings) {
        const std::string dress = name_of(settings);
        gallery_.save(sample + "." + GetParam().name + "." + dress);
        const screen::Size surface = gallery_.surface();
        for (const auto& fault : faults_of_controls(gallery_.tree(), surface)) faults.add(sample, dress, fault);
        for (const auto& fault : faults_of_texts(gallery_.tree(), surface)) faults.add(sample, dress, fault);
        for (const auto& text : gallery_.audit().overflowing) faults.add(sample, dress, "overflows: " + text);
        for (const auto& part : gallery_.audit().missing) faults.add(sample, dress, "no room, " + part);
        if (gallery_.audit().smallest_px + 0.1F < smallest_text(settings.type_size)) {
            faults.add(sample, dress, "too small: " + gallery_.audit().smallest);
        }
        const bool reachable = settings.reach == Reach::low && surface.h > surface.w;
        for (const screen::Node& node : gallery_.tree().nodes()) {
            for (const std::string& words : {node.label, node.value}) {
                const auto [known, fresh] = glyphs.emplace(words, 0);
                if (fresh) known->second = gallery_.unknown_glyphs(words);
                if (known->second != 0) faults.add(sample, dress, "unknown glyph in " + words);
            }
            const bool control = node.reach == screen::Reach::touchable && node.role != screen::Role::dialog &&
                                 node.id != "attract.anywhere" && node.layer == gallery_.tree().top_layer();
            if (reachable && control && node.rect.y < surface.h * 0.45F) {
                faults.add(sample, dress, node.id + " is out of reach");
            }
        }
    });
    EXPECT_EQ(faults.size(), 0U) << faults.text();
}

std::vector<NamedGlass> glasses() {
    const char* wanted = std::getenv("BANGNIN_SCREENS_GLASS");
    const std::string name = wanted != nullptr ? wanted : "";
    const NamedGlass tall{"tall", {1080, 1920, 21.5}};
    const NamedGlass wide{"wide", {1920, 1080, 21.5}};
    if (name == "tall") return {tall};
    if (name == "wide") return {wide};
    if (name == "small") return {{"small", {1280, 800, 15.6}}};
    return {tall, wide};
}

INSTANTIATE_TEST_SUITE_P(Screens, Walk, ::testing::ValuesIn(glasses()), [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace bangnin::kiosk::samples
