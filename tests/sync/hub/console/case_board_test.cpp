// What a board's address means, who may do what to a case, and what a posted form means: without a hub.
#include <gtest/gtest.h>

#include "sync/hub/console/case_act_form.h"
#include "sync/hub/console/case_board_page.h"
#include "sync/hub/console/case_rights.h"
#include "sync/hub/console/person_masks.h"
#include "tests/sync/hub/case_samples.h"

namespace bangnin::hub::test {
namespace {

using namespace console;

const sync::Instant now = instant_of("2026-03-12T02:00:00Z");

sync::Case submitted() {
    return sync::submit_case(basis().catalogue, filing(1).application, applicant, now).value().after;
}
StaffMember staff(StaffRole role, std::vector<std::string> departments = {}) {
    return {.login = "0527", .name = "白音", .role = role, .windows = {}, .departments = std::move(departments)};
}

TEST(CaseBoard, AnAddressIsAFilterOrNothing) {
    const auto filter = [](const CaseWish& wish) { return filter_of(wish, basis().calendar, now); };
    EXPECT_EQ(filter({})->scope, CaseScope::under_way);
    EXPECT_EQ(filter({.state = "all"})->scope, CaseScope::all);
    EXPECT_EQ(filter({.search = "260312"})->scope, CaseScope::all) << "what is looked for is found wherever it is";
    EXPECT_EQ(filter({.state = "archived"})->state, sync::CaseState::archived);
    EXPECT_EQ(filter({.due = "overdue"})->due_until, day_of("2026-03-11"));
    EXPECT_EQ(filter({.due = "0"})->due_until, day_of("2026-03-12"));
    EXPECT_EQ(filter({.due = "3"})->due_until, day_of("2026-03-17")) << "a weekend lies between";
    EXPECT_FALSE(filter({.state = "dead"}));
    EXPECT_FALSE(filter({.due = "soon"}));
    EXPECT_FALSE(filter({.due = "251"}));
}

TEST(CaseRights, ClerksDoWhatTheirDepartmentsItemsNeed) {
    const sync::Case of = submitted();  // items 7 of 发改委, 16 of 生态环境局, 30 of 林草局
    const StaffMember forestry = staff(StaffRole::clerk, {"林草局"});
    EXPECT_EQ(act_refusal(forestry, of, "demand_more", 30), "");
    EXPECT_NE(act_refusal(forestry, of, "demand_more", 7), "");
    EXPECT_NE(act_refusal(forestry, of, "approve_item", 99), "") << "no item of the case";
    EXPECT_NE(act_refusal(forestry, of, "file_item", 30), "") << "the agent's";
    EXPECT_NE(act_refusal(forestry, of, "accept", 0), "");
    EXPECT_NE(act_refusal(staff(StaffRole::clerk), of, "accept_item", 30), "") << "of no department";
    EXPECT_EQ(act_refusal(staff(StaffRole::agent), of, "accept", 0), "");
    EXPECT_EQ(act_refusal(staff(StaffRole::agent), of, "approve_item", 7), "");
    EXPECT_NE(act_refusal(staff(StaffRole::admin), of, "rate", 0), "") << "only the applicant rates";
    EXPECT_EQ(gap_refusal(forestry, of, {1, 30, {}, sync::GapState::open}), "");
    EXPECT_NE(gap_refusal(forestry, of, {1, 0, {}, sync::GapState::open}), "") << "of the whole case";
    EXPECT_EQ(refusal_for(forestry, of, sync::ApproveItem{30}), "");
    EXPECT_NE(refusal_for(forestry, of, sync::ApproveItem{7}), "");
    EXPECT_NE(look_refusal(forestry, CasePlace::lists), "");
    EXPECT_EQ(look_refusal(forestry, CasePlace::own_window), "");
    EXPECT_EQ(look_refusal(staff(StaffRole::agent), CasePlace::lists), "");
    EXPECT_EQ(actor_of(staff(StaffRole::admin)), (sync::Actor{sync::ActorRole::manager, "白音"}));
}

TEST(CaseActForm, ReadsWhatWasPosted) {
    const sync::Case of = submitted();
    const auto read = [&](const Form& form) { return command_of(form, of); };
    EXPECT_EQ(read({{"do", "accept"}, {"missing", " 营业执照 \n\n授权书"}, {"by", "2026-03-20"}}).value(),
              (sync::Command(sync::Accept{{{"营业执照", day_of("2026-03-20")}, {"授权书", day_of("2026-03-20")}}})));
    EXPECT_EQ(read({{"do", "accept"}, {"missing", "\n "}}).value(), sync::Command(sync::Accept{}));
    EXPECT_EQ(read({{"do", "accept"}, {"missing", "营业执照"}}).error(), "请写明补交的日期。");
    EXPECT_EQ(
        read(
            {{"do", "demand_more"}, {"item", "7"}, {"kind", "rectification"}, {"what", "一\n二"}, {"by", "2026-03-20"}})
            .value(),
        sync::Command(sync::DemandMore{7, sync::DemandKind::rectification, {"一", "二"}, day_of("2026-03-20"), ""}));
    EXPECT_FALSE(read({{"do", "demand_more"}, {"item", "7"}, {"kind", "money"}, {"by", "2026-03-20"}}));
    EXPECT_FALSE(read({{"do", "demand_more"}, {"item", "7"}, {"kind", "supplement"}, {"by", "tomorrow"}}));
    Form plan{{"do", "make_plan"}, {"plan", "先备案"}, {"day-7", "2026-03-13"}, {"day-16", "2026-03-16"}};
    EXPECT_FALSE(read(plan)) << "an item without its day";
    plan.emplace("day-30", "2026-03-17");
    EXPECT_EQ(std::get<sync::MakePlan>(read(plan).value()).schedule.size(), 3U);
    EXPECT_EQ(read({{"do", "terminate"}, {"side", "hall"}, {"reason", "不办了"}}).value(),
              (sync::Command(sync::Terminate{sync::Side::hall, "不办了"})));
    EXPECT_FALSE(read({{"do", "rate"}, {"grade", "5"}})) << "nobody rates here";
    EXPECT_FALSE(read({}));
}

TEST(PersonMasks, HideWhatATicketCarries) {
    const PersonMasks masks =
        masks_of(read_ticket_person(R"({"id_number":"150722198001011234","name":"李小明","phone":"13812345678"})"));
    EXPECT_EQ(masks, (PersonMasks{SealState::sealed, "李*明", "1507**********1234", "138****5678"}));
    EXPECT_EQ(read_ticket_person("garbage").name, "");
    EXPECT_EQ(read_ticket_person(R"({"name":7})").name, "");
    EXPECT_TRUE(look_reason_valid("核对"));
    EXPECT_FALSE(look_reason_valid("核"));
    EXPECT_FALSE(look_reason_valid("核对\n身份"));
    EXPECT_FALSE(look_reason_valid(std::string(101, 'a')));
}

}  // namespace
}  // namespace bangnin::hub::test
