#include "tests/bench/bench_report.h"

#include <algorithm>
#include <cstdio>

namespace bangnin::bench {

double quantile(std::vector<double> values, double share) {
    std::ranges::sort(values);
    const auto at = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5);
    return values.at(at);
}

void report(const std::string& name, const std::string& unit, std::size_t n, double p50, double p99) {
    std::printf(R"({"name":"%s","value":%.3f,"unit":"%s","n":%zu,"p50":%.3f,"p99":%.3f})"
                "\n",
                name.c_str(), p50, unit.c_str(), n, p50, p99);
    std::fflush(stdout);
}

void report(const std::string& name, const std::string& unit, const std::vector<double>& values) {
    report(name, unit, values.size(), quantile(values, 0.5), quantile(values, 0.99));
}

}  // namespace bangnin::bench
