#include "kiosk/memory.h"

#include <malloc.h>
#include <sys/mman.h>

#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>

namespace bangnin::kiosk {

namespace {

constexpr int heaps = 2;
constexpr int own_block_bytes = 128 * 1024;
constexpr std::uintptr_t large_code_bytes = std::uintptr_t{16} * 1024 * 1024;

struct Mapping {
    std::uintptr_t begin = 0;
    std::uintptr_t end = 0;
    std::string rights;
    std::string file;
};

/// A line of /proc/self/maps: "begin-end rights offset device inode file".
bool read_mapping(const std::string& line, Mapping& mapping) {
    std::istringstream words(line);
    char dash = 0;
    std::string offset;
    std::string device;
    std::string inode;
    words >> std::hex >> mapping.begin >> dash >> mapping.end >> mapping.rights >> offset >> device >> inode;
    mapping.file.clear();
    words >> mapping.file;
    return dash == '-' && mapping.end > mapping.begin;
}

}  // namespace

void be_frugal_with_memory() {
    ::mallopt(M_ARENA_MAX, heaps);
    ::mallopt(M_MMAP_THRESHOLD, own_block_bytes);
}

void give_memory_back() {
    ::malloc_trim(0);
    std::ifstream maps("/proc/self/maps");
    std::string line;
    Mapping mapping;
    while (std::getline(maps, line)) {
        // Only code that nobody can have written to: its pages are the file's.
        const bool code = read_mapping(line, mapping) && mapping.rights == "r-xp" && mapping.file.starts_with('/');
        if (code && mapping.end - mapping.begin >= large_code_bytes) {
            void* begin = reinterpret_cast<void*>(mapping.begin);  // NOLINT(performance-no-int-to-ptr)
            ::madvise(begin, mapping.end - mapping.begin, MADV_DONTNEED);
        }
    }
}

}  // namespace bangnin::kiosk
