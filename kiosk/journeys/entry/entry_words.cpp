#include "kiosk/journeys/entry/entry_words.h"

#include <algorithm>

#include "ui/locale/locale.h"

namespace bangnin::kiosk {

namespace {

using locale::tr;

EntryWords of_subject(EntrySubject subject) {
    switch (subject) {
        case EntrySubject::rating_comment:
            return {.title = tr("还想说几句？"),
                    .help = tr("哪里好、哪里不好，都可以写。"),
                    .field = tr("您想说的话"),
                    .done = tr("写好了"),
                    .skip = tr("不写了")};
        case EntrySubject::person_name:
            return {.title = tr("您叫什么名字？"),
                    .help = tr("和身份证上的一样。"),
                    .field = tr("姓名"),
                    .done = tr("下一题"),
                    .skip = tr("先跳过")};
        case EntrySubject::project_name:
            return {.title = tr("项目叫什么名字？"),
                    .help = tr("写批文上的名称；还没有批文，就写您平时的叫法。"),
                    .field = tr("项目名称"),
                    .done = tr("下一题"),
                    .skip = tr("先跳过")};
        case EntrySubject::investment:
            return {.title = tr("一共投资多少？"),
                    .help = tr("单位是万元，最多两位小数。"),
                    .field = tr("投资总额（万元）"),
                    .done = tr("下一题"),
                    .skip = tr("先跳过")};
        case EntrySubject::phone_number:
            return {.title = tr("手机号是多少？"),
                    .help = tr("11 位数字。"),
                    .field = tr("手机号"),
                    .done = tr("下一题"),
                    .skip = tr("先跳过")};
        case EntrySubject::credit_code:
            return {.title = tr("统一社会信用代码是多少？"),
                    .help = tr("在营业执照上，18 位数字和字母。"),
                    .field = tr("统一社会信用代码"),
                    .done = tr("下一题"),
                    .skip = tr("先跳过")};
    }
    return {};
}

std::string caret_place(const input::TextField& field) {
    const auto& stops = field.stops();
    const auto before = static_cast<std::size_t>(std::ranges::find(stops, field.caret_byte()) - stops.begin());
    if (field.characters() == 0) return tr("还没有字");
    if (before == 0) return tr("光标在最前面");
    if (before == field.characters()) return tr("光标在最后面");
    return tr("光标在第 {0} 个字后面，共 {1} 个字", before, field.characters());
}

}  // namespace

EntryWords entry_words(const EntryState& state) {
    EntryWords words = of_subject(state.subject);
    if (state.keyboard == KeyboardKind::handwriting) {
        words.help = tr("用手指在下面的框里写，一次写一个字。");
    } else if (state.keyboard == KeyboardKind::rare) {
        words.help = tr("先点偏旁，再点其余的笔画数。");
    } else if (state.keyboard == KeyboardKind::stroke) {
        words.help = tr("按写字的顺序，一笔一笔地点。");
    }
    return words;
}

std::string hint_text(const EntryState& state) {
    switch (state.hint) {
        case EntryHint::full:
            return tr("写满了，写不下更多的字");
        case EntryHint::not_allowed:
            return tr("这里不能写这个字符");
        case EntryHint::unreadable:
            return tr("没认出来，请写大一点，或点拼音");
        case EntryHint::method_missing:
            return tr("这种写法现在不能用，请换一种");
        case EntryHint::nothing_yet:
            return tr("还没有写，写了字才能用这个键");
        case EntryHint::no_character:
            return tr("这个编码没有能写的字，请核对");
        case EntryHint::none:
            break;
    }
    return tr("写错了也没关系，提交前还能改");
}

std::string caret_text(const EntryState& state, Characters characters) {
    using News = CaretTold::News;
    const std::string place = caret_place(state.field);
    const std::string_view character =
        characters == Characters::named ? state.caret.character.text() : std::string_view();
    switch (state.caret.news) {
        case News::none:
            return tr("左移、右移移动光标，删除去掉光标前面的字。{0}。", place);
        case News::moved:
            return character.empty() ? place : tr("“{0}”，{1}", std::string(character), place);
        case News::at_start:
            return tr("到头了，前面没有字");
        case News::at_end:
            return tr("到头了，后面没有字");
        case News::deleted:
            return character.empty() ? tr("删了，{0}", place) : tr("删了“{0}”，{1}", std::string(character), place);
    }
    return place;
}

std::string count_text(const EntryState& state) {
    const std::size_t most = state.field.rules().max_characters;
    if (state.kind == EntryKind::text) {
        return tr("{0} / {1} 字", state.field.characters(), most);
    }
    return tr("{0} / {1} 位", state.field.characters(), most);
}

}  // namespace bangnin::kiosk
