// What the pen does to the state of text entry; used by text_entry.cpp only.
#pragma once

#include <optional>

#include "kiosk/journeys/entry/text_entry.h"

namespace bangnin::kiosk {

/// What the engine or the recogniser suggested is no longer wanted.
void drop_composing(EntryState& state);
void drop_ink(EntryState& state);

void write(EntryState& state, const entry_event::Write& written, const Moment& now);
void undo_stroke(EntryState& state, const Moment& now);
void rewrite(EntryState& state);
/// What is to be read now.
[[nodiscard]] std::optional<entry_action::Recognise> read_due(EntryState& state, const Moment& now);
void recognised(EntryState& state, const entry_event::Recognised& told);

/// Before something else is done: nothing was written, the first suggestion is to be taken, or it has first to be read.
enum class Taken : std::uint8_t { nothing, first, waits };
[[nodiscard]] Taken take_written(EntryState& state, const Moment& now);

}  // namespace bangnin::kiosk
