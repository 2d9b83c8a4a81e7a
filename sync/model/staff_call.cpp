#include "sync/model/staff_call.h"

namespace bangnin::sync {

std::string_view to_text(CallAnswer answer) {
    switch (answer) {
        case CallAnswer::coming:
            return "coming";
    }
    return "unknown";
}

std::optional<CallAnswer> parse_call_answer(std::string_view text) {
    if (text == to_text(CallAnswer::coming)) return CallAnswer::coming;
    return std::nullopt;
}

std::string_view to_text(CallState state) {
    switch (state) {
        case CallState::open:
            return "open";
        case CallState::answered:
            return "answered";
        case CallState::stale:
            return "stale";
    }
    return "unknown";
}

}  // namespace bangnin::sync
