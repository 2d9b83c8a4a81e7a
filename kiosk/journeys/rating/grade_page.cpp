// The five grades: equal in size and colour, one touch each. Side by side with the face above the word; where the words
// are large, one below the other.
#include <algorithm>
#include <array>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/layout/rooms.h"
#include "kiosk/journeys/rating/rating_pages.h"

namespace bangnin::kiosk {
namespace {

using enum sync::Grade;
using locale::tr;
using screen::Colour;
using screen::Icon;
using screen::Rect;
using screen::TextLook;

constexpr std::array grades{very_satisfied, satisfied, basically_satisfied, dissatisfied, very_dissatisfied};
constexpr auto grade_count = static_cast<float>(grades.size());

class GradeKeys {
  public:
    explicit GradeKeys(Page& page) : page_(page), look_(page.look(Role::secondary)) {
        look_.weight = text::Weight::bold;
        if (page.mongolian()) {
            look_.flow = text::Flow::vertical_mongolian;
            look_.weight = text::Weight::regular;
            look_.line_height = look_.size * 1.25F;
        } else if (page.large()) {
            look_ = page.look(Role::card_title);
        }
    }

    [[nodiscard]] Need need(float width) const {
        Need need{.zone = Zone::controls, .gap = 40};
        if (across(width)) {
            const float words = words_height(cell_width(width));
            need.least = 2 * padding_y + least_face + gap_to_word + words;
            need.ideal = std::max(2 * padding_y + face + gap_to_word + words, 436.0F);
            if (page_.mongolian() && !columns_at(cell_width(width)).whole) need.least = need.ideal = no_room;
        } else {
            const float gaps = (grade_count - 1) * row_gap;
            need.least = grade_count * row_height(width, smallest_look()) + gaps;
            need.ideal = grade_count * std::max(row_height(width, look_), 120.0F) + gaps;
        }
        return need;
    }

    std::optional<sync::Grade> draw(const Rect& room) const {
        const bool beside = across(room.w);
        const float width = beside ? cell_width(room.w) : room.w;
        const float height = beside ? room.h : (room.h - (grade_count - 1) * row_gap) / grade_count;
        std::optional<sync::Grade> touched;
        Rect cell{room.x, room.y, width, height};
        for (const sync::Grade grade : grades) {
            if (draw_key(grade, cell, beside)) touched = grade;
            (beside ? cell.x : cell.y) += beside ? width + column_gap : height + row_gap;
        }
        return touched;
    }

  private:
    static constexpr float column_gap = 16;
    static constexpr float row_gap = 12;
    static constexpr float padding_x = 8;
    static constexpr float padding_y = 24;
    static constexpr float face = 116;
    static constexpr float least_face = 72;
    static constexpr float row_face = 72;
    static constexpr float gap_to_word = 24;
    static constexpr float no_room = 4000;  // a height that no page has

    // What a row leaves free beside its face and its word.
    struct Margins {
        float left, between, right;
    };
    static constexpr Margins roomy{48, 32, 40};
    static constexpr Margins tight{20, 20, 12};

    [[nodiscard]] static float cell_width(float width) {
        return (width - (grade_count - 1) * column_gap) / grade_count;
    }
    [[nodiscard]] screen::Size word(sync::Grade grade, float width) const {
        // In columns a word stands below its face, as high as it is long.
        if (page_.mongolian()) {
            const Columns columns = columns_at(width);
            return page_.ui.measure({0, columns.height}, grade_text(grade), columns.look);
        }
        return page_.ui.measure({width - 2 * padding_x, 0}, grade_text(grade), look_);
    }
    // How large and how high the words stand in columns: all alike, in the width that each has.
    struct Columns {
        TextLook look;
        float height = 0;
        bool whole = false;
    };
    [[nodiscard]] Columns columns_at(float width) const {
        constexpr std::array heights{260.0F, 320.0F, 380.0F};
        constexpr float step = 0.05F;
        const auto fits = [&](const Columns& columns) {
            return std::ranges::all_of(grades, [&](sync::Grade grade) {
                const screen::Size used = page_.ui.measure({0, columns.height}, grade_text(grade), columns.look);
                return used.w <= width - 2 * padding_x && used.h <= columns.height;
            });
        };
        Columns columns{.look = look_, .height = heights.front()};
        for (float share = 1; share >= least_column_scale; share -= step) {
            columns.look = scaled(page_, look_, share);
            for (const float height : heights) {
                columns.height = height;
                columns.whole = fits(columns);
                if (columns.whole) return columns;
            }
        }
        return columns;
    }
    [[nodiscard]] float words_height(float width) const {
        float height = 0;
        for (const sync::Grade grade : grades) height = std::max(height, word(grade, width).h);
        return height;
    }
    [[nodiscard]] bool across(float width) const {
        if (page_.mongolian()) return true;
        if (page_.large()) return false;
        const float cell = cell_width(width);
        return std::ranges::all_of(grades, [&](sync::Grade grade) {
            const screen::Size used = word(grade, cell);
            return used.w <= cell - 2 * padding_x + 1 && used.h <= 2.2F * look_.line_height;
        });
    }
    [[nodiscard]] TextLook smallest_look() const { return scaled(page_, look_, 0); }
    // Room for the words of a row.
    [[nodiscard]] static float words_room(float width, const Margins& margins) {
        return width - margins.left - row_face - margins.between - margins.right;
    }
    [[nodiscard]] Margins margins_at(float width) const {
        const bool lines = std::ranges::all_of(grades, [&](sync::Grade grade) {
            return page_.ui.measure({0, 0}, grade_text(grade), look_).w <= words_room(width, roomy);
        });
        return lines ? roomy : tight;
    }
    [[nodiscard]] float row_height(float width, const TextLook& look) const {
        const float room = words_room(width, margins_at(width));
        float height = primary_target;
        for (const sync::Grade grade : grades) {
            const screen::Size used = page_.ui.measure({room, 0}, grade_text(grade), look);
            height = std::max(height, used.w <= room + 1 ? used.h + 16 : no_room);
        }
        return height;
    }

