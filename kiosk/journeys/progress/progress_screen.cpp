#include "kiosk/journeys/progress/progress_screen.h"

#include "kiosk/journeys/progress/progress_pages.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;

template <typename... Cases>
struct Match : Cases... {
    using Cases::operator()...;
};

std::string spelt(std::string_view number) {
    std::string text;
    for (const char sign : number) {
        if (!text.empty()) text += ' ';
        text += sign;
    }
    return text;
}

}  // namespace

std::optional<ProgressEvent> draw_progress(screen::Ui& ui, const ProgressState& state, const View& view) {
    Page page(ui, view);
    page.snow();
    using namespace progress_stage;
    return std::visit(
        Match{[&](const Scan& stage) { return draw_scan(page, state, stage.problem, Looking::no); },
              [&](const LookingUp&) { return draw_scan(page, state, ScanProblem::none, Looking::yes); },
              [&](const LookingUpHere&) { return draw_scan(page, state, ScanProblem::none, Looking::yes); },
              [&](const Shown& stage) { return draw_ticket_progress(page, stage.ticket, stage.problem); }},
        state.stage);
}

std::string progress_caption(const ProgressState& state, const View& view) {
    const locale::LanguageScope words(locale_language(lying_language(view)));
    using namespace progress_stage;
    return std::visit(
        Match{[&](const Scan& stage) {
                  if (state.scanner == ScannerHealth::faulty) {
                      return tr("扫码器正在检修。请用手机扫小票上的二维码。");
                  }
                  const NoticeText problem = scan_problem_text(stage.problem);
                  if (!problem.happened.empty()) return problem.happened + problem.next;
                  return tr("请把小票上的二维码对着屏幕右下方的扫码窗。");
              },
              [](const LookingUp&) { return tr("正在查。"); }, [](const LookingUpHere&) { return tr("正在查。"); },
              [](const Shown& stage) {
                  if (stage.problem != ScanProblem::none) {
                      return scan_problem_text(stage.problem).happened + tr("屏幕上还是刚才查到的号码。");
                  }
                  const std::string standing = marked(standing_text(stage.ticket)).plain;
                  return tr("您的号码是 {0}。{1}", spelt(stage.ticket.number), standing);
              }},
        state.stage);
}

}  // namespace bangnin::kiosk
