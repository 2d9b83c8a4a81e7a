#include "sync/hub/console/case_rights.h"

#include <algorithm>
#include <array>

namespace bangnin::hub::console {
namespace {

constexpr std::array<std::string_view, 5> review_acts{"accept_item", "demand_more", "answer_demand", "approve_item",
                                                      "reject_item"};

bool reviews(const StaffMember& staff, const sync::Case& of, std::uint32_t number) {
    const auto same = [&](const sync::CaseItem& item) { return item.item.number == number; };
    const auto item = std::ranges::find_if(of.items, same);
    if (item == of.items.end()) return false;
    return std::ranges::any_of(item->item.departments, [&](const std::string& department) {
        return std::ranges::find(staff.departments, department) != staff.departments.end();
    });
}

}  // namespace

std::string act_refusal(const StaffMember& staff, const sync::Case& of, std::string_view act, std::uint32_t item) {
    if (act == "rate") return "由申请人自己评价。";
    if (staff.role != StaffRole::clerk) return {};
    if (std::ranges::find(review_acts, act) == review_acts.end()) return "由代办员办理。";
    return reviews(staff, of, item) ? std::string() : "由该事项的部门或代办员办理。";
}

std::string gap_refusal(const StaffMember& staff, const sync::Case& of, const sync::Gap& gap) {
    if (staff.role != StaffRole::clerk || reviews(staff, of, gap.item)) return {};
    return "由该事项的部门或代办员办理。";
}

std::string refusal_for(const StaffMember& staff, const sync::Case& of, const sync::Command& command) {
    if (const auto* close = std::get_if<sync::CloseGap>(&command)) {
        const auto gap = std::ranges::find(of.gaps, close->gap, &sync::Gap::number);
        // That there is none the case's own rules say.
        return gap == of.gaps.end() ? std::string() : gap_refusal(staff, of, *gap);
    }
    const std::uint32_t item = std::visit(
        [](const auto& one) -> std::uint32_t {
            if constexpr (requires { one.item; }) {
                return one.item;
            } else {
                return 0;
            }
        },
        command);
    return act_refusal(staff, of, name_of(command), item);
}

std::string look_refusal(const StaffMember& staff, CasePlace place) {
    if (staff.role != StaffRole::clerk || place == CasePlace::own_window) return {};
    return "申请人在您的窗口办理、打开这个办件时，才能查看。";
}

sync::Actor actor_of(const StaffMember& staff) {
    switch (staff.role) {
        case StaffRole::clerk:
            return {sync::ActorRole::clerk, staff.name};
        case StaffRole::agent:
            return {sync::ActorRole::agent, staff.name};
        case StaffRole::manager:
        case StaffRole::admin:
            break;
    }
    return {sync::ActorRole::manager, staff.name};
}

}  // namespace bangnin::hub::console
