// Which of a case's facts stand on which form, and which form there is when.
#include "sync/hub/case_forms.h"

#include <gtest/gtest.h>

#include "tests/sync/hub/case_samples.h"

namespace bangnin::hub::test {
namespace {

using sync::CaseState;

CaseFile file_in(CaseState state) {
    CaseFile file;
    file.submitted_at = instant_of("2026-09-21T02:00:00Z");
    file.now.project_name = "大豆加工";
    file.now.project_code = "2026-1";
    file.now.agent = "王小虎";
    file.now.state = state;
    file.now.reason = "选址调整";
    file.now.grade = sync::Grade::dissatisfied;
    file.now.changed_at = instant_of("2026-09-30T17:00:00Z");  // the first of October in the hall
    if (state == CaseState::completed || state == CaseState::rated) file.now.completed_at = file.now.changed_at;
    for (const std::uint32_t number : {7U, 16U}) {
        file.now.items.push_back({*sync::item_of(basis().catalogue, number)});
    }
    return file;
}

sync::ApplicantDetails details() {
    sync::ApplicantDetails details;
    details.unit_name = "兴安农产品公司";
    details.unit_head = "李小明";
    details.key_project = sync::KeyProject::yes;
    return details;
}

template <typename Kind>
Kind made(Appendix appendix, const FormSource& source) {
    const auto form = form_of(appendix, source, basis().calendar);
    EXPECT_TRUE(form);
    return form ? std::get<Kind>(*form) : Kind{};
}

TEST(CaseForms, TheApplicationHasWhatWasEntered) {
    const CaseFile file = file_in(CaseState::submitted);
    const auto form =
        made<ApplicationForm>(Appendix::application, {.file = file, .details = details(), .signature = "PNG"});
    EXPECT_EQ(form.applicant.unit_name, "兴安农产品公司");
    EXPECT_EQ(form.project_name, "大豆加工");
    EXPECT_EQ(form.applicant.key_project, KeyProject::yes);
    EXPECT_EQ(form.items, (std::vector<std::uint32_t>{7, 16}));
    EXPECT_EQ(form.applicant_signature, "PNG");
    EXPECT_EQ(form.signed_on, day_of("2026-09-21"));
    EXPECT_FALSE(made<ApplicationForm>(Appendix::application, {.file = file}).signed_on)
        << "who signs on paper writes the day there";
}

TEST(CaseForms, TheAuthorisationNamesTheAgentOnceThereIsOne) {
    const auto form =
        made<AuthorisationForm>(Appendix::authorisation, {.file = file_in(CaseState::entrusted), .details = details()});
    EXPECT_EQ(form.agent_name, "王小虎");
    EXPECT_EQ(form.principal, "李小明");
    EXPECT_EQ(form.items.size(), 2U);
    EXPECT_FALSE(form.signed_on) << "an authorisation is signed on paper";
}

TEST(CaseForms, CompletionAndRatingAreOfCompletedCases) {
    for (const Appendix appendix : {Appendix::completion, Appendix::rating}) {
        const CaseFile early = file_in(CaseState::under_review);
        EXPECT_EQ(form_of(appendix, {.file = early}, basis().calendar).error(), FormRefusal::not_completed);
    }
    const auto form = made<CompletionForm>(Appendix::completion, {.file = file_in(CaseState::completed)});
    EXPECT_EQ(form.completed_on, day_of("2026-10-01")) << "by the hall's clock";
}

TEST(CaseForms, TheGradeIsOnTheRatingOnlyForWhoMaySeeIt) {
    const CaseFile file = file_in(CaseState::rated);
    const auto clerks = made<RatingForm>(Appendix::rating, {.file = file, .opinion = "慢"});
    EXPECT_FALSE(clerks.grade);
    EXPECT_EQ(clerks.opinion, "");
    const auto whole = made<RatingForm>(Appendix::rating, {.file = file, .opinion = "慢", .grade = GradeOnForm::shown});
    EXPECT_EQ(whole.grade, sync::Grade::dissatisfied);
    EXPECT_EQ(whole.opinion, "慢");
}

TEST(CaseForms, TerminationIsOfTerminatedCases) {
    const CaseFile early = file_in(CaseState::completed);
    EXPECT_EQ(form_of(Appendix::termination, {.file = early}, basis().calendar).error(), FormRefusal::not_terminated);
    const auto form = made<TerminationForm>(Appendix::termination, {.file = file_in(CaseState::terminated)});
    EXPECT_EQ(form.reason, "选址调整");
    EXPECT_EQ(form.terminated_on, day_of("2026-10-01"));
}

TEST(CaseForms, OnlyTheAppendicesWithFormsAreThere) {
    EXPECT_EQ(parse_appendix("3"), Appendix::application);
    EXPECT_EQ(parse_appendix("8"), Appendix::termination);
    for (const char* other : {"", "2", "9", "33", "x"}) EXPECT_FALSE(parse_appendix(other)) << other;
    EXPECT_TRUE(needs_details(Appendix::commitment));
    EXPECT_FALSE(needs_details(Appendix::termination));
}

}  // namespace
}  // namespace bangnin::hub::test
