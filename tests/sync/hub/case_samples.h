// Cases for the hub's tests: the hall's own catalogue and holidays, and the commands that bring a case on.
#pragma once

#include <string>
#include <vector>

#include "sync/hub/case_basis.h"
#include "sync/hub/case_desk.h"

namespace bangnin::hub::test {

inline const CaseBasis& basis() {
    static const CaseBasis loaded = load_case_basis("assets", {}).value();
    return loaded;
}

inline sync::LocalDay day_of(std::string_view text) { return sync::LocalDay::parse(text).value(); }
inline sync::Instant instant_of(std::string_view text) { return sync::parse_instant(text).value(); }

inline const sync::Actor clerk{sync::ActorRole::clerk, "张三丰"};
inline const sync::Actor agent{sync::ActorRole::agent, "王小虎"};
inline const sync::Actor office{sync::ActorRole::department, "发改委"};
inline const sync::Actor applicant{sync::ActorRole::applicant, "李小明"};

inline sync::Token case_token(std::uint8_t number) { return sync::Token(sync::Token::Bytes{0xCA, number}); }

inline CaseFiling filing(std::uint8_t number, std::vector<std::uint32_t> items = {7, 16, 30}) {
    return {.application = {.token = case_token(number),
                            .project_name = "大杨树镇大豆精深加工投资项目",
                            .project_code = "2026-150723-13-01-123456",
                            .items = std::move(items)},
            .by = applicant,
            .sealed = "AAAA",
            .device = "k1"};
}

inline sync::Command plan_for(const sync::Case& of, sync::LocalDay day) {
    sync::MakePlan plan{.plan = "先备案，后用地"};
    for (const sync::CaseItem& item : of.items) {
        if (item.state == sync::ItemState::not_filed) plan.schedule.push_back({item.item.number, day});
    }
    return plan;
}

}  // namespace bangnin::hub::test
