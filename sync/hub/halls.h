// The halls that one hub serves. A device, and everything that hangs on it, belongs to one of them; what is not said to
// be another's is the first's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/hub/config.h"
#include "sync/hub/database.h"
#include "sync/model/clock.h"

namespace bangnin::hub {

// What people read of a hall.
struct HallRow {
    std::string hall{first_hall};
    std::string name;
    std::string telephone;  // empty: none

    friend bool operator==(const HallRow&, const HallRow&) = default;
};

// A queue of a hall.
struct HallQueue {
    std::string hall{first_hall};
    char service = 'A';

    friend auto operator<=>(const HallQueue&, const HallQueue&) = default;
};

// Of the first hall the configuration has what the records leave empty.
HallRow completed(HallRow row, const Config& config);

class Halls {
  public:
    Halls(Database& database, const Config& config) : database_(database), config_(config) {}

    // The first hall first, the others by their ids.
    DatabaseResult<std::vector<HallRow>> list();
    DatabaseResult<std::optional<HallRow>> find(const std::string& hall);
    // False: there is one already.
    DatabaseResult<bool> add(const HallRow& row, sync::Instant now);
    struct Naming {
        std::string hall;
        std::optional<std::string> name{};  // nothing: it stays
        std::optional<std::string> telephone{};
    };
    // False: there is no such hall.
    DatabaseResult<bool> rename(const Naming& naming);

  private:
    Database& database_;
    const Config& config_;
};

// Within the caller's transaction; throws SOCI's exceptions.
std::vector<std::string> hall_ids(soci::session& sql);
// As the records have it; nothing: there is no such hall.
std::optional<HallRow> hall_row(soci::session& sql, const std::string& hall);

}  // namespace bangnin::hub
