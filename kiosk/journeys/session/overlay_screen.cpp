#include "kiosk/journeys/session/overlay_screen.h"

#include <algorithm>
#include <array>
#include <span>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/session/dialog_parts.h"
#include "kiosk/journeys/session/parts.h"
#include "kiosk/journeys/session/scenery.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::ButtonLook;
using screen::Colour;
using screen::Ground;
using screen::Rect;
using screen::TextLook;
using text::Align;
using text::Weight;

// The warning begins this long before the end; only the ring's share is computed from it.
constexpr float warned_seconds = 20;

struct Words {
    std::string title, help, text;
    std::string first, second;
    std::string_view first_id, second_id;
    SessionEvent first_event, second_event;
};

constexpr float ring_size = 208;

struct Layout {
    Rect box, picture, title, help, text, first, second;
    float missing = 0;  // units by which its columns are too wide
};

// Mongolian words stand in columns.
TextLook told(const Page& page, const std::string& words, Role role, Colour colour) {
    TextLook look = page.look(role, colour);
    if (stands(words)) {
        look.flow = text::Flow::vertical_mongolian;
        look.weight = Weight::regular;
        look.line_height = look.size * 1.25F;
    }
    return look;
}

// The design's distances and types where there is room, else closer and smaller ones.
struct Style {
    float side, padding, below_head, above_keys, between, first, second;
    Role title = Role::question;
    Role text = Role::body;
    Role keys = Role::choice_title;
};
constexpr Style roomy{72, 64, 48, 40, 32, 160, 128};
constexpr Style close{72, 36, 20, 24, 16, 100, 100};
constexpr Style closest{24, 20, 4, 10, 16, 88, 88};
constexpr Style smaller{24, 20, 4, 10, 16, 88, 88, Role::choice_title, Role::secondary, Role::card_title};
constexpr Style smallest{24, 20, 4, 10, 16, 88, 88, Role::choice, Role::caption, Role::choice};

float key_height(Page& page, const std::string& label, float width, float ideal, Role role) {
    if (stands(label)) return std::max(ideal, 150.0F);
    const TextLook look = page.look(role);
    return std::max(ideal, page.ui.measure({width - 40, 0}, label, look).h + 20);
}

// One of the dialog's texts and where it goes.
struct Told {
    const std::string& words;
    TextLook look;
    Rect& place;
    float gap;  // below it
};

// Columns of Mongolian beside the picture, as high as lets them all stand. Gives where they end.
screen::Point place_columns(Page& page, std::span<const Told> texts, const Rect& room, float& missing) {
    constexpr std::array heights{420.0F, 520.0F, 640.0F, 760.0F};
    constexpr float between = 36;
    float x = room.x;
    float used = 0;
    for (const float height : heights) {
        x = room.x;
        used = 0;
        for (const Told& text : texts) {
            if (text.look.flow == text::Flow::horizontal || text.words.empty()) continue;
            text.place = {x, room.y, page.ui.measure({0, height}, text.words, text.look).w, height};
            x = text.place.right() + between;
            used = height;
        }
        if (x - between <= room.right()) break;
    }
    missing = std::max(0.0F, x - between - room.right());
    return {x, room.y + used};
}

// What lies, one below the other. Gives where it ends.
float place_lines(Page& page, std::span<const Told> texts, const Rect& room) {
    float y = room.y;
    for (const Told& text : texts) {
        if (text.look.flow != text::Flow::horizontal || text.words.empty()) continue;
        text.place = {room.x, y, room.w, page.ui.measure({room.w, 0}, text.words, text.look).h + 2};
        y = text.place.bottom() + text.gap;
    }
    return y;
}

