#include "kiosk/journeys/layout/wide_page.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "kiosk/journeys/layout/rooms.h"

namespace bangnin::kiosk {
namespace {

using screen::Rect;

using Parts = std::vector<const Part*>;

// Where notes stand: with what is read, or in the room above the keys.
enum class Notes { with_words, above_keys };

struct Way {
    float share = 0;  // of the width, for what is read; 1: all parts below each other
    Notes notes = Notes::with_words;
};

// One way to lay the page out.
class Try {
  public:
    Try(Page& page, std::span<const Part> parts, const Way& way) : page_(page) {
        Regions regions = page.regions();
        const Rect whole{regions.information.x, regions.information.y, regions.controls.right() - regions.information.x,
                         regions.information.h};
        const bool one_column = way.share >= 1;
        if (!one_column) divide(regions, whole, way.share);
        sort(parts, way.notes);
        if (one_column) {
            std::ranges::copy(right_, std::back_inserter(left_));
            right_.clear();
            regions.information = whole;
        }
        stand_above_keys(regions.controls.w);
        if (in_columns(left_)) {
            band_.emplace(left_, regions.information);
            lack_ += band_->lack();
        } else {
            column_.emplace(left_, regions.information);
            lack_ += column_->lack();
        }
        controls_.emplace(right_, regions.controls, page.regions().controls_from);
        lack_ += controls_->lack();
    }

    [[nodiscard]] const Lack& lack() const { return lack_; }
    void draw() const {
        if (band_) band_->draw(page_);
        if (column_) column_->draw(page_);
        controls_->draw(page_);
    }

  private:
    void sort(std::span<const Part> parts, Notes notes) {
        for (const Part& part : parts) {
            if (part.need.zone == Zone::controls) {
                right_.push_back(&part);
            } else if (notes == Notes::above_keys && part.kind == PartKind::note) {
                above_.push_back(&part);
            } else {
                left_.push_back(&part);
            }
        }
    }
    // Columns of words above the keys are one part of their column.
    void stand_above_keys(float width) {
        constexpr float ideal = 420;
        if (!in_columns(above_)) {
            right_.insert(right_.begin(), above_.begin(), above_.end());
            return;
        }
        const auto least_spare =
            std::ranges::min_element(above_, {}, [](const Part* part) { return part->need.spare; });
        const float height = band_height(above_, width);
        columns_.need = {.least = height, .ideal = std::max(height, ideal), .spare = (*least_spare)->need.spare};
        columns_.draw = [this](const Rect& rect) { BandPlan(above_, rect).draw(page_); };
        const BandPlan standing(above_, {0, 0, width, height});
        lack_ += standing.lack();
        right_.insert(right_.begin(), &columns_);
    }

    Page& page_;
    Parts left_;
    Parts right_;
    Parts above_;
    Part columns_;
    Lack lack_;
    std::optional<BandPlan> band_;
    std::optional<ColumnPlan> column_;
    std::optional<ColumnPlan> controls_;
};

// The ways worth a try, the most pleasing first.
std::vector<Way> ways(std::span<const Part> parts) {
    const auto control = [](const Part& part) { return part.need.zone == Zone::controls; };
    const bool keys = std::ranges::any_of(parts, [](const Part& part) { return part.kind == PartKind::keys; });
    const bool grows =
        std::ranges::any_of(parts, [&](const Part& part) { return control(part) && part.needed(600).stretch > 0; });
    if (keys && !grows) {
        std::vector<Way> all;
        for (const float share : {0.54F, 0.6F, 0.48F, 0.66F, 0.42F, 0.36F}) all.push_back({share, Notes::above_keys});
        for (const float share : {0.54F, 0.6F, 0.66F, 0.72F, 1.0F}) all.push_back({share, Notes::with_words});
        return all;
    }
    return {{0.44F}, {0.4F}, {0.48F}, {0.36F}, {0.52F}, {0.58F}, {0.32F}, {0.28F}, {1.0F}};
}

}  // namespace

void draw_wide(Page& page, std::span<const Part> parts) {
    std::unique_ptr<Try> best;
    for (const Way& way : ways(parts)) {
        auto next = std::make_unique<Try>(page, parts, way);
        if (!best || next->lack() < best->lack()) best = std::move(next);
        if (best->lack().nothing()) break;
    }
    if (best) best->draw();
}

}  // namespace bangnin::kiosk
