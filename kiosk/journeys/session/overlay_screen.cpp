#include "kiosk/journeys/session/overlay_screen.h"

#include "kiosk/journeys/ids.h"
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

// The dialog of the picture; low reach needs no other place, its keys stand below y = 864.
constexpr Rect dialog_box{72, 640, 936, 872};
constexpr Rect first_key{136, 1128, 808, 160};
constexpr Rect second_key{136, 1320, 808, 128};
constexpr Rect explanation{136, 968, 808, 120};

// The warning begins this long before the end; only the ring's share is computed from it.
constexpr float warned_seconds = 20;

struct Keys {
    std::string first, second;
    std::string_view first_id, second_id;
    SessionEvent first_event, second_event;
};

std::optional<SessionEvent> draw_keys(Page& page, const Keys& keys) {
    std::optional<SessionEvent> result;
    ButtonLook first{.ground = Ground::primary, .text_size = 52};
    if (page.key(keys.first_id, keys.first, first_key, first)) result = keys.first_event;
    ButtonLook second{.ground = Ground::secondary, .text_size = 44};
    if (page.key(keys.second_id, keys.second, second_key, second)) result = keys.second_event;
    return result;
}

void draw_dialog_ground(Page& page) {
    constexpr float radius = 36;
    page.ui.shadow(dialog_box, screen::Elevation::dialog, radius);
    page.ui.fill(dialog_box, Colour::white, radius);
    if (page.high_contrast()) page.ui.outline(dialog_box, Colour::ink, 4, radius);
}

void draw_countdown(Page& page, int seconds) {
    constexpr Rect ring{136, 712, 208, 208};
    const std::string text = std::to_string(seconds);
    const float share = static_cast<float>(seconds) / warned_seconds;
    page.ui.illustration("scenery.ring." + text, ring, [share](cairo_t* cairo) { scenery::paint_ring(cairo, share); });
    TextLook look{.size = 88, .weight = Weight::bold, .align = Align::centre, .line_height = 112};
    look.vertical = screen::VerticalAlign::middle;
    page.say({}, ring, text, look);
    page.ui.node(ids::dialog_remaining, screen::Role::value, tr("剩余秒数"), ring, text);
}

std::optional<SessionEvent> draw_warning(Page& page) {
    constexpr Rect title{392, 734, 552, 92};
    constexpr Rect help{392, 836, 552, 60};
    const auto seconds = static_cast<int>(
        std::max<std::chrono::seconds::rep>(0, page.view.remaining.value_or(std::chrono::seconds(0)).count()));
    draw_countdown(page, seconds);
    page.say(ids::dialog_title, title, tr("您还在吗？"), {.size = 68, .weight = Weight::bold, .line_height = 92},
             screen::Role::heading);
    page.say({}, help, locale::tr_plural("{0} 秒后回到首页。", static_cast<std::uint64_t>(seconds)),
             {.size = 40, .colour = Colour::birch700, .line_height = 60});
    page.say(ids::dialog_text, explanation, tr("已经取到的号码仍然有效。\n没做完的会清除，不留下您的信息。"),
             {.size = 40, .line_height = 60});
    keep_counting(page.ui);
    return draw_keys(page, {tr("我还在，继续"), tr("不办了，清除我的信息"), ids::dialog_confirm, ids::dialog_cancel,
                            session_event::Stay{}, session_event::LeaveNow{}});
}

std::optional<SessionEvent> draw_question_dialog(Page& page) {
    constexpr Rect icon{136, 712, 208, 208};
    constexpr Rect title{392, 712, 552, 208};
    page.ui.icon(screen::Icon::home, icon.grown(-36), Colour::pine700, 2.2F);
    TextLook look{.size = 68, .weight = Weight::bold, .line_height = 92};
    look.vertical = screen::VerticalAlign::middle;
    page.say(ids::dialog_title, title, tr("要回到首页吗？"), look, screen::Role::heading);
    page.say(ids::dialog_text, explanation, tr("您填的内容还没有用上，\n回到首页就会清除。"),
             {.size = 40, .line_height = 60});
    return draw_keys(page, {tr("继续填写"), tr("回到首页，清除"), ids::dialog_cancel, ids::dialog_confirm,
                            session_event::Stay{}, session_event::LeaveNow{}});
}

}  // namespace

std::optional<SessionEvent> draw_overlay(screen::Ui& ui, const Session& session, const View& view) {
    if (session.overlay == Overlay::none) return std::nullopt;
    Page page(ui, view);
    const bool warning = session.overlay == Overlay::time_out_warning;
    const auto beside = ui.begin_modal(ids::dialog, warning ? tr("您还在吗？") : tr("要回到首页吗？"), dialog_box);
    draw_dialog_ground(page);
    auto result = warning ? draw_warning(page) : draw_question_dialog(page);
    ui.end_modal();
    if (beside) result = session_event::Stay{};
    return result;
}

std::string overlay_caption(const Session& session, const View& view) {
    const locale::LanguageScope words(locale_language(view.settings.language));
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
