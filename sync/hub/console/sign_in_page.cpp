#include "sync/hub/console/sign_in_page.h"

#include <algorithm>
#include <string_view>

#include "sync/hub/console/console_assets.h"
#include "sync/hub/console/page_frame.h"

namespace bangnin::hub::console {
namespace {

constexpr std::string_view home = "/console";

std::string_view words_of(SignInFault fault) {
    switch (fault) {
        case SignInFault::none:
            return "";
        case SignInFault::wrong:
            return "工号或密码不对，请再试一次。";
        case SignInFault::too_many:
            return "试的次数太多了，请十五分钟后再试。忘了密码请找系统管理员。";
        case SignInFault::busy:
            return "同时登录的人太多，请过几秒再试。";
        case SignInFault::stale_form:
            return "这一页打开得太久了，请再登录一次。";
        case SignInFault::unavailable:
            return "暂时不能登录，请过一会儿再试。";
    }
    return "";
}

}  // namespace

std::string safe_next(const std::string& text) {
    const bool ours = text.starts_with(home) && (text.size() == home.size() || text[home.size()] == '/');
    const bool plain = std::ranges::all_of(text, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9') || std::string_view("/-_.%?=&").find(letter) != std::string_view::npos;
    });
    return ours && plain && text.find("//") == std::string::npos && text.size() <= 200 ? text : std::string(home);
}

std::string render_sign_in(const SignInPage& page) {
    const std::string_view words = words_of(page.fault);
    const Html fault =
        words.empty() ? Html() : fill(R"(<p class="fault" role="alert" id="fault">{{words}}</p>)", {{"words", words}});
    const Html content = fill(console_assets::sign_in_html, {{"hall", page.hall},
                                                             {"token", form_token_field(page.form_token)},
                                                             {"next", safe_next(page.next)},
                                                             {"login", page.login},
                                                             {"fault", fault}});
    return render_page({.hall = page.hall, .title = "登录", .here = {}, .body_class = "sign-in"}, content, nullptr);
}

}  // namespace bangnin::hub::console
