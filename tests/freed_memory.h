// Watches what this program gives back to the heap: were somebody's words still in it?
#pragma once

#include <string_view>

namespace bangnin::testing_memory {

// While it lives, every block that operator delete takes back, on any thread, is searched. One at a time. The program
// must be linked with freed_memory.cpp, which replaces the operators.
class FreedMemory {
  public:
    // words: at least 4 bytes; must outlive this.
    explicit FreedMemory(std::string_view words);
    ~FreedMemory();
    FreedMemory(const FreedMemory&) = delete;
    FreedMemory& operator=(const FreedMemory&) = delete;

    // Blocks so far that still held the words.
    [[nodiscard]] int found() const;
};

}  // namespace bangnin::testing_memory
