// The form by which a case is filed at the console: the fields of the plan's appendix 3, and what was posted in them as
// the case that it asks for. Pure.
#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sync/hub/console/form.h"
#include "sync/model/applicant.h"
#include "sync/model/case.h"
#include "sync/model/service.h"

namespace bangnin::hub::console {

struct FilingDraft {
    sync::Application application{};  // its token is still to be set
    sync::ApplicantDetails details{};
};

enum class Needed { always, where_there_is_one };
enum class FieldShape { line, lines };

struct FilingField {
    std::string_view name;
    std::string_view label;
    std::size_t longest;  // code points
    std::string& (*place)(FilingDraft&);
    Needed needed = Needed::where_there_is_one;
    FieldShape shape = FieldShape::line;
    // As it is kept, of what was typed; null: just so.
    std::optional<std::string> (*kept)(std::string_view) = nullptr;
    std::string_view fault{};  // said where nothing can be kept
};

// In the form's order.
std::span<const FilingField> unit_fields();
std::span<const FilingField> project_fields();
// Hidden: from which window, for the ticket that was there.
inline constexpr std::string_view window_field = "window";
inline constexpr std::string_view ticket_field = "ticket";
inline constexpr std::string_view key_project_field = "key_project";
inline constexpr std::string_view items_field = "items";  // by which faults name all of them
std::string item_field(std::uint32_t number);

struct FilingFault {
    std::string field;
    std::string words;  // a sentence for whoever posted it

    friend bool operator==(const FilingFault&, const FilingFault&) = default;
};

// Or everything that is wrong with it, in the form's order.
std::expected<FilingDraft, std::vector<FilingFault>> filing_of(const Form& form, const sync::Catalogue& catalogue);

}  // namespace bangnin::hub::console
