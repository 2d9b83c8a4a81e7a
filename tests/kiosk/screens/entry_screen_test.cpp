// What is seen of a text while it is written, where large words leave little room to it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "kiosk/journeys/ids.h"
#include "tests/kiosk/screens/gallery.h"

namespace bangnin::kiosk::samples {
namespace {

using testing::Contains;
using testing::IsSupersetOf;

class EntryScreen : public testing::Test {
  protected:
    EntryScreen() : gallery_(Glass{1280, 800, 15.6}) {}

    // The characters in the field of this sample, in the largest size.
    std::vector<std::string> field_of(const std::string& name, Language language) {
        for (const Sample& sample : all()) {
            if (sample.name != name) continue;
            const auto& page = gallery_.describe(sample, {.language = language, .type_size = TypeSize::largest});
            const auto* field = page.tree.find(ids::entry_field);
            if (field == nullptr) return {};
            std::vector<std::string> seen;
            for (const auto& writing : page.writings) {
                if (field->rect.contains(writing.ink.centre())) seen.push_back(writing.words);
            }
            return seen;
        }
        return {};
    }

    Gallery gallery_;
};

TEST_F(EntryScreen, AllLettersThatAreBeingComposedAreSeen) {
    for (const Language language : {Language::zh, Language::mn, Language::en}) {
        EXPECT_THAT(field_of("08-entry-pinyin", language), IsSupersetOf({"t", "o", "u", "'", "z", "i"}));
    }
}

TEST_F(EntryScreen, SomeOfWhatIsWrittenStaysInSight) {
    for (const char* page : {"08-entry-latin", "08-entry-rare", "09-entry-pad"}) {
        for (const Language language : {Language::zh, Language::mn, Language::en}) {
            const auto seen = field_of(page, language);
            EXPECT_GE(seen.size(), 5U) << page;
            EXPECT_THAT(seen, Contains("工")) << "the last one of " << page;
        }
    }
}

}  // namespace
}  // namespace bangnin::kiosk::samples
