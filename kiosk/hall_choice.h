// Which of the hall's settings a terminal runs on: the newest that the hub gave, if they can be used; else the last
// that could be; else those of its own file. The catalogue goes the same way. Pure but for what reads the shelf.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "kiosk/config.h"
#include "sync/link/documents.h"
#include "sync/model/service.h"

namespace bangnin::kiosk {

/// A version that came and cannot be used.
struct UnusableVersion {
    std::uint64_t version = 0;
    ConfigError error;
    friend bool operator==(const UnusableVersion& one, const UnusableVersion& other) {
        return one.version == other.version && one.error.text() == other.error.text();
    }
};

/// What is in force, as staff, doctor and hub are told it.
struct HallVersion {
    std::uint64_t version = 0;                     ///< 0: the terminal's own file
    std::optional<UnusableVersion> unusable = {};  ///< newer than that
    friend bool operator==(const HallVersion&, const HallVersion&) = default;
};

struct HallChoice {
    sync::HallSettings settings;
    HallVersion version;
};

using MaybeDocument = std::optional<sync::wire::Document>;
[[nodiscard]] HallChoice choose_hall(const sync::HallSettings& own, const MaybeDocument& newest,
                                     const MaybeDocument& good);

/// The same from what is kept on the disk; a terminal that works alone has its own file only.
[[nodiscard]] HallChoice choose_hall(const Config& config);

/// "" for a catalogue that can be used, else what is wrong with it.
[[nodiscard]] std::string catalogue_fault(const sync::wire::Document& document);

/// "hall version 7, line 12: hall.opening: …": of a document, whose lines are not the file's.
[[nodiscard]] std::string words_of(const UnusableVersion& unusable);
/// Its place in 64 bytes, for the hub's list of devices: "line 12: hall.opening".
[[nodiscard]] std::string place_of(const UnusableVersion& unusable);

}  // namespace bangnin::kiosk
