// Whole cases, played by the API on the real hub: at each step the applicant's phone is looked at, which must say how
// things stand and nobody's name or number; due dates over a public holiday; the forms as an office reads them.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "sync/hub/page.h"
#include "tests/sync/hub/case_samples.h"
#include "tests/sync/hub/hub_rig.h"
#include "tests/ui/paper/pdf_reading.h"

namespace bangnin::hub::test {
namespace {

namespace fs = std::filesystem;
namespace wire = sync::wire;
using std::chrono::days;
using sync::LocalDay;

// Where BANGNIN_PAGES_OUT names a folder, pages and forms are left there to be looked at.
void keep_to_look_at(const std::string& name, const std::string& bytes) {
    if (const char* folder = std::getenv("BANGNIN_PAGES_OUT")) {
        std::ofstream(fs::path(folder) / name, std::ios::binary) << bytes;
    }
}

class CaseStory : public testing::Test {
  protected:
    void SetUp() override {
        today_ = sync::local_day(sync::wall_clock_now(), {});
        make_assets();
        hub_.start();
        counter_ = hub_.client(hub_.enrol("counter", "operator"));
        phone_ = hub_.client(hub_.stranger());
        calendar_.emplace(load_case_basis(hub_.folder() / "assets", {}).value().calendar);
    }
    static LocalDay after(LocalDay day, int count) { return LocalDay::from_number(day.number() + count); }
    // The hall's assets, with a public holiday of the ten days to come.
    void make_assets() {
        const fs::path assets = hub_.folder() / "assets";
        fs::create_directories(assets / "calendar");
        for (const char* part : {"fonts.conf", "catalogue", "forms"}) {
            fs::create_symlink(fs::absolute("assets") / part, assets / part);
        }
        const LocalDay end = after(today_, 10);
        const nlohmann::json year{
            {"year", std::stoi(end.text())},
            {"source", "这个大厅的放假通知"},
            {"holidays", {{{"name", "长假"}, {"from", after(today_, 1).text()}, {"to", end.text()}}}},
            {"working_weekends", nlohmann::json::array()}};
        std::ofstream(assets / "calendar/year.json") << year.dump();
        std::ifstream before(hub_.config());
        std::ostringstream text;
        text << before.rdbuf();
        std::string config = text.str();
        config.replace(config.find("threads = 2"), 11, "threads = 2\nassets = \"" + assets.string() + "\"");
        std::ofstream(hub_.config(), std::ios::trunc) << config;
    }

    void submit(std::vector<std::uint32_t> items) {
        wire::CaseRequest request{.token = case_token(1),
                                  .by = applicant,
                                  .project_name = "大杨树镇大豆精深加工投资项目",
                                  .project_code = "2026-150723-13-01-123456",
                                  .items = std::move(items)};
        request.details = sync::ApplicantDetails{.unit_name = "兴安农产品公司",
                                                 .unit_head = "李小明",
                                                 .postcode = "165456",
                                                 .phone = "13812345678",
                                                 .investment = "12800.50万元"};
        take(counter_->post("/v1/cases", encode(request)), 201);
    }
    void take(const Reply& reply, long status) {
        ASSERT_EQ(reply.status, status) << reply.body;
        const auto view = wire::decode_case_view(reply.body);
        ASSERT_TRUE(view) << to_text(view.error());
        view_ = *view;
    }
    Reply tell(const sync::Command& command, const sync::Actor& by = clerk) {
        return counter_->post("/v1/cases/" + case_token(1).text() + "/commands",
                              encode(wire::CaseOrder{view_.now.events, by, command}));
    }
    // Carried out; then the phone says that, and nothing it must not.
    void then(const sync::Command& command, const sync::Actor& by, const std::vector<std::string>& said) {
        SCOPED_TRACE(std::string(sync::name_of(command)));
        take(tell(command, by), 200);
        expect_page(said);
    }
    void expect_page(const std::vector<std::string>& said) {
        const std::string path = "/c/" + case_token(1).text();
        for (const char* look : {"", "?lang=mn", "?lang=en&size=large"}) {
            const Reply page = phone_->get(path + look);
            ASSERT_EQ(page.status, 200);
            EXPECT_LE(page.body.size(), largest_page);
            EXPECT_NE(page.headers.find("Content-Security-Policy: default-src 'none'"), std::string::npos);
            for (const char* hidden : {"李小明", "王小虎", "张三丰", "赵六", "13812345678", "150722198001011234",
                                       "兴安", "先备案", "<script"}) {
                EXPECT_EQ(page.body.find(hidden), std::string::npos) << hidden << look;
            }
            keep_to_look_at("case-" + std::to_string(++pages_) + ".html", page.body);
        }
        const std::string html = phone_->get(path).body;
        for (const std::string& words : said) EXPECT_NE(html.find(words), std::string::npos) << words << "\n" << html;
    }
    void rate();
    std::string form(int appendix) {
        const Reply reply =
            counter_->get("/v1/cases/" + case_token(1).text() + "/forms/" + std::to_string(appendix) + ".pdf");
        EXPECT_EQ(reply.status, 200) << reply.body;
        EXPECT_EQ(reply.type, "application/pdf");
        EXPECT_NE(reply.headers.find(view_.number + "-" + std::to_string(appendix) + ".pdf"), std::string::npos);
        keep_to_look_at("form-" + std::to_string(appendix) + ".pdf", reply.body);
        return paper::squeezed(paper::PdfFile(reply.body).text());
    }
    static void expect_words(const std::string& text, const std::vector<std::string>& words) {
        for (const std::string& word : words) EXPECT_NE(text.find(word), std::string::npos) << word << "\n" << text;
    }
    static std::string date(LocalDay day) {
        const std::string text = day.text();
        return std::to_string(std::stoi(text.substr(5, 2))) + " 月 " + std::to_string(std::stoi(text.substr(8, 2))) +
               " 日";
    }

