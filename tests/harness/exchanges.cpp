#include "tests/harness/exchanges.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <mutex>
#include <nlohmann/json.hpp>

namespace bangnin::harness {

void keep(const Exchange& exchange) {
    const char* folder = std::getenv("BANGNIN_EXCHANGES");
    if (folder == nullptr || exchange.status == 0) return;
    const nlohmann::json line = {{"method", exchange.method},
                                 {"target", exchange.target},
                                 {"request_type", exchange.request_type},
                                 {"request_body", exchange.request_body},
                                 {"status", exchange.status},
                                 {"type", exchange.type},
                                 {"location", exchange.location},
                                 {"body", exchange.body}};
    // What is no UTF-8 (a PDF, a test's nonsense) need not come back as it was.
    const std::string text = line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    std::ofstream(std::string(folder) + "/" + std::to_string(getpid()) + ".jsonl", std::ios::app) << text;
}

}  // namespace bangnin::harness
