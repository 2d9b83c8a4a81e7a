#include "kiosk/journeys/staff/staff_screen.h"

#include "kiosk/journeys/overloaded.h"
#include "kiosk/journeys/staff/staff_pages.h"

namespace bangnin::kiosk {

std::optional<StaffEvent> draw_staff(screen::Ui& ui, const StaffState& state, const StaffFacts& facts,
                                     const View& view) {
    using namespace staff_stage;
    Page page(ui, view);
    page.snow();
    return std::visit(Overloaded{
                          [&](const NotSetUp&) { return draw_not_set_up(page); },
                          [&](const Pin& stage) { return draw_pin(page, stage); },
                          [&](const Checking&) { return draw_checking(page); },
                          [&](const Shut&) { return draw_shut(page, state.guard); },
                          [&](const Desk& desk) {
                              return state.part ? draw_part(page, state, desk, facts)
                                                : draw_desk(page, state, desk, facts);
                          },
                      },
                      state.stage);
}

std::string staff_caption(const StaffState& state, const StaffFacts& facts, const View& view) {
    const locale::LanguageScope words(locale_language(view.settings.language));
    if (const auto* desk = std::get_if<staff_stage::Desk>(&state.stage)) {
        if (std::string answer = answer_text(*desk); !answer.empty()) return answer;
        if (state.part) return advice_text(*state.part, facts);
    }
    return locale::tr("维护页不播报。{0} 秒不操作自动退出。", view.session_length.count());
}

}  // namespace bangnin::kiosk
