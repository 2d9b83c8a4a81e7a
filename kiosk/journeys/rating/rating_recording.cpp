// Recorded at the first touch, once more with what was added, and thanked for.
#include "kiosk/journeys/rating/rating_steps.h"

namespace bangnin::kiosk::rating_steps {

using namespace rating_stage;

namespace {

std::string request_id(const RatingState& state) {
    return state.start.request_seed + "." + std::to_string(state.request_count);
}

/// Anything beyond the grade, which is recorded already.
bool has_details(const RatingWords& words) {
    return !words.reasons.empty() || !words.comment.empty() || words.anonymity == sync::Anonymity::named;
}

void thank(const Work& work) { work.state.stage = Thanks{.leave_at = work.now.steady + work.terms.thanks}; }

void ask_store_to_write(const Work& work, const Recording& wanted) {
    work.state.stage = wanted;
    work.act(rating_action::Record{.request = request_id(work.state), .words = wanted.words});
}

}  // namespace

void record(const Work& work, const Recording& wanted) {
    ++work.state.request_count;
    ask_store_to_write(work, wanted);
}

void recorded(const Work& work) {
    const auto* stage = work.in<Recording>();
    if (stage == nullptr) {
        return;
    }
    if (stage->part == RatingPart::details) {
        return thank(work);
    }
    const RatingWords words = stage->words;
    work.state.stage = Reasons{.words = words, .page = 0};
}

void not_recorded(const Work& work, RatingTrouble trouble) {
    if (const auto* stage = work.in<Recording>()) {
        const Recording failed = *stage;
        work.state.stage = rating_stage::NotRecorded{
            .words = failed.words, .part = failed.part, .from = failed.from, .trouble = trouble};
    }
}

void submit(const Work& work) {
    const auto* stage = work.in<Reasons>();
    if (stage == nullptr) {
        return;
    }
    const RatingWords words = stage->words;
    work.act(rating_action::Answer{});
    if (has_details(words)) {
        record(work, {.words = words, .part = RatingPart::details, .from = {}});
    } else {
        thank(work);
    }
}

void retry(const Work& work) {
    const auto* stage = work.in<rating_stage::NotRecorded>();
    if (stage != nullptr && stage->trouble != RatingTrouble::too_late) {
        const rating_stage::NotRecorded failed = *stage;
        // Under the same id: it may have been written after all.
        ask_store_to_write(work, {.words = failed.words, .part = failed.part, .from = failed.from});
    }
}

void done(const Work& work) {
    if (work.in<Given>() != nullptr || work.in<Thanks>() != nullptr) {
        return work.leave(rating_action::EndSession{});
    }
    if (work.in<rating_stage::NotRecorded>() != nullptr) {
        work.leave(rating_action::LeaveHome{});
    }
}

void back(const Work& work) {
    if (work.in<Scan>() != nullptr) {
        return work.leave(rating_action::LeaveHome{});
    }
    if (const auto* grade = work.in<rating_stage::Grade>()) {
        const rating_stage::Grade left = *grade;
        if (left.asked == Asked::again) {
            work.state.stage = Reasons{.words = left.words, .page = 0};
        } else if (left.before) {
            work.state.stage = Given{.ticket = left.words.ticket, .rating = *left.before, .where = GivenWhere::here};
        } else {
            work.state.stage = Scan{};
        }
        return;
    }
    if (work.in<Reasons>() != nullptr) {
        return change_grade(work);
    }
    if (const auto* phone = work.in<Phone>()) {
        const Reasons before = phone->back;
        work.state.stage = before;
        return;
    }
    if (const auto* stage = work.in<rating_stage::NotRecorded>()) {
        const rating_stage::NotRecorded failed = *stage;
        if (failed.part == RatingPart::details) {
            work.state.stage = Reasons{.words = failed.words, .page = 0};
        } else {
            work.state.stage = failed.from;
        }
        return;
    }
    if (can_go_back(work.state)) {
        work.state.stage = Scan{};
    }
}

void touched(const Work& work) {
    if (auto* thanks = work.in<Thanks>()) {
        thanks->leave_at = work.now.steady + work.terms.thanks;
    }
}

void tick(const Work& work) {
    if (const auto* looking = work.in<LookingUp>(); looking != nullptr && work.now.steady >= looking->give_up_at) {
        return hub_is_silent(work, std::string(looking->token), HubSaid::nothing);
    }
    if (const auto* thanks = work.in<Thanks>(); thanks != nullptr && work.now.steady >= thanks->leave_at) {
        work.leave(rating_action::EndSession{});
    }
}

}  // namespace bangnin::kiosk::rating_steps
