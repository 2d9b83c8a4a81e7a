// Which keys each keyboard has, and where they stand.
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "kiosk/journeys/entry/entry_parts.h"
#include "kiosk/journeys/ids.h"
#include "ui/input/rare/radicals.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Ground;
using screen::Icon;
using screen::Rect;

constexpr float bar_height = 104;
constexpr float bar_gap = 20;      // to the keys
constexpr float pad_gap = 16;      // of the pad to what is above it
constexpr float pad_height = 402;  // 100 mm
constexpr std::size_t groups = 9;  // of radicals: of 1 … 8 strokes, and of more
constexpr std::size_t radicals_a_page = 18;

using Row = std::vector<EntryKey>;

EntryKey function_key(std::string_view id, const std::string& label, const std::string& face, EntryEvent event,
                      float share) {
    return {.id = std::string(id),
            .label = label,
            .face = face,
            .event = std::move(event),
            .share = share,
            .ground = Ground::function_key};
}

EntryKey delete_key(float share) {
    EntryKey key = function_key(ids::entry_delete, tr("删除"), {}, entry_event::Backspace{}, share);
    key.icon = Icon::bksp;
    return key;
}

EntryKey method_key(KeyboardKind kind, const std::string& label, const std::string& face, float share) {
    return function_key(method_id(kind), label, face, entry_event::ChooseKeyboard{kind}, share);
}

// -- the rows of letters --

Row letter_row(const EntryState& state, std::string_view letters) { return character_keys(letters, state.letters); }

Row third_letter_row(const EntryState& state) {
    Row row;
    if (state.keyboard == KeyboardKind::pinyin) {
        row.push_back(function_key(ids::entry_split, tr("分词"), tr("分词"), entry_event::Type{"'"}, 1.5F));
    } else {
        row.push_back(function_key(ids::entry_shift, tr("大写"), {}, entry_event::Shift{}, 1.5F));
        row.back().icon = Icon::up;
        if (state.letters != Letters::small) row.back().selection = screen::Selection::selected;
    }
    std::ranges::move(letter_row(state, "zxcvbnm"), std::back_inserter(row));
    row.push_back(delete_key(1.5F));
    return row;
}

Row with_delete(Row row, float share) {
    row.push_back(delete_key(share));
    return row;
}

// -- strokes --

EntryKey stroke_key(const char* stroke, const std::string& name) {
    return {.id = ids::entry_key(stroke),
            .label = name,
            .face = std::string(stroke) + " " + name,
            .event = entry_event::Type{stroke}};
}

std::vector<Row> stroke_rows() {
    return {{stroke_key("一", tr("横")), stroke_key("丨", tr("竖")), stroke_key("丿", tr("撇"))},
            {stroke_key("丶", tr("点")), stroke_key("乛", tr("折")), delete_key(1)}};
}

// -- rare characters --

std::size_t group_of(const input::Radical& radical) { return std::min<std::size_t>(radical.strokes, groups) - 1; }

std::vector<std::string_view> radicals_of(std::size_t group) {
    std::vector<std::string_view> found;
    for (const input::Radical& radical : input::radicals()) {
        if (group_of(radical) == group) found.push_back(radical.text);
    }
    return found;
}

Row group_row(const EntryState& state) {
    Row row;
    for (std::size_t group = 0; group < groups; ++group) {
        const std::size_t pages = (radicals_of(group).size() + radicals_a_page - 1) / radicals_a_page;
        std::string face = std::to_string(group + 1);
        if (group + 1 == groups) face += "+";
        EntryKey key = function_key(ids::entry_radicals(group + 1), tr("{0} 画的偏旁", face), face,
                                    entry_event::ShowRadicals{.group = group, .pages = pages}, 1);
        if (group == state.radical_group) key.selection = screen::Selection::selected;
        row.push_back(std::move(key));
    }
    row.push_back(function_key(ids::entry_rare_code, tr("按编码找"), "U+", entry_event::ShowRare{RarePanel::code}, 1));
    return row;
}

std::vector<Row> radical_rows(const EntryState& state) {
    const auto all = radicals_of(state.radical_group);
    const std::size_t first = std::min(state.radical_page * radicals_a_page, all.size());
    const std::size_t end = std::min(first + radicals_a_page, all.size());
    constexpr std::size_t a_row = 10;
    std::vector<Row> rows{group_row(state), {}, {}};
    for (std::size_t i = first; i < end; ++i) {
        std::ranges::move(character_keys(all[i]), std::back_inserter(rows[i - first < a_row ? 1 : 2]));
    }
    rows[2].push_back(delete_key(2));
    return rows;
}

EntryKey to_radicals(float share) {
    return function_key(ids::entry_rare_radicals, tr("偏旁"), tr("偏旁"), entry_event::ShowRare{RarePanel::radicals},
                        share);
}

