// The board of cases, a case's page, and what is done there by whoever is signed in.
#include <spdlog/spdlog.h>

#include <algorithm>
#include <set>

#include "sync/hub/case_views.h"
#include "sync/hub/console/case_act_form.h"
#include "sync/hub/console/case_board_page.h"
#include "sync/hub/console/case_page.h"
#include "sync/hub/console/opened_page.h"
#include "sync/hub/console/responses.h"
#include "sync/model/masked.h"
#include "sync/seal/seal.h"

namespace bangnin::hub {
namespace {

using namespace console;
namespace wire = sync::wire;

std::string query_of(const ApiRequest& request, const std::string& name) {
    const auto found = request.target.query.find(name);
    return found == request.target.query.end() ? std::string() : found->second;
}

std::string path_of(const sync::Token& token) { return "/console/cases/" + token.text(); }

// Nobody's names or numbers belong into the audit log.
std::string reason_of(const ApiRequest& request) { return sync::masked_numbers(field(request.form, "reason")); }

StaffHand hand_of(const ApiRequest& request) {
    return {request.session->staff.login, request.address, sync::wall_clock_now(), request.hall};
}

std::string changed_words(const CaseFile& file, const sync::WorkCalendar& calendar) {
    const sync::CaseEvent& last = file.log.back();
    return "办件刚刚有人改过：" + sync::local_hour_minute(last.at, calendar.zone()) + " " + last.by.name + "，" +
           last.words + "　下面是最新的；您填的还在，请看清楚再办。";
}

std::vector<std::string> department_names(const sync::Catalogue& catalogue) {
    std::vector<std::string> names;
    for (const sync::Department& department : catalogue.departments) names.push_back(department.name);
    return names;
}

// To the window it was done from, or to the case.
std::string back_from(const ApiRequest& request, const std::string& path) {
    const std::string window = field(request.form, "window");
    if (window.empty() || !may_serve(request.session->staff, window)) return path;
    return "/console/window/" + url_part(window) + "?tab=" + url_part(field(request.form, "tab"));
}

// Without the pages' content-security policy: browsers' own viewers of PDF do not work under it.
ApiResponse pdf_response(std::string bytes, const std::string& name) {
    ApiResponse response;
    response.content_type = "application/pdf";
    response.body = std::move(bytes);
    response.headers = {{"Content-Disposition", "inline; filename=\"" + name + ".pdf\""},
                        {"Cache-Control", "no-store"},
                        {"X-Content-Type-Options", "nosniff"},
                        {"X-Frame-Options", "DENY"}};
    return response;
}

}  // namespace

struct Api::CaseRead {
    CaseFile file;
    std::string sealed;
    std::vector<std::string> agents;
    CasePlace place = CasePlace::lists;
};

Api::Answer Api::console_cases(const ApiRequest& request) {
    if (!basis_) co_return no_calendar(request);
    const CaseWish wish{query_of(request, "state"), query_of(request, "department"), query_of(request, "agent"),
                        query_of(request, "due"), query_of(request, "search")};
    if (const auto token = scanned_case(wish.search)) co_return redirect(path_of(*token));
    const sync::Instant now = sync::wall_clock_now();
    auto filter = filter_of(wish, basis_->calendar, now);
    if (!filter) co_return console_notice(400, "没有这一页", "这个地址看不懂，请回到工作台。", request);
    filter->hall = request.hall;
    CaseBoard board{hall_name(request), basis_->calendar, now, wish, department_names(basis_->catalogue), {}, {}};
    std::optional<sync::Token> exact;
    const auto read = co_await office_.read([&](Records& records) -> DatabaseResult<bool> {
        if (!wish.search.empty()) {
            const auto found = records.cases.find_number(wish.search, request.hall);
            if (!found) return std::unexpected(found.error());
            exact = *found;
            if (exact) return true;
        }
        auto rows = records.cases.list(*filter, most_cases_shown);
        if (!rows) return std::unexpected(rows.error());
        board.rows = std::move(*rows);
        const auto named = records.cases.agents(request.hall);
        const auto active = named ? records.case_office.agents(request.hall) : named;
        if (!active) return std::unexpected(active.error());
        std::set<std::string> agents(named->begin(), named->end());
        agents.insert(active->begin(), active->end());
        board.agents.assign(agents.begin(), agents.end());
        return true;
    });
    if (!read) co_return console_unavailable(request);
    if (exact) co_return redirect(path_of(*exact));
    co_return page_response(200, render_case_board(board, viewer_of(request)));
}

boost::asio::awaitable<std::expected<Api::CaseRead, ApiResponse>> Api::read_case(const ApiRequest& request) {
    if (!basis_) co_return std::unexpected(no_calendar(request));
    const auto token = sync::Token::parse(request.parameter);
    if (!token) co_return std::unexpected(unknown_case(request));
    using Found = std::expected<CaseRead, CaseError>;
    auto read = co_await office_.read([&](Records& records) -> DatabaseResult<Found> {
        auto file = records.cases.find(*token);
        if (!file) return std::unexpected(file.error());
        if (!*file) return Found(std::unexpected(file->error()));
        // A case of another hall is none here.
        if ((*file)->hall != request.hall) return Found(std::unexpected(CaseError{CaseFault::unknown_case}));
        auto sealed = records.cases.sealed(*token);
        if (!sealed) return std::unexpected(sealed.error());
        auto agents = records.case_office.agents(request.hall);
        if (!agents) return std::unexpected(agents.error());
        const auto open = records.case_office.lies_open_with(request.session->staff, *token);
        if (!open) return std::unexpected(open.error());
        return Found(CaseRead{std::move(**file), std::move(*sealed), std::move(*agents),
                              *open ? CasePlace::own_window : CasePlace::lists});
    });
    if (!read) co_return std::unexpected(console_unavailable(request));
    if (*read) co_return std::move(**read);
    if (read->error().fault == CaseFault::unknown_case) co_return std::unexpected(unknown_case(request));
    spdlog::error("a case's log cannot be read; bangnin-hub check counts such cases");
    co_return std::unexpected(console_notice(500, "打不开这个办件", "它的记录读不出来，请找系统管理员。", request));
}

ApiResponse Api::unknown_case(const ApiRequest& request) const {
    return console_notice(404, "没有这个办件", "没有这个办件，请看看编号对不对。", request);
}

PersonMasks Api::masks_of_sealed(const std::string& sealed) const {
    if (sealed.empty()) return {};
    const auto details = opened_details(sealed);
    return details ? masks_of(*details) : PersonMasks{SealState::unreadable, {}, {}, {}};
}

ApiResponse Api::case_response(int status, CaseRead read, std::string saying, const ApiRequest& request) const {
    const Viewer viewer = viewer_of(request);
    const HallCasePage page{.hall = hall_name(request),
                            .calendar = basis_->calendar,
                            .view = case_view(read.file, basis_->calendar, CaseAudience::hall, sync::wall_clock_now()),
                            .agents = std::move(read.agents),
                            .applicant = masks_of_sealed(read.sealed),
                            .place = read.place,
                            .saying = std::move(saying),
                            .draft = request.form};
    return page_response(status, render_case(page, viewer));
}

Api::Answer Api::console_case(const ApiRequest& request) {
    auto read = co_await read_case(request);
    if (!read) co_return std::move(read.error());
    const std::string saying = query_of(request, "said") == "reason" ? "请写明查看的原因，两个字到一百个字。" : "";
    co_return case_response(200, std::move(*read), saying, request);
}

Api::Answer Api::console_case_act(const ApiRequest& request) {
    auto read = co_await read_case(request);
    if (!read) co_return std::move(read.error());
    const sync::Case& now_is = read->file.now;
    const auto version = parse_whole(field(request.form, "version"), UINT32_MAX);
    auto command = command_of(request.form, now_is);
    if (!command || !version) {
        const std::string words = command ? "没有看懂要做什么，请再按一次。" : command.error();
        co_return case_response(400, std::move(*read), words, request);
    }
    const std::string why_not = refusal_for(request.session->staff, now_is, *command);
    if (!why_not.empty()) co_return case_response(403, std::move(*read), why_not, request);
    const wire::CaseOrder order{static_cast<std::uint32_t>(*version), actor_of(request.session->staff), *command};
    const StaffHand hand = hand_of(request);
    const auto file = co_await office_.run(
        [&](Records& records) { return records.case_office.carry_out(now_is.token, order, *basis_, hand); });
    if (!file) co_return console_notice(503, "不知道做没做成", "数据库暂时不能用。请回到办件，看清楚再按。", request);
    if (*file) {
        office_.changed();
        co_return redirect(back_from(request, path_of(now_is.token)));
    }
    const CaseError error = file->error();
    // As it is by now.
    auto newest = co_await read_case(request);
    if (!newest) co_return std::move(newest.error());
    std::string words = error.words;
    if (error.fault == CaseFault::other_version) words = changed_words(newest->file, basis_->calendar);
    if (error.fault == CaseFault::full) words = "这个办件的记录已经满了，不能再办，请找系统管理员。";
    co_return case_response(409, std::move(*newest), std::move(words), request);
}

boost::asio::awaitable<std::expected<std::optional<sync::ApplicantDetails>, ApiResponse>> Api::look_at_case(
    const ApiRequest& request, const CaseRead& read, std::string_view what) {
    const std::string path = path_of(read.file.now.token);
    const std::string why_not = look_refusal(request.session->staff, read.place);
    if (!why_not.empty()) co_return std::unexpected(console_notice(403, "没有权限", why_not, request));
    if (!look_reason_valid(field(request.form, "reason"))) co_return std::unexpected(redirect(path + "?said=reason"));
    const CaseLook look{.who = request.session->staff.login,
                        .what = std::string(what) + "，原因：" + reason_of(request),
                        .at = sync::wall_clock_now(),
                        .by = CaseLook::By::staff,
                        .address = request.address,
                        .hall = request.hall};
    // On record before anything of it leaves the records.
    const auto sealed =
        co_await office_.run([&](Records& records) { return records.cases.look(read.file.now.token, look); });
    if (!sealed) co_return std::unexpected(console_unavailable(request));
    if (sealed->empty()) co_return std::optional<sync::ApplicantDetails>();
    auto details = opened_details(*sealed);
    if (!details) spdlog::error("what is sealed of a case's applicant cannot be opened");
    co_return std::move(details);
}

Api::Answer Api::console_case_look(const ApiRequest& request) {
    auto read = co_await read_case(request);
    if (!read) co_return std::move(read.error());
    const auto details = co_await look_at_case(request, *read, "查看申请人");
    if (!details) co_return details.error();
    if (!*details) co_return console_notice(404, "没有可看的", "没有密封的信息，或者打不开。", request);
    const OpenedPage page{.hall = hall_name(request),
                          .title = read->file.number,
                          .reason = reason_of(request),
                          .back = path_of(read->file.now.token),
                          .here = "/console/cases",
                          .rows = rows_of(**details)};
    co_return page_response(200, render_opened(page, viewer_of(request)));
}

// A form with what is sealed in it is a look, and needs a reason: it is posted for.
Api::Answer Api::console_case_form(const ApiRequest& request) {
    const auto appendix = parse_appendix(request.second_parameter);
    if (!appendix) co_return console_notice(404, "没有这张表", "只有附件3到附件8。", request);
    auto read = co_await read_case(request);
    if (!read) co_return std::move(read.error());
    FormSource source{.file = read->file};
    if (needs_details(*appendix)) {
        auto details = co_await look_at_case(request, *read, "附件" + request.second_parameter);
        if (!details) co_return details.error();
        if (*details) {
            source.signature = sync::base64_decode((*details)->signature).value_or("");
            source.details = std::move(**details);
        }
    }
    const auto form = form_of(*appendix, source, basis_->calendar);
    if (!form) co_return console_notice(409, "还没有这张表", "办结或终止以后才有。", request);
    auto pdf = co_await forms_.print(*form, basis_->catalogue, read->file.now.changed_at);
    if (!pdf) co_return console_notice(503, "没有做成", "表没有做成，请过一会儿再试。", request);
    co_return pdf_response(std::move(*pdf), read->file.number + "-" + request.second_parameter);
}

}  // namespace bangnin::hub
