#include "tests/kiosk/screens/entry_samples.h"

#include <string_view>

namespace bangnin::kiosk::samples {
namespace {

EntryState opened(EntrySubject subject, EntryKind kind, std::string_view text, std::size_t limit = 60) {
    return begin_entry({.subject = subject, .kind = kind, .limit = limit, .text = Secret(text)}, Language::zh);
}

EntryState with_keyboard(const EntryState& state, KeyboardKind keyboard) {
    return step(state, entry_event::ChooseKeyboard{keyboard}, {}).state;
}

EntryState composing(EntryState state, std::string_view letters, const std::vector<std::string_view>& words) {
    state.composing.letters = Secret(letters);
    state.composing.caret_byte = letters.size();
    for (const auto word : words) state.composing.all.push_back({.text = Secret(word), .comment = {}});
    state.composing.after = input::More::yes;
    return state;
}

// 目, as a hand writes it: the pad is 826 units wide.
EntryState written(EntryState state) {
    const auto stroke = [&state](const std::vector<std::pair<float, float>>& points) {
        input::InkStroke line;
        std::int32_t at = 0;
        for (const auto& [x, y] : points) line.push_back({x, y, at += 60});
        state.written.ink.strokes.push_back(std::move(line));
    };
    stroke({{312, 70}, {316, 160}, {318, 250}, {316, 338}});
    stroke({{312, 72}, {400, 62}, {498, 60}, {502, 160}, {506, 250}, {503, 342}});
    stroke({{320, 156}, {400, 150}, {494, 148}});
    stroke({{320, 240}, {410, 234}, {500, 232}});
    stroke({{316, 326}, {410, 320}, {502, 322}});
    return state;
}

const std::string_view project = "大杨树镇大豆精深加工";

}  // namespace

std::vector<std::pair<std::string, EntryState>> entry_states() {
    const EntryState field = opened(EntrySubject::project_name, EntryKind::text, project);
    const EntryState by_hand = with_keyboard(field, KeyboardKind::handwriting);
    std::vector<std::pair<std::string, EntryState>> states;
    const auto add = [&states](const char* name, EntryState state) { states.emplace_back(name, std::move(state)); };
    add("08-entry-pinyin", composing(field, "tou'zi", {"投资", "投资项目", "透支", "骰子", "投", "头", "偷", "透"}));
    add("08-entry-empty", opened(EntrySubject::rating_comment, EntryKind::text, "", 200));
    EntryState full =
        opened(EntrySubject::project_name, EntryKind::text,
               "内蒙古自治区呼伦贝尔市鄂伦春自治旗大杨树镇大豆精深加工产业园一期二期三期建设项目及配套道路给排水供"
               "热工程投资",
               60);
    full.hint = EntryHint::full;
    add("08-entry-full", full);
    EntryState selected = field;
    selected.field.place(9);
    selected.field.place(21, input::Selecting::yes);
    add("08-entry-selected", selected);
    add("08-entry-latin", with_keyboard(field, KeyboardKind::latin));
    add("08-entry-digits", with_keyboard(field, KeyboardKind::digits));
    add("08-entry-symbols", with_keyboard(field, KeyboardKind::symbols));
    add("08-entry-stroke", composing(with_keyboard(field, KeyboardKind::stroke), "一丨丿", {"木", "十", "不"}));
    add("08-entry-rare", with_keyboard(field, KeyboardKind::rare));
    EntryState beside = composing(with_keyboard(field, KeyboardKind::rare), "龙+4", {"䶮", "垄", "袭"});
    beside.rare = RarePanel::strokes_beside;
    add("08-entry-rare-beside", beside);
    EntryState code = with_keyboard(field, KeyboardKind::rare);
    code.rare = RarePanel::code;
    add("08-entry-rare-code", code);
    add("08-entry-phone", opened(EntrySubject::phone_number, EntryKind::phone, "1381234", 11));
    add("08-entry-amount", opened(EntrySubject::investment, EntryKind::amount, "1250.5", 12));
    add("08-entry-code", opened(EntrySubject::credit_code, EntryKind::code, "91150723MA0", 18));
    const auto caret = [](const EntryState& state, input::Move way) {
        const EntryState opened = step(state, entry_event::OpenCaret{}, {}).state;
        return step(opened, entry_event::MoveCaret{way}, {}).state;
    };
    add("08-entry-caret", caret(field, input::Move::left));
    add("08-entry-caret-start",
        caret(opened(EntrySubject::credit_code, EntryKind::code, "91150723MA0", 18), input::Move::start));
    add("08-entry-caret-empty",
        step(opened(EntrySubject::rating_comment, EntryKind::text, "", 200), entry_event::OpenCaret{}, {}).state);
    add("09-entry-caret-pad", caret(by_hand, input::Move::left));
    add("09-entry-pad", by_hand);
    EntryState read = written(by_hand);
    for (const char* word : {"目", "日", "且", "自", "田", "曰", "甘"}) {
        read.composing.all.push_back({.text = Secret(word), .comment = {}});
    }
    add("09-entry-written", read);
    EntryState unread = written(by_hand);
    unread.hint = EntryHint::unreadable;
    add("09-entry-unreadable", unread);
    return states;
}

}  // namespace bangnin::kiosk::samples