    HubRig hub_;
    std::unique_ptr<Client> counter_;
    std::unique_ptr<Client> phone_;
    std::optional<sync::WorkCalendar> calendar_;
    LocalDay today_;
    wire::CaseView view_;
    int pages_ = 0;
};

TEST_F(CaseStory, FromTheApplicationToTheRating) {
    const LocalDay first = calendar_->add_working_days(today_, 1);
    ASSERT_GT(first, after(today_, 10)) << "the holiday lies between";
    submit({7, 16});
    expect_page({"正等待受理", "企业投资项目备案", "还没申报", "已收到您的代办帮办申请，共2项"});
    expect_words(form(3), {"兴安农产品公司", "李小明", "13812345678", "12800.50万元", "☑企业投资项目备案"});
    expect_words(form(5), {"代办帮办服务承诺书"});

    const std::string holiday = tell(sync::Accept{{{"营业执照", after(today_, 5)}}}).problem_code();
    EXPECT_EQ(holiday, "refused") << "nobody brings anything during a holiday";
    then(sync::Accept{{{"营业执照（150722198001011234）", first}}}, clerk,
         {"请补 1 份材料", "营业执照（1507**********1234）", date(first) + "前都可以，还有 1 个工作日",
          "正在安排帮办员"});
    then(sync::Entrust{"王小虎"}, clerk, {"帮办员 王*虎", "正在制定方案", "已为您安排代办员：王*虎"});
    expect_words(form(4), {"李小明", "王小虎", "代办项目合计2项", "☑7.企业投资项目备案"});
    then(plan_for(view_.now, first), agent, {"方案已定"});
    then(sync::BeginFiling{}, agent, {"正协助您填写表单"});
    then(sync::FileItem{7}, agent, {"2 项正在办，0 项办好了", "已申报"});
    then(sync::FileItem{16}, agent, {"“环评文件审批（报告表）”已向生态环境局申报"});
    then(sync::AcceptItem{7}, office, {"发改委已受理", "正在办"});
    const LocalDay later = calendar_->add_working_days(today_, 4);
    then(sync::DemandMore{7, sync::DemandKind::supplement, {"备案申请表（盖章）", "联系赵六13812345678"}, later},
         {sync::ActorRole::department, "赵六"},
         {"请补 2 份材料", "备案申请表（盖章）", "138****5678", date(later) + "前都可以，还有 4 个工作日", "要补材料",
          "已交的材料都有效"});
    EXPECT_EQ(tell(sync::DemandMore{7, sync::DemandKind::supplement, {"还有一份"}, later}).problem_code(), "refused")
        << "everything is asked for at once";
    const auto due = nlohmann::json::parse(counter_->get("/v1/cases?due=1").body)["cases"];
    ASSERT_EQ(due.size(), 1U) << "the gap is first due";
    EXPECT_EQ(due[0]["due"], first.text());
    then(sync::AnswerDemand{7}, clerk, {"补充的材料已收到"});
    EXPECT_EQ(tell(sync::ApproveItem{7}).problem_code(), "refused") << "what the whole case lacks is not there yet";
    then(sync::CloseGap{1}, clerk, {"补交的材料已收到：营业执照"});
    then(sync::ApproveItem{7}, office, {"1 项正在办，1 项办好了", "发改委已批准“企业投资项目备案”"});
    then(sync::AcceptItem{16}, agent, {"正在办"});
    EXPECT_EQ(counter_->get("/v1/cases/" + case_token(1).text() + "/forms/6.pdf").problem_code(), "not_completed");
    then(sync::ApproveItem{16}, agent, {"全部办结。材料返还以后", "您委托的事项已全部办结"});
    EXPECT_EQ(view_.now.state, sync::CaseState::completed);
    const std::string day = sync::local_day(*view_.now.completed_at, {}).text();
    expect_words(form(6),
                 {"大杨树镇大豆精深加工投资项目", "2026-150723-13-01-123456", "已于" + day.substr(0, 4) + "年"});
    then(sync::Archive{}, clerk, {"材料已经返还", "<form method=\"post\"", "您满意吗？"});
    rate();
    expect_words(form(7), {"非常满意☐满意☐不满意☐", "大杨树镇大豆精深加工投资项目"});
}

TEST_F(CaseStory, OneThatIsTerminated) {
    submit({30});
    then(sync::Accept{}, clerk, {"正在安排帮办员"});
    then(sync::Entrust{"王小虎"}, clerk, {"王*虎"});
    then(sync::Terminate{sync::Side::applicant, "选址调整，由王小虎办理，电话13812345678"}, clerk,
         {"已终止。原因：", "选址调整，由王*虎办理，电话138****5678"});
    expect_words(form(8), {"现因选址调整", "大杨树镇大豆精深加工投资项目", "终止代办帮办委托"});
    EXPECT_EQ(tell(sync::Entrust{"王小虎"}).problem_code(), "refused");
    const std::string rating = "rating=" + case_token(9).text() + "&grade=1";
    const Reply early = phone_->post("/c/" + case_token(1).text(), rating, "application/x-www-form-urlencoded");
    EXPECT_EQ(early.status, 409);
    EXPECT_NE(early.body.find("现在还不能评价"), std::string::npos);
}

// By the form on the page, sent twice, as a phone with a bad line does.
void CaseStory::rate() {
    const std::string path = "/c/" + case_token(1).text();
    const std::string html = phone_->get(path).body;
    const std::string mark = "name=\"rating\" value=\"";
    const std::string id = html.substr(html.find(mark) + mark.size(), sync::Token::text_length);
    const std::string body = "rating=" + id + "&grade=2&comment=%E6%9C%89%E7%82%B9%E6%85%A2";
    for (int time = 0; time < 2; ++time) {
        const Reply sent = phone_->post(path, body, "application/x-www-form-urlencoded");
        EXPECT_EQ(sent.status, 303) << sent.body;
        EXPECT_NE(sent.headers.find("Location: " + path), std::string::npos);
    }
    const Reply another =
        phone_->post(path, "rating=" + case_token(7).text() + "&grade=5", "application/x-www-form-urlencoded");
    EXPECT_EQ(another.status, 409) << "one rating for one case";
    expect_page({"您的评价：不满意", "谢谢您的评价"});
    take(counter_->get("/v1/cases/" + case_token(1).text()), 200);
    EXPECT_EQ(view_.now.state, sync::CaseState::rated);
    EXPECT_FALSE(view_.now.grade) << "clerks do not see who gave which grade";
    const auto database = hub_.database().open();
    int kept = 0;
    database->session() << "SELECT COUNT(*) FROM ratings WHERE grade = 2 AND comment = '有点慢' AND source = 'phone'",
        soci::into(kept);
    EXPECT_EQ(kept, 1);
}

}  // namespace
}  // namespace bangnin::hub::test
