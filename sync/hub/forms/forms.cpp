#include "sync/hub/forms/forms.h"

#include <string_view>

#include "sync/hub/forms/form_filling.h"
#include "sync/model/asset_file.h"

namespace bangnin::hub {
namespace {

using sync::Grade;
using sync::LocalDay;

// In the order of Form's alternatives.
constexpr std::array<std::string_view, std::variant_size_v<Form>> names{"application", "authorisation", "commitment",
                                                                        "completion",  "rating",        "termination"};

void add_day(FormValues& values, const std::string& name, const std::optional<LocalDay>& day) {
    if (!day) return;
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day->number()}}};
    values.texts[name + ".year"] = std::to_string(static_cast<int>(date.year()));
    values.texts[name + ".month"] = std::to_string(static_cast<unsigned>(date.month()));
    values.texts[name + ".day"] = std::to_string(static_cast<unsigned>(date.day()));
}

std::string_view words_of(Grade grade) {
    switch (grade) {
        case Grade::very_satisfied:
            return "非常满意";
        case Grade::satisfied:
            return "满意";
        case Grade::basically_satisfied:
            return "基本满意";
        case Grade::dissatisfied:
            return "不满意";
        case Grade::very_dissatisfied:
            return "非常不满意";
    }
    return {};
}

std::string_view box_of(Grade grade) {
    switch (grade) {
        case Grade::very_satisfied:
            return "very_satisfied";
        case Grade::satisfied:
        case Grade::basically_satisfied:
            return "satisfied";
        case Grade::dissatisfied:
        case Grade::very_dissatisfied:
            return "dissatisfied";
    }
    return {};
}

constexpr const char* ticked = "x";

FormValues values_of(const ApplicationForm& form) {
    const sync::ApplicantDetails& applicant = form.applicant;
    FormValues values{{{"unit_name", applicant.unit_name},
                       {"unit_address", applicant.unit_address},
                       {"unit_head", applicant.unit_head},
                       {"postcode", applicant.postcode},
                       {"phone", applicant.phone},
                       {"handler", applicant.handler},
                       {"project_name", form.project_name},
                       {"project_address", applicant.project_address},
                       {"project_code", form.project_code},
                       {"investment", applicant.investment},
                       {"funding", applicant.funding},
                       {"land", applicant.land},
                       {"purpose", applicant.purpose},
                       {"progress", applicant.progress}},
                      {{"applicant", form.applicant_signature}},
                      {form.items.begin(), form.items.end()}};
    if (applicant.key_project == KeyProject::yes) values.texts["key_project"] = ticked;
    if (applicant.key_project == KeyProject::no) values.texts["ordinary_project"] = ticked;
    add_day(values, "date", form.signed_on);
    return values;
}

FormValues values_of(const AuthorisationForm& form) {
    FormValues values{{{"principal", form.principal},
                       {"unit_name", form.unit_name},
                       {"agent_unit", form.agent_unit},
                       {"agent_name", form.agent_name},
                       {"agent_sex", form.agent_sex},
                       {"agent_id", form.agent_id},
                       {"agent_post", form.agent_post},
                       {"matter", form.matter}},
                      {{"principal", form.principal_signature}},
                      {form.items.begin(), form.items.end()}};
    if (!values.items.empty()) values.texts["count"] = std::to_string(values.items.size());
    add_day(values, "date", form.signed_on);
    return values;
}

FormValues values_of(const CommitmentForm& form) {
    FormValues values{{}, {{"handler", form.handler_signature}}, {}};
    add_day(values, "date", form.signed_on);
    return values;
}

FormValues values_of(const CompletionForm& form) {
    FormValues values{{{"project_name", form.project_name}, {"project_code", form.project_code}},
                      {{"handler", form.handler_signature}, {"agent", form.agent_signature}},
                      {}};
    add_day(values, "end", form.completed_on);
    add_day(values, "date", form.signed_on);
    return values;
}

FormValues values_of(const RatingForm& form) {
    FormValues values{
        {{"project_name", form.project_name}, {"project_code", form.project_code}, {"opinion", form.opinion}},
        {{"rater", form.rater_signature}},
        {}};
    if (form.grade) {
        values.texts[std::string(box_of(*form.grade))] = ticked;
        values.texts["exact_grade"] = "（" + std::string(words_of(*form.grade)) + "）";
    }
    add_day(values, "end", form.completed_on);
    add_day(values, "date", form.signed_on);
    return values;
}

FormValues values_of(const TerminationForm& form) {
    FormValues values{
        {{"project_name", form.project_name}, {"project_code", form.project_code}, {"reason", form.reason}},
        {{"handler", form.handler_signature}, {"agent", form.agent_signature}},
        {}};
    add_day(values, "end", form.terminated_on);
    add_day(values, "date", form.signed_on);
    return values;
}

std::string_view words_of(paper::PdfFault fault) {
    switch (fault) {
        case paper::PdfFault::text_too_long:
            return "a text is too long for paper";
        case paper::PdfFault::too_many_pages:
            return "too many pages";
        case paper::PdfFault::bad_table:
            return "a table does not fit its columns or the page";
        case paper::PdfFault::bad_picture:
            return "a signature is no PNG";
        case paper::PdfFault::not_written:
            return "the file could not be made";
    }
    return {};
}

}  // namespace

std::expected<FormPrinter, FormError> FormPrinter::load(const std::string& folder) {
    FormPrinter printer;
    for (std::size_t index = 0; index < names.size(); ++index) {
        const std::string file = folder + "/" + std::string(names[index]) + ".json";
        const auto text = sync::read_asset(file);
        if (!text) return std::unexpected(FormError{FormFault::template_unreadable, file});
        auto parsed = parse_form_template(*text);
        if (!parsed) {
            return std::unexpected(FormError{FormFault::template_wrong, file + ": " + parsed.error().reason});
        }
        printer.templates_[index] = std::move(*parsed);
    }
    return printer;
}

std::expected<paper::Pdf, FormError> FormPrinter::print(text::Engine& engine, const Form& form,
                                                        const sync::Catalogue& catalogue, sync::Instant created) const {
    const FormValues values = std::visit([](const auto& one) { return values_of(one); }, form);
    for (const std::uint32_t item : values.items) {
        if (sync::item_of(catalogue, item) == nullptr) {
            return std::unexpected(FormError{FormFault::unknown_item, "item " + std::to_string(item)});
        }
    }
    paper::Document document = fill_form(engine, templates_[form.index()], values, catalogue);
    document.created = sync::to_text(created);
    auto pdf = paper::make_pdf(engine, document);
    if (!pdf) return std::unexpected(FormError{FormFault::not_printable, std::string(words_of(pdf.error()))});
    return std::move(*pdf);
}

}  // namespace bangnin::hub
