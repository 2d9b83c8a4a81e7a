// Ratings for tests: a ticket, and the journey in each of its stages.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "kiosk/journeys/rating/rating.h"

namespace bangnin::kiosk::rating_samples {

inline constexpr auto token = "0123456789ABCDEFGHJKMNPQR4";

inline RatedTicket ticket(Wall issued_at) {
    return {.token = token, .number = "A1023", .service = "A", .window = "3 号窗口", .issued_at = issued_at};
}

inline RatingWords words(Wall issued_at, sync::Grade grade) { return {.ticket = ticket(issued_at), .grade = grade}; }

/// With everything that can be said.
inline RatingWords full_words(Wall issued_at, sync::Grade grade) {
    RatingWords said = words(issued_at, grade);
    said.reasons = grade >= sync::Grade::basically_satisfied ? std::vector<std::string>{"warm", "fast"}
                                                             : std::vector<std::string>{"papers_unclear", "slow"};
    said.comment = Secret("说得不清楚，跑了两趟。");
    said.anonymity = sync::Anonymity::named;
    said.phone = Secret("13812345678");
    return said;
}

/// One state for each stage and each shape of it; `now` is when they are looked at.
inline std::vector<std::pair<std::string, RatingState>> states(const Moment& now) {
    using namespace rating_stage;
    using namespace std::chrono_literals;
    const Wall issued = now.wall - 37min;
    const GivenRating before{.grade = sync::Grade::satisfied, .at = now.wall - 22min, .first_at = now.wall - 22min};
    const GivenRating old{.grade = sync::Grade::satisfied, .at = now.wall - 26h, .first_at = now.wall - 26h};
    std::vector<std::pair<std::string, RatingState>> list;
    const auto add = [&](std::string name, RatingStage stage) {
        list.emplace_back(std::move(name), RatingState{.stage = std::move(stage), .start = {.request_seed = "seed"}});
    };
    const auto grade = words(issued, sync::Grade::dissatisfied);
    const auto full = full_words(issued, sync::Grade::dissatisfied);
    const rating_stage::Grade first{.words = {.ticket = ticket(issued)}};
    add("scan", Scan{});
    add("scan-taken", Scan{});
    list.back().second.start.taken = ticket(issued);
    add("scan-fault", Scan{});
    list.back().second.start.scanner = ScannerHealth::faulty;
    for (const auto& [name, problem] : {std::pair{"unreadable", RatingProblem::unreadable},
                                        {"foreign", RatingProblem::foreign},
                                        {"case", RatingProblem::case_code},
                                        {"not-found", RatingProblem::not_found},
                                        {"too-old", RatingProblem::too_old}}) {
        add(std::string("scan-") + name, Scan{problem});
    }
    add("looking", LookingUp{.token = token, .give_up_at = now.steady + 5s});
    add("looking-here", LookingUpHere{.token = token, .hub = HubSaid::nothing, .ticket = ticket(issued), .given = {}});
    add("given", Given{.ticket = ticket(issued), .rating = before, .where = GivenWhere::here});
    add("given-old", Given{.ticket = ticket(issued), .rating = old, .where = GivenWhere::here});
    add("given-elsewhere", Given{.ticket = ticket(issued), .rating = before, .where = GivenWhere::elsewhere});
    add("grade", first);
    add("grade-token-only", rating_stage::Grade{.words = {.ticket = {.token = token}}});
    add("grade-before", rating_stage::Grade{.words = {.ticket = ticket(issued)}, .before = before});
    add("grade-again", rating_stage::Grade{.words = full, .before = {}, .asked = Asked::again});
    add("recording", Recording{.words = grade, .part = RatingPart::grade, .from = first});
    add("recording-details", Recording{.words = full, .part = RatingPart::details, .from = {}});
    add("not-recorded", rating_stage::NotRecorded{.words = grade, .part = RatingPart::grade, .from = first});
    add("not-recorded-details", rating_stage::NotRecorded{.words = full, .part = RatingPart::details, .from = {}});
    add("not-recorded-late",
        rating_stage::NotRecorded{
            .words = grade, .part = RatingPart::grade, .from = first, .trouble = RatingTrouble::too_late});
    add("reasons", Reasons{.words = grade});
    add("reasons-very-bad", Reasons{.words = words(issued, sync::Grade::very_dissatisfied)});
    add("reasons-good", Reasons{.words = words(issued, sync::Grade::very_satisfied)});
    add("reasons-fair", Reasons{.words = words(issued, sync::Grade::basically_satisfied)});
    add("reasons-full", Reasons{.words = full});
    add("reasons-no-call-back", Reasons{.words = grade});
    list.back().second.start.call_back = CallBack::impossible;
    add("phone", Phone{.back = {.words = grade}, .digits = Secret("1381234")});
    add("phone-short",
        Phone{.back = {.words = grade}, .digits = Secret("1381234"), .problem = PhoneProblem::too_short});
    add("thanks", Thanks{.leave_at = now.steady + 8s});
    return list;
}

}  // namespace bangnin::kiosk::rating_samples
