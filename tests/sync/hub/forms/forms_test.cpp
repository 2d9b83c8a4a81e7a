#include "sync/hub/forms/forms.h"

#include <algorithm>
#include <cstdlib>

#include "tests/sync/hub/forms/form_samples.h"
#include "tests/sync/hub/forms/plan_wording.h"

namespace bangnin::hub {
namespace {

// Where BANGNIN_FORMS_OUT names a folder, the forms are left there to be looked at.
void keep(const std::string& name, const paper::Pdf& pdf) {
    if (const char* folder = std::getenv("BANGNIN_FORMS_OUT")) {
        std::ofstream(std::filesystem::path(folder) / (name + ".pdf"), std::ios::binary) << pdf.bytes;
    }
}

// Without blanks and without the boxes, which are no words.
std::string without_boxes(std::string words) {
    for (const std::string_view box : {"☐", "☑"}) {
        for (std::size_t at = 0; (at = words.find(box, at)) != std::string::npos;) words.erase(at, box.size());
    }
    return words;
}

std::string words_of(const paper::Pdf& pdf) { return without_boxes(paper::squeezed(paper::PdfFile(pdf.bytes).text())); }

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::size_t count_of(const std::string& text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) ++count;
    return count;
}

paper::Pdf printed(const std::string& name, const Form& form) {
    auto pdf = print(form);
    EXPECT_TRUE(pdf) << pdf.error().detail;
    if (!pdf) return {};
    keep(name, *pdf);
    EXPECT_EQ(pdf->unknown_glyphs, 0);
    paper::PdfFile(pdf->bytes).expect_fonts_embedded();
    EXPECT_TRUE(contains(paper::PdfFile(pdf->bytes).info(), "A4"));
    return *pdf;
}

struct Blank {
    const char* name;
    Form form;
    std::string_view wording;
};
const std::vector<Blank>& blanks() {
    static const std::vector<Blank> all{{"authorisation", AuthorisationForm{}, plan::authorisation},
                                        {"commitment", CommitmentForm{}, plan::commitment},
                                        {"completion", CompletionForm{}, plan::completion},
                                        {"rating", RatingForm{}, plan::rating},
                                        {"termination", TerminationForm{}, plan::termination}};
    return all;
}

TEST(FormsTest, AFormWithoutValuesIsThePlansLetterForLetter) {
    for (const Blank& blank : blanks()) {
        const paper::Pdf pdf = printed(std::string("blank-") + blank.name, blank.form);
        EXPECT_EQ(words_of(pdf), paper::squeezed(blank.wording)) << blank.name;
        EXPECT_EQ(pdf.pages, 1) << blank.name;
    }
}

TEST(FormsTest, TheApplicationHasThePlansFieldsAndTheCataloguesItems) {
    const paper::Pdf pdf = printed("blank-application", ApplicationForm{});
    std::string expected = without_boxes(paper::squeezed(plan::application_before_items));
    for (const sync::Item& item : catalogue().items) expected += item.name;
    expected += paper::squeezed(plan::application_after_items);
    EXPECT_EQ(words_of(pdf), expected);
    EXPECT_EQ(pdf.pages, 1);
}

// Item 6 and item 12 have one name; everything else is there once.
TEST(FormsTest, EveryItemIsThereOnce) {
    for (const Form& form : {Form{ApplicationForm{}}, Form{AuthorisationForm{}}}) {
        const std::string words = paper::squeezed(paper::PdfFile(print(form)->bytes).text());
        EXPECT_EQ(count_of(words, "☐") - (form.index() == 0 ? 2 : 0), 33U);
        for (const sync::Item& item : catalogue().items) {
            EXPECT_EQ(count_of(words, "☐" + (form.index() == 0 ? "" : std::to_string(item.number) + ".") + item.name),
                      form.index() == 0 && (item.number == 6 || item.number == 12) ? 2U : 1U)
                << item.name;
        }
    }
}

TEST(FormsTest, TheApplicationSaysWhatWasFilledIn) {
    const ApplicationForm form = application();
    const paper::Pdf pdf = printed("application", form);
    EXPECT_EQ(pdf.pages, 1);
    const std::string words = paper::squeezed(paper::PdfFile(pdf.bytes).text());
    for (const std::string& value :
         {form.applicant.unit_name, form.applicant.unit_address, form.applicant.unit_head, form.applicant.postcode,
          form.applicant.phone, form.applicant.handler, form.project_name, form.applicant.project_address,
          form.project_code, form.applicant.investment, form.applicant.funding, form.applicant.land,
          form.applicant.purpose, form.applicant.progress, std::string("2026年11月23日"), std::string("是☑否☐")}) {
        EXPECT_TRUE(contains(words, value)) << value;
    }
    EXPECT_EQ(count_of(words, "☑"), form.items.size() + 1);
    for (const std::uint32_t item : form.items) {
        EXPECT_TRUE(contains(words, "☑" + catalogue().items[item - 1].name));
    }
}

TEST(FormsTest, TheAuthorisationCountsItsItems) {
    const AuthorisationForm form = authorisation();
    const paper::Pdf pdf = printed("authorisation", form);
    EXPECT_EQ(pdf.pages, 1);
    const std::string words = paper::squeezed(paper::PdfFile(pdf.bytes).text());
    EXPECT_TRUE(contains(words, "我(李䶮)系(" + form.unit_name +
                                    ")的法人代表，现授权委托(鄂伦春自治旗政务服务局)的(张三)"
                                    "为我单位项目代办人"));
    EXPECT_TRUE(contains(words, "代办项目合计6项"));
    EXPECT_TRUE(
        contains(words, "代办人：张三性别：男身份号码：150723198001010011单位：鄂伦春自治旗政务服务局职务：代办员"));
    EXPECT_EQ(count_of(words, "☑"), 6U);
    EXPECT_TRUE(contains(words, "☑33.房屋建筑和市政基础设施工程施工图联合审查（防雷装置、消防设计、人防等）"));
}

TEST(FormsTest, TheOtherFormsSayWhatWasFilledIn) {
    const std::string commitment_words = words_of(printed("commitment", commitment()));
    EXPECT_TRUE(contains(commitment_words, "项目经办人签字：（盖章）2026年11月23日"));
    const std::string completion_words = words_of(printed("completion", completion()));
    EXPECT_TRUE(contains(completion_words, "（项目名称）" + application().project_name + "，（项目编码）" +
                                               application().project_code + "，已于2026年12月30日完成"));
    EXPECT_TRUE(completion_words.ends_with("2027年1月5日"));
    const std::string termination_words = words_of(printed("termination", termination()));
    EXPECT_TRUE(contains(termination_words, "现因" + termination().reason + "，经双方认可，于2026年12月18日终止"));
}

TEST(FormsTest, FiveGradesMapOntoThePaperFormsThree) {
    const std::array<std::pair<sync::Grade, std::string_view>, 5> expected{
        {{sync::Grade::very_satisfied, "非常满意☑满意☐不满意☐（非常满意）"},
         {sync::Grade::satisfied, "非常满意☐满意☑不满意☐（满意）"},
         {sync::Grade::basically_satisfied, "非常满意☐满意☑不满意☐（基本满意）"},
         {sync::Grade::dissatisfied, "非常满意☐满意☐不满意☑（不满意）"},
         {sync::Grade::very_dissatisfied, "非常满意☐满意☐不满意☑（非常不满意）"}}};
    for (const auto& [grade, words] : expected) {
        RatingForm form = rating();
        form.grade = grade;
        const paper::Pdf pdf = printed("rating", form);
        const std::string text = paper::squeezed(paper::PdfFile(pdf.bytes).text());
        EXPECT_TRUE(contains(text, words)) << text;
        EXPECT_TRUE(contains(text, form.opinion));
    }
    (void)printed("rating", rating());
}

TEST(FormsTest, LongValuesWrapAndGrowOverPages) {
    ApplicationForm form = application();
    form.applicant.purpose.clear();
    for (int line = 1; line <= 60; ++line)
        form.applicant.purpose += "第" + std::to_string(line) + "项：建设内容与规模说明；";
    form.applicant.progress = form.applicant.purpose;
    const paper::Pdf pdf = printed("long-application", form);
    EXPECT_GT(pdf.pages, 1);
    const paper::PdfFile file(pdf.bytes);
    for (int page = 1; page <= pdf.pages; ++page) {
        const std::string foot = "第" + std::to_string(page) + "页共" + std::to_string(pdf.pages) + "页";
        EXPECT_TRUE(paper::squeezed(file.page(page)).ends_with(foot)) << foot;
    }
    const std::string words = paper::squeezed(file.text());
    EXPECT_EQ(count_of(words, "第60项：建设内容与规模说明"), 2U);
    for (const sync::Item& item : catalogue().items) EXPECT_TRUE(contains(words, item.name));
}

TEST(FormsTest, TheSameFormIsTheSameFile) { EXPECT_EQ(print(completion())->bytes, print(completion())->bytes); }

TEST(FormsTest, WhatCannotBePrintedIsAnError) {
    ApplicationForm form = application();
    form.items = {34};
    EXPECT_EQ(print(form).error().fault, FormFault::unknown_item);
    form = application();
    form.applicant_signature = "no picture";
    EXPECT_EQ(print(form).error().fault, FormFault::not_printable);
    form = application();
    form.applicant.purpose.assign(9000, 'x');
    EXPECT_EQ(print(form).error().fault, FormFault::not_printable);
    EXPECT_EQ(FormPrinter::load("/nonexistent").error().fault, FormFault::template_unreadable);
}

}  // namespace
}  // namespace bangnin::hub
