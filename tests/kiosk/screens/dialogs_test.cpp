// A dialog covers its page, but not the language keys: whoever cannot read it can have it in another language. On every
// screen, in every language, size, contrast and reach.
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/journeys/ids.h"
#include "tests/kiosk/screens/gallery.h"

namespace bangnin::kiosk::samples {
namespace {

struct NamedGlass {
    const char* name;
    Glass glass;
};

std::vector<Settings> dresses() {
    std::vector<Settings> list;
    for (const Language language : {Language::zh, Language::mn, Language::en}) {
        for (const TypeSize size : {TypeSize::small, TypeSize::normal, TypeSize::large, TypeSize::largest}) {
            for (const Contrast contrast : {Contrast::normal, Contrast::high}) {
                for (const Reach reach : {Reach::normal, Reach::low}) {
                    list.push_back({.language = language, .type_size = size, .contrast = contrast, .reach = reach});
                }
            }
        }
    }
    return list;
}

std::string name_of(const Settings& settings) {
    return std::to_string(static_cast<int>(settings.language)) + std::to_string(static_cast<int>(settings.type_size)) +
           std::to_string(static_cast<int>(settings.contrast)) + std::to_string(static_cast<int>(settings.reach));
}

bool is_dialog(const Sample& sample) { return sample.name.starts_with("17-") || sample.name == "06-left-unprinted"; }

class Dialogs : public ::testing::TestWithParam<NamedGlass> {
  protected:
    Dialogs() : gallery_(GetParam().glass, std::getenv("BANGNIN_SCREENS_OUT") != nullptr ? 1.0F : 0.5F) {}
    Gallery gallery_;
};

TEST_P(Dialogs, LeaveTheLanguagesWithinReach) {
    constexpr std::array keys{ids::frame_language_zh, ids::frame_language_mn, ids::frame_language_en};
    int seen = 0;
    for (const Sample& sample : all()) {
        if (!is_dialog(sample)) continue;
        for (const Settings& settings : dresses()) {
            SCOPED_TRACE(sample.name + " " + name_of(settings));
            gallery_.show(sample, settings);
            gallery_.save(sample.name + "." + GetParam().name + "." + name_of(settings));
            const screen::Node* dialog = gallery_.tree().find(ids::dialog);
            ASSERT_NE(dialog, nullptr);
            const screen::Rect box = dialog->rect;
            EXPECT_TRUE(gallery_.audit().missing.empty()) << gallery_.audit().missing.front();
            for (const std::string_view key : keys) {
                EXPECT_TRUE(gallery_.tree().target(key, gallery_.surface())) << key;
                EXPECT_TRUE(gallery_.tree().find(key)->rect.intersected(box).empty()) << key << " under the dialog";
            }
            ++seen;
        }
        // A key that is met acts, and nothing else does.
        gallery_.show(sample, {});
        const auto target = gallery_.tree().target(ids::frame_language_en, gallery_.surface());
        ASSERT_TRUE(target);
        EXPECT_EQ(gallery_.touch(sample, {}, *target),
                  "session." + std::to_string(SessionEvent{session_event::ChooseLanguage{Language::en}}.index()));
    }
    EXPECT_EQ(seen, 3 * 48);
}

INSTANTIATE_TEST_SUITE_P(Screens, Dialogs,
                         ::testing::Values(NamedGlass{"tall", {1080, 1920, 21.5}},
                                           NamedGlass{"wide", {1920, 1080, 21.5}},
                                           NamedGlass{"small", {1280, 800, 15.6}}),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace bangnin::kiosk::samples
