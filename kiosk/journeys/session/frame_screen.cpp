#include "kiosk/journeys/session/frame_screen.h"

#include <array>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/session/parts.h"
#include "kiosk/journeys/session/scenery.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Availability;
using screen::ButtonLook;
using screen::Colour;
using screen::Ground;
using screen::Icon;
using screen::Rect;
using screen::Selection;
using screen::TextLook;
using text::Align;
using text::Weight;

constexpr float surface_width = 1080;
constexpr float header_height = 140;

// Footer: where it stands, and where low reach puts it.
struct FooterPlace {
    float top, height, keys_top;
};
constexpr FooterPlace footer_normal{1540, 380, 1556};
constexpr FooterPlace footer_low{1748, 172, 1766};
constexpr Rect footer_key{32, 0, 140, 134};
constexpr Rect footer_call_key{792, 0, 256, 134};
constexpr float footer_key_pitch = 152;

using Result = std::optional<SessionEvent>;

void take(Result& result, const screen::Touched& touched, const SessionEvent& event) {
    if (touched.activated || touched.refused) result = event;
}

void draw_hall(Page& page) {
    constexpr Rect mark{40, 36, 68, 68};
    constexpr Rect pine{50, 44.5F, 48, 48};
    constexpr Rect name_line{124, 25, 420, 49};
    constexpr Rect name_lines{124, 18, 400, 104};
    constexpr Rect brand_line{124, 73, 420, 40};
    page.ui.fill(mark, Colour::selected, 18);
    page.ui.icon(Icon::pine, pine, Colour::on_selected, 3.6F);

    const std::string& name = page.view.hall.name.in(page.view.settings.language);
    TextLook look{.size = 34, .weight = Weight::bold};
    const bool one_line = page.ui.measure({0, 0}, name, {.size = 30, .weight = Weight::bold}).w <= name_line.w;
    if (one_line) {
        page.say(ids::frame_hall, name_line, name, look, screen::Role::heading);
        page.say({}, brand_line, page.view.hall.brand.in(page.view.settings.language),
                 {.size = 28, .colour = Colour::pine700});
        return;
    }
    look.vertical = screen::VerticalAlign::middle;
    look.size = 30;
    look.line_height = 40;
    page.say(ids::frame_hall, name_lines, name, look, screen::Role::heading);
}

// Where the three language keys stand: in the header, or within reach above the footer.
struct LanguagePlaces {
    Rect zh, mn, en;
    float text, column_text;
};
constexpr LanguagePlaces languages_header{{548, 22, 84, 96}, {644, 22, 64, 96}, {720, 22, 120, 96}, 28, 23};
constexpr LanguagePlaces languages_low{{48, 1644, 232, 92}, {292, 1644, 232, 92}, {536, 1644, 232, 92}, 36, 23};

void draw_languages(Page& page, const LanguagePlaces& places, Result& result) {
    const auto key = [&](std::string_view id, std::string_view label, const Rect& rect, Language language,
                         text::Flow flow) {
        const bool chosen = page.view.settings.language == language;
        const bool column = flow == text::Flow::vertical_mongolian;
        ButtonLook look{.ground = Ground::language};
        look.text_size = column ? places.column_text : places.text;
        look.flow = flow;
        look.weight = chosen && !column ? Weight::bold : Weight::regular;
        look.selection = chosen ? Selection::selected : Selection::unselected;
        if (page.ui.button(id, label, rect, look)) result = session_event::ChooseLanguage{language};
    };
    key(ids::frame_language_zh, "中文", places.zh, Language::zh, text::Flow::horizontal);
    key(ids::frame_language_mn, locale::mongolian_column("蒙古文").value_or("蒙古文"), places.mn, Language::mn,
        text::Flow::vertical_mongolian);
    key(ids::frame_language_en, "English", places.en, Language::en, text::Flow::horizontal);
}

void draw_clock(Page& page) {
    constexpr Rect time_box{844, 16, 196, 70};
    constexpr Rect date_box{844, 77, 196, 41};
    const LocalTime time = local_time(page.view.now.wall, page.view.hall.utc_offset_minutes);
    TextLook clock{.size = 48, .weight = Weight::bold, .align = Align::end};
    page.say(ids::frame_clock, time_box, clock_of(page.view, page.view.now.wall), clock, screen::Role::value);
    TextLook date{.size = 28, .colour = Colour::birch700, .align = Align::end};
    page.say({}, date_box, date_text(time), date);
}

