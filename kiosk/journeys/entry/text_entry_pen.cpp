#include "kiosk/journeys/entry/text_entry_pen.h"

#include <algorithm>
#include <utility>

namespace bangnin::kiosk {

using namespace entry_event;

std::size_t Handwritten::points() const {
    std::size_t count = 0;
    for (const auto& stroke : ink.strokes) {
        count += stroke.size();
    }
    return count;
}

namespace {

void take_sample(EntryState& state, const PenSample& sample, const Moment& now) {
    auto& strokes = state.written.ink.strokes;
    if (sample.phase == PenPhase::down) {
        if (strokes.size() >= max_pen_strokes) {
            return;
        }
        if (strokes.empty()) {
            state.written_since = sample.at;
        }
        strokes.emplace_back();
        state.pen = EntryState::Pen::down;
        state.reading = InkReading::idle;
        state.hint = EntryHint::none;
        ++state.asking;
    }
    if (state.pen == EntryState::Pen::up) {
        return;
    }
    if (state.written.points() < max_pen_points) {
        const auto at =
            std::clamp<std::chrono::milliseconds>(sample.at - state.written_since, {}, std::chrono::hours{1});
        strokes.back().push_back({.x = sample.x, .y = sample.y, .at_ms = static_cast<std::int32_t>(at.count())});
    }
    if (sample.phase == PenPhase::up) {
        state.pen = EntryState::Pen::up;
        state.reading = InkReading::due;
        state.read_at = now.steady + writing_pause;
    }
}

}  // namespace

void drop_composing(EntryState& state) { state.composing = Composing{}; }

void drop_ink(EntryState& state) {
    state.written.wipe();
    state.pen = EntryState::Pen::up;
    state.reading = InkReading::idle;
    ++state.asking;  // an answer that is on its way is too late
}

void write(EntryState& state, const Write& written, const Moment& now) {
    if (state.keyboard != KeyboardKind::handwriting) {
        return;
    }
    for (const PenSample& sample : written.samples) {
        take_sample(state, sample, now);
    }
}

void undo_stroke(EntryState& state, const Moment& now) {
    auto& strokes = state.written.ink.strokes;
    if (strokes.empty()) {
        return;
    }
    state.pen = EntryState::Pen::up;
    if (strokes.size() == 1) {
        drop_composing(state);
        return drop_ink(state);
    }
    strokes.pop_back();
    ++state.asking;
    state.reading = InkReading::due;
    state.read_at = now.steady;  // nobody is writing now
}

void rewrite(EntryState& state) {
    if (state.keyboard == KeyboardKind::handwriting) {
        drop_composing(state);
        drop_ink(state);
        state.hint = EntryHint::none;
    }
}

std::optional<entry_action::Recognise> read_due(EntryState& state, const Moment& now) {
    if (state.reading != InkReading::due || now.steady < state.read_at) {
        return std::nullopt;
    }
    state.reading = InkReading::asked;
    ++state.asking;
    return entry_action::Recognise{.number = state.asking, .written = state.written};
}

void recognised(EntryState& state, const Recognised& told) {
    if (state.reading != InkReading::asked || told.number != state.asking) {
        return;
    }
    state.reading = InkReading::idle;
    drop_composing(state);
    for (const input::Candidate& candidate : told.candidates) {
        state.composing.all.push_back({.text = Secret(candidate.text), .comment = candidate.comment});
    }
    state.hint = told.candidates.empty() ? EntryHint::unreadable : EntryHint::none;
}

Taken take_written(EntryState& state, const Moment& now) {
    if (state.written.empty()) {
        return Taken::nothing;
    }
    if (state.reading == InkReading::idle && state.composing.all.empty()) {
        drop_ink(state);  // unreadable
        return Taken::nothing;
    }
    if (state.reading == InkReading::idle) {
        return Taken::first;
    }
    if (state.reading == InkReading::due) {
        state.read_at = now.steady;
    }
    return Taken::waits;
}

}  // namespace bangnin::kiosk
