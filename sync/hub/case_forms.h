// Which form of the plan's appendices says what about a case. Pure.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "sync/hub/case_desk.h"
#include "sync/hub/forms/forms.h"
#include "sync/model/applicant.h"

namespace bangnin::hub {

enum class Appendix { application = 3, authorisation, commitment, completion, rating, termination };
std::optional<Appendix> parse_appendix(std::string_view text);  // "3" to "8"

// Whether the form is filled in with what only sealed data says.
bool needs_details(Appendix appendix);

// A clerk must not see who gave which grade: the form then has its boxes empty, as it has before a rating.
enum class GradeOnForm { hidden, shown };

enum class FormRefusal { not_completed, not_terminated };

struct FormSource {
    const CaseFile& file;
    sync::ApplicantDetails details{};  // empty where nothing was sealed, or it cannot be opened
    std::string signature{};           // PNG
    std::string opinion{};             // of the rating
    GradeOnForm grade = GradeOnForm::hidden;
};
// An empty field is room to write by hand.
std::expected<Form, FormRefusal> form_of(Appendix appendix, const FormSource& source,
                                         const sync::WorkCalendar& calendar);

}  // namespace bangnin::hub
