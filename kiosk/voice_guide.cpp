#include "kiosk/voice_guide.h"

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

}  // namespace bangnin::kiosk
