#include "ui/locale/locale.h"

#include <span>

#include "ui/locale/catalogue.h"
#include "ui/locale/embedded.h"

namespace bangnin::locale {
namespace {

constexpr std::string_view column_context = "column";

thread_local Language current = Language::chinese;

// A catalogue that does not parse is a fault of the build, which the tests show; people then read Chinese.
Catalogue parsed(std::span<const std::byte> bytes) {
    auto catalogue = Catalogue::parse(bytes);
    return catalogue ? std::move(*catalogue) : Catalogue::empty();
}

const Catalogue& english() {
    static const Catalogue catalogue = parsed(embedded_english());
    return catalogue;
}

const Catalogue& mongolian() {
    static const Catalogue catalogue = parsed(embedded_mongolian());
    return catalogue;
}

}  // namespace

std::string_view code_of(Language language) {
    switch (language) {
        case Language::chinese:
            return "zh";
        case Language::mongolian:
            return "mn";
        case Language::english:
            return "en";
    }
    return "zh";
}

std::optional<Language> language_of(std::string_view code) {
    for (const Language each : {Language::chinese, Language::mongolian, Language::english}) {
        if (code_of(each) == code) return each;
    }
    return std::nullopt;
}

void set_language(Language language) { current = language; }

Language language() { return current; }

std::optional<std::string_view> mongolian_column(std::string_view source) {
    return mongolian().find(source, column_context);
}

namespace detail {

std::string_view look_up(std::string_view source, std::uint64_t count) {
    switch (current) {
        case Language::chinese:
            return source;
        case Language::mongolian:
            if (const auto words = mongolian().find(source)) return *words;
            return mongolian().find(source, column_context).value_or(source);
        case Language::english:
            return english().find(source, {}, count == 1 ? 0 : 1).value_or(source);
    }
    return source;
}

std::string fill(std::string_view pattern, const std::string* arguments, std::size_t count) {
    std::string text;
    text.reserve(pattern.size() + 16);
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool slot = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' &&
                          pattern[i + 1] >= '0' && pattern[i + 1] <= '9';
        const std::size_t index = slot ? static_cast<std::size_t>(pattern[i + 1] - '0') : count;
        if (index < count) {
            text += arguments[index];
            i += 2;
        } else {
            text += pattern[i];
        }
    }
    return text;
}

}  // namespace detail
}  // namespace bangnin::locale
