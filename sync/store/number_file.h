// The second memory of numbers: an append-only, checksummed text file beside the database, "NAME.numbers". Before a
// sequence is used, a block reaching to or beyond it stands in this file, on the disk. If the database is lost,
// numbering goes on after the last block, so no number of the day comes twice. Private to the store; one thread.
//
// One line a block: "R1 DAY SERVICE UPTO CRC32\n", e.g. "R1 2026-11-23 A 40 8f3c21aa". Lines whose checksum does not
// fit are passed over. Losing this file alone costs nothing; losing both at once is beyond what it can mend.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "sync/store/store.h"

namespace bangnin::sync {

// Which sequences may already be in use: (day, service letter) → the last one reserved.
using Reservations = std::map<std::pair<LocalDay, char>, std::uint32_t>;

struct ReadReservations {
    Reservations reserved;
    std::uint32_t damaged_lines = 0;  // a torn last line, the trace of a power cut, is not counted
};

// Total: any bytes. A later line never lowers an earlier one.
ReadReservations parse_reservations(std::string_view text);
std::string reservation_line(LocalDay day, char service, std::uint32_t up_to);

class NumberFile {
  public:
    // Reads what is there (nothing there is fine), and rewrites the file shorter once it has grown long.
    static std::expected<NumberFile, StoreError> open(const std::filesystem::path& file);
    NumberFile(NumberFile&& other) noexcept;
    NumberFile& operator=(NumberFile&& other) noexcept;
    NumberFile(const NumberFile&) = delete;
    NumberFile& operator=(const NumberFile&) = delete;
    ~NumberFile();

    // Makes sure that `sequence` is reserved, on the disk, before returning; takes `block` at a time.
    std::expected<void, StoreError> ensure(LocalDay day, char service, std::uint32_t sequence, std::uint32_t block);
    const ReadReservations& found() const { return known_; }

  private:
    NumberFile() = default;
    int descriptor_ = -1;
    ReadReservations known_;
};

}  // namespace bangnin::sync
