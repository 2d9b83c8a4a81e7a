// What the text-entry page asks, for each subject, in the language in use.
#pragma once

#include <string>

#include "kiosk/journeys/entry/text_entry.h"
#include "kiosk/journeys/view.h"

namespace bangnin::kiosk {

struct EntryWords {
    std::string title;  ///< the question
    std::string help;
    std::string field;  ///< the field's name
    std::string done;   ///< the gold key
    std::string skip;   ///< the same while the field is empty
};

[[nodiscard]] EntryWords entry_words(const EntryState& state);

/// The line under the field: what went wrong, else that nothing is final yet.
[[nodiscard]] std::string hint_text(const EntryState& state);

enum class Characters { named, left_out };
/// What the caret's keys did, or what they are for.
[[nodiscard]] std::string caret_text(const EntryState& state, Characters characters);

/// "10 / 60 字".
[[nodiscard]] std::string count_text(const EntryState& state);

}  // namespace bangnin::kiosk
