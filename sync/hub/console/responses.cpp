#include "sync/hub/console/responses.h"

#include "sync/hub/console/html.h"

namespace bangnin::hub::console {

ApiResponse page_response(int status, std::string html) {
    ApiResponse response;
    response.status = status;
    response.content_type = "text/html; charset=utf-8";
    response.body = std::move(html);
    response.headers = {{"Content-Security-Policy",
                         "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
                         "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
                        {"X-Content-Type-Options", "nosniff"},
                        {"X-Frame-Options", "DENY"},
                        {"Referrer-Policy", "no-referrer"},
                        {"Cross-Origin-Opener-Policy", "same-origin"},
                        {"Cache-Control", "no-store"}};
    return response;
}

ApiResponse redirect(std::string path) {
    ApiResponse response = page_response(303, {});
    response.headers.emplace_back("Location", std::move(path));
    return response;
}

ApiResponse sign_in_first(const ApiRequest& request) {
    // What was posted is lost with its session: the way goes to the beginning.
    return redirect(request.method == "GET" ? "/console/sign-in?next=" + url_part(request.target.path)
                                            : std::string("/console/sign-in"));
}

std::pair<std::string, std::string> set_cookie(std::string_view name, const std::string& value) {
    return {"Set-Cookie", std::string(name) + "=" + value + "; Path=/; Secure; HttpOnly; SameSite=Strict"};
}

std::pair<std::string, std::string> drop_cookie(std::string_view name) {
    return {"Set-Cookie", std::string(name) + "=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict"};
}

std::string form_token_of(const ApiRequest& request) { return form_token(request.session_token + "/" + request.hall); }

Viewer viewer_of(const ApiRequest& request) {
    if (!request.session) return {};
    return {request.session->staff, form_token_of(request), request.session->hall};
}

}  // namespace bangnin::hub::console
