#include "sync/hub/console/due_words.h"

namespace bangnin::hub::console {
namespace {

std::string left_words(const sync::DueIn& due) {
    if (due.state == sync::DueState::overdue) {
        return due.working_days == 0 ? "已过期" : "已超 " + std::to_string(-due.working_days) + " 个工作日";
    }
    return due.working_days == 0 ? "今天到期" : "还剩 " + std::to_string(due.working_days) + " 个工作日";
}

}  // namespace

Html due_part(sync::LocalDay day, const sync::DueIn& due) {
    const std::string_view look = due.state == sync::DueState::due       ? "quiet"
                                  : due.state == sync::DueState::overdue ? "tag late"
                                                                         : "tag";
    return fill(R"({{day}} <span class="{{look}}">{{left}}</span>{{unsure}})",
                {{"day", day.text()},
                 {"look", look},
                 {"left", left_words(due)},
                 {"unsure", due.certainty == sync::Certainty::provisional ? "（放假安排未公布）" : ""}});
}

}  // namespace bangnin::hub::console
