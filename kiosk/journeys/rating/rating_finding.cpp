// Which service is rated: from a code to the five grades, or to what was given before.
#include "kiosk/journeys/rating/rating_steps.h"

namespace bangnin::kiosk::rating_steps {

using namespace rating_stage;

namespace {

void scan_again(const Work& work, RatingProblem problem) { work.state.stage = Scan{problem}; }

/// Another ticket may be put under the scanner until something has been said about this one.
bool may_change_ticket(const Work& work) {
    const auto* grade = work.in<rating_stage::Grade>();
    return work.in<Scan>() != nullptr || work.in<LookingUp>() != nullptr || work.in<LookingUpHere>() != nullptr ||
           work.in<Given>() != nullptr || (grade != nullptr && grade->asked == Asked::first);
}

/// The ticket that is looked up or shown; empty: none.
std::string token_at(const Work& work) {
    if (const auto* stage = work.in<LookingUp>()) return stage->token;
    if (const auto* stage = work.in<LookingUpHere>()) return stage->token;
    if (const auto* stage = work.in<Given>()) return stage->ticket.token;
    if (const auto* stage = work.in<rating_stage::Grade>()) return stage->words.ticket.token;
    return {};
}

void look_up(const Work& work, const std::string& token) {
    work.state.stage = LookingUp{.token = token, .give_up_at = work.now.steady + work.terms.look_up};
    work.act(rating_action::Answer{});
    work.act(rating_action::AskHub{token});
}

void refuse(const Work& work, RatingProblem problem) {
    // What the person already sees is not taken away for it, and a look-up that runs is not given up for mere noise.
    const bool looking = work.in<LookingUp>() != nullptr || work.in<LookingUpHere>() != nullptr;
    if (work.in<Scan>() != nullptr || (looking && problem != RatingProblem::unreadable)) {
        scan_again(work, problem);
    }
}

bool awaits_hub(const Work& work, const std::string& token) {
    const auto* stage = work.in<LookingUp>();
    return stage != nullptr && stage->token == token;
}

void ask_store(const Work& work, LookingUpHere stage) {
    const std::string token = stage.token;
    work.state.stage = std::move(stage);
    work.act(rating_action::AskStore{token});
}

void ask_for_grade(const Work& work, const RatedTicket& ticket, const std::optional<GivenRating>& before) {
    work.state.stage = rating_stage::Grade{.words = {.ticket = ticket}, .before = before, .asked = Asked::first};
}

}  // namespace

void scanned(const Work& work, const ScannedCode& code) {
    if (!may_change_ticket(work)) {
        return;
    }
    switch (code.kind) {
        case CodeKind::ticket:
            // The scanner may report the same code many times a second while the ticket lies under it.
            if (token_at(work) != code.token) {
                look_up(work, code.token);
            }
            return;
        case CodeKind::case_record:
            return refuse(work, RatingProblem::case_code);
        case CodeKind::foreign:
            return refuse(work, RatingProblem::foreign);
        case CodeKind::unreadable:
            return refuse(work, RatingProblem::unreadable);
    }
}

void rate_taken(const Work& work) {
    if (work.in<Scan>() != nullptr && work.state.start.taken) {
        look_up(work, work.state.start.taken->token);
    }
}

void leave_home(const Work& work) {
    if (work.in<Scan>() != nullptr || work.in<LookingUp>() != nullptr || work.in<LookingUpHere>() != nullptr) {
        work.leave(rating_action::LeaveHome{});
    }
}

void hub_found(const Work& work, const rating_event::HubFound& answer) {
    if (awaits_hub(work, answer.token)) {
        ask_store(work,
                  {.token = answer.token, .hub = HubSaid::nothing, .ticket = answer.ticket, .given = answer.given});
    }
}

void hub_is_silent(const Work& work, const std::string& token, HubSaid said) {
    // The hub may not have this terminal's newest tickets yet.
    if (awaits_hub(work, token)) {
        ask_store(work, {.token = token, .hub = said, .ticket = {}, .given = {}});
    }
}

void store_said(const Work& work, const rating_event::StoreSaid& answer) {
    const auto* stage = work.in<LookingUpHere>();
    if (stage == nullptr || stage->token != answer.token) {
        return;
    }
    const LookingUpHere asked = *stage;
    const auto& known = asked.ticket ? asked.ticket : answer.ticket;
    if (!known && asked.hub == HubSaid::not_found) {
        return scan_again(work, RatingProblem::not_found);
    }
    // A ticket that nobody can be asked about is rated all the same: its token says to the hub what it is.
    RatedTicket ticket = known.value_or(RatedTicket{.token = asked.token});
    ticket.token = asked.token;
    if (answer.given && (!asked.given || answer.given->at >= asked.given->at)) {
        work.state.stage = Given{.ticket = ticket, .rating = *answer.given, .where = GivenWhere::here};
    } else if (asked.given) {
        work.state.stage = Given{.ticket = ticket, .rating = *asked.given, .where = GivenWhere::elsewhere};
    } else if (ticket.issued_at && work.now.wall - *ticket.issued_at > work.terms.open) {
        scan_again(work, RatingProblem::too_old);
    } else {
        ask_for_grade(work, ticket, std::nullopt);
    }
}

void change(const Work& work) {
    if (const auto* stage = work.in<Given>(); stage != nullptr && changeable(*stage, work.now.wall)) {
        const Given given = *stage;
        work.act(rating_action::Answer{});
        ask_for_grade(work, given.ticket, given.rating);
    }
}

}  // namespace bangnin::kiosk::rating_steps
