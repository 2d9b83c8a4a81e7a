// The clock is set back: people who got their numbers under the wrong date are still in the hall, so their numbers must
// not be given out again.
#include <algorithm>
#include <set>

#include "tests/faults/hall.h"

namespace bangnin::faults {
namespace {

class SetBack : public Hall {
  protected:
    // The automation port moves the clock of the running kiosk only: a restart sets it back.
    void set_forward(int seconds) { ASSERT_TRUE(well(rig().kiosk({{"do", "clock"}, {"advance_s", seconds}}))); }
    void set_back_by_restart() {
        rig().stop_kiosk();
        ASSERT_TRUE(well(rig().start_kiosk()));
    }
    void take(int count) {
        for (int i = 0; i < count; ++i) {
            const auto ticket = take_ticket();
            ASSERT_TRUE(well(ticket));
            numbers_.push_back(ticket->number);
            EXPECT_TRUE(different_.insert(ticket->number).second) << ticket->number << " was given a second time";
            ASSERT_TRUE(well(leave()));
        }
    }
    std::size_t at_hub(const std::string& query) {
        const auto view = rig().hub_json("/v1/tickets" + query);
        return view ? (*view)["tickets"].size() : 0;
    }

    std::vector<std::string> numbers_;
    std::set<std::string> different_;
};

TEST_F(SetBack, FromTomorrowToTodayRepeatsNoNumber) {
    open();
    if (HasFatalFailure()) return;
    constexpr int one_day = 86400;
    set_forward(one_day);
    take(3);
    set_back_by_restart();
    take(3);
    if (HasFatalFailure()) return;
    EXPECT_EQ(numbers_, (std::vector<std::string>{"A1001", "A1002", "A1003", "A1004", "A1005", "A1006"}));
    // Both days' tickets arrive, each under the day that the kiosk believed in.
    EXPECT_TRUE(eventually([&] { return at_hub("") == 3; }));
    EXPECT_EQ(hub_rejected(), 0);
}

// Within one day of the hall (UTC+8): a later day may count from one again.
int seconds_forward_today() {
    const auto since_midnight =
        (std::chrono::system_clock::now().time_since_epoch() + std::chrono::hours(8)) % std::chrono::days(1);
    const auto left = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::days(1) - since_midnight);
    return static_cast<int>(std::min<std::int64_t>(7200, left.count() / 2));
}

TEST_F(SetBack, WithinTheDayRepeatsNoNumber) {
    open();
    if (HasFatalFailure()) return;
    take(2);
    set_forward(seconds_forward_today());
    take(2);
    set_back_by_restart();
    take(2);
    if (HasFatalFailure()) return;
    EXPECT_TRUE(eventually([&] { return at_hub("") == 6; }));
    EXPECT_EQ(hub_rejected(), 0);
}

}  // namespace
}  // namespace bangnin::faults
