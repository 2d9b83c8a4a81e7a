// What is to be said, before anybody says it.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "ui/locale/locale.h"

namespace bangnin::voice {

/// A moment of the monotonic clock; whoever calls passes it in.
using Moment = std::chrono::steady_clock::time_point;

/// Why something is said; in order of precedence, the first goes before all others.
enum class Kind : std::uint8_t {
    warning,          ///< time-out, forgotten card: cuts everything but another warning, never lost to a new page
    number_call,      ///< a called number: in the order of the calls, cuts guidance
    notice,           ///< the short answer to a touch (已换成大字。): cuts guidance, a newer one replaces it
    page_guidance,    ///< what a page asks; a new page's replaces it
    focused_control,  ///< the control that has the focus; the next one's replaces it
};
inline constexpr std::size_t kinds = 5;

/// Who moved the focus. A person who goes on does not want to hear the page out; a page that sets its first focus does.
enum class Cause : std::uint8_t { person, page };

/// Whether two soft tones go before the words.
enum class Chime : std::uint8_t { none, before };

/// Whether the sound may stay in memory for the next time the same is said.
enum class Privacy : std::uint8_t { common, personal };

/// Saying it again, unless it was replaced or withdrawn until then.
struct Repeats {
    int more = 0;                        ///< 0 … max_repeats times after the first
    std::chrono::milliseconds every{0};  ///< from one beginning to the next; at once when it took longer than that
    friend bool operator==(const Repeats&, const Repeats&) = default;
};
inline constexpr int max_repeats = 8;

/// Texts longer than this are cut (bytes of UTF-8).
inline constexpr std::size_t max_utterance_bytes = 4000;

struct Utterance {
    Kind kind = Kind::notice;
    std::string text{};  ///< the words as they are shown, in `language`; may be empty where only the chime is wanted
    /// The same words in Chinese, the catalogue's source, arguments filled in: what recordings are found by. Empty:
    /// found by `text`, which is right for Chinese.
    std::string source{};
    locale::Language language = locale::Language::chinese;
    Chime chime = Chime::none;
    Privacy privacy = Privacy::common;
    Cause cause = Cause::person;  ///< of a focused control only
    Repeats repeats{};
    std::uint32_t tag = 0;  ///< the caller's own, comes back in events
    friend bool operator==(const Utterance&, const Utterance&) = default;
};

}  // namespace bangnin::voice
