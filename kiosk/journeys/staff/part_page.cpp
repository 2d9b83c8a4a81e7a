// One part of the terminal: how it is and since when, what to do about it, and what it said lately.
#include <algorithm>
#include <memory>
#include <utility>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/staff/staff_keys.h"
#include "kiosk/journeys/staff/staff_pages.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Colour;
using screen::Icon;
using screen::Rect;
using screen::TextLook;

// When, and what.
class NewsList : public CardList {
  public:
    struct Row {
        std::string when;
        std::string what;
    };
    NewsList(Page& shown, std::vector<Row> rows, std::size_t shown_page)
        : CardList(shown,
                   {.id = std::string(ids::staff_news), .count = rows.size(), .page = shown_page, .ideal_row = 72}),
          rows_(std::move(rows)) {
        for (const Row& row : rows_) whens_ = std::max(whens_, page().ui.measure({0, 0}, row.when, when_look()).w);
    }

  private:
    static constexpr float padding = 10;
    static constexpr float between = 32;

    [[nodiscard]] TextLook when_look() const { return page().look(Role::caption, Colour::birch700); }
    [[nodiscard]] TextLook what_look() const { return page().look(page().cramped() ? Role::caption : Role::secondary); }
    // The words stand beside the time where the longest word does, else below it.
    [[nodiscard]] bool beside(float width) const {
        constexpr float least_words = 6;  // em
        return width - 2 * inset - whens_ - between >= least_words * what_look().size;
    }
    [[nodiscard]] float words_width(float width) const {
        return width - 2 * inset - (beside(width) ? whens_ + between : 0);
    }
    [[nodiscard]] float row_height(float width) const override {
        float most = 0;
        for (const Row& row : rows_)
            most = std::max(most, page().ui.measure({words_width(width), 0}, row.what, what_look()).h);
        return most + 2 * padding + (beside(width) ? 0 : when_look().line_height);
    }
    [[nodiscard]] bool draw_row(std::size_t index, const Rect& cell) const override {
        const Row& row = rows_[index];
        TextLook when = when_look();
        TextLook what = what_look();
        what.vertical = screen::VerticalAlign::middle;
        const float x = cell.x + inset;
        float top = cell.y;
        if (beside(cell.w)) {
            when.vertical = screen::VerticalAlign::middle;
            page().say({}, {x, top, whens_ + 2, cell.h}, row.when, when);
        } else {
            page().say({}, {x, top + padding, whens_ + 2, when.line_height}, row.when, when);
            top += padding / 2 + when.line_height;
        }
        const float words = beside(cell.w) ? x + whens_ + between : x;
        page().say({}, {words, top, cell.right() - inset - words, cell.bottom() - top}, row.what, what);
        page().ui.node(ids::staff_news_row(index), screen::Role::text, row.when + tr("，") + row.what, cell);
        return false;
    }

    std::vector<Row> rows_;
    float whens_ = 0;
};

std::vector<NewsList::Row> news_rows(const View& view, const StaffFacts& facts, StaffPart part) {
    std::vector<NewsList::Row> rows;
    for (const PartEntry& entry : facts.diary.of(part)) {
        std::string what = news_text(part, entry.news);
        if (entry.times > 1) what = tr("{0}，共 {1} 次", what, entry.times);
        rows.push_back({.when = moment_text(view, entry.at), .what = std::move(what)});
    }
    return rows;
}

// What can be done about it here; the last one leads back.
std::vector<StaffKey> keys_of(StaffPart part) {
    std::vector<StaffKey> keys;
    switch (part) {
        case StaffPart::printer:
            keys.push_back({ids::staff_print_test, tr("打印测试页"), Icon::test, staff_event::PrintTest{}});
            keys.push_back({ids::staff_paper, tr("换纸完成"), Icon::paper, staff_event::PaperChanged{}});
            break;
        case StaffPart::hub:
            keys.push_back({ids::staff_sync, tr("马上同步"), Icon::refresh, staff_event::SyncNow{}});
            break;
        case StaffPart::machine:
            keys.push_back({ids::staff_touch, tr("触摸测试"), Icon::hand, staff_event::TryTouch{}});
            break;
        case StaffPart::id_reader:
        case StaffPart::scanner:
        case StaffPart::store:
        case StaffPart::voice:
            break;
    }
    keys.push_back({ids::staff_back, tr("返回"), Icon::back, staff_event::ClosePart{}});
    return keys;
}

Tone tone_of(PartState state) {
    switch (state) {
        case PartState::well:
            return Tone::good;
        case PartState::care:
        case PartState::silent:
            return Tone::attention;
        case PartState::unknown:
        case PartState::absent:
            break;
    }
    return Tone::information;
}

void add_note(Sheet& sheet, const PartRow& row, const staff_stage::Desk& desk, const StaffFacts& facts) {
    const std::string advice = advice_text(row.part, facts);
    if (const std::string answer = answer_text(desk); !answer.empty()) {
        const std::string state = "**" + row.word + "**　" + advice;
        return sheet.note(ids::staff_answer, tone_of(desk.answer), Icon::info,
                          {{.source = "**" + answer + "**"}, {.source = state, .role = Role::secondary, .spare = 10}});
    }
    std::string first = "**" + row.word + "**";
    if (const auto since = facts.diary.since(row.part); since && row.state != PartState::absent) {
        first += "　" + tr("{0} 起", moment_text(sheet.page.view, *since));
    }
    // Where large words leave it no room the words at the foot have it.
    const int spare = sheet.page.cramped() ? 10 : 0;
    sheet.note(ids::staff_advice, tone_of(row.state), state_icon(row.state),
               {{.source = first}, {.source = advice, .role = Role::secondary, .spare = spare}});
}

// Height in which the list is read with its pager within reach.
float room_for_news(const Page& page) {
    constexpr float title_and_note = 360;
    const Regions& regions = page.regions();
    const float bottom = page.low() && !page.wide() ? regions.controls_from : regions.information.bottom();
    return bottom - regions.information.y - title_and_note;
}

}  // namespace

std::optional<StaffEvent> draw_part(Page& page, const StaffState& state, const staff_stage::Desk& desk,
                                    const StaffFacts& facts) {
    const StaffPart part = state.part.value_or(StaffPart::machine);
    const auto rows = part_rows(page.view, facts);
    const PartRow& row = rows.at(static_cast<std::size_t>(part));
    StaffKeys keys(keys_of(part), state.keys_page);
    Sheet sheet(page);
    ListTouched touched;
    sheet.heading(row.name);
    add_note(sheet, row, desk, facts);
    auto news = news_rows(page.view, facts, part);
    if (news.empty()) {
        sheet.line(ids::page_help, tr("开机后还没有记录。"), Role::secondary, Colour::birch700, 20);
    } else {
        const auto list = std::make_shared<const NewsList>(page, std::move(news), state.news_page);
        const float room = room_for_news(page);
        add_list(sheet, list, list_zone(page, *list, room, RowsAre::read), 0, touched);
    }
    keys.add_to(sheet);
    sheet.draw();
    if (touched.page) return staff_event::ShowNews{*touched.page};
    return keys.event();
}

}  // namespace bangnin::kiosk