void draw_header(Page& page, Result& result) {
    constexpr Rect birch_line{0, 140, surface_width, 18};
    page.ui.fill({0, 0, surface_width, header_height}, Colour::white);
    draw_hall(page);
    draw_clock(page);
    if (!page.low()) draw_languages(page, languages_header, result);
    if (page.high_contrast()) {
        page.ui.line({0, header_height + 2}, {surface_width, header_height + 2}, Colour::ink, 4);
    } else {
        page.ui.illustration("scenery.birch_line", birch_line, scenery::paint_birch_line);
    }
}

struct FooterKey {
    std::string_view id;
    Icon icon;
    std::string label;
    std::string column_source;  // what the Mongolian catalogue calls it
    Selection selection = Selection::unselected;
    Availability availability = Availability::enabled;
};

// In Mongolian a footer key carries its icon and, beside it, a column of words.
screen::Touched draw_column_key(Page& page, const Rect& rect, const FooterKey& key, std::string_view words) {
    constexpr float icon_size = 40;
    constexpr float column_pitch = 34;
    constexpr float margin = 6;
    const auto touched = page.ui.touch_area(key.id, key.label, rect, key.availability);
    const Colour ink = page.ui.surface(rect, Ground::footer, touched, key.selection, key.availability);
    const float opacity = key.availability == Availability::disabled ? 0.38F : 1.0F;
    TextLook look{.size = 28, .colour = ink, .align = Align::centre, .line_height = column_pitch};
    look.flow = text::Flow::vertical_mongolian;
    look.opacity = opacity;
    const screen::Size room{0, rect.h - 2 * margin};
    const float width = page.ui.measure(room, words, look).w;
    const float left = rect.x + (rect.w - icon_size - margin - width) / 2;
    page.ui.icon(key.icon, {left, rect.y + (rect.h - icon_size) / 2, icon_size, icon_size},
                 screen::Paint(ink, opacity));
    page.say({}, {left + icon_size + margin, rect.y + margin, width, room.h}, words, look);
    return touched;
}

screen::Touched draw_footer_key(Page& page, const Rect& rect, const FooterKey& key) {
    if (page.view.settings.language == Language::mn) {
        if (const auto words = locale::mongolian_column(key.column_source)) {
            return draw_column_key(page, rect, key, *words);
        }
    }
    ButtonLook look{.ground = Ground::footer, .icon = key.icon, .icon_place = screen::IconPlace::above};
    look.selection = key.selection;
    look.availability = key.availability;
    look.icon_size = page.large() ? 44 : 48;
    look.text_size = page.large() ? 36 : 30;
    look.weight = key.selection == Selection::selected ? Weight::bold : Weight::regular;
    return page.key(key.id, key.label, rect, look);
}

Selection lit(bool on) { return on ? Selection::selected : Selection::unselected; }

void draw_call_key(Page& page, const Session& session, const Rect& rect, Result& result) {
    std::string label = tr("呼叫\n工作人员");
    if (session.staff == StaffCall::called) label = tr("已呼叫\n请稍等");
    if (session.staff == StaffCall::coming) label = tr("工作人员\n过来了");
    ButtonLook look{.ground = Ground::footer_call, .icon = Icon::bell};
    look.icon_size = page.large() ? 52 : 60;
    look.text_size = page.large() ? 36 : 30;
    look.weight = Weight::bold;
    if (page.key(ids::frame_call, label, rect, look)) result = session_event::CallStaff{};
}