    bool draw_key(sync::Grade grade, const Rect& cell, bool beside) const {
        const std::string label = grade_text(grade);
        const auto touched = page_.ui.touch_area(ids::rating_grade(sync::number_of(grade)), label, cell);
        // Under the finger it is what it will have been: chosen.
        const auto selection = touched.pressed ? screen::Selection::selected : screen::Selection::unselected;
        TextLook look = look_;
        look.colour =
            page_.ui.surface(cell, screen::Ground::chip, touched, selection, screen::Availability::enabled, 28);
        if (beside) {
            draw_tile(grade, label, cell, look);
        } else {
            draw_row(grade, label, cell, look);
        }
        return touched.activated;
    }
    void draw_tile(sync::Grade grade, const std::string& label, const Rect& cell, TextLook look) const {
        const screen::Size used = word(grade, cell.w);
        const float high = page_.mongolian() ? words_height(cell.w) : used.h;
        const float side = std::min({face, cell.w - 2 * padding_x, cell.h - 2 * padding_y - gap_to_word - high});
        const float top = cell.y + (cell.h - side - gap_to_word - high) / 2;
        page_.ui.icon(face_of(grade), {cell.centre().x - side / 2, top, side, side}, look.colour, 2.2F);
        if (page_.mongolian()) {
            const Columns columns = columns_at(cell.w);
            look.size = columns.look.size;
            look.line_height = columns.look.line_height;
            page_.say({}, {cell.centre().x - used.w / 2, top + side + gap_to_word, used.w, columns.height}, label,
                      look);
            return;
        }
        look.align = text::Align::centre;
        page_.say({}, {cell.x + padding_x, top + side + gap_to_word, cell.w - 2 * padding_x, used.h + 2}, label, look);
    }
    void draw_row(sync::Grade grade, const std::string& label, const Rect& cell, TextLook look) const {
        const Margins margins = margins_at(cell.w);
        const float side = std::min(row_face, cell.h - 20);
        page_.ui.icon(face_of(grade), {cell.x + margins.left, cell.centre().y - side / 2, side, side}, look.colour,
                      2.6F);
        look.vertical = screen::VerticalAlign::middle;
        const float room = words_room(cell.w, margins);
        page_.say({}, {cell.right() - margins.right - room, cell.y, room, cell.h}, label, look);
    }

    Page& page_;
    TextLook look_;
};

// Read right under the keys; where room is scarce it is the first to go.
void add_promise(Sheet& sheet) {
    Page& page = sheet.page;
    const std::string words = tr("窗口人员看不到是谁评价的");
    if (page.mongolian() || page.wide() || page.low()) {
        return sheet.icon_line(ids::rating_promise, Icon::lock, words, 50);
    }
    const TextLook look = page.look(Role::secondary, Colour::birch700);
    constexpr float icon = 44;
    constexpr float gap = 16;
    const screen::Size used = page.ui.measure({sheet.width(Zone::controls) - icon - gap, 0}, words, look);
    const float height = std::max(icon, used.h);
    sheet.add({.need = {.zone = Zone::controls, .least = height, .ideal = height, .gap = 24, .spare = 50},
               .draw = [&page, words, look, used](const Rect& rect) {
                   const float x = rect.x + (rect.w - icon - gap - used.w) / 2;
                   page.ui.icon(Icon::lock, {x, rect.y + (rect.h - icon) / 2, icon, icon}, Colour::pine700);
                   page.say(ids::rating_promise, {x + icon + gap, rect.y, used.w + 2, rect.h + 2}, words, look);
               }});
}

}  // namespace

std::optional<RatingEvent> draw_grades(Page& page, const rating_stage::Grade& stage) {
    Sheet sheet(page);
    std::optional<sync::Grade> touched;
    PressedKey pressed;
    const bool changes = stage.asked == Asked::again || stage.before.has_value();
    sheet.heading(tr("这次服务，您觉得怎么样？"),
                  stage.before ? given_text(page.view, *stage.before)
                               : tr("点一下就好。每个选项都一样重要，\n您的评价不影响办事结果。"));
    add_service(sheet, stage.words.ticket, 30);
    const GradeKeys grades_keys(page);
    sheet.add({.need = grades_keys.need(sheet.width(Zone::controls)),
               .draw = [&](const Rect& rect) { touched = grades_keys.draw(rect); },
               .need_at = [&](float width) { return grades_keys.need(width); }});
    add_promise(sheet);
    ActionKeys keys{.keys = {{.id = std::string(ids::rating_skip),
                              .label = changes ? tr("不改了") : tr("这次不评价"),
                              .icon = changes ? Icon::back : Icon::close,
                              .ground = screen::Ground::quiet}}};
    Part skip;
    skip.need_at = [&page, keys](float width) {
        Need need = need_of(page, keys, width);
        need.spare = 20;  // 返回 and 首页 do the same
        return need;
    };
    skip.need = skip.need_at(sheet.width(Zone::controls));
    skip.draw = [&page, &pressed, keys = std::move(keys)](const Rect& rect) {
        pressed = draw_action_keys(page, keys, rect);
    };
    sheet.add(std::move(skip));
    sheet.draw();
    if (touched) return rating_event::ChooseGrade{*touched};
    if (pressed.acted) return rating_event::Skip{};
    return std::nullopt;
}

}  // namespace bangnin::kiosk
