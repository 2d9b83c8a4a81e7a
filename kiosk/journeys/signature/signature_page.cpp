#include "kiosk/journeys/signature/signature_page.h"

#include <algorithm>
#include <utility>

#include "kiosk/journeys/overloaded.h"

namespace bangnin::kiosk {

namespace {

using namespace signature_event;
using Actions = std::vector<SignatureAction>;

input::SignatureField field_of(const PadSize& pad) {
    return {.width_mm = pad.width / pad.units_a_mm, .height_mm = pad.height / pad.units_a_mm};
}

std::chrono::milliseconds last_time(const input::Signature& signature) {
    std::int32_t last = 0;
    for (const auto& stroke : signature.ink().strokes) {
        last = std::max(last, stroke.back().at_ms);
    }
    return std::chrono::milliseconds{last};
}

std::int32_t time_of(SignatureState& state, const PenSample& sample) {
    if (!state.ink_zero) {
        state.ink_zero = sample.at - last_time(state.signature);
    }
    const auto at = std::clamp<std::chrono::milliseconds>(sample.at - *state.ink_zero, {}, std::chrono::hours{1});
    return static_cast<std::int32_t>(at.count());
}

void pen_down(SignatureState& state, Actions& actions, const PadSize& pad) {
    if (!has_ink(state)) {
        state.signature = input::Signature(field_of(pad));
        state.ink_zero.reset();
    }
    state.cleared.reset();
    state.hint = SignatureHint::none;
    actions.emplace_back(signature_action::Answer{});
}

void write(SignatureState& state, Actions& actions, const Write& written) {
    for (const PenSample& sample : written.samples) {
        if (sample.phase == PenPhase::down) {
            pen_down(state, actions, written.pad);
        }
        const InkFit fit = fit_on(written.pad, state.signature.field());
        const input::InkPoint point{.x = (sample.x - fit.left) / fit.units_a_mm,
                                    .y = (sample.y - fit.top) / fit.units_a_mm,
                                    .at_ms = time_of(state, sample)};
        if (sample.phase == PenPhase::down) {
            const auto strokes = state.signature.ink().strokes.size();
            state.signature.begin_stroke(point);
            const bool taken = state.signature.ink().strokes.size() > strokes;
            state.hint = taken ? SignatureHint::none : SignatureHint::full;
        } else {
            state.signature.extend_stroke(point);
        }
        if (sample.phase == PenPhase::up) {
            state.signature.end_stroke();
        }
    }
}

void undo(SignatureState& state) {
    state.hint = has_ink(state) ? SignatureHint::none : SignatureHint::nothing_drawn;
    state.signature.undo();
}

void redo(SignatureState& state) {
    state.hint = can_redo(state) ? SignatureHint::none : SignatureHint::nothing_undone;
    if (state.cleared) {
        state.signature = *std::exchange(state.cleared, std::nullopt);
    } else {
        state.signature.redo();
    }
}

void clear(SignatureState& state) {
    if (!has_ink(state)) {
        state.hint = SignatureHint::nothing_drawn;
        return;
    }
    state.hint = SignatureHint::none;
    state.signature.end_stroke();
    state.cleared = state.signature;
    state.signature.clear();
}

SignatureHint why_refused(Key key) {
    switch (key) {
        case Key::undo:
        case Key::clear:
            return SignatureHint::nothing_drawn;
        case Key::redo:
            return SignatureHint::nothing_undone;
        case Key::finish:
            break;
    }
    return SignatureHint::too_little;
}

void close(SignatureState& state, Actions& actions, SignatureEnd end) {
    state.signature.end_stroke();
    actions.emplace_back(signature_action::Close{{.purpose = state.purpose, .end = end, .signature = state.signature}});
}

void finish(SignatureState& state, Actions& actions) {
    if (is_enough(state)) {
        close(state, actions, SignatureEnd::here);
    } else {
        state.hint = SignatureHint::too_little;
    }
}

void ask_paper(SignatureState& state) {
    if (state.on_paper == OnPaper::possible) {
        state.signature.end_stroke();
        state.hint = SignatureHint::none;
        state.paper = PaperQuestion::open;
    }
}

void on_pad(SignatureState& state, Actions& actions, const SignatureEvent& event) {
    std::visit(Overloaded{
                   [&](const Write& written) { write(state, actions, written); },
                   [&](const Undo&) { undo(state); },
                   [&](const Redo&) { redo(state); },
                   [&](const Clear&) { clear(state); },
                   [&](const Refused& refused) { state.hint = why_refused(refused.key); },
                   [&](const Finish&) { finish(state, actions); },
                   [&](const AskPaper&) { ask_paper(state); },
                   [](const SignOnPaper&) {},  // of the question, which is closed
                   [](const KeepSigning&) {},
                   [&](const Back&) { close(state, actions, SignatureEnd::left); },
               },
               event);
}

// The pad is covered: its keys and the ink are out of reach.
void on_question(SignatureState& state, Actions& actions, const SignatureEvent& event) {
    if (std::holds_alternative<SignOnPaper>(event)) {
        close(state, actions, SignatureEnd::on_paper);
    } else if (std::holds_alternative<KeepSigning>(event) || std::holds_alternative<Back>(event)) {
        state.paper = PaperQuestion::closed;
    }
}

}  // namespace

SignatureState::SignatureState(const SignatureOrder& order)
    : purpose(order.purpose),
      documents(order.documents),
      on_paper(order.on_paper),
      journey_step(order.step),
      signature(order.begun) {}

InkFit fit_on(const PadSize& pad, const input::SignatureField& field) {
    InkFit fit;
    fit.units_a_mm = std::min(pad.width / field.width_mm, pad.height / field.height_mm);
    fit.left = (pad.width - field.width_mm * fit.units_a_mm) / 2;
    fit.top = (pad.height - field.height_mm * fit.units_a_mm) / 2;
    return fit;
}

SignatureStep step(const SignatureState& state, const SignatureEvent& event) {
    SignatureStep next{.state = state, .actions = {}};
    if (state.paper == PaperQuestion::open) {
        on_question(next.state, next.actions, event);
    } else {
        on_pad(next.state, next.actions, event);
    }
    return next;
}

bool has_ink(const SignatureState& state) { return !state.signature.ink().strokes.empty(); }

bool can_redo(const SignatureState& state) { return state.cleared.has_value() || state.signature.can_redo(); }

bool is_enough(const SignatureState& state) { return state.signature.amount() == input::InkAmount::enough; }

bool is_signing(const SignatureState& state) {
    return has_ink(state) && state.paper == PaperQuestion::closed && state.hint == SignatureHint::none;
}

std::string_view screen_name(const SignatureState& state) {
    return state.paper == PaperQuestion::open ? "apply.signature.paper" : "apply.signature";
}

}  // namespace bangnin::kiosk
