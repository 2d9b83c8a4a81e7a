// A finger that writes on a pad, as the glass tells of it.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "ui/input/wiping_allocator.h"

namespace bangnin::kiosk {

enum class PenPhase : std::uint8_t { down, move, up };

struct PenSample {
    PenPhase phase = PenPhase::move;
    float x = 0;  ///< units from the pad's left upper corner
    float y = 0;
    std::chrono::milliseconds at{0};  ///< of any clock that does not jump
};

/// In their order; overwritten in memory when they go.
using PenSamples = std::vector<PenSample, input::WipingAllocator<PenSample>>;

}  // namespace bangnin::kiosk
