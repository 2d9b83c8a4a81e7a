// Any bytes as a synthesiser's WAV, and as the kernel's switch events: sound within the limit or a refusal.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "ui/voice/headphones.h"
#include "ui/voice/wav.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::span bytes(data, size);
    const auto sound = bangnin::voice::parse_wav(bytes);
    if (sound && sound->samples.size() > bangnin::voice::max_samples) __builtin_trap();

    bangnin::voice::HeadphoneEvents whole;
    bangnin::voice::HeadphoneEvents pieces;
    const auto at_once = whole.take(bytes);
    std::optional<bangnin::voice::Headphones> last;
    for (const std::uint8_t& byte : bytes) {
        const auto news = pieces.take({&byte, 1});
        if (news.headphones) last = news.headphones;
    }
    if (last != at_once.headphones) __builtin_trap();
    return 0;
}
