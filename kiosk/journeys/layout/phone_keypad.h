// A mobile's number typed on the glass: its field, what is wrong with it, and the keys.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/journeys/layout/sheet.h"
#include "kiosk/journeys/ticket/ticket_journey.h"

namespace bangnin::kiosk {

/// What the person did to the keypad in this frame.
struct Typing {
    std::optional<char> digit;  ///< '0'…'9'
    bool removed = false;       ///< 删除
    bool cleared = false;       ///< 重输
};

/// 138 1234 5678 as far as it is typed, in a field with this id. `digits` must outlive the sheet's draw().
void add_phone_field(Sheet& sheet, std::string_view id, std::string_view digits);

/// What is wrong with the digits; empty: nothing.
[[nodiscard]] std::string phone_problem_text(PhoneProblem problem, std::size_t digits);

/// `typing` is filled in by the sheet's draw().
void add_phone_keypad(Sheet& sheet, Typing& typing);

}  // namespace bangnin::kiosk
