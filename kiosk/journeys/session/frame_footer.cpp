#include <algorithm>
#include <array>
#include <string_view>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/session/frame_parts.h"
#include "kiosk/journeys/utf8.h"
#include "ui/screen/touch.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Availability;
using screen::ButtonLook;
using screen::Ground;
using screen::Icon;
using screen::Rect;
using screen::Selection;
using screen::TextLook;
using text::Weight;

void take(FramePress& result, const screen::Touched& touched, const SessionEvent& event) {
    if (touched.activated || touched.refused) result = event;
}

struct FooterKey {
    std::string_view id;
    Icon icon;
    std::string label;
    Selection selection = Selection::unselected;
    Availability availability = Availability::enabled;
};

screen::Touched draw_footer_key(Page& page, const Rect& rect, const FooterKey& key) {
    ButtonLook look{.ground = Ground::footer, .icon = key.icon};
    look.selection = key.selection;
    look.availability = key.availability;
    look.icon_size = page.large() || page.mongolian() ? 40 : 48;
    look.text_size = std::max(page.look(Role::caption).size, page.large() ? 36.0F : 30.0F);
    look.weight = key.selection == Selection::selected ? Weight::bold : Weight::regular;
    if (page.view.settings.type_size == TypeSize::small) look.text_size = 24;
    // A key too low for both has its icon beside its words, or none.
    const float high = page.wide() ? look.icon_size + 1.3F * look.text_size + 16 : 104;
    const bool above = rect.h >= high && !page.mongolian();
    look.icon_place = above ? screen::IconPlace::above : screen::IconPlace::before;
    const TextLook words{.size = page.look(Role::caption).size, .weight = Weight::bold};
    const bool beside = page.ui.measure({0, 0}, key.label, words).w <= rect.w - look.icon_size - 32;
    if (page.wide() && !above && !beside && !page.mongolian()) look.icon.reset();
    return page.key(key.id, key.label, rect, look);
}

Selection lit(bool on) { return on ? Selection::selected : Selection::unselected; }

std::string call_label(const Session& session) {
    switch (session.staff) {
        case StaffCall::idle:
            return tr("呼叫\n工作人员");
        case StaffCall::called:
        case StaffCall::heard:
            return tr("已呼叫\n请稍等");
        case StaffCall::unheard:
            return tr("没有送到\n请去窗口");
        case StaffCall::coming:
            return tr("工作人员\n过来了");
    }
    return {};
}

// So many characters to a line.
std::string in_lines(std::string_view words, std::size_t a_line) {
    std::string lines;
    for (std::size_t count = 0; !words.empty(); ++count) {
        const std::size_t length = std::max<std::size_t>(1, character_length(words));
        if (count > 0 && count % a_line == 0) lines += '\n';
        lines += words.substr(0, length);
        words.remove_prefix(length);
    }
    return lines;
}

// Han words in as few lines as the width allows, all alike in length.
std::string broken(Page& page, const std::string& words, const TextLook& look, float width) {
    const auto fits = [&](const std::string& lines) { return page.ui.measure({0, 0}, lines, look).w <= width; };
    if (fits(words)) return words;
    std::string halves = in_lines(words, 2);
    return fits(halves) ? halves : in_lines(words, 1);
}

void draw_call_key(Page& page, const Session& session, const Rect& rect, FramePress& result) {
    ButtonLook look{.ground = Ground::footer_call, .icon = Icon::bell};
    look.icon_size = page.large() ? 52 : 60;
    look.text_size = std::max(page.look(Role::caption).size, page.large() ? 36.0F : 30.0F);
    look.weight = Weight::bold;
    std::string label = call_label(session);
    if (page.mongolian() && session.staff == StaffCall::idle) label = tr("呼叫工作人员");
    // A key of the rail beside others is small: what to do now is what matters.
    if (page.mongolian() && page.wide() && session.staff != StaffCall::idle) {
        label.erase(0, label.find('\n') + 1);
        const TextLook bold{.size = page.look(Role::caption).size, .weight = Weight::bold};
        label = broken(page, label, bold, rect.w - 24);
    }
    // Where a line is too long for the rail, each word has its own.
    if (page.wide() && !page.mongolian()) {
        const TextLook bold{.size = page.look(Role::caption).size, .weight = Weight::bold};
        if (label.contains(' ') && page.ui.measure({0, 0}, label, bold).w > rect.w - 24) {
            std::erase(label, '\n');  // a line of words ends with its blank
            std::ranges::replace(label, ' ', '\n');
        }
    }
    // A low key has room for one line only.
    if (rect.h - 8 < 2.9F * look.text_size) std::ranges::replace(label, '\n', ' ');
    if (page.mongolian() && page.wide() && session.staff != StaffCall::idle) look.icon.reset();
    const bool above = page.wide() && !page.mongolian() && rect.h >= look.icon_size + 2.6F * look.text_size + 16;
    if (above) look.icon_place = screen::IconPlace::above;
    const TextLook words{.size = page.look(Role::caption).size, .weight = Weight::bold};
    const bool room_for_icon = page.ui.measure({0, 0}, label, words).w <= rect.w - look.icon_size - 44;
    // Column keys see to their icon themselves.
    if (!room_for_icon && !above && !(page.mongolian() && stands(label))) look.icon.reset();
    if (page.key(ids::frame_call, label, rect, look)) result = session_event::CallStaff{};
}

