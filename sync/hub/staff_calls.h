// The calls for a clerk that kiosks' logs bring (呼叫工作人员), and what a clerk answered. An answer goes back to that
// kiosk alone, by the change feed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sync/hub/config.h"
#include "sync/hub/database.h"
#include "sync/hub/refusal.h"
#include "sync/model/event.h"
#include "sync/model/staff_call.h"
#include "sync/model/token.h"
#include "sync/wire/codec.h"

namespace bangnin::hub {

// Whose log an event stands in.
struct LogOwner {
    const std::string& device;
    const std::string& epoch;
    const std::string& hall;  // the device's
};

// Inside the intake's transaction. Throws SOCI's exceptions.
std::optional<Refusal> take_call(soci::session& sql, const sync::Event& event, const LogOwner& log,
                                 sync::Instant received);

// Of each device the latest call that was answered, where it is not stale. Throws SOCI's exceptions.
struct AnsweredOf {
    std::string device;
    sync::Instant called_at{};
    sync::wire::StaffAnswer answer;
};
std::vector<AnsweredOf> latest_answers(soci::session& sql, sync::Instant now);

struct AnsweredCall {
    sync::CallAnswer answer = sync::CallAnswer::coming;
    sync::Instant at{};
    std::string by;  // the operator's device
};
struct StaffCallRow {
    std::string call, device, hall, screen, reason;
    sync::Instant at{};
    std::optional<AnsweredCall> answered;

    sync::CallState state(sync::Instant now) const;
};

// A hall's.
class StaffCalls {
  public:
    explicit StaffCalls(Database& database, std::string hall = first_hall)
        : database_(database), hall_(std::move(hall)) {}

    // Those of the last day, the latest first; at most `limit`.
    DatabaseResult<std::vector<StaffCallRow>> list(sync::Instant now, std::uint32_t limit);

    struct Answered {
        StaffCallRow call;
        bool news = false;  // there is something for its kiosk to hear
    };
    // Nothing when the hall has no such call. Who comes to a kiosk comes for every call that it had made until then:
    // they are answered with it. A call that is answered already stays as it was.
    DatabaseResult<std::optional<Answered>> answer(const sync::Token& call, const AnsweredCall& answer);

  private:
    Database& database_;
    std::string hall_;
};

}  // namespace bangnin::hub
