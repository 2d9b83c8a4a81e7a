// What a browser sends of a person: form fields and cookies, and the token that shows that a form is one of ours. Pure
// and total.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace bangnin::hub::console {

inline constexpr std::size_t longest_form = std::size_t{32} * 1024;
inline constexpr std::size_t most_fields = 64;

// What a form may be: those in which a whole document is written may be larger.
struct FormLimits {
    std::size_t bytes = longest_form;
    std::size_t fields = most_fields;
};
inline constexpr FormLimits document_form{.bytes = std::size_t{64} * 1024, .fields = 4096};

using Form = std::map<std::string, std::string>;  // of a field given twice the first counts

// application/x-www-form-urlencoded. Nothing for what is too long or badly encoded. Line ends become line feeds and
// tabs spaces; other control characters are no text that a person types.
std::optional<Form> parse_form(std::string_view body, const FormLimits& limits = {});
// Empty when it is not there.
std::string field(const Form& form, const std::string& name);
// Without the spaces, wide ones too, and line feeds around it.
std::string_view trimmed(std::string_view text);

// Of a Cookie header (RFC 6265 §4.2.1); empty when it is not there.
std::string cookie_of(std::string_view header, std::string_view name);

// What every form of a browser carries: only who can read the cookie, or a page made for it, knows it.
std::string form_token(std::string_view cookie);
// Takes the same time wherever they differ.
bool same_secret(std::string_view one, std::string_view other);

}  // namespace bangnin::hub::console
