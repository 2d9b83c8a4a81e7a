// The pages of which pictures are kept, and how they are dressed.
#pragma once

#include <array>

#include "kiosk/journeys/session/session.h"

namespace bangnin::kiosk::golden {

struct Shot {
    const char* name;    // of the picture
    const char* sample;  // of tests/kiosk/screens
    Settings settings = {};
};

inline constexpr Settings english{.language = Language::en};
inline constexpr Settings mongolian{.language = Language::mn};
inline constexpr Settings contrast{.contrast = Contrast::high};
inline constexpr Settings largest{.type_size = TypeSize::largest};
inline constexpr Settings low{.reach = Reach::low};

inline const std::array upright{
    Shot{"attract", "01-attract"},
    Shot{"home", "02-home"},
    Shot{"home-mongolian", "02-home", mongolian},
    Shot{"home-contrast", "02-home", contrast},
    Shot{"home-low", "02-home", low},
    Shot{"home-offline", "25-home-offline"},
    Shot{"department", "03-department"},
    Shot{"department-english-largest", "03-department", {.language = Language::en, .type_size = TypeSize::largest}},
    Shot{"service", "03-service"},
    Shot{"identify", "04-identify"},
    Shot{"phone-largest-contrast", "04-phone-short", {.type_size = TypeSize::largest, .contrast = Contrast::high}},
    Shot{"issued", "05-issued"},
    Shot{"issued-mongolian", "05-issued", mongolian},
    Shot{"no-paper", "06-no-paper"},
    Shot{"entry-pinyin", "08-entry-pinyin"},
    Shot{"entry-by-hand", "09-entry-written"},
    Shot{"entry-caret", "08-entry-caret"},
    Shot{"scan", "14-scan"},
    Shot{"case", "14-case"},
    Shot{"case-english", "14-case", english},
    Shot{"signature", "11-signature"},
    Shot{"rating", "15-rating-grade"},
    Shot{"reasons", "15-rating-reasons-full"},
    Shot{"time-out", "17-timeout"},
    Shot{"left-card", "18-card"},
    Shot{"closed", "24-closed"},
    Shot{"closed-paused", "24-closed-paused"},
    Shot{"closed-fault", "24-closed-fault"},
    Shot{"staff", "23-staff-desk"},
    Shot{"staff-part", "23-staff-part-printer"},
    Shot{"staff-pin", "23-staff-pin"},
};

inline const std::array wide{
    Shot{"wide-home", "02-home"},
    Shot{"wide-issued", "05-issued"},
};

// On a glass of 1280 × 800.
inline const std::array small{
    Shot{"small-department", "03-department"},
};

}  // namespace bangnin::kiosk::golden
