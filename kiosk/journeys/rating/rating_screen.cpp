#include "kiosk/journeys/rating/rating_screen.h"

#include "kiosk/journeys/layout/phone_keypad.h"
#include "kiosk/journeys/overloaded.h"
#include "kiosk/journeys/rating/rating_pages.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using namespace rating_stage;

std::string find_caption(const RatingState& state, RatingProblem problem) {
    if (state.start.scanner == ScannerHealth::faulty) return tr("扫码器正在检修。想评价请呼叫工作人员。");
    const NoticeText said = rating_problem_text(problem);
    if (!said.happened.empty()) return said.happened + said.next;
    return tr("请把要评价的小票对着屏幕右下方的扫码窗，二维码朝里。");
}

// The title is said by the page itself; here it is whole, with what can be answered.
std::string grades_caption(const View& view, const rating_stage::Grade& stage) {
    const std::string before = stage.before ? given_text(view, *stage.before) + tr("。") : std::string();
    return before + tr("这次服务您觉得怎么样？依次是：非常满意、满意、基本满意、不满意、非常不满意。");
}

std::string reasons_caption(const Reasons& stage) {
    return tr("您选了{0}，评价已经记下。可以再选原因，也可以直接点提交。", grade_text(stage.words.grade));
}

std::string phone_caption(const Phone& stage) {
    const std::string problem = phone_problem_text(stage.problem, stage.digits.text().size());
    return problem.empty() ? tr("请输入 11 位手机号，整改后按这个号码回复您。") : problem;
}

std::string not_recorded_caption(const rating_stage::NotRecorded& stage) {
    if (stage.trouble == RatingTrouble::too_late) return tr("已经过了 24 小时，不能再改。原来的评价照样有效。");
    return stage.part == RatingPart::details ? tr("原因没有记下来，评价等级已经记下。请再试一次。")
                                             : tr("评价没有记下来。请再试一次。");
}

}  // namespace

std::optional<RatingEvent> draw_rating(screen::Ui& ui, const RatingState& state, const View& view) {
    Page page(ui, view);
    page.snow();
    return std::visit(
        Overloaded{
            [&](const Scan& stage) { return draw_find(page, state, stage.problem, Asking::no); },
            [&](const LookingUp&) { return draw_find(page, state, RatingProblem::none, Asking::yes); },
            [&](const LookingUpHere&) { return draw_find(page, state, RatingProblem::none, Asking::yes); },
            [&](const Given& stage) { return draw_given(page, stage); },
            [&](const rating_stage::Grade& stage) { return draw_grades(page, stage); },
            [&](const Recording& stage) {
                // The answer is there before anybody could see another page.
                if (stage.part == RatingPart::grade) return draw_grades(page, stage.from);
                return draw_reasons(page, state, {.words = stage.words, .page = 0});
            },
            [&](const rating_stage::NotRecorded& stage) { return draw_not_recorded(page, stage); },
            [&](const Reasons& stage) { return draw_reasons(page, state, stage); },
            [&](const Phone& stage) { return draw_rating_phone(page, stage); },
            [&](const Thanks&) { return draw_thanks(page); },
        },
        state.stage);
}

std::string rating_caption(const RatingState& state, const View& view) {
    const locale::LanguageScope words(locale_language(lying_language(view)));
    return std::visit(
        Overloaded{
            [&](const Scan& stage) { return find_caption(state, stage.problem); },
            [](const LookingUp&) { return tr("正在查。"); },
            [](const LookingUpHere&) { return tr("正在查。"); },
            [&](const Given& stage) { return given_text(view, stage.rating) + tr("。") + given_help(view, stage); },
            [&](const rating_stage::Grade& stage) { return grades_caption(view, stage); },
            [](const Recording&) { return tr("正在记下。"); },
            [](const rating_stage::NotRecorded& stage) { return not_recorded_caption(stage); },
            [](const Reasons& stage) { return reasons_caption(stage); },
            [](const Phone& stage) { return phone_caption(stage); },
            [&](const Thanks&) { return tr("谢谢您的评价，已经记下。") + kept_text(view); },
        },
        state.stage);
}

}  // namespace bangnin::kiosk
