// The card that says what the ticket's paper says: its number, how many are ahead, how long it may take, its code.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "kiosk/journeys/layout/stack.h"
#include "kiosk/journeys/session/parts.h"
#include "kiosk/journeys/ticket/ticket_journey.h"

namespace bangnin::kiosk {

/// Its words lie flat in every language, beside figures that do so too. Where it has little room the code stands beside
/// the number, and each count is one line.
class TicketCard {
  public:
    TicketCard(Page& page, const IssuedTicket& ticket);

    [[nodiscard]] Need need(float width) const;
    void draw(const screen::Rect& rect);

  private:
    // What is counted, how many, of what.
    struct Count {
        std::string_view id = {};
        std::string label = {};
        std::string number = {};
        std::string unit = {};
    };
    [[nodiscard]] static Count ahead_of(const IssuedTicket& ticket);
    [[nodiscard]] static Count estimate_of(const Page& page, const WaitEstimate& estimate);
    [[nodiscard]] static std::array<Count, 2> counts_of(const Page& page, const IssuedTicket& ticket);
    [[nodiscard]] bool counted() const { return !counts_[0].id.empty(); }

    // -- with large figures --
    [[nodiscard]] screen::TextLook figure_look() const;
    [[nodiscard]] float count_height() const;
    [[nodiscard]] float count_width(const Count& count) const;
    enum class Rows { one, two };  // of the counts
    [[nodiscard]] float counts_width(Rows rows) const;
    [[nodiscard]] float counts_height(Rows rows) const;
    [[nodiscard]] Rows rows_at(float width, float code) const;
    [[nodiscard]] Rows rows_in(const screen::Rect& rect) const;
    [[nodiscard]] bool roomy_at(float width) const;
    [[nodiscard]] float roomy_height(Rows rows) const;
    [[nodiscard]] float code_size(const screen::Rect& rect) const;
    void draw_roomy(const screen::Rect& rect);
    void draw_place(const screen::Rect& line);
    void draw_number(const screen::Rect& room);
    void draw_count(const Count& count, const screen::Rect& box);
    void draw_below(const screen::Rect& room, const screen::Rect& rect);

    // -- with a line for each count --
    [[nodiscard]] std::string figures(const Count& count) const;
    [[nodiscard]] bool on_one_line(const Count& count, float width) const;
    [[nodiscard]] float line_height(const Count& count, float width) const;
    [[nodiscard]] float lines_height(float width) const;
    [[nodiscard]] float compact_height(float width) const;
    void draw_compact(const screen::Rect& rect);
    void draw_line(const Count& count, const screen::Rect& box);

    Page& page_;
    const IssuedTicket& ticket_;
    screen::TextLook label_;
    screen::TextLook unit_;
    std::array<Count, 2> counts_;
    float ideal_code_;
};

}  // namespace bangnin::kiosk
