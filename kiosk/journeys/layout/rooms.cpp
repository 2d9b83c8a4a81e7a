#include "kiosk/journeys/layout/rooms.h"

#include <algorithm>
#include <array>
#include <utility>

namespace bangnin::kiosk {
namespace {

using screen::Rect;

constexpr float column_gap = 30;
constexpr float below_steps = 24;
constexpr float highest_steps = 100;
constexpr float rounding = 2;

// Parts with the highest spare number are missed least.
int missed(const Need& need) {
    constexpr int most_spare = 200;
    return most_spare - std::min(need.spare, most_spare - 1);
}

float real(float missing) { return missing > rounding ? missing : 0; }

}  // namespace

Lack& Lack::operator+=(const Lack& other) {
    missing += other.missing;
    pages += other.pages;
    left_out += other.left_out;
    return *this;
}

ColumnPlan::ColumnPlan(std::vector<const Part*> parts, const Rect& room, float controls_from)
    : parts_(std::move(parts)), room_(room) {
    std::vector<Need> needs;
    needs.reserve(parts_.size());
    for (const Part* part : parts_) needs.push_back(part->needed(room.w));
    stacked_ = stack(needs, room.y, room.bottom(), controls_from);
    lack_.missing = real(stacked_.missing);
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        if (stacked_.places[i].shown == Shown::no) {
            lack_.left_out += missed(needs[i]);
        } else if (parts_[i]->pages_at) {
            lack_.pages += parts_[i]->pages_at(place(i)) - 1;
        }
    }
}

Rect ColumnPlan::place(std::size_t index) const {
    return {room_.x, stacked_.places[index].top, room_.w, stacked_.places[index].height};
}

void ColumnPlan::draw(const Page& page) const {
    page.note_missing("page", lack_.missing);
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        if (stacked_.places[i].shown == Shown::yes) parts_[i]->draw(place(i));
    }
}

BandPlan::BandPlan(std::vector<const Part*> parts, const Rect& room) : rest_(room) {
    for (const Part* part : parts) (part->width_at ? columns_ : lying_).push_back(part);
    if (!parts.empty() && !parts.front()->width_at) take_steps();
    fit_columns();
}

// Steps lie above everything.
void BandPlan::take_steps() {
    const float height = lying_.front()->need.ideal;
    if (height >= highest_steps) return;
    steps_ = lying_.front();
    lying_.erase(lying_.begin());
    steps_room_ = {rest_.x, rest_.y, rest_.w, height};
    rest_.y += height + below_steps;
    rest_.h -= height + below_steps;
}

float BandPlan::used() const {
    float width = 0;
    for (const Part* part : lying_) width = std::max(width, part->least_width);
    for (const Part* column : columns_) width += column->width_at(rest_.h, scale_) + column_gap;
    return width - (lying_.empty() ? column_gap : 0);
}

void BandPlan::fit_columns() {
    constexpr float step = 0.1F;
    const auto narrower = [&] {
        scale_ = 1;
        while (scale_ > least_column_scale && used() > rest_.w) scale_ -= step;
        return used() <= rest_.w;
    };
    while (!narrower() && columns_.size() > 1) {
        const auto spare = std::ranges::max_element(columns_, {}, [](const Part* part) { return part->need.spare; });
        if ((*spare)->need.spare == 0) break;
        lack_.left_out += missed((*spare)->need);
        columns_.erase(spare);
    }
    lack_.missing = real(used() - rest_.w);
    if (lying_.empty()) return;
    float columns = 0;
    for (const Part* column : columns_) columns += column->width_at(rest_.h, scale_) + column_gap;
    const ColumnPlan beside(lying_, {rest_.x + columns, rest_.y, rest_.w - columns, rest_.h});
    lack_ += beside.lack();
}

void BandPlan::draw(const Page& page) const {
    if (steps_ != nullptr) steps_->draw(steps_room_);
    page.note_missing("columns", used() - rest_.w);
    Rect rest = rest_;
    for (const Part* column : columns_) {
        const float width = column->width_at(rest.h, scale_);
        column->draw({rest.x, rest.y, width, rest.h});
        rest.x += width + column_gap;
        rest.w -= width + column_gap;
    }
    if (!lying_.empty()) ColumnPlan(lying_, rest).draw(page);
}

bool in_columns(const std::vector<const Part*>& parts) {
    return std::ranges::any_of(parts, [](const Part* part) { return part->width_at != nullptr; });
}

Need band_need(const std::vector<const Part*>& parts, float width) {
    constexpr float ideal = 560;
    float beside = width;
    for (const Part* part : parts) {
        if (part->width_at) beside -= part->width_at(ideal, 1) + column_gap;
    }
    float lying = 0;
    for (const Part* part : parts) {
        if (part->width_at) continue;
        const Need need = part->needed(std::max(part->least_width, beside));
        lying += std::max(need.ideal, need.least) + (lying > 0 ? need.gap : 0);
    }
    const float least = band_height(parts, width);
    return {.least = least, .ideal = std::max({ideal, lying, least})};
}

float band_height(const std::vector<const Part*>& parts, float width) {
    constexpr std::array heights{240.0F, 300.0F, 360.0F, 420.0F, 480.0F, 540.0F, 600.0F, 680.0F, 760.0F, 840.0F};
    for (const float height : heights) {
        if (BandPlan(parts, {0, 0, width, height}).lack().missing <= 0) return height;
    }
    return heights.back();
}

}  // namespace bangnin::kiosk
