#include "tests/bench/bench_report.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace bangnin::bench {

double quantile(std::vector<double> values, double share) {
    std::ranges::sort(values);
    const auto at = static_cast<std::size_t>(std::lround(share * static_cast<double>(values.size() - 1)));
    return values.at(at);
}

void report(const std::string& name, const std::string& unit, std::size_t n, double p50, double p99,
            const Limit& limit) {
    std::printf(R"({"name":"%s","value":%.3f,"unit":"%s","n":%zu,"p50":%.3f,"p99":%.3f)", name.c_str(), p50,
                unit.c_str(), n, p50, p99);
    if (limit.p50) std::printf(R"(,"limit":%g)", *limit.p50);
    if (limit.p99) std::printf(R"(,"limit_p99":%g)", *limit.p99);
    if (limit.least) std::printf(R"(,"least":%g)", *limit.least);
    if (limit.p50 || limit.p99 || limit.least) {
        const bool within =
            p50 <= limit.p50.value_or(p50) && p99 <= limit.p99.value_or(p99) && p50 >= limit.least.value_or(p50);
        std::printf(R"(,"within":%s)", within ? "true" : "false");
    }
    std::printf("}\n");
    std::fflush(stdout);
}

void report(const std::string& name, const std::string& unit, const std::vector<double>& values, const Limit& limit) {
    report(name, unit, values.size(), quantile(values, 0.5), quantile(values, 0.99), limit);
}

void report_skipped(const std::string& name, const std::string& why) {
    std::printf(R"({"name":"%s","skipped":"%s"}
)",
                name.c_str(), why.c_str());
    std::fflush(stdout);
}

}  // namespace bangnin::bench
