// Memory that is overwritten before it is given back: what a person wrote must not stay behind in it, whether it was
// copied, moved, or grew out of its room.
#pragma once

#include <string.h>

#include <cstddef>
#include <memory>
#include <type_traits>

namespace bangnin::input {

template <typename Value>
struct WipingAllocator {
    static_assert(std::is_trivially_copyable_v<Value>, "its bytes are all there is of it");
    using value_type = Value;

    WipingAllocator() = default;
    template <typename Other>
    WipingAllocator(const WipingAllocator<Other>& /*other*/) noexcept {}  // NOLINT(google-explicit-constructor)

    [[nodiscard]] Value* allocate(std::size_t count) { return std::allocator<Value>().allocate(count); }
    void deallocate(Value* memory, std::size_t count) noexcept {
        ::explicit_bzero(static_cast<void*>(memory), count * sizeof(Value));
        std::allocator<Value>().deallocate(memory, count);
    }

    bool operator==(const WipingAllocator&) const = default;
};

}  // namespace bangnin::input
