// How the terminal's parts are, what waits for the hub, and what staff can do here.
#include <algorithm>
#include <memory>
#include <span>
#include <utility>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/staff/staff_pages.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Colour;
using screen::Ground;
using screen::Icon;
using screen::Rect;
using screen::TextLook;

// The title, and at its right which machine this is, where there is room.
void add_title(Sheet& sheet, const StaffFacts& facts) {
    Page& page = sheet.page;
    const std::string title = tr("设备维护");
    if (page.mongolian()) return sheet.heading(title);
    const std::string terminal = tr("自助机 {0} 号", facts.terminal);
    const TextLook large = page.look(Role::question);
    const float height = page.ui.measure({0, 0}, title, large).h;
    sheet.add({.need = {.least = height, .ideal = height}, .draw = [&page, title, terminal, large](const Rect& rect) {
                   const Rect used = page.say(ids::page_title, {rect.x, rect.y, rect.w, rect.h + 2}, title, large,
                                              screen::Role::heading);
                   TextLook quiet = page.look(Role::secondary, Colour::birch700);
                   quiet.align = text::Align::end;
                   quiet.vertical = screen::VerticalAlign::middle;
                   const Rect rest{used.right() + 24, rect.y, rect.right() - used.right() - 24, rect.h};
                   if (page.ui.measure({0, 0}, terminal, quiet).w <= rest.w) page.say({}, rest, terminal, quiet);
               }});
}

// ---- the note: what came of the last key, and what waits for the hub

Tone tone_of(StaffAnswer answer) {
    switch (answer) {
        case StaffAnswer::test_failed:
        case StaffAnswer::reprint_failed:
        case StaffAnswer::not_synced:
        case StaffAnswer::not_kept:
        case StaffAnswer::paused:
            return Tone::attention;
        case StaffAnswer::test_printed:
        case StaffAnswer::reprinted:
        case StaffAnswer::paper_counted:
        case StaffAnswer::synced:
        case StaffAnswer::resumed:
        case StaffAnswer::touch_tried:
            return Tone::good;
        case StaffAnswer::none:
        case StaffAnswer::test_printing:
        case StaffAnswer::reprinting:
        case StaffAnswer::nothing_to_reprint:
        case StaffAnswer::syncing:
        case StaffAnswer::no_hub:
            break;
    }
    return Tone::information;
}

Icon icon_of(Tone tone) {
    switch (tone) {
        case Tone::good:
            return Icon::check;
        case Tone::attention:
        case Tone::information:
            break;
    }
    return Icon::info;
}

std::string outbox_text(const StaffFacts& facts) {
    if (facts.hub.state == PartState::absent) return tr("这台机器单独使用，没有要上传的。");
    if (facts.hub.waiting == 0) return tr("都已上传");
    return locale::tr_plural("等待上传 {0} 条", facts.hub.waiting);
}

void add_note(Sheet& sheet, const staff_stage::Desk& desk, const StaffFacts& facts) {
    const std::string answer = answer_text(desk);
    const std::string outbox = outbox_text(facts);
    const std::string contact = contact_text(sheet.page.view, facts);
    const std::string plain = contact.empty() ? outbox : outbox + tr("，") + contact;
    if (!answer.empty()) {
        const Tone tone = tone_of(desk.answer);
        return sheet.note(ids::staff_answer, tone, icon_of(tone),
                          {{.source = "**" + answer + "**"}, {.source = plain, .role = Role::secondary, .spare = 10}},
                          30);
    }
    const bool waits = facts.hub.waiting > 0 && facts.hub.state != PartState::absent;
    const std::string help = waits ? tr("不用处理，连上后会自动补传，取号照常。") : std::string();
    const std::string first = contact.empty() ? "**" + outbox + "**" : "**" + outbox + "**　" + contact;
    sheet.note(ids::staff_outbox, Tone::information, waits ? Icon::cloudoff : Icon::check,
               {{.source = first}, {.source = help, .role = Role::secondary, .spare = 10}}, 30);
}

// ---- the keys

struct DeskKey {
    std::string_view id;
    std::string label;
    Icon icon;
    StaffEvent event;
};

// The last one leaves.
std::vector<DeskKey> keys_of(const StaffState& state) {
    const bool paused = state.service == ServiceState::paused;
    return {{ids::staff_print_test, tr("打印测试页"), Icon::test, staff_event::PrintTest{}},
            {ids::staff_reprint, tr("补打上一张"), Icon::printer, staff_event::ReprintLast{}},
            {ids::staff_paper, tr("换纸完成"), Icon::paper, staff_event::PaperChanged{}},
            {ids::staff_sync, tr("马上同步"), Icon::refresh, staff_event::SyncNow{}},
            {ids::staff_pause, paused ? tr("恢复使用") : tr("暂停使用"), paused ? Icon::power : Icon::pause,
             staff_event::TogglePause{}},
            {ids::staff_touch, tr("触摸测试"), Icon::hand, staff_event::TryTouch{}},
            {ids::staff_leave, tr("退出维护"), Icon::check, staff_event::Leave{}}};
}

