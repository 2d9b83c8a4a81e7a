#include "kiosk/journeys/session/frame_screen.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <string_view>
#include <vector>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/session/parts.h"
#include "kiosk/journeys/session/scenery.h"
#include "ui/screen/touch.h"

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

using Result = std::optional<SessionEvent>;

void take(Result& result, const screen::Touched& touched, const SessionEvent& event) {
    if (touched.activated || touched.refused) result = event;
}

// The header and the words that are spoken lie flat in every language: in Mongolian they say it in Chinese.
locale::Language flat_language(const Page& page) {
    return page.mongolian() ? locale::Language::chinese : locale_language(page.view.settings.language);
}

// Where the hall's name ends on a wide screen: before the languages, or before the clock.
float header_end(const Page& page) {
    const Regions& regions = page.regions();
    return page.low() ? regions.header.right() - 40 - 196 - 24 : regions.languages.x - 24;
}

void draw_hall(Page& page) {
    const Regions& regions = page.regions();
    const float middle = regions.header.h / 2;
    const float left = page.wide() ? 48 : 40;
    page.ui.fill({left, middle - 34, 68, 68}, Colour::selected, 18);
    page.ui.icon(Icon::pine, {left + 10, middle - 25.5F, 48, 48}, Colour::on_selected, 3.6F);

    const float words = left + 84;
    const float end = page.low() && !page.wide() ? regions.remaining.x - 8 : page.wide() ? header_end(page) : 544;
    const Rect name_line{words, regions.header.y + 8, end - words, middle + 4 - regions.header.y - 8};
    const std::string& name = page.view.hall.name.in(page.view.settings.language);
    const float smallest = std::max(30.0F, smallest_text(page.view.settings.type_size));
    TextLook look{.size = std::max(34.0F, smallest), .weight = Weight::bold, .vertical = screen::VerticalAlign::bottom};
    const bool one_line = page.ui.measure({0, 0}, name, {.size = smallest, .weight = Weight::bold}).w <= name_line.w;
    if (one_line) {
        const TextLook brand{.size = page.look(Role::caption).size, .colour = Colour::pine700};
        const std::string& brand_words = page.view.hall.brand.in(page.view.settings.language);
        const Rect brand_line{words, middle + 3, name_line.w, regions.header.bottom() - middle - 3};
        const bool branded = brand.size < 36 && page.ui.measure({0, 0}, brand_words, brand).w <= brand_line.w;
        look.vertical = branded ? screen::VerticalAlign::bottom : screen::VerticalAlign::middle;
        const Rect whole{words, 0, name_line.w, regions.header.h};
        page.say(ids::frame_hall, branded ? name_line : whole, name, look, screen::Role::heading);
        if (branded) page.say({}, brand_line, brand_words, brand);
        return;
    }
    look.vertical = screen::VerticalAlign::middle;
    look.size = smallest;
    look.line_height = std::min(smallest * 1.3F, regions.header.h / 2);
    const Rect two{words, middle - look.line_height, name_line.w, 2 * look.line_height};
    // The longest of its names that fits beside the mark.
    const Hall& hall = page.view.hall;
    const Language language = page.view.settings.language;
    for (const std::string& words_that_fit : {name, hall.short_name.in(language), hall.brand.in(language)}) {
        const screen::Size used = page.ui.measure({two.w, 0}, words_that_fit, look);
        if (used.w > two.w || used.h > two.h + 1) continue;
        page.say(ids::frame_hall, two, words_that_fit, look, screen::Role::heading);
        return;
    }
}

