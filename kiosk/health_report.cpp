#include "kiosk/health_report.h"

#include "kiosk/log.h"
#include "sync/wire/codec.h"

namespace bangnin::kiosk {

void HealthReport::set(std::string_view part, std::string_view state, const Moment& now) {
    auto& known = parts_[std::string(part)];
    if (known == state) {
        return;
    }
    known = state;
    const log::Fields fields{{"part", std::string(part)}, {"state", std::string(state)}};
    if (state == "ok") {
        log::note("health", fields);
    } else {
        log::trouble("health", fields);
    }
    if (!due_) {
        due_ = now.steady + gather;
    }
}

void HealthReport::tell(std::string_view fact, std::string_view value, const Moment& now) {
    const auto known = parts_.find(std::string(fact));
    if (known == parts_.end() ? value.empty() : known->second == value) {
        return;
    }
    if (value.empty()) {
        parts_.erase(known);
    } else {
        parts_[std::string(fact)] = value;
    }
    if (!due_) {
        due_ = now.steady + gather;
    }
}

std::string HealthReport::body() const { return sync::wire::encode(sync::wire::DeviceHealth{.parts = parts_}); }

}  // namespace bangnin::kiosk
