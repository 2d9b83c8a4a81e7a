#include "sync/settings/rating_terms.h"

#include <algorithm>
#include <iterator>

namespace bangnin::sync {

namespace {

using enum Grade;

RatingReason praise(std::string code, std::string zh, std::string en) {
    return {.code = std::move(code),
            .words = {.zh = std::move(zh), .mn = {}, .en = std::move(en)},
            .worst = basically_satisfied,
            .best = very_satisfied};
}

RatingReason complaint(std::string code, std::string zh, std::string en) {
    return {.code = std::move(code),
            .words = {.zh = std::move(zh), .mn = {}, .en = std::move(en)},
            .worst = very_dissatisfied,
            .best = dissatisfied};
}

}  // namespace

RatingTerms usual_rating_terms() {
    RatingTerms terms;
    terms.authority = {.zh = "政务服务局", .mn = {}, .en = "The Government Service Bureau"};
    terms.reasons = {
        praise("warm", "热情耐心", "Kind and patient"),
        praise("once", "一次办好", "Done in one visit"),
        praise("fast", "速度快", "Quick"),
        praise("clear", "说得清楚", "Well explained"),
        praise("place", "环境好", "Pleasant place"),
        praise("other", "其他", "Something else"),
        complaint("long_wait", "等得久", "Long wait"),
        complaint("papers_unclear", "材料要求没说清", "Papers not explained"),
        complaint("many_visits", "要跑好几趟", "Several visits"),
        complaint("slow", "办得慢", "Slow work"),
        complaint("attitude", "态度", "Manner"),
        complaint("machines", "设备不好用", "Machines"),
        complaint("hard_to_follow", "流程难懂", "Hard to follow"),
        complaint("surroundings", "环境", "Surroundings"),
        complaint("else", "其他", "Something else"),
    };
    return terms;
}

std::vector<RatingReason> reasons_for(const RatingTerms& terms, Grade grade) {
    std::vector<RatingReason> reasons;
    std::ranges::copy_if(terms.reasons, std::back_inserter(reasons),
                         [grade](const RatingReason& reason) { return reason.worst <= grade && grade <= reason.best; });
    return reasons;
}

}  // namespace bangnin::sync
