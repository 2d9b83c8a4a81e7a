// How the terminal's parts are, what waits for the hub, and what staff can do here.
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

}  // namespace

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

namespace {

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

// The last one leaves.
std::vector<StaffKey> keys_of(const StaffState& state) {
    const bool paused = state.service == ServiceState::paused;
    return {{ids::staff_print_test, tr("打印测试页"), Icon::test, staff_event::PrintTest{}},
            {ids::staff_reprint, tr("补打上一张"), Icon::printer, staff_event::ReprintLast{}},
            {ids::staff_paper, tr("换纸完成"), Icon::paper, staff_event::PaperChanged{}},
            {ids::staff_sync, tr("马上同步"), Icon::refresh, staff_event::SyncNow{}},
            {ids::staff_pause, paused ? tr("恢复使用") : tr("暂停使用"), paused ? Icon::power : Icon::pause,
             staff_event::TogglePause{}},
            {ids::staff_leave, tr("退出维护"), Icon::check, staff_event::Leave{}}};
}

// ---- the parts

// Height that the list may take where all of it stands with what is read.
float room_for_list(Page& page, const StaffKeys& keys) {
    constexpr float note = 120;
    constexpr float gaps = 28 + 24;
    const Regions& regions = page.regions();
    const float title = page.look(Role::question).line_height;
    const bool low = page.low() && !page.wide();
    const float below = page.wide() ? 0 : keys.least_height(page) + 24;
    const float bottom = low ? regions.controls_from : regions.information.bottom() - below;
    return bottom - regions.information.y - title - gaps - note;
}

}  // namespace

std::optional<StaffEvent> draw_desk(Page& page, const StaffState& state, const staff_stage::Desk& desk,
                                    const StaffFacts& facts) {
    Sheet sheet(page);
    StaffKeys keys(keys_of(state), state.keys_page);
    ListTouched touched;
    add_title(sheet, facts);
    auto rows = part_rows(page.view, facts);
    const auto list = std::make_shared<const PartList>(page, std::move(rows), state.page);
    const float room = room_for_list(page, keys);
    add_list(sheet, list, list_zone(page, *list, room, RowsAre::touched), room, touched);
    add_note(sheet, desk, facts);
    keys.add_to(sheet);
    sheet.draw();
    if (touched.page) return staff_event::ShowPage{*touched.page};
    if (touched.row) return staff_event::OpenPart{all_staff_parts.at(*touched.row)};
    return keys.event();
}

}  // namespace bangnin::kiosk
