// A page, told from top to bottom, and laid out for the screen it stands on: one column on a tall screen, reading on
// the left and touching on the right of a wide one, each as wide as what it holds needs; Mongolian words stand in
// columns from left to right, and what lies is behind them. The parts that find no room are left out in the order that
// each says; nothing is ever made smaller than the person's text size.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/journeys/layout/choice_grid.h"
#include "kiosk/journeys/layout/keys.h"
#include "kiosk/journeys/layout/part.h"
#include "kiosk/journeys/layout/stack.h"
#include "kiosk/journeys/layout/words.h"
#include "kiosk/journeys/session/parts.h"

namespace bangnin::kiosk {

class Sheet {
  public:
    explicit Sheet(Page& page);

    Page& page;

    /// Width of the column in which parts of this zone stand; on a wide screen the one they have when nothing presses.
    [[nodiscard]] float width(Zone zone) const;

    /// "第 1 步，共 3 步" with its segments.
    void steps(int step, int of, std::string journey);
    /// The question of the page and what helps to answer it.
    void heading(const std::string& title, const std::string& help = {});
    /// The same in another type, for the pages that greet.
    struct HeadingLook {
        Role title = Role::question;
        Role help = Role::body;
        int help_spare = 40;
        float width = 1e6F;  ///< units that the words may take, where a picture stands beside them
    };
    void heading(const std::string& title, const std::string& help, const HeadingLook& look);
    /// A line of words of its own.
    void line(std::string_view id, const std::string& source, Role role, screen::Colour colour, int spare,
              Zone zone = Zone::information);
    /// A quiet line with an icon before it.
    void icon_line(std::string_view id, screen::Icon icon, const std::string& source, int spare,
                   LineStands stands = LineStands::in_the_middle);
    /// A note; the whole is one node with this id. Empty lines are left out, and so is a note that has no other.
    void note(std::string_view id, Tone tone, screen::Icon icon, const std::vector<NoteLine>& lines, int spare = 0);
    void notice(Tone tone, screen::Icon icon, const NoticeText& notice);
    /// Anything else.
    void add(Part part) { parts_.push_back(std::move(part)); }
    /// Room that is used only where there is plenty.
    void picture(float least, float ideal, int spare, std::function<void(const screen::Rect&)> draw);
    /// `picked` is filled in by draw().
    void choices(ChoiceGrid grid, Picked& picked);
    void keys(ActionKeys keys, PressedKey& pressed);

    /// Lays the parts out and draws them.
    void draw();

  private:
    void draw_tall();

    std::vector<Part> parts_;
};

}  // namespace bangnin::kiosk
