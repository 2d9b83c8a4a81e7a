// Accounts, sessions and the audit log at the database.
#include "sync/hub/console/sign_ins.h"

#include <gtest/gtest.h>
#include <sodium.h>

#include "sync/hub/console/audit_log.h"
#include "sync/hub/console/password.h"
#include "sync/hub/console/staff_accounts.h"
#include "tests/sync/hub/hub_rig.h"

namespace bangnin::hub::test {
namespace {

using namespace console;
using namespace std::chrono_literals;

class SignInsTest : public testing::Test {
  protected:
    void SetUp() override {
        accounts_.emplace(*database_);
        sign_ins_.emplace(*database_);
        audit_.emplace(*database_);
        const StaffMember bai{"0527", "白音", StaffRole::clerk, {"1", "3"}, {"林草局"}, StaffState::active};
        ASSERT_TRUE(accounts_->add(bai, "hash", now_).value());
    }
    auto begin(const std::string& login = "0527", const std::string& address = "10.0.0.1") {
        return sign_ins_->begin(login, address, now_).value();
    }
    std::optional<Session> sign_in(const std::string& name) {
        const auto attempt = begin();
        return attempt ? sign_ins_->succeed("0527", *attempt, name, "10.0.0.1", now_).value() : std::nullopt;
    }
    std::optional<Session> find(const std::string& name, SignIns::Presence presence = SignIns::Presence::person) {
        return sign_ins_->find(name, presence, now_).value();
    }
    std::vector<std::string> acts() {
        std::vector<std::string> acts;
        const auto rows = audit_->list({}).value();
        for (const auto& row : rows) acts.push_back(row.entry.act + " " + row.entry.outcome);
        return acts;
    }

