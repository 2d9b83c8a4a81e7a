// The page on which staff sign in. Pure.
#pragma once

#include <string>

#include "sync/hub/console/html.h"

namespace bangnin::hub::console {

enum class SignInFault {
    none,
    wrong,        // login or password, never which
    too_many,     // tries
    busy,         // too many sign in at once
    stale_form,   // the page was open for too long, or the form is none of ours
    unavailable,  // the records cannot be read
};

struct SignInPage {
    std::string hall;
    std::string form_token;
    std::string login;  // as it was typed
    std::string next;   // where to go then
    SignInFault fault = SignInFault::none;
};

std::string render_sign_in(const SignInPage& page);

// A path of the console to go to, or "/console" where `text` is anything else.
std::string safe_next(const std::string& text);

}  // namespace bangnin::hub::console
