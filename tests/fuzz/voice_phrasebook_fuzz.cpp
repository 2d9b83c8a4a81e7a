// Any bytes as an index of recordings: refused, or every file it names lies below its folder.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ui/voice/phrasebook.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view json(reinterpret_cast<const char*>(data), size);
    const auto book = bangnin::voice::Phrasebook::parse(json, "/recordings");
    if (!book) return 0;
    for (const auto& file : book->files()) {
        if (!file.lexically_normal().string().starts_with("/recordings/")) __builtin_trap();
    }
    static_cast<void>(book->recordings_of(json));
    static_cast<void>(book->recordings_of("您的号码是 A 一 零 二 三，前面还有 三 人"));
    static_cast<void>(book->with_pinyin(json));
    return 0;
}