    HubRig rig_;  // for its folder and its database
    std::unique_ptr<Database> database_ = rig_.database().open();
    std::optional<StaffAccounts> accounts_;
    std::optional<SignIns> sign_ins_;
    std::optional<AuditLog> audit_;
    sync::Instant now_ = sync::parse_instant("2026-11-27T02:00:00Z").value();
};

TEST_F(SignInsTest, AnAccountComesBackAsItWasAdded) {
    const auto list = accounts_->list().value();
    ASSERT_EQ(list.size(), 1U);
    EXPECT_EQ(list[0].name, "白音");
    EXPECT_EQ(list[0].windows, (std::vector<std::string>{"1", "3"}));
    EXPECT_EQ(list[0].departments, std::vector<std::string>{"林草局"});
    EXPECT_FALSE(accounts_->add(list[0], "another", now_).value()) << "the login is taken";
    EXPECT_EQ(begin()->hash, "hash");
    EXPECT_FALSE(accounts_->set_password("nobody", "x", now_).value());
}

TEST_F(SignInsTest, UnknownAndDisabledLoginsGetADecoy) {
    EXPECT_EQ(begin("nobody")->hash, decoy_hash());
    ASSERT_TRUE(accounts_->set_state("0527", StaffState::disabled, now_).value());
    const auto attempt = begin();
    EXPECT_EQ(attempt->hash, decoy_hash());
    EXPECT_FALSE(sign_ins_->succeed("0527", *attempt, "s", "10.0.0.1", now_).value());
    EXPECT_EQ(crypto_pwhash_str_needs_rehash(decoy_hash().c_str(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                             crypto_pwhash_MEMLIMIT_INTERACTIVE),
              0)
        << "it costs what a real one costs";
    EXPECT_FALSE(password_matches(decoy_hash(), ""));
}

TEST_F(SignInsTest, ManyTriesAtOnceAreNoWayAroundTheLimit) {
    for (int tries = 0; tries < most_attempts_of_login; ++tries) {
        ASSERT_TRUE(begin("0527", "10.0.0." + std::to_string(tries)));
    }
    EXPECT_FALSE(begin("0527", "10.0.9.9")) << "though none of them has ended yet";
    EXPECT_TRUE(begin("0528", "10.0.9.9"));
    now_ += attempts_counted_for;
    EXPECT_TRUE(begin());
}

TEST_F(SignInsTest, AnAddressHasItsOwnLimitAndAnIpv6NetworkIsOne) {
    for (int tries = 0; tries < most_attempts_of_address; ++tries) {
        ASSERT_TRUE(begin("user" + std::to_string(tries), "2001:db8::" + std::to_string(tries)));
    }
    EXPECT_FALSE(begin("user99", "2001:db8::ffff"));
    EXPECT_TRUE(begin("user99", "2001:db8:0:1::1"));
    EXPECT_EQ(address_group("::ffff:10.1.2.3"), "10.1.2.3");
    EXPECT_EQ(address_group("10.1.2.3"), "10.1.2.3");
}

TEST_F(SignInsTest, SuccessForgetsTheTriesAndABusyHubsIsNone) {
    for (int tries = 1; tries < most_attempts_of_login; ++tries) ASSERT_TRUE(begin());
    ASSERT_TRUE(sign_in("s"));
    for (int tries = 0; tries < most_attempts_of_login; ++tries) {
        const auto attempt = begin();
        ASSERT_TRUE(attempt);
        ASSERT_TRUE(sign_ins_->withdraw(*attempt));
    }
    EXPECT_TRUE(begin());
}

TEST_F(SignInsTest, ASessionEndsWhenNobodyIsThere) {
    ASSERT_TRUE(sign_in("s"));
    EXPECT_EQ(find("s")->staff.login, "0527");
    EXPECT_FALSE(find("another"));
    now_ += session_idle_limit - 1min;
    ASSERT_TRUE(find("s"));
    now_ += session_idle_limit - 1min;
    ASSERT_TRUE(find("s", SignIns::Presence::page)) << "the person was there meanwhile";
    now_ += 2min;
    EXPECT_FALSE(find("s")) << "a page that asks for news is nobody";
}

TEST_F(SignInsTest, ASessionEndsAtTheLatestAfterADay) {
    ASSERT_TRUE(sign_in("s"));
    const sync::Instant end = now_ + session_limit;
    for (; now_ < end; now_ += 30min) ASSERT_TRUE(find("s"));
    EXPECT_FALSE(find("s"));
}

TEST_F(SignInsTest, SigningOutANewPasswordAndDisablingEndSessions) {
    ASSERT_TRUE(sign_in("one"));
    ASSERT_TRUE(sign_in("two"));
    ASSERT_TRUE(sign_ins_->end(*find("one"), "10.0.0.1", now_));
    EXPECT_FALSE(find("one"));
    EXPECT_TRUE(find("two"));
    ASSERT_TRUE(accounts_->set_password("0527", "new", now_).value());
    EXPECT_FALSE(find("two"));
    ASSERT_TRUE(sign_in("three"));
    ASSERT_TRUE(accounts_->set_state("0527", StaffState::disabled, now_).value());
    EXPECT_FALSE(find("three"));
    ASSERT_TRUE(accounts_->set_state("0527", StaffState::active, now_).value());
    EXPECT_FALSE(find("three")) << "it does not come back";
}

TEST_F(SignInsTest, APasswordThatChangedWhileItWasComparedIsNoGood) {
    const auto attempt = begin();
    ASSERT_TRUE(accounts_->set_password("0527", "new", now_).value());
    EXPECT_FALSE(sign_ins_->succeed("0527", *attempt, "s", "10.0.0.1", now_).value());
}

TEST_F(SignInsTest, TheAuditLogHasEveryOneOfThem) {
    ASSERT_TRUE(sign_in("s"));
    ASSERT_TRUE(sign_ins_->end(*find("s"), "10.0.0.1", now_));
    for (int tries = 0; tries < most_attempts_of_login; ++tries) {
        ASSERT_TRUE(begin());
        ASSERT_TRUE(sign_ins_->fail("0527", "10.0.0.1", now_));
    }
    ASSERT_TRUE(sign_ins_->fail("typed-the-password", "10.0.0.1", now_));
    EXPECT_EQ(acts(), (std::vector<std::string>{"sign_in failed", "sign_in locked", "sign_in failed", "sign_in failed",
                                                "sign_in failed", "sign_in failed", "sign_out done", "sign_in done",
                                                "staff_added done"}));
    const auto rows = audit_->list({}).value();
    for (const auto& row : rows) EXPECT_EQ(row.entry.staff.find("typed"), std::string::npos);
    EXPECT_EQ(audit_->list({.staff = "0527"}).value().size(), 7U);
    EXPECT_EQ(audit_->list({.staff = {}, .before = 3}).value().size(), 2U);
    EXPECT_EQ(audit_->list({.staff = {}, .limit = 1}).value().size(), 1U);
}

TEST_F(SignInsTest, WhatIsChangedOrTakenOutOfTheLogShows) {
    for (int entry = 0; entry < 4; ++entry) ASSERT_TRUE(audit_->add({now_, "0527", "next", "A1001", "done", ""}));
    EXPECT_FALSE(audit_->first_broken().value());
    database_->session() << "UPDATE audit_log SET subject = 'A1002' WHERE entry = 3";
    EXPECT_EQ(audit_->first_broken().value(), 3);
    database_->session() << "UPDATE audit_log SET subject = 'A1001' WHERE entry = 3";
    EXPECT_FALSE(audit_->first_broken().value());
    database_->session() << "DELETE FROM audit_log WHERE entry = 4";
    EXPECT_EQ(audit_->first_broken().value(), 4);
    database_->session() << "DELETE FROM audit_log WHERE entry = 5";
    EXPECT_EQ(audit_->first_broken().value(), 4) << "also at its end";
}

TEST(Passwords, AreOneLineAndLongEnough) {
    EXPECT_FALSE(password_fault("correct horse", "0527"));
    EXPECT_FALSE(password_fault("一二三四五六七八九十", "0527")) << "characters count, not bytes";
    EXPECT_EQ(password_fault("123456789", "0527"), PasswordFault::too_short);
    EXPECT_EQ(password_fault("一二三四五六七八九", "0527"), PasswordFault::too_short);
    EXPECT_EQ(password_fault("my-0527-secret", "0527"), PasswordFault::has_login);
    EXPECT_EQ(password_fault("aaaaaaaaaaaa", "0527"), PasswordFault::one_letter);
    EXPECT_EQ(password_fault(std::string(longest_password + 1, 'a'), "x"), PasswordFault::too_long);
    EXPECT_EQ(password_fault("two\nlines of it", "x"), PasswordFault::not_text);
    EXPECT_EQ(password_fault("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", "x"), PasswordFault::not_text);
}

TEST(Passwords, MatchOnlyTheirOwnHash) {
    const auto hash = password_hash("correct horse");
    ASSERT_TRUE(hash);
    EXPECT_TRUE(hash->starts_with("$argon2id$"));
    EXPECT_TRUE(password_matches(*hash, "correct horse"));
    EXPECT_FALSE(password_matches(*hash, "correct horsf"));
    EXPECT_FALSE(password_matches("no hash", "correct horse"));
    EXPECT_NE(*hash, password_hash("correct horse"));
}

}  // namespace
}  // namespace bangnin::hub::test
