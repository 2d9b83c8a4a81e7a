// The words people read, in the language they chose.
//
// Simplified Chinese is the source: `tr("取号排队")` is both the key and the text when nothing better is known.
// The English and Mongolian catalogues (assets/locales/*.po) are compiled with msgfmt and built into the program, so
// switching is instant and changes nothing outside this file: setlocale() and the environment are never touched.
//
// The chosen language belongs to the calling thread; each thread starts with Chinese. Texts are UTF-8.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace bangnin::locale {

enum class Language : std::uint8_t { chinese, mongolian, english };

// "zh", "mn", "en": as in the automation port, the records and the configuration.
std::string_view code_of(Language language);
std::optional<Language> language_of(std::string_view code);

void set_language(Language language);
Language language();

// Sets the language of this thread for a scope, then puts the former one back.
class LanguageScope {
  public:
    explicit LanguageScope(Language chosen) : before_(language()) { set_language(chosen); }
    ~LanguageScope() { set_language(before_); }
    LanguageScope(const LanguageScope&) = delete;
    LanguageScope& operator=(const LanguageScope&) = delete;

  private:
    Language before_;
};

namespace detail {

inline std::string text_of(std::string_view value) { return std::string(value); }
template <std::integral Number>
std::string text_of(Number value) {
    return std::to_string(value);
}

std::string_view look_up(std::string_view source, std::uint64_t count);
std::string fill(std::string_view pattern, const std::string* arguments, std::size_t count);

template <typename... Arguments>
std::string filled(std::string_view pattern, const Arguments&... arguments) {
    const std::array<std::string, sizeof...(Arguments) + 1> texts{text_of(arguments)..., std::string{}};
    return fill(pattern, texts.data(), sizeof...(Arguments));
}

}  // namespace detail

// In Mongolian every text is meant for vertical columns: what lies flat (the header, captions, paper) asks under
// LanguageScope(chinese).
// The translation of `source`, `{0}` to `{9}` replaced by the arguments (texts or whole numbers; a translation may use
// them in any order). A `{N}` without an argument stays as it is. Never fails.
template <typename... Arguments>
std::string tr(std::string_view source, const Arguments&... arguments) {
    return detail::filled(detail::look_up(source, 0), arguments...);
}

// As tr, for a text that speaks of a count: `{0}` is the count, and the translation may have several forms.
template <typename... Arguments>
std::string tr_plural(std::string_view source, std::uint64_t count, const Arguments&... arguments) {
    return detail::filled(detail::look_up(source, count), count, arguments...);
}

// The traditional Mongolian words for `source` where the design sets them in vertical columns, whatever the language
// in use. Nothing when there are none yet. (The present ones are placeholders, marked fuzzy in mn.po, until a native
// reader has passed them.)
std::optional<std::string_view> mongolian_column(std::string_view source);

}  // namespace bangnin::locale
