#include "sync/settings/rating_reader.h"

#include <algorithm>

namespace bangnin::sync {

namespace {

// Which grades a reason is for: {worst, best} as the numbers 1 (非常不满意) … 5 (非常满意).
void read_reason(TableReader& reader, RatingReason& reason) {
    reader.text("code", reason.code, longest_reason);
    if (!reason_code_valid(reason.code)) {
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
    reason.worst = grade_of(worst).value_or(reason.worst);
    reason.best = grade_of(best).value_or(reason.best);
    reader.finish();
}

}  // namespace

void read_reasons(TableReader& root, RatingTerms& terms) {
    if (!root.has("rating_reason")) {
        (void)root.take("rating_reason");
        return;
    }
    terms.reasons.clear();
    for (TableReader& reader : root.tables("rating_reason")) {
        RatingReason reason;
        read_reason(reader, reason);
        if (std::ranges::find(terms.reasons, reason.code, &RatingReason::code) != terms.reasons.end()) {
            reader.fail("code", "is already another reason's code");
        }
        terms.reasons.push_back(std::move(reason));
    }
    // More would not stand on one page in everyday type.
    constexpr std::size_t most_on_page = 12;
    for (const auto grade : {Grade::very_satisfied, Grade::satisfied, Grade::basically_satisfied, Grade::dissatisfied,
                             Grade::very_dissatisfied}) {
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

}  // namespace bangnin::sync