// Two rows of three above the way out; where words are large or stand in columns, as many on a page as find room.
class DeskKeys {
  public:
    explicit DeskKeys(const StaffState& state) : keys_(keys_of(state)), shown_page_(state.keys_page) {}

    [[nodiscard]] float least_height(Page& page) const {
        const float width = page.regions().controls.w;
        if (in_pages(page)) return need_of(page, grid(), width).least;
        return need_of(page, rows(), width).least + 24 + need_of(page, leave(), width).least;
    }
    void add_to(Sheet& sheet) {
        if (in_pages(sheet.page)) {
            sheet.choices(grid(), picked_);
        } else {
            sheet.keys(rows(), pressed_);
            sheet.keys(leave(), left_);
        }
    }
    // After the sheet was drawn.
    [[nodiscard]] std::optional<StaffEvent> event() const {
        if (picked_.page) return staff_event::ShowKeys{*picked_.page};
        if (picked_.last || left_.acted) return keys_.back().event;
        const auto which = pressed_.acted ? pressed_.acted : picked_.choice;
        return which ? std::optional{keys_[*which].event} : std::nullopt;
    }

  private:
    [[nodiscard]] static bool in_pages(const Page& page) { return page.large() || page.mongolian(); }
    [[nodiscard]] ActionKeys rows() const {
        ActionKeys rows{.keys = {}, .ideal_height = 104};
        for (const DeskKey& key : std::span(keys_).first(keys_.size() - 1)) {
            rows.keys.push_back({.id = std::string(key.id), .label = key.label, .icon = key.icon});
        }
        return rows;
    }
    [[nodiscard]] ActionKeys leave() const {
        const DeskKey& key = keys_.back();
        return {.keys = {{.id = std::string(key.id), .label = key.label, .icon = key.icon, .ground = Ground::primary}},
                .ideal_height = 104};
    }
    [[nodiscard]] ChoiceGrid grid() const {
        ChoiceGrid grid;
        for (const DeskKey& key : keys_) {
            grid.choices.push_back(
                {.id = std::string(key.id), .title = key.label, .icon = key.icon, .ground = Ground::secondary});
        }
        grid.last = std::move(grid.choices.back());
        grid.last->ground = Ground::primary;
        grid.choices.pop_back();
        grid.ideal_height = 360;
        grid.page_id = "staff.keys";
        grid.page = shown_page_;
        return grid;
    }

    std::vector<DeskKey> keys_;
    std::size_t shown_page_;
    PressedKey pressed_;
    PressedKey left_;
    Picked picked_;
};

// ---- the parts

// Height that the list may take where all of it stands with what is read.
float room_for_list(Page& page, const DeskKeys& keys) {
    constexpr float note = 120;
    constexpr float gaps = 28 + 24;
    const Regions& regions = page.regions();
    const float title = page.look(Role::question).line_height;
    const bool low = page.low() && !page.wide();
    const float below = page.wide() ? 0 : keys.least_height(page) + 24;
    const float bottom = low ? regions.controls_from : regions.information.bottom() - below;
    return bottom - regions.information.y - title - gaps - note;
}

// With what is read, without a control out of reach: all of it, or with its pager within reach.
Zone list_zone(const Page& page, const PartList& list, float room) {
    if (page.mongolian()) return Zone::controls;
    const bool low_pager = page.low() && !page.wide() && list.whole(page.regions().information.w) > room;
    return low_pager ? Zone::controls : Zone::information;
}

void add_list(Sheet& sheet, const std::shared_ptr<const PartList>& list, float room,
              std::optional<std::size_t>& turned) {
    const Zone zone = list_zone(sheet.page, *list, room);
    Part part;
    part.need_at = [list, zone, room](float width) {
        Need need = list->need(width, zone == Zone::information ? room : 0);
        need.zone = zone;
        return need;
    };
    part.need = part.need_at(sheet.width(zone));
    part.draw = [list, &turned](const Rect& rect) { turned = list->draw(rect); };
    part.pages_at = [list](const Rect& rect) { return list->pages_in(rect); };
    sheet.add(std::move(part));
}

}  // namespace

std::optional<StaffEvent> draw_desk(Page& page, const StaffState& state, const staff_stage::Desk& desk,
                                    const StaffFacts& facts) {
    Sheet sheet(page);
    DeskKeys keys(state);
    std::optional<std::size_t> turned;
    add_title(sheet, facts);
    const auto list = std::make_shared<const PartList>(page, part_rows(page.view, facts), state.page);
    add_list(sheet, list, room_for_list(page, keys), turned);
    add_note(sheet, desk, facts);
    keys.add_to(sheet);
    sheet.draw();
    if (turned) return staff_event::ShowPage{*turned};
    return keys.event();
}

}  // namespace bangnin::kiosk
