#include "ui/input/signature.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "tests/freed_memory.h"
#include "tests/ui/input/signature/signing_hand.h"
#include "ui/input/signature_picture.h"

namespace bangnin::input {
namespace {

void stroke(Signature& signature, float from, float to) {
    signature.begin_stroke({from, 10, 0});
    signature.extend_stroke({to, 10, 100});
    signature.end_stroke();
}

TEST(Signature, UndoAndRedoTakeStrokesOffAndBack) {
    Signature signature;
    EXPECT_FALSE(signature.can_undo());
    signature.undo();
    signature.redo();
    stroke(signature, 1, 2);
    stroke(signature, 3, 4);
    const Ink both = signature.ink();
    signature.undo();
    EXPECT_EQ(signature.ink().strokes.size(), 1U);
    EXPECT_TRUE(signature.can_redo());
    signature.redo();
    EXPECT_EQ(signature.ink(), both);
    signature.undo();
    stroke(signature, 5, 6);
    EXPECT_FALSE(signature.can_redo());
    signature.clear();
    EXPECT_FALSE(signature.can_undo());
    EXPECT_FALSE(signature.can_redo());
}

TEST(Signature, EnoughIsOneStrokeOfTwentyMillimetres) {
    Signature signature;
    stroke(signature, 0, 15);
    stroke(signature, 20, 35);
    EXPECT_EQ(signature.amount(), InkAmount::too_little);
    stroke(signature, 40, 59.98F);
    EXPECT_EQ(signature.amount(), InkAmount::too_little);
    stroke(signature, 40, 60);
    EXPECT_EQ(signature.amount(), InkAmount::enough);
    signature.undo();
    EXPECT_EQ(signature.amount(), InkAmount::too_little);
}

// A block that is given back with a point in it is found; none of a signature's, nor of its line's, is.
TEST(Signature, LeavesNothingInMemory) {
    const InkPoint mark{12.34F, 43.21F, 98765};
    const testing_memory::FreedMemory watch({reinterpret_cast<const char*>(&mark), sizeof mark});
    {
        const std::vector<InkPoint> careless(3, mark);
    }
    EXPECT_EQ(watch.found(), 1);
    {
        Signature signature;
        stroke(signature, 1, 2);
        signature.begin_stroke(mark);
        for (int i = 0; i < 100; ++i) signature.extend_stroke(mark);
        Signature copy = signature;
        copy.undo();
        copy.redo();
        signature.clear();
        signature = copy;
        const Signature moved = std::move(copy);
        signature.undo();
        stroke(signature, 3, 4);
        EXPECT_EQ(pen_line(moved.ink().strokes.back()).size(), 1U);
    }
    EXPECT_EQ(watch.found(), 1);
}

TEST(Signature, BringsPointsIntoTheField) {
    Signature signature({100, 40});
    signature.begin_stroke({-5, 200, 50});
    signature.extend_stroke({std::numeric_limits<float>::quiet_NaN(), 1, 60});
    signature.extend_stroke({1e20F, 1, 10});
    const InkStroke expected{{0, 40, 50}, {100, 1, 50}};
    ASSERT_EQ(signature.ink().strokes.size(), 1U);
    EXPECT_EQ(signature.ink().strokes[0], expected);
}

TEST(Signature, PointsWithoutAPenDownAreNoInk) {
    Signature signature;
    signature.extend_stroke({1, 1, 0});
    signature.begin_stroke({std::numeric_limits<float>::infinity(), 1, 0});
    signature.extend_stroke({1, 1, 0});
    EXPECT_TRUE(signature.ink().strokes.empty());
    stroke(signature, 1, 2);
    signature.extend_stroke({9, 9, 9});
    EXPECT_EQ(signature.ink().strokes[0].size(), 2U);
}

TEST(Signature, StaysWithinItsLimits) {
    Signature signature;
    for (std::size_t i = 0; i < max_signature_strokes + 9; ++i) {
        stroke(signature, 0, 1);
    }
    EXPECT_EQ(signature.ink().strokes.size(), max_signature_strokes);
    signature.clear();
    signature.begin_stroke({0, 0, 0});
    for (std::size_t i = 0; i < max_signature_points + 9; ++i) {
        signature.extend_stroke({static_cast<float>(i % 100), 0, static_cast<std::int32_t>(i)});
    }
    EXPECT_EQ(signature.ink().strokes[0].size(), max_signature_points);
    EXPECT_LE(to_json(signature).size(), max_signature_json_bytes);
    EXPECT_EQ(Signature({0, 1e9F}).field(), (SignatureField{least_side_mm, greatest_side_mm}));
}

TEST(SignatureJson, IsReadBackAsItWas) {
    for (std::uint32_t seed = 0; seed < 200; ++seed) {
        const Signature drawn = scribble(seed);
        const auto read = signature_from_json(to_json(drawn));
        ASSERT_TRUE(read) << read.error().reason << ' ' << seed;
        EXPECT_EQ(read->ink(), drawn.ink()) << seed;
        EXPECT_EQ(read->field(), drawn.field());
        EXPECT_EQ(to_json(*read), to_json(drawn));
    }
    EXPECT_EQ(to_json(Signature({100, 40})), R"({"v":1,"size":[10000,4000],"strokes":[]})");
}

TEST(SignatureJson, RefusesWhatIsNone) {
    for (const char* text :
         {"", "null", "[]", "{}", R"({"v":2,"size":[10000,4000],"strokes":[]})",
          R"({"v":1,"size":[10000],"strokes":[]})", R"({"v":1,"size":[10000,99999999],"strokes":[]})",
          R"({"v":1,"size":[10000,4000],"strokes":{}})", R"({"v":1,"size":[10000,4000],"strokes":[[]]})",
          R"({"v":1,"size":[10000,4000],"strokes":[[1,2]]})", R"({"v":1,"size":[10000,4000],"strokes":[[1,2,-3]]})",
          R"({"v":1,"size":[10000,4000],"strokes":[[1,2,9,1,2,8]]})",
          R"({"v":1,"size":[10000,4000],"strokes":[[1,2.5,3]]})",
          R"({"v":1,"size":[10000,4000],"strokes":[[10001,2,3]]})",
          R"({"v":1,"size":[10000,4000],"strokes":[[18446744073709551615,2,3]]})",
          R"({"v":1,"size":[10000,4000],"strokes":[[1,2,2147483648]]})",
          R"({"v":1,"size":[10000,4000],"strokes":[],"more":1})"}) {
        EXPECT_FALSE(signature_from_json(text)) << text;
    }
    EXPECT_FALSE(signature_from_json(std::string(max_signature_json_bytes + 1, ' ')));
    EXPECT_FALSE(signature_from_json(std::string(300'000, '[')));
}

TEST(SignatureJson, AnyBytesAreReadOrRefused) {
    const std::string whole = to_json(scribble(3));
    std::mt19937 random(11);
    for (int round = 0; round < 5000; ++round) {
        std::string bytes = whole.substr(0, random() % 4 == 0 ? random() % whole.size() : whole.size());
        for (unsigned i = 0; i < 1 + random() % 3 && !bytes.empty(); ++i) {
            constexpr std::string_view likely = R"([]{},:"0123456789-.e)";
            bytes[random() % bytes.size()] =
                random() % 2 == 0 ? likely[random() % likely.size()] : static_cast<char>(random());
        }
        if (const auto read = signature_from_json(bytes)) {
            EXPECT_TRUE(signature_from_json(to_json(*read)));
        }
    }
}

}  // namespace
}  // namespace bangnin::input
