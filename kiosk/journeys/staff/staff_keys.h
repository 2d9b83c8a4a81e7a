// The keys of a staff page, the last one gold: in rows; where words are large or stand in columns, as many on a page as
// find room, with the last one on each.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/journeys/layout/sheet.h"
#include "kiosk/journeys/staff/staff.h"

namespace bangnin::kiosk {

struct StaffKey {
    std::string_view id;
    std::string label;
    screen::Icon icon;
    StaffEvent event;
};

class StaffKeys {
  public:
    StaffKeys(std::vector<StaffKey> keys, std::size_t shown_page) : keys_(std::move(keys)), shown_page_(shown_page) {}

    [[nodiscard]] float least_height(Page& page) const;
    void add_to(Sheet& sheet);
    /// After the sheet was drawn.
    [[nodiscard]] std::optional<StaffEvent> event() const;

  private:
    [[nodiscard]] bool in_pages(const Page& page) const;
    [[nodiscard]] ActionKeys rows() const;
    [[nodiscard]] ChoiceGrid grid() const;

    std::vector<StaffKey> keys_;
    std::size_t shown_page_;
    PressedKey pressed_;
    Picked picked_;
};

}  // namespace bangnin::kiosk
