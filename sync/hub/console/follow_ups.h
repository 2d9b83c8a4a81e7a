// Bad ratings (差评) and what became of them: contact, mend, reply, each once and in this order, within so many working
// days. Of one who asked not to be named, nobody learns here which ticket it was.
#pragma once

#include <expected>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sync/hub/config.h"
#include "sync/hub/database.h"
#include "sync/model/clock.h"
#include "sync/model/rating.h"
#include "sync/model/token.h"
#include "sync/model/workdays.h"

namespace bangnin::hub::console {

inline constexpr std::uint32_t follow_up_working_days = 15;
// So many working days before the end it is said to be due soon.
inline constexpr std::uint32_t follow_up_soon = 3;
inline constexpr std::size_t longest_step_words = 500;  // code points

enum class FollowUpStep { contact, mend, reply };
std::string_view to_text(FollowUpStep step);
std::optional<FollowUpStep> parse_follow_up_step(std::string_view text);
std::string_view step_words(FollowUpStep step);

struct StepTaken {
    sync::Instant at{};
    std::string staff;
    std::string words;
};

struct FollowUp {
    std::string rating;
    sync::Grade grade = sync::Grade::dissatisfied;
    sync::Instant at{};
    std::string reasons;  // codes with spaces between
    std::string comment;
    sync::Anonymity anonymity = sync::Anonymity::anonymous;
    std::string number;      // of the ticket or case; empty: anonymous, or given without one
    std::string department;  // empty: not known
    std::map<FollowUpStep, StepTaken> steps{};

    // What is to be done next; nothing: it is answered.
    std::optional<FollowUpStep> next() const;
    sync::LocalDay due(const sync::WorkCalendar& calendar) const;
};

enum class StepRefusal { unknown_rating, wrong_step, bad_words };

// A hall's.
class FollowUps {
  public:
    explicit FollowUps(Database& database, std::string hall = first_hall)
        : database_(database), hall_(std::move(hall)) {}

    // Those that are not answered yet first, each part the oldest first.
    DatabaseResult<std::vector<FollowUp>> list(std::uint32_t limit);
    DatabaseResult<std::optional<FollowUp>> find(const std::string& rating);
    struct Taking {
        FollowUpStep step;
        StepTaken taken;
        std::string address;
    };
    DatabaseResult<std::expected<void, StepRefusal>> take(const std::string& rating, const Taking& taking);

  private:
    std::vector<FollowUp> read(const std::string& rating, std::uint32_t limit);

    Database& database_;
    std::string hall_;
};

}  // namespace bangnin::hub::console
