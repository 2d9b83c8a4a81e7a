// What the caret's keys do to a text: used by text_entry.cpp only. Each tells what it did.
#pragma once

#include "kiosk/journeys/entry/text_entry.h"

namespace bangnin::kiosk {

void move_caret(EntryState& state, input::Move way);
/// The character before it, or what is selected.
void delete_at_caret(EntryState& state);

}  // namespace bangnin::kiosk
