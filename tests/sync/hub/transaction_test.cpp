// One transaction within another: what the inner one did goes alone, and what it kept is kept only with the whole.
#include <gtest/gtest.h>

#include "tests/sync/hub/hub_rig.h"

namespace bangnin::hub {
namespace {

class TransactionTest : public testing::Test {
  protected:
    void put(const std::string& name) {
        database_->session() << "INSERT INTO counters(name, value) VALUES(:n, 1)", soci::use(name);
    }
    bool is_there(const std::string& name) {
        int count = 0;
        database_->session() << "SELECT COUNT(*) FROM counters WHERE name = :n", soci::use(name), soci::into(count);
        return count == 1;
    }

    const test::HubRig rig_;  // for its database
    const std::unique_ptr<Database> database_ = rig_.database().open();
};

TEST_F(TransactionTest, WhatAnInnerPartDidGoesAlone) {
    Transaction whole(*database_, Work::writes);
    put("before");
    {
        const Transaction part(*database_, Work::writes);
        put("within");
    }
    EXPECT_FALSE(is_there("within"));
    put("after");
    whole.commit();
    EXPECT_TRUE(is_there("before") && is_there("after"));
}

TEST_F(TransactionTest, WhatAnInnerPartKeptGoesWithTheWhole) {
    {
        const Transaction whole(*database_, Work::writes);
        Transaction part(*database_, Work::writes);
        put("within");
        part.commit();
        Transaction second(*database_, Work::reads);
        EXPECT_TRUE(is_there("within"));
        second.commit();
    }
    EXPECT_FALSE(is_there("within"));
    // The next one is a whole again.
    Transaction whole(*database_, Work::writes);
    put("later");
    whole.commit();
    EXPECT_TRUE(is_there("later"));
}

TEST_F(TransactionTest, AnInnerPartThatFailsLeavesTheWholeUsable) {
    Transaction whole(*database_, Work::writes);
    put("before");
    const auto failed = guarded("a test's part", [&] {
        Transaction part(*database_, Work::writes);
        put("before");
        part.commit();
    });
    EXPECT_FALSE(failed) << "it is there already";
    put("after");
    whole.commit();
    EXPECT_TRUE(is_there("before") && is_there("after"));
}

TEST_F(TransactionTest, TogetherIsAllOrNothing) {
    const auto refused = together(*database_, "a test", [&]() -> DatabaseResult<int> {
        put("one");
        return std::unexpected(DatabaseError::unavailable);
    });
    EXPECT_FALSE(refused);
    EXPECT_FALSE(is_there("one"));
    const auto failed = together(*database_, "a test", [&]() -> DatabaseResult<int> {
        put("one");
        put("one");
        return 1;
    });
    EXPECT_FALSE(failed);
    EXPECT_FALSE(is_there("one"));
    const auto done = together(*database_, "a test", [&]() -> DatabaseResult<int> {
        put("one");
        return 7;
    });
    EXPECT_EQ(done, 7);
    EXPECT_TRUE(is_there("one"));
}

}  // namespace
}  // namespace bangnin::hub
