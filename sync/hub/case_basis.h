// What cases are decided by: the hall's catalogue and its working days, as the assets have them.
#pragma once

#include <expected>
#include <filesystem>
#include <optional>
#include <string>

#include "sync/model/service.h"
#include "sync/model/workdays.h"

namespace bangnin::hub {

struct CaseBasis {
    sync::Catalogue catalogue;
    sync::WorkCalendar calendar;
};

// The error is for the log.
std::expected<CaseBasis, std::string> load_case_basis(const std::filesystem::path& assets, sync::HallZone zone);

}  // namespace bangnin::hub
