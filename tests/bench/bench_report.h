// What the benchmarks print: one JSON object a line, {"name","value","unit","n","p50","p99"}.
#pragma once

#include <string>
#include <vector>

namespace bangnin::bench {

// share: 0…1, of at least one value.
[[nodiscard]] double quantile(std::vector<double> values, double share);

// value is the median.
void report(const std::string& name, const std::string& unit, const std::vector<double>& values);
// A number that somebody else has already made of n measurements.
void report(const std::string& name, const std::string& unit, std::size_t n, double p50, double p99);

}  // namespace bangnin::bench
