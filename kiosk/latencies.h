// The last measured times of one kind, for stats.
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <vector>

namespace bangnin::kiosk {

class Latencies {
  public:
    static constexpr std::size_t kept = 4096;

    void add(std::chrono::nanoseconds taken) {
        const double milliseconds = std::chrono::duration<double, std::milli>(taken).count();
        if (values_.size() < kept) {
            values_.push_back(milliseconds);
        } else {
            values_[next_] = milliseconds;
        }
        next_ = (next_ + 1) % kept;
    }

    /// Milliseconds; 0 when nothing was measured. share: 0…1.
    [[nodiscard]] double quantile(double share) const {
        if (values_.empty()) {
            return 0;
        }
        auto sorted = values_;
        const auto at = static_cast<std::size_t>(std::lround(share * static_cast<double>(sorted.size() - 1)));
        std::ranges::nth_element(sorted, sorted.begin() + static_cast<std::ptrdiff_t>(at));
        return sorted[at];
    }

    [[nodiscard]] const std::vector<double>& values() const { return values_; }

  private:
    std::vector<double> values_;
    std::size_t next_ = 0;
};

}  // namespace bangnin::kiosk
