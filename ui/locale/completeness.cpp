#include "ui/locale/completeness.h"

#include <algorithm>

#include "ui/locale/embedded.h"

namespace bangnin::locale {
namespace {

// The English catalogue has every text there is, which a test sees to; texts that another one does not even list are
// untranslated too.
Completeness against_all(Completeness found) {
    const Completeness english = embedded_english_counts();
    const int all = english.translated + english.fuzzy + english.untranslated;
    found.untranslated = std::max(found.untranslated, all - found.translated - found.fuzzy);
    return found;
}

}  // namespace

Completeness completeness_of(Language language) {
    switch (language) {
        case Language::chinese:
            return against_all({.translated = against_all({}).untranslated});
        case Language::mongolian:
            return against_all(embedded_mongolian_counts());
        case Language::english:
            return embedded_english_counts();
    }
    return {};
}

}  // namespace bangnin::locale
