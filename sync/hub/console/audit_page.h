// The audit log as managers read it. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/hub/console/audit_log.h"
#include "sync/hub/console/page_frame.h"
#include "sync/model/clock.h"

namespace bangnin::hub::console {

struct AuditPage {
    std::string hall;
    sync::HallZone zone;
    AuditLog::Wish wish;
    std::vector<AuditLog::Row> rows;
};

std::string render_audit(const AuditPage& page, const Viewer& viewer);

}  // namespace bangnin::hub::console
