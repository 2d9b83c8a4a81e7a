// What the phone's pages are made of. Pure, but for the language, which is the calling thread's (ui/locale).
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "sync/model/clock.h"
#include "ui/locale/locale.h"

namespace bangnin::hub {

inline constexpr std::size_t largest_page = 60'000;

struct Hall {
    std::string name;
    std::string telephone;  // empty: no button to call
    sync::HallZone zone;
};

enum class TextSize { normal, large };
struct PageLook {
    locale::Language language = locale::Language::chinese;
    TextSize size = TextSize::normal;
};

// & < > " ' as entities; control characters but the line feed, and broken UTF-8, become U+FFFD.
std::string html_escaped(std::string_view text);

// Every {{name}} of the template by its value, which is HTML already; an unknown name stands for nothing.
using PageValues = std::map<std::string_view, std::string>;
std::string filled(std::string_view page, const PageValues& values);

// A source that is said later.
constexpr std::string_view gettext_noop(std::string_view source) { return source; }

namespace detail {
std::string marked(std::string_view source, std::string words);
}
// The words in the page's language. Chinese that stands in for what is not translated says that it is Chinese. The
// source is ours and holds no HTML; arguments are HTML already.
template <typename... Arguments>
std::string say(std::string_view source, const Arguments&... arguments) {
    return detail::marked(source, locale::tr(source, arguments...));
}

// The same for an attribute.
template <typename... Arguments>
std::string say_plainly(std::string_view source, const Arguments&... arguments) {
    return html_escaped(locale::tr(source, arguments...));
}

// Text that is Chinese whatever the page's language: records, names.
std::string chinese(std::string_view text);
// So many code points at most; what is cut off is an ellipsis.
std::string shortened(std::string_view text, std::size_t code_points);

std::string icon(std::string_view path);  // of 48 units
inline constexpr std::string_view clock_icon = R"(<circle cx="24" cy="24" r="17"/><path d="M24 13v12l8 5"/>)";
inline constexpr std::string_view tick_icon = R"(<path d="M8 25l11 11L41 12"/>)";
inline constexpr std::string_view note_icon = R"(<circle cx="24" cy="24" r="17"/><path d="M24 22v11M24 14.5v1"/>)";

std::string telephone_button(const Hall& hall, const std::string& words);
// "2026 年 3 月 12 日", "3 月 12 日".
std::string date_of(sync::LocalDay day);
std::string short_date_of(sync::LocalDay day);

// The address of the page in that look.
std::string address_of(const std::string& path, const PageLook& look);

struct WholePage {
    std::string path;   // "/t/TOKEN"; empty: neither languages nor sizes to choose
    std::string title;  // HTML
    std::string main;   // HTML
    int refresh_s = 0;  // 0: it does not change by itself
};
std::string whole_page(const WholePage& page, const Hall& hall, const PageLook& look);

// For Content-Security-Policy: nothing is loaded, only our own style sheet (named by its hash) applies, and forms go to
// nobody else.
std::string_view page_security_policy();

}  // namespace bangnin::hub
