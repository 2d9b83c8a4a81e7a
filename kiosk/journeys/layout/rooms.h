// Parts of a page in one room: below each other, or, where their words stand in columns, beside each other. Both are
// planned first, so that a page can compare rooms before anything is drawn.
#pragma once

#include <compare>
#include <cstddef>
#include <vector>

#include "kiosk/journeys/layout/part.h"
#include "kiosk/journeys/layout/stack.h"
#include "kiosk/journeys/session/parts.h"

namespace bangnin::kiosk {

/// By how much the smallest words in columns may be smaller than their own role: to this share of it at most.
inline constexpr float least_column_scale = 0.45F;

/// What a room makes its parts do without; the less, the better. Compared in the order of the members.
struct Lack {
    float missing = 0;      ///< units that cannot be had
    std::size_t pages = 0;  ///< that one has to turn to, beyond the first
    int left_out = 0;       ///< parts that are not shown, the ones that can be spared least counting most

    [[nodiscard]] auto operator<=>(const Lack&) const = default;
    [[nodiscard]] bool nothing() const { return *this == Lack(); }
    Lack& operator+=(const Lack& other);
};

/// Parts below each other. The parts must outlive it.
class ColumnPlan {
  public:
    ColumnPlan(std::vector<const Part*> parts, const screen::Rect& room, float controls_from = 0);
    [[nodiscard]] const Lack& lack() const { return lack_; }
    void draw(const Page& page) const;

  private:
    [[nodiscard]] screen::Rect place(std::size_t index) const;

    std::vector<const Part*> parts_;
    screen::Rect room_;
    Stacked stacked_;
    Lack lack_;
};

/// Words in columns from the left, everything that lies as it is behind them.
class BandPlan {
  public:
    BandPlan(std::vector<const Part*> parts, const screen::Rect& room);
    [[nodiscard]] const Lack& lack() const { return lack_; }
    void draw(const Page& page) const;

  private:
    void take_steps();
    void fit_columns();
    [[nodiscard]] float used() const;

    std::vector<const Part*> columns_;
    std::vector<const Part*> lying_;
    const Part* steps_ = nullptr;
    screen::Rect steps_room_;
    screen::Rect rest_;  ///< of columns and what lies behind them
    float scale_ = 1;
    Lack lack_;
};

/// Whether some of these words stand in columns.
[[nodiscard]] bool in_columns(const std::vector<const Part*>& parts);

/// Heights for parts of which some stand in columns and the others lie behind them.
[[nodiscard]] Need band_need(const std::vector<const Part*>& parts, float width);

/// Height in which parts with columns fit a width; the least that words can stand in where they fit nowhere.
[[nodiscard]] float band_height(const std::vector<const Part*>& parts, float width);

}  // namespace bangnin::kiosk
