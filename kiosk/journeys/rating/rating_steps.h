// The rating journey's parts which only its own files use: one function for each event.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/journeys/rating/rating.h"

namespace bangnin::kiosk::rating_steps {

/// What every step works on: the state being changed, the actions being collected, and what it may look at.
struct Work {
    RatingState& state;
    std::vector<RatingAction>& actions;
    const Moment& now;
    const RatingTerms& terms;

    template <typename Stage>
    [[nodiscard]] Stage* in() const {
        return std::get_if<Stage>(&state.stage);
    }
    void act(RatingAction action) const { actions.push_back(std::move(action)); }
    void leave(RatingAction where) const {
        state.life = RatingLife::over;
        act(rating_action::StopScanner{});
        act(std::move(where));
    }
};

// Which service (rating_finding.cpp).
void scanned(const Work& work, const ScannedCode& code);
void rate_taken(const Work& work);
void leave_home(const Work& work);
void hub_found(const Work& work, const rating_event::HubFound& answer);
void hub_is_silent(const Work& work, const std::string& token, HubSaid said);
void store_said(const Work& work, const rating_event::StoreSaid& answer);

// What one thinks of it (rating_saying.cpp).
void choose_grade(const Work& work, sync::Grade grade);
void skip(const Work& work);
void change(const Work& work);
void change_grade(const Work& work);
void toggle_reason(const Work& work, const std::string& code);
void show_page(const Work& work, std::size_t page);
void write_comment(const Work& work);
void written(const Work& work, const EntryResult& entry);
void toggle_anonymous(const Work& work);
void type_digit(const Work& work, char digit);
void delete_digit(const Work& work);
void clear_digits(const Work& work);
void confirm_phone(const Work& work);

// Recorded and thanked for (rating_recording.cpp).
void record(const Work& work, const rating_stage::Recording& wanted);
void recorded(const Work& work);
void not_recorded(const Work& work, RatingTrouble trouble);
void submit(const Work& work);
void retry(const Work& work);
void done(const Work& work);
void back(const Work& work);
void touched(const Work& work);
void tick(const Work& work);

}  // namespace bangnin::kiosk::rating_steps