float place_words(Page& page, const Words& words, Layout& frame, const Style& by) {
    constexpr float beside = 48;
    const float left = frame.box.x + by.padding;
    const float width = frame.box.w - 2 * by.padding;
    const float y = frame.box.y + by.padding + (by.padding > 50 ? 8 : 0);
    frame.picture = {left, y, ring_size, ring_size};
    const float x = left + ring_size + beside;
    const std::array<Told, 3> texts{Told{words.title, told(page, words.title, by.title, Colour::ink), frame.title, 8},
                                    Told{words.help, told(page, words.help, by.text, Colour::birch700), frame.help, 24},
                                    Told{words.text, told(page, words.text, by.text, Colour::ink), frame.text, 0}};
    if (std::ranges::any_of(texts, [](const Told& text) { return stands(text.words); })) {
        constexpr float least_beside = 360;
        const screen::Point end = place_columns(page, texts, {x, y, left + width - x, 0}, frame.missing);
        const bool room_beside = left + width - end.x >= least_beside;
        const Rect rest = room_beside ? Rect{end.x, y, left + width - end.x, 0}
                                      : Rect{left, std::max(end.y, frame.picture.bottom()) + 16, width, 0};
        return std::max({end.y, frame.picture.bottom(), place_lines(page, texts, rest)});
    }
    const float room = left + width - x;
    const float title_height = page.ui.measure({room, 0}, words.title, texts[0].look).h;
    const float help_height = words.help.empty() ? 0 : page.ui.measure({room, 0}, words.help, texts[1].look).h + 10;
    const float head = std::max(ring_size, title_height + help_height);
    frame.title = {x, y + (head - title_height - help_height) / 2, room, title_height + 2};
    frame.help = {x, frame.title.bottom() + 8, room, help_height};
    const float below = y + head + by.below_head;
    frame.text = {left, below, width, page.ui.measure({width, 0}, words.text, texts[2].look).h + 2};
    return frame.text.bottom();
}

// Two keys below each other, or side by side where the screen is wide.
void place_keys(Page& page, const Words& words, Layout& frame, const Style& by, float y) {
    const float left = frame.box.x + by.padding;
    const float width = frame.box.w - 2 * by.padding;
    if (page.wide()) {
        const float half = (width - 24) / 2;
        const float height = std::max(key_height(page, words.first, half, by.second, by.keys),
                                      key_height(page, words.second, half, by.second, by.keys));
        frame.first = {left, y, half, height};
        frame.second = {left + half + 24, y, half, height};
    } else {
        frame.first = {left, y, width, key_height(page, words.first, width, by.first, by.keys)};
        frame.second = {left, frame.first.bottom() + by.between, width,
                        key_height(page, words.second, width, by.second, by.keys)};
    }
    frame.box.h = frame.second.bottom() + by.padding - frame.box.y;
}

Layout frame_at(Page& page, const Words& words, const Style& by, float top) {
    constexpr float widest = 1240;
    const float widest_here = by.side < roomy.side ? page.ui.surface_size().w : widest;
    const screen::Size surface = page.ui.surface_size();
    Layout frame;
    const float width = std::min(widest_here, surface.w - 2 * by.side);
    frame.box = {(surface.w - width) / 2, top, width, 0};
    const float words_end = place_words(page, words, frame, by);
    place_keys(page, words, frame, by, words_end + by.above_keys);
    return frame;
}

struct Framed {
    const Style* style = nullptr;
    Layout layout;
};

Framed frame_of(Page& page, const Words& words) {
    constexpr std::array styles{&roomy, &close, &closest, &smaller, &smallest};
    const float room = dialog_room(page).height();
    const float wanted = std::min(room, page.ui.surface_size().h * (page.wide() ? 0.96F : 0.72F));
    const Style* chosen = nullptr;
    Layout layout;
    for (const Style* style : styles) {
        chosen = style;
        layout = frame_at(page, words, *style, 0);
        if (layout.box.h <= (style == &roomy ? wanted : room) && layout.missing <= 0) break;
    }
    page.note_missing("dialog", layout.missing);
    page.note_missing("dialog", layout.box.h - room);
    return {chosen, frame_at(page, words, *chosen, dialog_top(page, layout.box.h))};
}

