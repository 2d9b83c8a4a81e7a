// The parts of a machine below each other: what it is, how it is (icon and word), and what more there is to say. A
// touch on one asks for what it said lately.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/journeys/staff/card_list.h"
#include "kiosk/journeys/staff/staff_facts.h"

namespace bangnin::kiosk {

struct PartRow {
    StaffPart part = StaffPart::machine;
    screen::Icon icon = screen::Icon::info;
    std::string name;
    PartState state = PartState::unknown;
    std::string word;    ///< for the state
    std::string detail;  ///< may be empty
};

/// The word for a state of which nothing more is known.
[[nodiscard]] std::string state_text(PartState state);
[[nodiscard]] screen::Icon state_icon(PartState state);

class PartList : public CardList {
  public:
    PartList(Page& page, std::vector<PartRow> rows, std::size_t shown_page);

  private:
    /// How a row's words stand at a width.
    struct Columns {
        float width = 0;
        float names = 0;   ///< width of the widest
        float states = 0;  ///< the same, with the icon
        bool detail_beside = true;
        bool state_beside = true;
        float height = 0;
    };
    [[nodiscard]] float row_height(float width) const override { return columns_at(width).height; }
    [[nodiscard]] bool draw_row(std::size_t row, const screen::Rect& cell) const override;
    [[nodiscard]] const Columns& columns_at(float width) const;
    [[nodiscard]] Columns measured(float width) const;
    void draw_state(const PartRow& row, screen::Rect line) const;
    void draw_words(const PartRow& row, const screen::Rect& cell) const;
    [[nodiscard]] screen::TextLook name_look() const;
    [[nodiscard]] screen::TextLook state_look() const;
    [[nodiscard]] screen::TextLook detail_look() const;

    std::vector<PartRow> rows_;
    mutable std::optional<Columns> columns_;  ///< at the width that was asked for last
};

}  // namespace bangnin::kiosk
