#include "sync/hub/console/html.h"

#include <algorithm>

#include "sync/hub/page.h"

namespace bangnin::hub::console {

Html Html::text(std::string_view text) {
    Html html;
    html.markup_ = html_escaped(text);
    return html;
}

Html& Html::operator+=(const Html& other) {
    markup_ += other.markup_;
    return *this;
}

Html fill(Literal page, std::initializer_list<std::pair<std::string_view, Value>> values) {
    Html html;
    std::string_view rest = page.markup;
    while (!rest.empty()) {
        const std::size_t begin = rest.find("{{");
        const std::size_t end = begin == std::string_view::npos ? begin : rest.find("}}", begin);
        if (end == std::string_view::npos) break;
        html.markup_ += rest.substr(0, begin);
        const std::string_view name = rest.substr(begin + 2, end - begin - 2);
        const auto* value = std::ranges::find(values, name, &std::pair<std::string_view, Value>::first);
        if (value != values.end()) html.markup_ += value->second.html().markup();
        rest.remove_prefix(end + 2);
    }
    html.markup_ += rest;
    return html;
}

std::string url_part(std::string_view text) {
    static constexpr std::string_view hex = "0123456789ABCDEF";
    std::string result;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                           (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' || byte == '_' || byte == '~';
        if (plain) {
            result.push_back(letter);
        } else {
            result += {'%', hex[byte >> 4U], hex[byte & 15U]};
        }
    }
    return result;
}

}  // namespace bangnin::hub::console
