// What a person thought of the service (好差评): the record, and which records are good ones. Pure.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/model/clock.h"
#include "sync/model/token.h"

namespace bangnin::sync {

// 非常满意 满意 基本满意 不满意 非常不满意 (国办发〔2019〕51号): the last two open a follow-up. The number is the
// wire's.
enum class Grade : std::uint8_t {
    very_dissatisfied = 1,
    dissatisfied = 2,
    basically_satisfied = 3,
    satisfied = 4,
    very_satisfied = 5,
};
constexpr int number_of(Grade grade) { return static_cast<int>(grade); }
std::optional<Grade> grade_of(std::uint64_t number);  // nothing outside 1–5
bool needs_follow_up(Grade grade);

// Whether the person asked that nobody be told whose rating it is.
enum class Anonymity { named, anonymous };

// How long after the end of a service the pad at the window asks for it: then whoever it was has left.
inline constexpr std::chrono::minutes rating_wish_open_for{10};

// Where it was given.
enum class RatingSource { kiosk, phone };
std::string_view to_text(RatingSource source);
std::optional<RatingSource> parse_rating_source(std::string_view text);

struct Rating {
    Token id{Token::Bytes{}};        // of this rating, 128 random bits
    std::optional<Token> revises{};  // the person's first rating of that ticket, which this one takes the place of
    std::optional<Token> ticket{};   // nothing: rated without a ticket
    Grade grade = Grade::very_satisfied;
    std::vector<std::string> reasons{};  // codes of the hub's list, see reasons_valid
    std::string comment{};               // see comment_valid
    Anonymity anonymity = Anonymity::named;
    std::string sealed{};  // base64 of CMS AuthEnvelopedData of {"phone"}; empty: nobody is to be called back
    RatingSource source = RatingSource::kiosk;
    Instant at{};  // a revision's is always later than that of what it revises
};

// For so long after the first rating of a ticket the person may change it.
inline constexpr std::chrono::hours rating_change_limit{24};

inline constexpr std::size_t most_reasons = 8;
inline constexpr std::size_t longest_reason = 32;    // bytes
inline constexpr std::size_t longest_comment = 500;  // code points

// [a-z_]{1,32}.
bool reason_code_valid(std::string_view code);
// At most eight good codes, none twice.
bool reasons_valid(const std::vector<std::string>& reasons);
// UTF-8 of at most 500 code points, without control characters except the line feed.
bool comment_valid(std::string_view text);

}  // namespace bangnin::sync
