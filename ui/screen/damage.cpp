#include "ui/screen/damage.h"

#include <algorithm>
#include <unordered_map>

namespace bangnin::screen {
namespace {

// Drawing two rectangles apart costs a little each; together they may cover more. 20 % more is worth the saved pass.
constexpr std::int64_t merge_percent = 120;

bool should_merge(const PixelRect& a, const PixelRect& b) {
    return a.meets(b) || hull(a, b).area() * 100 <= (a.area() + b.area()) * merge_percent;
}

// Merges until no two meet (a pixel is never drawn twice) and none would be cheaper together.
void merge_neighbours(std::vector<PixelRect>& rects) {
    for (bool merged = true; merged;) {
        merged = false;
        for (std::size_t i = 0; i < rects.size() && !merged; ++i) {
            for (std::size_t k = i + 1; k < rects.size() && !merged; ++k) {
                if (should_merge(rects[i], rects[k])) {
                    rects[i] = hull(rects[i], rects[k]);
                    rects.erase(rects.begin() + static_cast<std::ptrdiff_t>(k));
                    merged = true;
                }
            }
        }
    }
}

void merge_cheapest_pair(std::vector<PixelRect>& rects) {
    std::size_t best_a = 0;
    std::size_t best_b = 1;
    std::int64_t best = INT64_MAX;
    for (std::size_t i = 0; i < rects.size(); ++i) {
        for (std::size_t k = i + 1; k < rects.size(); ++k) {
            const std::int64_t growth = hull(rects[i], rects[k]).area() - rects[i].area() - rects[k].area();
            if (growth < best) {
                best = growth;
                best_a = i;
                best_b = k;
            }
        }
    }
    rects[best_a] = hull(rects[best_a], rects[best_b]);
    rects.erase(rects.begin() + static_cast<std::ptrdiff_t>(best_b));
}

class Collector {
  public:
    explicit Collector(const PixelRect& surface) : surface_(surface) {}

    void add(const PixelRect& bounds) {
        const PixelRect visible = intersection(bounds, surface_);
        if (!visible.empty()) {
            rects_.push_back(visible);
        }
        // Comparing pairs is quadratic: a frame in which very much changed is not worth fine distinctions.
        if (rects_.size() > 4 * max_damage_rects) {
            shrink();
        }
    }

    std::vector<PixelRect> finish() {
        shrink();
        return std::move(rects_);
    }

  private:
    void shrink() {
        merge_neighbours(rects_);
        while (rects_.size() > max_damage_rects) {
            merge_cheapest_pair(rects_);
            merge_neighbours(rects_);
        }
    }

    PixelRect surface_;
    std::vector<PixelRect> rects_;
};

}  // namespace

PixelRect intersection(const PixelRect& a, const PixelRect& b) {
    return {std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right), std::min(a.bottom, b.bottom)};
}

PixelRect hull(const PixelRect& a, const PixelRect& b) {
    return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right), std::max(a.bottom, b.bottom)};
}

std::int64_t total_area(std::span<const PixelRect> rects) {
    std::int64_t sum = 0;
    for (const PixelRect& rect : rects) {
        sum += rect.area();
    }
    return sum;
}

// Items of both frames are paired in order, each with the nearest equal one further on. A pixel outside all unpaired
// items' bounds is covered by the same items in the same order in both frames, so it is the same.
std::vector<PixelRect> damage_between(std::span<const Trace> before, std::span<const Trace> after,
                                      const PixelRect& surface) {
    std::size_t head = 0;
    while (head < before.size() && head < after.size() && before[head] == after[head]) {
        ++head;
    }
    std::size_t tail = 0;
    while (tail < before.size() - head && tail < after.size() - head &&
           before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) {
        ++tail;
    }
    const auto old_items = before.subspan(head, before.size() - head - tail);
    const auto new_items = after.subspan(head, after.size() - head - tail);

    std::unordered_map<std::uint64_t, std::vector<std::size_t>> places;
    for (std::size_t i = 0; i < old_items.size(); ++i) {
        places[old_items[i].hash].push_back(i);
    }
    Collector collector(surface);
    std::size_t next_old = 0;
    for (const Trace& item : new_items) {
        const auto found = places.find(item.hash);
        std::size_t pair = old_items.size();
        if (found != places.end()) {
            const auto place = std::ranges::lower_bound(found->second, next_old);
            pair = place == found->second.end() || old_items[*place] != item ? pair : *place;
        }
        if (pair == old_items.size()) {
            collector.add(item.bounds);
            continue;
        }
        for (; next_old < pair; ++next_old) {
            collector.add(old_items[next_old].bounds);
        }
        ++next_old;
    }
    for (; next_old < old_items.size(); ++next_old) {
        collector.add(old_items[next_old].bounds);
    }
    return collector.finish();
}

}  // namespace bangnin::screen
