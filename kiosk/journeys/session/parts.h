// What every page is made of: text in the roles of the design that always fits its box, cards, notes, the progress
// line, the keys. All numbers are base px of the design's pictures.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/journeys/layout/metrics.h"
#include "kiosk/journeys/view.h"
#include "ui/locale/locale.h"
#include "ui/screen/ui.h"

namespace bangnin::kiosk {

/// Text with words set in bold: "叫到号会**广播**" → the plain text and its bold runs.
struct MarkedText {
    std::string plain;
    std::vector<text::Span> bold;
};
[[nodiscard]] MarkedText marked(std::string_view source);

/// Mongolian words stand in columns, from left to right; all others lie, in every language.
[[nodiscard]] bool stands(std::string_view words);

/// The width of the longest word of Latin letters, which must not be torn; Han breaks anywhere.
[[nodiscard]] float longest_word(screen::Ui& ui, std::string_view text, const screen::TextLook& look);

/// What was done to make texts fit; kept for tests while one is set with audit_texts().
struct TextAudit {
    float smallest_px = 1000;               ///< the smallest size of all texts drawn
    std::string smallest;                   ///< that text
    std::vector<std::string> overflowing;   ///< texts that left their box even at the smallest size
    std::vector<std::string> missing;       ///< parts of pages for which there was no room
    std::vector<std::string> against_flow;  ///< Mongolian that lies, and other words in columns
};
/// On this thread, until called with nullptr.
void audit_texts(TextAudit* audit);

/// One page being drawn: sets language and contrast, and shifts everything down when the person asked for low reach.
class Page {
  public:
    Page(screen::Ui& ui, const View& view);

    screen::Ui& ui;
    const View& view;

    /// Px by which low reach moves a page down, so that no control stands above y = 864.
    static constexpr float low_reach_drop = 112;

    [[nodiscard]] screen::Rect at(float x, float y, float w, float h) const { return {x, y + drop_, w, h}; }
    [[nodiscard]] bool large() const { return view.settings.type_size >= TypeSize::large; }
    /// Words stand in columns.
    [[nodiscard]] bool mongolian() const { return view.settings.language == Language::mn; }
    /// Where things are on this screen.
    [[nodiscard]] const Regions& regions() const { return regions_; }
    [[nodiscard]] bool wide() const { return regions_.shape == Shape::wide; }
    /// A wide page with so little height that its parts take other shapes.
    [[nodiscard]] bool shallow() const {
        constexpr float little = 700;
        return wide() && regions_.controls.h < little;
    }
    /// Such a page with large words: they come down to the least of their size before a part is left out.
    [[nodiscard]] bool cramped() const { return shallow() && large(); }
    [[nodiscard]] bool low() const { return view.settings.reach == Reach::low; }
    [[nodiscard]] bool high_contrast() const { return view.settings.contrast == Contrast::high; }

    /// Size, line height and weight of a role.
    [[nodiscard]] screen::TextLook look(Role role, screen::Colour colour = screen::Colour::ink) const;

    /// The look in which the text stays in its box: the given one, or a smaller one, never under smallest_text().
    [[nodiscard]] screen::TextLook fit(const screen::Rect& box, std::string_view text, const screen::TextLook& look);
    /// Draws text, smaller where it would leave its box (never under smallest_text()), and says it in the semantics
    /// tree when `id` is not empty. Gives the rectangle that the text uses.
    screen::Rect say(std::string_view id, const screen::Rect& box, std::string_view text, screen::TextLook look,
                     screen::Role role = screen::Role::text);
    /// The same for text with **bold** words.
    screen::Rect say_marked(std::string_view id, const screen::Rect& box, std::string_view source,
                            screen::TextLook look, screen::Role role = screen::Role::text);
    screen::Rect say_spans(std::string_view id, const screen::Rect& box, const MarkedText& text, screen::TextLook look,
                           screen::Role role = screen::Role::text);

    /// Says for the tests that a part of the page had no room by so many units; nothing when it is not more than 0.
    void note_missing(std::string_view part, float units) const;

    /// A key whose label is made smaller where it would leave it. Mongolian words stand in columns.
    screen::Touched key(std::string_view id, std::string_view label, const screen::Rect& rect, screen::ButtonLook look);

    /// A key whose icon and label stand further apart than its ground has it.
    struct IconKey {
        screen::Ground ground;
        screen::Icon icon;
        float icon_size, icon_line, gap, text_size;
    };
    screen::Touched icon_key(std::string_view id, std::string_view label, const screen::Rect& rect, const IconKey& key);

    /// The page's ground. To be drawn first.
    void snow();
    /// A hairline from left to right.
    void rule(const screen::Rect& line);

  private:
    [[nodiscard]] float smallest() const;
    screen::Touched column_key(std::string_view id, std::string_view label, const screen::Rect& rect,
                               const screen::ButtonLook& look);

    locale::LanguageScope words_;
    Regions regions_;
    float drop_;
};

[[nodiscard]] locale::Language locale_language(Language language);

/// Of words that lie whatever the language, beside figures or in the header: in Mongolian they are Chinese.
[[nodiscard]] Language lying_language(const View& view);
[[nodiscard]] locale::Language flat_language(const Page& page);

/// The grounds of a note: information, something needs you, all is well.
enum class Tone { information, attention, good };

/// A note's colours.
[[nodiscard]] screen::Colour note_ground(Tone tone);
[[nodiscard]] screen::Colour note_ink(Tone tone);

/// The ground of a note, without anything on it.
void draw_note_ground(Page& page, const screen::Rect& rect, Tone tone);

/// The empty note with its icon; texts go into the rectangle that it gives back.
screen::Rect draw_note(Page& page, const screen::Rect& rect, Tone tone, screen::Icon icon, float icon_size = 72);

/// The three parts of a notice in their order: what happened, what is safe (bold), what to do next. Empty parts are
/// left out; the whole is one node.
struct NoticeText {
    std::string happened;
    std::string safe;
    std::string next;
};
void draw_notice(Page& page, const screen::Rect& rect, Tone tone, screen::Icon icon, const NoticeText& notice);

/// "第 1 步，共 3 步" with its segments.
void draw_steps(Page& page, int step, int of, std::string_view journey);

/// The question of the page and what helps to answer it.
void draw_question(Page& page, float top, std::string_view title, std::string_view help, float help_height = 60);

/// "10:42" of a moment in the hall's time.
[[nodiscard]] std::string clock_of(const View& view, Wall wall);

/// "3月12日 周四", in the language of the page being drawn.
[[nodiscard]] std::string date_text(const LocalTime& time);

/// The next picture of a running countdown: draw again within the second.
void keep_counting(screen::Ui& ui);

}  // namespace bangnin::kiosk
