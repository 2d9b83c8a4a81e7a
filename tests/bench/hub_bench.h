// What the hub's benchmarks share: a hub on each kind of database, with every write on the disk, and a figure of what
// the machine itself does at that time.
#pragma once

#include <string>
#include <string_view>

#include "tests/sync/hub/hub_rig.h"

namespace bangnin::bench {

// A PostgreSQL of this benchmark alone, which really waits for the disk.
class BenchServer {
  public:
    BenchServer();
    ~BenchServer();
    BenchServer(const BenchServer&) = delete;
    BenchServer& operator=(const BenchServer&) = delete;
    std::string uri() const;

  private:
    void tell(const char* command) const;
    std::string folder_;
};

// Where the programs are: beside this one, unless BANGNIN_BIN_DIR says otherwise.
void find_programs();

// How many megabytes of SHA-256 a second one thread makes just now: what other work leaves of the machine. Printed.
void report_machine(std::string_view when);

// What a process has for itself in memory, in kB.
double private_memory_kb(int process);

}  // namespace bangnin::bench
