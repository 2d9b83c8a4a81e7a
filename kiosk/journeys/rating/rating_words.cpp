// The words that several of the rating's pages say.
#include <algorithm>

#include "kiosk/journeys/ids.h"
#include "kiosk/journeys/rating/rating_pages.h"

namespace bangnin::kiosk {
namespace {

using locale::tr;
using screen::Colour;
using screen::Icon;
using screen::Rect;
using screen::TextLook;

void append(std::string& line, const std::string& part) {
    if (part.empty()) return;
    if (!line.empty()) line += " · ";
    line += part;
}

// "10:20", or "3月11日 周三 10:20" where it was another day.
std::string moment_text(const View& view, Wall at) {
    const LocalTime then = local_time(at, view.hall.utc_offset_minutes);
    const LocalTime today = local_time(view.now.wall, view.hall.utc_offset_minutes);
    const bool same_day = then.day == today.day && then.month == today.month && then.year == today.year;
    return (same_day ? std::string() : date_text(then) + " ") + clock_of(view, at);
}

// A white card: what stands in it is not news but what the question is about.
class ServiceCard {
  public:
    ServiceCard(Page& page, std::string name, std::string detail)
        : page_(page),
          name_(std::move(name)),
          detail_(std::move(detail)),
          name_look_(page.look(Role::body)),
          detail_look_(page.look(Role::secondary, Colour::birch700)) {
        name_look_.weight = text::Weight::bold;
    }
    [[nodiscard]] float height(float width) const {
        const float room = width - left - padding;
        return 2 * padding + page_.ui.measure({room, 0}, name_, name_look_).h +
               page_.ui.measure({room, 0}, detail_, detail_look_).h;
    }
    void draw(const Rect& rect) const {
        page_.ui.card(rect);
        page_.ui.icon(Icon::desk, {rect.x + padding, rect.centre().y - icon / 2, icon, icon}, Colour::pine700, 2.4F);
        const float room = rect.w - left - padding;
        const float name = page_.ui.measure({room, 0}, name_, name_look_).h;
        const float detail = page_.ui.measure({room, 0}, detail_, detail_look_).h;
        const float top = rect.y + (rect.h - name - detail) / 2;
        page_.say({}, {rect.x + left, top, room, name + 2}, name_, name_look_);
        page_.say({}, {rect.x + left, top + name, room, detail + 2}, detail_, detail_look_);
        page_.ui.node(ids::rating_service, screen::Role::value, name_, rect, detail_);
    }

  private:
    static constexpr float padding = 34;
    static constexpr float icon = 88;
    static constexpr float left = padding + icon + 32;

    Page& page_;
    std::string name_;
    std::string detail_;
    TextLook name_look_;
    TextLook detail_look_;
};

}  // namespace

std::string grade_text(sync::Grade grade) {
    switch (grade) {
        case sync::Grade::very_satisfied:
            return tr("非常满意");
        case sync::Grade::satisfied:
            return tr("满意");
        case sync::Grade::basically_satisfied:
            return tr("基本满意");
        case sync::Grade::dissatisfied:
            return tr("不满意");
        case sync::Grade::very_dissatisfied:
            return tr("非常不满意");
    }
    return {};
}

Icon face_of(sync::Grade grade) {
    switch (grade) {
        case sync::Grade::very_satisfied:
            return Icon::face5;
        case sync::Grade::satisfied:
            return Icon::face4;
        case sync::Grade::basically_satisfied:
            return Icon::face3;
        case sync::Grade::dissatisfied:
            return Icon::face2;
        case sync::Grade::very_dissatisfied:
            return Icon::face1;
    }
    return Icon::face3;
}

std::string service_name(const View& view, const RatedTicket& ticket) {
    const auto queue = std::ranges::find(view.queues, ticket.service, &QueueLine::letter);
    if (queue != view.queues.end()) return queue->name.in(view.settings.language);
    return ticket.number.empty() ? tr("这张小票的服务") : tr("号码 {0}", ticket.number);
}

std::string service_detail(const View& view, const RatedTicket& ticket) {
    std::string line;
    const auto queue = std::ranges::find(view.queues, ticket.service, &QueueLine::letter);
    const bool called = !ticket.window.empty();
    if (called || queue != view.queues.end()) {
        append(line, called ? ticket.window : queue->window.in(view.settings.language));
    }
    append(line, ticket.number);
    if (ticket.issued_at) append(line, tr("{0} 取号", moment_text(view, *ticket.issued_at)));
    return line.empty() ? tr("网络断开，名称稍后补上") : line;
}

void add_service(Sheet& sheet, const RatedTicket& ticket, int spare) {
    Page& page = sheet.page;
    const std::string name = service_name(page.view, ticket);
    const std::string detail = service_detail(page.view, ticket);
    if (page.mongolian()) {
        sheet.note(ids::rating_service, Tone::good, Icon::desk,
                   {{.source = name}, {.source = detail, .role = Role::secondary, .spare = 10}}, spare);
        return;
    }
    const ServiceCard card(page, name, detail);
    const float height = card.height(sheet.width(Zone::information));
    sheet.add({.need = {.least = height, .ideal = std::max(height, 176.0F), .gap = 40, .spare = spare},
               .draw = [card](const Rect& rect) { card.draw(rect); }});
}

std::string given_text(const View& view, const GivenRating& rating) {
    const locale::LanguageScope flat(locale_language(lying_language(view)));
    return tr("您 {0} 评价过：{1}", moment_text(view, rating.at), grade_text(rating.grade));
}

std::string given_help(const View& view, const rating_stage::Given& stage) {
    if (changeable(stage, view.now.wall)) return tr("一次服务评价一次。24 小时内可以修改。");
    if (stage.where == GivenWhere::elsewhere) return tr("一次服务评价一次。这次评价不是在这台机器上做的，这里不能改。");
    return tr("一次服务评价一次。已经过了 24 小时，不能再改。");
}

NoticeText rating_problem_text(RatingProblem problem) {
    switch (problem) {
        case RatingProblem::none:
            return {};
        case RatingProblem::unreadable:
            return {tr("二维码没有读清。"), tr("您的号码不受影响。"), tr("请把小票放平、对准，再扫一次。")};
        case RatingProblem::foreign:
            return {tr("这不是本大厅小票上的二维码。"), tr("您的号码不受影响。"), tr("请扫取号小票下面的那一个。")};
        case RatingProblem::case_code:
            return {tr("这是办件的二维码，这里只评价取号小票的服务。"), tr("您的办件照常办理。"),
                    tr("办结时会请您评价。")};
        case RatingProblem::not_found:
            return {tr("没有查到这张小票的号码。"), tr("您可以再扫一次。"), tr("还是查不到，请呼叫工作人员。")};
        case RatingProblem::too_old:
            return {tr("这张小票过了能评价的日子。"), tr("您办的事不受影响。"), tr("有意见请告诉工作人员。")};
    }
    return {};
}

std::string kept_text(const View& view) {
    if (view.status.hub == Reachability::reachable) return {};
    return tr("网络暂时断开，评价已经存在这台机器上，网络恢复后自动送到。");
}

}  // namespace bangnin::kiosk
