// Signing in and out, and what every page of the console goes through: a session, its rights, and forms of our own.
#include <spdlog/spdlog.h>

#include "sync/hub/console/assets.h"
#include "sync/hub/console/responses.h"
#include "sync/model/token.h"
#include "sync/seal/seal.h"

namespace bangnin::hub {

namespace {

using namespace console;

constexpr std::string_view form_type = "application/x-www-form-urlencoded";

// 256 random bits.
std::string new_secret() { return sync::Token::random().text() + sync::Token::random().text(); }

// Whether what was posted is a form of a page that this cookie was given with.
bool form_is_ours(const console::Form& form, const std::string& cookie) {
    return !cookie.empty() && same_secret(field(form, "form"), form_token(cookie));
}

}  // namespace

std::string Api::hall_name(const ApiRequest& request) const {
    return request.session ? request.session->hall.name : config_.hall_name;
}

ApiResponse Api::console_notice(int status, const std::string& title, const std::string& words,
                                const ApiRequest& request) const {
    const Viewer viewer = viewer_of(request);
    return page_response(status,
                         render_notice_page(hall_name(request), title, words, request.session ? &viewer : nullptr));
}

boost::asio::awaitable<std::optional<ApiResponse>> Api::refuse_staff(const Route& route, ApiRequest& request) {
    request.session_token = cookie_of(request.cookies, session_cookie);
    if (request.session_token.empty()) co_return sign_in_first(request);
    const sync::Instant now = sync::wall_clock_now();
    const std::string name = session_name(request.session_token);
    // A page asks for its news by itself.
    const auto presence = route.handler == &Api::console_events ? SignIns::Presence::page : SignIns::Presence::person;
    auto session = co_await office_.run([&](Records& records) { return records.sign_ins.find(name, presence, now); });
    if (!session) {
        co_return console_unavailable(request);
    }
    if (!*session) co_return sign_in_first(request);
    request.session = std::move(**session);
    request.session->hall = completed(std::move(request.session->hall), config_);
    request.hall = request.session->hall.hall;
    if (!may(request.session->staff.role, route.access)) {
        const AuditEntry entry{now,          request.session->staff.login,
                               "refused",    std::string(route.path),
                               "wrong_role", request.address,
                               request.hall};
        const auto noted = co_await office_.run([&](Records& records) { return records.audit.add(entry); });
        if (!noted) spdlog::error("a refusal could not be written to the audit log");
        co_return console_notice(403, "没有权限", "您的岗位不能打开这一页。需要的话请找系统管理员。", request);
    }
    if (request.method != "POST") co_return std::nullopt;
    const FormLimits limits = route.access == Access::admin ? document_form : FormLimits{};
    auto form = request.content_type == form_type ? parse_form(request.body, limits) : std::nullopt;
    if (!form) co_return console_notice(415, "没有收到", "浏览器发来的内容看不懂，请回到工作台再试一次。", request);
    if (!same_secret(field(*form, "form"), form_token_of(request))) {
        co_return console_notice(403, "请再试一次", "这一页打开得太久了，什么也没有改。请回到工作台再试一次。",
                                 request);
    }
    request.form = std::move(*form);
    co_return std::nullopt;
}

Api::Answer Api::console_asset(const ApiRequest& request) {
    const Asset* asset = find_asset(request.parameter);
    if (asset == nullptr) co_return problem(404, "unknown_asset", "The console has no asset of this name");
    ApiResponse response;
    response.content_type = asset->type;
    response.body = asset->content;
    response.headers = {{"Cache-Control", "public, max-age=31536000, immutable"},
                        {"X-Content-Type-Options", "nosniff"}};
    co_return response;
}

ApiResponse Api::sign_in_page(SignInFault fault, const std::string& cookie, const console::Form& form) const {
    const int status = fault == SignInFault::none         ? 200
                       : fault == SignInFault::too_many   ? 429
                       : fault == SignInFault::wrong      ? 401
                       : fault == SignInFault::stale_form ? 403
                                                          : 503;
    const std::string kept = cookie.empty() ? new_secret() : cookie;
    ApiResponse response = page_response(status, render_sign_in({config_.hall_name, form_token(kept),
                                                                 field(form, "login"), field(form, "next"), fault}));
    if (cookie.empty()) response.headers.push_back(set_cookie(form_cookie, kept));
    return response;
}

Api::Answer Api::console_sign_in(const ApiRequest& request) {
    console::Form form;
    if (const auto next = request.target.query.find("next"); next != request.target.query.end()) {
        form.emplace("next", next->second);
    }
    co_return sign_in_page(SignInFault::none, cookie_of(request.cookies, form_cookie), form);
}

Api::Answer Api::console_session(const ApiRequest& request) {
    const std::string cookie = cookie_of(request.cookies, form_cookie);
    auto form = request.content_type == form_type ? parse_form(request.body) : std::nullopt;
    if (!form || !form_is_ours(*form, cookie)) co_return sign_in_page(SignInFault::stale_form, cookie, {});
    sync::SecretText password(form->contains("password") ? form->at("password") : "");
    if (form->contains("password")) sync::wipe(form->at("password"));
    const std::string login = field(*form, "login");
    const sync::Instant now = sync::wall_clock_now();
    const auto attempt =
        co_await office_.run([&](Records& records) { return records.sign_ins.begin(login, request.address, now); });
    if (!attempt) co_return sign_in_page(SignInFault::unavailable, cookie, *form);
    if (!*attempt) co_return sign_in_page(SignInFault::too_many, cookie, *form);
    const SignIns::Attempt& tried = **attempt;
    const auto verdict = co_await passwords_.check(tried.hash, std::move(password));
    if (verdict == PasswordThread::Verdict::busy) {
        (void)co_await office_.run([&](Records& records) { return records.sign_ins.withdraw(tried); });
        co_return sign_in_page(SignInFault::busy, cookie, *form);
    }
    const std::string token = new_secret();
    const std::string name = session_name(token);
    DatabaseResult<std::optional<Session>> session = std::optional<Session>();
    if (verdict == PasswordThread::Verdict::matches) {
        session = co_await office_.run([&](Records& records) {
            return records.sign_ins.succeed(login, tried, name, request.address, sync::wall_clock_now());
        });
        if (!session) co_return sign_in_page(SignInFault::unavailable, cookie, *form);
    }
    if (!*session) {
        const auto noted =
            co_await office_.run([&](Records& records) { return records.sign_ins.fail(login, request.address, now); });
        co_return sign_in_page(noted ? SignInFault::wrong : SignInFault::unavailable, cookie, *form);
    }
    ApiResponse response = redirect(safe_next(field(*form, "next")));
    response.headers.push_back(set_cookie(session_cookie, token));
    response.headers.push_back(drop_cookie(form_cookie));
    co_return response;
}

Api::Answer Api::console_sign_out(const ApiRequest& request) {
    const auto ended = co_await office_.run([&](Records& records) {
        return records.sign_ins.end(*request.session, request.address, sync::wall_clock_now());
    });
    if (!ended) co_return console_notice(503, "还没有退出", "数据库暂时不能用，请再按一次退出。", request);
    // Pages that are still open hear that they are over.
    office_.changed();
    ApiResponse response = redirect("/console/sign-in");
    response.headers.push_back(drop_cookie(session_cookie));
    co_return response;
}

}  // namespace bangnin::hub
