// What a page is there for: who comes to it mostly does that.
#include <algorithm>
#include <array>

#include "tests/journeys/walk/walker.h"

namespace bangnin::walk {
namespace {

using nlohmann::json;

// 王, 十 and 人, as a hand writes them, and a scribble that is no character.
constexpr std::array writings{
    "[[[0.35,0.2],[0.5,0.2],[0.65,0.19]],[[0.37,0.5],[0.5,0.5],[0.63,0.49]],[[0.5,0.2],[0.5,0.5],[0.5,0.8]],"
    "[[0.32,0.81],[0.5,0.8],[0.68,0.8]]]",
    "[[[0.3,0.45],[0.5,0.44],[0.7,0.45]],[[0.5,0.15],[0.5,0.5],[0.5,0.85]]]",
    "[[[0.5,0.15],[0.48,0.4],[0.4,0.62],[0.28,0.82]],[[0.49,0.4],[0.56,0.6],[0.72,0.82]]]",
    "[[[0.1,0.1],[0.9,0.9],[0.1,0.9],[0.9,0.1],[0.5,0.5],[0.1,0.5],[0.9,0.4]]]"};

constexpr std::array seldom_seen{"progress.scan", "rating.scan",    "rating.given",
                                 "rating.grade",  "rating.reasons", "entry.text"};
constexpr int grades = 5;

}  // namespace

bool Walker::has_errand() const {
    const bool seldom = std::ranges::find(seldom_seen, page_.screen) != seldom_seen.end();
    return !page_.has_dialog() && (seldom || page_.screen == "ticket.identify" || page_.find("keypad.1") != nullptr);
}

// Of a hundred actions; more on pages which few ways lead to or past.
int Walker::errand_until() const {
    constexpr int usual = 66;
    constexpr int nearly_always = 92;
    return std::ranges::find(seldom_seen, page_.screen) != seldom_seen.end() ? nearly_always : usual;
}

Result<void> Walker::run_errand() {
    if (page_.screen == "entry.text") return write_words();
    if (page_.screen == "rating.reasons") return reason_why();
    if (page_.screen == "rating.given") return tap("rating.change");
    if (page_.screen == "rating.grade") return tap("rating.grade." + std::to_string(1 + pick(random_, grades)));
    if (page_.find("keypad.1") != nullptr) return type_a_number();
    return page_.screen == "ticket.identify" ? identify() : happened(troubles_.scan_ticket(address_));
}

Result<void> Walker::identify() {
    constexpr int ways = 3;
    switch (pick(random_, ways)) {
        case 0:
            return happened(troubles_.place_card(random_));
        case 1:
            return happened(troubles_.spoil_a_reading());
        default:
            return print_on_a_broken_printer();
    }
}

Result<void> Walker::print_on_a_broken_printer() {
    if (auto broken = happened(troubles_.break_next_print()); !broken) return broken;
    return tap("ticket.print");
}

Result<void> Walker::reason_why() {
    constexpr int often_in_words = 3;
    return tap(pick(random_, often_in_words) != 0 ? "rating.comment" : "rating.submit");
}

// Mostly by hand; now and then that is all.
Result<void> Walker::write_words() {
    constexpr int often_more = 5;
    if (pick(random_, often_more) == 0) return tap("entry.done");
    return page_.find("entry.pad") != nullptr ? write_by_hand() : tap("entry.method.handwriting");
}

// The pause after which the finger is believed to be done passes at once. What was read is mostly taken.
Result<void> Walker::write_by_hand() {
    const json strokes = json::parse(writings[static_cast<std::size_t>(pick(random_, writings.size()))]);
    note("write " + std::to_string(strokes.size()) + " strokes");
    const auto written = ask({{"do", "stroke"}, {"id", "entry.pad"}, {"strokes", strokes}});
    if (!written) return std::unexpected(written.error());
    if (!written->value("ok", false)) return {};
    const auto paused = ask({{"do", "clock"}, {"advance_s", 1}});
    if (!paused) return std::unexpected(paused.error());
    constexpr int until_read_ms = 2000;
    const auto waited = ask({{"do", "wait"}, {"id", "entry.candidate.0"}, {"ms", until_read_ms}});
    if (!waited) return std::unexpected(waited.error());
    if (!waited->value("ok", false)) return {};
    ++report_.read_by_hand;
    constexpr int often_taken = 3;
    return pick(random_, often_taken) != 0 ? tap("entry.candidate.0") : Result<void>{};
}

// Some digits where digits are asked for: enough of them, or not.
Result<void> Walker::type_a_number() {
    const std::string whole = "13812345678";
    constexpr int often_whole = 3;
    const std::string digits =
        pick(random_, often_whole) != 0 ? whole : whole.substr(0, 1 + static_cast<std::size_t>(pick(random_, 10)));
    note("type " + digits);
    const auto answer = ask({{"do", "keys"}, {"text", digits}});
    return answer ? Result<void>{} : std::unexpected(answer.error());
}

}  // namespace bangnin::walk
