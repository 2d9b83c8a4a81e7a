// The second memory of numbers: a checksummed text file beside the database, "NAME.numbers". Before a
// sequence is used, a block reaching to or beyond it stands in this file, on the disk. If the database is lost,
// numbering goes on after the last block, so no number of the day comes twice. Private to the store; one thread.
//
// It also notes each sequence that is used, without waiting for the disk: so that an older copy of the database that
// somebody puts back is seen to be old. After a power cut such notes may be missing, and the blocks count instead.
//
// One line each, every one with its CRC32 at the end:
//   "R1 DAY SERVICE UPTO CRC"  a block, on the disk before its first sequence is used: "R1 2026-11-23 A 40 8f3c21aa"
//   "U1 DAY SERVICE LAST CRC"  every sequence up to LAST may have been used, none of the blocks beyond
//   "B1 BOOT CRC"              a program began to number; BOOT names the machine's uptime, see boot_name()
//   "E1 CRC"                   it ended in order: everything before is on the disk
// Lines whose checksum does not fit are passed over. Losing this file alone costs nothing; losing both at once is
// beyond what it can mend. Lines are only ever appended, but for a note whose sequence came to nothing: it is cut off.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/store/store.h"

namespace bangnin::sync {

// Which sequences may already be in use: (day, service letter) → the last one reserved.
using Reservations = std::map<std::pair<LocalDay, char>, std::uint32_t>;

enum class LastEnding { unknown, orderly };

struct ReadReservations {
    Reservations reserved;
    Reservations used;  // as noted last; a key that is reserved and not here was never used
    std::string boot;   // of the last program that began; empty when none did
    LastEnding ending = LastEnding::unknown;
    std::uint32_t damaged_lines = 0;  // a torn last line, the trace of a power cut, is not counted

    // Up to where a sound database must have counted. The notes of use say it, where none of them can be missing: after
    // an orderly end, or when only the program and not the machine has ended since. Else the blocks do.
    Reservations floors(std::string_view present_boot) const;
};

// Total: any bytes. A later line never lowers an earlier one of its kind.
ReadReservations parse_reservations(std::string_view text);
std::string reservation_line(LocalDay day, char service, std::uint32_t up_to);
std::string use_line(LocalDay day, char service, std::uint32_t last);
std::string boot_line(std::string_view boot);
std::string ending_line();

// Eight hex digits that change whenever the machine starts anew; empty where the kernel does not say.
std::string boot_name();

class NumberFile {
  public:
    // Reads what is there (nothing there is fine), and rewrites the file shorter once it has grown long. `boot` is
    // boot_name(), or a test's word for it.
    static std::expected<NumberFile, StoreError> open(const std::filesystem::path& file,
                                                      const std::string& boot = boot_name());
    NumberFile(NumberFile&& other) noexcept;
    NumberFile& operator=(NumberFile&& other) noexcept;
    NumberFile(const NumberFile&) = delete;
    NumberFile& operator=(const NumberFile&) = delete;
    ~NumberFile();

    // Makes sure that `sequence` is reserved, on the disk, before returning, and notes its use. Where it was reserved
    // before, nothing waits for the disk; else `block` sequences are taken at a time.
    std::expected<void, StoreError> ensure(LocalDay day, char service, std::uint32_t sequence, std::uint32_t block);
    // The sequence that ensure() noted last was not used after all; its block stays. Needs no room on the disk.
    void take_back();

    struct Ahead {
        char service;
        std::uint32_t next;  // the sequence that will be used next
    };
    // Reserves `block` sequences from `next` on where fewer than half as many are left: one write for all services.
    std::expected<void, StoreError> reserve_ahead(LocalDay day, const std::vector<Ahead>& services,
                                                  std::uint32_t block);
    const ReadReservations& found() const { return known_; }
    // What open() found, as ReadReservations::floors.
    const Reservations& floors() const { return floors_; }

  private:
    NumberFile() = default;
    // `before` goes ahead of its lines: what ends a torn one.
    void begin(std::string_view before, std::string_view boot);
    void end();

    // Whether this opening's notes of use are complete, so that its ending may vouch for them.
    enum class Notes { lacking, complete };

    int descriptor_ = -1;
    Notes notes_ = Notes::lacking;
    ReadReservations known_;
    Reservations floors_;
    // The last line, if it is a note of use: where it stands, and what was noted before it.
    struct LastNote {
        LocalDay day;
        char service;
        std::uint32_t before;
        std::int64_t from;
        std::int64_t to;
    };
    std::optional<LastNote> last_note_;
};

}  // namespace bangnin::sync
