#pragma once
// The last 512 measurements of something, and what they say.

#include <array>
#include <cstddef>

namespace bangnin::screen {

class Latency {
  public:
    void add(double milliseconds);
    [[nodiscard]] double last() const { return last_; }
    // share: 0.5 median, 0.99 … of the kept ones; 0 if there are none.
    [[nodiscard]] double percentile(double share) const;
    [[nodiscard]] std::size_t count() const { return count_; }

  private:
    std::array<double, 512> ring_{};
    std::size_t next_ = 0;
    std::size_t count_ = 0;
    double last_ = 0;
};

}  // namespace bangnin::screen
