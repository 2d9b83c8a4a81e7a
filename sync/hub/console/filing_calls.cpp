// Filing a case at the console, for an applicant who stands at the window.
#include <spdlog/spdlog.h>

#include "sync/hub/console/case_rights.h"
#include "sync/hub/console/filing_page.h"
#include "sync/hub/console/responses.h"

namespace bangnin::hub {
namespace {

using namespace console;

std::string path_of(const sync::Token& token) { return "/console/cases/" + token.text(); }

StaffHand hand_of(const ApiRequest& request) {
    return {request.session->staff.login, request.address, sync::wall_clock_now(), request.hall};
}

constexpr std::string_view something_else =
    "这张表已经登记过一件，内容和现在填的不一样。请先看那一件；确实要再登记一件，请按“另外登记一件”。";

// Of the case that is to be filed: the form's own, or that of another one, where it was pressed for.
std::string token_in(const console::Form& form) {
    const std::string another = field(form, "another");
    return another.empty() ? field(form, "token") : another;
}

std::string faults_words(std::size_t count) {
    return "还没有提交：有 " + std::to_string(count) + " 处要改，见下面标出的地方。";
}

}  // namespace

Api::Answer Api::console_new_case(const ApiRequest& request) {
    if (!basis_) co_return no_calendar(request);
    FilingPage page{.hall = hall_name(request), .catalogue = basis_->catalogue, .token = sync::Token::random().text()};
    const auto asked = request.target.query.find(std::string(window_field));
    const CallWindow* window = asked == request.target.query.end() ? nullptr : window_of(request, asked->second);
    if (window != nullptr) {
        const auto view = co_await office_.read(
            [&](Records& records) { return records.queues(request.hall).view(window->name, sync::wall_clock_now()); });
        if (!view) co_return console_unavailable(request);
        page.typed.emplace(window_field, window->name);
        if (view->present) page.typed.emplace(ticket_field, view->present->token);
    }
    co_return page_response(200, render_filing(page, viewer_of(request)));
}

Api::Answer Api::console_file_case(const ApiRequest& request) {
    if (!basis_) co_return no_calendar(request);
    FilingPage page{.hall = hall_name(request),
                    .catalogue = basis_->catalogue,
                    .token = token_in(request.form),
                    .typed = request.form};
    const auto again = [&](int status, std::string words) {
        page.saying = std::move(words);
        return page_response(status, render_filing(page, viewer_of(request)));
    };
    const auto filed_before = [&](const sync::Token& before) {
        page.filed_before = before.text();
        page.another = sync::Token::random().text();
        return again(409, std::string(something_else));
    };
    const auto token = sync::Token::parse(page.token);
    if (!token) {
        page.token = sync::Token::random().text();
        co_return again(400, "这张表没有收全，请再按一次“提交申请”。");
    }
    auto draft = filing_of(request.form, basis_->catalogue);
    if (!draft) {
        page.faults = std::move(draft.error());
        co_return again(400, faults_words(page.faults.size()));
    }
    draft->application.token = *token;
    const auto sealed = sealed_of(draft->details);
    if (!sealed) {
        spdlog::error("an applicant's details could not be sealed");
        co_return again(500, "没有提交：申请人的信息加密不成，请找系统管理员。");
    }
    const StaffHand hand = hand_of(request);
    const CaseFiling filing{.application = draft->application,
                            .by = actor_of(request.session->staff),
                            .sealed = *sealed,
                            .hall = request.hall};
    using SealedOfCase = std::expected<std::string, CaseError>;
    const auto kept = co_await office_.run([&](Records& records) -> DatabaseResult<SealedOfCase> {
        const auto file = records.case_office.file(filing, *basis_, hand);
        if (!file) return std::unexpected(file.error());
        if (!*file) return SealedOfCase(std::unexpected(file->error()));
        auto of_case = records.cases.sealed(*token);
        if (!of_case) return std::unexpected(of_case.error());
        return SealedOfCase(std::move(*of_case));
    });
    if (!kept) {
        co_return again(503, "不能确定是否已经提交。请过一会儿再按“提交申请”：同一张表只会登记一件。");
    }
    if (!*kept) {
        const CaseError& error = kept->error();
        if (error.fault == CaseFault::token_taken) co_return filed_before(*token);
        if (error.fault == CaseFault::refused) co_return again(409, error.words);
        spdlog::error("a case's log cannot be read; bangnin-hub check counts such cases");
        co_return again(500, "没有提交：这个办件的记录读不出来，请找系统管理员。");
    }
    // Sent again, and meanwhile something of the applicant was put right: that must not be lost unseen.
    if (**kept != *sealed && opened_details(**kept) != draft->details) co_return filed_before(*token);
    office_.changed();
    std::string place = co_await place_of_filed(request, *token);
    co_return redirect(std::move(place));
}

boost::asio::awaitable<std::string> Api::place_of_filed(const ApiRequest& request, const sync::Token& token) {
    const CallWindow* window = window_of(request, field(request.form, std::string(window_field)));
    if (window == nullptr) co_return path_of(token);
    const auto present = co_await present_at(*window, request);
    if (!present) co_return path_of(token);
    const StaffHand hand = hand_of(request);
    const auto laid = co_await office_.run([&](Records& records) {
        return records.case_office.lay_open({request.hall, window->name}, present->token, token, hand);
    });
    if (laid) office_.changed();
    co_return laid ? "/console/window/" + url_part(window->name) : path_of(token);
}

}  // namespace bangnin::hub
