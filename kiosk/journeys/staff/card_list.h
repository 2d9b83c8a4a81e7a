// Rows below each other on one card, which turns pages where the room holds fewer.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "kiosk/journeys/layout/arrange.h"
#include "kiosk/journeys/layout/sheet.h"

namespace bangnin::kiosk {

/// What the person did to a list in this frame.
struct ListTouched {
    std::optional<std::size_t> page;  ///< show this page
    std::optional<std::size_t> row;
};

class CardList {
  public:
    struct Shape {
        std::string id;         ///< of the pager
        std::size_t count = 0;  ///< of the rows
        std::size_t page = 0;   ///< the one to show
        float ideal_row = 0;    ///< height that the design gives a row
    };
    CardList(Page& page, Shape shape) : page_(page), shape_(std::move(shape)) {}
    virtual ~CardList() = default;
    CardList(const CardList&) = delete;
    CardList& operator=(const CardList&) = delete;

    /// Height of all rows at a width.
    [[nodiscard]] float whole(float width) const;
    /// At least one row with its pager; as the design has it where there is room.
    [[nodiscard]] Need need(float width, float room) const;
    [[nodiscard]] std::size_t pages_in(const screen::Rect& room) const;
    [[nodiscard]] ListTouched draw(const screen::Rect& room) const;

  protected:
    static constexpr float inset = 32;  ///< of words from the card's edges

    [[nodiscard]] virtual float row_height(float width) const = 0;
    /// Whether it was touched.
    [[nodiscard]] virtual bool draw_row(std::size_t row, const screen::Rect& cell) const = 0;
    [[nodiscard]] Page& page() const { return page_; }

  private:
    [[nodiscard]] Arrangement arranged(const screen::Rect& room) const;

    Page& page_;
    Shape shape_;
};

/// Whether rows are touched: then they stand where hands reach.
enum class RowsAre { read, touched };
/// Where a list stands of which `room` can be read without a control out of reach.
[[nodiscard]] Zone list_zone(const Page& page, const CardList& list, float room, RowsAre rows);

/// `touched` is filled in by draw().
void add_list(Sheet& sheet, const std::shared_ptr<const CardList>& list, Zone zone, float room, ListTouched& touched);

}  // namespace bangnin::kiosk