std::optional<SessionEvent> draw_words(Page& page, const Words& words, const Framed& frame) {
    const Layout& at = frame.layout;
    const Style& style = *frame.style;
    page.say(ids::dialog_title, at.title, words.title, told(page, words.title, style.title, Colour::ink),
             screen::Role::heading);
    if (!words.help.empty()) {
        page.say({}, at.help, words.help, told(page, words.help, style.text, Colour::birch700));
    }
    page.say(ids::dialog_text, at.text, words.text, told(page, words.text, style.text, Colour::ink));
    std::optional<SessionEvent> result;
    ButtonLook look{.ground = Ground::primary};
    look.text_size = page.look(style.keys).size;
    if (page.key(words.first_id, words.first, at.first, look)) result = words.first_event;
    look.ground = Ground::secondary;
    look.text_size = page.look(Role::card_title).size;
    if (page.key(words.second_id, words.second, at.second, look)) result = words.second_event;
    return result;
}

void draw_countdown(Page& page, const Rect& ring, int seconds) {
    const std::string text = std::to_string(seconds);
    const float share = static_cast<float>(seconds) / warned_seconds;
    page.ui.illustration("scenery.ring." + text, ring, [share](cairo_t* cairo) { scenery::paint_ring(cairo, share); });
    TextLook look{.size = 88, .weight = Weight::bold, .align = Align::centre, .line_height = 112};
    look.vertical = screen::VerticalAlign::middle;
    page.say({}, ring, text, look);
    page.ui.node(ids::dialog_remaining, screen::Role::value, tr("剩余秒数"), ring, text);
}

int seconds_left(const Page& page) {
    return static_cast<int>(
        std::max<std::chrono::seconds::rep>(0, page.view.remaining.value_or(std::chrono::seconds(0)).count()));
}

Words words_of(const Page& page, Overlay overlay) {
    if (overlay == Overlay::time_out_warning) {
        const auto seconds = static_cast<std::uint64_t>(seconds_left(page));
        return {tr("您还在吗？"),
                locale::tr_plural("{0} 秒后回到首页。", seconds),
                tr("已经取到的号码仍然有效。\n没做完的会清除，不留下您的信息。"),
                tr("我还在，继续"),
                tr("不办了，清除我的信息"),
                ids::dialog_confirm,
                ids::dialog_cancel,
                session_event::Stay{},
                session_event::LeaveNow{}};
    }
    return {tr("要回到首页吗？"),
            {},
            tr("您填的内容还没有用上，\n回到首页就会清除。"),
            tr("继续填写"),
            tr("回到首页，清除"),
            ids::dialog_cancel,
            ids::dialog_confirm,
            session_event::Stay{},
            session_event::LeaveNow{}};
}

}  // namespace

std::optional<SessionEvent> draw_overlay(screen::Ui& ui, const Session& session, const View& view) {
    if (session.overlay == Overlay::none) return std::nullopt;
    Page page(ui, view);
    const Words words = words_of(page, session.overlay);
    const Framed frame = frame_of(page, words);
    const Layout& at = frame.layout;
    const auto beside = ui.begin_modal(ids::dialog, words.title, at.box);
    draw_dialog_ground(page, at.box);
    if (session.overlay == Overlay::time_out_warning) {
        draw_countdown(page, at.picture, seconds_left(page));
        keep_counting(ui);
    } else {
        ui.icon(screen::Icon::home, at.picture.grown(-36), Colour::pine700, 2.2F);
    }
    auto result = draw_words(page, words, frame);
    ui.end_modal();
    if (beside) result = session_event::Stay{};
    return result;
}

std::string overlay_caption(const Session& session, const View& view) {
    const locale::LanguageScope words(locale_language(lying_language(view)));
    switch (session.overlay) {
        case Overlay::none:
            return {};
        case Overlay::time_out_warning:
            return tr("您还在吗？点金色的按钮继续。");
        case Overlay::leave_question:
            return tr("要回到首页吗？您填的内容会清除。");
    }
    return {};
}

}  // namespace bangnin::kiosk
