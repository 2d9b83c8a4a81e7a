#include "sync/hub/console/case_act_form.h"

#include <functional>
#include <map>

#include "sync/hub/target.h"
#include "sync/wire/case_fields.h"

namespace bangnin::hub::console {
namespace {

using Made = std::expected<sync::Command, std::string>;

class Reader {
  public:
    Reader(const Form& form, const sync::Case& of) : form_(form), case_(of) {}

    std::string text(const char* name) const { return std::string(trimmed(field(form_, name))); }
    std::uint32_t number(const char* name) const {
        return static_cast<std::uint32_t>(parse_whole(field(form_, name), UINT32_MAX).value_or(0));
    }
    std::uint32_t item() const { return number("item"); }
    std::optional<sync::LocalDay> day(const std::string& name) const {
        return sync::LocalDay::parse(field(form_, name));
    }
    // What may come later; with a day only where there is anything.
    std::expected<std::vector<sync::Missing>, std::string> missing() const {
        std::vector<sync::Missing> missing;
        const auto by = day("by");
        for (std::string& what : lines_of(field(form_, "missing"))) {
            if (!by) return std::unexpected("请写明补交的日期。");
            missing.push_back({std::move(what), *by});
        }
        return missing;
    }
    Made plan() const {
        sync::MakePlan plan{.plan = text("plan")};
        for (const sync::CaseItem& item : case_.items) {
            if (item.state != sync::ItemState::not_filed) continue;
            const auto planned = day("day-" + std::to_string(item.item.number));
            if (!planned) return std::unexpected("请给每个未申报的事项写明申报日期。");
            plan.schedule.push_back({item.item.number, *planned});
        }
        return plan;
    }
    Made demand() const {
        const auto kind = sync::wire::parse_demand_kind(field(form_, "kind"));
        if (!kind) return std::unexpected("请选择补充材料还是整改。");
        const auto by = day("by");
        if (!by) return std::unexpected("请写明完成的日期。");
        return sync::DemandMore{item(), *kind, lines_of(field(form_, "what")), *by, text("again_because")};
    }
    Made termination() const {
        const auto side = sync::wire::parse_side(field(form_, "side"));
        if (!side) return std::unexpected("请选择由哪一方提出终止。");
        return sync::Terminate{*side, text("reason")};
    }

  private:
    const Form& form_;
    const sync::Case& case_;
};

using Make = std::function<Made(const Reader&)>;

const std::map<std::string, Make, std::less<>>& makers() {
    static const std::map<std::string, Make, std::less<>> makers{
        {"accept",
         [](const Reader& read) -> Made {
             auto missing = read.missing();
             if (!missing) return std::unexpected(missing.error());
             return sync::Accept{std::move(*missing)};
         }},
        {"decline", [](const Reader& read) -> Made { return sync::Decline{read.text("reason")}; }},
        {"entrust", [](const Reader& read) -> Made { return sync::Entrust{read.text("agent")}; }},
        {"make_plan", [](const Reader& read) { return read.plan(); }},
        {"begin_filing", [](const Reader&) -> Made { return sync::BeginFiling{}; }},
        {"close_gap", [](const Reader& read) -> Made { return sync::CloseGap{read.number("gap")}; }},
        {"archive", [](const Reader&) -> Made { return sync::Archive{}; }},
        {"terminate", [](const Reader& read) { return read.termination(); }},
        {"file_item", [](const Reader& read) -> Made { return sync::FileItem{read.item()}; }},
        {"accept_item",
         [](const Reader& read) -> Made {
             auto missing = read.missing();
             if (!missing) return std::unexpected(missing.error());
             return sync::AcceptItem{read.item(), std::move(*missing)};
         }},
        {"demand_more", [](const Reader& read) { return read.demand(); }},
        {"answer_demand", [](const Reader& read) -> Made { return sync::AnswerDemand{read.item()}; }},
        {"approve_item", [](const Reader& read) -> Made { return sync::ApproveItem{read.item()}; }},
        {"reject_item", [](const Reader& read) -> Made { return sync::RejectItem{read.item(), read.text("reason")}; }},
        {"withdraw_item",
         [](const Reader& read) -> Made { return sync::WithdrawItem{read.item(), read.text("reason")}; }},
    };
    return makers;
}

}  // namespace

std::optional<sync::Token> scanned_case(std::string_view text) {
    const std::size_t slash = text.rfind("/c/");
    return sync::Token::parse(slash == std::string_view::npos ? text : text.substr(slash + 3));
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = trimmed(std::string_view(text).substr(begin, end - begin));
        if (!line.empty()) lines.emplace_back(line);
        begin = end + 1;
    }
    return lines;
}

Made command_of(const Form& form, const sync::Case& of) {
    const auto found = makers().find(field(form, "do"));
    if (found == makers().end()) return std::unexpected("没有看懂要做什么，请再按一次。");
    return found->second(Reader(form, of));
}

}  // namespace bangnin::hub::console