// The three language keys, side by side in the room that the screen has for them.
void draw_languages(Page& page, Result& result) {
    const Rect& room = page.regions().languages;
    constexpr float gap = 12;
    const bool narrow = room.w < 500;
    // 中文, a slim column, English.
    const float shares[] = {narrow ? 84.0F : 1.0F, narrow ? 64.0F : 1.0F, narrow ? 120.0F : 1.0F};
    const float whole = shares[0] + shares[1] + shares[2];
    float x = room.x;
    const auto key = [&](int place, std::string_view id, std::string_view label, Language language, text::Flow flow) {
        const float width = (room.w - 2 * gap) * shares[place] / whole;
        const bool chosen = page.view.settings.language == language;
        const bool column = flow == text::Flow::vertical_mongolian;
        ButtonLook look{.ground = Ground::language};
        look.text_size = column ? 23 : (narrow ? 28.0F : 36.0F);
        look.flow = flow;
        look.weight = chosen && !column ? Weight::bold : Weight::regular;
        look.selection = chosen ? Selection::selected : Selection::unselected;
        if (page.ui.button(id, label, {x, room.y, width, room.h}, look)) {
            result = session_event::ChooseLanguage{language};
        }
        x += width + gap;
    };
    key(0, ids::frame_language_zh, "中文", Language::zh, text::Flow::horizontal);
    key(1, ids::frame_language_mn, locale::mongolian_column("蒙古文").value_or("蒙古文"), Language::mn,
        text::Flow::vertical_mongolian);
    key(2, ids::frame_language_en, "English", Language::en, text::Flow::horizontal);
}

void draw_clock(Page& page) {
    const Rect& header = page.regions().header;
    const locale::LanguageScope words(flat_language(page));
    const float middle = header.h / 2;
    const float right = header.right() - 40;
    const LocalTime time = local_time(page.view.now.wall, page.view.hall.utc_offset_minutes);
    TextLook clock{.size = 48, .weight = Weight::bold, .align = Align::end};
    const TextLook date{.size = page.look(Role::caption).size, .colour = Colour::birch700, .align = Align::end};
    const std::string day = date_text(time);
    const screen::Size day_size = page.ui.measure({0, 0}, day, date);
    const bool dated = day_size.w <= 196 && day_size.h <= header.bottom() - middle - 7;
    const float top = dated ? middle - 54 : middle - 35;
    page.say(ids::frame_clock, {right - 196, top, 196, 70}, clock_of(page.view, page.view.now.wall), clock,
             screen::Role::value);
    if (dated) page.say({}, {right - 196, middle + 7, 196, header.bottom() - middle - 7}, day, date);
}

void draw_header(Page& page, Result& result) {
    const Regions& regions = page.regions();
    page.ui.fill(regions.header, Colour::white);
    draw_hall(page);
    draw_clock(page);
    if (!page.low()) draw_languages(page, result);
    const Rect& birch = regions.birch;
    if (page.high_contrast()) {
        page.ui.line({0, birch.y + 2}, {birch.right(), birch.y + 2}, Colour::ink, 4);
        return;
    }
    constexpr float picture_width = 1080;
    const int pieces = static_cast<int>(std::ceil(birch.w / picture_width));
    for (int i = 0; i < pieces; ++i) {
        const float x = static_cast<float>(i) * picture_width;
        const Rect piece{x, birch.y, std::min(picture_width, birch.w - x), birch.h};
        const std::string key = "scenery.birch_line." + std::to_string(static_cast<int>(piece.w));
        page.ui.illustration(key, piece, scenery::paint_birch_line);
    }
}

struct FooterKey {
    std::string_view id;
    Icon icon;
    std::string label;
    Selection selection = Selection::unselected;
    Availability availability = Availability::enabled;
};

screen::Touched draw_footer_key(Page& page, const Rect& rect, const FooterKey& key) {
    // A key too low for both has its icon beside its words.
    const bool above = rect.h >= 104 && !page.mongolian();
    ButtonLook look{.ground = Ground::footer, .icon = key.icon};
    look.icon_place = above ? screen::IconPlace::above : screen::IconPlace::before;
    look.selection = key.selection;
    look.availability = key.availability;
    look.icon_size = page.large() || page.mongolian() ? 40 : 48;
    look.text_size = std::max(page.look(Role::caption).size, page.large() ? 36.0F : 30.0F);
    look.weight = key.selection == Selection::selected ? Weight::bold : Weight::regular;
    if (page.view.settings.type_size == TypeSize::small) look.text_size = 24;
    return page.key(key.id, key.label, rect, look);
}

