#include "ui/screen/latency.h"

#include <algorithm>

namespace bangnin::screen {

void Latency::add(double milliseconds) {
    last_ = milliseconds;
    ring_.at(next_) = milliseconds;
    next_ = (next_ + 1) % ring_.size();
    count_ = std::min(count_ + 1, ring_.size());
}

double Latency::percentile(double share) const {
    if (count_ == 0) {
        return 0;
    }
    auto sorted = ring_;
    const auto end = sorted.begin() + static_cast<std::ptrdiff_t>(count_);
    const auto rank = std::clamp(share, 0.0, 1.0) * static_cast<double>(count_ - 1) + 0.5;
    const auto place = sorted.begin() + static_cast<std::ptrdiff_t>(rank);
    std::nth_element(sorted.begin(), place, end);
    return *place;
}

}  // namespace bangnin::screen
