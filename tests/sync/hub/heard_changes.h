// What a device would be told that asks for the changes now, without a hub: the records' part and the feed's.
#pragma once

#include "sync/hub/change_feed.h"

namespace bangnin::hub::test {

inline sync::wire::ChangesResponse heard_changes(Changes& changes, std::uint64_t cursor, const Listener& who,
                                                 sync::Instant now) {
    ChangeFeed feed;
    feed.take(feed.begin_reading(), changes.since(0, {}, now).value(), ChangeFeed::Clock::now());
    return feed.since(cursor, who, now);
}

}  // namespace bangnin::hub::test
