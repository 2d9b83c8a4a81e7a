// What works of the voice; for staff and the doctor, never for the person at the terminal.
#pragma once

#include <cstdint>
#include <string>

namespace bangnin::voice {

enum class PartState : std::uint8_t {
    unknown,  ///< not tried yet
    ok,
    unavailable,  ///< `reason` says why; tried again with the next utterance
};

struct PartHealth {
    PartState state = PartState::unknown;
    std::string reason;
    friend bool operator==(const PartHealth&, const PartHealth&) = default;
};

struct Health {
    PartHealth audio;       ///< the way out of the machine; without it everything is silent
    PartHealth synthesis;   ///< espeak-ng; without it only what is recorded is heard
    PartHealth recordings;  ///< the indexes and files of assets/voice; without them all is synthesised
    friend bool operator==(const Health&, const Health&) = default;
};

}  // namespace bangnin::voice
