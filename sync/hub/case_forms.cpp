#include "sync/hub/case_forms.h"

namespace bangnin::hub {
namespace {

std::vector<std::uint32_t> items_of(const sync::Case& of) {
    std::vector<std::uint32_t> items;
    for (const sync::CaseItem& item : of.items) items.push_back(item.item.number);
    return items;
}

class Forms {
  public:
    Forms(const FormSource& source, const sync::WorkCalendar& calendar)
        : case_(source.file.now), details_(source.details), source_(source), calendar_(calendar) {}

    Form application() const {
        return ApplicationForm{.applicant = details_,
                               .project_name = case_.project_name,
                               .project_code = case_.project_code,
                               .items = items_of(case_),
                               .applicant_signature = source_.signature,
                               .signed_on = signing_day()};
    }
    Form authorisation() const {
        return AuthorisationForm{.principal = details_.unit_head,
                                 .unit_name = details_.unit_name,
                                 .agent_name = case_.agent,
                                 .matter = case_.project_name,
                                 .items = items_of(case_)};
    }
    Form commitment() const {
        return CommitmentForm{.handler_signature = source_.signature, .signed_on = signing_day()};
    }
    Form completion() const {
        return CompletionForm{
            .project_name = case_.project_name, .project_code = case_.project_code, .completed_on = completed_on()};
    }
    Form rating() const {
        const bool shown = source_.grade == GradeOnForm::shown;
        return RatingForm{.project_name = case_.project_name,
                          .project_code = case_.project_code,
                          .completed_on = completed_on(),
                          .grade = shown ? case_.grade : std::nullopt,
                          .opinion = shown ? source_.opinion : ""};
    }
    Form termination() const {
        return TerminationForm{.project_name = case_.project_name,
                               .project_code = case_.project_code,
                               .reason = case_.reason,
                               .terminated_on = calendar_.today(case_.changed_at)};
    }

  private:
    // Who signs on paper writes the day there.
    std::optional<sync::LocalDay> signing_day() const {
        if (source_.signature.empty()) return std::nullopt;
        return calendar_.today(source_.file.submitted_at);
    }
    std::optional<sync::LocalDay> completed_on() const {
        if (!case_.completed_at) return std::nullopt;
        return calendar_.today(*case_.completed_at);
    }

    const sync::Case& case_;
    const sync::ApplicantDetails& details_;
    const FormSource& source_;
    const sync::WorkCalendar& calendar_;
};

}  // namespace

std::optional<Appendix> parse_appendix(std::string_view text) {
    if (text.size() != 1 || text[0] < '3' || text[0] > '8') return std::nullopt;
    return static_cast<Appendix>(text[0] - '0');
}

bool needs_details(Appendix appendix) {
    return appendix == Appendix::application || appendix == Appendix::authorisation || appendix == Appendix::commitment;
}

std::expected<Form, FormRefusal> form_of(Appendix appendix, const FormSource& source,
                                         const sync::WorkCalendar& calendar) {
    const Forms forms(source, calendar);
    const sync::Case& of = source.file.now;
    switch (appendix) {
        case Appendix::application:
            return forms.application();
        case Appendix::authorisation:
            return forms.authorisation();
        case Appendix::commitment:
            return forms.commitment();
        case Appendix::completion:
        case Appendix::rating:
            if (!of.completed_at) return std::unexpected(FormRefusal::not_completed);
            return appendix == Appendix::completion ? forms.completion() : forms.rating();
        case Appendix::termination:
            break;
    }
    if (of.state != sync::CaseState::terminated) return std::unexpected(FormRefusal::not_terminated);
    return forms.termination();
}

}  // namespace bangnin::hub
