// How the terminal's parts are, as the staff page tells it. Put together by the terminal, drawn by the page.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "kiosk/journeys/moment.h"
#include "kiosk/journeys/staff/part_diary.h"
#include "kiosk/journeys/ticket/ticket_journey.h"

namespace bangnin::kiosk {

/// 正常, 注意, 没有回应, 未知, 没有配置. What does not answer, or has not yet, is never well.
enum class PartState { well, care, silent, unknown, absent };

enum class PaperLevel { unknown, plenty, near_end };

enum class Earpieces { unknown, out, in };

struct StaffFacts {
    std::string terminal;  ///< its number in the hall
    struct Printer {
        PartState state = PartState::unknown;
        std::optional<NotPrinted> obstacle = {};  ///< why nothing would come out now
        PaperLevel paper = PaperLevel::unknown;
        std::uint64_t since_paper = 0;  ///< papers printed since staff said that it was changed
        std::uint64_t roll_papers = 0;  ///< that a new roll is good for; 0: nobody has said
    } printer;
    /// Counted since the program began.
    struct Reads {
        PartState state = PartState::unknown;
        std::uint64_t done = 0;
        std::uint64_t failed = 0;
    };
    Reads id_reader;
    Reads scanner;
    struct Hub {
        PartState state = PartState::unknown;
        std::optional<Wall> last_contact = {};
        std::uint64_t waiting = 0;  ///< events it has not got yet
    } hub;
    struct Store {
        PartState state = PartState::unknown;
        std::uint64_t tickets_today = 0;
    } store;
    struct Voice {
        PartState state = PartState::unknown;
        Earpieces earpieces = Earpieces::unknown;
    } voice;
    struct Machine {
        PartState state = PartState::unknown;
        std::optional<int> free_percent = {};  ///< of the disk that the records are on
        std::string version = {};
        std::uint64_t hall_version = 0;                   ///< of the hub's settings; 0: its own file's
        std::optional<std::uint64_t> hall_unusable = {};  ///< a newer one that cannot be used
    } machine;
    PartDiary diary;
};

}  // namespace bangnin::kiosk
