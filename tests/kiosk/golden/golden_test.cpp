// Pictures of chosen pages, compared with those that are kept in tests/kiosk/golden/pictures. Where a page has become
// another on purpose: sh tests/update_golden.sh. What a failed test saw is left in $BANGNIN_GOLDEN_OUT, or else in
// golden-differences beside the test programs' folder: NAME.actual.png, NAME.expected.png and NAME.difference.png.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "tests/kiosk/golden/difference.h"
#include "tests/kiosk/golden/golden_set.h"
#include "tests/kiosk/golden/picture.h"
#include "tests/kiosk/screens/gallery.h"

namespace bangnin::kiosk::golden {
namespace {

namespace fs = std::filesystem;

fs::path kept_pictures() { return fs::path(std::getenv("BANGNIN_SOURCE_DIR")) / "tests/kiosk/golden/pictures"; }

fs::path differences() {
    if (const char* folder = std::getenv("BANGNIN_GOLDEN_OUT"); folder != nullptr) return folder;
    return fs::path(std::getenv("BANGNIN_BIN_DIR")).parent_path() / "golden-differences";
}

// What is to be done with a picture that is not like the one kept.
enum class Task { compare, update };
Task task() { return std::getenv("BANGNIN_GOLDEN_UPDATE") != nullptr ? Task::update : Task::compare; }

Picture shoot(samples::Gallery& gallery, const Shot& shot) {
    for (const samples::Sample& sample : samples::all()) {
        if (sample.name != shot.sample) continue;
        gallery.show(sample, shot.settings);
        return halved(gallery.pixels());
    }
    ADD_FAILURE() << "there is no page " << shot.sample;
    return {};
}

void leave(const std::string& name, const Picture& picture) {
    fs::create_directories(differences());
    if (const auto saved = save_png(picture, differences() / (name + ".png")); !saved) ADD_FAILURE() << saved.error();
}

void forget(const std::string& name) {
    std::error_code ignored;
    for (const char* kind : {".actual.png", ".expected.png", ".difference.png"}) {
        fs::remove(differences() / (name + kind), ignored);
    }
}

void compare(const std::string& name, const Picture& actual) {
    forget(name);
    const auto expected = load_png(kept_pictures() / (name + ".png"));
    if (!expected) {
        leave(name + ".actual", actual);
        FAIL() << "no picture is kept of it (" << expected.error() << "); what it looks like is in " << differences();
    }
    const Difference seen = difference(*expected, actual);
    if (seen.looks_the_same()) return;
    leave(name + ".actual", actual);
    leave(name + ".expected", *expected);
    leave(name + ".difference", marked(*expected, seen));
    FAIL() << seen.text() << "; the pictures are in " << differences();
}

// A picture that still looks the same stays as it was, to the byte.
void update(const std::string& name, const Picture& actual) {
    const fs::path file = kept_pictures() / (name + ".png");
    const auto expected = load_png(file);
    if (expected && difference(*expected, actual).looks_the_same()) return;
    fs::create_directories(kept_pictures());
    const auto saved = save_png(actual, file);
    ASSERT_TRUE(saved) << saved.error();
}

template <typename Shots>
void keep_to(const Glass& glass, const Shots& shots) {
    samples::Gallery gallery(glass);
    for (const Shot& shot : shots) {
        SCOPED_TRACE(shot.name);
        const Picture actual = shoot(gallery, shot);
        task() == Task::update ? update(shot.name, actual) : compare(shot.name, actual);
    }
}

TEST(Golden, UprightPagesLookAsTheyDid) { keep_to({1080, 1920, 21.5}, upright); }

TEST(Golden, WidePagesLookAsTheyDid) { keep_to({1920, 1080, 21.5}, wide); }

TEST(Golden, SmallPagesLookAsTheyDid) { keep_to({1280, 800, 15.6}, small); }

// Every picture kept belongs to a page of the set, and all of them together stay small.
TEST(Golden, KeepsNothingElse) {
    std::set<std::string> wanted;
    for (const Shot& shot : upright) wanted.insert(std::string(shot.name) + ".png");
    for (const Shot& shot : wide) wanted.insert(std::string(shot.name) + ".png");
    for (const Shot& shot : small) wanted.insert(std::string(shot.name) + ".png");
    std::uintmax_t bytes = 0;
    std::vector<fs::path> strangers;
    for (const auto& entry : fs::directory_iterator(kept_pictures())) {
        if (!wanted.contains(entry.path().filename().string())) strangers.push_back(entry.path());
        bytes += entry.file_size();
    }
    for (const fs::path& stranger : strangers) {
        if (task() == Task::update)
            fs::remove(stranger);
        else
            ADD_FAILURE() << stranger << " is of no page; sh tests/update_golden.sh takes it away";
    }
    constexpr std::uintmax_t four_megabytes = 4'000'000;
    EXPECT_LE(bytes, four_megabytes);
}

}  // namespace
}  // namespace bangnin::kiosk::golden
