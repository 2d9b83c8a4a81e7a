#include "sync/model/queue.h"

namespace bangnin::sync {

std::uint32_t people_ahead(const std::optional<QueueStatus>& status, LocalDay today, const OwnTickets& own) {
    if (!status || status->day != today) return own.open;
    return status->waiting + own.newer_than_included;
}

}  // namespace bangnin::sync
