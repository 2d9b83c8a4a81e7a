// Cases at the database: each command's events appended in one transaction with the row that follows from them. The log
// is the truth; the row is what lists are made of, and can be made anew.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/hub/case_basis.h"
#include "sync/hub/config.h"
#include "sync/hub/database.h"
#include "sync/model/case.h"
#include "sync/wire/case_codec.h"

namespace bangnin::hub {

// A case that comes in.
struct CaseFiling {
    sync::Application application;
    sync::Actor by;
    std::string sealed{};  // base64 of the applicant's details; empty: none
    std::string device{};  // through which it came, and which hears of its changes
    std::string hall{first_hall};
};

struct CaseFile {
    std::string number;  // BB260312007: the day, and how many of it in all halls
    std::string hall{first_hall};
    sync::Instant submitted_at{};
    sync::Case now;
    std::vector<sync::CaseEvent> log;
};

enum class CaseFault {
    unknown_case,
    other_version,  // somebody else changed it since
    refused,        // by the rules of the case
    token_taken,    // by another case
    full,           // more happened to it than one case is for
    damaged,        // its log cannot be read
};
struct CaseError {
    CaseFault fault = CaseFault::unknown_case;
    std::uint32_t version = 0;  // of other_version: the case's now
    std::string words{};        // of refused, in Chinese
};

struct CaseRow {
    std::string token, number, project_name, agent;
    sync::CaseState state = sync::CaseState::submitted;
    std::optional<sync::LocalDay> due;
    std::uint32_t version = 0;
    sync::Instant submitted_at{};
    sync::Instant changed_at{};
};

enum class CaseScope { all, under_way };  // under_way: what the hall has not done with

// What is empty does not narrow the list.
struct CaseFilter {
    CaseScope scope = CaseScope::all;
    std::optional<sync::CaseState> state{};
    std::string agent{};
    std::string department{};
    std::string hall{};
    std::string search{};  // part of a number or of a project's name
    std::optional<sync::LocalDay> due_from{};
    std::optional<sync::LocalDay> due_until{};
};

// Who looks at what is sealed, and at what for.
struct CaseLook {
    std::string who;  // a login, or the name of an operator's device
    std::string what;
    sync::Instant at{};
    enum class By { device, staff } by = By::device;
    std::string address{};
    std::string hall{first_hall};
};

enum class RowRepair { none, rebuild };
struct CaseAudit {
    std::uint64_t cases = 0;
    std::uint64_t differing = 0;  // rows that do not follow from their log
    std::uint64_t damaged = 0;    // logs that cannot be read
};

class CaseDesk {
  public:
    using Answer = DatabaseResult<std::expected<CaseFile, CaseError>>;

    explicit CaseDesk(Database& database) : database_(database) {}

    // The same filing under the same token again changes nothing.
    Answer submit(const CaseFiling& filing, const CaseBasis& basis, sync::Instant now);
    // An order whose answer was lost may be given again: it changes nothing the second time.
    Answer change(const sync::Token& token, const sync::wire::CaseOrder& order, const CaseBasis& basis,
                  sync::Instant now);
    Answer find(const sync::Token& token);
    // The earliest due first, what is not due last; at most `limit`.
    DatabaseResult<std::vector<CaseRow>> list(const CaseFilter& filter, std::uint32_t limit);
    // What is sealed of the applicant, base64; empty: nothing, or no such case. The look is on record, with the case
    // and in the audit log, before it is given.
    DatabaseResult<std::string> look(const sync::Token& token, const CaseLook& look);
    // The same without a look, for the masks that a page shows of it.
    DatabaseResult<std::string> sealed(const sync::Token& token);
    // The hall's case of that number, in either case of its letters; nothing where there is none.
    DatabaseResult<std::optional<sync::Token>> find_number(const std::string& number, const std::string& hall);
    // The agents that the hall's cases name.
    DatabaseResult<std::vector<std::string>> agents(const std::string& hall);
    DatabaseResult<CaseAudit> audit(RowRepair repair);

  private:
    Database& database_;
};

// Within the caller's transaction, which must be of one writer for this case; throws SOCI's exceptions.
std::expected<CaseFile, CaseError> submit_in(soci::session& sql, const CaseFiling& filing, const CaseBasis& basis,
                                             sync::Instant now);
std::expected<CaseFile, CaseError> change_in(soci::session& sql, const sync::Token& token,
                                             const sync::wire::CaseOrder& order, const CaseBasis& basis,
                                             sync::Instant now);

}  // namespace bangnin::hub
