// How far the words have been translated; counted when the catalogues were compiled.
#pragma once

#include "ui/locale/locale.h"

namespace bangnin::locale {

struct Completeness {
    int translated = 0;    ///< and passed by a native reader
    int fuzzy = 0;         ///< shown, yet no native reader has passed them
    int untranslated = 0;  ///< Chinese is shown instead
};

/// Of the catalogue of `language`; Chinese is the source and has none: nothing fuzzy or untranslated.
[[nodiscard]] Completeness completeness_of(Language language);

}  // namespace bangnin::locale
