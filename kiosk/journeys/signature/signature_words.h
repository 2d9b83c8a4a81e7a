// What the signature page says, for each purpose, in the language in use.
#pragma once

#include <string>

#include "kiosk/journeys/signature/signature_page.h"
#include "kiosk/journeys/view.h"

namespace bangnin::kiosk {

struct SignatureWords {
    std::string title;
    std::string help;
    std::string spoken;     ///< beside the title
    std::string documents;  ///< what is signed; may be empty
    std::string signer;     ///< over the pad
    std::string promise;    ///< under the pad
    std::string done;       ///< the gold key
};

[[nodiscard]] SignatureWords signature_words(const SignatureState& state);

/// Why a key did nothing; empty for SignatureHint::none.
[[nodiscard]] std::string hint_text(SignatureHint hint);

/// What the pad is, for who does not see it, and what to do instead.
[[nodiscard]] std::string pad_label(const SignatureState& state);
/// How much is on it.
[[nodiscard]] std::string pad_value(const SignatureState& state);

/// "申请日期 2026 年 3 月 12 日".
[[nodiscard]] std::string signing_date(const LocalTime& today);

}  // namespace bangnin::kiosk
