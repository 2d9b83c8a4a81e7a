// What a posted form of a new case means, and the page on which it is filled in: without a hub.
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "sync/hub/console/filing_page.h"
#include "sync/wire/case_codec.h"
#include "tests/sync/hub/case_samples.h"

namespace bangnin::hub::test {
namespace {

using namespace console;

const Form complete{{"unit_name", " 兴安农产品公司 "},
                    {"unit_address", "大杨树镇"},
                    {"unit_head", "李小明"},
                    {"postcode", "１６５４５０"},
                    {"phone", "138 1234 5678"},
                    {"handler", "王小虎"},
                    {"project_name", "大豆精深加工"},
                    {"project_address", "工业园"},
                    {"project_code", "20261507231301123456"},
                    {"investment", "1200"},
                    {"funding", "自筹"},
                    {"land", "工业用地"},
                    {"purpose", "年加工\n三万吨"},
                    {"progress", "已备案"},
                    {"key_project", "yes"},
                    {"item-30", "1"},
                    {"item-7", "1"}};
const Form least{
    {"unit_name", "公司"}, {"phone", "0470-5621234"}, {"handler", "王"}, {"project_name", "厂"}, {"item-1", "1"}};

Form with(Form form, const std::string& name, const std::string& value) {
    form[name] = value;
    return form;
}
std::vector<FilingFault> faults_of(const Form& form) {
    const auto draft = filing_of(form, basis().catalogue);
    return draft ? std::vector<FilingFault>() : draft.error();
}
std::string repeated(const std::string& text, std::size_t times) {
    std::string all;
    for (; times > 0; --times) all += text;
    return all;
}

TEST(FilingForm, IsTheCaseThatItAsksFor) {
    const auto draft = filing_of(complete, basis().catalogue);
    ASSERT_TRUE(draft);
    EXPECT_EQ(draft->application.project_name, "大豆精深加工");
    EXPECT_EQ(draft->application.project_code, "2026-150723-13-01-123456");
    EXPECT_EQ(draft->application.items, (std::vector<std::uint32_t>{7, 30}));
    EXPECT_EQ(draft->details, (sync::ApplicantDetails{.unit_name = "兴安农产品公司",
                                                      .unit_address = "大杨树镇",
                                                      .unit_head = "李小明",
                                                      .postcode = "165450",
                                                      .phone = "13812345678",
                                                      .handler = "王小虎",
                                                      .project_address = "工业园",
                                                      .investment = "1200.00万元",
                                                      .funding = "自筹",
                                                      .land = "工业用地",
                                                      .key_project = sync::KeyProject::yes,
                                                      .purpose = "年加工\n三万吨",
                                                      .progress = "已备案"}));
    EXPECT_TRUE(filing_of(least, basis().catalogue));
}

TEST(FilingForm, WhatIsMissingIsSaidFieldByField) {
    EXPECT_EQ(faults_of({}), (std::vector<FilingFault>{{"unit_name", "请填写项目单位名称。"},
                                                       {"phone", "请填写联系电话。"},
                                                       {"handler", "请填写经办人。"},
                                                       {"project_name", "请填写项目名称。"},
                                                       {"items", "请至少选择一项。"}}));
    EXPECT_EQ(faults_of(with(least, "unit_name", " \n　 ")).size(), 1U) << "nothing that is seen";
}

TEST(FilingForm, EveryFaultIsSaidAtItsField) {
    const std::vector<std::pair<FilingFault, std::string>> all{
        {{"postcode", "邮编是 6 位数字。"}, "16545"},
        {{"phone", "请填写 11 位手机号，或者区号和电话号码。"}, "1381234"},
        {{"project_code", "项目编码是 20 位数字，例如 2026-150723-13-01-123456。"}, "2026-1"},
        {{"investment", "请填写大于 0 的数，单位万元，最多两位小数。"}, "0"},
        {{"key_project", "请重新选择。"}, "perhaps"},
        {{"unit_head", "有不能用的字符。"}, "李\n明"},
        {{"unit_head", "有不能用的字符。"}, "李\xff"},
        {{"purpose", "有不能用的字符。"}, "加工\xc2\x85"},
        {{"purpose", "最多 30 行。"}, repeated("a\n", 30) + "a"},
        {{"unit_name", "请填写项目单位名称。"}, "\u200b\u00a0\ufeff"},
        {{"unit_head", "最多 50 个字。"}, repeated("李", 51)},
        {{"project_name", "最多 200 个字。"}, repeated("𠀀", 201)},
        {{"items", "有的事项目录里已经没有了，请重新选择。"}, "1"},
    };
    for (const auto& [fault, typed] : all) {
        const std::string field = fault.field == items_field ? "item-34" : fault.field;
        EXPECT_EQ(faults_of(with(complete, field, typed)), std::vector{fault}) << field;
    }
    EXPECT_EQ(faults_of(with(complete, "project_name", repeated("𠀀", 200))), std::vector<FilingFault>());
}

// Every field as long as it may be: it is a form, a case, and can be sealed.
TEST(FilingForm, TheLongestFitsEverywhere) {
    Form form = complete;
    std::size_t bytes = 0;
    for (const auto& fields : {unit_fields(), project_fields()}) {
        for (const FilingField& one : fields) {
            if (one.kept == nullptr) form[std::string(one.name)] = repeated("𠀀", one.longest);
        }
    }
    for (const sync::Item& item : basis().catalogue.items) form[item_field(item.number)] = "1";
    form["form"] = form["token"] = form["window"] = form["ticket"] = std::string(64, 'a');
    for (const auto& [name, value] : form) bytes += name.size() + 2 + url_part(value).size();
    EXPECT_LT(bytes, longest_form);
    EXPECT_LE(form.size(), most_fields);
    auto draft = filing_of(form, basis().catalogue);
    ASSERT_TRUE(draft);
    EXPECT_EQ(draft->application.items.size(), 33U);
    EXPECT_TRUE(sync::submit_case(basis().catalogue, draft->application, agent, {}));
    const std::string sealed = sync::wire::encode(draft->details);
    EXPECT_LT(sealed.size(), 16U * 1024U);
    EXPECT_EQ(sync::wire::decode_applicant_details(sealed).value(), draft->details);
}

class FilingPageTest : public testing::Test {
  protected:
    static std::string page(const Form& typed, const std::string& saying = "") {
        return render_filing({.hall = "大厅",
                              .catalogue = basis().catalogue,
                              .token = case_token(1).text(),
                              .typed = typed,
                              .faults = saying.empty() ? std::vector<FilingFault>() : faults_of(typed),
                              .saying = saying},
                             {{"0601", "白音", StaffRole::agent, {}, {}, StaffState::active}, "form-token"});
    }
    static std::size_t count(const std::string& text, const std::string& what) {
        std::size_t found = 0;
        for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
        return found;
    }
};

TEST_F(FilingPageTest, OffersEveryItemUnderItsDepartment) {
    const std::string html = page({});
    EXPECT_EQ(count(html, "type=\"checkbox\""), 33U);
    EXPECT_EQ(count(html, "<fieldset class=\"department\">"), 12U);
    EXPECT_NE(html.find("<legend>消防大队、住建局（人防办）</legend>"), std::string::npos);
    EXPECT_NE(html.find("value=\"" + case_token(1).text()), std::string::npos);
    EXPECT_EQ(count(html, "autofocus"), 1U);
    EXPECT_EQ(count(html, " checked"), 0U);
    EXPECT_EQ(count(html, "aria-invalid"), 0U);
    EXPECT_EQ(html.find(" style="), std::string::npos);
    EXPECT_EQ(html.find("placeholder"), std::string::npos);
}

TEST_F(FilingPageTest, KeepsEverythingThatWasTyped) {
    Form typed = with(with(complete, "phone", "<b>138\""), "item-34", "1");
    const std::string html = page(typed, "还没有提交");
    EXPECT_NE(html.find("value=\"&lt;b&gt;138&quot;\""), std::string::npos);
    EXPECT_NE(html.find(">\n年加工\n三万吨</textarea>"), std::string::npos);
    EXPECT_NE(html.find("value=\"20261507231301123456\""), std::string::npos) << "as it was typed";
    EXPECT_NE(html.find("<option value=\"yes\" selected>"), std::string::npos);
    EXPECT_EQ(count(html, " checked"), 2U);
    EXPECT_EQ(count(html, "autofocus"), 1U);
    EXPECT_TRUE(std::regex_search(html, std::regex("<input id=\"phone\"[^>]*aria-invalid=\"true\" "
                                                   "aria-describedby=\"fault-phone\" autofocus")));
    EXPECT_NE(html.find("id=\"fault-phone\""), std::string::npos);
    EXPECT_NE(html.find("id=\"fault-items\""), std::string::npos);
}

TEST_F(FilingPageTest, EveryNameOfTheFormIsItsOwn) {
    const std::string html = page(complete, "x");
    std::set<std::string> ids;
    const std::regex id(" id=\"([^\"]+)\"");
    for (auto at = std::sregex_iterator(html.begin(), html.end(), id); at != std::sregex_iterator(); ++at) {
        EXPECT_TRUE(ids.insert((*at)[1]).second) << (*at)[1];
    }
    const std::regex label(" for=\"([^\"]+)\"");
    for (auto at = std::sregex_iterator(html.begin(), html.end(), label); at != std::sregex_iterator(); ++at) {
        EXPECT_TRUE(ids.contains((*at)[1])) << (*at)[1];
    }
}

}  // namespace
}  // namespace bangnin::hub::test
