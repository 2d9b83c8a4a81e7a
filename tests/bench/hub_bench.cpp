#include "tests/bench/hub_bench.h"

#include <openssl/evp.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/bench/bench_report.h"
#include "tests/harness/process.h"

namespace bangnin::bench {

BenchServer::BenchServer() : folder_("/tmp/bangnin-postgresql-bench-" + std::to_string(getpid())) { tell("start"); }
BenchServer::~BenchServer() { tell("stop"); }

void BenchServer::tell(const char* command) const {
    const auto done = harness::run_program(
        {"/usr/bin/env", "BANGNIN_POSTGRESQL_FSYNC=on", "/bin/sh", "tests/postgresql.sh", command, folder_},
        harness::Milliseconds(100000));
    if (!done) std::fprintf(stderr, "PostgreSQL: %s\n", done.error().c_str());
}

std::string BenchServer::uri() const { return "postgresql:///postgres?host=" + folder_ + "&user=postgres"; }

void find_programs() {
    setenv("BANGNIN_BIN_DIR", std::filesystem::canonical("/proc/self/exe").parent_path().c_str(), 0);
}

void report_machine(std::string_view when) {
    using Clock = std::chrono::steady_clock;
    const std::vector<unsigned char> block(std::size_t{1} << 20);
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    const auto begun = Clock::now();
    int blocks = 0;
    while (Clock::now() - begun < std::chrono::milliseconds(300)) {
        EVP_Digest(block.data(), block.size(), digest.data(), &size, EVP_sha256(), nullptr);
        ++blocks;
    }
    const double rate = blocks / std::chrono::duration<double>(Clock::now() - begun).count();
    report("machine_sha256_" + std::string(when), "MB/s", static_cast<std::size_t>(blocks), rate, rate);
}

double private_memory_kb(int process) {
    std::ifstream file("/proc/" + std::to_string(process) + "/smaps_rollup");
    std::string word;
    double total = 0;
    double value = 0;
    while (file >> word) {
        if ((word == "Private_Clean:" || word == "Private_Dirty:") && file >> value) total += value;
    }
    return total;
}

}  // namespace bangnin::bench
