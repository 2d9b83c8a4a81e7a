#include "kiosk/journeys/staff/card_list.h"

#include <algorithm>
#include <utility>

#include "kiosk/journeys/layout/keys.h"

namespace bangnin::kiosk {
namespace {

using screen::Rect;

constexpr float edge = 8;  // above and below the card's rows
constexpr float above_pager = 16;

}  // namespace

float CardList::whole(float width) const { return row_height(width) * static_cast<float>(shape_.count) + 2 * edge; }

Need CardList::need(float width, float room) const {
    const float all = whole(width);
    const float one = row_height(width) + 2 * edge + above_pager + pager_height(page_);
    Need need{.gap = 28};
    need.least = all <= std::max(room, one) ? all : one;
    need.ideal = std::max(all, page_.large() ? 0 : shape_.ideal_row * static_cast<float>(shape_.count) + 2 * edge);
    return need;
}

Arrangement CardList::arranged(const Rect& room) const {
    ArrangeOrder order;
    order.count = shape_.count;
    order.room = {room.x, room.y + edge, room.w, room.h - 2 * edge};
    order.gap_x = order.gap_y = 0;
    order.columns = {1};
    order.pager_height = pager_height(page_) + above_pager;
    order.page = shape_.page;
    const float height = row_height(room.w);
    order.height_at = [height](std::size_t /*row*/, float /*width*/) { return height; };
    return arrange(order);
}

std::size_t CardList::pages_in(const Rect& room) const { return arranged(room).pages; }

ListTouched CardList::draw(const Rect& room) const {
    const Arrangement arrangement = arranged(room);
    page_.note_missing(shape_.id, arrangement.missing);
    const float bottom = arrangement.pages > 1 ? arrangement.pager.y : arrangement.area.bottom() + edge;
    page_.ui.card({room.x, room.y, room.w, bottom - room.y});
    ListTouched touched;
    for (std::size_t i = 0; i < arrangement.cells.size(); ++i) {
        const Rect& cell = arrangement.cells[i];
        if (draw_row(arrangement.first + i, cell)) touched.row = arrangement.first + i;
        if (i > 0) page_.rule({cell.x + inset, cell.y - 1, cell.w - 2 * inset, 2});
    }
    if (arrangement.pages > 1) {
        const Rect pager{room.x, arrangement.pager.bottom() - pager_height(page_), room.w, pager_height(page_)};
        touched.page = draw_pager(page_, pager, shape_.id, arrangement.page, arrangement.pages);
    }
    return touched;
}

Zone list_zone(const Page& page, const CardList& list, float room, RowsAre rows) {
    if (page.mongolian()) return Zone::controls;
    if (!page.low() || page.wide()) return Zone::information;
    const bool pager = list.whole(page.regions().information.w) > room;
    return rows == RowsAre::touched || pager ? Zone::controls : Zone::information;
}

void add_list(Sheet& sheet, const std::shared_ptr<const CardList>& list, Zone zone, float room, ListTouched& touched) {
    Part part;
    part.need_at = [list, zone, room](float width) {
        Need need = list->need(width, zone == Zone::information ? room : 0);
        need.zone = zone;
        return need;
    };
    part.need = part.need_at(sheet.width(zone));
    part.draw = [list, &touched](const Rect& rect) { touched = list->draw(rect); };
    part.pages_at = [list](const Rect& rect) { return list->pages_in(rect); };
    sheet.add(std::move(part));
}

}  // namespace bangnin::kiosk
