#include "kiosk/sealed_person.h"

#include <array>

#include "kiosk/journeys/utf8.h"

namespace bangnin::kiosk {

namespace {

constexpr std::size_t longest_escape = 6;  // bytes of \u001F, the longest that one byte can become
constexpr std::size_t frame_bytes = 64;    // braces, keys, quotes and commas

void append_escaped(std::string& json, std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    while (!text.empty()) {
        const std::size_t length = character_length(text);
        const auto first = static_cast<unsigned char>(text.front());
        if (length == 0) {
            json.append("\xEF\xBF\xBD");
        } else if (first == '"' || first == '\\') {
            json.push_back('\\');
            json.push_back(text.front());
        } else if (first < 0x20U) {
            json.append("\\u00");
            json.push_back(digits[first >> 4U]);
            json.push_back(digits[first & 0x0FU]);
        } else {
            json.append(text.substr(0, length));
        }
        text.remove_prefix(length == 0 ? 1 : length);
    }
}

}  // namespace

sync::SecretText person_json(const Person& person) {
    struct Field {
        std::string_view key;
        std::string_view value;
    };
    const std::array fields{Field{"id_number", person.id_number.text()}, Field{"name", person.name.text()},
                            Field{"phone", person.phone.text()}};
    std::size_t given = 0;
    for (const Field& field : fields) {
        given += field.value.size();
    }
    if (given == 0) {
        return {};
    }
    // Never grown: what a string grows out of is given back as it is.
    std::string json;
    json.reserve(frame_bytes + longest_escape * given);
    for (const Field& field : fields) {
        if (field.value.empty()) {
            continue;
        }
        json.append(json.empty() ? "{\"" : ",\"").append(field.key).append("\":\"");
        append_escaped(json, field.value);
        json.push_back('"');
    }
    json.push_back('}');
    sync::SecretText secret(json);
    sync::wipe(json);
    return secret;
}

std::expected<std::string, sync::SealError> sealed_person(const Person& person, std::string_view certificate_pem) {
    const auto json = person_json(person);
    if (json.empty() || certificate_pem.empty()) {
        return std::string{};
    }
    return sync::seal(json.view(), certificate_pem);
}

}  // namespace bangnin::kiosk
