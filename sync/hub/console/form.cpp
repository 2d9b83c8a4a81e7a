#include "sync/hub/console/form.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <array>

#include "sync/hub/target.h"
#include "sync/hub/x509.h"

namespace bangnin::hub::console {
namespace {

bool control(char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return (byte < 0x20 && letter != '\n') || byte == 0x7F;
}

std::optional<std::string> decoded(std::string_view text) {
    std::string result;
    for (std::size_t index = 0; index < text.size(); ++index) {
        char letter = text[index] == '+' ? ' ' : text[index];
        if (text[index] == '%') {
            const auto escaped = percent_byte(text.substr(index));
            if (!escaped) return std::nullopt;
            letter = *escaped;
            index += 2;
        }
        // Browsers end lines with CR LF.
        if (letter == '\r') continue;
        if (letter == '\t') letter = ' ';
        if (control(letter)) return std::nullopt;
        result.push_back(letter);
    }
    return result;
}

}  // namespace

std::optional<Form> parse_form(std::string_view body, const FormLimits& limits) {
    if (body.size() > limits.bytes) return std::nullopt;
    Form form;
    while (!body.empty()) {
        const std::string_view part = body.substr(0, body.find('&'));
        body.remove_prefix(std::min(body.size(), part.size() + 1));
        if (part.empty()) continue;
        const std::size_t equals = part.find('=');
        const auto name = decoded(part.substr(0, equals));
        const auto value = decoded(equals == std::string_view::npos ? std::string_view() : part.substr(equals + 1));
        if (!name || !value || form.size() == limits.fields) return std::nullopt;
        form.emplace(*name, *value);
    }
    return form;
}

std::string field(const Form& form, const std::string& name) {
    const auto found = form.find(name);
    return found == form.end() ? std::string() : found->second;
}

std::string_view trimmed(std::string_view text) {
    static constexpr std::array<std::string_view, 6> unseen{" ", "\n", "　", "\u00A0", "\u200B", "\uFEFF"};
    const auto first = [&](std::string_view one) { return text.starts_with(one); };
    const auto last = [&](std::string_view one) { return text.ends_with(one); };
    const auto* at = unseen.begin();
    while ((at = std::ranges::find_if(unseen, first)) != unseen.end()) text.remove_prefix(at->size());
    while ((at = std::ranges::find_if(unseen, last)) != unseen.end()) text.remove_suffix(at->size());
    return text;
}

std::string cookie_of(std::string_view header, std::string_view name) {
    while (!header.empty()) {
        const std::string_view part = header.substr(0, header.find(';'));
        header.remove_prefix(std::min(header.size(), part.size() + 1));
        const std::string_view pair = trimmed(part);
        const std::size_t equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
            return std::string(pair.substr(equals + 1));
        }
    }
    return {};
}

std::string form_token(std::string_view cookie) { return x509::sha256_hex("form:" + std::string(cookie)); }

bool same_secret(std::string_view one, std::string_view other) {
    return one.size() == other.size() && CRYPTO_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace bangnin::hub::console
