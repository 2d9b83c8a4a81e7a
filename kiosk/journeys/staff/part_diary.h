// What the terminal's parts said of themselves lately, and what was done with them, for the staff page: a few lines of
// each, without anything of a person. Pure.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>

#include "kiosk/journeys/moment.h"

namespace bangnin::kiosk {

enum class StaffPart : std::uint8_t { printer, id_reader, scanner, hub, store, voice, machine };

/// In the order in which they stand on the page.
inline constexpr std::array all_staff_parts{StaffPart::printer, StaffPart::id_reader, StaffPart::scanner,
                                            StaffPart::hub,     StaffPart::store,     StaffPart::voice,
                                            StaffPart::machine};

/// "printer", "id_reader" …
[[nodiscard]] std::string_view to_word(StaffPart part);

enum class PartNews : std::uint8_t {
    // How a part is from then on.
    well,
    not_connected,
    no_answer,
    garbled,
    busy,
    broken,
    not_authorised,
    paper_near_end,
    paper_out,
    cover_open,
    cutter,
    overheated,
    offline,
    unreachable,
    not_the_hub,
    refused,
    server_error,
    started_anew,  ///< the store, with what could not be read laid aside
    full,
    damaged,
    no_sound,
    no_synthesis,
    settings_unusable,
    // What happened.
    card_read,
    card_unread,
    code_read,
    code_unread,
    printed,
    not_printed,
    paper_changed,
    all_sent,
    records_refused,
    settings_in_force,
};

/// Whether it lasts until the part says something else.
[[nodiscard]] bool lasts(PartNews news);

struct PartEntry {
    PartNews news = PartNews::well;
    Wall at{};                ///< of the last time
    std::uint64_t times = 1;  ///< in a row
    friend bool operator==(const PartEntry&, const PartEntry&) = default;
};

class PartDiary {
  public:
    static constexpr std::size_t most_entries = 20;  ///< of a part

    /// How a part is, said once more, is no news.
    void note(StaffPart part, PartNews news, Wall at);

    /// The newest first.
    [[nodiscard]] const std::deque<PartEntry>& of(StaffPart part) const { return pages_.at(index(part)).entries; }
    /// How it is; none: it has said nothing of that yet.
    [[nodiscard]] std::optional<PartNews> lasting(StaffPart part) const { return pages_.at(index(part)).state; }
    /// Since when it is as it is.
    [[nodiscard]] std::optional<Wall> since(StaffPart part) const { return pages_.at(index(part)).since; }

  private:
    struct Pages {
        std::deque<PartEntry> entries;
        std::optional<PartNews> state;
        std::optional<Wall> since;
    };
    static constexpr std::size_t index(StaffPart part) { return static_cast<std::size_t>(part); }
    std::array<Pages, all_staff_parts.size()> pages_;
};

}  // namespace bangnin::kiosk
