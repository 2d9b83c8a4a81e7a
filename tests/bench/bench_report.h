// What the benchmarks print: one JSON object a line, {"name","value","unit","n","p50","p99"}. A figure that was
// promised also says "limit" (of the value, which is p50), "limit_p99" or, where more is better, "least", and whether
// it is "within" them.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace bangnin::bench {

// share: 0…1, of at least one value.
[[nodiscard]] double quantile(std::vector<double> values, double share);

// At most so much; `least`: the value at least.
struct Limit {
    std::optional<double> p50{};
    std::optional<double> p99{};
    std::optional<double> least{};
};

// value is the median.
void report(const std::string& name, const std::string& unit, const std::vector<double>& values,
            const Limit& limit = {});
// A number that somebody else has already made of n measurements.
void report(const std::string& name, const std::string& unit, std::size_t n, double p50, double p99,
            const Limit& limit = {});

// Nothing was measured: {"name","skipped"}, and what the program then ends with, so that nobody takes it for a success.
void report_skipped(const std::string& name, const std::string& why);
inline constexpr int skipped_status = 77;

}  // namespace bangnin::bench