std::vector<Row> rare_rows(const EntryState& state) {
    switch (state.rare) {
        case RarePanel::strokes_beside: {
            Row foot{to_radicals(3)};
            return {character_keys("0123456789"), with_delete(std::move(foot), 3)};
        }
        case RarePanel::code: {
            Row letters = character_keys("abcdef", Letters::capital);
            letters.push_back(to_radicals(2));
            return {character_keys("0123456789"), with_delete(std::move(letters), 2)};
        }
        case RarePanel::radicals:
            break;
    }
    return radical_rows(state);
}

// -- the caret's --

EntryKey caret_key(std::string_view id, const std::string& name, input::Move way) {
    return function_key(id, name, name, entry_event::MoveCaret{way}, 1);
}

std::vector<Row> caret_rows() {
    Row by_one{caret_key(ids::entry_caret_left, tr("左移"), input::Move::left),
               caret_key(ids::entry_caret_right, tr("右移"), input::Move::right), delete_key(1)};
    by_one[0].icon = Icon::left;
    by_one[1].icon = Icon::right;
    Row ends{caret_key(ids::entry_caret_start, tr("到开头"), input::Move::start),
             caret_key(ids::entry_caret_end, tr("到末尾"), input::Move::end),
             function_key(ids::entry_caret_close, tr("回到键盘"), tr("回到键盘"), entry_event::CloseCaret{}, 1)};
    ends[0].short_face = Icon::back;
    ends[1].short_face = Icon::arrow;
    ends[2].icon = Icon::keyb;
    return {by_one, ends};
}

// -- all of them --

std::vector<Row> figure_rows(EntryKind kind) {
    Row foot = kind == EntryKind::amount ? character_keys(".0") : character_keys("0");
    if (kind == EntryKind::phone) {
        foot.insert(foot.begin(), function_key(ids::entry_clear_all, tr("重输"), tr("重输"), entry_event::Clear{}, 1));
    }
    return {character_keys("123"), character_keys("456"), character_keys("789"), with_delete(std::move(foot), 1)};
}

std::vector<Row> rows_of(const EntryState& state) {
    if (state.panel == EntryPanel::caret) return caret_rows();
    switch (state.keyboard) {
        case KeyboardKind::pinyin:
            return {letter_row(state, "qwertyuiop"), letter_row(state, "asdfghjkl"), third_letter_row(state)};
        case KeyboardKind::latin:
            if (state.kind == EntryKind::code) {
                return {character_keys("1234567890"), letter_row(state, "qwertyuiop"), letter_row(state, "asdfghjkl"),
                        with_delete(letter_row(state, "zxcvbnm"), 2)};
            }
            return {letter_row(state, "qwertyuiop"), letter_row(state, "asdfghjkl"), third_letter_row(state)};
        case KeyboardKind::digits:
            if (state.kind != EntryKind::text) return figure_rows(state.kind);
            return {character_keys("1234567890"), character_keys("，。、：；？！（）—"),
                    with_delete(character_keys("万元亩%.-/+"), 2)};
        case KeyboardKind::symbols:
            return {character_keys(",.?!:;'\"()"), character_keys("“”‘’《》【】…·"),
                    with_delete(character_keys("@#&*+=_~"), 2)};
        case KeyboardKind::stroke:
            return stroke_rows();
        case KeyboardKind::rare:
            return rare_rows(state);
        case KeyboardKind::handwriting:
            break;
    }
    return {};
}

float keys_across(const EntryState& state) {
    const bool pad = state.kind == EntryKind::phone || state.kind == EntryKind::amount;
    return pad || state.panel == EntryPanel::caret || state.keyboard == KeyboardKind::stroke ? 3 : 10;
}

EntryKey done_key(std::string_view done, float share) {
    return {.id = std::string(ids::entry_done),
            .label = std::string(done),
            .face = std::string(done),
            .event = entry_event::Finish{},
            .share = share,
            .ground = Ground::primary,
            .icon = Icon::arrow,
            .icon_place = screen::IconPlace::after};
}

Row bottom_row(const EntryState& state, std::string_view done) {
    if (state.kind != EntryKind::text || state.panel == EntryPanel::caret) return {done_key(done, 10)};
    const bool letters = state.keyboard == KeyboardKind::pinyin || state.keyboard == KeyboardKind::latin;
    const bool figures = state.keyboard == KeyboardKind::digits;
    Row row;
    row.push_back(figures ? method_key(KeyboardKind::symbols, tr("符号"), "#+=", 1.3F)
                          : method_key(KeyboardKind::digits, tr("数字"), "123", 1.3F));
    const bool to_pinyin = state.keyboard == KeyboardKind::latin;
    row.push_back(method_key(to_pinyin ? KeyboardKind::pinyin : KeyboardKind::latin, tr("中文、英文"), "中/英", 1.3F));
    row.push_back({.id = std::string(ids::entry_space),
                   .label = tr("空格"),
                   .face = tr("空格"),
                   .event = entry_event::Space{},
                   .share = 2.4F});
    row.push_back(letters ? method_key(KeyboardKind::handwriting, tr("手写"), tr("手写"), 2)
                          : method_key(KeyboardKind::pinyin, tr("拼音"), tr("拼音"), 2));
    row.back().icon = letters ? Icon::brush : Icon::keyb;
    row.push_back(done_key(done, 3));
    return row;
}

