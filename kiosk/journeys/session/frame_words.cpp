#include <algorithm>
#include <functional>
#include <string_view>
#include <vector>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/session/closed_screen.h"
#include "kiosk/journeys/session/frame_parts.h"
#include "kiosk/journeys/session/frame_screen.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Colour;
using screen::Icon;
using screen::Rect;
using screen::TextLook;
using text::Align;
using text::Weight;

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
    if (page.wide()) look.align = Align::end;
    std::string text = tr("本次操作剩余") + "\n" + time;
    const screen::Size used = page.ui.measure({room.w, 0}, text, look);
    if (used.w > room.w || used.h > room.h + 1) text = time;
    page.say({}, room, text, look);
    page.ui.node(ids::frame_remaining, screen::Role::value, tr("本次操作剩余"), room, time);
}

}  // namespace

void draw_caption(Page& page, const Frame& frame, Colour ink, Colour quiet) {
    const std::string& caption = frame.caption;
    constexpr float icon_size = 44;
    constexpr float icon_room = 64;
    constexpr std::string_view label_room = "　　　";  // three em: the label's two words and their distance
    const Rect& room = page.regions().caption;
    const locale::LanguageScope words_language(flat_language(page));
    TextLook look = page.look(Role::secondary, ink);
    const auto draw_icon = [&](float words_top) {
        const float y = page.wide() ? words_top + (look.line_height - icon_size) / 2 : room.y + 2;
        page.ui.icon(Icon::voice, {room.x, y, icon_size, icon_size}, quiet);
    };
    if (caption.empty()) return draw_icon(room.centre().y - look.line_height / 2);
    Rect box{room.x + icon_room, room.y, room.w - icon_room, room.h};
    const auto fits = [&](const std::string& words) {
        const screen::Size used = page.ui.measure({box.w, 0}, words, look);
        return used.w <= box.w + 1 && used.h <= box.h + 1;
    };
    const std::string labelled = std::string(label_room) + caption;
    const bool with_label = fits(labelled);
    // Everything is heard; where there is no room for it all, its first sentences are read.
    const std::string words = with_label ? labelled : longest_that_fits(caption, fits);
    if (page.wide()) {
        const float height = words.empty() ? look.line_height : page.ui.measure({box.w, 0}, words, look).h;
        box.y += std::max(0.0F, (room.h - height) / 2);
        box.h = height + 1;
    }
    draw_icon(box.y);
    const Rect used = page.say({}, box, words, look);
    look.colour = quiet;
    const std::string label = frame.kind == CaptionKind::spoken ? tr("语音") : tr("提示");
    if (with_label) page.say({}, {box.x, box.y, look.size * 2.8F, look.line_height}, label, look);
    page.ui.node(ids::frame_caption, screen::Role::status, caption, used);
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

std::string notice_caption(Notice notice, const View& view) {
    const locale::LanguageScope words(locale_language(lying_language(view)));
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
        case Notice::staff_unheard:
            return tr("呼叫还没有人收到，请到帮您办窗口。网络暂时断开。");
        case Notice::staff_coming:
            return tr("工作人员过来了。");
        case Notice::not_offered_here:
            return tr("这项服务请到帮您办窗口办理，工作人员会帮您。");
        case Notice::hall_closed:
            return tr("{0}{1}", closed_caption(view), tr("查询进度可以照常。"));
        case Notice::queue_closed:
            return tr("这个部门现在不取号。可以先选别的部门，或问问工作人员。");
    }
    return {};
}

}  // namespace bangnin::kiosk
