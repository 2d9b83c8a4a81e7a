#include "kiosk/journeys/rating/rating.h"

#include <algorithm>
#include <utility>

#include "kiosk/journeys/overloaded.h"
#include "kiosk/journeys/rating/rating_steps.h"

namespace bangnin::kiosk {

namespace {

using namespace rating_event;
namespace steps = rating_steps;

void perform(const steps::Work& work, const RatingEvent& event) {
    std::visit(Overloaded{
                   [&](const RateTaken&) { steps::rate_taken(work); },
                   [&](const ChooseGrade& chosen) { steps::choose_grade(work, chosen.grade); },
                   [&](const Leave&) { steps::leave_home(work); },
                   [&](const Skip&) { steps::skip(work); },
                   [&](const Change&) { steps::change(work); },
                   [&](const ChangeGrade&) { steps::change_grade(work); },
                   [&](const ToggleReason& reason) { steps::toggle_reason(work, reason.code); },
                   [&](const ShowPage& wanted) { steps::show_page(work, wanted.page); },
                   [&](const WriteComment&) { steps::write_comment(work); },
                   [&](const ToggleAnonymous&) { steps::toggle_anonymous(work); },
                   [&](const Digit& typed) { steps::type_digit(work, typed.digit); },
                   [&](const DeleteDigit&) { steps::delete_digit(work); },
                   [&](const ClearDigits&) { steps::clear_digits(work); },
                   [&](const ConfirmPhone&) { steps::confirm_phone(work); },
                   [&](const Submit&) { steps::submit(work); },
                   [&](const Retry&) { steps::retry(work); },
                   [&](const Done&) { steps::done(work); },
                   [&](const Back&) { steps::back(work); },
                   [&](const Touch&) { steps::touched(work); },
                   [&](const Scanned& seen) { steps::scanned(work, seen.code); },
                   [&](const ScannerFault&) { work.state.start.scanner = ScannerHealth::faulty; },
                   [&](const ScannerReady&) { work.state.start.scanner = ScannerHealth::well; },
                   [&](const HubFound& answer) { steps::hub_found(work, answer); },
                   [&](const HubNotFound& answer) { steps::hub_is_silent(work, answer.token, HubSaid::not_found); },
                   [&](const HubAway& answer) { steps::hub_is_silent(work, answer.token, HubSaid::nothing); },
                   [&](const StoreSaid& answer) { steps::store_said(work, answer); },
                   [&](const Recorded&) { steps::recorded(work); },
                   [&](const rating_event::NotRecorded& answer) { steps::not_recorded(work, answer.trouble); },
                   [&](const Written& words) { steps::written(work, words.entry); },
                   [&](const Tick&) { steps::tick(work); },
               },
               event);
}

}  // namespace

RatingStep begin_rating(RatingStart start) {
    return {.state = {.stage = rating_stage::Scan{},
                      .start = std::move(start),
                      .request_count = 0,
                      .life = RatingLife::running},
            .actions = {rating_action::WatchScanner{}}};
}

RatingStep step(const RatingState& state, const RatingEvent& event, const Moment& now, const RatingTerms& terms) {
    RatingStep next{.state = state, .actions = {}};
    if (state.life == RatingLife::over) {
        return next;
    }
    perform({.state = next.state, .actions = next.actions, .now = now, .terms = terms}, event);
    return next;
}

std::optional<std::chrono::milliseconds> time_left(const RatingState& state, const Moment& now) {
    const auto* thanks = std::get_if<rating_stage::Thanks>(&state.stage);
    if (thanks == nullptr) {
        return std::nullopt;
    }
    return std::max(thanks->leave_at - now.steady, std::chrono::milliseconds{0});
}

std::optional<Steady> next_deadline(const RatingState& state) {
    if (const auto* looking = std::get_if<rating_stage::LookingUp>(&state.stage)) {
        return looking->give_up_at;
    }
    const auto* thanks = std::get_if<rating_stage::Thanks>(&state.stage);
    return thanks == nullptr ? std::nullopt : std::optional{thanks->leave_at};
}

bool has_typed(const RatingState& state) {
    const auto said = [](const RatingWords& words) {
        return !words.reasons.empty() || !words.comment.empty() || !words.phone.empty();
    };
    if (const auto* phone = std::get_if<rating_stage::Phone>(&state.stage)) {
        return !phone->digits.empty() || said(phone->back.words);
    }
    if (const auto* grade = std::get_if<rating_stage::Grade>(&state.stage)) {
        return said(grade->words);
    }
    if (const auto* failed = std::get_if<rating_stage::NotRecorded>(&state.stage)) {
        return said(failed->words);
    }
    const auto* reasons = std::get_if<rating_stage::Reasons>(&state.stage);
    return reasons != nullptr && said(reasons->words);
}

bool can_go_back(const RatingState& state) {
    return !std::holds_alternative<rating_stage::Recording>(state.stage) &&
           !std::holds_alternative<rating_stage::Thanks>(state.stage);
}

bool changeable(const rating_stage::Given& given, Wall now) {
    return given.where == GivenWhere::here && now - given.rating.first_at < sync::rating_change_limit;
}

std::string_view screen_name(const RatingState& state) {
    using namespace rating_stage;
    return std::visit(Overloaded{
                          [](const Scan&) -> std::string_view { return "rating.scan"; },
                          [](const LookingUp&) -> std::string_view { return "rating.scan"; },
                          [](const LookingUpHere&) -> std::string_view { return "rating.scan"; },
                          [](const Given&) -> std::string_view { return "rating.given"; },
                          [](const rating_stage::Grade&) -> std::string_view { return "rating.grade"; },
                          [](const Recording& recording) -> std::string_view {
                              return recording.part == RatingPart::grade ? "rating.grade" : "rating.reasons";
                          },
                          [](const rating_stage::NotRecorded&) -> std::string_view { return "rating.not_recorded"; },
                          [](const Reasons&) -> std::string_view { return "rating.reasons"; },
                          [](const Phone&) -> std::string_view { return "rating.phone"; },
                          [](const Thanks&) -> std::string_view { return "rating.thanks"; },
                      },
                      state.stage);
}

}  // namespace bangnin::kiosk
