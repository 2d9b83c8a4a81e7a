// The rows of cases: their logs, and what follows from a log. Everything within the caller's transaction; throws SOCI's
// exceptions.
#pragma once

#include <expected>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sync/hub/case_desk.h"

namespace bangnin::hub {

// Several hubs may be told to change one case at once: one after the other.
void take_turn_at(soci::session& sql, const std::string& token);

std::expected<CaseFile, CaseError> read_file(soci::session& sql, const std::string& token);
void append(soci::session& sql, const std::string& token, std::span<const sync::CaseEvent> events);

// Puts the row in its place, whatever stood there, and tells who listens.
void put_row(soci::session& sql, const sync::Case& of);
// Whether the row that is there follows from the case.
bool row_follows(soci::session& sql, const sync::Case& of);

}  // namespace bangnin::hub