bool has_bar(const EntryState& state) { return state.kind == EntryKind::text && state.panel == EntryPanel::keyboard; }

bool has_pad(const EntryState& state) {
    return state.keyboard == KeyboardKind::handwriting && state.panel == EntryPanel::keyboard;
}

float least_width(Page& page, const EntryState& state, std::string_view done) {
    float least = least_row_width(page, bottom_row(state, done));
    if (has_bar(state)) least = std::max(least, least_bar_width(page, state));
    for (const Row& row : rows_of(state)) least = std::max(least, least_row_width(page, row));
    return least;
}

KeyboardNeed need_in_height(const Page& page, const EntryState& state) {
    const float bar = least_bar_height(page);
    if (state.panel == EntryPanel::caret) {
        constexpr float rows = 2;
        return {.least = rows * least_key_height + primary_target + rows * key_row_gap,
                .ideal = (rows + 1) * key_height + rows * key_row_gap};
    }
    if (has_pad(state)) {
        return {.least = bar + primary_target + least_pad_height(page) + 2 * key_row_gap,
                .ideal = bar_height + key_height + pad_height + pad_gap + 14};
    }
    constexpr float rows = 4;
    if (!has_bar(state)) {
        return {.least = rows * least_key_height + primary_target + rows * key_row_gap,
                .ideal = (rows + 1) * key_height + rows * key_row_gap};
    }
    return {.least = bar + (rows - 1) * least_key_height + primary_target + rows * key_row_gap,
            .ideal = bar_height + bar_gap + rows * key_height + (rows - 1) * key_row_gap};
}

}  // namespace

std::string method_id(KeyboardKind kind) {
    constexpr std::array names{"pinyin", "stroke", "handwriting", "digits", "latin", "symbols", "rare"};
    return ids::entry_method(names.at(static_cast<std::size_t>(kind)));
}

KeyboardNeed keyboard_need(Page& page, const EntryState& state, std::string_view done, float width) {
    KeyboardNeed need = need_in_height(page, state);
    // A width that is not there counts as a height that no room has.
    constexpr float no_room = 2000;
    constexpr float beyond = 4;
    const float missing = least_width(page, state, done) - width;
    if (missing > 0) need.least += no_room + missing * beyond;
    need.ideal = std::max(need.ideal, need.least);
    return need;
}

EntryDone draw_keyboard(Page& page, const EntryState& state, std::string_view done, const Rect& rect) {
    const KeyboardNeed need = need_in_height(page, state);
    const float tight = std::clamp((rect.h - need.least) / (need.ideal - need.least), 0.0F, 1.0F);
    const float bar = std::lerp(least_bar_height(page), bar_height, tight);
    const float foot = std::lerp(primary_target, key_height, tight);
    EntryDone pressed;
    const auto keep = [&pressed](EntryDone&& one) {
        if (one) pressed = std::move(one);
    };
    Rect rest = rect;
    const auto take = [&rest](float height, float gap) {
        const Rect part{rest.x, rest.y, rest.w, height};
        rest.y += height + gap;
        rest.h -= height + gap;
        return part;
    };
    const float foot_gap = has_pad(state) ? 14 : key_row_gap;
    const float gap_below_bar = has_pad(state) ? pad_gap : std::lerp(key_row_gap, bar_gap, tight);
    if (has_bar(state)) keep(draw_suggestions(page, state, take(bar, gap_below_bar)));
    const Rect keys{rest.x, rest.y, rest.w, rest.h - foot - foot_gap};
    if (has_pad(state)) {
        keep(draw_pad(page, state, keys));
    } else {
        const auto rows = rows_of(state);
        const auto count = static_cast<float>(rows.size());
        const float height = (keys.h - (count - 1) * key_row_gap) / count;
        float y = keys.y;
        for (const Row& one : rows) {
            keep(draw_key_row(page, one, {keys.x, y, keys.w, height}, keys_across(state)));
            y += height + key_row_gap;
        }
    }
    keep(draw_key_row(page, bottom_row(state, done), {rect.x, rect.bottom() - foot, rect.w, foot}));
    return pressed;
}

}  // namespace bangnin::kiosk
