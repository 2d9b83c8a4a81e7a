// Any bytes as words on the screen: what is said is never a number long enough to know a person by, and saying what is
// said already changes nothing about that.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ui/voice/script.h"
#include "ui/voice/spoken_text.h"

namespace {

using namespace bangnin;

bool has_long_number(std::string_view words) {
    int digits = 0;
    for (const char c : words) {
        digits = c >= '0' && c <= '9' ? digits + 1 : 0;
        if (digits >= 11) return true;
    }
    return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const auto language : {locale::Language::chinese, locale::Language::english, locale::Language::mongolian}) {
        const std::string words = voice::spoken_text(text, language);
        if (has_long_number(words) || has_long_number(voice::spoken_text(words, language))) __builtin_trap();
        std::string joined;
        for (const auto& run : voice::voice_runs(words, language)) joined += run.text;
        if (joined != words) __builtin_trap();
        static_cast<void>(voice::script_of({.text = std::string(text), .language = language}, voice::Phrasebook{}));
    }
    return 0;
}