void draw_footer_keys(Page& page, const Session& session, const Frame& frame, float top, Result& result) {
    const Settings& settings = page.view.settings;
    const bool at_home = session.place == Place::home;
    const std::array keys{
        FooterKey{ids::frame_back, Icon::back, tr("返回"), "返回", Selection::unselected,
                  frame.back == BackKey::enabled ? Availability::enabled : Availability::disabled},
        FooterKey{ids::frame_home, Icon::home, tr("首页"), "首页", lit(at_home)},
        FooterKey{ids::frame_large, Icon::type, tr("大字"), "大字", lit(settings.type_size == TypeSize::large)},
        FooterKey{ids::frame_contrast, Icon::half, tr("高对比"), "高对比", lit(settings.contrast == Contrast::high)},
        FooterKey{ids::frame_voice, Icon::voice, tr("语音"), "语音", Selection::unselected, Availability::disabled}};
    const std::array<SessionEvent, 5> events{session_event::Back{}, session_event::GoHome{},
                                             session_event::ToggleLarge{}, session_event::ToggleContrast{},
                                             session_event::ToggleVoice{}};
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const Rect rect = footer_key.moved(footer_key_pitch * static_cast<float>(i), top);
        const auto touched = draw_footer_key(page, rect, keys[i]);
        // 返回 has nothing behind it when it is dimmed, so there is nothing to answer either.
        if (touched.refused && keys[i].id == ids::frame_back) continue;
        take(result, touched, events[i]);
    }
    draw_call_key(page, session, footer_call_key.moved(0, top), result);
}

// The words that are being spoken, two lines at most, behind the small word 语音.
void draw_caption(Page& page, float top, float width, const std::string& caption, Colour ink, Colour quiet) {
    constexpr float left = 48;
    constexpr float icon_size = 44;
    constexpr float text_left = 112;
    constexpr std::string_view label_room = "　　　";  // three em: the label's two words and their distance
    page.ui.icon(Icon::voice, {left, top + 2, icon_size, icon_size}, quiet);
    if (caption.empty()) return;
    // In low reach the room above the page is no higher than two normal lines.
    const bool large = page.large() && !page.low();
    TextLook look{.size = large ? 40.0F : 32.0F, .colour = ink};
    look.line_height = large ? 60 : 48;
    const Rect box{text_left, top, width, 2 * look.line_height};
    const std::string words = std::string(label_room) + caption;
    look = page.fit(box, words, look);
    const Rect used = page.say({}, box, words, look);
    look.colour = quiet;
    page.say({}, {box.x, box.y, look.size * 2.8F, look.line_height}, tr("语音"), look);
    page.ui.node(ids::frame_caption, screen::Role::status, caption, used);
}

std::string minutes_and_seconds(std::chrono::seconds left) {
    const auto seconds = std::max<std::chrono::seconds::rep>(0, left.count());
    const auto tail = std::to_string(seconds % 60);
    return std::to_string(seconds / 60) + (tail.size() < 2 ? ":0" : ":") + tail;
}

void draw_remaining(Page& page) {
    if (!page.view.remaining) return;
    constexpr Rect line{48, 1836, 984, 41};
    constexpr float gap = 24;
    constexpr float bar_top = 1852;
    constexpr float bar_height = 8;
    const auto left = *page.view.remaining;
    const TextLook quiet{.size = 28, .colour = Colour::pine200};
    const std::string time = minutes_and_seconds(left);
    const Rect before = page.say({}, {line.x, line.y, 420, line.h}, tr("本次操作剩余"), quiet);
    const Rect number = page.say({}, {before.right() + 8, line.y, 140, line.h}, time,
                                 {.size = 28, .weight = Weight::bold, .colour = Colour::on_pine});
    page.ui.node(ids::frame_remaining, screen::Role::value, tr("本次操作剩余"), number, time);
    TextLook after = quiet;
    after.align = Align::end;
    const Rect hint = page.say({}, {number.right() + 100, line.y, line.right() - number.right() - 100, line.h},
                               tr("有操作就重新计时"), after);

    const Rect bar{number.right() + gap, bar_top, hint.x - gap - number.right() - gap, bar_height};
    const auto whole = std::max(page.view.session_length, std::chrono::seconds(1));
    const float share = static_cast<float>(left.count()) / static_cast<float>(whole.count());
    page.ui.fill(bar, Colour::pine600, bar_height / 2);
    const Rect full{bar.x, bar.y, bar.w * std::clamp(share, 0.0F, 1.0F), bar.h};
    if (page.high_contrast()) {
        page.ui.line({full.x, full.y + full.h / 2}, {full.right(), full.y + full.h / 2}, Colour::ink, bar_height);
    } else {
        page.ui.fill(full, Colour::larch200, bar_height / 2);
    }
    keep_counting(page.ui);
}