std::string size_label(TypeSize size) {
    switch (size) {
        case TypeSize::small:
            return tr("小字");
        case TypeSize::normal:
        case TypeSize::large:
            return tr("大字");
        case TypeSize::largest:
            return tr("特大字");
    }
    return {};
}

// In the rail of a wide screen: below each other, the call key higher; two and two where words stand in columns.
std::array<Rect, 6> rail_places(const Page& page) {
    const Rect& room = page.regions().keys;
    constexpr float gap = 12;
    const float call_share = page.large() ? 1.9F : 1.35F;
    std::array<Rect, 6> places;
    const std::size_t columns = page.mongolian() ? 2 : 1;
    const float shares = page.mongolian() ? 3 : 5 + call_share;
    const std::size_t rows = places.size() / columns;
    const float gaps = gap * static_cast<float>(rows - 1);
    const float width = (room.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    const float height = (room.h - gaps) / shares;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto column = static_cast<float>(i % columns);
        const std::size_t above = i / columns;
        const auto row = static_cast<float>(above);
        const bool last = i + 1 == places.size() && !page.mongolian();
        places[i] = {room.x + column * (width + gap), room.y + row * (height + gap), width,
                     last ? height * call_share : height};
    }
    return places;
}

// The six keys: in one row, the call key wider; in two rows where the words are large.
std::array<Rect, 6> footer_places(const Page& page) {
    const Rect& room = page.regions().keys;
    constexpr float gap = 12;
    std::array<Rect, 6> places;
    const bool two_rows = room.h > 150 && !page.mongolian();
    const float row = two_rows ? (room.h - gap) / 2 : room.h;
    const float call_share = two_rows ? 1.0F : 256.0F / 140.0F;
    const auto columns = two_rows ? 3.0F : 5.0F + call_share;
    const float gaps = two_rows ? 2 * gap : 5 * gap;
    const float width = (room.w - gaps) / columns;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const std::size_t column = two_rows ? i % 3 : i;
        const float x = room.x + static_cast<float>(column) * (width + gap);
        const float y = two_rows && i >= 3 ? room.y + row + gap : room.y;
        places[i] = {x, y, i == 5 ? width * call_share : width, row};
    }
    return places;
}

}  // namespace

void draw_footer_keys(Page& page, const Session& session, const Frame& frame, FramePress& result) {
    const Settings& settings = page.view.settings;
    const bool at_home = session.place == Place::home;
    const std::array keys{
        FooterKey{ids::frame_back, Icon::back, tr("返回"), Selection::unselected,
                  frame.back == BackKey::enabled ? Availability::enabled : Availability::disabled},
        // Where a card was forgotten there is nobody's home to go to; who touches it hears of the card again. Staff
        // leave by their own key.
        FooterKey{ids::frame_home, Icon::home, tr("首页"), lit(at_home),
                  session.place == Place::card_forgotten || session.place == Place::staff ? Availability::disabled
                                                                                          : Availability::enabled},
        FooterKey{ids::frame_large, Icon::type, size_label(settings.type_size),
                  lit(settings.type_size != TypeSize::normal)},
        FooterKey{ids::frame_contrast, Icon::half, tr("高对比"), lit(settings.contrast == Contrast::high)},
        FooterKey{ids::frame_voice, Icon::voice, tr("语音"), lit(settings.voice == Voice::on)}};
    const std::array<SessionEvent, 5> events{session_event::Back{}, session_event::GoHome{},
                                             session_event::ToggleLarge{}, session_event::ToggleContrast{},
                                             session_event::ToggleVoice{}};
    const auto places = page.wide() ? rail_places(page) : footer_places(page);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto touched = draw_footer_key(page, places[i], keys[i]);
        // 返回 has nothing behind it when it is dimmed, so there is nothing to answer either.
        if (touched.refused && keys[i].id == ids::frame_back) continue;
        const bool held = touched.held >= screen::long_press;
        const bool louder = keys[i].id == ids::frame_voice && held && settings.voice == Voice::on;
        take(result, touched, louder ? SessionEvent{session_event::NextVolume{}} : events[i]);
    }
    draw_call_key(page, session, places.back(), result);
}

}  // namespace bangnin::kiosk
