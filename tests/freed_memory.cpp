#include "tests/freed_memory.h"

#include <malloc.h>
#include <string.h>

#include <atomic>
#include <cstdlib>
#include <mutex>
#include <new>

namespace bangnin::testing_memory {
namespace {

std::mutex guard;
std::atomic<bool> watching{false};
std::string_view wanted;
int blocks = 0;

void give_back(void* block) noexcept {
    if (block != nullptr && watching.load()) {
        const std::lock_guard lock(guard);
        if (!wanted.empty() && ::memmem(block, ::malloc_usable_size(block), wanted.data(), wanted.size()) != nullptr) {
            ++blocks;
        }
    }
    std::free(block);
}

}  // namespace

FreedMemory::FreedMemory(std::string_view words) {
    const std::lock_guard lock(guard);
    wanted = words;
    blocks = 0;
    watching = true;
}

FreedMemory::~FreedMemory() {
    const std::lock_guard lock(guard);
    watching = false;
    wanted = {};
}

int FreedMemory::found() const {
    const std::lock_guard lock(guard);
    return blocks;
}

}  // namespace bangnin::testing_memory

void* operator new(std::size_t size) {
    if (void* block = std::malloc(size == 0 ? 1 : size)) return block;
    throw std::bad_alloc();
}
// The forms that do not throw are replaced with them: under AddressSanitizer they would else be its own, and its own
// memory must not come back by free().
void* operator new(std::size_t size, const std::nothrow_t& /*unused*/) noexcept {
    return std::malloc(size == 0 ? 1 : size);
}
void operator delete(void* block, const std::nothrow_t& /*unused*/) noexcept {
    bangnin::testing_memory::give_back(block);
}
void operator delete(void* block) noexcept { bangnin::testing_memory::give_back(block); }
void operator delete(void* block, std::size_t) noexcept { bangnin::testing_memory::give_back(block); }
