// The hub's documents as forms: every value of a document is a field, and the fields written down are the document
// again. What is right in a document is not decided here (document_fault). Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/hub/console/form.h"

namespace bangnin::hub::console {

enum class FieldKind {
    text,
    words,   // in three languages
    lines,   // a list, one a line
    number,  // as typed: what is none is refused with the document
    yes_no,
    choice,
};

struct DocumentField {
    std::string_view key;
    std::string_view label;
    FieldKind kind = FieldKind::text;
    std::vector<std::pair<std::string_view, std::string_view>> choices{};  // of choice: value and words
};

enum class Occurs { once, many };
struct DocumentSection {
    std::string_view key;
    std::string_view label;
    Occurs occurs = Occurs::once;
    std::vector<DocumentField> fields;
};

// Of "hall" or "catalogue".
const std::vector<DocumentSection>& sections_of(const std::string& document);

// "hall.opening", "service.0.name.zh": what a field is called in a form. `row` only of sections that occur many times.
std::string field_name(const DocumentSection& section, std::size_t row, const DocumentField& field,
                       std::string_view language = {});
inline constexpr std::string_view languages[]{"zh", "mn", "en"};

// Nothing where the text cannot be read at all: then there is only its source.
std::optional<Form> fields_of(const std::string& document, const std::string& body);
// Rows without anything in them are left out.
std::string body_of(const std::string& document, const Form& form);
// How many rows of a section the form has something in.
std::size_t rows_in(const Form& form, const DocumentSection& section);

// Where a document is wrong, from document_fault()'s text.
struct FaultPlace {
    std::size_t line = 0;  // 0: not known
    std::string key;       // "service[2].letter"; may be empty
    std::string field;     // the form's name for it: "service.1.letter"
    std::string reason;
};
FaultPlace fault_place(std::string_view fault);

}  // namespace bangnin::hub::console
