#include "kiosk/config_rating.h"

#include <algorithm>

namespace bangnin::kiosk {

namespace {

// Which grades a reason is for: {worst, best} as the numbers 1 (非常不满意) … 5 (非常满意).
void read_reason(TableReader reader, RatingReason& reason) {
    reader.text("code", reason.code, sync::longest_reason);
    if (!sync::reason_code_valid(reason.code)) {
        reader.fail("code", "must be 1 to 32 of a-z and '_'");
    }
    reader.hall_text("words", reason.words);
    if (reason.words.zh.empty()) {
        reader.fail("words", "is needed");
    }
    std::uint32_t worst = 1;
    std::uint32_t best = 5;
    reader.whole("worst", worst, 1, 5);
    reader.whole("best", best, 1, 5);
    if (worst > best) {
        reader.fail("worst", "must not be more than best");
    }
    reason.worst = sync::grade_of(worst).value_or(reason.worst);
    reason.best = sync::grade_of(best).value_or(reason.best);
    reader.finish();
}

}  // namespace

void read_reasons(TableReader& root, RatingTerms& terms, ConfigProblems& problems) {
    const auto* node = root.take("rating_reason");
    if (node == nullptr) {
        return;
    }
    const auto* list = node->as_array();
    terms.reasons.clear();
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
        const auto* table = (*list)[i].as_table();
        if (table == nullptr) {
            break;
        }
        TableReader reader(*table, "rating_reason[" + std::to_string(i + 1) + "]", problems);
        RatingReason reason;
        read_reason(reader, reason);
        if (std::ranges::find(terms.reasons, reason.code, &RatingReason::code) != terms.reasons.end()) {
            reader.fail("code", "is already another reason's code");
        }
        terms.reasons.push_back(std::move(reason));
    }
    if (list == nullptr || terms.reasons.size() != list->size()) {
        root.fail("rating_reason", "must be written as [[rating_reason]]");
    }
    // More would not stand on one page in everyday type.
    constexpr std::size_t most_on_page = 12;
    for (const auto grade : {sync::Grade::very_satisfied, sync::Grade::satisfied, sync::Grade::basically_satisfied,
                             sync::Grade::dissatisfied, sync::Grade::very_dissatisfied}) {
        if (reasons_for(terms, grade).size() > most_on_page) {
            root.fail("rating_reason", "at most 12 for one grade");
        }
    }
}

void read_rating(TableReader reader, RatingTerms& terms) {
    std::uint32_t verify_days = static_cast<std::uint32_t>(terms.verify_days);
    std::uint32_t mend_days = static_cast<std::uint32_t>(terms.mend_days);
    std::uint32_t open_days = static_cast<std::uint32_t>(terms.open.count());
    reader.hall_text("authority", terms.authority);
    reader.whole("verify_days", verify_days, 1, 99);
    reader.whole("mend_days", mend_days, 1, 99);
    reader.whole("open_days", open_days, 1, 99);
    reader.seconds("thanks_s", terms.thanks, 3, 60);
    terms.verify_days = static_cast<int>(verify_days);
    terms.mend_days = static_cast<int>(mend_days);
    terms.open = std::chrono::days{open_days};
    reader.finish();
}

}  // namespace bangnin::kiosk
