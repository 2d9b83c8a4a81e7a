#include "kiosk/voice_guide.h"

#include <utility>

#include "ui/text/wipe.h"

namespace bangnin::kiosk {

TapMeaning VoiceGuide::tapped(std::string_view id, std::string_view label, Hearing hearing) {
    if (hearing == Hearing::off || label.empty()) {
        return TapMeaning::act;
    }
    if (last_.id == id && last_.label == label) {
        return TapMeaning::act;
    }
    was_read(id, label);
    return TapMeaning::read;
}

// The label may tell of the person: it is not left behind in memory that was given back.
void VoiceGuide::was_read(std::string_view id, std::string_view label) {
    ReadControl next{std::string(id), std::string(label)};
    std::swap(last_, next);
    text::wipe(next.label);
}

}  // namespace bangnin::kiosk