void draw_reach_key(Page& page, const Rect& rect, Ground ground, Result& result) {
    const float text_size = page.low() || page.large() ? 36 : 30;
    const Page::IconKey key{ground, page.low() ? Icon::up : Icon::adown, 40, 3.4F, 12, text_size};
    const std::string label = page.low() ? tr("恢复位置") : tr("低位操作");
    if (page.icon_key(ids::frame_reach, label, rect, key)) result = session_event::ToggleReach{};
}

void draw_ground(Page& page, const Frame& frame, Result& result) {
    constexpr float caption_top = 1714;
    constexpr float caption_width = 700;
    constexpr Rect floor_picture{0, 1876, surface_width, 44};
    page.ui.illustration("scenery.forest_floor", floor_picture, scenery::paint_forest_floor);
    draw_caption(page, caption_top, caption_width, frame.caption, Colour::on_pine, Colour::pine200);
    const float key_width = page.large() ? 236 : 208;
    draw_reach_key(page, {surface_width - 32 - key_width, 1712, key_width, 88}, Ground::footer, result);
    draw_remaining(page);
}

// Low reach: the words move up, languages and 恢复位置 down above the keys.
void draw_low_reach(Page& page, const Session& session, const Frame& frame, Result& result) {
    struct CaptionPlace {
        float top, width;
    };
    constexpr CaptionPlace under_header{168, 920};
    constexpr CaptionPlace above_status{556, 600};  // home keeps its greeting at the top
    constexpr Rect reach_key{780, 1644, 252, 92};
    constexpr Rect remaining{548, 30, 280, 82};
    const CaptionPlace place = session.place == Place::home ? above_status : under_header;
    draw_caption(page, place.top, place.width, frame.caption, Colour::ink, Colour::pine700);
    draw_languages(page, languages_low, result);
    draw_reach_key(page, reach_key, Ground::secondary, result);
    if (!page.view.remaining) return;
    const std::string time = minutes_and_seconds(*page.view.remaining);
    const TextLook look{.size = 28, .colour = Colour::birch700, .line_height = 40};
    page.say({}, remaining, tr("本次操作剩余") + "\n" + time, look);
    page.ui.node(ids::frame_remaining, screen::Role::value, tr("本次操作剩余"), remaining, time);
    keep_counting(page.ui);
}

}  // namespace

std::optional<SessionEvent> draw_frame(screen::Ui& ui, const Session& session, const Frame& frame, const View& view) {
    Page page(ui, view);
    Result result;
    draw_header(page, result);
    const FooterPlace footer = page.low() ? footer_low : footer_normal;
    ui.fill({0, footer.top, surface_width, footer.height}, Colour::pine800);
    if (page.high_contrast()) ui.line({0, footer.top - 2}, {surface_width, footer.top - 2}, Colour::ink, 4);
    draw_footer_keys(page, session, frame, footer.keys_top, result);
    if (page.low()) {
        draw_low_reach(page, session, frame, result);
    } else {
        draw_ground(page, frame, result);
    }
    return result;
}

std::string notice_caption(Notice notice, const View& view) {
    const locale::LanguageScope words(locale_language(view.settings.language));
    switch (notice) {
        case Notice::none:
            return {};
        case Notice::large_on:
            return tr("已换成大字。");
        case Notice::large_off:
            return tr("已换回普通大小。");
        case Notice::contrast_on:
            return tr("已换成高对比。");
        case Notice::contrast_off:
            return tr("已换回普通颜色。");
        case Notice::voice_on:
        case Notice::voice_off:
            return tr("这台机器还没有声音，要说的话都写在这里。");
        case Notice::reach_low:
            return tr("已把按钮移到屏幕下半部分。");
        case Notice::reach_normal:
            return tr("按钮已移回原来的位置。");
        case Notice::language_changed:
            return tr("语言已切换。");
        case Notice::staff_called:
            return tr("已呼叫，请稍等。");
        case Notice::staff_coming:
            return tr("工作人员过来了。");
        case Notice::not_offered_here:
            return tr("这项服务请到帮您办窗口办理，工作人员会帮您。");
        case Notice::queue_closed:
            return tr("这个部门现在不取号。可以先选别的部门，或问问工作人员。");
    }
    return {};
}

}  // namespace bangnin::kiosk
