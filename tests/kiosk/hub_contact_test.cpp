#include "kiosk/hub_contact.h"

#include <gtest/gtest.h>

namespace bangnin::kiosk {
namespace {

using namespace std::chrono_literals;

TEST(HubContact, NothingIsSaidBeforeAnythingIsKnown) {
    const HubContact contact;
    EXPECT_EQ(contact.hub(), Reachability::reachable);
    EXPECT_EQ(contact.told(1h), Reachability::reachable);
    EXPECT_FALSE(contact.told_at(0ms));
}

TEST(HubContact, PeopleAreToldAfterThirtySeconds) {
    HubContact contact;
    contact.lost(100s);
    EXPECT_EQ(contact.hub(), Reachability::away) << "what depends on the hub knows at once";
    EXPECT_EQ(contact.told(100s), Reachability::reachable);
    EXPECT_EQ(contact.told_at(100s), 130s);
    EXPECT_EQ(contact.told(130s - 1ms), Reachability::reachable);
    EXPECT_EQ(contact.told(130s), Reachability::away);
    EXPECT_FALSE(contact.told_at(130s)) << "nothing more to come";
}

TEST(HubContact, FurtherFailuresDoNotPutItOff) {
    HubContact contact;
    contact.lost(100s);
    contact.lost(125s);
    EXPECT_EQ(contact.told(130s), Reachability::away);
}

TEST(HubContact, TheFirstContactEndsIt) {
    HubContact contact;
    contact.lost(100s);
    contact.made();
    EXPECT_EQ(contact.hub(), Reachability::reachable);
    EXPECT_EQ(contact.told(200s), Reachability::reachable);
    contact.lost(200s);
    EXPECT_EQ(contact.told(229s), Reachability::reachable) << "counted anew";
    EXPECT_EQ(contact.told(230s), Reachability::away);
}

}  // namespace
}  // namespace bangnin::kiosk
