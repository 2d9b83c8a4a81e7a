#include <algorithm>
#include <array>
#include <charconv>

#include "sync/link/link.h"

namespace bangnin::sync {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds longest_retry_after{3600};

std::optional<int> digits(std::string_view text) {
    int value = 0;
    const auto [stopped, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || stopped != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

std::optional<unsigned> month_of(std::string_view name) {
    constexpr std::array<std::string_view, 12> names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) return std::nullopt;
    return static_cast<unsigned>(found - names.begin()) + 1;
}

// "Sun, 06 Nov 1994 08:49:37 GMT": IMF-fixdate, the only form RFC 9110 lets a sender generate.
std::optional<Instant> parse_http_date(std::string_view text) {
    if (text.size() != 29 || text.substr(3, 2) != ", " || text.substr(25) != " GMT") return std::nullopt;
    if (text[7] != ' ' || text[11] != ' ' || text[16] != ' ' || text[19] != ':' || text[22] != ':') return std::nullopt;
    const auto day = digits(text.substr(5, 2)), year = digits(text.substr(12, 4));
    const auto hour = digits(text.substr(17, 2)), minute = digits(text.substr(20, 2)),
               second = digits(text.substr(23, 2));
    const auto month = month_of(text.substr(8, 3));
    if (!day || !year || !hour || !minute || !second || !month) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{*month},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
    return Instant{std::chrono::sys_days{date}} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
           seconds{*second};
}

}  // namespace

milliseconds backoff_delay(const BackoffLimits& limits, std::uint32_t failures, std::uint64_t random) {
    const auto longest = static_cast<std::uint64_t>(std::max<std::int64_t>(0, limits.longest.count()));
    auto ceiling = static_cast<std::uint64_t>(std::max<std::int64_t>(0, limits.first.count()));
    for (std::uint32_t doubled = 1; doubled < failures && ceiling < longest && ceiling > 0; ++doubled) ceiling *= 2;
    ceiling = std::min(ceiling, longest);
    return milliseconds{static_cast<std::int64_t>(random % (ceiling + 1))};
}

std::optional<milliseconds> parse_retry_after(std::string_view value, Instant now) {
    constexpr std::string_view space = " \t";
    const auto first = value.find_first_not_of(space);
    if (first == std::string_view::npos || value.size() > 64) return std::nullopt;
    value = value.substr(first, value.find_last_not_of(space) - first + 1);
    if (value.find_first_not_of("0123456789") == std::string_view::npos) {
        // More digits than an int holds is a very long time all the same.
        const auto count = digits(value);
        return std::min<milliseconds>(count ? seconds{*count} : longest_retry_after, longest_retry_after);
    }
    const auto at = parse_http_date(value);
    if (!at) return std::nullopt;
    return std::clamp<milliseconds>(*at - now, milliseconds{0}, longest_retry_after);
}

}  // namespace bangnin::sync
