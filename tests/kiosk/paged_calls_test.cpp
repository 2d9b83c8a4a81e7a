#include "kiosk/paged_calls.h"

#include <gtest/gtest.h>

namespace bangnin::kiosk {
namespace {

using namespace std::chrono_literals;

TEST(PagedCalls, AnAnswerIsForWhoCalledOnce) {
    PagedCalls calls;
    calls.add("one", 0s);
    calls.add("two", 130s);
    EXPECT_FALSE(calls.answered("somebody else's", 131s));
    EXPECT_TRUE(calls.answered("one", 132s)) << "late, but theirs";
    EXPECT_FALSE(calls.answered("one", 133s));
    EXPECT_FALSE(calls.answered("two", 133s)) << "who comes comes for both";
}

TEST(PagedCalls, NobodyWaitsForAStaleOneOrAfterTheEnd) {
    PagedCalls calls;
    calls.add("one", 0s);
    EXPECT_FALSE(calls.answered("one", 600s));
    calls.add("two", 600s);
    calls.forget();
    EXPECT_FALSE(calls.answered("two", 601s));
}

}  // namespace
}  // namespace bangnin::kiosk
