// What is read of tickets: one as a phone or a kiosk may see it, a day's as the operator sees them, and what was
// rejected.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sync/hub/config.h"
#include "sync/hub/database.h"
#include "sync/hub/halls.h"
#include "sync/model/service.h"
#include "sync/model/token.h"
#include "sync/wire/codec.h"

namespace bangnin::hub {

struct TicketRow {
    std::string token, number, service, department, device, identity, language, state, window;
    std::string print_state, print_reason;
    int print_copy = 0;
    sync::Instant issued_at{};
};

struct RejectedRow {
    std::string device, epoch, type, at, code, detail;
    std::uint64_t seq = 0;
};

struct FoundTicket {
    sync::wire::TicketView view;
    sync::LocalDay day;
    std::string language;  // in which it was taken
    HallRow hall;          // where it was taken
};

class Views {
  public:
    Views(Database& database, const Config& config);
    ~Views();
    Views(const Views&) = delete;
    Views& operator=(const Views&) = delete;

    // The people ahead are those of the same queue and day who came before and still wait.
    DatabaseResult<std::optional<FoundTicket>> ticket(const sync::Token& token, sync::Instant now);
    // A hall's, in the order they were issued; at most `limit`.
    DatabaseResult<std::vector<TicketRow>> tickets_of(const std::string& hall, sync::LocalDay day, std::uint32_t limit);
    // Of a hall's devices, the latest first; at most `limit`.
    DatabaseResult<std::vector<RejectedRow>> rejected(const std::string& hall, std::uint32_t limit);
    // The configured queue, null when there is none.
    const sync::Service* service(const HallQueue& queue) const;

  private:
    struct TicketQuery;

    Database& database_;
    const Config& config_;
    std::unique_ptr<TicketQuery> ticket_query_;
};

}  // namespace bangnin::hub
