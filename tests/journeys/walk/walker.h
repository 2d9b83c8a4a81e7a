// Somebody who presses anything at all, seeded, at a kiosk to whose devices anything at all happens; and who must
// nevertheless always find a page that is whole, a way home, and an idle screen behind whoever walks away.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>

#include "tests/harness/line_client.h"
#include "tests/harness/rig.h"
#include "tests/journeys/walk/page.h"
#include "tests/journeys/walk/troubles.h"

namespace bangnin::walk {

struct WalkOptions {
    std::uint32_t seed = 1;
    int actions = 1000;
    /// The longest frame that is let pass; none: not measured.
    std::optional<double> longest_frame_ms;
};

/// What was seen on the way.
struct WalkReport {
    int actions = 0;
    int ways_home = 0;     ///< how often home was asked for and reached
    int left_alone = 0;    ///< how often the kiosk was left to time out
    int power_cuts = 0;    ///< how often the kiosk was killed and started again
    int switched_off = 0;  ///< how often it was ended in order and started again
    int withheld = 0;      ///< taps that the kiosk said it could not take
    int switches = 0;      ///< of the language
    int read_by_hand = 0;  ///< how often what was written by hand was read
    double longest_frame_ms = 0;
    std::string longest_frame_after;  ///< the action that brought it
    std::map<std::string, int> screens;
    std::map<std::string, int> troubles;
    std::set<std::string> languages;
    std::map<std::string, std::string> tickets;  ///< number by token, as shown
};

/// Ends the kiosk as an operator does. An error text where it does not end, or not well: what a sanitizer has to say at
/// the end is one.
[[nodiscard]] Result<void> end_kiosk(harness::Rig& rig);

class Walker {
  public:
    Walker(harness::Rig& rig, const WalkOptions& options) : rig_(rig), options_(options), random_(options.seed) {}

    /// The whole walk, and on, at most three times as far, until all that is to be met on the way has been: chance may
    /// leave something out for long. An error text says what was wrong, what led there, and how to walk there again.
    Result<void> walk(const std::function<bool()>& all_was_met);
    /// Afterwards: all is made well, the person leaves, the kiosk finds its idle screen and all its devices, and the
    /// hub has every number that was shown, each once.
    Result<void> come_to_rest();

    [[nodiscard]] const WalkReport& report() const { return report_; }

  private:
    Result<void> step();
    Result<void> look();
    Result<void> act();
    Result<void> press_a_key();
    Result<void> press_at_once();
    Result<void> touch_anywhere();
    Result<void> drag_anywhere();
    Result<void> press_the_keypad();
    Result<void> type_a_number();
    [[nodiscard]] bool has_errand() const;
    [[nodiscard]] int errand_until() const;
    Result<void> run_errand();
    Result<void> identify();
    Result<void> reason_why();
    Result<void> write_words();
    Result<void> write_by_hand();
    Result<void> print_on_a_broken_printer();
    Result<void> let_time_pass();
    Result<void> happened(const Result<std::string>& what);
    Result<void> cut_the_power();
    Result<void> find_home();
    Result<void> forget_everything();
    Result<void> walk_away();
    Result<void> one_key_nearer_home();
    Result<void> measure_frame();
    Result<void> every_number_is_at_the_hub();
    Result<void> until_all_is_well();

    Result<nlohmann::json> ask(const nlohmann::json& request);
    /// A tap that may be refused: the page may have changed meanwhile.
    Result<void> tap(const std::string& id);
    Result<void> open_port();
    Result<void> take_card();
    const Node* any_key();
    void note(const std::string& action);
    [[nodiscard]] std::string place() const { return page_.screen + (page_.has_dialog() ? " with a dialog" : ""); }
    [[nodiscard]] Result<void> wrong(const std::string& what) const;

    harness::Rig& rig_;
    WalkOptions options_;
    Random random_;
    Troubles troubles_{rig_};
    std::optional<harness::LineClient> port_;
    Page page_;
    std::string address_;  // of the ticket seen last
    std::deque<std::string> trace_;
    WalkReport report_;
};

}  // namespace bangnin::walk
