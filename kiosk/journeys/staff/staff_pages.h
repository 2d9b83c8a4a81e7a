// The pages of the staff journey, each drawing its stage; staff_screen.cpp chooses among them.
#pragma once

#include <optional>

#include "kiosk/journeys/layout/sheet.h"
#include "kiosk/journeys/staff/part_list.h"
#include "kiosk/journeys/staff/staff_screen.h"

namespace bangnin::kiosk {

std::optional<StaffEvent> draw_not_set_up(Page& page);

std::optional<StaffEvent> draw_pin(Page& page, const staff_stage::Pin& stage);
std::optional<StaffEvent> draw_checking(Page& page);
std::optional<StaffEvent> draw_shut(Page& page, const PinGuard& guard);
std::optional<StaffEvent> draw_desk(Page& page, const StaffState& state, const staff_stage::Desk& desk,
                                    const StaffFacts& facts);
std::optional<StaffEvent> draw_part(Page& page, const StaffState& state, const staff_stage::Desk& desk,
                                    const StaffFacts& facts);

/// The note's colour for what came of the last key.
[[nodiscard]] Tone tone_of(StaffAnswer answer);
/// What came of the last key; empty: nothing to tell.
[[nodiscard]] std::string answer_text(const staff_stage::Desk& desk);
/// Why a paper did not come out.
[[nodiscard]] std::string reason_text(NotPrinted reason);
/// When the hub was last heard.
[[nodiscard]] std::string contact_text(const View& view, const StaffFacts& facts);
/// What a part said or what happened to it.
[[nodiscard]] std::string news_text(StaffPart part, PartNews news);
/// What staff can do about how a part is.
[[nodiscard]] std::string advice_text(StaffPart part, const StaffFacts& facts);
/// "10:42", with the day where it was another one.
[[nodiscard]] std::string moment_text(const View& view, Wall at);
/// The terminal's parts in words, in the order in which they stand.
[[nodiscard]] std::vector<PartRow> part_rows(const View& view, const StaffFacts& facts);

}  // namespace bangnin::kiosk
