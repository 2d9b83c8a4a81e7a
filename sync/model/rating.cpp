#include "sync/model/rating.h"

#include <algorithm>

#include "sync/model/plain_text.h"

namespace bangnin::sync {
std::optional<Grade> grade_of(std::uint64_t number) {
    if (number < 1 || number > 5) return std::nullopt;
    return static_cast<Grade>(number);
}

bool needs_follow_up(Grade grade) { return grade == Grade::dissatisfied || grade == Grade::very_dissatisfied; }

std::string_view to_text(RatingSource source) { return source == RatingSource::phone ? "phone" : "kiosk"; }

std::optional<RatingSource> parse_rating_source(std::string_view text) {
    if (text == "kiosk") return RatingSource::kiosk;
    if (text == "phone") return RatingSource::phone;
    return std::nullopt;
}

bool reason_code_valid(std::string_view code) {
    return !code.empty() && code.size() <= longest_reason &&
           std::ranges::all_of(code, [](char letter) { return (letter >= 'a' && letter <= 'z') || letter == '_'; });
}

bool reasons_valid(const std::vector<std::string>& reasons) {
    if (reasons.size() > most_reasons) return false;
    for (auto reason = reasons.begin(); reason != reasons.end(); ++reason) {
        if (!reason_code_valid(*reason) || std::find(reasons.begin(), reason, *reason) != reason) return false;
    }
    return true;
}

bool comment_valid(std::string_view text) { return plain_text_valid(text, longest_comment); }

}  // namespace bangnin::sync
