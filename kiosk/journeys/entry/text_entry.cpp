#include "kiosk/journeys/entry/text_entry.h"

#include <algorithm>
#include <utility>

#include "kiosk/journeys/entry/text_entry_caret.h"
#include "kiosk/journeys/entry/text_entry_pen.h"
#include "kiosk/journeys/overloaded.h"

namespace bangnin::kiosk {

namespace {

using namespace entry_event;
using input::KeyKind;
using input::More;
using Actions = std::vector<EntryAction>;

input::FieldRules rules_of(EntryKind kind, std::size_t limit) {
    switch (kind) {
        case EntryKind::phone:
            return {.allowed = input::Allowed::digits, .max_characters = limit};
        case EntryKind::code:
            return {.allowed = input::Allowed::code, .max_characters = limit};
        case EntryKind::amount:
            return {.allowed = input::Allowed::number, .max_characters = limit};
        case EntryKind::text:
            break;
    }
    return {.allowed = input::Allowed::text, .max_characters = limit};
}

/// Those whose keys an engine takes.
bool has_engine(KeyboardKind keyboard) {
    return keyboard == KeyboardKind::pinyin || keyboard == KeyboardKind::stroke || keyboard == KeyboardKind::rare;
}

bool composes(const EntryState& state) { return !state.composing.letters.empty(); }

bool lacks(const EntryState& state, KeyboardKind keyboard) {
    return std::ranges::find(state.missing, keyboard) != state.missing.end();
}

void press(EntryState& state, Actions& actions, input::Key key) {
    actions.emplace_back(entry_action::Press{.method = state.keyboard, .key = std::move(key)});
}

void put_in(EntryState& state, Actions& actions, std::string_view text) {
    if (text.empty()) {
        return;
    }
    const auto inserted = state.field.insert(text);
    if (inserted == input::Inserted::all) {
        state.hint = EntryHint::none;
    } else {
        const bool full = state.field.characters() >= state.field.rules().max_characters;
        state.hint = full ? EntryHint::full : EntryHint::not_allowed;
    }
    if (inserted != input::Inserted::nothing) {
        state.cleared.wipe();
        state.committed = Secret(text);
        actions.emplace_back(entry_action::Answer{});
    }
}

void type(EntryState& state, Actions& actions, const Type& typed) {
    if (has_engine(state.keyboard)) {
        return press(state, actions, input::character_key(typed.text));
    }
    put_in(state, actions, typed.text);
    state.committed.wipe();  // single letters and figures are not read out
    if (state.letters == Letters::capital_once) {
        state.letters = Letters::small;
    }
}

void delete_one(EntryState& state, Actions& actions) {
    if (state.panel == EntryPanel::caret) {
        state.hint = EntryHint::none;
        state.committed.wipe();
        return delete_at_caret(state);
    }
    if (has_engine(state.keyboard)) {
        return press(state, actions, input::plain_key(KeyKind::backspace));
    }
    state.field.backspace();
    state.hint = EntryHint::none;
}

void choose_suggestion(EntryState& state, Actions& actions, std::size_t index) {
    if (index >= state.composing.all.size()) {
        return;
    }
    if (has_engine(state.keyboard)) {
        return press(state, actions, input::choose_key(index));
    }
    const Secret chosen = state.composing.all[index].text;
    drop_composing(state);
    drop_ink(state);
    put_in(state, actions, chosen.text());
}

void space(EntryState& state, Actions& actions) {
    if (has_engine(state.keyboard)) {
        return press(state, actions, input::plain_key(KeyKind::space));
    }
    if (!state.composing.all.empty()) {
        return choose_suggestion(state, actions, 0);
    }
    put_in(state, actions, " ");
    state.committed.wipe();
}

void next_suggestions(EntryState& state, Actions& actions) {
    if (state.composing.after == More::yes) {
        press(state, actions, input::plain_key(KeyKind::page_next));
    }
}

void previous_suggestions(EntryState& state, Actions& actions) {
    if (state.composing.before == More::yes) {
        press(state, actions, input::plain_key(KeyKind::page_previous));
    }
}

void choose_keyboard(EntryState& state, Actions& actions, KeyboardKind keyboard) {
    if (!offers(state, keyboard)) {
        return;
    }
    if (lacks(state, keyboard)) {
        state.hint = EntryHint::method_missing;
        return;
    }
    if (has_engine(state.keyboard)) {
        actions.emplace_back(entry_action::Forget{state.keyboard});
    }
    drop_composing(state);
    drop_ink(state);
    state.panel = EntryPanel::keyboard;
    state.keyboard = keyboard;
    if (keyboard == KeyboardKind::pinyin || keyboard == KeyboardKind::latin) {
        state.words = keyboard;
    }
    state.letters = Letters::small;
    state.rare = RarePanel::radicals;
    state.radical_group = 2;  // radicals of three strokes are the most used ones
    state.radical_page = 0;
    state.hint = EntryHint::none;
}

void answered(EntryState& state, Actions& actions, const MethodAnswered& told) {
    const input::Answer& answer = told.answer;
    put_in(state, actions, answer.committed);
    if (answer.outcome == input::KeyOutcome::passed && answer.committed.empty()) {
        if (told.key.kind == KeyKind::backspace) {
            state.field.backspace();
            state.hint = EntryHint::none;
        } else if (told.key.kind == KeyKind::space) {
            put_in(state, actions, " ");
            state.committed.wipe();
        }
    }
    if (answer.prospect == input::Prospect::none) {
        state.hint = EntryHint::no_character;
    } else if (state.hint == EntryHint::no_character) {
        state.hint = EntryHint::none;
    }
    Composing next;
    next.letters = Secret(answer.preedit.text);
    next.caret_byte = answer.preedit.caret_byte;
    next.before = answer.page.previous;
    next.after = answer.page.next;
    next.all.reserve(answer.page.candidates.size());
    for (const input::Candidate& candidate : answer.page.candidates) {
        next.all.push_back({.text = Secret(candidate.text), .comment = candidate.comment});
    }
    state.composing = std::move(next);
    if (state.keyboard == KeyboardKind::rare && state.rare != RarePanel::code) {
        state.rare = composes(state) ? RarePanel::strokes_beside : RarePanel::radicals;
    }
}

void lose_method(EntryState& state, KeyboardKind method) {
    if (!lacks(state, method)) {
        state.missing.push_back(method);
    }
    if (state.keyboard == method) {
        drop_composing(state);
        drop_ink(state);
        // Letters need no engine: the page is never without a keyboard that writes.
        const bool by_hand = method != KeyboardKind::handwriting && !lacks(state, KeyboardKind::handwriting);
        state.keyboard = by_hand ? KeyboardKind::handwriting : KeyboardKind::latin;
        state.words = KeyboardKind::latin;
    }
    state.hint = EntryHint::method_missing;
}

// -- the field --

/// What is being composed is taken before anything else is done with the field: nobody loses letters by a touch.
bool took_composing(EntryState& state, Actions& actions, const Moment& now) {
    if (state.keyboard == KeyboardKind::handwriting) {
        const auto took = take_written(state, now);
        if (took == Taken::first) {
            choose_suggestion(state, actions, 0);
        }
        return took != Taken::nothing;
    }
    if (!composes(state) || !has_engine(state.keyboard)) {
        return false;
    }
    if (!state.composing.all.empty()) {
        press(state, actions, input::plain_key(KeyKind::space));
        return true;
    }
    // Letters that mean no word go in as they were typed; strokes and codes that mean none are nothing.
    if (state.keyboard == KeyboardKind::pinyin) {
        press(state, actions, input::plain_key(KeyKind::enter));
        return true;
    }
    actions.emplace_back(entry_action::Forget{state.keyboard});
    drop_composing(state);
    return false;
}

/// What the caret's keys told last is over: the text or the caret is another by other means.
void forget_passed(EntryState& state) {
    state.caret.news = CaretTold::News::none;
    state.caret.character.wipe();
}

void place_caret(EntryState& state, const PlaceCaret& place) {
    if (composes(state)) {
        return;  // the finger that had it taken goes on
    }
    forget_passed(state);
    if (place.from) {
        state.field.place(*place.from);
    }
    if (place.from != place.to) {
        state.field.place(place.to, input::Selecting::yes);
    }
}

void open_caret(EntryState& state) {
    state.panel = EntryPanel::caret;
    state.caret.news = CaretTold::News::none;
    state.hint = EntryHint::none;
    state.committed.wipe();
}

void close_caret(EntryState& state) {
    state.panel = EntryPanel::keyboard;
    state.caret = {};
}

void clear_field(EntryState& state, Actions& actions) {
    if (has_engine(state.keyboard)) {
        actions.emplace_back(entry_action::Forget{state.keyboard});
    }
    drop_composing(state);
    drop_ink(state);
    if (!state.field.text().empty()) {
        state.cleared = Secret(state.field.text());
        state.field.clear();
    }
    state.committed.wipe();
    forget_passed(state);
    state.hint = EntryHint::none;
}

void restore(EntryState& state) {
    if (!state.cleared.empty() && state.field.text().empty()) {
        forget_passed(state);
        state.field.insert(state.cleared.text());
        state.cleared.wipe();
    }
}

void show_radicals(EntryState& state, const ShowRadicals& wanted) {
    if (state.keyboard != KeyboardKind::rare) {
        return;
    }
    const bool again = state.rare == RarePanel::radicals && state.radical_group == wanted.group;
    state.radical_page = again ? (state.radical_page + 1) % std::max<std::size_t>(wanted.pages, 1) : 0;
    state.radical_group = wanted.group;
}

void show_rare(EntryState& state, Actions& actions, RarePanel panel) {
    if (state.keyboard == KeyboardKind::rare && panel != RarePanel::strokes_beside) {
        actions.emplace_back(entry_action::Forget{KeyboardKind::rare});
        drop_composing(state);
        state.rare = panel;
    }
}

void shift(EntryState& state) {
    switch (state.letters) {
        case Letters::small:
            state.letters = Letters::capital_once;
            return;
        case Letters::capital_once:
            state.letters = Letters::capital;
            return;
        case Letters::capital:
            state.letters = Letters::small;
            return;
    }
}

void close(const EntryState& state, Actions& actions, EntryEnd end) {
    actions.emplace_back(
        entry_action::Close{EntryResult{.subject = state.subject, .end = end, .text = Secret(state.field.text())}});
}

KeyboardKind first_keyboard(EntryKind kind, Language language) {
    switch (kind) {
        case EntryKind::phone:
        case EntryKind::amount:
            return KeyboardKind::digits;
        case EntryKind::code:
            return KeyboardKind::latin;
        case EntryKind::text:
            break;
    }
    return language == Language::en ? KeyboardKind::latin : KeyboardKind::pinyin;
}

}  // namespace

EntryState::EntryState(const EntryOrder& order)
    : subject(order.subject), kind(order.kind), field(rules_of(order.kind, order.limit), order.text.text()) {}

EntryState begin_entry(const EntryOrder& order, Language language) {
    EntryState state(order);
    state.keyboard = first_keyboard(order.kind, language);
    state.words = state.keyboard == KeyboardKind::pinyin ? KeyboardKind::pinyin : KeyboardKind::latin;
    state.letters = order.kind == EntryKind::code ? Letters::capital : Letters::small;
    return state;
}

EntryStep step(const EntryState& state, const EntryEvent& event, const Moment& now) {
    EntryStep next{.state = state, .actions = {}};
    EntryState& entry = next.state;
    Actions& actions = next.actions;
    std::visit(Overloaded{
                   [&](const Type& typed) { type(entry, actions, typed); },
                   [&](const Backspace&) { delete_one(entry, actions); },
                   [&](const Space&) { space(entry, actions); },
                   [&](const Choose& chosen) { choose_suggestion(entry, actions, chosen.index); },
                   [&](const NextCandidates&) { next_suggestions(entry, actions); },
                   [&](const PreviousCandidates&) { previous_suggestions(entry, actions); },
                   [&](const ChooseKeyboard& chosen) { choose_keyboard(entry, actions, chosen.keyboard); },
                   [&](const Shift&) { shift(entry); },
                   [&](const ShowRadicals& wanted) { show_radicals(entry, wanted); },
                   [&](const ShowRare& wanted) { show_rare(entry, actions, wanted.panel); },
                   [&](const Clear&) { clear_field(entry, actions); },
                   [&](const Restore&) { restore(entry); },
                   [&](const PlaceCaret& place) {
                       if (!place.from || !took_composing(entry, actions, now)) {
                           place_caret(entry, place);
                       }
                   },
                   [&](const OpenCaret&) {
                       if (!took_composing(entry, actions, now)) {
                           open_caret(entry);
                       }
                   },
                   [&](const CloseCaret&) { close_caret(entry); },
                   [&](const MoveCaret& wanted) {
                       if (entry.panel == EntryPanel::caret) {
                           move_caret(entry, wanted.way);
                       }
                   },
                   [&](const Write& written) { write(entry, written, now); },
                   [&](const UndoStroke&) { undo_stroke(entry, now); },
                   [&](const Rewrite&) { rewrite(entry); },
                   [&](const Refused&) { entry.hint = EntryHint::nothing_yet; },
                   [&](const Finish&) {
                       if (!took_composing(entry, actions, now)) {
                           close(entry, actions, EntryEnd::done);
                       }
                   },
                   [&](const Back&) { close(entry, actions, EntryEnd::left); },
                   [&](const Tick&) {
                       if (auto due = read_due(entry, now)) {
                           actions.emplace_back(std::move(*due));
                       }
                   },
                   [&](const MethodAnswered& told) { answered(entry, actions, told); },
                   [&](const MethodMissing& told) { lose_method(entry, told.method); },
                   [&](const Recognised& told) { recognised(entry, told); },
               },
               event);
    return next;
}

std::optional<Steady> next_deadline(const EntryState& state) {
    return state.reading == InkReading::due ? std::optional{state.read_at} : std::nullopt;
}

bool has_text(const EntryState& state) {
    return !state.field.text().empty() || composes(state) || !state.written.empty();
}

bool offers(const EntryState& state, KeyboardKind keyboard) {
    switch (state.kind) {
        case EntryKind::phone:
        case EntryKind::amount:
            return keyboard == KeyboardKind::digits;
        case EntryKind::code:
            return keyboard == KeyboardKind::latin;
        case EntryKind::text:
            return true;
    }
    return true;
}

}  // namespace bangnin::kiosk