Selection lit(bool on) { return on ? Selection::selected : Selection::unselected; }

std::string call_label(const Session& session) {
    switch (session.staff) {
        case StaffCall::idle:
            return tr("呼叫\n工作人员");
        case StaffCall::called:
            return tr("已呼叫\n请稍等");
        case StaffCall::coming:
            return tr("工作人员\n过来了");
    }
    return {};
}

void draw_call_key(Page& page, const Session& session, const Rect& rect, Result& result) {
    ButtonLook look{.ground = Ground::footer_call, .icon = Icon::bell};
    look.icon_size = page.large() ? 52 : 60;
    look.text_size = std::max(page.look(Role::caption).size, page.large() ? 36.0F : 30.0F);
    look.weight = Weight::bold;
    std::string label = call_label(session);
    if (page.mongolian() && session.staff == StaffCall::idle) label = tr("呼叫工作人员");
    // A low key has room for one line only.
    if (rect.h - 8 < 2.9F * look.text_size) std::ranges::replace(label, '\n', ' ');
    const TextLook words{.size = page.look(Role::caption).size, .weight = Weight::bold};
    const bool room_for_icon = page.ui.measure({0, 0}, label, words).w <= rect.w - look.icon_size - 44;
    if (!room_for_icon && !page.mongolian()) look.icon.reset();
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

void draw_footer_keys(Page& page, const Session& session, const Frame& frame, Result& result) {
    const Settings& settings = page.view.settings;
    const bool at_home = session.place == Place::home;
    const std::array keys{
        FooterKey{ids::frame_back, Icon::back, tr("返回"), Selection::unselected,
                  frame.back == BackKey::enabled ? Availability::enabled : Availability::disabled},
        FooterKey{ids::frame_home, Icon::home, tr("首页"), lit(at_home)},
        FooterKey{ids::frame_large, Icon::type, size_label(settings.type_size),
                  lit(settings.type_size != TypeSize::normal)},
        FooterKey{ids::frame_contrast, Icon::half, tr("高对比"), lit(settings.contrast == Contrast::high)},
        FooterKey{ids::frame_voice, Icon::voice, tr("语音"), lit(settings.voice == Voice::on)}};
    const std::array<SessionEvent, 5> events{session_event::Back{}, session_event::GoHome{},
                                             session_event::ToggleLarge{}, session_event::ToggleContrast{},
                                             session_event::ToggleVoice{}};
    const auto places = footer_places(page);
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

// The beginning of a text up to the end of a sentence, else of a clause, else of a word, that fits.
std::string longest_that_fits(const std::string& text, const std::function<bool(const std::string&)>& fits) {
    if (fits(text)) return text;
    struct Cut {
        const char* after;
        const char* sign;
    };
    for (const auto& cuts : {std::vector<Cut>{{"。", ""}, {"？", ""}, {"！", ""}, {". ", ""}, {"? ", ""}, {"! ", ""}},
                             std::vector<Cut>{{"，", "…"}, {"、", "…"}, {", ", "…"}, {" ", "…"}}}) {
        std::string longest;
        for (const Cut& cut : cuts) {
            const std::string_view after = cut.after;
            for (std::size_t at = text.find(after); at != std::string::npos; at = text.find(after, at + 1)) {
                const std::string part = text.substr(0, at + after.size()) + cut.sign;
                if (part.size() > longest.size() && fits(part)) longest = part;
            }
        }
        if (!longest.empty()) return longest;
    }
    return {};
}

// The words that are being spoken, two lines at most, behind the small word 语音.
void draw_caption(Page& page, const std::string& caption, Colour ink, Colour quiet) {
    constexpr float icon_size = 44;
    constexpr float icon_room = 64;
    constexpr std::string_view label_room = "　　　";  // three em: the label's two words and their distance
    const Rect& room = page.regions().caption;
    const locale::LanguageScope words_language(flat_language(page));
    page.ui.icon(Icon::voice, {room.x, room.y + 2, icon_size, icon_size}, quiet);
    if (caption.empty()) return;
    TextLook look = page.look(Role::secondary, ink);
    const Rect box{room.x + icon_room, room.y, room.w - icon_room, room.h};
    const auto fits = [&](const std::string& words) {
        const screen::Size used = page.ui.measure({box.w, 0}, words, look);
        return used.w <= box.w + 1 && used.h <= box.h + 1;
    };
    const std::string labelled = std::string(label_room) + caption;
    const bool with_label = fits(labelled);
    // Everything is heard; where there is no room for it all, its first sentences are read.
    const std::string words = with_label ? labelled : longest_that_fits(caption, fits);
    const Rect used = page.say({}, box, words, look);
    look.colour = quiet;
    if (with_label) page.say({}, {box.x, box.y, look.size * 2.8F, look.line_height}, tr("语音"), look);
    page.ui.node(ids::frame_caption, screen::Role::status, caption, used);
}

std::string minutes_and_seconds(std::chrono::seconds left) {
    const auto seconds = std::max<std::chrono::seconds::rep>(0, left.count());
    const auto tail = std::to_string(seconds % 60);
    return std::to_string(seconds / 60) + (tail.size() < 2 ? ":0" : ":") + tail;
}

// "本次操作剩余 1:58 ▬▬▬ 有操作就重新计时"
void draw_remaining_line(Page& page) {
    constexpr float gap = 24;
    constexpr float bar_height = 8;
    constexpr float least_bar = 160;
    const Rect& line = page.regions().remaining;
    const auto left = *page.view.remaining;
    const locale::LanguageScope words(flat_language(page));
    const TextLook quiet = page.look(Role::caption, Colour::pine200);
    TextLook bold = page.look(Role::caption, Colour::on_pine);
    bold.weight = Weight::bold;
    const std::string time = minutes_and_seconds(left);
    const float label_width = page.ui.measure({0, 0}, tr("本次操作剩余"), quiet).w;
    const Rect before = page.say({}, {line.x, line.y, label_width + 2, line.h}, tr("本次操作剩余"), quiet);
    const Rect number = page.say({}, {before.right() + 8, line.y, 160, line.h}, time, bold);
    page.ui.node(ids::frame_remaining, screen::Role::value, tr("本次操作剩余"), number, time);
    const std::string hint = tr("有操作就重新计时");
    const float hint_width = page.ui.measure({0, 0}, hint, quiet).w;
    float end = line.right();
    if (number.right() + 2 * gap + least_bar + hint_width <= end) {
        TextLook after = quiet;
        after.align = Align::end;
        end = page.say({}, {end - hint_width - 2, line.y, hint_width + 2, line.h}, hint, after).x - gap;
    }
    const Rect bar{number.right() + gap, line.y + (line.h - bar_height) / 2, end - number.right() - gap, bar_height};
    const auto whole = std::max(page.view.session_length, std::chrono::seconds(1));
    const float share = static_cast<float>(left.count()) / static_cast<float>(whole.count());
    page.ui.fill(bar, Colour::pine600, bar_height / 2);
    const Rect full{bar.x, bar.y, bar.w * std::clamp(share, 0.0F, 1.0F), bar.h};
    if (page.high_contrast()) {
        page.ui.line({full.x, full.y + full.h / 2}, {full.right(), full.y + full.h / 2}, Colour::ink, bar_height);
    } else {
        page.ui.fill(full, Colour::larch200, bar_height / 2);
    }
}

// The same where there is room for two short lines only.
void draw_remaining_block(Page& page, Colour ink) {
    const Rect& room = page.regions().remaining;
    const locale::LanguageScope words(flat_language(page));
    const std::string time = minutes_and_seconds(*page.view.remaining);
    TextLook look = page.look(Role::caption, ink);
    look.vertical = screen::VerticalAlign::middle;
    std::string text = tr("本次操作剩余") + "\n" + time;
    const screen::Size used = page.ui.measure({room.w, 0}, text, look);
    if (used.w > room.w || used.h > room.h + 1) text = time;
    page.say({}, room, text, look);
    page.ui.node(ids::frame_remaining, screen::Role::value, tr("本次操作剩余"), room, time);
}

void draw_remaining(Page& page) {
    if (!page.view.remaining) return;
    if (page.wide()) {
        draw_remaining_block(page, Colour::pine200);
    } else if (page.low()) {
        draw_remaining_block(page, Colour::birch700);
    } else {
        draw_remaining_line(page);
    }
    keep_counting(page.ui);
}

void draw_reach_key(Page& page, Ground ground, Result& result) {
    const float text_size = page.low() || page.large() ? 36 : 30;
    const float size = std::max(text_size, page.look(Role::caption).size);
    const Page::IconKey key{ground, page.low() ? Icon::up : Icon::adown, 40, 3.4F, 12, size};
    const std::string label = page.low() ? tr("恢复位置") : tr("低位操作");
    if (page.icon_key(ids::frame_reach, label, page.regions().reach_key, key)) result = session_event::ToggleReach{};
}

void draw_ground(Page& page, const Frame& frame, Result& result) {
    const bool on_page = page.low();  // the words stand where one reads
    if (!page.wide() && !on_page) {
        const screen::Size surface = page.ui.surface_size();
        page.ui.illustration("scenery.forest_floor", {0, surface.h - 44, 1080, 44}, scenery::paint_forest_floor);
    }
    draw_caption(page, frame.caption, on_page ? Colour::ink : Colour::on_pine,
                 on_page ? Colour::pine700 : Colour::pine200);
    draw_reach_key(page, on_page && !page.wide() ? Ground::secondary : Ground::footer, result);
    if (on_page) draw_languages(page, result);
    draw_remaining(page);
}

}  // namespace

std::optional<SessionEvent> draw_frame(screen::Ui& ui, const Session& session, const Frame& frame, const View& view) {
    Page page(ui, view);
    Result result;
    draw_header(page, result);
    const Rect& footer = page.regions().footer;
    ui.fill(footer, Colour::pine800);
    if (page.high_contrast()) ui.line({0, footer.y - 2}, {footer.right(), footer.y - 2}, Colour::ink, 4);
    draw_footer_keys(page, session, frame, result);
    draw_ground(page, frame, result);
    return result;
}

std::string notice_caption(Notice notice, const View& view) {
    const locale::LanguageScope words(locale_language(view.settings.language));
    switch (notice) {
        case Notice::none:
            return {};
        case Notice::large_on:
            return tr("已换成大字。");
        case Notice::largest_on:
            return tr("已换成特大字。");
        case Notice::small_on:
            return tr("已换成小字。");
        case Notice::large_off:
            return tr("已换回普通大小。");
        case Notice::contrast_on:
            return tr("已换成高对比。");
        case Notice::contrast_off:
            return tr("已换回普通颜色。");
        case Notice::voice_on:
            return tr("语音已打开。");
        case Notice::voice_off:
            return tr("语音已关闭。");
        case Notice::voice_missing:
            return tr("这台机器现在没有声音，要说的话都写在这里。");
        case Notice::volume_normal:
            return tr("声音已调回原来的大小。");
        case Notice::volume_louder:
            return tr("声音已调大。");
        case Notice::volume_loudest:
            return tr("声音已调到最大。");
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
        case Notice::hall_closed:
            return tr("现在是休息时间，不能取号。查询进度可以照常。");
        case Notice::queue_closed:
            return tr("这个部门现在不取号。可以先选别的部门，或问问工作人员。");
    }
    return {};
}

}  // namespace bangnin::kiosk
