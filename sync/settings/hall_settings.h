// What is the same at every terminal of a hall: its names, hours, queues, reasons of ratings and notices. A terminal's
// own file has it as sections; the hub's document "hall" has the same sections, written the same way, and each of them
// stands instead of the file's. What belongs to one machine (its number, its devices, its hub) is in no document: here
// is nobody who would read it. packaging/kiosk.example.toml documents every key. Pure.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sync/settings/config_error.h"
#include "sync/settings/hall_text.h"
#include "sync/settings/opening_hours.h"
#include "sync/settings/rating_terms.h"

namespace bangnin::sync {

enum class Agency { no, yes };

/// One queue.
struct ServiceConfig {
    char letter = 'A';       ///< 'A'…'Z', each at most once
    std::string department;  ///< services of one department stand behind one cell
    HallText name;           ///< what the person chooses by; the department's name when not given
    HallText hint;
    HallText window;
    Agency agency = Agency::no;
    double prior_minutes = 10.0;      ///< of one service, until enough is known; 0.5…480
    std::uint32_t open_windows = 1;   ///< until the hub says otherwise; 1…99
    std::vector<OpenPeriod> hours{};  ///< takes people then; empty: always
    friend bool operator==(const ServiceConfig&, const ServiceConfig&) = default;
};

/// What the hall wants everybody to know for a while.
struct HallNotice {
    HallText text;
    std::optional<std::chrono::sys_days> from{};   ///< the hall's days; none: at once
    std::optional<std::chrono::sys_days> until{};  ///< its last day; none: until it is taken away
    friend bool operator==(const HallNotice&, const HallNotice&) = default;
};

/// The first notice of the day; null when there is none.
[[nodiscard]] const HallNotice* notice_of_day(std::span<const HallNotice> notices, Instant now, int utc_offset_minutes);

/// Which of the hall's two languages stands first on paper: at the left, where columns of Mongolian begin too.
enum class PaperOrder { chinese_first, mongolian_first };

struct HallSettings {
    HallText name;
    HallText short_name;  ///< on the idle screen
    HallText brand;
    std::string open_until;  ///< "17:30", empty when not configured
    OpeningHours opening;    ///< when it serves people
    std::string zone = "Asia/Shanghai";
    int utc_offset_minutes = 480;  ///< of the zone
    PaperOrder paper_order = PaperOrder::chinese_first;
    RatingTerms rating = usual_rating_terms();
    std::vector<ServiceConfig> services;  ///< the agency window's first
    std::vector<HallNotice> notices;
    friend bool operator==(const HallSettings&, const HallSettings&) = default;
};

/// By which name the hub keeps the document.
inline constexpr std::string_view hall_document = "hall";
/// Larger texts are refused unread; so are a terminal's own files.
inline constexpr std::size_t longest_settings = std::size_t{256} * 1024;

/// `local`, with the document's sections instead of its own. Total; the first error is told, as `file`:line: key.
[[nodiscard]] std::expected<HallSettings, ConfigError> with_document(const HallSettings& local, std::string_view text,
                                                                     std::string_view file);

}  // namespace bangnin::sync
