// The pages behind draw_rating, one for each stage, and their words; used by rating_screen.cpp only.
#pragma once

#include <optional>
#include <string>

#include "kiosk/journeys/layout/sheet.h"
#include "kiosk/journeys/rating/rating.h"

namespace bangnin::kiosk {

enum class Asking { no, yes };

std::optional<RatingEvent> draw_find(Page& page, const RatingState& state, RatingProblem problem, Asking asking);
std::optional<RatingEvent> draw_given(Page& page, const rating_stage::Given& stage);
std::optional<RatingEvent> draw_grades(Page& page, const rating_stage::Grade& stage);
std::optional<RatingEvent> draw_reasons(Page& page, const RatingState& state, const rating_stage::Reasons& stage);
std::optional<RatingEvent> draw_rating_phone(Page& page, const rating_stage::Phone& stage);
std::optional<RatingEvent> draw_not_recorded(Page& page, const rating_stage::NotRecorded& stage);
std::optional<RatingEvent> draw_thanks(Page& page);

/// 非常满意 满意 基本满意 不满意 非常不满意, in the language of the page being drawn.
[[nodiscard]] std::string grade_text(sync::Grade grade);
[[nodiscard]] screen::Icon face_of(sync::Grade grade);

/// Where and when the service was: "3 号窗口 · A1023 · 10:05 取号", as far as it is known.
[[nodiscard]] std::string service_name(const View& view, const RatedTicket& ticket);
[[nodiscard]] std::string service_detail(const View& view, const RatedTicket& ticket);
/// The card that says which service is rated; nothing where it is not known.
void add_service(Sheet& sheet, const RatedTicket& ticket, int spare);

/// 您 10:20 评价过：满意. With the date where it was another day.
[[nodiscard]] std::string given_text(const View& view, const GivenRating& rating);
/// Whether and how long it can be changed.
[[nodiscard]] std::string given_help(const View& view, const rating_stage::Given& stage);

/// Why the last scan led nowhere, in the three parts of a notice. Empty for RatingProblem::none.
[[nodiscard]] NoticeText rating_problem_text(RatingProblem problem);

/// What happens to a rating whose hub is away; empty where it is there.
[[nodiscard]] std::string kept_text(const View& view);

}  // namespace bangnin::kiosk
