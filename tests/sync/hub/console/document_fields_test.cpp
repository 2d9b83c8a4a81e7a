// Documents as forms and back, where their faults are, and what a draft changes: without a hub.
#include "sync/hub/console/document_fields.h"

#include <gtest/gtest.h>

#include "sync/hub/console/fault_words.h"
#include "sync/hub/console/text_difference.h"
#include "sync/model/service.h"
#include "sync/settings/hall_settings.h"

namespace bangnin::hub::test {
namespace {

using namespace console;

constexpr const char* hall_text = R"([hall]
name = { zh = "大厅 \"东\"", mn = "ᠲᠠᠩᠬᠢᠮ", en = "Hall" }
opening = ["mon-fri 08:30-12:00 14:30-17:30", "sat,sun closed"]
paper_order = "mn-zh"

[[notice]]
text = { zh = "放假" }
from = "2026-10-01"

[rating]
mend_days = 10

[[rating_reason]]
code = "warm"
words = { zh = "热情" }
worst = 3
best = 5

[[service]]
letter = "A"
department = "帮您办窗口"
agency = true
prior_minutes = 7.5
hours = ["08:30-12:00"]
)";

sync::HallSettings read(const std::string& text) {
    return sync::with_document(sync::HallSettings(), text, "hall").value();
}

TEST(DocumentFields, AHallIsTheSameThereAndBack) {
    const Form form = fields_of("hall", hall_text).value();
    EXPECT_EQ(form.at("hall.name.zh"), "大厅 \"东\"");
    EXPECT_EQ(form.at("hall.opening"), "mon-fri 08:30-12:00 14:30-17:30\nsat,sun closed");
    EXPECT_EQ(form.at("notice.0.from"), "2026-10-01");
    EXPECT_EQ(form.at("service.0.agency"), "true");
    EXPECT_EQ(form.at("service.0.prior_minutes"), "7.5");
    EXPECT_EQ(body_of("hall", form), hall_text);
    EXPECT_EQ(read(body_of("hall", form)), read(hall_text));
    EXPECT_FALSE(fields_of("hall", "no toml"));
    EXPECT_EQ(body_of("hall", {}), "");
}

TEST(DocumentFields, RowsAreAddedAndTakenAway) {
    Form form = fields_of("hall", hall_text).value();
    form["notice.0.text.zh"] = form["notice.0.from"] = "";
    form["notice.2.text.zh"] = "停电 \\ 通知";
    form["service.1.letter"] = "";
    const auto settings = read(body_of("hall", form));
    ASSERT_EQ(settings.notices.size(), 1U);
    EXPECT_EQ(settings.notices[0].text.zh, "停电 \\ 通知");
    EXPECT_EQ(settings.services.size(), 1U);
}

// What is no number is refused with the document, at its place.
TEST(DocumentFields, AFaultIsAtItsField) {
    Form form = fields_of("hall", hall_text).value();
    form["rating_reason.1.code"] = "cold";
    form["rating_reason.1.words.zh"] = "冷淡";
    form["rating_reason.1.worst"] = "one";
    const auto settings = sync::with_document(sync::HallSettings(), body_of("hall", form), "hall");
    ASSERT_FALSE(settings);
    const FaultPlace place = fault_place(settings.error().text());
    EXPECT_EQ(place.field, "rating_reason.1.worst");
    EXPECT_EQ(place.key, "rating_reason[2].worst");
    EXPECT_GT(place.line, 1U);
    EXPECT_EQ(place.reason, "must be a whole number");
    EXPECT_EQ(fault_place("hall: hall.name: is needed: the hall's name").reason, "is needed: the hall's name");
    EXPECT_EQ(fault_place("catalogue: is not JSON").reason, "is not JSON");
    EXPECT_EQ(fault_place("catalogue: is not a catalogue: items").key, "");
}

// Whoever edits reads no English: a new kind of fault needs its words.
TEST(FaultWords, TheFaultsOfAHallAreSaidInChinese) {
    const std::string good = "[hall]\nname = \"甲\"\n[[service]]\nletter = \"A\"\ndepartment = \"乙\"\n";
    const std::vector<std::string> wrong{
        "[hall]\nname = \"\"\n",
        "[hall]\nname = 5\n",
        "[hall]\nname = 甲\n",
        "hall = 1\n",
        "[[hall]]\nname = \"甲\"\n",
        "[service]\nletter = \"A\"\n",
        "[hall]\nname = \"" + std::string(3000, 'a') + "\"\n",
        "[hall]\nname = {mn = \"a\"}\n",
        "[hall]\nname = \"甲\"\nfloor = 2\n",
        "[hall]\nname = \"甲\"\nopen_until = \"late\"\n",
        "[hall]\nname = \"甲\"\nzone = \"Mars\"\n",
        "[hall]\nname = \"甲\"\nopening = [\"someday 08:30-12:00\"]\n",
        "[hall]\nname = \"甲\"\nopening = [\"mon\"]\n",
        "[hall]\nname = \"甲\"\nopening = [\"mon early\"]\n",
        "[hall]\nname = \"甲\"\nopening = [\"mon 08:30-12:00 11:00-13:00\"]\n",
        "[hall]\nname = \"甲\"\nopening = [\"mon 08:30-12:00\", \"mon 13:00-17:00\"]\n",
        "[hall]\nname = \"甲\"\nopening_dates = [\"2026-10-01 closed\"]\n",
        "[hall]\nname = \"甲\"\nopening = [\"mon closed\"]\nopening_dates = [\"soon closed\"]\n",
        "[hall]\nname = \"甲\"\nopening = [\"mon closed\"]\nopening_dates = [\"2026-10-07/2026-10-01 closed\"]\n",
        "[hall]\nname = \"甲\"\nopening = [\"mon closed\"]\nopening_dates = [\"2026-10-07/2028-10-01 closed\"]\n",
        good + "[[service]]\nletter = \"A\"\ndepartment = \"丙\"\n",
        "[hall]\nname = \"甲\"\nservice = []\n",
        "[hall]\nname = \"甲\"\nopening_dates = [\"2026-10-01 closed\", \"2026-10-01 closed\"]\n",
        good +
            "[[rating_reason]]\ncode = \"slow\"\nwords = \"慢\"\n[[rating_reason]]\ncode = \"slow\"\nwords = \"慢\"\n",
        good + "[[service]]\nletter = \"AB\"\ndepartment = \"丙\"\n",
        good + "[[service]]\nletter = \"B\"\n",
        good + "[[service]]\nletter = \"B\"\ndepartment = \"丙\"\nhours = [\"noon\"]\n",
        good + "[[notice]]\nfrom = \"2026-10-01\"\n",
        good + "[[notice]]\ntext = \"停电\"\nfrom = \"soon\"\n",
        good + "[[notice]]\ntext = \"停电\"\nfrom = \"2026-10-02\"\nuntil = \"2026-10-01\"\n",
        good + "[[rating_reason]]\ncode = \"Ä\"\nwords = \"慢\"\n",
        good + "[[rating_reason]]\ncode = \"slow\"\n",
        good + "[[rating_reason]]\ncode = \"slow\"\nwords = \"慢\"\nworst = 9\n",
        good + "[[rating_reason]]\ncode = \"slow\"\nwords = \"慢\"\nworst = \"low\"\n",
        good + "[[rating_reason]]\ncode = \"slow\"\nwords = \"慢\"\nworst = 3\nbest = 2\n",
    };
    for (const std::string& body : wrong) {
        const auto settings = sync::with_document(sync::HallSettings(), body, "hall");
        ASSERT_FALSE(settings) << body;
        const std::string reason = fault_place(settings.error().text()).reason;
        EXPECT_FALSE(fault_words(reason).starts_with("写法不对")) << reason;
    }
    const auto unreadable = sync::with_document(sync::HallSettings(), "[hall\n", "hall");
    ASSERT_FALSE(unreadable);
    EXPECT_TRUE(fault_words(fault_place(unreadable.error().text()).reason).starts_with("写法不对：")) << "TOML's own";
}

TEST(FaultWords, KeepWhatTheyAreAbout) {
    EXPECT_EQ(fault_words("must lie between 1 and 5"), "请填 1 到 5 之间的数");
    EXPECT_EQ(fault_words("B of 发改委 is missing: this hub's configuration has it"),
              "少了 B（发改委）：中心的配置里有这个队列");
    EXPECT_EQ(fault_words("\"\" is not a day; days are mon tue wed thu fri sat sun").substr(0, 6), "“”");
    EXPECT_EQ(fault_words("is needed here"), "写法不对：is needed here");
    EXPECT_EQ(fault_words(""), "写法不对：");
}

TEST(DocumentFields, ACatalogueKeepsWhatNoFieldShows) {
    const std::string text = R"({"version":3,"source":"附件1","items":[
{"no":1,"name":"备案","departments":["发改委"],"materials":["营业执照"],"days":5},
{"no":2,"name":"联合审查","departments":["消防大队","住建局"]}]})";
    Form form = fields_of("catalogue", text).value();
    EXPECT_EQ(form.at("item.1.departments"), "消防大队\n住建局");
    form["item.2.name"] = "新事项";
    form["item.2.departments"] = "气象局";
    const std::string body = body_of("catalogue", form);
    const auto catalogue = sync::parse_catalogue(body).value();
    EXPECT_EQ(catalogue.version, 4U) << "it says something else";
    EXPECT_EQ(catalogue.source, "附件1");
    ASSERT_EQ(catalogue.items.size(), 3U);
    EXPECT_EQ(catalogue.items[1].departments, (std::vector<std::string>{"消防大队", "住建局"}));
    EXPECT_NE(body.find(R"("materials":["营业执照"],"days":5)"), std::string::npos) << body;
    EXPECT_FALSE(fields_of("catalogue", "{}"));
    EXPECT_FALSE(fields_of("catalogue", R"({"items":[7]})"));
}

TEST(TextDifference, IsTheShortestWay) {
    using enum LineFate;
    const auto lines = difference("a\nb\nc\nd\ne\n", "a\nb\nx\nd\ne\ny\n");
    EXPECT_EQ(lines,
              (std::vector<DifferenceLine>{
                  {kept, "a"}, {kept, "b"}, {removed, "c"}, {added, "x"}, {kept, "d"}, {kept, "e"}, {added, "y"}}));
    EXPECT_EQ(changed_parts(lines, 0).size(), 3U);
    EXPECT_EQ(changed_parts(lines, 1).front().text, "b");
    EXPECT_TRUE(changed_parts(difference("a\nb", "a\nb"), 3).empty());
    EXPECT_EQ(difference("", "a").size(), 1U);
    EXPECT_EQ(difference("a\na\n", "a\n").size(), 2U) << "what ends alike begins alike only once";
    const std::string long_one(10'000, '\n');
    EXPECT_EQ(difference("x\n" + long_one, long_one + "y\n").size(), 20'002U) << "too long to look for what stayed";
}

}  // namespace
}  // namespace bangnin::hub::test
