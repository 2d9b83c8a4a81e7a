// How a hall has its service rated: the reasons that can be given for each grade, and what it promises to do about a
// bad one. From the configuration's [rating] and [[rating_reason]]; pure.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sync/model/rating.h"
#include "sync/settings/hall_text.h"

namespace bangnin::sync {

/// One reason, for the grades between `worst` and `best`.
struct RatingReason {
    std::string code;  ///< the wire's word for it, see reason_code_valid; never shown
    HallText words;
    Grade worst = Grade::very_dissatisfied;
    Grade best = Grade::very_satisfied;
    friend bool operator==(const RatingReason&, const RatingReason&) = default;
};

struct RatingTerms {
    std::vector<RatingReason> reasons;     ///< in the order in which they are shown
    HallText authority;                    ///< 政务服务局: who looks into a bad rating
    int verify_days = 1;                   ///< working days until it has been looked into
    int mend_days = 15;                    ///< working days until it is mended and answered (国办发〔2019〕51号)
    std::chrono::days open{7};             ///< a ticket can be rated for so long after it was taken
    std::chrono::seconds look_up{5};       ///< the hub's answer is awaited this long
    std::chrono::seconds thanks{8};        ///< the last page leaves by itself after this
    std::size_t comment_characters = 200;  ///< of 还想说几句
    friend bool operator==(const RatingTerms&, const RatingTerms&) = default;
};

/// What a hall without [rating] has.
[[nodiscard]] RatingTerms usual_rating_terms();

/// The reasons for this grade, in their order.
[[nodiscard]] std::vector<RatingReason> reasons_for(const RatingTerms& terms, Grade grade);

}  // namespace bangnin::sync
