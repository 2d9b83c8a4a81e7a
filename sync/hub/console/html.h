// HTML that is escaped by construction: markup comes only from this program's own literals, everything else becomes
// part of a page as text. Pure.
#pragma once

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace bangnin::hub::console {

// Markup that stands in this program's sources or assets: nothing that is made at run time can be one.
struct Literal {
    consteval Literal(const char* text) : markup(text) {}
    std::string_view markup;
};

class Html {
  public:
    Html() = default;
    Html(Literal literal) : markup_(literal.markup) {}
    // & < > " ' as entities, so that it may stand in an attribute's quotes as well.
    static Html text(std::string_view text);

    const std::string& markup() const { return markup_; }
    bool empty() const { return markup_.empty(); }
    Html& operator+=(const Html& other);

  private:
    friend Html fill(Literal, std::initializer_list<std::pair<std::string_view, class Value>>);
    std::string markup_;
};

// What a place of a template is filled with: markup as it is, anything else escaped.
class Value {
  public:
    Value(Html html) : html_(std::move(html)) {}
    Value(std::string_view text) : html_(Html::text(text)) {}
    Value(const std::string& text) : html_(Html::text(text)) {}
    Value(const char* text) : html_(Html::text(text)) {}
    template <std::integral Number>
        requires(!std::same_as<Number, bool> && !std::same_as<Number, char>)
    Value(Number number) : html_(Html::text(std::to_string(number))) {}

    const Html& html() const { return html_; }

  private:
    Html html_;
};

// Every {{name}} of the template by its value; a name without one stands for nothing.
Html fill(Literal page, std::initializer_list<std::pair<std::string_view, Value>> values);

// A text as one part of an address's path, or as a value of its query: percent-encoded (RFC 3986 §2.1).
std::string url_part(std::string_view text);

}  // namespace bangnin::hub::console
