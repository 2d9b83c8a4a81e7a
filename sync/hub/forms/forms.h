// The paper forms of the service (appendices 3 to 8 of the plan) as PDF, filled in as far as things are known: what is
// not stays room to write by hand, and every seal has its place. The wording is the plan's and data
// (assets/forms/paper), so that another hall brings its own.
#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sync/hub/forms/form_template.h"
#include "sync/model/applicant.h"
#include "sync/model/clock.h"
#include "sync/model/rating.h"
#include "sync/model/service.h"
#include "ui/paper/document.h"

namespace bangnin::hub {

using sync::KeyProject;

// Appendix 3, 代办帮办服务申请表. Empty texts, days and pictures are left to be written by hand; signatures are PNG.
struct ApplicationForm {
    sync::ApplicantDetails applicant{};  // but for its signature, which is encoded there
    std::string project_name{};
    std::string project_code{};
    std::vector<std::uint32_t> items{};
    std::string applicant_signature{};
    std::optional<sync::LocalDay> signed_on{};
};

// Appendix 4, 代办帮办服务授权委托书.
struct AuthorisationForm {
    std::string principal{};
    std::string unit_name{};
    std::string agent_unit{};
    std::string agent_name{};
    std::string agent_sex{};
    std::string agent_id{};
    std::string agent_post{};
    std::string matter{};
    std::vector<std::uint32_t> items{};
    std::string principal_signature{};
    std::optional<sync::LocalDay> signed_on{};
};

// Appendix 5, 代办帮办服务承诺书.
struct CommitmentForm {
    std::string handler_signature{};
    std::optional<sync::LocalDay> signed_on{};
};

// Appendix 6, 代办帮办服务办结单.
struct CompletionForm {
    std::string project_name{};
    std::string project_code{};
    std::optional<sync::LocalDay> completed_on{};
    std::string handler_signature{};
    std::string agent_signature{};
    std::optional<sync::LocalDay> signed_on{};
};

// Appendix 7, 代办帮办服务评价表. Its three grades hold the five: 基本满意 is ticked as 满意, 非常不满意 as 不满意, and
// the grade given stands beside them.
struct RatingForm {
    std::string project_name{};
    std::string project_code{};
    std::optional<sync::LocalDay> completed_on{};
    std::optional<sync::Grade> grade{};
    std::string opinion{};
    std::string rater_signature{};
    std::optional<sync::LocalDay> signed_on{};
};

// Appendix 8, 代办帮办服务终止单.
struct TerminationForm {
    std::string project_name{};
    std::string project_code{};
    std::string reason{};
    std::optional<sync::LocalDay> terminated_on{};
    std::string handler_signature{};
    std::string agent_signature{};
    std::optional<sync::LocalDay> signed_on{};
};

using Form =
    std::variant<ApplicationForm, AuthorisationForm, CommitmentForm, CompletionForm, RatingForm, TerminationForm>;

enum class FormFault { template_unreadable, template_wrong, unknown_item, not_printable };
struct FormError {
    FormFault fault = FormFault::not_printable;
    std::string detail;  // for the log; nothing of what is filled in
};

class FormPrinter {
  public:
    // All templates of the folder, so that a missing one is known at once.
    static std::expected<FormPrinter, FormError> load(const std::string& folder);

    // The engine belongs to the calling thread. `created` goes into the file, so that the same form is the same file.
    std::expected<paper::Pdf, FormError> print(text::Engine& engine, const Form& form, const sync::Catalogue& catalogue,
                                               sync::Instant created) const;

  private:
    FormPrinter() = default;

    std::array<FormTemplate, std::variant_size_v<Form>> templates_;
};

}  // namespace bangnin::hub
