// Bad ratings and the steps of their answers, for managers.
#include "sync/hub/console/follow_up_page.h"
#include "sync/hub/console/responses.h"

namespace bangnin::hub {
namespace {

using namespace console;

constexpr std::uint32_t most_follow_ups = 500;

std::string path_of(const std::string& rating) { return "/console/follow-ups/" + url_part(rating); }

std::string saying_of(const ApiRequest& request) {
    const auto said = request.target.query.find("said");
    if (said == request.target.query.end()) return {};
    if (said->second == "step") return "这一步已经有人记过了，或者还没有轮到。";
    if (said->second == "words") return "请写几句话，最多五百字。";
    return {};
}

}  // namespace

// Without the calendar of working days nothing has a due date.
ApiResponse Api::no_calendar(const ApiRequest& request) const {
    return console_notice(503, "暂时打不开", "工作日历读不出来，请找系统管理员看日志。", request);
}

Api::Answer Api::console_follow_ups(const ApiRequest& request) {
    const auto list =
        co_await office_.run([&](Records& records) { return records.follow_ups(request.hall).list(most_follow_ups); });
    if (!list) co_return console_unavailable(request);
    if (!basis_) co_return no_calendar(request);
    const FollowUpBasis basis{hall_name(request), config_.zone, basis_->calendar, sync::wall_clock_now()};
    co_return page_response(200, render_follow_ups(basis, *list, viewer_of(request)));
}

Api::Answer Api::console_follow_up(const ApiRequest& request) {
    const auto found = co_await office_.run(
        [&](Records& records) { return records.follow_ups(request.hall).find(request.parameter); });
    if (!found) co_return console_unavailable(request);
    if (!basis_) co_return no_calendar(request);
    if (!*found) co_return console_notice(404, "没有这个差评", "没有这个差评，或者已经改成了好评。", request);
    const FollowUpBasis basis{hall_name(request), config_.zone, basis_->calendar, sync::wall_clock_now()};
    co_return page_response(200, render_follow_up(basis, **found, saying_of(request), viewer_of(request)));
}

Api::Answer Api::console_follow_up_step(const ApiRequest& request) {
    const auto step = parse_follow_up_step(field(request.form, "step"));
    if (!step) co_return redirect(path_of(request.parameter) + "?said=step");
    const FollowUps::Taking taking{
        *step, {sync::wall_clock_now(), request.session->staff.login, field(request.form, "words")}, request.address};
    const auto taken = co_await office_.run(
        [&](Records& records) { return records.follow_ups(request.hall).take(request.parameter, taking); });
    if (!taken) co_return console_unavailable(request);
    if (*taken) co_return redirect(path_of(request.parameter));
    switch (taken->error()) {
        case StepRefusal::unknown_rating:
            co_return console_notice(404, "没有这个差评", "没有这个差评，或者已经改成了好评。", request);
        case StepRefusal::wrong_step:
            co_return redirect(path_of(request.parameter) + "?said=step");
        case StepRefusal::bad_words:
            co_return redirect(path_of(request.parameter) + "?said=words");
    }
    co_return console_unavailable(request);
}

}  // namespace bangnin::hub
