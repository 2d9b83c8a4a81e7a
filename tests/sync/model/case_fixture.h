// A case brought into any state, and a command of every kind that only the states can refuse.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sync/model/case.h"

namespace bangnin::sync {

inline LocalDay day(std::string_view text) { return LocalDay::parse(text).value(); }
inline Instant at(std::string_view text) { return parse_instant(text).value(); }

// A Monday without holidays near it; a calendar without years knows its weekends.
inline const Instant now = at("2026-11-23T02:00:00Z");
inline const WorkCalendar& weekends_only() {
    static const WorkCalendar calendar = WorkCalendar::create({}, {}).value();
    return calendar;
}

inline Catalogue small_catalogue() {
    Catalogue catalogue;
    catalogue.version = 7;
    for (std::uint32_t number = 1; number <= 6; ++number) {
        catalogue.items.push_back({number, "事项" + std::to_string(number), {"部门" + std::to_string(number)}});
    }
    return catalogue;
}

inline const Actor clerk{ActorRole::clerk, "张三"};
inline const Actor applicant{ActorRole::applicant, "申请人"};

// Keeps the log of everything done, and expects every command to be carried out.
struct Story {
    Case now_is;
    std::vector<CaseEvent> log;

    explicit Story(std::vector<std::uint32_t> items) {
        keep(submit_case(small_catalogue(), {Token{Token::Bytes{1}}, "一个项目", "2026-150723-01", std::move(items)},
                         applicant, now));
    }
    Story& then(const Command& command) {
        keep(change_case(now_is, command, clerk, now, weekends_only()));
        return *this;
    }

  private:
    void keep(CaseDecision decision) {
        ASSERT_TRUE(decision) << decision.error().words;
        now_is = std::move(decision->after);
        for (CaseEvent& event : decision->events) log.push_back(std::move(event));
    }
};

inline Command plan_for(const Case& of) {
    MakePlan plan{"先立项，后用地"};
    for (const CaseItem& item : of.items) {
        if (item.state == ItemState::not_filed) plan.schedule.push_back({item.item.number, day("2026-11-24")});
    }
    return plan;
}

inline Story under_review(std::vector<std::uint32_t> items) {
    Story story(std::move(items));
    story.then(Accept{}).then(Entrust{"李代办"});
    story.then(plan_for(story.now_is)).then(BeginFiling{});
    story.then(FileItem{story.now_is.items.front().item.number});
    return story;
}

inline DemandMore supplement_of(std::uint32_t item) {
    return {item, DemandKind::supplement, {"营业执照复印件"}, day("2026-11-30")};
}

}  // namespace bangnin::sync
