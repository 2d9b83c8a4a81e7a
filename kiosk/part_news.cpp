#include "kiosk/part_news.h"

#include <algorithm>
#include <array>
#include <utility>

namespace bangnin::kiosk {

PartNews news_of(std::string_view word) {
    using enum PartNews;
    static constexpr std::array known{
        // Any part.
        std::pair{std::string_view("ok"), well},
        std::pair{std::string_view("busy"), busy},
        std::pair{std::string_view("failed"), broken},
        // Reader and scanner.
        std::pair{std::string_view("not_connected"), not_connected},
        std::pair{std::string_view("no_answer"), no_answer},
        std::pair{std::string_view("garbled"), garbled},
        std::pair{std::string_view("line_failed"), garbled},
        std::pair{std::string_view("self_test_failed"), broken},
        std::pair{std::string_view("not_authorised"), not_authorised},
        // Printer.
        std::pair{std::string_view("disconnected"), not_connected},
        std::pair{std::string_view("silent"), no_answer},
        std::pair{std::string_view("unconfirmed"), no_answer},
        std::pair{std::string_view("paper_near_end"), paper_near_end},
        std::pair{std::string_view("paper_out"), paper_out},
        std::pair{std::string_view("cover_open"), cover_open},
        std::pair{std::string_view("cutter"), cutter},
        std::pair{std::string_view("overheated"), overheated},
        std::pair{std::string_view("offline"), offline},
        std::pair{std::string_view("recoverable_error"), broken},
        std::pair{std::string_view("unrecoverable_error"), broken},
        // The way to the hub.
        std::pair{std::string_view("unreachable"), unreachable},
        std::pair{std::string_view("tls"), not_the_hub},
        std::pair{std::string_view("not_the_hub"), not_the_hub},
        std::pair{std::string_view("refused"), refused},
        std::pair{std::string_view("server_error"), server_error},
        std::pair{std::string_view("unusable"), broken},
        // The store.
        std::pair{std::string_view("recovered"), started_anew},
        std::pair{std::string_view("full"), full},
        std::pair{std::string_view("damaged"), damaged},
        // The voice.
        std::pair{std::string_view("no_audio"), no_sound},
        std::pair{std::string_view("no_synthesis"), no_synthesis},
    };
    const auto* found = std::ranges::find(known, word, [](const auto& one) { return one.first; });
    return found == known.end() ? broken : found->second;
}

}  // namespace bangnin::kiosk
