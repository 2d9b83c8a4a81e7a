// Forms as they look in service, and what they are made with.
#pragma once

#include "sync/hub/forms/forms.h"
#include "tests/ui/paper/pdf_reading.h"
#include "tests/ui/text/engine_for_tests.h"
#include "ui/paper/png.h"
#include "ui/paper/sheet.h"

namespace bangnin::hub {

inline sync::LocalDay day(std::string_view text) { return sync::LocalDay::parse(text).value(); }

inline const sync::Catalogue& catalogue() {
    static const sync::Catalogue loaded =
        sync::load_catalogue((text::source_folder() / "assets/catalogue/catalogue.json").string()).value();
    return loaded;
}

inline const FormPrinter& printer() {
    static const FormPrinter loaded =
        FormPrinter::load((text::source_folder() / "assets/forms/paper").string()).value();
    return loaded;
}

inline std::expected<paper::Pdf, FormError> print(const Form& form) {
    return printer().print(text::test_engine(), form, catalogue(), sync::parse_instant("2026-11-23T02:00:00Z").value());
}

inline std::string signature() {
    paper::Sheet sheet(480);
    sheet.stroke(20, 120, 160, 30, 6);
    sheet.stroke(100, 20, 120, 140, 7);
    sheet.stroke(200, 40, 330, 60, 5);
    sheet.stroke(260, 20, 240, 150, 8);
    sheet.stroke(300, 130, 450, 90, 6);
    sheet.extend_to(180);
    const auto file = std::filesystem::temp_directory_path() / ("bangnin-signature-" + std::to_string(getpid()));
    EXPECT_EQ(paper::write_png(sheet.raster(), file), paper::PngResult::written);
    std::ifstream stream(file, std::ios::binary);
    std::string png{std::istreambuf_iterator<char>(stream), {}};
    std::filesystem::remove(file);
    return png;
}

inline ApplicationForm application() {
    ApplicationForm form;
    form.applicant.unit_name = "鄂伦春自治旗大杨树镇兴安农产品加工有限责任公司";
    form.applicant.unit_address = "大杨树镇中央街12号";
    form.applicant.unit_head = "李䶮";
    form.applicant.postcode = "165456";
    form.applicant.phone = "0470-5712345";
    form.applicant.handler = "王𬭛";
    form.project_name = "年产三万吨大豆蛋白及配套冷链仓储建设项目";
    form.applicant.project_address = "大杨树镇工业园区三号路东侧";
    form.project_code = "2026-150723-13-01-123456";
    form.applicant.investment = "12800.50万元";
    form.applicant.funding = "自筹、银行贷款";
    form.applicant.land = "工业用地";
    form.applicant.key_project = KeyProject::yes;
    form.applicant.purpose = "新建生产车间两座、冷库一座，总建筑面积18600平方米。";
    form.applicant.progress = "已完成可行性研究，尚未备案。";
    form.items = {1, 2, 7, 15, 23, 33};
    form.applicant_signature = signature();
    form.signed_on = day("2026-11-23");
    return form;
}

inline AuthorisationForm authorisation() {
    AuthorisationForm form;
    form.principal = "李䶮";
    form.unit_name = application().applicant.unit_name;
    form.agent_unit = "鄂伦春自治旗政务服务局";
    form.agent_name = "张三";
    form.agent_sex = "男";
    form.agent_id = "150723198001010011";
    form.agent_post = "代办员";
    form.matter = "年产三万吨大豆蛋白建设项目";
    form.items = application().items;
    form.principal_signature = signature();
    form.signed_on = day("2026-11-23");
    return form;
}

inline CommitmentForm commitment() { return {signature(), day("2026-11-23")}; }

inline CompletionForm completion() {
    return {application().project_name, application().project_code, day("2026-12-30"), signature(), signature(),
            day("2027-01-05")};
}

inline RatingForm rating() {
    return {application().project_name,
            application().project_code,
            day("2026-12-30"),
            sync::Grade::basically_satisfied,
            "代办员很耐心，希望施工许可再快一些。",
            signature(),
            day("2027-01-05")};
}

inline TerminationForm termination() {
    return {application().project_name,
            application().project_code,
            "项目选址调整，申请单位主动撤回委托",
            day("2026-12-18"),
            signature(),
            signature(),
            day("2026-12-18")};
}

}  // namespace bangnin::hub
