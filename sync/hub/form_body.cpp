#include "sync/hub/form_body.h"

#include <algorithm>

#include "sync/hub/target.h"

namespace bangnin::hub {
namespace {

std::optional<std::string> form_decoded(std::string_view text) {
    std::string result;
    for (std::size_t index = 0; index < text.size(); ++index) {
        if (text[index] == '+') {
            result.push_back(' ');
        } else if (text[index] != '%') {
            result.push_back(text[index]);
        } else {
            const auto byte = percent_byte(text.substr(index));
            if (!byte) return std::nullopt;
            result.push_back(*byte);
            index += 2;
        }
    }
    for (std::size_t at = result.find("\r\n"); at != std::string::npos; at = result.find("\r\n", at)) {
        result.erase(at, 1);
    }
    return result;
}

}  // namespace

std::optional<std::map<std::string, std::string>> parse_form_body(std::string_view body) {
    if (body.size() > longest_form_body) return std::nullopt;
    std::map<std::string, std::string> fields;
    while (!body.empty()) {
        const std::string_view part = body.substr(0, body.find('&'));
        body.remove_prefix(std::min(body.size(), part.size() + 1));
        if (part.empty()) continue;
        const std::size_t equals = part.find('=');
        const auto name = form_decoded(part.substr(0, equals));
        const auto value =
            form_decoded(equals == std::string_view::npos ? std::string_view() : part.substr(equals + 1));
        if (!name || !value || fields.size() == most_form_fields) return std::nullopt;
        fields.emplace(*name, *value);
    }
    return fields;
}

}  // namespace bangnin::hub
